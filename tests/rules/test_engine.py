"""The engine: order, selection, isolation, fingerprints, the assessment."""

from __future__ import annotations

import copy
import hashlib
import json
import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

import pytest
from attrs import evolve

import govinfo_report.rules
from govinfo_report.errors import InvalidReportError, UsageError
from govinfo_report.model.finding import Attribution, Severity, Status
from govinfo_report.model.note import Note
from govinfo_report.model.place import Place
from govinfo_report.model.report import Report
from govinfo_report.rules import Context, Fail, Gap, Pass, Rule, catalogue, validate

TOTAL = "requests.granted.total"
BOTH = {"zh": "文", "en": "text"}


def rule(
    check: Callable[[Context], Iterable[Any]], rule_id: str = "LAKE-A001", **more: Any
) -> Rule:
    facts: dict[str, Any] = {
        "slug": rule_id.lower() + "-rule", "severity": "warning", "title": BOTH, "template": BOTH,
        "explanation": BOTH,
    }  # fmt: skip
    return Rule(id=rule_id, check=check, **{**facts, **more})


def with_rule(check: Callable[[Context], Iterable[Any]], **more: Any) -> tuple[Rule, ...]:
    return (*catalogue(), rule(check, **more))


@pytest.fixture
def faulty(make) -> Report:
    """Findings of three families and three severities."""
    return make(
        {TOTAL: 10**6, "proactive_disclosure.administrative_coercion.decisions": "",
         "review_and_litigation.litigation_direct.total": 10**6},
        notes=(Note("P202", (), {"label": "柳树", "table": "requests"}),),
    )  # fmt: skip


def test_order_of_findings(faulty) -> None:
    """Reading first, then values, then sums; within a rule the order of the form."""
    rules = [finding.rule for finding in validate(faulty).findings]
    assert rules == ["P202", "V103.1", "A101.3", "A102.7", "A110", "A202"]


def test_one_outcome_for_every_rule(faulty) -> None:
    """In the order of the catalogue, whatever was selected."""
    ids = [r.id for r in catalogue()]
    assert ids == sorted(ids)
    for options in ({}, {"select": "A"}, {"ignore": ("A", "P")}):
        assert [o.rule for o in validate(faulty, **options).outcomes] == ids


def test_verdicts(faulty, make) -> None:
    """ok, complete, counts and the lists by severity agree."""
    assessment = validate(faulty)
    assert not assessment.ok
    assert [f.rule for f in assessment.errors] == ["A101.3", "A102.7", "A202"]
    assert [f.rule for f in assessment.warnings] == ["P202"]
    assert [f.rule for f in assessment.infos] == ["V103.1", "A110"]
    counts = assessment.counts
    assert (counts["fatal"], counts["error"], counts["warning"], counts["info"]) == (0, 3, 1, 2)
    assert sum(counts[s.value] for s in Status) == len(catalogue())
    assert assessment.complete
    clean = validate(make())
    assert clean.ok
    assert clean.complete
    assert not validate(make({TOTAL: "/"})).complete


def test_raise_for_errors(faulty, make) -> None:
    """The error carries the assessment and survives pickling; a clean report raises nothing."""
    validate(make()).raise_for_errors()
    assessment = validate(faulty)
    with pytest.raises(InvalidReportError, match="A101") as caught:
        assessment.raise_for_errors()
    assert caught.value.facts["assessment"] is assessment
    again = pickle.loads(pickle.dumps(caught.value))
    assert again.text("zh") == caught.value.text("zh")
    assert again.facts["assessment"].findings == assessment.findings


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"select": ("A101",)}, {"A101.3"}),
        ({"select": "A101"}, {"A101.3"}),
        ({"select": ("A10",)}, {"A101.3", "A102.7"}),
        ({"select": ("row-total", "V")}, {"A101.3", "V103.1"}),
        ({"ignore": ("A",)}, {"P202", "V103.1"}),
        ({"ignore": ("A1", "blank-where-zero-required")}, {"P202", "A202"}),
        ({"select": ("A",), "ignore": ("A1",)}, {"A202"}),
    ],
)
def test_select_and_ignore(faulty, found, options: dict[str, Any], expected: set[str]) -> None:
    """By id, prefix or slug; ignoring wins."""
    assert found(faulty, **options) == expected


def test_left_out_rules_are_named(faulty) -> None:
    """A rule that was not applied is not a pass."""
    assessment = validate(faulty, select=("A",), ignore=("A101",))
    assert assessment.outcome("A101").reason == "ignored"
    assert assessment.outcome("V101").reason == "not selected"
    assert (
        assessment.outcome("A101").status == assessment.outcome("V101").status == "not_applicable"
    )
    assert assessment.ignored == ("A101",)
    with pytest.raises(KeyError):
        assessment.outcome("A999")


@pytest.mark.parametrize(
    ("severities", "expected"),
    [
        ({"A101": "info"}, {"A101.3": "info", "A102.7": "error"}),
        ({"A": "warning", "A102": Severity.FATAL}, {"A101.3": "warning", "A102.7": "fatal"}),
        ({"A102": "fatal", "A": "warning"}, {"A101.3": "warning", "A102.7": "fatal"}),
        ({"row-total": "info", "A101": "warning"}, {"A101.3": "info", "A102.7": "error"}),
    ],
)
def test_severities(faulty, severities: dict[str, Any], expected: dict[str, str]) -> None:
    """The most exact selector wins, and what was overridden is echoed."""
    assessment = validate(faulty, severities=severities, select=("A101", "A102"))
    assert {f.rule: f.severity.value for f in assessment.findings} == expected
    assert assessment.severities["A101"] == expected["A101.3"]
    assert assessment.to_json()["severities"]["A101"] == expected["A101.3"]


@pytest.mark.parametrize(
    "options",
    [{"select": ("A999",)}, {"ignore": ("row-totals",)}, {"select": ("",)}, {"ignore": ("a101",)},
     {"severities": {"A999": "info"}}, {"severities": {"A101": "grave"}}, {"severities": {"A101": ["info"]}},
     {"rules": ("A101",)},
     {"history": ("2022",)}, {"rules": (*catalogue(), catalogue()[0])}],
)  # fmt: skip
def test_wrong_arguments(make, options: dict[str, Any]) -> None:
    """A clear message in both languages, before anything is assessed."""
    with pytest.raises(UsageError) as caught:
        validate(make(), **options)
    assert caught.value.text("zh") != caught.value.text("en")


def test_not_a_report() -> None:
    """Text is no report; the near miss of a rule's name is suggested."""
    with pytest.raises(UsageError, match="str"):
        validate("report.html")  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="row-total"):
        validate(Report(), select=("row-totl",))


# -- rules that misbehave ---------------------------------------------------------------------------


class Nameless(Exception):
    def __str__(self) -> str:
        raise RuntimeError("no text")


def raising(error: BaseException) -> Callable[[Context], Iterable[Any]]:
    def check(context: Context) -> Iterable[Any]:
        yield Fail((TOTAL,))
        raise error

    return check


@pytest.mark.parametrize(
    "check",
    [
        raising(ValueError("broken")), raising(RecursionError()), raising(Nameless()),
        raising(KeyError("x")), lambda context: 1 / 0, lambda context: None, lambda context: [3],
        lambda context: [Fail(params={"x": [1]})], lambda context: [Fail(params={"x": True})],
        lambda context: [Fail(observed=1.5)], lambda context: [Fail(outcome=Status.PASS)],
        lambda context: [Fail(addresses=(3,))], list,
    ],
)  # fmt: skip
def test_a_rule_that_raises_stops_nothing(faulty, check: Any) -> None:
    """It is recorded as crashed, with where it comes from; all others go on."""
    expected = validate(faulty)
    assessment = validate(faulty, rules=with_rule(check))
    outcome = assessment.outcome("LAKE-A001")
    assert outcome.status is Status.CRASHED
    assert "Error" in outcome.reason or "Nameless" in outcome.reason
    assert check.__module__ in outcome.reason
    assert assessment.findings == expected.findings
    assert not assessment.complete


def test_leaving_is_not_a_crash(make) -> None:
    """An interrupt is not swallowed."""
    with pytest.raises(KeyboardInterrupt):
        validate(make(), rules=with_rule(raising(KeyboardInterrupt())))


HOSTILE = [
    "{0.__class__}", "{expected!r}", "\x1b[31m\x07", "a\u202eb", "\ud800", "长" * 10_000, "\n\n| |",
    "%s%n", 10**5000, -(10**4400), Decimal("1e999999"), Decimal("NaN"), Decimal("-0.000"), 0,
]  # fmt: skip


@pytest.mark.parametrize("value", HOSTILE, ids=[f"hostile{i}" for i in range(len(HOSTILE))])
def test_hostile_parameters(make, value: Any) -> None:
    """Whatever stands in a cell, messages stay one harmless line and JSON can be written."""
    template = {"zh": "“{label}”与{expected}", "en": "“{label}” and {expected}"}

    def check(context: Context) -> Iterable[Fail]:
        yield Fail(("no.such.address",), {"label": value}, expected=value, evidence=(str(value)[:9],)
                   if isinstance(value, str) else ())  # fmt: skip

    assessment = validate(make(), rules=with_rule(check, template=template))
    (finding,) = assessment.findings
    for language in ("zh", "en"):
        message = finding.message[language]
        assert "\n" not in message
        assert message.isprintable()
        assert len(message) < 200
        assessment.text(language).encode("utf-8")
    text = json.dumps(assessment.to_json(), ensure_ascii=False, allow_nan=False)
    assert len(text.encode("utf-8")) < 10**6


def test_a_template_that_does_not_fit(make) -> None:
    """Parameters the rule forgot do not break the message."""
    template = {"zh": "{x} {y}", "en": "{x} {y}"}
    assessment = validate(
        make(), rules=with_rule(lambda c: [Fail((), {"x": 3})], template=template)
    )
    assert assessment.findings[0].message["zh"] == "〔LAKE-A001〕x=3"


# -- rules of plugins, status, silence ----------------------------------------------------------------


def test_rules_of_a_plugin(make) -> None:
    """They come after ours in their family and see the report through the context."""

    def check(context: Context) -> Iterable[Any]:
        assert context.values[TOTAL] > 0
        yield Fail((TOTAL,), index=3, outcome=Status.REVIEW, severity=Severity.ERROR)
        yield Pass(2)
        yield Gap(("requests.denied.state_secret.total",), "柳")

    assessment = validate(make({TOTAL: 10**6}), rules=with_rule(check))
    assert [f.rule for f in assessment.findings] == [
        "A101.3", "A102.7", "A110", "LAKE-A001.3",
    ]  # fmt: skip
    last = assessment.findings[-1]
    assert last.message == {"zh": "〔LAKE-A001〕文", "en": "[LAKE-A001] text"}
    assert last not in assessment.errors
    assert last in assessment.warnings
    outcome = assessment.outcome("LAKE-A001")
    assert (outcome.status, outcome.checked, outcome.failed, outcome.open) == (
        Status.REVIEW, 3, 1, 1,
    )  # fmt: skip
    assert outcome.reason == "1 × 柳: requests.denied.state_secret.total"
    assert assessment.gaps["LAKE-A001"][0].reason == "柳"


def test_what_became_of_a_rule(make) -> None:
    """Pass, open and not applicable from what a check yields."""

    def status(*results: Any) -> str:
        assessment = validate(make(), rules=[rule(lambda context: results)])
        return assessment.outcomes[0].status.value

    assert status(Pass()) == "pass"
    assert status(Pass(0)) == "not_applicable"
    assert status() == "not_applicable"
    assert status(Pass(), Gap()) == "open"
    assert status(Pass(), Gap(), Fail()) == "fail"
    assert status(Fail(), Fail(outcome=Status.REVIEW)) == "fail"
    assert status(Fail(outcome=Status.REVIEW)) == "review"


def test_preview_and_deactivated(make) -> None:
    """A preview runs when asked for by name, a deactivated rule never."""
    preview = rule(lambda context: [Fail()], status="preview")
    off = evolve(preview, id="LAKE-A002", slug="off", status="deactivated", status_reason="wrong")
    rules = (*catalogue(), preview, off)

    def ids(*select: str) -> list[str]:
        return [f.rule for f in validate(make(), rules=rules, select=select).findings]

    assert ids() == []
    assert ids("LAKE") == []
    assert ids("LAKE-A001") == ids("lake-a001-rule") == ["LAKE-A001"]
    assert ids("LAKE-A002") == []
    outcomes = {o.rule: o.reason for o in validate(make(), rules=rules).outcomes}
    assert outcomes["LAKE-A001"] == "preview"
    assert outcomes["LAKE-A002"] == "deactivated: wrong"


def test_one_fault_is_told_once(make) -> None:
    """A failure at an address that a rule named in silenced_by reports is dropped."""

    def at(*addresses: str) -> Callable[[Context], Iterable[Fail]]:
        return lambda context: [Fail((a,)) for a in addresses]

    first = rule(at(TOTAL), "LAKE-S001", slug="first")
    second = rule(at(TOTAL, "requests.granted.natural_person"), slug="second",
                  silenced_by=("LAKE-S001",))  # fmt: skip
    assessment = validate(make(), rules=(second, first))
    assert [(f.rule, f.addresses[0]) for f in assessment.findings] == [
        ("LAKE-S001", TOTAL), ("LAKE-A001", "requests.granted.natural_person"),
    ]  # fmt: skip
    assert assessment.outcome("LAKE-A001").failed == 1
    whole = evolve(second, check=at(TOTAL))
    assessment = validate(make(), rules=(whole, first))
    assert assessment.outcome("LAKE-A001").status == "not_applicable"
    assert assessment.outcome("LAKE-A001").reason == "reported as LAKE-S001"
    assert assessment.complete
    alone = validate(make(), rules=(second, first), ignore=("LAKE-S001",))
    assert [f.rule for f in alone.findings] == ["LAKE-A001", "LAKE-A001"]


def test_editions(make) -> None:
    """A rule for another edition is not applicable; a hybrid has both."""
    only_2019 = rule(lambda context: [Fail()], editions=("2019",))
    assert validate(make(), rules=[only_2019]).outcomes[0].status == "not_applicable"
    assert validate(make(edition="2019"), rules=[only_2019]).outcomes[0].status == "fail"
    hybrid = make(edition="2021", forms={"requests": "2019"}, drop="requests.other_handling")
    assert validate(hybrid, rules=[only_2019]).outcomes[0].status == "fail"
    assert validate(Report(edition="2014", year=2015)).outcome("A101").reason == "edition 2014"


def test_history_and_previous(make) -> None:
    """The context finds last year's report of the same publisher."""
    last, older, other = make(year=2022), make(year=2021), make(year=2022, publisher="柳林省")
    seen: list[Any] = []
    probe = rule(lambda context: seen.append(context.previous) or ())
    report = make(year=2023)
    validate(report, history=(other, older, last), rules=[probe])
    validate(report, history=(older, other), rules=[probe])
    validate(report, history=last, rules=[probe])
    assert [r and (r.publisher, r.year) for r in seen] == [
        ("柳岸省人民政府", 2022), None, ("柳岸省人民政府", 2022),
    ]  # fmt: skip


# -- fingerprints, JSON, text ----------------------------------------------------------------------------


def test_fingerprints(make) -> None:
    """They name report, rule and addresses, not values."""

    def prints(*args: Any, **facts: Any) -> list[str]:
        return [f.fingerprint for f in validate(make(*args, **facts)).findings]

    first = prints({TOTAL: 10**6})
    assert first == prints({TOTAL: 10**7})
    assert len(set(first)) == 3
    assert not set(first) & set(prints({TOTAL: 10**6}, year=2022))
    assert not set(first) & set(prints({TOTAL: 10**6}, publisher="柳林省"))
    twice = (Note("P206", (), {"label": "3.其他", "parent": "一"}, Place(line=1)),
             Note("P206", (), {"label": "2.其他", "parent": "二"}, Place(line=2)))  # fmt: skip
    assert len(set(prints(notes=twice))) == 2


def test_equal_findings_have_prints_of_their_own(make) -> None:
    """Two failures that differ in values only are told apart by their order."""
    rules = [rule(lambda context: [Fail((TOTAL,), {"n": 1}), Fail((TOTAL,), {"n": 2})])]
    first, second = (f.fingerprint for f in validate(make(), rules=rules).findings)
    assert first != second


_PRINTS = """
from govinfo_report.model.build import build_report
from govinfo_report.rules import validate
L = "review_and_litigation.litigation_direct."
values = {L + n: 1 for n in ("upheld", "corrected", "other_result", "pending", "total")}
found = validate(build_report(values, publisher="柳岸县", year=2023), select=("A202",)).findings
print(found[0].fingerprint)
"""


@pytest.mark.parametrize("hash_base", ["0", "1"])
def test_fingerprints_do_not_depend_on_the_process(hash_base: str) -> None:
    """The same in every interpreter, whatever the randomisation of hashes."""
    root = os.path.dirname(os.path.dirname(os.path.dirname(govinfo_report.rules.__file__)))
    run = subprocess.run(
        [sys.executable, "-c", _PRINTS], capture_output=True, text=True, check=True, timeout=60,
        env=os.environ | {"PYTHONHASHSEED": hash_base, "PYTHONPATH": root},
    )  # fmt: skip
    group = "review_and_litigation.litigation_direct."
    names = ("total", "upheld", "corrected", "other_result", "pending")
    text = "\x1f".join(("柳岸县", "2023", "A202", "", *(group + name for name in names)))
    assert run.stdout.strip() == hashlib.sha256(text.encode()).hexdigest()[:16]


def test_json(faulty) -> None:
    """Exactly the keys of the public format; amounts as decimal strings; the same bytes twice."""
    record = validate(faulty).to_json()
    assert list(record["findings"][0]) == [
        "rule", "slug", "severity", "outcome", "attribution", "addresses", "expected", "observed",
        "difference", "params", "message", "places", "evidence", "fingerprint", "explained_by",
        "suppressions", "baseline",
    ]  # fmt: skip
    assert list(record["outcomes"][0]) == [
        "rule", "slug", "status", "checked", "failed", "open", "reason",
    ]  # fmt: skip
    assert set(record["findings"][0]["message"]) == {"zh", "en"}
    assert json.dumps(record) == json.dumps(validate(faulty).to_json())
    fee = rule(lambda context: [Fail(observed=Decimal("15156.90"), places=(Place(line=3),))])
    (finding,) = validate(faulty, rules=[fee]).records()
    assert finding["observed"] == "15156.90"
    assert finding["params"] == {"observed": "15156.90"}
    assert finding["places"] == [{"line": 3}]


def test_texts(faulty) -> None:
    """Counts first, then a line per finding, in both languages; repr is one line."""
    assessment = validate(faulty)
    zh, en = assessment.text("zh").split("\n"), str(assessment).split("\n")
    assert zh[0].startswith("柳岸省人民政府 2023：错误 3，警告 1，提示 2；")
    assert en[0].startswith("柳岸省人民政府 2023: 3 errors, 1 warnings, 2 infos; ")
    assert len(zh) == len(en) == 1 + len(assessment.findings)
    assert "〔P202〕" in zh[1]
    assert "\n" not in repr(assessment)
    assert len(repr(assessment)) < 200


def test_copies(faulty) -> None:
    """Assessments can be pickled and copied; rendered or not, messages are equal."""
    assessment = validate(faulty)
    str(assessment)
    again = pickle.loads(pickle.dumps(assessment))
    assert again.findings == validate(faulty).findings == copy.deepcopy(assessment).findings
    assert again.outcomes == assessment.outcomes
    assert dict(again.findings[0].message) == dict(assessment.findings[0].message)
    with pytest.raises(TypeError):
        assessment.findings[0].params["x"] = 1
    with pytest.raises(KeyError):
        assessment.findings[0].message["fr"]


def test_nothing_is_kept_between_runs(make) -> None:
    """The plan is shared, what was found is not."""
    assert validate(make({TOTAL: 10**6})).findings
    assert validate(make()).findings == ()
    first = validate(make(), severities={"A": "info"})
    first.severities.clear()  # type: ignore[attr-defined]
    assert validate(make(), severities={"A": "info"}).severities["A101"] is Severity.INFO


def test_attribution_can_be_fixed(make) -> None:
    """By the failure, else by the rule, else by what was read."""

    def suspects(fail: Fail, **more: Any) -> Attribution:
        (finding,) = validate(make(), rules=[rule(lambda context: [fail], **more)]).findings
        return finding.attribution

    assert suspects(Fail((TOTAL,))) is Attribution.SOURCE
    assert suspects(Fail(())) is Attribution.UNDECIDED
    assert suspects(Fail((TOTAL,)), attribution=Attribution.READER) is Attribution.READER
    fixed = Fail((TOTAL,), attribution=Attribution.UNDECIDED)
    assert suspects(fixed, attribution=Attribution.READER) is Attribution.UNDECIDED
