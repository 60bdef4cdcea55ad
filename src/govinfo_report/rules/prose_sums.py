"""Family N: wholes and their parts, told in prose (N102, N122, N123, N133)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from govinfo_report.model.finding import Severity, Status
from govinfo_report.narrative.claims import Listing, SubSum
from govinfo_report.rules.context import Context
from govinfo_report.rules.prose_parts import LOOSE, SUM, SUM_CAUSES, is_published, sum_fails
from govinfo_report.rules.prose_texts import FIRM, HARD, prose_rule
from govinfo_report.rules.prose_told import NOT_COMPARABLE
from govinfo_report.rules.rule import Pass, Result, Rule
from govinfo_report.rules.texts import SUM_ANSWER, both

_MOST_PARTS = 12  # of which subsets are tried


def _without_one(sub: SubSum) -> bool:
    """Whether the parts less one or two add up: those may lie within another part."""
    whole = sub.whole.value
    exact = [part.value for part in sub.parts if part.value is not None]
    if whole is None or len(exact) < len(sub.parts) or len(exact) > _MOST_PARTS:
        return False
    return any(
        sum(exact) - sum(less) == whole
        for size in (1, 2)
        if len(exact) - size >= 2
        for less in combinations(exact, size)
    )


def _parts(context: Context) -> Iterator[Result]:
    for sub in context.claims.sums:
        if sub.listing in LOOSE and is_published(sub):
            continue  # N133
        balance = sub.balance
        if balance.outcome == "pass":
            yield Pass()
        elif balance.outcome == "open":
            yield NOT_COMPARABLE
        else:
            severity = Severity(balance.severity or "warning")
            nested = sub.listing is not Listing.CLOSED and _without_one(sub)
            fails = balance.outcome == "fail" and not nested
            yield sum_fails(
                context, sub, balance, Status.FAIL if fails else Status.REVIEW, severity
            )


def _requests_by(context: Context, kind: str) -> Iterator[Result]:
    for sub in context.claims.sums:
        if sub.kind != kind:  # only requests are divided by units and channels
            continue
        balance = sub.balance
        if balance.outcome == "pass" and balance.severity is None:
            yield Pass()
        elif balance.outcome in ("fail", "review"):
            yield sum_fails(context, sub, balance, Status(balance.outcome), None, ("N102",))
        else:
            yield NOT_COMPARABLE  # a selection


def _by_unit(context: Context) -> Iterator[Result]:
    yield from _requests_by(context, "units")


def _by_channel(context: Context) -> Iterator[Result]:
    yield from _requests_by(context, "channels")


def _publications(context: Context) -> Iterator[Result]:
    for sub in context.claims.sums:
        if sub.listing not in LOOSE or not is_published(sub):
            continue
        balance = sub.balance
        if balance.outcome == "pass":
            yield Pass()
        elif sub.listing is Listing.NOT_COMPARABLE:
            yield NOT_COMPARABLE  # one item on site and account counts twice
        elif balance.total.exceeds(sub.whole.bound):
            yield sum_fails(context, sub, balance, Status.REVIEW, None)
        else:
            yield Pass()


RULES: tuple[Rule, ...] = (
    prose_rule(
        "N102", "parts-against-whole", HARD, _parts,
        both("文中各部分之和与总数不符", "parts in the text do not make the whole"), SUM,
        both("“共……其中……”“分为……”等所列各部分：列举完整的，其和应等于总数；列举不全的，其和不得超过总数。"
             "列举完整而部分之和超过总数为错误，其余为警告；接近而不等的列为待复核。",
             "Parts told by 其中, 分为 and the like make the whole where the list is complete, and do "
             "not exceed it where it is not. Error where the parts of a complete list exceed the "
             "whole, warning otherwise; a list that nearly fits is to be reviewed."),
        "Σ parts = whole for closed lists; Σ parts ≤ whole for open lists",
        exclusions=both("按渠道的发布数可能重叠，单位不同的不相加，约数按区间比较；去掉一两项即相等的，可能是"
                        "包含关系，列为待复核。",
                        "Items by channel may overlap, units are not mixed, approximate numbers are "
                        "intervals. Parts that fit without one or two of them may be nested: to be "
                        "reviewed."),
        causes=SUM_CAUSES, response=SUM_ANSWER,
    ),
    prose_rule(
        "N122", "unit-breakdown", FIRM, _by_unit,
        both("各单位申请数之和与总数不符", "requests by unit do not make the total"), SUM,
        both("文中按单位列出申请件数的，各单位之和应等于文中的申请总数。",
             "Requests told unit by unit make the total told."),
        "Σ parts by unit = text(received)",
        exclusions=both("只列举部分单位的不作判断。", "A selection of units is open."),
        causes=SUM_CAUSES, response=SUM_ANSWER,
    ),
    prose_rule(
        "N123", "channel-breakdown", FIRM, _by_channel,
        both("各渠道申请数之和与总数不符", "requests by channel do not make the total"), SUM,
        both("文中按当面、信函、网络、传真等渠道列出申请件数的，其和应等于文中的申请总数；表格没有对应的数。",
             "Requests told by channel make the total told; no table has them."),
        "in person + mail + online + fax + e-mail = text(received)",
        exclusions=both("主动公开信息按渠道的数字可能重叠，不在此列。",
                        "Published items by channel may overlap and are left to N133."),
        causes=SUM_CAUSES, response=SUM_ANSWER,
    ),
    prose_rule(
        "N133", "published-total", FIRM, _publications,
        both("公开信息分项超过总数", "kinds of published items exceed the total"), SUM,
        both("文中“公开各类信息……条”之后紧接分项而没有“其中”的，分项之和不应超过总数；超过的列为待复核。"
             "没有表格可对照。",
             "Kinds told right behind the number of items published, without a word that calls them "
             "parts, do not exceed it; otherwise to be reviewed. No table has them."),
        "Σ kinds ≤ text(published)",
        exclusions=both("按网站、微信等渠道的数字可能重叠，无法判断；有“其中”等字样的由 N102 判断。",
                        "Open by channel, where items overlap; N102 speaks for lists that are "
                        "introduced as parts."),
        causes=SUM_CAUSES, response=SUM_ANSWER,
    ),
)  # fmt: skip
"""The rules of this module, by id."""
