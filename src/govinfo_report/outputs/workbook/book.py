"""The whole workbook: list of reports, tables of the form, findings, figures, explanations."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from govinfo_report.errors import UsageError
from govinfo_report.model.finding import Severity
from govinfo_report.model.report import Report
from govinfo_report.outputs.frames import columns
from govinfo_report.outputs.frames.columns import TableColumn, names
from govinfo_report.outputs.frames.rows import figure_rows, finding_rows, report_rows
from govinfo_report.outputs.provenance import Provenance
from govinfo_report.outputs.sheets import CREATED, NAMES, library
from govinfo_report.outputs.workbook.cells import fitting
from govinfo_report.outputs.workbook.explanations import explain
from govinfo_report.outputs.workbook.lists import Entry, Target, cell_name, fill
from govinfo_report.outputs.workbook.looks import Looks, mark_of
from govinfo_report.outputs.workbook.remarks import Remarks
from govinfo_report.outputs.workbook.tables import TableSheet, reference, table_names
from govinfo_report.rules import Assessment, History, Rule, catalogue, validate

#: reports in one workbook; more belong into a file for programs
MOST = 300
REPORTS, FINDINGS, FIGURES, EXPLANATIONS = "目录", "发现", "数据", "说明"
_COUNTS = (
    TableColumn("errors", "int", "错误", "findings that are errors"),
    TableColumn("warnings", "int", "警告", "findings that are warnings"),
    TableColumn("notes", "int", "提示", "findings that are notes"),
)
_CELL = TableColumn("cell", "text", "单元格", "cell of this workbook")
#: columns of the list of reports: what counts first; no errors, since every entry is a report
_FIRST = (
    "publisher",
    "region",
    "scope",
    "year",
    "edition",
    "grade",
    "figures",
    "values",
    "refused",
)
_NOT_LISTED = (*_FIRST, "error", "message_zh", "message_en")
_REPORTS = (
    _CELL,
    *(column for name in _FIRST for column in columns.REPORTS if column.name == name),
    *_COUNTS,
    *(column for column in columns.REPORTS if column.name not in _NOT_LISTED),
)
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


def workbook(reports: Iterable[Report], *, rules: Iterable[Rule] | None = None) -> bytes:
    """The workbook of some reports, the same bytes for the same reports.

    ``rules`` check them (default: the built-in catalogue), each against those of other years among
    the reports.  Raises ``UsageError`` for more than ``MOST`` reports, ``MissingExtraError``
    without ``xlsxwriter``.
    """
    xlsxwriter = library()
    found = list(islice(reports, MOST + 1))
    if len(found) > MOST:
        raise UsageError(
            f"A workbook takes at most {MOST} reports.", zh=f"一个工作簿最多容纳 {MOST} 份报告。",
            hint="Write CSV or Parquet, or several workbooks.",
            hint_zh="请改用 CSV 或 Parquet，或分成几个工作簿。", limit=MOST,
        )  # fmt: skip
    applied = tuple(rules) if rules is not None else catalogue()
    history = History.of(found)
    checked = [validate(report, history=history, rules=applied) for report in found]
    target = io.BytesIO()
    made = xlsxwriter.Workbook(target, _OPTIONS)
    _Book(made, checked, applied).write()
    made.close()
    return target.getvalue()


class _Book:
    """Writes the sheets of one workbook."""

    def __init__(self, made: Any, checked: Sequence[Assessment], rules: Sequence[Rule]) -> None:
        self._made = made
        self._checked = checked
        self._rules = rules
        self._looks = Looks(made)
        self._provenance = Provenance.of(one.report for one in checked)

    def write(self) -> None:
        """All sheets; the order of making them is the order in the workbook."""
        made, looks = self._made, self._looks
        self._properties()
        add = made.add_worksheet
        listed = add(REPORTS)
        reports = [one.report for one in self._checked]
        sheets = {
            table: TableSheet(add(NAMES[table]), table, looks, len(reports) == 1)
            for table in table_names(reports)
        }
        found, figures, explained = add(FINDINGS), add(FIGURES), add(EXPLANATIONS)
        tops = [self._tables(n, one, sheets) for n, one in enumerate(self._checked)]
        fill(listed, looks, _REPORTS, self._reports(tops), 2)
        fill(found, looks, (_CELL, *columns.FINDINGS), self._findings(sheets), 2)
        fill(figures, looks, columns.FIGURES, self._figures(), 1)
        explain(explained, looks, self._provenance)
        for sheet in made.worksheets():
            sheet.set_paper(9)
            sheet.set_landscape()
            sheet.set_footer("&C&A　— &P —")
        for sheet in (listed, found, figures):
            sheet.repeat_rows(0)
            sheet.set_print_scale(60)
            sheet.print_across()
        for sheet in (*(one.sheet for one in sheets.values()), explained):
            sheet.fit_to_pages(1, 0)

    def _properties(self) -> None:
        facts = self._provenance.facts()
        self._made.set_properties({
            "title": "政府信息公开工作年度报告数据", "comments": fitting(" ".join(
                f"{name}={value}" for name, value in facts.items()), 250), "created": CREATED,
        })  # fmt: skip
        for name, value in facts.items():
            self._made.set_custom_property(name, fitting(value, 250), "text")

    def _tables(
        self, number: int, assessment: Assessment, sheets: dict[str, TableSheet]
    ) -> dict[str, int]:
        """The tables of one report, each on its sheet; the rows of their titles."""
        remarks = Remarks.of(assessment, self._rules)
        own = set(table_names([assessment.report]))
        return {
            table: sheet.add(number, assessment.report, remarks)
            for table, sheet in sheets.items()
            if table in own
        }

    def _reports(self, tops: Sequence[dict[str, int]]) -> Iterator[Entry]:
        at = names(_REPORTS).index(_COUNTS[0].name)
        for assessment, top in zip(self._checked, tops, strict=True):
            (row,) = report_rows([assessment.report])
            values: dict[str, object] = dict(zip(names(columns.REPORTS), row, strict=True))
            counted = [f.severity for f in assessment.findings if not f.set_aside]
            grave = counted.count(Severity.ERROR) + counted.count(Severity.FATAL)
            counts = (grave, counted.count(Severity.WARNING), counted.count(Severity.INFO))
            values |= dict(zip(names(_COUNTS), counts, strict=True))
            looks = enumerate(zip(("error", "warning", "info"), counts, strict=True), at)
            marks = {column: mark for column, (mark, count) in looks if count}
            links: dict[int, Target] = {}
            for table, title in islice(top.items(), 1):
                links[0] = (NAMES[table], title, 0)
                values["cell"] = cell_name(links[0])
            yield Entry([values.get(column.name) for column in _REPORTS], marks, links)

    def _findings(self, sheets: dict[str, TableSheet]) -> Iterator[Entry]:
        at = names(columns.FINDINGS).index("severity") + 1
        for number, assessment in enumerate(self._checked):
            rows = finding_rows(assessment)
            for finding, row in zip(assessment.findings, rows, strict=True):
                address = finding.addresses[0] if finding.addresses else ""
                target = reference(sheets, number, address)
                cell = cell_name(target) if target is not None else None
                links: dict[int, Target] = {} if target is None else {0: target}
                yield Entry((cell, *row), {at: finding.severity.value}, links)

    def _figures(self) -> Iterator[Entry]:
        heads = names(columns.FIGURES)
        address, state, value = (heads.index(name) for name in ("address", "state", "value"))
        for assessment in self._checked:
            remarks = Remarks.of(assessment, self._rules)
            for row in figure_rows(assessment.report):
                mark = mark_of(row[state], remarks.severity(row[address]))
                yield Entry(row, {state: str(row[state]), value: mark})
