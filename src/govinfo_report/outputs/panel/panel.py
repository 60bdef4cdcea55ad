"""A panel: one row per unit, year and scope, read as tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from attrs import field, frozen

from govinfo_report.display import Displayed
from govinfo_report.errors import UsageError
from govinfo_report.outputs.codebook.variables import STATE, Variable, by_name, variables
from govinfo_report.outputs.frames.columns import TableColumn
from govinfo_report.outputs.frames.frame import Frame
from govinfo_report.outputs.frames.tables import facts_of
from govinfo_report.outputs.panel.expected import Expectation, Expected, expected_of
from govinfo_report.outputs.panel.links import Links
from govinfo_report.outputs.panel.reasons import REASONS
from govinfo_report.outputs.panel.rows import PanelRow
from govinfo_report.text.normalise import squash

_KEYS = {
    "publisher": ("发布机关", "issuing body: the unit of the panel"),
    "region": ("地区", "region: the unit of the panel"),
}
_ABOUT = (
    ("edition", "text", "版本", "edition of most parts of the form"),
    ("grade", "text", "等级", "how the report was read"),
    ("missing", "text", "缺失原因", "why there is no report"),
    ("copies", "int", "份数", "documents that hold this very report"),
    ("copy", "int", "序号", "number among differing reports of one key"),
    ("duplicate", "flag", "重复", "whether another, differing report has the same key"),
    ("source", "text", "文件名", "document of the report"),
    ("sha256", "text", "文件摘要", "SHA-256 of the document"),
    ("software", "text", "软件", "versions it was read with, as JSON"),
)
_STATUS = {
    "read": ("已读", "read"),
    "partly": ("部分拒读", "read, some figures refused"),
    "nothing_read": ("没有读到表格", "no figure of any table could be read"),
    "missing": ("缺失", "missing"),
}


@frozen
class LeftOut(Displayed):
    """A document that has no row, and why (a key of ``REASONS``, with the words of an error)."""

    source: str | None
    reason: str
    unit: str | None = None
    year: int | None = None
    scope: str | None = None
    message: tuple[str | None, str | None] = (None, None)


@frozen(repr=False)
class Panel(Displayed):
    """Units by years, made by ``panel``.

    ``index`` says what a unit is (``publisher`` or ``region``), ``rows`` stand in the order of
    units and years, ``left_out`` are the documents that have no row.  ``expected`` are the reports
    that should be there, if the panel was made with them: each has a row then.
    """

    index: str
    rows: tuple[PanelRow, ...] = field(repr=False)
    left_out: tuple[LeftOut, ...] = field(repr=False)
    expected: tuple[Expected, ...] | None = field(repr=False)
    blanks: str = "keep"
    _seen: tuple[Any, ...] = field(default=(), repr=False)  # Seen, see links

    def __len__(self) -> int:
        return len(self.rows)

    def wide(self, *, states: bool = False, names: Iterable[str] | None = None) -> Frame:
        """One row per report: a column per variable, and with ``states`` one for its state.

        ``names`` are the variables wanted; all without it.  ``UsageError`` for an unknown one.
        """
        chosen = _chosen(names)
        columns = (*self._keys(), *_columns(_ABOUT), *_variable_columns(chosen, states))

        wanted = [variable.name for variable in chosen]

        def make() -> Iterator[tuple[Any, ...]]:
            for row in self.rows:
                cells = row.cells(wanted)
                if states:
                    numbers = [part for cell in cells for part in (cell.value, cell.state)]
                else:
                    numbers = [cell.value for cell in cells]
                yield (*self._key(row), *_about(row), *numbers)

        return Frame(columns, make, self._facts("panel"))

    def long(self, *, names: Iterable[str] | None = None) -> Frame:
        """One row per report and variable: the value, or the state and reason for none."""
        chosen = _chosen(names)
        columns = (*self._keys(), *_columns(_LONG), *_columns(_ABOUT))
        wanted = [variable.name for variable in chosen]

        def make() -> Iterator[tuple[Any, ...]]:
            for row in self.rows:
                key, about = self._key(row), _about(row)
                for v, cell in zip(chosen, row.cells(wanted), strict=True):
                    yield (*key, v.name, v.address, v.label["zh"], v.label["en"], cell.value,
                           v.unit, cell.state, cell.reason, *about)  # fmt: skip

        return Frame(columns, make, self._facts("panel-long"))

    def coverage(self, expected: Expectation | None = None) -> Frame:
        """One row per expected report: read, partly, nothing_read or missing, and why.

        Without ``expected``, those the panel was made with; ``UsageError`` when there are none.
        """
        wanted = self.expected if expected is None else expected_of(expected, self.index)
        if wanted is None:
            raise UsageError(
                "Which reports should there be? Give expected= here or to panel().",
                zh="应有哪些报告？请在此处或在 panel() 中给出 expected=。",
            )
        columns = (*self._keys(), *_columns(_COVERAGE))
        found, links = self._by_key(), Links(self._seen, wanted)

        def make() -> Iterator[tuple[Any, ...]]:
            for entry in wanted:
                rows = [
                    row
                    for row in found.get((squash(entry.unit), entry.year), ())
                    if entry.scope in (None, row.scope)
                ]
                yield self._covered(entry, rows, links)

        return Frame(columns, make, self._facts("coverage"))

    def omitted(self) -> Frame:
        """One row per document that has no row in the panel, and why."""

        def make() -> Iterator[tuple[Any, ...]]:
            for one in self.left_out:
                yield (one.source, one.unit, one.year, one.scope, one.reason,
                       *REASONS[one.reason], *one.message)  # fmt: skip

        return Frame(_columns(_OMITTED), make, self._facts("omitted"))

    def _covered(self, entry: Expected, rows: Sequence[PanelRow], links: Links) -> tuple[Any, ...]:
        if rows and rows[0].missing is None:
            row = rows[0]
            status = "read" if row.readable else "nothing_read"
            status = "partly" if row.readable and row.refused else status
            copies = sum(row.copies for row in rows)
            return (*_key_of(self.index, row), status, *_STATUS[status], None, None, None,
                    row.edition, row.grade, row.refused, copies, len(rows) > 1, row.source)  # fmt: skip
        reason = rows[0].missing if rows else links.reason(entry)
        assert reason is not None
        other = None if self.index == "publisher" else entry.unit
        publisher = entry.unit if self.index == "publisher" else None
        return (publisher, other, entry.year, entry.scope, "missing", *_STATUS["missing"], reason,
                *REASONS[reason], None, None, None, 0, False, entry.source)  # fmt: skip

    def _by_key(self) -> dict[tuple[str, int], list[PanelRow]]:
        found: dict[tuple[str, int], list[PanelRow]] = {}
        for row in self.rows:
            found.setdefault((squash(row.unit), row.year), []).append(row)
        return found

    def _keys(self) -> Iterator[TableColumn]:
        for name, (zh, en) in _KEYS.items():
            own = name == self.index
            yield TableColumn(name, "text", zh, en if own else en.partition(":")[0])
        yield from _columns(
            (("year", "year", "年度", "reporting year"),
             ("scope", "text", "范围", "what the report speaks for"))
        )  # fmt: skip

    def _key(self, row: PanelRow) -> tuple[Any, ...]:
        return _key_of(self.index, row)

    def _facts(self, name: str) -> dict[str, str]:
        return {
            **facts_of(name), "govinfo_report.index": self.index,
            "govinfo_report.blanks": self.blanks,
        }  # fmt: skip


def _key_of(index: str, row: PanelRow) -> tuple[Any, ...]:
    publisher = row.unit if index == "publisher" else row.publisher
    region = row.unit if index == "region" else row.region
    return publisher, region, row.year, row.scope


def _about(row: PanelRow) -> tuple[Any, ...]:
    return (row.edition, row.grade, row.missing, row.copies, row.copy, row.duplicate, row.source,
            row.sha256, row.software)  # fmt: skip


def _chosen(names: Iterable[str] | None) -> tuple[Variable, ...]:
    if names is None:
        return variables()
    known = by_name()
    wanted = (names,) if isinstance(names, str) else tuple(names)
    for name in wanted:
        if name not in known:
            raise UsageError(f"There is no variable {name[:60]!r}; the codebook lists them.",
                             zh=f"没有名为 {name[:60]!r} 的变量，见代码本。")  # fmt: skip
    return tuple(known[name] for name in wanted)


def _columns(rows: Iterable[tuple[str, str, str, str]]) -> tuple[TableColumn, ...]:
    return tuple(TableColumn(*row) for row in rows)


def _variable_columns(chosen: Iterable[Variable], states: bool) -> Iterator[TableColumn]:
    for variable in chosen:
        kind = "number" if variable.kind == "amount" else "int"
        yield TableColumn(variable.name, kind, variable.label["zh"], variable.label["en"])
        if states:
            yield TableColumn(variable.name + STATE, "text", "状态", "state")


_LONG = (
    ("name", "text", "短名", "short name of the variable"),
    ("address", "text", "地址", "address of the figure"),
    ("label_zh", "text", "中文标签", "label in Chinese"),
    ("label_en", "text", "英文标签", "label in English"),
    ("value", "number", "数值", "the number"),
    ("unit", "text", "单位", "unit of the variable"),
    ("state", "text", "状态", "why there is no number, or that it was imputed"),
    ("reason", "text", "原因", "code of the reason"),
)
_COVERAGE = (
    ("status", "text", "状态", "read, partly, nothing_read or missing"),
    ("status_zh", "text", "状态（中文）", "status in Chinese"),
    ("status_en", "text", "状态（英文）", "status in English"),
    ("reason", "text", "原因", "why it is missing"),
    ("reason_zh", "text", "原因（中文）", "reason in Chinese"),
    ("reason_en", "text", "原因（英文）", "reason in English"),
    ("edition", "text", "版本", "edition of most parts of the form"),
    ("grade", "text", "等级", "how the report was read"),
    ("refused", "int", "拒读数", "figures refused"),
    ("copies", "int", "份数", "documents found for it"),
    ("duplicate", "flag", "重复", "whether they differ"),
    ("source", "text", "文件名", "document of the report, or where it should be"),
)
_OMITTED = (
    ("source", "text", "文件名", "document"),
    ("unit", "text", "单位", "publisher or region of its report"),
    ("year", "year", "年度", "year of its report"),
    ("scope", "text", "范围", "what its report speaks for"),
    ("reason", "text", "原因", "why it has no row"),
    ("reason_zh", "text", "原因（中文）", "reason in Chinese"),
    ("reason_en", "text", "原因（英文）", "reason in English"),
    ("message_zh", "text", "错误（中文）", "the error in Chinese"),
    ("message_en", "text", "错误（英文）", "the error in English"),
)
