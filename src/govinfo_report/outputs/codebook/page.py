"""The codebook as a page, as CSV, and as label files for Stata and R."""

from __future__ import annotations

from collections.abc import Iterator

from govinfo_report.errors import UsageError
from govinfo_report.outputs.codebook.comparability import VERDICTS, comparability
from govinfo_report.outputs.codebook.variables import STATE, Variable, variables
from govinfo_report.outputs.files import csv_rows
from govinfo_report.outputs.frames.cells import STATES

FORMATS = ("md", "csv", "stata", "r")
CSV_COLUMNS = (
    "name", "address", "editions", "derived_in", "converted", "table", "kind", "unit", "label_zh",
    "label_en", "definition_zh", "definition_en", "formula", "source", "first", "last", "notices",
)  # fmt: skip
#: longest label of a variable in Stata, in characters
_STATA_LABEL = 80

_TABLES = {
    "proactive_disclosure": ("二、主动公开政府信息情况", "Table 2, disclosure on own initiative"),
    "requests": ("三、收到和处理政府信息公开申请情况", "Table 3, requests"),
    "review_and_litigation": (
        "四、政府信息公开行政复议、行政诉讼情况", "Table 4, reconsideration and litigation",
    ),
    "statistics": ("政府信息公开情况统计表（2014）", "Table of 2014"),
}  # fmt: skip
_INTRODUCTION = """\
# Codebook

One variable per figure of the forms of 2014, 2019 and 2021. Names are permanent: ASCII, at most 26
characters, a letter first, so that they work in Stata, R, SQL and Python, also with an ending
(`_state`). `rq_` is table 3, `rv_` table 4, `pd_` table 2 of the form of 2021, `pd19_` that of 2019,
`st_` the table of 2014. In table 3 the last part is the kind of requester: `nat` natural persons,
`ent` commercial enterprises, `res` research institutions, `pub` public welfare organizations, `law`
legal service institutions, `oth` other organizations, `all` the total.

`govinfo-report codebook` prints this page, `--format csv` the same as a table, `--format stata` a
do-file and `--format r` a script that label a data set. In Python: `govinfo_report.codebook`.

代码本：2014、2019、2021 三版表格中每个数据的永久短名、标签、单位、版本和定义。`govinfo-report codebook`
输出本页；`--format csv|stata|r` 输出表格和标签文件。
"""


def page() -> str:
    """The codebook as Markdown."""
    lines = [_INTRODUCTION]
    for table, (zh, en) in _TABLES.items():
        lines.append(f"## {en} {zh}\n")
        lines.append("| name | 标签 | label | 单位 | editions | definition |")
        lines.append("|---|---|---|---|---|---|")
        lines += [_row(variable) for variable in variables() if variable.table == table]
        lines.append("")
    lines += _joins()
    lines += _states()
    return "\n".join(lines)


def _row(variable: Variable) -> str:
    editions = ", ".join(f"{e} (sum)" if e in variable.derived_in else e for e in variable.editions)
    definition = f"{variable.definition['zh']}<br>{variable.definition['en']}"
    cells = (f"`{variable.name}`", variable.label["zh"], variable.label["en"],
             variable.unit or "–", editions, definition)  # fmt: skip
    return "| " + " | ".join(cells) + " |"


def _joins() -> Iterator[str]:
    yield "## What may be joined 可衔接性\n"
    yield (
        "Between two editions a variable is the same, a sum of what the other prints, never to be "
        "joined, or only in one of them. `govinfo_report.codebook.comparability()` gives the table "
        "variable by variable; here it is by row.\n"
    )
    yield "| editions | row | verdict | reason |"
    yield "|---|---|---|---|"
    seen: set[tuple[str, ...]] = set()
    for entry in comparability("2019", "2021"):
        row = entry.address.rpartition(".")[0]
        key = (row, entry.verdict, entry.reason["en"])
        if key not in seen:
            seen.add(key)
            verdict = " ".join(VERDICTS[entry.verdict])
            reason = f"{entry.reason['zh']}<br>{entry.reason['en']}"
            yield f"| {entry.old} → {entry.new} | `{row}` | {verdict} | {reason} |"
    zh, en = VERDICTS["never"]
    yield (
        f"| 2014 → 2019 | all 全部 | {zh} {en} | 指标、口径和计数单位都不同"
        "<br>indicators, definitions and units of counting differ |"
    )
    yield ""


def _states() -> Iterator[str]:
    yield "## States 状态\n"
    yield f"What `NAME{STATE}` says of a cell.\n"
    yield "| state | 含义 | meaning |"
    yield "|---|---|---|"
    for state, (zh, en) in STATES.items():
        yield f"| `{state}` | {zh} | {en} |"
    yield ""


def table() -> bytes:
    """The codebook as CSV, UTF-8."""
    rows = [
        (
            v.name, v.address, " ".join(v.editions), " ".join(v.derived_in), v.converted, v.table,
            v.kind, v.unit, v.label["zh"], v.label["en"], v.definition["zh"], v.definition["en"],
            v.formula, v.source, v.first, v.last, " ".join(v.notices),
        )
        for v in variables()
    ]  # fmt: skip
    return csv_rows([CSV_COLUMNS, *rows])


def stata(language: str = "zh") -> str:
    """A do-file that labels the variables of a data set in memory; needs Stata 14 or later."""
    lines = ["* govinfo-report codebook", "version 14"]
    for variable in variables():
        label = _short(_plain(variable.label[language]), _STATA_LABEL)
        lines.append(f'capture label variable {variable.name} `"{label}"\'')
        note = _plain(f"{variable.definition[language]} [{variable.unit or '-'}]")
        lines.append(f"capture notes {variable.name}: {note}")
    return "\n".join(lines) + "\n"


def r_script(language: str = "zh") -> str:
    """An R script with a function that labels the columns of a data frame."""
    names = (
        f"  {variable.name} = {_r_text(_plain(variable.label[language]))}"
        for variable in variables()
    )
    units = (
        f"  {variable.name} = {_r_text(variable.unit)}"
        for variable in variables()
        if variable.unit is not None
    )
    return _R.format(labels=",\n".join(names), units=",\n".join(units))


_R = """\
# govinfo-report codebook (UTF-8)
govinfo_labels <- c(
{labels}
)
govinfo_units <- c(
{units}
)
label_govinfo <- function(data) {{
  for (name in intersect(names(data), names(govinfo_labels))) {{
    attr(data[[name]], "label") <- govinfo_labels[[name]]
  }}
  for (name in intersect(names(data), names(govinfo_units))) {{
    attr(data[[name]], "unit") <- govinfo_units[[name]]
  }}
  data
}}
"""


def _plain(text: str) -> str:
    """The text without what a label file would take for something else."""
    return text.translate({ord(c): "'" for c in '"`“”'} | {ord("$"): "", ord("\\"): "/"})


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"


def _r_text(text: str) -> str:
    return f'"{text}"'


def codebook(format: str = "md", *, language: str = "zh") -> bytes:
    """The codebook in one of ``FORMATS``, as bytes in UTF-8; ``UsageError`` for another.

    ``language`` chooses the labels of the files for Stata and R; page and table have both.
    """
    if format not in FORMATS:
        raise UsageError(
            f"There is no codebook as {format!r}; there is {', '.join(FORMATS)}.",
            zh=f"没有 {format!r} 格式的代码本；可用：{'、'.join(FORMATS)}。",
        )
    if format == "csv":
        return table()
    if format == "md":
        return page().encode()
    return (stata(language) if format == "stata" else r_script(language)).encode()
