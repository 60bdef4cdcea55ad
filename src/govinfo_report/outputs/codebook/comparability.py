"""What may be joined between the editions of the form, and what never, with reasons.

The columns of a data set follow this table: a variable of two editions is one that may be joined,
an address that means something else in another edition is another variable.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

from attrs import frozen

from govinfo_report.display import Displayed
from govinfo_report.model.editions import EDITION_IDS
from govinfo_report.outputs.codebook.variables import Variable, variables

#: verdict -> (zh, en)
VERDICTS: dict[str, tuple[str, str]] = {
    "same": ("两版相同，可直接衔接", "printed alike in both editions: join"),
    "sum": (
        "一版印为一行，另一版为各项之和，可用合计衔接",
        "one row in one edition, the sum of several in the other: join by the sum",
    ),
    "never": ("两版含义不同，不得衔接", "means something else in the other edition: never join"),
    "only": ("另一版没有此项", "the other edition has no such figure"),
}  # fmt: skip

#: (older edition, newer edition) -> start of an address -> (zh, en); the longest start counts
_REASONS: dict[tuple[str, str], dict[str, tuple[str, str]]] = {
    ("2014", "2019"): {
        "statistics": (
            "2014 年统计表按旧《条例》设计，指标、口径和计数单位都与 2019 年起的表格不同",
            "the table of 2014 was made for the Regulations of 2007: indicators, definitions and "
            "units of counting differ from those since 2019",
        ),
        "statistics.requests": (
            "2014 年按收到、办结、答复分别计数，没有结转；2019 年起新收、结转与办结相平衡",
            "in 2014 requests received, closed and answered are counted apart and nothing is "
            "carried over; since 2019 they balance",
        ),
        "statistics.replies": (
            "2014 年计答复数，一件申请可有几个答复，理由分类不同；2019 年起一件申请只计一个结果",
            "in 2014 replies are counted, of which a request may have several, by other grounds; "
            "since 2019 each request has one outcome",
        ),
        "statistics.reconsideration": (
            "2014 年未单列尚未审结", "in 2014 pending cases have no column",
        ),
        "statistics.litigation": (
            "2014 年未区分是否经过复议，也未单列尚未审结",
            "in 2014 cases with and without prior reconsideration are one, and pending cases have "
            "no column",
        ),
        "": ("2014 年统计表没有此项", "the table of 2014 has no such figure"),
    },
    ("2019", "2021"): {
        "proactive_disclosure.administrative_rules": (
            "2019 版计新制作、新公开、对外公开总数，2021 版计制发、废止、现行有效，不是同一件事",
            "2019 counts what was made, published and is public, 2021 what was issued, repealed "
            "and is in force: not the same thing",
        ),
        "proactive_disclosure.normative_documents": (
            "2019 版计新制作、新公开、对外公开总数，2021 版计制发、废止、现行有效，不是同一件事",
            "2019 counts what was made, published and is public, 2021 what was issued, repealed "
            "and is in force: not the same thing",
        ),
        "proactive_disclosure": (
            "2019 版以事项为单位并计处理决定，2021 版只计处理决定，含依法不公开的；口径不同",
            "2019 counts items and the cases decided on them, 2021 decisions only, those lawfully "
            "unpublished included",
        ),
        "proactive_disclosure.other_external_services": (
            "2021 版取消此项；2019 版各地口径不一",
            "dropped in 2021; in 2019 regions counted it differently",
        ),
        "proactive_disclosure.administrative_fees": (
            "2019 版计收费事项数，2021 版计收费金额",
            "2019 counts kinds of fees, 2021 the amount collected",
        ),
        "proactive_disclosure.centralized_procurement": (
            "2021 版取消此项", "dropped in 2021",
        ),
        "requests": ("表式相同", "printed alike"),
        "requests.denied": ("表式相同；合计由各项相加", "printed alike; the total is a sum in both"),
        "requests.unable_to_provide": (
            "表式相同；合计由各项相加", "printed alike; the total is a sum in both",
        ),
        "requests.not_processed": (
            "表式相同；合计由各项相加", "printed alike; the total is a sum in both",
        ),
        "requests.other_handling": (
            "2019 版印为一行，2021 版分三项；以三项之和衔接，2019 年起连续",
            "one printed row in 2019, three in 2021; their sum continues the row without a break",
        ),
        "requests.other_handling.uncorrected_overdue": (
            "2021 版新分出的一项", "split off in 2021",
        ),
        "requests.other_handling.fee_unpaid_overdue": (
            "2021 版新分出的一项", "split off in 2021",
        ),
        "requests.other_handling.other": ("2021 版新分出的一项", "split off in 2021"),
        "review_and_litigation": ("表式相同", "printed alike"),
    },
}  # fmt: skip


@frozen(repr=False)
class Comparability(Displayed):
    """Whether a variable may be joined over two editions.

    ``variable`` is its short name, ``verdict`` a key of ``VERDICTS``, ``counterparts`` are the
    variables of the other edition with the same address that are not to be joined with it.
    """

    variable: str
    address: str
    old: str
    new: str
    verdict: str
    reason: Mapping[str, str]
    counterparts: tuple[str, ...] = ()


def comparability(old: str | None = None, new: str | None = None) -> tuple[Comparability, ...]:
    """The table for editions that follow each other, or for two of them.

    One entry for every variable of either edition; nothing is said of editions further apart,
    since between them nothing may be joined but what may be joined at every step.
    """
    steps = [step for step in pairwise(EDITION_IDS) if old in (None, step[0])]
    steps = [step for step in steps if new in (None, step[1])]
    return tuple(entry for step in steps for entry in _step(*step))


def _step(old: str, new: str) -> Iterator[Comparability]:
    mine = [v for v in variables() if old in v.editions or new in v.editions]
    for variable in mine:
        verdict = _verdict(variable, old, new, mine)
        others = tuple(
            v.name
            for v in mine
            if v.address == variable.address and not set(v.editions) & set(variable.editions)
        )
        zh, en = _reason(variable.address, old, new)
        reason = {"zh": zh, "en": en}
        yield Comparability(variable.name, variable.address, old, new, verdict, reason, others)


def _verdict(variable: Variable, old: str, new: str, mine: list[Variable]) -> str:
    if old in variable.editions and new in variable.editions:
        derived = [edition in variable.derived_in for edition in (old, new)]
        return "sum" if any(derived) else "same"
    rows = {
        v.address.rpartition(".")[0] for v in mine if not set(v.editions) & {*variable.editions}
    }
    same_row = variable.address.rpartition(".")[0] in rows
    return "never" if same_row or "2014" in (old, new) else "only"


def _reason(address: str, old: str, new: str) -> tuple[str, str]:
    reasons = _REASONS[old, new]
    fitting = [start for start in reasons if f"{address}.".startswith(f"{start}." if start else "")]
    return reasons[max(fitting, key=len)]
