"""The row of the source a figure was read from, with its two labels and the value marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from attrs import field, frozen

from govinfo_report import api
from govinfo_report.display import Card, Displayed, Tile
from govinfo_report.documents.document import Block, Document, Span
from govinfo_report.documents.grid import Cell
from govinfo_report.documents.reread import reread
from govinfo_report.documents.source import Source
from govinfo_report.errors import GovInfoReportError, SourceError
from govinfo_report.model.address import derived_of
from govinfo_report.model.figure import REASON_TEXTS, Figure, Origin, State
from govinfo_report.model.place import Place
from govinfo_report.model.report import Report
from govinfo_report.outputs.labels import FigureLabel, labels_of
from govinfo_report.outputs.table import number_text
from govinfo_report.plugins.registry import Registry
from govinfo_report.text.lazy import lazy
from govinfo_report.text.normalise import squash
from govinfo_report.text.numerals import read_cell

if TYPE_CHECKING:
    from govinfo_report.limits import Limits

_HAN = lazy(r"\p{Han}")
_BACK = 200  # blocks above a line among which its labels are looked for
_NEAR = 16  # blocks from a label to its value in a page with a cell per line
_WIDEST = 60  # characters of a line on either side of the value
_LONGEST = 2000  # characters of a line in which an empty cell is looked for
_NOT_KEPT = "as kept in the report; excerpt(address, source=...) shows the document"


@frozen(repr=False)
class Excerpt(Displayed):
    """Where a figure stands, as ``Report.excerpt`` shows it.

    ``figure`` is the figure, ``row`` and ``column`` are its labels in the form.  ``lines`` holds the
    printed rows: each the name of a place (``line 43``) and its pieces, which are of kind ``mark``
    (the value), ``named`` (a label) or ``""``.  ``confirmed`` says whether an independent reading of
    the place gave the same text: ``None`` where the source was not at hand.
    """

    figure: Figure
    row: str
    column: str
    lines: tuple[tuple[str, tuple[Tile, ...]], ...] = field(repr=False)
    source: str = ""
    confirmed: bool | None = None

    def _card_(self) -> Card:
        figure = self.figure
        value = f"{number_text(figure.value)} {figure.unit or ''}".strip()
        facts = [value if figure.value is not None else figure.state.value.replace("_", " ")]
        if figure.reason is not None:
            facts.append(REASON_TEXTS[figure.reason][1])
        facts.append(f"in {self.source}" if self.source else _NOT_KEPT)
        if self.confirmed is not None:
            facts.append("read again: the same" if self.confirmed else "read again: not the same")
        rows: list[tuple[Tile, ...]] = [
            (Tile(name, "label"), Tile(text, "named"))
            for name, text in (("row", self.row), ("column", self.column)) if text
        ]  # fmt: skip
        for place, pieces in self.lines:
            rows += [(Tile(place, "band"),), pieces]
        notes = () if self.lines else ("the document does not have it",)
        return Card(figure.address, tuple(facts), (), rows, 0, notes)


def excerpt(
    report: Report, address: str, source: object = None, limits: Limits | None = None
) -> Excerpt:
    """The row a figure stands in; of a derived figure, the rows of its parts.

    ``source`` is the document the report was read from (a path, bytes …, or the container it came
    in): its row is shown as it stands there, and the place is read once more.  Without it, the row is
    put together from the texts that the report keeps.  Raises ``UnknownAddressError`` for an unknown
    address, ``SourceError`` when ``source`` is another document.
    """
    figure = report[address]
    label = labels_of(report).get(address)
    parts = [report[a] for a in derived_of(report.forms).get(address, ())] or [figure]
    own = None if source is None else _own(report, source, limits)
    lines: list[tuple[str, tuple[Tile, ...]]] = []
    confirmed = None
    if own is None:
        lines = [line for part in parts for line in _kept(report, part)]
    else:
        document = _document(report, own)
        for part in parts:
            lines += _printed(document, part, labels_of(report).get(part.address)) or _kept(
                report, part
            )
        again = [_again(own, part) for part in parts if part.place is not None]
        confirmed = all(again) if again else None
    row = f"{label.row.number}{label.row.label}" if label is not None else ""
    if figure.origin is Origin.DERIVED:
        row = f"{len(parts)} parts"
    return Excerpt(
        figure, row, label.column.label if label is not None else "", tuple(dict.fromkeys(lines)),
        own.name if own is not None else "", confirmed,
    )  # fmt: skip


def _own(report: Report, given: object, limits: Limits | None) -> Source:
    """The document of the report: the one given, or the one in the container given."""
    source = given if isinstance(given, Source) else (
        Source.of(given) if limits is None else Source.of(given, limits=limits)
    )  # fmt: skip
    wanted = report.source.sha256
    if wanted is None or source.sha256 == wanted:
        return source
    for inside in api.documents_of(source, Registry.installed()) or ():
        if isinstance(inside, Source) and inside.sha256 == wanted:
            return inside
    raise SourceError(
        f"{source.name} is not the document the report was read from",
        zh=f"{source.name} 不是本报告所据的文件",
        hint=f"Give the file with the SHA-256 {wanted}, or parse this one and ask its report.",
        hint_zh=f"请提供 SHA-256 为 {wanted} 的文件，或重新读取此文件后再查看。",
        wanted=wanted, found=source.sha256,
    )  # fmt: skip


def _document(report: Report, source: Source) -> Document:
    registry = Registry.installed()
    known = {opener.id for opener in registry.openers}
    opener = report.reading.opener if report.reading.opener in known else None
    return api.open_document(source, opener=opener, registry=registry)[1]


def _again(source: Source, figure: Figure) -> bool:
    assert figure.place is not None
    try:
        return squash(reread(source, figure.place)) == squash(figure.raw or "")
    except GovInfoReportError:
        return False


def _where(place: Place) -> str:
    parts = [f"page {place.page}"] if place.page is not None else []
    parts += [f"line {place.line}"] if place.line is not None else []
    parts += [place.part] if place.part and not parts else []
    parts += [f"row {place.row + 1}"] if place.row is not None and place.line is None else []
    return ", ".join(parts) or "in the document"


def _kept(report: Report, figure: Figure) -> list[tuple[str, tuple[Tile, ...]]]:
    """The row of a figure from what the report keeps of it; nothing where it was not there."""
    label = labels_of(report).get(figure.address)
    if figure.raw is None or label is None:
        return []
    row = figure.address.rpartition(".")[0]
    others = [f for a, f in report.figures.items()
              if a.rpartition(".")[0] == row and f.raw is not None]  # fmt: skip
    cells = (
        Tile((f.raw or "").strip() or "·", "mark" if f.address == figure.address else "")
        for f in others
    )
    where = _where(figure.place) if figure.place is not None else "as kept"
    return [(where, (Tile(f"{label.row.number}{label.row.label}", "named"), *cells))]


def _printed(
    document: Document, figure: Figure, label: FigureLabel | None
) -> list[tuple[str, tuple[Tile, ...]]]:
    """The row of a figure as it stands in the document; nothing when it is not found again."""
    place = figure.place
    if place is None:
        return []
    for block in document.blocks:
        if block.grid is None:
            at = _in_line(document, block, figure)
            if at is not None:
                return list(_line(document, block, at, figure, label))
            continue
        for cell in block.grid.cells:
            if document.locate(Span(block.index, cell.start, cell.end)) == place:
                return list(_row(block, cell, _where(place)))
    return []


def _row(block: Block, cell: Cell, where: str) -> Iterator[tuple[str, tuple[Tile, ...]]]:
    """The head above a cell, then the cells of its row."""
    assert block.grid is not None
    area = block.grid.covering
    above = list(dict.fromkeys(
        other for row in range(cell.row - 1, -1, -1)
        if (other := area[row][cell.column]) is not None
    ))  # fmt: skip
    heads: list[str] = []
    for other in above:
        text = block.text[other.start : other.end].strip()
        if _is_label(text):
            heads.insert(0, text)
        elif heads:
            break  # figures of the part above: its heads are not ours
    if heads:
        yield "head of the column", tuple(Tile(text, "named") for text in heads)
    pieces = []
    for other in dict.fromkeys(c for c in area[cell.row] if c is not None):
        text = " ".join(block.text[other.start : other.end].split())
        left = other.column < cell.column and _is_label(text)
        kind = "mark" if other == cell else "named" if left else ""
        pieces.append(Tile(text or "·" * (kind == "mark"), kind))
    yield where, tuple(pieces)


def _is_label(text: str) -> bool:
    """Whether a cell holds words, and no number with words behind it (``22（其中修订16件）``)."""
    return bool(_HAN.search(text)) and read_cell(text).state != State.VALUE


def _in_line(document: Document, block: Block, figure: Figure) -> int | None:
    """Where in the text of a block a figure stands, if it does."""
    raw, text = figure.raw or "", block.text
    if document.locate(Span(block.index, 0, 0)).line != (figure.place and figure.place.line):
        return None
    at = text.find(raw)
    while 0 <= at <= _LONGEST:
        if document.locate(Span(block.index, at, at + len(raw))) == figure.place:
            return at
        at = text.find(raw, at + 1) if at < len(text) else -1
    return None


def _line(
    document: Document, block: Block, at: int, figure: Figure, label: FigureLabel | None
) -> Iterator[tuple[str, tuple[Tile, ...]]]:
    """The lines that hold the labels, then the line of the value."""
    end = at + len(figure.raw or "")
    before, after = block.text[:at], block.text[end:]
    row, column = _wordings(label)
    heads = [(_above(document, block, column, before), column)]
    label_at = _above(document, block, row, before)
    first, between = block, list(_split(before, row))
    if label_at is not None and block.index - label_at.index <= _NEAR:
        # a cell per line: the label and all lines down to the value are its row
        first = label_at
        texts = [document.block(n).text for n in range(label_at.index, block.index)]
        between[:0] = [Tile(_short(text, head=True), "named" if _is_label(text) else "")
                       for text in texts]  # fmt: skip
    else:
        heads.append((label_at, row))
    for other, words in heads:
        if other is not None and other.index < first.index:
            yield (
                _at(document, other),
                tuple(t for t in _split(other.text, words, whole=True) if t.text),
            )
    value = Tile(block.text[at:end].strip() or "·", "mark")
    last = document.locate(Span(block.index, 0, 0)).line
    where = _at(document, first) + (f"–{last}" if first is not block else "")
    pieces = (*between, value, Tile(_short(after, head=True)))
    yield where, tuple(piece for piece in pieces if piece.text)


def _wordings(label: FigureLabel | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """How the labels of a row and of a column may read, the longest first."""
    if label is None:
        return (), ()
    row, column = label.row, label.column
    return (
        tuple(sorted((row.label, *row.variants), key=len, reverse=True)),
        tuple(sorted((column.label, *column.variants), key=len, reverse=True)),
    )


def _split(text: str, words: Sequence[str], *, whole: bool = False) -> Iterator[Tile]:
    """A text with the first of some words in it marked; all of it, with ``whole``, if none is."""
    for word in words:
        at = text.rfind(word) if word else -1
        if at >= 0:
            yield Tile(_short(text[:at], head=False))
            yield Tile(word, "named")
            yield Tile(_short(text[at + len(word) :], head=False))
            return
    yield Tile(_short(text, head=whole), "named" if whole else "")


def _at(document: Document, block: Block) -> str:
    return _where(document.locate(Span(block.index, 0, 0)))


def _above(document: Document, block: Block, words: Sequence[str], before: str) -> Block | None:
    """The nearest block above that holds one of some wordings; none if the line itself does."""
    wanted = [squash(word) for word in words if word]
    if not wanted or any(word in squash(before) for word in wanted):
        return None
    texts: list[str] = []  # this line and the two below it: a label may be wrapped
    for index in range(block.index - 1, max(document.first, block.index - _BACK) - 1, -1):
        other = document.block(index)
        texts = [squash(other.text) if other.grid is None else "", *texts[:2]]
        if any(word in "".join(texts) for word in wanted):
            return other
    return None


def _short(text: str, *, head: bool) -> str:
    """A long text cut to the side that faces the value."""
    text = " ".join(text.split())
    if len(text) <= _WIDEST:
        return text
    return f"{text[:_WIDEST]}…" if head else f"…{text[-_WIDEST:]}"
