"""What somebody set aside: entries, their faults, the list of an earlier check."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from govinfo_report.errors import UsageError
from govinfo_report.rules import validate
from govinfo_report.rules.baseline import baseline_of, baseline_record, listed
from govinfo_report.rules.entries import entries_of
from govinfo_report.rules.suppression import set_aside

TODAY = date(2024, 6, 1)
WRONG = {"review_and_litigation.litigation_direct.total": 99999}


def entry(fingerprint: str, **facts: Any) -> dict[str, Any]:
    """One table of the file, with a reason."""
    return {"fingerprint": fingerprint, "rule": "A202", "category": "special-case",
            "justification": "已说明", **facts}  # fmt: skip


def entries(*tables: dict[str, Any], alone: bool = False) -> Any:
    """A whole file."""
    return entries_of({"suppression": list(tables)}, alone=alone, source="s.toml")


@pytest.fixture
def faulty(make) -> Any:
    """A report with one error."""
    return make(WRONG)


def test_a_finding_set_aside_stays_and_counts_no_more(faulty) -> None:
    """It is marked, with who said so and why."""
    assessment = validate(faulty)
    (error,) = assessment.errors
    done = set_aside(assessment, entries(entry(error.fingerprint, author="甲")), TODAY)
    assert done.ok
    assert [f.rule for f in done.findings] == [f.rule for f in assessment.findings]
    (aside,) = done.set_aside
    assert aside.suppressions[0].author == "甲"
    record = next(f for f in done.to_json()["findings"] if f["rule"] == "A202")
    assert record["suppressions"][0]["justification"] == "已说明"


def test_a_changed_value_is_the_same_finding(make) -> None:
    """The fingerprint holds report, rule and cells, not the numbers."""
    first, second = (
        next(iter(validate(make({**WRONG, **more})).errors))
        for more in ({}, {"review_and_litigation.litigation_direct.total": 88888})
    )
    assert first.observed != second.observed
    assert first.fingerprint == second.fingerprint
    elsewhere = make(WRONG, publisher="松浦省人民政府")
    assert next(iter(validate(elsewhere).errors)).fingerprint != first.fingerprint


@pytest.mark.parametrize(
    ("facts", "fault"),
    [
        ({"expires": "2024-05-31"}, "U102"),
        ({"expires": date(2024, 6, 1)}, None),
        ({"expires": "2024-06-02"}, None),
        ({"justification": "  "}, "U103"),
        ({"status": "rejected"}, "error"),
        ({"status": "underReview"}, "error"),
    ],
)
def test_entries_without_effect(faulty, facts: dict[str, Any], fault: str | None) -> None:
    """Expired and unjustified ones are findings; only accepted ones set anything aside."""
    assessment = validate(faulty)
    (error,) = assessment.errors
    done = set_aside(assessment, entries(entry(error.fingerprint, **facts)), TODAY)
    assert done.ok is (fault is None)
    reported = {f.rule for f in done.findings} & {"U101", "U102", "U103"}
    assert reported == ({fault} if fault in ("U102", "U103") else set())
    for rule in ("U101", "U102", "U103"):
        assert done.outcome(rule).status.value == ("fail" if rule == fault else "pass")


def test_an_entry_that_meets_nothing(faulty, make) -> None:
    """Told for the report it names, when its rule came to a verdict."""
    stale = entry("0" * 16, rule="A201", publisher="柳岸省人民政府", year=2023)
    assert "U101" in rules_of(faulty, entries(stale))
    assert "U101" not in rules_of(faulty, entries({**stale, "year": 2022}))
    assert "U101" not in rules_of(faulty, entries(entry("0" * 16, rule="A201")))
    assert "U101" in rules_of(faulty, entries(entry("0" * 16, rule="A201"), alone=True))
    assert "U101" not in rules_of(faulty, entries({**stale, "rule": "Y101"})), "open: not known"
    ignored = set_aside(validate(faulty, ignore=["A201"]), entries(stale), TODAY)
    assert "U101" not in {f.rule for f in ignored.findings}


def rules_of(report: Any, listed_entries: Any) -> set[str]:
    """Ids of the findings with these entries in force."""
    return {f.rule for f in set_aside(validate(report), listed_entries, TODAY).findings}


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ({"fingerprint": "xyz"}, "hexadecimal"),
        ({"category": "because"}, "category is one of"),
        ({"status": "maybe"}, "status is one of"),
        ({"expires": "soon"}, "expires is a date"),
        ({"year": "2023"}, "year is a number"),
        ({"reason": "x"}, "unknown key reason"),
        ({"rule": None}, "rule is missing"),
        ({"justification": 3}, "justification is text"),
    ],
)
def test_a_file_that_is_none(table: dict[str, Any], words: str) -> None:
    """The error names the file, the entry and the fault, in both languages."""
    with pytest.raises(UsageError, match=words) as caught:
        entries(entry("0" * 16), {**entry("1" * 16), **table})
    assert "s.toml, entry 2" in str(caught.value)
    assert "第 2 条" in caught.value.text("zh")
    with pytest.raises(UsageError, match="tables are expected"):
        entries_of({"suppress": []}, source="s.toml")


def test_a_list_of_today(faulty, make) -> None:
    """What is on the list counts no more; what is new does, and what is gone is known."""
    assessment = validate(faulty)
    record = baseline_record([*listed(assessment), *listed(assessment)])
    assert len(record["findings"]) == len(assessment.findings)
    baseline = baseline_of(record)
    assert baseline.mark(assessment).ok
    worse = validate(make({**WRONG, "review_and_litigation.litigation_direct.upheld": 5,
                           "review_and_litigation.administrative_reconsideration.total": 0}))  # fmt: skip
    marked = baseline.mark(worse)
    assert {f.rule: f.baseline for f in marked.errors} == {"A201": "new"}
    clean = validate(make())
    assert {k.rule for k in baseline.gone(listed(clean), [clean.report])} == {"A202"}
    assert not baseline.gone(listed(clean), []), "a report that was not checked is not judged"


@pytest.mark.parametrize(
    "record",
    [None, [], {}, {"format": "other", "findings": []},
     {"format": "govinfo-report-baseline/1", "findings": [{}]},
     {"format": "govinfo-report-baseline/1", "findings": 3},
     {"format": "govinfo-report-baseline/1", "findings": [{"fingerprint": "a", "year": "x"}]}],
)  # fmt: skip
def test_no_baseline(record: Any) -> None:
    """Anything else is refused in words."""
    with pytest.raises(UsageError):
        baseline_of(record)
