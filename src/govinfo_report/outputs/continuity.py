"""What of last year's report must be found again in this year's: carried over, pending, in force.

The same arithmetic as the rules Y101, Y102, Y110 and Y111, shown whether it holds or not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import frozen

from govinfo_report.display import Card, Displayed, Tile, number
from govinfo_report.model.figure import REASON_TEXTS, Figure, Number
from govinfo_report.model.report import Report
from govinfo_report.outputs.labels import FigureLabel, labels_of
from govinfo_report.outputs.table import number_text
from govinfo_report.rules.history import publisher_key
from govinfo_report.rules.year_rules import COLUMNS, DOCUMENTS, GROUPS, ITEMS

_P, _R, _L = "proactive_disclosure.", "requests.", "review_and_litigation."
_RESULTS = ("upheld", "corrected", "other_result", "pending")

#: kind of check -> (zh, en); the keys are public
KINDS = {
    "carried_over": ("上年结转下年度 → 本年上年结转", "carried out of last year → carried in this year"),
    "stock": ("现行有效：上年 ＋ 本年制发 － 本年废止", "in force: last year + issued - repealed"),
    "items": ("上一年项目数量：上年 ＋ 上年增减", "items of the previous year: last year + its change"),
    "pending": ("上年尚未审结 → 本年各结果合计", "pending last year → all results of this year"),
}  # fmt: skip
#: status -> (zh, en); ``open`` is never a pass
STATUSES = {
    "holds": ("相符", "holds"),
    "differs": ("不符", "differs"),
    "open": ("无法判断", "open"),
}


@frozen(repr=False)
class Continuity(Displayed):
    """One number of this year that follows from the report of the year before.

    ``kind`` is a key of ``KINDS``, ``rule`` the rule that checks the same.  ``observed`` must be
    ``expected`` (``relation`` ``=``) or no less (``≥``); it comes from the figures ``new`` of this
    year, ``expected`` from ``old`` of last year and, for stocks, from others in ``new``.  ``status``
    is a key of ``STATUSES``: ``open``, with the figure that lacks a value in ``lacks``, is no pass.
    """

    kind: str
    rule: str
    label: FigureLabel
    old: tuple[str, ...]
    new: tuple[str, ...]
    relation: str = "="
    expected: Number | None = None
    observed: Number | None = None
    status: str = "open"
    lacks: tuple[tuple[str, Figure], ...] = ()  #: ("old" or "new", figure) without value

    @property
    def difference(self) -> Number | None:
        """Observed less expected; ``None`` while the check is open."""
        if self.expected is None or self.observed is None:
            return None
        return self.observed - self.expected

    def reason(self, language: str = "en") -> str:
        """Why the check is open: the first figure without a value, and why it has none."""
        zh = language == "zh"
        for side, figure in self.lacks:
            year = {"old": ("上年", "last year"), "new": ("本年", "this year")}[side][not zh]
            why = REASON_TEXTS[figure.reason][not zh] if figure.reason else figure.state.value
            return f"{year}：{why}" if zh else f"{year}: {why}"
        return ""

    def part(self, language: str = "en") -> str:
        """Which of the checks of its kind: the kind of applicant, of document, of case."""
        if self.kind == "carried_over":
            column = self.label.column
            return column.label if language == "zh" else column.en
        return self.label.text(language).rpartition(" · ")[0]

    def words(self, language: str = "en") -> str:
        """What is checked, and of which part."""
        zh = language == "zh"
        return f"{KINDS[self.kind][not zh]}{'：' if zh else ': '}{self.part(language)}"

    def _card_(self) -> Card:
        facts = (STATUSES[self.status][1], self.words(), self.reason())
        rows = [(Tile(name, "label"), number(number_text(value)))
                for name, value in (("expected", self.expected), ("observed", self.observed))]  # fmt: skip
        return Card(f"Continuity {self.rule}", tuple(filter(None, facts)), (), rows)


@frozen
class _Spec:
    """Addresses whose sums are compared: ``seen`` with ``last`` plus ``more`` less ``less``."""

    kind: str
    rule: str
    last: tuple[str, ...]
    seen: tuple[str, ...]
    more: tuple[str, ...] = ()
    less: tuple[str, ...] = ()
    relation: str = "="


def _specs() -> Iterator[_Spec]:
    for column in COLUMNS:
        yield _Spec("carried_over", "Y101", (f"{_R}carried_out.{column}",),
                    (f"{_R}carried_in.{column}",))  # fmt: skip
    for group in GROUPS:
        yield _Spec("pending", "Y111", (f"{_L}{group}.pending",),
                    tuple(f"{_L}{group}.{result}" for result in _RESULTS), relation="≥")  # fmt: skip
    for row in DOCUMENTS:
        stock = f"{_P}{row}.in_force"
        yield _Spec("stock", "Y102", (stock,), (stock,), (f"{_P}{row}.issued",),
                    (f"{_P}{row}.repealed",))  # fmt: skip
    for row in ITEMS:
        items = f"{_P}{row}.items_previous_year"
        yield _Spec("items", "Y110", (items, f"{_P}{row}.items_net_change"), (items,))


def continuity(old: Report, new: Report) -> tuple[Continuity, ...]:
    """Every check that the forms of both reports allow.

    None unless ``new`` is the report of the same body for the year after ``old``.
    """
    if not (follows(old, new) and same_publisher(old, new)):
        return ()
    labels = labels_of(new)
    return tuple(
        _checked(spec, old, new, labels[spec.seen[-1]])
        for spec in _specs()
        if all(a in old for a in spec.last)
        and all(a in new for a in (*spec.seen, *spec.more, *spec.less))
    )


def follows(old: Report, new: Report) -> bool:
    """Whether ``new`` is for the year after that of ``old``."""
    return old.year is not None and new.year is not None and new.year - old.year == 1


def same_publisher(old: Report, new: Report) -> bool:
    """Whether one body may have published both: the areas above it may be left out in one."""
    names = [publisher_key(report.publisher or "") for report in (old, new)]
    return not all(names) or names[0].endswith(names[1]) or names[1].endswith(names[0])


def _checked(spec: _Spec, old: Report, new: Report, label: FigureLabel) -> Continuity:
    here = (*spec.seen, *spec.more, *spec.less)
    lacks = (
        *(("old", old[a]) for a in spec.last if old[a].value is None),
        *(("new", new[a]) for a in dict.fromkeys(here) if new[a].value is None),
    )
    if lacks:
        return Continuity(spec.kind, spec.rule, label, spec.last, here, spec.relation, lacks=lacks)
    expected = _sum(old, spec.last) + _sum(new, spec.more) - _sum(new, spec.less)
    observed = _sum(new, spec.seen)
    holds = observed == expected if spec.relation == "=" else observed >= expected
    return Continuity(spec.kind, spec.rule, label, spec.last, here, spec.relation, expected,
                      observed, "holds" if holds else "differs")  # fmt: skip


def _sum(report: Report, addresses: Iterable[str]) -> Number:
    total: Number = 0
    for address in addresses:
        value = report[address].value
        assert value is not None
        total += value
    return total
