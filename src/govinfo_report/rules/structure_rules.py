"""Family S: the tables against the form they should have."""

from __future__ import annotations

from collections.abc import Iterable

from govinfo_report.model.editions import EDITION_IDS, edition
from govinfo_report.model.figure import State
from govinfo_report.model.finding import Param, Severity
from govinfo_report.rules.context import Context
from govinfo_report.rules.rule import Assess, Fail, Gap, Pass, Result, Rule
from govinfo_report.rules.slots import TABLES
from govinfo_report.rules.texts import FORMS, Texts, both
from govinfo_report.text.lazy import lazy

_NOTICE = {
    "2021": lazy(r"[〔\[［（(【]?\s*2021\s*年?[〕\]］）)】]?\s*第?30\s*号"),
    "2019": lazy(r"[〔\[［（(【]?\s*2019\s*年?[〕\]］）)】]?\s*第?60\s*号"),
}
_CITED = {"2021": "国办公开办函〔2021〕30号", "2019": "国办公开办函〔2019〕60号"}


def _any_table_read(context: Context) -> bool:
    return any(context.is_read(table) for table in TABLES)


def _row_count(context: Context) -> Iterable[Result]:
    if not context.is_read("requests"):
        return
    printed = context.report.forms["requests"]
    rows = len(context.matrix.by_rule.get("A101", ()))
    if printed == context.report.edition:
        yield Pass()
        return
    block = edition(context.report.edition).block("requests")
    usual = len(block.rows) if block is not None else rows
    params: dict[str, Param] = {"form": printed, "edition": context.report.edition}
    yield Fail(
        (), params, expected=usual, observed=rows, difference=abs(usual - rows), key="requests"
    )


def _extra_rows(context: Context) -> Iterable[Result]:
    for extra in context.report.extra_rows:
        places = (extra.place,) if extra.place is not None else ()
        params: dict[str, Param] = {"table": extra.table, "label": extra.label}
        yield Fail((), params, places=places, key=f"{extra.table}|{extra.label}")
    if not context.report.extra_rows and _any_table_read(context):
        yield Pass()


def _empty_tables(context: Context) -> Iterable[Result]:
    figures = context.figures
    for index, table in enumerate(TABLES, 1):
        if not context.is_read(table):
            continue
        addresses = context.by_table[table]
        if all(figures[a].state in (State.BLANK, State.ABSENT) for a in addresses):
            yield Fail(addresses, {"table": table}, index)
        else:
            yield Pass()


def _edition_for_year(context: Context) -> Iterable[Result]:
    year, printed = context.report.year, context.report.edition
    if not _any_table_read(context):
        return
    if year is None:
        yield Gap((), "year unknown")
        return
    fitting = [e for e in EDITION_IDS if _prescribed(e, year)]
    if printed in fitting:
        yield Pass()
    else:
        wanted = fitting[0] if fitting else "2014"
        yield Fail((), {"year": year}, expected=wanted, observed=printed, key="edition")


def _prescribed(edition_id: str, year: int) -> bool:
    form = edition(edition_id)
    return form.first <= year and (form.last is None or year <= form.last)


def _cited_notice(context: Context) -> Iterable[Result]:
    printed = context.report.edition
    cited = [e for e, pattern in _NOTICE.items() if pattern.search(context.report.preamble)]
    if len(cited) != 1 or not _any_table_read(context):
        return
    if cited[0] == printed:
        yield Pass()
    else:
        yield Fail(
            (), {"notice": _CITED[cited[0]]}, expected=cited[0], observed=printed, key="notice"
        )


def _hybrid(context: Context) -> Iterable[Result]:
    blocks = {b: e for b, e in context.report.forms.items() if b.startswith("proactive_disclosure")}
    read = [b for b in blocks if _block_read(context, b)]
    editions = sorted({blocks[b] for b in read})
    if len(editions) > 1:
        yield Fail((), {"editions": "、".join(editions)}, key="proactive_disclosure")
    elif editions:
        yield Pass()


def _block_read(context: Context, block: str) -> bool:
    return any(
        slot.block == block and context.figures[address].state is not State.ABSENT
        for address, slot in context.slots.items()
    )


def _rule(
    rule_id: str,
    slug: str,
    severity: Severity,
    check: Assess,
    title: Texts,
    template: Texts,
    explanation: Texts,
    formula: str,
    *,
    causes: Texts,
    exclusions: Texts,
    editions: tuple[str, ...] = ("2021", "2019"),
) -> Rule:
    return Rule(
        id=rule_id, slug=slug, severity=severity, check=check, title=title, template=template,
        explanation=explanation, formula=formula, causes=causes, exclusions=exclusions,
        response=_ANSWER, basis=FORMS, editions=editions, requires=("reading",),
    )  # fmt: skip


_ANSWER = both(
    "草稿应改用当年规定的格式；已发布的应说明所用格式。读数随所印标题，不受影响。",
    "Use the form prescribed for the year in a draft; say which form was used in a published "
    "report. The figures follow the printed heads either way.",
)
_OLD = both("沿用往年的模板。", "The template of an earlier year was used again.")
_I, _W = Severity.INFO, Severity.WARNING

RULES: tuple[Rule, ...] = (
    _rule(
        "S202", "row-count-variant", _I, _row_count,
        both("表三行数与版本不符", "table 3 has the rows of another edition"),
        both("表三有 {observed} 行（{form} 年格式），而报告其余部分为 {edition} 年格式（{expected} 行）。",
             "Table 3 has {observed} rows (form of {form}) in a report of edition {edition} "
             "({expected} rows)."),
        both("（六）其他处理在 2019 年格式中为一行，2021 年格式中为三行；两种都按标签读取。",
             "（六）其他处理 is one row in the 2019 form and three in that of 2021; both are read by "
             "label."),
        "number of data rows of table 3 is 25 (2021) or 23 (2019), as the edition of the report",
        causes=_OLD,
        exclusions=both("不影响数值。", "Values are not affected."),
    ),
    _rule(
        "S206", "extra-row-or-column", _I, _extra_rows,
        both("表中有格式之外的行", "a row outside the form"),
        both("{table}有格式之外的行“{label}”，数值另存。",
             "{table} has a row outside the form, “{label}”; its values are kept apart."),
        both("部分地区和部门在表中加行。这些行不归入任何规定的地址，存于 extra_rows。",
             "Some regions and departments add rows. They belong to no prescribed address and are "
             "kept in extra_rows."),
        "a printed row that no edition prescribes",
        causes=both("地方或部门另有要求。", "Requirements of the region or department."),
        exclusions=both("（三）至（六）行所印的小计也在此列，由 A104 核对。",
                        "Subtotals printed in （三）-（六） appear here too; A104 checks them."),
        editions=(),
    ),
    _rule(
        "S207", "table-empty", _W, _empty_tables,
        both("整表为空", "an empty table"),
        both("{table}没有任何数字，全部为空白。", "No figure at all: {table} is blank throughout."),
        both("表格已印出，但每个数字格都为空。空白不等于 0，有关恒等式均为“无法判断”。",
             "The table is printed, and every cell is blank. A blank is not 0, so all identities "
             "are open."),
        "at least one cell of the table is not blank",
        causes=both("只贴了空表，或数字以图片覆盖。",
                    "The blank form was pasted, or the figures are a picture over it."),
        exclusions=both("填“/”的不算空白。", "Marks such as / are no blanks."),
    ),
    _rule(
        "S301", "wrong-edition-for-year", _W, _edition_for_year,
        both("所用格式与年度不符", "the form of another year"),
        both("{year} 年度报告应使用 {expected} 年格式，实际使用 {observed} 年格式。",
             "The report for {year} uses the form of {observed}; prescribed is that of {expected}."),
        both("2018 年及以前用 2014 年统计表，2019、2020 年用 2019 年格式，2021 年起用 2021 年格式。",
             "Up to 2018 the table of 2014, for 2019 and 2020 the form of 2019, from 2021 on the "
             "form of 2021."),
        "year ≤ 2018 → 2014; 2019-2020 → 2019; ≥ 2021 → 2021",
        causes=_OLD,
        exclusions=both("年度未知时无法判断。", "Open when the year is not known."),
        editions=(),
    ),
    _rule(
        "S302", "cited-document-mismatch", _I, _cited_notice,
        both("引用文件与所用格式不符", "the notice cited is not that of the form"),
        both("开头引用{notice}，而表格为 {observed} 年格式。",
             "The preamble cites {notice}, while the tables follow the form of {observed}."),
        both("开头引用的通知应为所用格式的依据。",
             "The notice cited in the preamble should be the one that prescribes the form used."),
        "the notice cited in the preamble fits the edition printed",
        causes=_OLD,
        exclusions=both("同时引用两份通知时不检查。", "Nothing is said when both notices are cited."),
    ),
    _rule(
        "S303", "hybrid-template", _W, _hybrid,
        both("表二混用两种格式", "table 2 mixes two forms"),
        both("表二各部分分属 {editions} 年格式；数值按所印标题理解，不作换算。",
             "Parts of table 2 follow the forms of {editions}; figures keep the meaning of the heads "
             "they stand under."),
        both("表二的某一部分用了另一版本的标题，含义不同，不能混同。",
             "A part of table 2 has the heads of another edition, which mean something else."),
        "all blocks of table 2 that were read belong to one edition",
        causes=_OLD,
        exclusions=both("未读出的部分不计。", "Parts that were not read do not count."),
    ),
)  # fmt: skip
"""The rules of this module, by id."""
