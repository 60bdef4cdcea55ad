"""White space and line breaks of markup, the way a browser shows them."""

from __future__ import annotations

import re

#: a no-break space or an ideographic space is a character like any other
WHITE = " \t\n\r\f"
_RUN = re.compile(r"[ \t\n\r\f]+")


def collapse(text: str) -> str:
    """One line of running text: runs of white space are one space, none at the edges."""
    if text.isalnum():
        return text
    text = text.strip(WHITE)
    # Printable means here: no white space but plain blanks.
    if text.isprintable() and "  " not in text:
        return text
    return _RUN.sub(" ", text)


class Lines:
    """The lines of one cell while a walk goes through it."""

    __slots__ = ("done", "pieces")

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.done: list[str] = []

    def end_line(self, pre: bool = False) -> None:
        """Begin a new line; a line that shows nothing is none."""
        if self.pieces:
            text = "".join(self.pieces)
            self.pieces.clear()
            line = text.strip(WHITE) if pre else collapse(text)
            if line:
                self.done.append(line)

    def add_preformatted(self, text: str) -> None:
        """Text whose line breaks count."""
        first, *rest = text.split("\n")
        self.pieces.append(first)
        for line in rest:
            self.end_line(pre=True)
            self.pieces.append(line)

    def take(self, pre: bool = False) -> tuple[str, int]:
        """The text so far and its number of lines; begins anew."""
        if not self.done:
            # Nearly every cell is one line.
            if not self.pieces:
                return "", 0
            text = self.pieces[0] if len(self.pieces) == 1 else "".join(self.pieces)
            self.pieces.clear()
            text = text.strip(WHITE) if pre else collapse(text)
            return text, 1 if text else 0
        self.end_line(pre)
        text, number = "\n".join(self.done), len(self.done)
        self.done.clear()
        return text, number
