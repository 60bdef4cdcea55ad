"""The rules as data: ids, texts in two languages, templates, explanations."""

from __future__ import annotations

from typing import Any

import pytest
import regex
from attrs import evolve

from govinfo_report.errors import UsageError
from govinfo_report.model.address import addresses_of, columns_of
from govinfo_report.model.build import forms_of
from govinfo_report.model.finding import Severity
from govinfo_report.rules import Rule, RuleStatus, catalogue, explain, find_rule, validate
from govinfo_report.rules.message import Message
from govinfo_report.rules.rule import template_params
from govinfo_report.rules.slots import shorten, slots_of

RULES = catalogue()
HAN = regex.compile(r"\p{Han}")
#: rule -> severity, as in the table of the domain
SEVERITIES = {
    **dict.fromkeys(["A101", "A102", "A103", "A105", "A201", "A202", "A203"], "error"),
    **dict.fromkeys(["V101", "V102", "V105"], "error"),
    **dict.fromkeys(["V103", "V106", "V107", "V108", "V109", "V110", "V201", "V202"], "info"),
    **dict.fromkeys(["P101", "P102", "P103", "P201", "P202", "P203", "P204", "P205", "P206"],
                    "warning"),
    **dict.fromkeys(["P207", "P301", "P302", "P304", "P305", "V104"], "warning"),
    "P208": "info", "P303": "fatal",
}  # fmt: skip


def test_every_rule_of_the_first_checks_is_there() -> None:
    """With the severity of the domain's table, and active."""
    known = {rule.id: rule for rule in RULES}
    assert set(SEVERITIES) <= set(known)
    for rule_id, severity in SEVERITIES.items():
        assert known[rule_id].severity == severity
        assert known[rule_id].status is RuleStatus.ACTIVE


def test_ids_and_slugs_are_unique() -> None:
    """One id, one slug, in the order of ids."""
    ids = [rule.id for rule in RULES]
    assert ids == sorted(set(ids))
    assert len({rule.slug for rule in RULES}) == len(RULES)
    assert catalogue() is RULES


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_texts(rule: Rule) -> None:
    """Title, explanation, template and the rest in both languages, none of them left out."""
    for texts in (rule.title, rule.template, rule.explanation, rule.causes, rule.response,
                  rule.basis):  # fmt: skip
        assert HAN.search(texts["zh"])
        assert texts["en"].strip()
        assert texts["zh"] != texts["en"]
    assert not HAN.search(rule.title["en"].replace("（七）总计", "").replace("规章", ""))
    assert bool(rule.exclusions["zh"]) is bool(rule.exclusions["en"])
    assert template_params(rule.template["zh"]) == template_params(rule.template["en"])
    assert rule.formula
    assert rule.title["zh"][-1] != "。"
    assert rule.template["zh"][-1] == "。"
    assert rule.template["en"][-1] == "."


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_messages_are_short(rule: Rule) -> None:
    """At most 120 characters in Chinese with labels and numbers as large as they come."""
    params: dict[str, Any] = {
        name: 1234567
        if name in NUMBERS
        else "（一）申请人逾期未按收费通知要求缴纳费用、行政机关" * 2
        for name in template_params(rule.template["zh"])
    }
    if "label" in params and rule.family == "A":
        params["label"] = shorten(params["label"])
    if "table" in params:
        params["table"] = "proactive_disclosure"
    if "parts" in params:
        params["parts"] = "+".join(["12345"] * 6)
    message = Message(rule.id, rule.template, params)
    assert "=" not in message["zh"].replace("＝", ""), "a parameter is missing"
    assert len(message["zh"]) <= 120
    assert len(message["en"]) <= 200


DERIVED = {
    f"requests.{group}.total"
    for group in ("denied", "unable_to_provide", "not_processed", "other_handling")
}
NUMBERS = {
    "expected", "observed", "difference", "new", "carried_in", "handled", "carried_out", "count",
    "notes", "found", "intake", "denied", "in_force", "issued", "repealed", "decisions", "amount",
    "items_previous_year", "items_net_change", "newly_published", "newly_made", "total_published",
    "year", "blank", "marks", "alternatives", "line", "limit", "last", "old", "net", "recent",
    "rate",
}  # fmt: skip


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_explanations(rule: Rule, language: str) -> None:
    """By id, assertion id and slug; every text of the rule is in it."""
    text = explain(rule.id, language)
    assert text == explain(rule.slug, language) == explain(f"{rule.id}.3", language)
    assert text == explain(rule, language)
    for texts in (rule.title, rule.explanation, rule.template, rule.causes, rule.exclusions,
                  rule.response, rule.basis):  # fmt: skip
        assert texts[language] in text
    assert rule.formula in text
    assert rule.slug in text


def test_explain_by_hand() -> None:
    """A103, line by line."""
    lines = explain("a103").split("\n")
    assert lines[0] == "A103  requests-balance"
    assert lines[1] == "the balance of table 3"
    assert "Severity: error" in lines
    assert "Editions: 2021, 2019" in lines
    assert "Needs: requests" in lines
    zh = explain("requests-balance", "zh").split("\n")
    assert "严重程度：错误" in zh
    assert "所需输入：表三" in zh


def test_explain_what_does_not_exist() -> None:
    """Unknown rules get a hint, unknown languages a list."""
    with pytest.raises(UsageError, match="A103"):
        explain("A1O3")
    with pytest.raises(UsageError, match="govinfo-report rules"):
        explain("柳树")
    with pytest.raises(UsageError, match="zh, en"):
        explain("A103", "fr")


def test_rules_of_a_plugin_are_explained() -> None:
    """From the rules that are given, with the reason of a deactivated one."""
    mine = evolve(find_rule("A103"), id="LAKE-A001", slug="lake", status="deactivated",
                  status_reason="replaced")  # fmt: skip
    assert "deactivated (replaced)" in explain("lake-a001", rules=[mine])
    with pytest.raises(UsageError):
        explain("A103", rules=[mine])
    with pytest.raises(UsageError):
        explain("LAKE-A001")


def test_formulas_speak_in_addresses() -> None:
    """Every address in a formula exists in a form, once its variables are filled in."""
    known = {a for e in ("2021", "2019", "2014") for a in addresses_of(forms_of(e))}
    named = 0
    for rule in RULES:
        for address in regex.findall(r"(?<![a-z.])(?:statistics|requests|proactive_disclosure)\.[a-z_.]+(?![a-z_.{<*])",
                                     rule.formula):  # fmt: skip
            named += 1
            assert address.rstrip(".") in known | DERIVED, (rule.id, address)
    assert named > 3


@pytest.mark.parametrize(
    "wrong",
    [
        {"id": "a103"}, {"id": "A1034"}, {"id": "LAKE_A001"}, {"id": "A10"}, {"id": 103},
        {"slug": "Row Total"}, {"slug": ""}, {"slug": "a--b"}, {"severity": "grave"},
        {"title": {"zh": "文"}}, {"title": {"zh": "文", "en": " "}}, {"title": "text"},
        {"template": {"zh": "{a}", "en": "{b}"}}, {"template": {"zh": "{}", "en": "{}"}},
        {"template": {"zh": "{a.b}", "en": "{a.b}"}}, {"template": {"zh": "{", "en": "{"}},
        {"explanation": {"zh": 3, "en": 3}}, {"status": "asleep"}, {"status": "deactivated"},
        {"check": "check"}, {"editions": "2021"},
    ],
)  # fmt: skip
def test_rules_that_cannot_be_made(wrong: dict[str, Any]) -> None:
    """A rule that is no rule is refused where it is made."""
    with pytest.raises((ValueError, TypeError)):
        evolve(find_rule("A103"), **wrong)


def test_selectors() -> None:
    """A prefix is a prefix of ids; a slug is meant whole."""
    rule = find_rule("A103")
    assert all(rule.matches(word) for word in ("A", "A1", "A103", "requests-balance"))
    assert not any(rule.matches(word) for word in ("", "a", "A1033", "requests", "P", "03"))


def test_slots_follow_the_forms() -> None:
    """Labels, kinds and units are those of the printed columns, for hybrids too."""
    for forms in (forms_of("2021"), forms_of("2019"), {**forms_of("2021"), "requests": "2019"}):
        slots, columns = slots_of(forms), columns_of(forms)
        assert list(slots) == list(columns)
        for address, column in columns.items():
            slot = slots[address]
            assert (slot.column, slot.kind, slot.unit) == (column.label, column.kind, column.unit)
            assert address.startswith(slot.table)
            assert len(slot.label) < 32
    slot = slots_of(forms_of("2021"))["requests.other_handling.other.other_organization"]
    assert slot.label == "其他处理／3.其他·其他"


def test_severities_are_spread(make) -> None:
    """Every severity there is can come out of an assessment."""
    assert {rule.severity for rule in RULES} == set(Severity)
    assert validate(make()).findings == ()
