"""The last sheet: what the colours and columns mean, and what made the workbook."""

from __future__ import annotations

from typing import Any

from govinfo_report.outputs.frames import columns
from govinfo_report.outputs.provenance import Provenance
from govinfo_report.outputs.workbook.cells import fitting
from govinfo_report.outputs.workbook.looks import MARKS, Looks

_NOTES = (
    ("“目录”每份报告一行；各表与规定格式相同；“发现”为检查结果；“数据”每个数据一行，可筛选。",
     "目录 lists the reports; the tables stand as prescribed; 发现 holds the findings; 数据 has one "
     "row per figure and can be filtered."),
    ("没有数字的单元格都有原因，空白不是 0。“数据”表中位数过多、Excel 存不下的数字按文字保存。",
     "Every cell without a number has a reason; a blank is not zero. Numbers with more digits than "
     "Excel keeps are texts in 数据."),
)  # fmt: skip


def explain(sheet: Any, looks: Looks, provenance: Provenance) -> None:
    """Fill the sheet."""
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 2, 62)
    row = 0

    def title(zh: str, en: str) -> None:
        nonlocal row
        row += bool(row)
        sheet.write_string(row, 0, f"{zh} {en}", looks.get("title"))
        sheet.set_row(row, 22)
        row += 1

    def line(*texts: str, mark: str = "value") -> None:
        nonlocal row
        for column, text in enumerate(texts):
            base = "long" if column else "text"
            look = looks.get(base, mark if column == 0 else "value")
            sheet.write_string(row, column, fitting(text), look)
        row += 1

    title("说明", "What this is")
    for zh, en in _NOTES:
        line("", zh, en)
    title("颜色", "Colours")
    for mark, (_, zh, en) in MARKS.items():
        line("1234", zh, en, mark=mark)
    title("来历", "What made it")
    for name, value in provenance.facts().items():
        line(name, value)
    title("列", "Columns")
    seen = {"error"}  # a workbook lists no document without a report
    for table in (columns.FIGURES, columns.REPORTS, columns.FINDINGS):
        for column in table:
            if column.name not in seen:
                seen.add(column.name)
                line(column.name, column.zh, column.en)
