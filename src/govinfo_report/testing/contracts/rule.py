"""The contract of rules: what a rule must hold, tried on reports that pass, fail and stay open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, ClassVar

import pytest
from attrs import evolve

from govinfo_report.model.address import addresses_of, columns_of
from govinfo_report.model.build import build_report, figure_of, forms_of
from govinfo_report.model.editions import EDITION_IDS
from govinfo_report.model.figure import State
from govinfo_report.model.finding import Finding, Outcome, Status
from govinfo_report.model.report import Report
from govinfo_report.plugins.records import Kind
from govinfo_report.plugins.registry import Registry
from govinfo_report.rules import Assessment, Rule, catalogue, validate
from govinfo_report.rules.rule import LANGUAGES, RuleStatus
from govinfo_report.testing.contracts.base import Contract, check_id, registry_for
from govinfo_report.testing.contracts.claims import spread

#: a report, or a report with those of other years
Example = Report | tuple[Report, Sequence[Report]]

VERDICTS = ("pass", "fail", "open")
_ADDRESSES = 3  # figures of a report that are put into each state, one by one


class RuleContract(Contract):
    """Inherit this, and set ``rule`` and ``examples``.

    ``examples`` maps ``pass``, ``fail`` and ``open`` to reports (``build_report`` makes one), or
    to a report and the reports of other years, in a list where there are several.  What comes
    out of ``fail`` may be ``review`` as well.  ``apart`` is the number of figures in which a
    passing and a failing example may differ; ``draft`` says that the reports are not published.
    """

    rule: ClassVar[Rule]
    examples: ClassVar[Mapping[str, Example | Sequence[Example]]]
    apart: ClassVar[int] = 8
    draft: ClassVar[bool] = False

    # --- what the items work on -------------------------------------------------------------

    @classmethod
    def of(cls, verdict: str) -> list[tuple[Report, Sequence[Report]]]:
        """The examples of one verdict, each with its history."""
        given: Any = cls.examples.get(verdict, ())
        if isinstance(given, Report) or (isinstance(given, tuple) and len(given) == 2):
            given = [given]
        return [(e, ()) if isinstance(e, Report) else (e[0], tuple(e[1])) for e in given]

    def every(self) -> Iterator[tuple[Report, Sequence[Report]]]:
        """All examples."""
        for verdict in VERDICTS:
            yield from self.of(verdict)

    def check(self, report: Report, history: Sequence[Report] = ()) -> Assessment:
        """The assessment of a report by this rule alone."""
        rule = self.rule
        select = (rule.id,) if rule.status is RuleStatus.PREVIEW else ()
        return validate(report, history=history, rules=(rule,), select=select, draft=self.draft)

    def outcome(self, report: Report, history: Sequence[Report] = ()) -> Outcome:
        """What became of the rule."""
        return self.check(report, history).outcome(self.rule.id)

    # --- the items --------------------------------------------------------------------------

    def test_the_id_is_its_own(self) -> None:
        """A family letter and three digits, behind a prefix of the plugin's own."""
        check_id(Kind.RULE, self.rule, registry_for(Kind.RULE, self.rule, self.plugin))
        if self.rule not in Registry.builtin().rules:
            assert "-" in self.rule.id, (
                f"{self.rule.id} has no prefix: ids without one are the library's; use one of "
                f"your own, such as LAKE-{self.rule.id}"
            )
            taken = {rule.slug for rule in catalogue()}
            assert self.rule.slug not in taken, f"the slug {self.rule.slug!r} is taken"

    def test_texts_are_in_both_languages(self) -> None:
        """Title, message, explanation and legal basis in Chinese and English, no two the same."""
        for name in ("title", "template", "explanation", "basis"):
            texts = getattr(self.rule, name)
            empty = [language for language in LANGUAGES if not texts[language].strip()]
            assert not empty, f"{name} is empty in {empty}"
        for name in ("title", "explanation"):
            texts = getattr(self.rule, name)
            assert texts["zh"] != texts["en"], f"{name} is not translated"

    @pytest.mark.parametrize("verdict", VERDICTS)
    def test_the_examples_come_out_so(self, verdict: str) -> None:
        """There is an example of every verdict, and the rule comes to it."""
        examples = self.of(verdict)
        assert examples, f"no example of {verdict!r}"
        for report, history in examples:
            found = self.outcome(report, history)
            expected = {verdict, "review"} if verdict == "fail" else {verdict}
            assert found.status.value in expected, f"an example of {verdict} is {found}"

    def test_messages_are_complete(self) -> None:
        """Every finding is told in both languages, with nothing left to fill in."""
        for report, history in self.of("fail"):
            for finding in self._own(self.check(report, history)):
                for language in LANGUAGES:
                    message = finding.message[language]
                    assert message.strip(), f"no message in {language}"
                    assert "{" not in message, f"a parameter is missing: {message}"

    def test_the_result_is_the_same_every_time(self) -> None:
        """Nothing is drawn, kept, or changed in the report."""
        for report, history in self.every():
            first, again = self.check(report, history), self.check(report, history)
            assert first.outcomes == again.outcomes
            assert first.findings == again.findings

    def test_findings_name_figures_of_the_report(self) -> None:
        """Addresses are those of the report's own forms, and the form is one the rule speaks of."""
        for report, history in self.of("fail"):
            if self.rule.editions:
                used = {*report.forms.values(), report.edition}
                assert used & {*self.rule.editions}, f"{used} is not of {self.rule.editions}"
            for finding in self._own(self.check(report, history)):
                foreign = [a for a in finding.addresses if report_has(report, a) is False]
                assert not foreign, f"{foreign} are no figures of the form {dict(report.forms)}"

    def test_other_forms_are_left_alone(self) -> None:
        """A report of an edition the rule does not speak of is no failure."""
        for report in every_form():
            used = {*report.forms.values(), report.edition}
            if self.rule.editions and not used & {*self.rule.editions}:
                found = self.outcome(report)
                assert found.status is Status.NOT_APPLICABLE, f"edition {report.edition}: {found}"

    def test_every_state_is_borne(self) -> None:
        """Value, blank, mark, refused, absent: no crash, whichever figure is in it."""
        for report, history in (self.of(verdict)[0] for verdict in VERDICTS if self.of(verdict)):
            for changed in (*_all_in_state(report), *_one_in_state(report)):
                found = self.outcome(changed, history)
                assert found.status is not Status.CRASHED, f"{found}"

    def test_what_is_not_known_is_open(self) -> None:
        """With the figures of a failure refused, the rule no longer fails at them."""
        for report, history in self.of("fail"):
            named = {a for f in self._own(self.check(report, history)) for a in f.addresses}
            printed = [address for address in report.figures if address in named]
            if not printed:
                continue
            found = self._own(self.check(in_state(report, printed, State.REFUSED), history))
            still = [f for f in found if f.addresses and {*f.addresses} <= {*printed}]
            assert not still, f"figures that were refused are found wrong: {still[0].addresses}"

    def test_examples_lie_close_together(self) -> None:
        """A passing and a failing example differ in few figures, so that the reason can be seen."""
        passing, failing = self.of("pass"), self.of("fail")
        if not passing or not failing:
            pytest.skip("there are no examples to compare")
        least = min(_apart(p, f) for p, _ in passing for f, _ in failing)
        assert least <= self.apart, f"the closest examples differ in {least} figures"

    # --- helpers ----------------------------------------------------------------------------

    def _own(self, assessment: Assessment) -> list[Finding]:
        own = self.rule.id
        return [f for f in assessment.findings if f.rule == own or f.rule.startswith(f"{own}.")]


def report_has(report: Report, address: str) -> bool:
    """Whether a report has a figure at an address, printed or derived."""
    try:
        report[address]
    except KeyError:
        return False
    return True


def in_state(report: Report, addresses: Sequence[str], state: State) -> Report:
    """The report with some figures in another state."""
    columns = columns_of(report.forms)
    figures = dict(report.figures)
    for address in addresses:
        empty: Any = None if state is State.ABSENT else state
        figures[address] = figure_of(address, empty, columns[address])
    return evolve(report, figures=figures)


@lru_cache(maxsize=1)
def every_form() -> tuple[Report, ...]:
    """A report of each edition, with every cell filled."""
    return tuple(
        build_report(dict.fromkeys(addresses_of(forms_of(edition)), 0), edition=edition, year=2020)
        for edition in EDITION_IDS
    )


def _all_in_state(report: Report) -> Iterator[Report]:
    for state in State:
        if state is not State.VALUE:
            yield in_state(report, list(report.figures), state)


def _one_in_state(report: Report) -> Iterator[Report]:
    for address in spread(report.figures, _ADDRESSES):
        for state in (State.BLANK, State.NOT_APPLICABLE, State.REFUSED, State.ABSENT):
            yield in_state(report, [address], state)


def _apart(one: Report, other: Report) -> int:
    """The number of figures in which two reports differ."""
    addresses = dict.fromkeys((*one.figures, *other.figures))
    return sum(one.figures.get(a) != other.figures.get(a) for a in addresses)
