"""The built-in rules keep the contract that plugins inherit, and rules that break it fail."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any

import pytest

from govinfo_report import Report, Rule
from govinfo_report.model.build import build_report
from govinfo_report.rules import Context, Fail, Gap, Pass, catalogue
from govinfo_report.rules.rule import RuleStatus
from govinfo_report.testing import RuleContract
from govinfo_report.testing.conformance import Case, cannot, load_cases

RULES = {rule.id: rule for rule in catalogue() if rule.status is not RuleStatus.DEACTIVATED}
ITEMS = [name for name in dir(RuleContract) if name.startswith("test_")]
PREFIX = "test_"

#: rules whose examples differ in a whole row, table or report, because that is what they are about
_WHOLE = ("A105", "P101", "P102", "P901", "P905", "S201", "S202", "S204", "S206", "S207", "S303",
          "Y104")  # fmt: skip
#: rules that tell a note of the reading, which stays when a figure is changed
_NOTED = ("V104", "V108", "V109")


@cache
def cases() -> Mapping[str, Mapping[str, Case]]:
    """Rule -> the first case of every verdict in the conformance suite."""
    found: dict[str, dict[str, Case]] = {}
    for case in load_cases():
        if not case.hierarchy:
            verdict = "fail" if case.verdict == "review" else case.verdict
            found.setdefault(case.rule, {}).setdefault(verdict, case)
    return found


class _Builtin(RuleContract):
    """A suite whose examples are cases of the conformance suite."""

    @classmethod
    def of(cls, verdict: str) -> list[Any]:
        case = cases().get(cls.rule.id, {}).get(verdict)
        made = (lambda: [(case.report(), case.others())]) if case is not None else list
        return cls.once(verdict, made)


def suite(rule: Rule) -> RuleContract:
    """The suite of one built-in rule."""
    limits = {}
    if rule.id in _WHOLE:
        limits["examples_lie_close_together"] = "the rule is about many figures at once"
    if rule.id in _NOTED:
        limits["what_is_not_known_is_open"] = (
            "the rule tells a note, which no change of figures undoes"
        )
    return type("TestRule", (_Builtin,),
                {"rule": rule, "limits": limits, "draft": rule.stage == "draft"})()  # fmt: skip


@pytest.mark.parametrize("rule_id", RULES)
def test_every_built_in_rule_keeps_the_contract(rule_id: str) -> None:
    """All items at once, with the examples of the conformance suite."""
    kept = suite(RULES[rule_id])
    for item in ITEMS:
        if item.removeprefix(PREFIX) in kept.limits:
            continue
        if item == "test_the_examples_come_out_so":
            for verdict in ("pass", "fail", "open"):
                if verdict not in cannot().get(rule_id, {}):
                    kept.test_the_examples_come_out_so(verdict)
            continue
        try:
            getattr(kept, item)()
        except pytest.skip.Exception as skipped:
            assert "no examples to compare" in str(skipped)
            assert cannot()[rule_id].keys() & {"pass", "fail"}


# --- rules that break the contract -----------------------------------------------------------

NEW, OLD = "requests.new_received.total", "requests.carried_in.total"


def check(context: Context) -> Iterable[Fail | Gap | Pass]:
    """New requests are at least as many as those left over."""
    if NEW not in context.values or OLD not in context.values:
        yield context.gap(NEW, OLD)
    elif context.values[NEW] < context.values[OLD]:
        new, old = context.values[NEW], context.values[OLD]
        yield Fail((NEW, OLD), {"new": new, "old": old}, observed=new, expected=old)
    else:
        yield Pass()


def made(check: Callable[[Context], Any] = check, **facts: Any) -> Rule:
    """A rule of a plugin."""
    return Rule(**{
        "id": "MADE-V001", "slug": "made-more-old-than-new", "severity": "warning", "check": check,
        "title": {"zh": "上年结转多于本年新收", "en": "more carried over than received"},
        "template": {"zh": "新收{new}件，结转{old}件", "en": "{new} received, {old} carried over"},
        "explanation": {"zh": "结转一般少于新收。", "en": "Usually fewer are carried over."},
        "basis": {"zh": "本单位工作要求", "en": "a custom of the office"},
        "editions": ("2019", "2021"), **facts,
    })  # fmt: skip


def examples(**changed: Any) -> dict[str, Any]:
    """One example of each verdict."""
    return {
        "pass": build_report({NEW: 9, OLD: 2}, year=2022),
        "fail": build_report({NEW: 1, OLD: 2}, year=2022),
        "open": build_report({NEW: "", OLD: 2}, year=2022),
        **changed,
    }


def broken(rule: Rule, given: Mapping[str, Any] | None = None, **attributes: Any) -> RuleContract:
    """The suite for a rule of a plugin."""
    return type("TestBroken", (RuleContract,),
                {"rule": rule, "examples": given or examples(), **attributes})()  # fmt: skip


def test_a_sound_rule_of_a_plugin_passes() -> None:
    """Every item."""
    kept = broken(made())
    for item in ITEMS:
        for verdict in ("pass", "fail", "open") if "come_out" in item else (None,):
            getattr(kept, item)(*([verdict] if verdict else []))


class _Drawing:
    count = 0

    def __call__(self, context: Context) -> Iterable[Any]:
        type(self).count += 1
        yield Fail((NEW,), {"new": self.count, "old": 0})


def _careless(context: Context) -> Iterable[Any]:
    yield Fail((NEW,), {"new": 0, "old": 0}) if context.figures[NEW].value < 2 else Pass()


def _blind(context: Context) -> Iterable[Any]:
    yield Fail((NEW,), {"new": 0, "old": 0}) if context.values.get(NEW, 0) < 2 else Pass()


def _elsewhere(context: Context) -> Iterable[Any]:
    yield Fail(("requests.nowhere.total",), {"new": 0, "old": 0})


def _wordless(context: Context) -> Iterable[Any]:
    yield Fail((NEW,), {})


@pytest.mark.parametrize(
    ("suite", "item"),
    [
        (broken(made(id="V901")), "the_id_is_its_own"),
        (broken(made(slug=catalogue()[0].slug)), "the_id_is_its_own"),
        (broken(made(basis={"zh": "", "en": ""})), "texts_are_in_both_languages"),
        (broken(made(title={"zh": "x", "en": "x"})), "texts_are_in_both_languages"),
        (broken(made(_Drawing())), "the_result_is_the_same_every_time"),
        (broken(made(_careless)), "every_state_is_borne"),
        (broken(made(_blind)), "what_is_not_known_is_open"),
        (broken(made(_elsewhere)), "findings_name_figures_of_the_report"),
        (broken(made(editions=("2014",))), "findings_name_figures_of_the_report"),
        (broken(made(), examples(fail=build_report(dict.fromkeys(
            (f"requests.{row}.total" for row in ("granted", "partially_granted")), 3,
        ) | {NEW: 1, OLD: 2})), apart=1), "examples_lie_close_together"),
        (broken(made(), limits={"no_such_item": "it does not matter here"}), "opting_out_needs_a_reason"),
        (broken(made(), limits={"every_state_is_borne": "no"}), "opting_out_needs_a_reason"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_a_broken_rule_is_found(suite: RuleContract, item: str) -> None:
    """Each by the item that is meant for it."""
    with pytest.raises((AssertionError, pytest.fail.Exception)):
        getattr(suite, f"test_{item}")()


@pytest.mark.parametrize("verdict", ["pass", "fail", "open"])
def test_wrong_or_missing_examples_are_found(verdict: str) -> None:
    """An example of another verdict, and none at all."""
    other = examples()["open" if verdict != "open" else "pass"]
    for given in (examples(**{verdict: other}), examples(**{verdict: ()})):
        with pytest.raises(AssertionError):
            broken(made(), given).test_the_examples_come_out_so(verdict)


def test_history_belongs_to_an_example() -> None:
    """A pair of a report and those of other years, alone or in a list."""
    report = build_report({NEW: 9, OLD: 2}, year=2022)
    for given in ((report, [report]), [(report, (report,)), report]):
        found = broken(made(), examples(**{"pass": given})).of("pass")
        assert found[0] == (report, (report,))
        assert all(isinstance(one[0], Report) for one in found)
