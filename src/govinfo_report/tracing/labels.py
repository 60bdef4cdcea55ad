"""Label by label: which labels of the form a document prints, and what stands in place of others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any

from attrs import frozen

from govinfo_report.display import Card, Displayed, Tile, number
from govinfo_report.documents.document import Document, Span
from govinfo_report.errors import GovInfoReportError
from govinfo_report.limits import DEFAULT_LIMITS, Limits
from govinfo_report.model.editions import EDITION_IDS, edition
from govinfo_report.model.forms import ALL_TABLES, ORGANIZATIONS, STATISTICS
from govinfo_report.model.place import Place
from govinfo_report.plugins.registry import Registry
from govinfo_report.reading.demands import Demand, Demanding
from govinfo_report.reading.headings import SECTIONS
from govinfo_report.reading.kinds import LONG, is_value
from govinfo_report.reading.labels import book, key_of
from govinfo_report.reading.outline import find_outline
from govinfo_report.text.lazy import lazy
from govinfo_report.tracing.trace import Asked, only_document

if TYPE_CHECKING:
    from govinfo_report.documents.source import Source
    from govinfo_report.reading.reader import Identification

_REVIEW = "review_and_litigation"
_FIELDS = lazy(r"[\t|｜\n]")
_WORD = lazy(r"[^\s|｜\u00a0\u3000]++")
_SENTENCE = lazy(r"[。；！？;]")
_SHORT = 40  # characters of a line that may be the first half of a label
_MOST = 300  # printed words that are compared with the labels that are missing
_SOME = 5  # labels of the table of 2014 without which it is not spoken of
_ALIKE = 0.15  # what standing in order is worth, beside the characters two labels share


@frozen(repr=False)
class LabelFound(Displayed):
    """One label of the form: where it stands, or the printed words nearest to it.

    ``role`` is ``row``, ``group`` or ``head``; ``place`` is ``None`` when the label is missing,
    ``nearest`` then the words that stand in its place or share most characters with it, best
    first, each with its place.
    """

    label: str
    role: str
    printed: str = ""
    place: Place | None = None
    nearest: tuple[tuple[str, Place], ...] = ()


@frozen(repr=False)
class TableLabels(Displayed):
    """The labels of one table, in the form that fits best."""

    table: str
    edition: str
    labels: tuple[LabelFound, ...]

    @property
    def found(self) -> int:
        """How many of them are printed."""
        return sum(label.place is not None for label in self.labels)


@frozen
class SectionFound(Displayed):
    """One of the six sections: where its heading stands, and whether text of its own follows."""

    section: str
    place: Place | None
    heading: str = ""
    has_text: bool = False


@frozen(repr=False)
class Diagnosis(Displayed):
    """Why a page is claimed, or is not: layouts and what they demand, sections, labels.

    ``demands`` maps a layout to what it looks for; a layout that does not say is not in it.
    ``outcome`` is the error that reading ends with, ``None`` when it gives a report.
    """

    name: str
    opener: str
    asked: tuple[Asked, ...]
    chosen: tuple[str, ...]
    demands: Mapping[str, tuple[Demand, ...]]
    sections: tuple[SectionFound, ...]
    tables: tuple[TableLabels, ...]
    outcome: GovInfoReportError | None = None

    def _card_(self) -> Card:
        rows = [(Tile(t.table, "label", t.edition), number(t.found), number(len(t.labels)))
                for t in self.tables]  # fmt: skip
        standing = sum(one.place is not None for one in self.sections)
        facts = (", ".join(self.chosen) or "no layout claims it", f"opener {self.opener}",
                 f"{standing} of {len(self.sections)} section headings")  # fmt: skip
        notes = () if self.outcome is None else (self.outcome.text("en"),)
        heads = ("table", "labels found", "of")
        return Card(f"Diagnosis {self.name}", facts, heads, rows, 0, notes)

    def variants(self) -> dict[str, str]:
        """Printed words -> missing labels they may stand for: a first draft of label variants."""
        found: dict[str, str] = {}
        for one in self.tables:
            for label in one.labels:
                if label.place is None and label.nearest:
                    found.setdefault(label.nearest[0][0], label.label)
        return found

    def __str__(self) -> str:
        from govinfo_report.outputs.text import plain
        from govinfo_report.tracing.diagnosis import diagnosis_lines

        return plain(diagnosis_lines(self, "en"))


def diagnose(
    source: object,
    *,
    known: Mapping[str, Any] | None = None,
    opener: str | None = None,
    registry: Registry | None = None,
    limits: Limits = DEFAULT_LIMITS,
    isolation: str = "process",
) -> Diagnosis:
    """Say label by label why a source is read, or is not.

    Raises ``SourceError`` when the source cannot be opened, or is a container of several
    documents; never because nobody claims it.
    """
    from govinfo_report.plugins.howread import How

    registry = registry if registry is not None else Registry.installed()
    own = only_document(source, known, registry, limits)
    document = How(registry, None, opener, limits, isolation).open(own)
    return diagnose_document(own, document, registry)


def diagnose_document(source: Source, document: Document, registry: Registry) -> Diagnosis:
    """The diagnosis of a document that is open."""
    from govinfo_report.model.report import SourceInfo
    from govinfo_report.reading.reader import identify_document, read_document

    found = identify_document(document, registry.layouts)
    outcome = None
    try:
        read_document(document, registry.layouts, known=source.known,
                      source=SourceInfo(name=source.name), software={})  # fmt: skip
    except GovInfoReportError as error:
        outcome = error
    asked, demands = _asked(found), _demands(document, registry)
    return Diagnosis(
        source.name, document.opener, asked,
        tuple(candidate.layout.id for candidate in found.chosen), demands,
        tuple(_sections(document)), tuple(_tables(document)), outcome,
    )  # fmt: skip


def _asked(found: Identification) -> tuple[Asked, ...]:
    return tuple(
        Asked(c.layout.id, None, (), c.problem)
        if c.match is None
        else Asked(c.layout.id, c.match.fit.name, c.match.evidence, c.problem)
        for c in found.candidates
    )


def _demands(document: Document, registry: Registry) -> dict[str, tuple[Demand, ...]]:
    found: dict[str, tuple[Demand, ...]] = {}
    for layout in registry.layouts:
        if isinstance(layout, Demanding):
            try:
                said = tuple(layout.demands(document))
            except GovInfoReportError as error:
                said = (Demand(False, error.text("zh"), error.text("en")),)
            if said:
                found[layout.id] = said
    return found


def _sections(document: Document) -> Iterator[SectionFound]:
    outline = find_outline(document)
    for name in SECTIONS:
        section = outline.sections.get(name)
        if section is None or not section.heading:
            yield SectionFound(name, None)
            continue
        heading = "".join(document.text(span) for span in section.heading)
        place = document.locate(section.heading[0])
        yield SectionFound(name, place, heading, section.has_text)


# -- labels --------------------------------------------------------------------------------------


def _tables(document: Document) -> Iterator[TableLabels]:
    for table in ALL_TABLES:
        fields = dict.fromkeys(_fields(document, _blocks(document, table)))
        printed: dict[str, tuple[str, Span]] = {}
        for text, span in fields:
            if key := key_of(text):
                printed.setdefault(key, (text, span))
        best = max(
            EDITION_IDS[::-1],
            key=lambda e: sum(any(k in printed for k in keys) for _, _, keys in _wanted(table, e)),
        )
        labels = tuple(_look(document, table, list(_wanted(table, best)), printed, fields))
        found = TableLabels(table, best, labels)
        if table != STATISTICS or found.found >= _SOME:
            yield found


def _blocks(document: Document, table: str) -> set[int] | None:
    """The blocks of the table's section; ``None`` (all) where it has no heading of its own."""
    section = find_outline(document).sections.get(table)
    blocks = {span.block for span in section.body} if section is not None else set()
    return blocks or None


def _wanted(table: str, edition_id: str) -> Iterator[tuple[str, str, list[str]]]:
    """(label, role, keys of its wordings), in the order in which pages print them."""
    rows = [
        row for block in edition(edition_id).blocks if block.table == table for row in block.rows
    ]
    heads = {
        column.label: keys
        for row in rows
        for column in row.columns
        if (keys := _keys(column.label, *column.variants))
    }
    order = list(heads)
    if (
        table == "requests" and order
    ):  # two rows of heads: the five kinds of bodies stand in the lower one
        heads[ORGANIZATIONS] = _keys(ORGANIZATIONS)
        order = [order[0], ORGANIZATIONS, order[-1], *order[1:-1]]
    if table != _REVIEW:
        yield from ((label, "head", heads[label]) for label in order)
    groups: set[str] = set()
    for row in rows:
        if row.parent and row.group and row.group not in groups:
            groups.add(row.group)
            yield row.parent, "group", _keys(row.parent)
        if keys := _keys(row.label, *row.variants):
            yield row.number + row.label, "head" if table == _REVIEW else "row", keys
    if table == _REVIEW:
        yield from ((label, "head", heads[label]) for label in order)


def _keys(*wordings: str) -> list[str]:
    return [key for wording in wordings if (key := key_of(wording))]


def _look(
    document: Document,
    table: str,
    wanted: Sequence[tuple[str, str, list[str]]],
    printed: Mapping[str, tuple[str, Span]],
    fields: Iterable[tuple[str, Span]],
) -> Iterator[LabelFound]:
    missing = [label for label, _, keys in wanted if not any(key in printed for key in keys)]
    spare = list(_spare(table, fields)) if missing else []
    near = nearest_words(missing, [text for text, _ in spare])
    for label, role, keys in wanted:
        if at := next((printed[key] for key in keys if key in printed), None):
            yield LabelFound(label, role, at[0].strip(), document.locate(at[1]))
            continue
        nearest = tuple(
            (spare[i][0].strip(), document.locate(spare[i][1])) for i in near.get(label, ())
        )
        yield LabelFound(label, role, nearest=nearest)


def _spare(table: str, fields: Iterable[tuple[str, Span]]) -> Iterator[tuple[str, Span]]:
    """Printed words that are no label of the table, but could be one."""
    labels, count = book(table), 0
    for text, span in fields:
        word = text.strip()
        if not key_of(word) or len(word) > LONG or is_value(word) or _SENTENCE.search(word):
            continue
        if labels.row(word) or labels.head(word):
            continue
        yield text, span
        count += 1
        if count == _MOST:
            return


def nearest_words(missing: Sequence[str], spare: Sequence[str]) -> dict[str, list[int]]:
    """Missing label -> positions of the printed words that may stand for it.

    First what stands in its place when labels and words are matched in order so that most
    characters agree, then the most similar word wherever it stands.
    """
    keys, words = [key_of(label) for label in missing], [key_of(text) for text in spare]
    alike = [[_likeness(key, word) for word in words] for key in keys]
    best = [[0.0] * (len(words) + 1) for _ in range(len(keys) + 1)]
    for i in range(len(keys) - 1, -1, -1):
        for j in range(len(words) - 1, -1, -1):
            pair = alike[i][j] + _ALIKE + best[i + 1][j + 1]
            best[i][j] = max(pair, best[i + 1][j], best[i][j + 1])
    found: dict[str, list[int]] = {}
    i = j = 0
    while i < len(keys) and j < len(words):
        if best[i][j] == alike[i][j] + _ALIKE + best[i + 1][j + 1]:
            found[missing[i]] = [j]
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    for i, label in enumerate(missing):
        top = max(range(len(words)), key=lambda j: alike[i][j], default=-1)
        those = found.setdefault(label, [])
        if top >= 0 and alike[i][top] > 0.5 and top not in those:
            those.insert(0, top)
    return found


def _likeness(key: str, word: str) -> float:
    if not set(key) & set(word):
        return 0.0
    return SequenceMatcher(None, key, word, autojunk=False).ratio()


def _fields(document: Document, blocks: set[int] | None) -> Iterator[tuple[str, Span]]:
    """Whatever may be a label: cells, fields of lines, and short lines put together."""
    joined = ""
    for block in document.blocks:
        if blocks is not None and block.index not in blocks:
            continue
        if block.grid is not None:
            for cell in block.grid.cells:
                yield block.text[cell.start : cell.end], Span(block.index, cell.start, cell.end)
            continue
        start = 0
        for cut in [*(m.start() for m in _FIELDS.finditer(block.text)), len(block.text)]:
            yield block.text[start:cut], Span(block.index, start, cut)
            start = cut + 1
        if len(block.text) > LONG:
            for match in _WORD.finditer(block.text):
                yield match[0], Span(block.index, *match.span())
        elif joined:
            yield joined + block.text, Span(block.index, 0, len(block.text))
        joined = block.text if block.text.strip() and len(block.text) < _SHORT else ""
