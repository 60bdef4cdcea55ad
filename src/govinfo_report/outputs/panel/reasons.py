"""Why a report is not in a panel (a table, not code)."""

from __future__ import annotations

from govinfo_report.errors import (
    AmbiguousLayoutError,
    GovInfoReportError,
    LayoutCrashError,
    LimitError,
    MissingExtraError,
    SourceError,
    UnrecognisedLayoutError,
)

#: reason -> (zh, en)
REASONS: dict[str, tuple[str, str]] = {
    "not-listed": ("没有提供该年度的文件", "no document was given for it"),
    "not-found": ("文件不存在", "the document is not there"),
    "not-opened": ("文件无法打开", "the document cannot be opened"),
    "needs-extra": ("打开文件所需的组件未安装", "what opens the document is not installed"),
    "too-large": ("文件超过限制", "the document exceeds a limit"),
    "no-report": ("文件不是年度报告", "the document holds no annual report"),
    "ambiguous": ("文件中的报告无法区分", "the reports in the document cannot be told apart"),
    "crashed": ("读取时出错", "reading it failed"),
    "other-unit": ("文件是另一单位的报告", "the document is the report of another unit"),
    "other-year": ("文件是另一年度的报告", "the document is the report of another year"),
    "other-scope": ("报告范围不同", "the report speaks for another scope"),
    "no-unit": ("报告未说明是谁的", "the report does not say whose it is"),
    "no-year": ("报告未说明年度", "the report does not say for which year it is"),
    "region-unknown": ("地区名称不在区划代码表中", "the region is not in the table of codes"),
    "region-ambiguous": (
        "地区名称不止一处，不猜测", "the name of the region is that of several: no guess",
    ),
    "not-expected": ("不在应有报告的名单中", "not on the list of expected reports"),
}  # fmt: skip

#: kind of error -> reason; the first that fits counts
_ERRORS: tuple[tuple[type[GovInfoReportError], str], ...] = (
    (MissingExtraError, "needs-extra"),
    (LimitError, "too-large"),
    (SourceError, "not-opened"),
    (UnrecognisedLayoutError, "no-report"),
    (AmbiguousLayoutError, "ambiguous"),
    (LayoutCrashError, "crashed"),
)


def reason_of(error: GovInfoReportError | None) -> str:
    """The reason that an error stands for."""
    if error is None:
        return "not-opened"
    if error.facts.get("missing"):
        return "not-found"
    return next((reason for kind, reason in _ERRORS if isinstance(error, kind)), "not-opened")
