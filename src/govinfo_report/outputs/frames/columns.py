"""The columns of every table: names, types and meaning, as data.

Types are ``text``, ``int`` (64 bits), ``year`` (16 bits), ``flag``, ``date`` and ``number``.  A
``number`` is an exact decimal (38 digits, 10 of them behind the point): one column holds counts
and amounts alike, and 15156.9 stays 15156.9.  Where a column holds counts only (wide tables) it
is an ``int``.
"""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen

from govinfo_report.display import Displayed

#: digits of a ``number``, and those behind the point: the longest amount in its smallest unit
PRECISION, SCALE = 38, 10


@frozen
class TableColumn(Displayed):
    """One column: its name, its type and what it holds."""

    name: str
    type: str
    zh: str
    en: str


def _columns(*rows: tuple[str, str, str, str]) -> tuple[TableColumn, ...]:
    return tuple(TableColumn(*row) for row in rows)


#: who reports on what: the same in every table
IDENTITY = _columns(
    ("publisher", "text", "发布机关", "issuing body as the title names it"),
    ("region", "text", "地区", "place the issuing body belongs to"),
    ("scope", "text", "范围", "what the report speaks for: own, consolidated, system, unknown"),
    ("year", "year", "年度", "reporting year"),
    ("edition", "text", "版本", "edition of most parts of the form"),
)  # fmt: skip
#: where it was read, and by what
ORIGIN = _columns(
    ("source", "text", "文件名", "name of the file"),
    ("sha256", "text", "文件摘要", "SHA-256 of the file"),
    ("url", "text", "网址", "address of the file"),
    ("software", "text", "软件", "versions of library, plugins and rules it was read with, as JSON"),
)  # fmt: skip

FIGURES = (
    *IDENTITY,
    *_columns(
        ("form", "text", "表式版本", "edition of the part of the form that holds the figure"),
        ("table", "text", "表", "table of the form"),
        ("address", "text", "地址", "stable name of the figure"),
        ("name", "text", "短名", "short name of the variable (codebook)"),
        ("label_zh", "text", "中文标签", "label in Chinese, as printed"),
        ("label_en", "text", "英文标签", "label in English"),
        ("value", "number", "数值", "the number; empty unless state is value"),
        ("unit", "text", "单位", "unit of the number"),
        ("state", "text", "状态", "value, blank, not_applicable, refused or absent"),
        ("reason", "text", "原因", "why there is no number"),
        ("raw", "text", "原文", "text of the cell"),
        ("line", "int", "行", "line of the source"),
        ("page", "int", "页", "page of the source"),
        ("place", "text", "位置", "where the text stands, as JSON"),
        ("grade", "text", "等级", "how the table was read: verified, unverified, refused"),
        ("origin", "text", "来历", "printed in the report, or derived from what is"),
    ),
    *ORIGIN,
)  # fmt: skip

REPORTS = (
    *IDENTITY,
    *_columns(
        ("title", "text", "标题", "title as printed"),
        ("period_start", "date", "报告期起", "first day reported on"),
        ("period_end", "date", "报告期止", "last day reported on"),
        ("published", "date", "发布日期", "date of publication"),
        ("grade", "text", "等级", "how the report was read"),
        ("figures", "int", "数据数", "figures of its forms"),
        ("values", "int", "数值数", "figures with a number"),
        ("refused", "int", "拒读数", "figures refused"),
        ("opener", "text", "打开器", "what opened the file"),
        ("layout", "text", "版式", "what arranged the page"),
    ),
    *ORIGIN,
    *_columns(
        ("error", "text", "错误类别", "why there is no report: the kind of error"),
        ("message_zh", "text", "错误（中文）", "the error in Chinese"),
        ("message_en", "text", "错误（英文）", "the error in English"),
    ),
)  # fmt: skip

FINDINGS = (
    *IDENTITY,
    *_columns(
        ("rule", "text", "规则", "rule, with the number of the assertion"),
        ("slug", "text", "规则短名", "readable name of the rule"),
        ("severity", "text", "级别", "fatal, error, warning or info"),
        ("outcome", "text", "结果", "fail, review or open"),
        ("attribution", "text", "归属", "source, reader or undecided"),
        ("addresses", "text", "数据", "addresses concerned, separated by spaces"),
        ("expected", "text", "应为", "what was expected"),
        ("observed", "text", "实为", "what was found"),
        ("difference", "text", "差额", "difference of the two"),
        ("message_zh", "text", "说明（中文）", "the finding in Chinese"),
        ("message_en", "text", "说明（英文）", "the finding in English"),
        ("line", "int", "行", "line of the source"),
        ("places", "text", "位置", "places concerned, as JSON"),
        ("set_aside", "flag", "已搁置", "whether somebody accepted it"),
        ("fingerprint", "text", "指纹", "the same for the same finding in the next run"),
    ),
    *ORIGIN,
)  # fmt: skip

OUTCOMES = (
    *IDENTITY,
    *_columns(
        ("rule", "text", "规则", "rule"),
        ("slug", "text", "规则短名", "readable name of the rule"),
        ("status", "text", "结果", "pass, fail, open, not_applicable, review or crashed"),
        ("checked", "int", "已核", "assertions checked"),
        ("failed", "int", "不符", "assertions that fail"),
        ("open", "int", "无法判断", "assertions that could not be assessed"),
        ("reason", "text", "原因", "why it is open or does not apply"),
        ("catalogue", "text", "规则目录版本", "version of the catalogue"),
    ),
    *ORIGIN,
)  # fmt: skip

STATEMENTS = (
    *IDENTITY,
    *_columns(
        ("quantity", "text", "事项", "what is counted"),
        ("value", "number", "数值", "the number told, where it is exact"),
        ("low", "number", "下限", "least number the wording allows"),
        ("high", "number", "上限", "the number it stays below"),
        ("unit", "text", "单位", "unit of the number"),
        ("hedge", "text", "约数词", "the word that makes it approximate"),
        ("period", "text", "时期", "this_year, last_year or other"),
        ("told_of", "text", "所指范围", "whole, office or sub_unit"),
        ("negated", "flag", "否定", "a zero told in words"),
        ("label", "text", "用语", "the wording in front of the number"),
        ("sentence", "text", "句子", "the sentence as printed"),
        ("section", "text", "部分", "section, and its part"),
        ("line", "int", "行", "line of the source"),
    ),
    *ORIGIN,
)  # fmt: skip

#: table -> its columns
TABLES: dict[str, tuple[TableColumn, ...]] = {
    "figures": FIGURES,
    "reports": REPORTS,
    "findings": FINDINGS,
    "outcomes": OUTCOMES,
    "statements": STATEMENTS,
}


def names(columns: Iterable[TableColumn]) -> tuple[str, ...]:
    """The names of columns."""
    return tuple(column.name for column in columns)
