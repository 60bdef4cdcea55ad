"""The text layer of a printed report, page by page.

A label too long for its column is wrapped around its figures, heads stand in columns of a few
characters, and running titles and page numbers fall between rows.  Empty cells leave no trace.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random

from attrs import frozen

from govinfo_report.testing.dice import Dice
from govinfo_report.testing.renderers.base import Dialect, common, encode, text_page
from govinfo_report.testing.reports import ReportData
from govinfo_report.testing.tables import Shape, Slot, Table, Tables, all_tables

_LINE = 34  # characters of a line of prose


@frozen(kw_only=True)
class PdfTextDialect(Dialect):
    """Options of text layers."""

    width: int = 12  #: characters of a label's line
    heads: str = "words"  #: ``words``, ``wrapped`` (two characters a line) or ``vertical``
    page: int = 0  #: lines of a page, 0 for no page breaks
    running: bool = False  #: the title runs over every page
    number: str = "- {} -"  #: how a page number is printed
    around: bool = True  #: figures stand in the middle line of a wrapped label


class PdfTextRenderer:
    """Lines as a PDF prints them."""

    family = "pdf_text"
    shows_blanks = False
    floor = 0.0  # heads in columns of characters cannot be read

    def dialect(self, rng: Random) -> PdfTextDialect:
        dice = Dice(rng.getrandbits(32))
        return PdfTextDialect(
            **common(dice, breaks=False),
            shape=Shape(
                headings=not dice.chance(0.05, "headings"),
                beside=dice.chance(0.3, "beside"),
                review=dice.pick(("one", "one", "three"), "review"),
            ),
            width=dice.pick((6, 9, 12, 16), "width"),
            heads=dice.pick(("words", "wrapped", "vertical"), "heads"),
            page=dice.pick((0, 28, 36, 45), "page"),
            running=dice.chance(0.5, "running"),
            number=dice.pick(("- {} -", "{}", "— {} —", "第{}页"), "number"),
            around=not dice.chance(0.3, "around"),
        )

    def print(self, data: ReportData, dialect: Dialect, tables: Tables | None = None) -> bytes:
        assert isinstance(dialect, PdfTextDialect)
        tables = tables or all_tables(data, dialect.wording, dialect.shape)
        printed = {
            section: ["\n".join(self._table(table, dialect)) for table in found]
            for section, found in tables.items()
        }
        rows = {line for found in printed.values() for text in found for line in text.split("\n")}
        lines: list[str] = []
        for line in text_page(data, dialect, printed).split("\n"):
            lines += [line] if line in rows else _wrapped(line, _LINE)
        if dialect.page:
            lines = list(self._pages(lines, data, dialect))
        return encode("\n".join(lines) + "\n", dialect)

    def _pages(
        self, lines: Sequence[str], data: ReportData, dialect: PdfTextDialect
    ) -> Iterator[str]:
        for number, start in enumerate(range(0, len(lines), dialect.page), 1):
            if dialect.running and number > 1:
                yield data.narrative.title
            yield from lines[start : start + dialect.page]
            yield dialect.number.format(number)

    def _table(self, table: Table, dialect: PdfTextDialect) -> Iterator[str]:
        for row in table.area():
            slots = [s for s, down, right in row if not (down or right) and s.role != "hole"]
            if any(slot.role == "value" for slot in slots):
                yield from self._row(slots, dialect)
            elif dialect.heads == "words" or len(slots) < 5:
                yield " ".join("".join(slot.text.split()) for slot in slots if slot.text)
            else:
                yield from self._heads(slots, 1 if dialect.heads == "vertical" else 2)

    def _row(self, slots: Sequence[Slot], dialect: PdfTextDialect) -> Iterator[str]:
        labels = [slot.text.replace("\n", "") for slot in slots if slot.role == "label"]
        values = " ".join(slot.text for slot in slots if slot.role == "value" and slot.text)
        yield from labels[:-1]
        pieces = _wrapped(labels[-1], dialect.width) if labels else [""]
        middle = (len(pieces) - 1) // 2 if dialect.around else len(pieces) - 1
        if len(pieces) == 2 and dialect.around:
            yield from (pieces[0], values, pieces[1])
            return
        for number, piece in enumerate(pieces):
            yield f"{piece} {values}".strip() if number == middle else piece

    def _heads(self, slots: Sequence[Slot], width: int) -> Iterator[str]:
        columns = [_wrapped("".join(slot.text.split()), width) for slot in slots if slot.text]
        for number in range(max(map(len, columns), default=0)):
            yield " ".join(column[number] for column in columns if number < len(column))


def _wrapped(text: str, width: int) -> list[str]:
    if len(text) <= width or text.replace(" ", "").isascii():
        return [text]
    return [text[start : start + width] for start in range(0, len(text), width)]
