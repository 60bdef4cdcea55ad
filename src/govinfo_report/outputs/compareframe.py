"""Two years side by side as tables for data analysis, and as plain records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from govinfo_report.errors import UsageError
from govinfo_report.model.figure import Figure
from govinfo_report.outputs.codebook.variables import variable_of
from govinfo_report.outputs.continuity import Continuity
from govinfo_report.outputs.frames.columns import IDENTITY, ORIGIN, TableColumn
from govinfo_report.outputs.frames.frame import Frame
from govinfo_report.outputs.frames.rows import Row, identity, origin
from govinfo_report.outputs.frames.tables import facts_of
from govinfo_report.outputs.repetition import Repetition
from govinfo_report.outputs.table import number_text

if TYPE_CHECKING:
    from govinfo_report.outputs.compare import Comparison, ComparisonRow


def _columns(*rows: tuple[str, str, str, str]) -> tuple[TableColumn, ...]:
    return tuple(TableColumn(*row) for row in rows)


def _before(columns: Iterable[TableColumn]) -> tuple[TableColumn, ...]:
    """The same columns of the earlier report."""
    return tuple(
        TableColumn(f"old_{c.name}", c.type, f"上年{c.zh}", f"{c.en}, earlier report")
        for c in columns
    )


_HEAD = (*IDENTITY, *_before(c for c in IDENTITY if c.name in ("publisher", "year", "edition")))
_TAIL = (*ORIGIN, *_before(ORIGIN))
_ADDRESS = _columns(
    ("table", "text", "表", "table of the form"),
    ("address", "text", "地址", "stable name of the figure"),
    ("name", "text", "短名", "short name of the variable (codebook)"),
    ("label_zh", "text", "中文标签", "label in Chinese, as printed"),
    ("label_en", "text", "英文标签", "label in English"),
)
_SIDE = _columns(
    ("value", "number", "数值", "the number; empty unless state is value"),
    ("unit", "text", "单位", "unit of the number"),
    ("state", "text", "状态", "value, blank …; empty where the form has no such figure"),
    ("reason", "text", "原因", "why there is no number"),
)
#: table -> its columns
COLUMNS = {
    "figures": (
        *_HEAD, *_ADDRESS, *_before(_SIDE), *_SIDE,
        *_columns(("change", "number", "增减", "new less old; empty unless both are numbers"),
                  ("differs", "flag", "不同", "whether value or state differ")),
        *_TAIL,
    ),
    "continuity": (
        *_HEAD,
        *_columns(
            ("kind", "text", "衔接", "carried_over, pending, stock or items"),
            ("rule", "text", "规则", "rule that checks the same"),
            ("status", "text", "结果", "holds, differs or open"),
            ("relation", "text", "关系", "= or ≥: of what was observed to what was expected"),
            ("expected", "number", "应为", "what follows from the earlier report"),
            ("observed", "number", "本年", "what the later report says"),
            ("difference", "number", "差额", "observed less expected"),
            ("label_zh", "text", "中文标签", "row and column in Chinese"),
            ("label_en", "text", "英文标签", "row and column in English"),
            ("old_addresses", "text", "上年数据", "figures of the earlier report, by spaces"),
            ("addresses", "text", "本年数据", "figures of the later report, by spaces"),
            ("why_zh", "text", "无法判断的原因", "why it is open, in Chinese"),
            ("why_en", "text", "无法判断的原因（英文）", "why it is open, in English"),
        ),
        *_TAIL,
    ),
}  # fmt: skip


def comparison_frame(comparison: Comparison, table: str) -> Frame:
    """One of the tables of ``COLUMNS``; ``UsageError`` for another name."""
    if table not in COLUMNS:
        raise UsageError(f"There is no table {table[:40]!r}; there is {', '.join(COLUMNS)}.",
                         zh=f"没有名为 {table[:40]!r} 的表；可用：{'、'.join(COLUMNS)}。")  # fmt: skip
    make = _figures if table == "figures" else _checks
    return Frame(COLUMNS[table], lambda: make(comparison), facts_of(f"comparison-{table}"))


def _figures(comparison: Comparison) -> Iterator[Row]:
    head, tail = _ends(comparison)
    for row in comparison.rows:
        yield (*head, *_named(row, comparison), *_side(row.old), *_side(row.new), row.change,
               row.differs, *tail)  # fmt: skip


def _ends(comparison: Comparison) -> tuple[Row, Row]:
    old, new = comparison.old, comparison.new
    head = (*identity(new), old.publisher, old.year, old.edition)
    return head, (*origin(new), *origin(old))


def _named(row: ComparisonRow, comparison: Comparison) -> Row:
    from govinfo_report.outputs.compare import form_of_figures

    report = comparison.new if row.new is not None else comparison.old
    name = variable_of(form_of_figures(report)[row.address], row.address).name
    return (row.label.table, row.address, name, row.label.text("zh"), row.label.text("en"))


def _side(figure: Figure | None) -> Row:
    if figure is None:
        return (None, None, None, None)
    reason = figure.reason
    return figure.value, figure.unit, figure.state.value, reason and reason.value


def _checks(comparison: Comparison) -> Iterator[Row]:
    head, tail = _ends(comparison)
    for c in comparison.continuity:
        yield (*head, c.kind, c.rule, c.status, c.relation, c.expected, c.observed, c.difference,
               c.words("zh"), c.words("en"), " ".join(c.old), " ".join(c.new),
               c.reason("zh") or None, c.reason("en") or None, *tail)  # fmt: skip


def continuity_record(check: Continuity) -> dict[str, Any]:
    """A check as a plain dictionary, ready for JSON."""
    numbers = {name: getattr(check, name) for name in ("expected", "observed", "difference")}
    return {
        "kind": check.kind, "rule": check.rule, "status": check.status,
        "relation": check.relation,
        **{name: value if value is None or isinstance(value, int) else number_text(value)
           for name, value in numbers.items()},
        "label": {"zh": check.words("zh"), "en": check.words("en")},
        "old_addresses": list(check.old), "addresses": list(check.new),
        "reason": {"zh": check.reason("zh"), "en": check.reason("en")} if check.lacks else None,
    }  # fmt: skip


def prose_record(prose: Repetition | None) -> dict[str, Any] | None:
    """The repetition as a plain dictionary, ready for JSON."""
    if prose is None:
        return None
    percent = prose.percent
    return {
        "characters": prose.characters, "shared": prose.shared,
        "percent": None if percent is None else number_text(percent),
        "enough": prose.enough, "sentences": list(prose.sentences),
    }  # fmt: skip
