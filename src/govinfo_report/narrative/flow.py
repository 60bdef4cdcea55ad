"""Section texts as one line of plain characters, cut into sentences, with the way back."""

from __future__ import annotations

from collections.abc import Iterator

import regex
from attrs import frozen

from govinfo_report.model.place import Place
from govinfo_report.model.report import Report
from govinfo_report.text.lazy import lazy
from govinfo_report.text.normalise import DROPPED, fold

#: stands for every digit of a masked passage (titles, quotations, addresses)
MASK = "\ue000"

_SPACE = lazy(rf"[ {regex.escape(DROPPED)}]++")
_ENDS = "。！？!?；;：:"
_ITEM = lazy(
    r"\s*+(?:[#*]++\s*+)?(?:[(（]?[一二三四五六七八九十0-9]{1,3}[)）、.．]|[一二三四五六七八九十]是|第[一二三])"
)
_HIDDEN = lazy(
    r"《[^《》]{0,80}》|<[^<>]{0,80}>|“[^“”]{0,40}”|\"[^\"]{0,40}\"|"
    r"(?:https?|www)[:.][A-Za-z0-9./:_?=&%#~-]{1,200}+|[A-Za-z0-9._-]{1,40}@[A-Za-z0-9.-]{1,40}|"
    r"\[[0-9]{4}\] ?[0-9]{1,5} ?号|第 ?[0-9]{1,5} ?[号条项款章届次期批名位]"
)
_DIGITS = lazy(r"[0-9一二三四五六七八九十百千]")
_SENTENCE = lazy(r"[^。！？!?\n]++[。！？!?]?+")


@frozen
class Sentence:
    """One sentence: ``text`` in plain characters without spaces, ``raw`` as printed.

    ``year`` is that of the report.  ``offsets`` leads from a character of ``text`` to the section's text.  ``topic`` is the part
    of the overview or the section it stands in, ``paragraph`` counts paragraphs.
    """

    text: str
    raw: str
    section: str
    topic: str
    offsets: list[int]
    paragraph: int
    place: Place | None = None
    year: int | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where characters ``start`` to ``end`` stand in the section's text."""
        return self.offsets[start], self.offsets[end - 1] + 1


def sentences_of(report: Report) -> Iterator[Sentence]:
    """The sentences of all sections (not of the preamble), in printed order."""
    for name, section in report.sections.items():
        text = section.text
        parts = []
        for part, words in section.parts.items():
            at = text.find(words) if words else -1
            if at >= 0:
                parts.append((at, at + len(words), part))
            elif words and not text.strip():
                yield from sentences(words, f"{name}.{part}", part, section.place, year=report.year)
        yield from sentences(text, name, name, section.place, sorted(parts), report.year)


def sentences(
    text: str,
    section: str,
    topic: str,
    place: Place | None = None,
    parts: list[tuple[int, int, str]] | None = None,
    year: int | None = None,
) -> Iterator[Sentence]:
    """The sentences of one text; ``parts`` are (start, end, id) of the parts it consists of."""
    plain, offsets, lines = _squeeze(text)
    paragraph = 0
    ends = iter(lines)
    line_end = next(ends, len(plain))
    for match in _SENTENCE.finditer(plain):
        start, end = match.span()
        while start >= line_end:
            paragraph += 1
            line_end = next(ends, 1 << 60)
        first, last = offsets[start], offsets[end - 1] + 1
        inside = next((p for a, b, p in parts or () if a <= first < b), None)
        yield Sentence(
            match[0], text[first:last], f"{section}.{inside}" if inside else section,
            inside or topic, offsets[start:end], paragraph, place, year,
        )  # fmt: skip


def _squeeze(text: str) -> tuple[str, list[int], list[int]]:
    """Plain text without spaces, the offset of each character, and where paragraphs end."""
    folded = fold(text)
    # only a comma that was half-width can part groups of three digits
    folded = _COMMA.sub(
        lambda m: "," if text[m.start()] == "," and _groups(folded, m.start()) else "，", folded
    )
    folded = _HIDDEN.sub(lambda m: _DIGITS.sub(MASK, m[0]), folded)
    pieces: list[str] = []
    offsets: list[int] = []
    breaks: list[int] = []
    length = at = 0
    width = _wrapped_at(folded)
    for space in _SPACE.finditer(folded):
        start, end = space.span()
        pieces.append(folded[at:start])
        offsets.extend(range(at, start))
        length += start - at
        at = end
        joint = _joint(folded, start, end, width)
        if joint:
            pieces.append(joint)
            offsets.append(start)
            length += 1
            if joint == "\n":
                breaks.append(length)
    pieces.append(folded[at:])
    offsets.extend(range(at, len(folded)))
    return "".join(pieces), offsets, breaks


def _groups(text: str, at: int) -> bool:
    """Whether the comma at this place stands between regular groups of three digits."""
    return _COMMA_GROUP.match(text, max(at - 3, 0)) is not None


_NARROW = lazy(r"[ -~]")
_COMMA = lazy(",")
_COMMA_GROUP = lazy(r"[^,]{0,2}[0-9],[0-9]{3}(?![0-9])")


def _joint(text: str, start: int, end: int, width: int) -> str:
    """What stays of white space: nothing, a space between digits, or a line break."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if not before or not after:
        return ""
    digits = "0" <= before <= "9" and "0" <= after <= "9"
    if "\n" in text[start:end]:
        if digits:
            return " " if width else "\n"
        return "" if _continues(text, start, end, width) else "\n"
    return " " if digits else ""


def _continues(text: str, start: int, end: int, width: int) -> bool:
    """Whether a line break falls into a sentence: a file whose lines are all cut at one width."""
    before = text[start - 1]
    if before in _ENDS or _ITEM.match(text, end):
        return False
    line = text.rfind("\n", 0, start) + 1
    if width:
        return _display(text[line:start]) * 10 >= width * 7
    # a number or its unit alone on a line
    stop = text.find("\n", end)
    rest = text[end : stop if stop >= 0 else len(text)].strip()
    return start - line < 40 and ("0" <= before <= "9" or (rest.isascii() and len(rest) < 8))


def _wrapped_at(text: str) -> int:
    """The width at which lines are cut, or 0 when a line is a paragraph."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if len(lines) < 4 or max(map(len, lines)) > 100:
        return 0
    widths = [_display(line) for line in lines]
    widest = max(widths)
    if widest > 100:
        return 0
    full = sum(
        w * 10 >= widest * 8 and line[-1] not in _ENDS
        for w, line in zip(widths, lines, strict=True)
    )
    return widest if full >= 3 and full * 3 >= len(lines) else 0


def _display(line: str) -> int:
    """The width in columns: letters and digits of Latin script are half as wide as the rest."""
    return 2 * len(line) - len(_NARROW.findall(line))
