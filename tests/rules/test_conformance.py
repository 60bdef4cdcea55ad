"""The conformance suite: every document raises exactly what it must."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from govinfo_report.model import codec
from govinfo_report.rules import Rule, hierarchy, validate
from govinfo_report.testing.conformance import Case, cannot, judge, load_cases
from govinfo_report.testing.conformance.__main__ import main
from govinfo_report.testing.conformance.cases import read_cases
from govinfo_report.testing.conformance.running import coverage, suite_rules

CASES = load_cases()
LEAST = {"pass": 3, "fail": 3, "open": 2}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_exactly_the_expected_findings(case: Case) -> None:
    """The outcome of the rule, and no finding more or fewer."""
    verdict = judge(case)
    assert verdict.ok, str(verdict)


@pytest.mark.parametrize("rule", suite_rules(), ids=lambda rule: rule.id)
def test_every_rule_has_its_documents(rule: Rule) -> None:
    """Three that pass, three that fail, two that stay open, or the reason why it cannot."""
    counts = coverage(CASES)[rule.id]
    barred = cannot().get(rule.id, {})
    for verdict, least in LEAST.items():
        if verdict in barred:
            assert counts.get(verdict, 0) == 0, f"{rule.id} can be {verdict}"
            assert len(barred[verdict]) > 20
        else:
            assert counts.get(verdict, 0) >= least, verdict


def test_what_is_barred_is_known() -> None:
    """The list of what rules cannot come to names rules and verdicts that exist."""
    known = {rule.id for rule in suite_rules()}
    for rule, verdicts in cannot().items():
        assert rule in known
        assert set(verdicts) <= set(LEAST)


def test_ids_are_unique_and_rules_known() -> None:
    """A case is found again by its id."""
    assert len({case.id for case in CASES}) == len(CASES)
    assert {case.rule for case in CASES} <= {rule.id for rule in suite_rules()}


def test_a_rule_left_out_is_noticed() -> None:
    """A verdict names what is missing and what is too much."""
    case = next(c for c in CASES if c.id == "A103/fail-1")
    kept = [rule for rule in suite_rules() if rule.id not in ("A111", "H101", "H102", "H103")]
    verdict = judge(case, [rule for rule in kept if rule not in hierarchy.RULES])
    assert verdict.missing == {"A111.2"}
    assert not verdict.ok
    assert "missing A111.2" in str(verdict)


def test_exported_cases_need_nothing_of_ours(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Canonical JSON, from which the same findings follow."""
    assert main(["--rule", "Y102", "--export", str(tmp_path)]) == 0
    files = sorted(tmp_path.rglob("*.json"))
    assert len(files) == sum(case.rule == "Y102" for case in CASES)
    for path in files:
        record = json.loads(path.read_text(encoding="utf-8"))
        history = [codec.from_json(one) for one in record["history"]]
        assessment = validate(codec.from_json(record["report"]), history=history,
                              select=record["select"])  # fmt: skip
        assert sorted(f.rule for f in assessment.findings) == record["findings"]
        assert assessment.outcome("Y102").status.value == record["outcome"]
    assert main(["--rule", "Y102"]) == 0
    assert "0 not as expected" in capsys.readouterr().out


def test_cases_of_ones_own(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file of cases runs like the suite; what is wrong is told, and the status is 1."""
    head = '{"format": "govinfo-report-conformance/1", "select": ["A"]}\n'
    path = tmp_path / "own.jsonl"
    path.write_text(head + '{"rule": "A201", "is": "fail", "findings": ["A201"]}\n')
    assert main([str(path)]) == 1
    assert "A201/fail-1: A201 is pass; missing A201" in capsys.readouterr().out
    with pytest.raises(ValueError, match="not a file of cases"):
        list(read_cases('{"format": "other"}\n'))
    with pytest.raises(ValueError, match="no verdict"):
        list(read_cases(head + '{"rule": "A201", "is": "maybe"}\n'))
    (wrong,) = read_cases(head + '{"rule": "A201", "is": "pass", "set": {"requests.granted": [1]}}')
    with pytest.raises(ValueError, match="has 7 cells"):
        wrong.report()
