"""Numbers that lead to a person: found exactly, masked in everything we say."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govinfo_report import parse
from govinfo_report.model.parts import Section
from govinfo_report.rules import validate
from govinfo_report.rules.private import masked, private_numbers

#: the numbers of GB 11643, and one made up for this test
VALID = ["11010519491231002X", "440524188001010014"]


def kinds(text: str) -> list[str]:
    """What is found in a text."""
    return [number.kind for number in private_numbers(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("号码11010519491231002X。", ["identity"]),
        ("号码11010519491231002x。", ["identity"]),
        ("１１０１０５１９４９１２３１００２Ｘ", ["identity"]),
        ("110105194912310021", []),  # check digit
        ("11010519491331002X", []),  # thirteenth month
        ("99010519491231002X", []),  # no such province
        ("11010519491231002X5", []),
        ("手机13812345678", ["mobile"]),
        ("+86 138 1234 5678", ["mobile"]),
        ("12812345678", []),
        ("113812345678", []),
        ("投资13812345678.5元", []),
        ("0539-7212345", ["landline"]),
        ("(0539)7212345", ["landline"]),
        ("010-62345678", ["landline"]),
        ("12345热线、2023-1234567", []),
    ],
)
def test_numbers(text: str, found: list[str]) -> None:
    """With check digit, date and province; telephone numbers by their form."""
    assert kinds(text) == found


@given(st.text(), st.sampled_from([*VALID[:1], "13812345678", "010-62345678"]), st.text())
def test_masked_text_holds_none(before: str, number: str, after: str) -> None:
    """Whatever stands around it, and the length stays."""
    text = f"{before} {number} {after}"
    hidden = masked(text)
    assert len(hidden) == len(text)
    assert number[3:] not in hidden
    assert kinds(hidden) == []


def test_findings_never_show_the_number(make) -> None:
    """In no message, parameter or record."""
    text = "经办人 11010519491231002X，手机 13812345678，固话 0539-7212345，另见 13812345678。"
    report = make(
        sections={"overview": Section("一、总体情况", text)}, preamble="电话 010-62345678"
    )
    assessment = validate(report, draft=True)
    found = [f for f in assessment.findings if f.slug in ("identity-number", "phone-number")]
    assert [(f.rule, f.severity.value) for f in found] == [
        ("X201", "warning"), ("X202", "warning"), ("X202", "info"),
    ]  # fmt: skip
    said = json.dumps(assessment.to_json(), ensure_ascii=False)
    for number in ("11010519491231002X", "13812345678", "0539-7212345"):
        assert number not in said
        assert number[:3] + "*" in said
    assert {f.rule for f in validate(report).findings} & {"X201", "X202"} == {"X201"}


def test_drafts_have_no_deadline(make) -> None:
    """Rules on publication are not applicable, rules on drafts are otherwise."""
    late = make(scope="consolidated", published="2024-04-20")
    assert validate(late).outcome("T101").status.value == "fail"
    for rule in ("T101", "T103"):
        outcome = validate(late, draft=True).outcome(rule)
        assert (outcome.status.value, outcome.reason) == ("not_applicable", "draft")
    assert validate(late).outcome("X202").reason == "published"


def test_authors_of_a_page_are_told_in_drafts(a_page: bytes) -> None:
    """An entry of its metadata; nothing of the kind is said of published pages."""
    page = a_page.replace(b"<head>", b'<head><meta name="Author" content="\xe5\xb0\x8f\xe6\x9d\x8e">', 1)  # fmt: skip
    report = parse(page)
    (finding,) = validate(report, draft=True, select=["X203"]).findings
    assert finding.params == {"field": "meta:author", "words": "小李"}
    assert validate(report).outcome("X203").status.value == "not_applicable"
    clean = validate(parse(a_page), draft=True)
    assert clean.outcome("X203").status.value == "pass"


@pytest.fixture
def a_page(examples: Path) -> bytes:
    """A page of our own."""
    return (examples / "reports" / "html_plain.html").read_bytes()
