"""Family N: documents and decisions of table 2, told in prose (N126, N127)."""

from __future__ import annotations

from collections.abc import Iterator

from govinfo_report.model.finding import Status
from govinfo_report.rules.context import Context
from govinfo_report.rules.prose_texts import COUNT, FIRM, SOFT, prose_rule
from govinfo_report.rules.prose_told import Judge, Told, certain, compared, doubtful, this_year
from govinfo_report.rules.rule import Result, Rule
from govinfo_report.rules.texts import both

_DONE = ("issued", "repealed", "in_force")


def _alone(context: Context, told: Told) -> Status | None:
    """A lone number may count documents of the level above, or those adopted with the office."""
    return None


#: kind of document -> what a full set of numbers is worth; rules made and published are told alike
_JUDGES: dict[str, Judge] = {"normative_documents": certain, "administrative_rules": doubtful}


def _documents(context: Context) -> Iterator[Result]:
    for kind, judge in _JUDGES.items():
        told = [this_year(context, f"documents.{kind}.{done}") for done in _DONE]
        statements = [statement for group in told for statement in group]
        yield from compared(context, statements, judge if all(told) else _alone)


def _decisions(context: Context) -> Iterator[Result]:
    for kind in ("licensing", "penalties", "coercion"):
        yield from compared(context, this_year(context, f"decisions.administrative_{kind}"))


_TABLE_TWO = ("text", "proactive_disclosure")

RULES: tuple[Rule, ...] = (
    prose_rule(
        "N126", "documents-issued-repealed-in-force", FIRM, _documents,
        both("文中文件件数与表二不符", "documents in the text are not those of table 2"), COUNT,
        both("文中同时写明制发、废止、现行有效件数的，应与表二第（一）项相同。",
             "Documents issued, repealed and in force, told together, are those of block one of "
             "table 2."),
        "text(issued, repealed, in force) = proactive_disclosure.{d}.{issued, repealed, in_force}",
        exclusions=both("三个数不全的不作判断：单说发布规范性文件若干件的，可能包括上级文件。规章的公布与制定口径"
                        "不一，列为待复核。",
                        "Open unless all three are told: a lone number of documents published may "
                        "count those of the level above. Rules published and rules made differ: to "
                        "be reviewed."),
        editions=("2021",), requires=_TABLE_TWO,
    ),
    prose_rule(
        "N127", "decisions", SOFT, _decisions,
        both("文中许可处罚件数与表二不符", "decisions in the text are not those of table 2"), COUNT,
        both("文中作出的行政许可、行政处罚、行政强制决定件数，一般与表二相同。",
             "Decisions on licences, penalties and coercion in the text are usually those of "
             "table 2."),
        "text(decisions) = proactive_disclosure.<item>.decisions for licensing, penalties, coercion",
        exclusions=both("网站公示的件数不是作出决定的件数，不作比较。",
                        "What was published on a site is not what was decided, and not compared."),
        editions=("2021",), requires=_TABLE_TWO,
    ),
)  # fmt: skip
"""The rules of this module, by id."""
