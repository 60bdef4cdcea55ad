"""The check matrix: every linear identity of the forms as one sparse row of integers.

One source for validation, coverage, explanation and repair.  The rows derive from the typed
forms: A101 the six applicant columns make the row's total; A102 the outcomes of a column make
（七）总计; A103 the balance printed on the form (一 + 二 = 三 + 四); A201-A203 the outcomes of
each kind of review make its total; A401-A407 the sums within the table of 2014.  Edition 2021 has 25 + 7 + 7 + 3 rows, 2019 two fewer.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property, lru_cache

from attrs import define, field, frozen

from govinfo_report.model.editions import BlockForm, edition
from govinfo_report.model.figure import Number
from govinfo_report.model.forms import STATISTICS

#: rows of table 3 that are not outcomes of the year
_INTAKE = ("new_received", "carried_in")
_HANDLED = "total_handled"
_CARRIED_OUT = "carried_out"
#: table of 2014: rule -> the row of the total, and those that make it
STATISTICS_SUMS: dict[str, tuple[str, tuple[str, ...]]] = {
    "A401": ("requests.received", (
        "requests.in_person", "requests.fax", "requests.online", "requests.letter",
    )),
    "A402": ("requests.closed", ("requests.closed_on_time", "requests.closed_extended")),
    "A403": ("replies.total", (
        "replies.already_public", "replies.granted", "replies.partially_granted",
        "replies.denied.total", "replies.other_organ", "replies.not_existing",
        "replies.asked_to_amend", "replies.referred",
    )),
    "A404": ("replies.denied.total", (
        "replies.denied.state_secret", "replies.denied.trade_secret", "replies.denied.privacy",
        "replies.denied.security_and_stability", "replies.denied.not_government_information",
        "replies.denied.other_legal",
    )),
    "A405": ("reconsideration.total", (
        "reconsideration.upheld", "reconsideration.corrected", "reconsideration.other",
    )),
    "A406": ("litigation.total", (
        "litigation.upheld", "litigation.corrected", "litigation.other",
    )),
    "A407": ("org.staff.total", ("org.staff.full_time", "org.staff.part_time")),
}  # fmt: skip
_REVIEW_RULES = ("A201", "A202", "A203")


@frozen
class Check:
    """One identity: the sum of coefficient times value over ``terms`` is zero.

    Terms with a positive coefficient make the expected side, the others the printed one.
    ``index`` numbers the assertions of a rule from 1 (0 where it has only one), ``target`` is
    the address to highlight, ``label`` the printed label of the row or column checked.
    """

    rule: str
    index: int
    terms: tuple[tuple[str, int], ...]
    target: str
    label: str
    table: str

    @property
    def id(self) -> str:
        """``A103.7``, or the id of the rule where it has one assertion."""
        return f"{self.rule}.{self.index}" if self.index else self.rule

    @property
    def addresses(self) -> tuple[str, ...]:
        """All addresses of the identity, the one to highlight first."""
        return (self.target, *(a for a, _ in self.terms if a != self.target))

    def sides(self, values: Mapping[str, Number]) -> tuple[Number, Number]:
        """Expected and printed side; ``KeyError`` when a value is missing."""
        expected: Number = 0
        printed: Number = 0
        for address, coefficient in self.terms:
            if coefficient > 0:
                expected += coefficient * values[address]
            else:
                printed -= coefficient * values[address]
        return expected, printed

    def residual(self, values: Mapping[str, Number]) -> Number:
        """Expected minus printed side; zero when the identity holds."""
        expected, printed = self.sides(values)
        return expected - printed


@define(eq=False, slots=False)
class Matrix:
    """The checks of a report's forms, row by row and column by column."""

    checks: tuple[Check, ...] = field(repr=False)

    @cached_property
    def by_rule(self) -> dict[str, tuple[Check, ...]]:
        """The checks of each rule, in the order of their index."""
        found: dict[str, list[Check]] = {}
        for check in self.checks:
            found.setdefault(check.rule, []).append(check)
        return {rule: tuple(checks) for rule, checks in found.items()}

    @cached_property
    def by_address(self) -> dict[str, tuple[tuple[str, int], ...]]:
        """The syndrome of each cell: (id, coefficient) of every check that sees it."""
        found: dict[str, list[tuple[str, int]]] = {}
        for check in self.checks:
            for address, coefficient in check.terms:
                found.setdefault(address, []).append((check.id, coefficient))
        return {address: tuple(seen) for address, seen in found.items()}


@lru_cache(maxsize=64)
def matrix(
    requests: str | None = "2021", review: str | None = "2021", statistics: str | None = None
) -> Matrix:
    """The check matrix for the editions of tables 3 and 4 and of the table of 2014 (``None``: no
    such table)."""
    checks: list[Check] = []
    if (block := _block("requests", requests)) is not None:
        checks += _requests(block)
    if (block := _block("review_and_litigation", review)) is not None:
        checks += _review(block)
    if (block := _block(STATISTICS, statistics)) is not None:
        checks += _statistics(block)
    return Matrix(tuple(checks))


def matrix_of(forms: Mapping[str, str]) -> Matrix:
    """The check matrix for a report's ``forms`` (block id -> edition)."""
    return matrix(forms.get("requests"), forms.get("review_and_litigation"), forms.get(STATISTICS))


def _block(block_id: str, edition_id: str | None) -> BlockForm | None:
    try:
        return edition(edition_id).block(block_id) if edition_id else None
    except KeyError:  # a form that is recognised but has no classes, "2014"
        return None


def _requests(block: BlockForm) -> list[Check]:
    table = block.table
    rows = block.rows
    columns = rows[0].columns
    outcomes = [r.id for r in rows if r.id not in (*_INTAKE, _HANDLED, _CARRIED_OUT)]
    checks: list[Check] = []
    for index, row in enumerate(rows, 1):
        total = f"{table}.{row.id}.total"
        parts = [(f"{table}.{row.id}.{c.id}", 1) for c in row.columns if c.id != "total"]
        label = row.number + row.label
        checks.append(Check("A101", index, (*parts, (total, -1)), total, label, table))
    for index, column in enumerate(columns, 1):
        total = f"{table}.{_HANDLED}.{column.id}"
        parts = [(f"{table}.{row_id}.{column.id}", 1) for row_id in outcomes]
        checks.append(Check("A102", index, (*parts, (total, -1)), total, column.label, table))
    for index, column in enumerate(columns, 1):
        signs = {**dict.fromkeys(_INTAKE, 1), _HANDLED: -1, _CARRIED_OUT: -1}
        terms = tuple((f"{table}.{row_id}.{column.id}", sign) for row_id, sign in signs.items())
        checks.append(Check("A103", index, terms, terms[2][0], column.label, table))
    return checks


def _review(block: BlockForm) -> list[Check]:
    checks: list[Check] = []
    for rule, row in zip(_REVIEW_RULES, block.rows, strict=True):
        total = f"{block.table}.{row.id}.total"
        parts = [(f"{block.table}.{row.id}.{c.id}", 1) for c in row.columns if c.id != "total"]
        checks.append(Check(rule, 0, (*parts, (total, -1)), total, row.label, block.table))
    return checks


def _statistics(block: BlockForm) -> list[Check]:
    labels = {row.id: row.name for row in block.rows}
    checks: list[Check] = []
    for rule, (total, parts) in STATISTICS_SUMS.items():
        target = f"{block.table}.{total}"
        terms = tuple((f"{block.table}.{part}", 1) for part in parts)
        checks.append(Check(rule, 0, (*terms, (target, -1)), target, labels[total], block.table))
    return checks
