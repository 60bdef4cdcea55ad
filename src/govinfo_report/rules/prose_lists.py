"""Family N: years, repetitions, lists and hedges of the prose (N105, N129, N134-N136)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from govinfo_report.model.figure import Number
from govinfo_report.model.finding import Severity, Status
from govinfo_report.narrative.claims import YearMention
from govinfo_report.narrative.statement import Statement
from govinfo_report.rules.context import Context
from govinfo_report.rules.prose_sums import shown
from govinfo_report.rules.prose_texts import FIRM, SOFT, TABLE_EDITIONS, prose_rule
from govinfo_report.rules.prose_told import (
    NOT_COMPARABLE,
    blame,
    label_of,
    number_of,
    places_in,
    quoted,
    section_of,
    this_year,
    value_at,
)
from govinfo_report.rules.rule import Fail, Gap, Pass, Result, Rule
from govinfo_report.rules.texts import both
from govinfo_report.text.lazy import lazy
from govinfo_report.text.normalise import squash

_NEW, _IN = "requests.new_received.total", "requests.carried_in.total"
_GROUPS = tuple(
    f"review_and_litigation.{block}.total"
    for block in ("administrative_reconsideration", "litigation_direct",
                  "litigation_after_reconsideration")
)  # fmt: skip
_REQUEST = lazy(r"申请|依申请公开|办件")
_REVIEW = lazy(r"复议|诉讼|起诉")
_CASES = ("件", "条", "份", "次", "个")
_COUNTED = ("requests.received", "requests.carried_in", "requests.carried_out", "requests.closed")


def _years(context: Context) -> Iterator[Result]:
    year = context.report.year
    for mention in context.claims.years:
        if mention.role != "reporting":
            continue
        if year is None:
            yield Gap((), "year unknown")
            return
        if mention.year == year:
            yield Pass()
            continue
        yield Fail(
            (), {"words": _around(context, mention), "year": year}, 1,
            expected=year, observed=mention.year, difference=abs(year - mention.year),
            outcome=_how_sure(context, mention, year), attribution=blame(context),
            places=places_in(context, mention.section), evidence=(mention.sentence,),
            key=f"{mention.year}|{mention.section}",
        )  # fmt: skip
    yield from _units(context)


def _how_sure(context: Context, mention: YearMention, year: int) -> Status:
    """Sure of last year's number where its paragraph does not speak of this year too."""
    text = section_of(context, mention.section).text
    first = text.rfind("\n", 0, mention.start) + 1
    last = text.find("\n", mention.end)
    paragraph = squash(text[first : last if last >= 0 else len(text)])
    counted = any(
        s.section == mention.section and s.sentence == mention.sentence
        for s in context.claims.statements
    )
    sure = counted and mention.year == year - 1 and f"{year}年" not in paragraph
    return Status.FAIL if sure else Status.REVIEW


def _around(context: Context, mention: YearMention) -> str:
    text = section_of(context, mention.section).text
    return squash(text[mention.start : mention.end + 24])


def _units(context: Context) -> Iterator[Result]:
    """One number of requests, told in two units."""
    for quantity in _COUNTED:
        told = [s for s in this_year(context, quantity) if s.unit in _CASES and s.value]
        for one, other in combinations(told, 2):
            if one.value == other.value and one.unit != other.unit:
                yield Fail(
                    (), {"words": f"{quoted(context, one)}；{quoted(context, other)}", "year": 0},
                    2, outcome=Status.REVIEW, severity=Severity.INFO, attribution=blame(context),
                    expected=one.unit, observed=other.unit,
                    places=places_in(context, other.section), key=f"{quantity}|unit",
                )  # fmt: skip
                break


def _missing(context: Context) -> Iterator[Result]:
    overview = context.report.sections.get("overview")
    if overview is None or not (overview.text.strip() or any(overview.parts.values())):
        yield Gap((), "no section 一")
        return
    statements = context.claims.statements
    requests = any(s.quantity.startswith("requests.") for s in statements) or any(
        s.unit in _CASES and _REQUEST.search(s.sentence) for s in statements
    )
    reviews = any(s.quantity.startswith("review.") for s in statements) or any(
        s.unit in _CASES and _REVIEW.search(s.sentence) for s in statements
    )
    for index, (addresses, told) in enumerate((((_NEW, _IN), requests), (_GROUPS, reviews)), 1):
        values = {a: value_at(context, a) for a in addresses if a in context.figures}
        above: dict[str, Number] = {a: v for a, v in values.items() if v}
        if above and not told:
            total: Number = sum(above.values())
            yield Fail(
                tuple(above), {"label": "＋".join(label_of(context, a) for a in above)}, index,
                observed=total, evidence=(), key=str(index),
            )  # fmt: skip
        elif above or not any(v is None for v in values.values()):
            yield Pass()
        else:
            yield context.gap(*values)


def _repeated(context: Context) -> Iterator[Result]:
    for again in context.claims.repeated:
        allowed = {(s.section, s.start) for s in this_year(context, again.quantity)}
        told = [s for s in again.statements if (s.section, s.start) in allowed]
        if len(told) < 2:
            continue
        pair = next(((a, b) for a, b in combinations(told, 2) if not a.bound.meets(b.bound)), None)
        if pair is None:
            yield Pass()
        elif not again.certain or _with_carried_in(context, pair):
            yield NOT_COMPARABLE
        else:
            first, second = pair
            one, two = number_of(first), number_of(second)
            yield Fail(
                (), {"words": quoted(context, first), "parts": quoted(context, second)},
                expected=one, observed=two, difference=max(one, two) - min(one, two), attribution=blame(context),
                places=(*places_in(context, first.section), *places_in(context, second.section)),
                evidence=(first.sentence, second.sentence), key=again.quantity,
            )  # fmt: skip


def _with_carried_in(context: Context, pair: Sequence[Statement]) -> bool:
    """Whether one of two numbers received counts what was carried in."""
    if pair[0].quantity != "requests.received":
        return False
    one, two = pair[0].value, pair[1].value
    if one is None or two is None:
        return True
    told = [s.value for s in this_year(context, "requests.carried_in")]
    return abs(one - two) in (*told, value_at(context, _IN))


def _lists(context: Context) -> Iterator[Result]:
    for names in context.claims.lists:
        statement = names.statement
        if statement.value is None:
            continue
        if names.holds:
            yield Pass()
            continue
        yield Fail(
            (), {"words": quoted(context, statement), "parts": "、".join(names.names)},
            expected=names.low, observed=statement.value,
            difference=max(names.low, statement.value) - min(names.low, statement.value),
            attribution=blame(context),
            places=places_in(context, statement.section), evidence=(statement.sentence,),
            key=f"list|{statement.section}",
        )  # fmt: skip


def _hedged(context: Context) -> Iterator[Result]:
    for statement in context.claims.statements:
        if statement.hedge not in ("余", "多") or statement.stated is None:
            continue
        if not statement.hedged_exact:
            yield Pass()
            continue
        yield Fail(
            (), {"words": quoted(context, statement), "label": shown(statement)},
            observed=statement.stated, attribution=blame(context),
            places=places_in(context, statement.section), evidence=(statement.sentence,),
            key=f"hedge|{statement.section}",
        )  # fmt: skip


RULES: tuple[Rule, ...] = (
    prose_rule(
        "N105", "year-or-unit-mismatch", FIRM, _years,
        both("文中所述不是报告年度", "the text reports on another year"),
        both("文中“{words}”：写的是 {observed}，应为 {expected}。",
             "The text says “{words}”: {observed} instead of {expected}."),
        both("各部分中作为报告年度写出的年份应为报告的年度；同一件数前后所用单位应一致（后者为提示）。",
             "Years named as the reporting year are that of the report; one number is told in one "
             "unit (info)."),
        "years told as the reporting year = report.year; units of a quantity agree",
        exclusions=both("文件名、规划、对比中的年份不算；同段也写本年度的，更早的年份，以及没有数字的句子，列为待"
                        "复核。",
                        "Years in titles, plans and comparisons do not count. To be reviewed: where "
                        "the paragraph names this year too, earlier years, sentences without a "
                        "number."),
        causes=both("沿用上年文字而未改。", "Sentences of last year left in."),
    ),
    prose_rule(
        "N129", "count-missing", SOFT, _missing,
        both("有申请或复议诉讼而文中未提件数", "requests or cases that the text does not tell"),
        both("表中{label}共 {observed} 件，而“总体情况”等文字没有提到件数。",
             "The tables have {observed} for {label}; the text gives no number."),
        both("第一部分应说明收到和处理申请的情况；表中有申请、复议或诉讼而文字没有任何件数的，提示一下。这不是矛盾。",
             "Section one tells of the requests received and handled. Noted where the tables have "
             "requests or cases and the text no number at all; no contradiction."),
        "requests.new_received.total + requests.carried_in.total > 0 ⇒ a number of requests is told; "
        "the same for table 4",
        exclusions=both("空白的格无法判断；只提到制度而没有件数的也算未提。",
                        "Open where cells are blank. Routines without a number do not count."),
        editions=TABLE_EDITIONS, requires=("text", "requests", "review_and_litigation"),
    ),
    prose_rule(
        "N134", "repeated-quantity", FIRM, _repeated,
        both("文中同一数字前后不一", "one quantity is told with two numbers"),
        both("文中“{words}”，另一处“{parts}”，相差 {difference}。",
             "The text says “{words}” and elsewhere “{parts}”; difference {difference}."),
        both("同一年度、同一范围的同一件数（如收到申请、上年结转）在文中两处出现时应相同。",
             "A number of the same year and body, such as requests received, is the same wherever it "
             "is told."),
        "text(x) = text(x) where it is told again",
        exclusions=both("发布条数等可能指不同内容，无法判断；相差正好是上年结转的，可能是口径不同。",
                        "Open for items published and the like, which may be others, and where the "
                        "difference is what was carried in."),
    ),
    prose_rule(
        "N135", "list-count", SOFT, _lists,
        both("所列名称个数与所写不符", "the names listed are not as many as told"),
        both("文中“{words}”，列出的是 {expected} 个：{parts}。",
             "The text says “{words}”; {expected} are listed: {parts}."),
        both("“……8个，包括：……”所列名称的个数应与所写的数相同；以“等”结尾的，不得多于所写的数。",
             "The names behind a number and 包括, 分别为 and the like are as many as told; not more "
             "where 等 ends the list."),
        "number of names listed = n",
        exclusions=both("“和”“及”可能连接两个名称，也可能是名称的一部分，两种算法都可。",
                        "和 and 及 may join two names or be part of one; either count will do."),
    ),
    prose_rule(
        "N136", "hedged-exact-number", SOFT, _hedged,
        both("精确到个位的数又加“余”", "a hedged number that is exact to the last digit"),
        both("文中“{words}”：{label}已精确到个位，按确数处理。",
             "The text says “{words}”: {label} is exact to the last digit and taken as it stands."),
        both("“30299余条”这样的数没有约数的余地，核对时按确数处理。",
             "A number like 30299余 leaves no slack; it is taken as exact."),
        "the number before 余 or 多 ends in a zero",
        exclusions=both("不影响其他核对。", "No other check is affected."),
    ),
)  # fmt: skip
"""The rules of this module, by id."""
