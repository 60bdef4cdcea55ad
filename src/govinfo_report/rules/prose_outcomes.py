"""Family N: outcomes of requests and applicants, told in prose (N113-N121)."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve

from govinfo_report.model.finding import Severity, Status
from govinfo_report.narrative.quantities import APPLICANTS, LEAVES
from govinfo_report.rules.context import Context
from govinfo_report.rules.prose_figures import is_known, label_of, value_at
from govinfo_report.rules.prose_texts import (
    COUNT,
    FIRM,
    OTHER_BODY,
    REQUESTS,
    TABLE_EDITIONS,
    prose_rule,
)
from govinfo_report.rules.prose_told import (
    NOT_COMPARABLE,
    Judge,
    Told,
    certain,
    compared,
    doubtful,
    mismatch,
    this_year,
    told_of,
)
from govinfo_report.rules.prose_words import places_in, speaks_for, spoken
from govinfo_report.rules.rule import Assess, Fail, Pass, Result, Rule
from govinfo_report.rules.texts import Texts, both

_FIRM_APPLICANTS = ("requests.applicants.natural_person", "requests.applicants.legal_entities")
_NEW = "requests.new_received"
_REST = ("requests.other_handling.other.total", "requests.other_handling.total")


def _of(*quantities: str, judge: Judge = certain) -> Assess:
    def check(context: Context) -> Iterator[Result]:
        yield from compared(context, this_year(context, *quantities), judge)

    return check


def _granted(context: Context) -> Iterator[Result]:
    yield from compared(context, this_year(context, "requests.granted"))
    # 公开 alone may mean more than one outcome
    yield from compared(context, this_year(context, "requests.disclosed"), doubtful)


def _unable(context: Context) -> Iterator[Result]:
    told = this_year(context, "requests.unable_to_provide")
    # nothing of the whole group is nothing, whatever its first reason has
    whole = [evolve(s, readings=s.readings[:1]) if s.value == 0 else s for s in told]
    yield from compared(context, whole)


def _leaves(context: Context) -> Iterator[Result]:
    for leaf in LEAVES:
        yield from compared(context, this_year(context, f"requests.{leaf}"))
    yield from _withdrawn(context)


def _withdrawn(context: Context) -> Iterator[Result]:
    # withdrawn requests have no row of their own: they can only be among the other ones
    row = next(a for a in _REST if is_known(context, a))
    most = value_at(context, row)
    for statement in this_year(context, "requests.withdrawn"):
        least = statement.bound.low or 0
        if not (statement.exact or least):
            continue  # 近3: any number up to it
        reading = evolve(statement.readings[0], plus=(row,))
        told = told_of(context, evolve(statement, readings=(reading,)))
        if most is None:
            yield context.gap(row)
        elif least <= most:
            yield Pass()
        elif not speaks_for(context, statement.scope):
            yield NOT_COMPARABLE
        else:
            yield mismatch(context, told, Status.FAIL, Severity.INFO)


def _firm_applicant(context: Context, told: Told) -> Status | None:
    firm = told.statement.quantity in _FIRM_APPLICANTS
    return Status.FAIL if firm else Status.REVIEW


def _applicants(context: Context) -> Iterator[Result]:
    for column in APPLICANTS:
        told = this_year(context, f"requests.applicants.{column}")
        yield from compared(context, told, _firm_applicant)
    yield from _all_natural(context)


def _all_natural(context: Context) -> Iterator[Result]:
    natural, every = f"{_NEW}.natural_person", f"{_NEW}.total"
    for phrase in context.claims.phrases:
        if phrase.kind != "all_natural_persons":
            continue
        lacking = [a for a in (natural, every) if value_at(context, a) is None]
        if lacking:
            yield context.gap(*lacking)
            continue
        of_them, all_of_them = context.values[natural], context.values[every]
        if of_them == all_of_them:
            yield Pass()
            continue
        words = spoken(context, phrase)
        yield Fail(
            (natural, every), {"words": words, "label": label_of(context, natural)},
            expected=of_them, observed=all_of_them, difference=max(of_them, all_of_them) - min(of_them, all_of_them),
            places=places_in(context, phrase), evidence=(phrase.sentence,),
            key=f"{phrase.kind}|{phrase.section}",
        )  # fmt: skip


def _outcome(
    rule_id: str, slug: str, check: Assess, name: Texts, formula: str, *,
    explanation: Texts | None = None, exclusions: Texts = OTHER_BODY,
) -> Rule:  # fmt: skip
    zh, en = name["zh"], name["en"]
    return prose_rule(
        rule_id, slug, FIRM, check,
        both(f"文中{zh}件数与表三不符", f"{en} in the text are not those of table 3"), COUNT,
        explanation or both(f"文中{zh}的件数应与表三同一行的总计相同；没有印小计的，按各分项相加。",
                            f"The number of {en} is the total of its row in table 3; a group without a "
                            "printed subtotal is added up."),
        formula, exclusions=exclusions, editions=TABLE_EDITIONS, requires=REQUESTS,
    )  # fmt: skip


_GROUP = "text({0}) = requests.{0}.total"

RULES: tuple[Rule, ...] = (
    _outcome(
        "N113", "granted", _granted, both("予以公开", "requests granted"), _GROUP.format("granted"),
        exclusions=both("单说“公开”的可能包括部分公开，列为待复核。",
                        "公开 alone may include partial disclosure: to be reviewed."),
    ),
    _outcome(
        "N114", "partially-granted", _of("requests.partially_granted"),
        both("部分公开", "requests granted in part"), _GROUP.format("partially_granted"),
    ),
    _outcome(
        "N115", "granted-or-partially", _of("requests.granted_or_partially"),
        both("予以公开及部分公开", "requests granted in whole or in part"),
        "text(granted or in part) = requests.granted.total + requests.partially_granted.total",
        explanation=both("文中把予以公开和部分公开合计的，应等于表三两行总计之和。",
                         "Requests granted and granted in part, told together, are the sum of both "
                         "rows of table 3."),
    ),
    _outcome("N116", "denied", _of("requests.denied"), both("不予公开", "requests denied"),
             _GROUP.format("denied")),
    _outcome(
        "N117", "unable-to-provide", _unable,
        both("无法提供", "requests that could not be met"), _GROUP.format("unable_to_provide"),
        exclusions=both("常只指“本机关不掌握”一项，与该项相符即可。",
                        "Often only the first reason, not held, is meant; that fits too."),
    ),
    _outcome("N118", "not-processed", _of("requests.not_processed"),
             both("不予处理", "requests not processed"), _GROUP.format("not_processed")),
    _outcome("N119", "other-handling", _of("requests.other_handling"),
             both("其他处理", "requests handled otherwise"), _GROUP.format("other_handling")),
    _outcome(
        "N120", "leaf-outcome", _leaves, both("各分项处理结果", "single outcomes"),
        "text(leaf) = requests.{leaf}.total; text(withdrawn) ≤ requests.other_handling.other.total",
        explanation=both("文中按具体理由（如属于行政执法案卷、本机关不掌握）说明的件数，应与表三该行总计相同。"
                         "撤回没有固定的行，只要求不超过“其他处理”中的其他，为提示。",
                         "Requests told by the single ground are the total of its row in table 3. "
                         "Withdrawn ones have no row of their own: at most those under other "
                         "handling, as info."),
    ),
    _outcome(
        "N121", "applicants", _applicants, both("各类申请人", "requests by kind of applicant"),
        "text(applicant) = requests.new_received.{a}, requests.new_received.{a} + "
        "requests.carried_in.{a} or requests.total_handled.{a}",
        explanation=both("文中自然人、法人或其他组织的申请件数，应与表三本年新收（或加上年结转，或办理结果总计）"
                         "的同一列相同；“均为自然人”时其他各列应为 0。",
                         "Requests of natural persons or organisations are those of the same column "
                         "of table 3: new, new and carried in, or handled. All natural persons means "
                         "none in the other columns."),
        exclusions=both("“企业”等的口径不一，列为待复核。",
                        "企业 and the like are used loosely: to be reviewed."),
    ),
)  # fmt: skip
"""The rules of this module, by id."""
