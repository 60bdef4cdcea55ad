"""Tables in flattened text whose rows the separator alone cuts.

Three families share the mechanism: a row per line with tabs (merged cells leave empty fields),
a row per line with bars (Markdown and pipe tables), and a cell per line with a blank line
behind every row.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import field, frozen

from govinfo_report.documents.document import BlockKind, Document
from govinfo_report.layouts.recognise import View, Views, recognise, views_of
from govinfo_report.model.fit import Fit
from govinfo_report.reading.demands import Demand
from govinfo_report.reading.draft import Draft, Match, RowClaim, TableClaim
from govinfo_report.reading.flow import cut, possible
from govinfo_report.reading.kinds import Kind, kind_of
from govinfo_report.reading.rows import is_delimiter, trimmed

#: a line of prose this long ends a table
_PROSE = 40
#: separator -> its marks in a document, in Chinese and English
_MARKS = {
    "tab": ("行内有制表符分隔的单元格", "lines with cells between tabs"),
    "bar": ("行内有竖线分隔的单元格", "lines with cells between bars"),
    "line": ("以制表符开头的行，一行一个单元格", "lines that begin with a tab, a cell each"),
    "lines": (
        "数行只有一个数字，一行一个单元格",
        "several short lines that hold one figure, a cell each",
    ),
    "gaps": (
        "数行只有一个数字，上下各空一行",
        "several lines that hold one figure, blank lines around",
    ),
    "bars": ("有竖线，单元格可跨行", "bars, with line breaks anywhere between them"),
    "words": (
        "很长的一行或数行，单元格以空格分隔",
        "long lines whose cells are separated by spaces",
    ),
}


@frozen
class LineLayout:
    """Reads tables whose rows one separator cuts; ``best`` is the fit when many rows are found."""

    id: str
    separator: str
    best: Fit
    variants: dict[str, str] = field(factory=dict)

    def detect(self, document: Document, /) -> Iterator[Match]:
        """The layout's best fit when rows of a table are found, less when only a few are."""
        if not possible(document, self.separator):
            return
        claims = recognise(self._rows(document), self.variants)
        values = sum(_is_whole(claim, row) for claim in claims for row in claim.rows)
        if values:
            tables = dict.fromkeys(claim.table for claim in claims)
            evidence = tuple(f"{self.separator} separated rows of {table}" for table in tables)
            yield Match(self.best if values > 2 else Fit.LIKELY, None, evidence, claims)

    def demands(self, document: Document, /) -> Iterator[Demand]:
        """The marks of the separator, and rows that it cuts out."""
        there = possible(document, self.separator)
        yield Demand(there, *_MARKS[self.separator])
        claims = recognise(self._rows(document), self.variants) if there else ()
        rows = sum(_is_whole(claim, row) for claim in claims for row in claim.rows)
        yield Demand(rows > 0, f"其中有规定表格的行：一个标签和数个单元格（有 {rows} 行）",
                     f"rows of the form among them: a label and several cells ({rows} found)")  # fmt: skip

    def parse(self, document: Document, match: Match, /) -> Draft:
        """The claims found by ``detect``."""
        return Draft(match.anchor)

    def _rows(self, document: Document) -> Iterator[Views | None]:
        cutting = cut(document, self.separator)
        last = document.first - 1
        for row in cutting.rows:
            above: list[Views] = []
            for number in range(last + 1, row[0][0].block):
                label = _label_alone(document, number)
                if label is not None and label[0].spans:
                    above.append(label)
                elif _ends_table(document, number):
                    above.clear()
                    yield None
                elif label is None:
                    above.clear()
            yield from above
            last = row[-1][-1].block
            if not is_delimiter(document.block(last).text):
                yield views_of(document, row)


def _is_whole(claim: TableClaim, row: RowClaim) -> bool:
    """Whether a row shows a label and several cells, one of them filled."""
    labelled = bool(row.label) or claim.table == "review_and_litigation"
    return labelled and len(row.cells) > 1 and any(c.start != c.end for c in row.cells)


def _label_alone(document: Document, number: int) -> Views | None:
    """A head or row label that has its line to itself; a blank line gives an empty view."""
    text = document.block(number).text
    span = trimmed(text, number, 0, len(text))
    content = text[span.start : span.end]
    if not content or is_delimiter(content):
        return [View("", ())]
    if len(content) <= _PROSE and kind_of(content) not in (Kind.OTHER, Kind.VALUE):
        return [View(content, (span,))]
    return None


def _ends_table(document: Document, number: int) -> bool:
    block = document.block(number)
    return len(block.text) > _PROSE or block.kind is BlockKind.GRID


TAB_ROWS = LineLayout("tabs", "tab", Fit.EXACT)
PIPE_ROWS = LineLayout("pipes", "bar", Fit.EXACT)
STACKED_CELLS = LineLayout("stacked", "line", Fit.EXACT)
CELL_PER_LINE = LineLayout("cells", "lines", Fit.LIKELY)
CELL_PER_PARAGRAPH = LineLayout("paragraphs", "gaps", Fit.LIKELY)
BARRED_CELLS = LineLayout("bars", "bars", Fit.LIKELY)
ONE_LINE = LineLayout("words", "words", Fit.LIKELY)
