"""Prose that tells the figures of its report raises nothing; one wrong sentence what it must."""

from __future__ import annotations

import os
from collections import Counter
from random import Random

import pytest
from attrs import evolve

import govinfo_report
from govinfo_report.errors import GovInfoReportError
from govinfo_report.model.address import majority_edition
from govinfo_report.model.build import build_report
from govinfo_report.model.report import Report, Section
from govinfo_report.rules import validate
from govinfo_report.testing import ReportData, random_report
from govinfo_report.testing.floors import RENDERERS, document
from govinfo_report.testing.telling import Fact
from govinfo_report.testing.told import facts_of

#: reports with true prose; each is also told wrong in one sentence after the other
COUNT = int(os.environ.get("GOVINFO_REPORT_TOLD", "400"))
STYLES = ("plain", "plain", "quiet", "blank zeros", "decorated", "marks")
HEADS = {
    "proactive": "（一）主动公开", "on_request": "（二）依申请公开",
    "information_management": "（三）政府信息管理", "platform": "（四）政府信息公开平台建设",
}  # fmt: skip


def told(data: ReportData, facts: list[Fact]) -> Report:
    """A report of a bureau with the figures of the data, and these facts for prose."""
    parts = {
        part: "".join(one.text for one in facts if one.part == part) or "按期完成。"
        for part in HEADS
    }
    overview = "\n".join(f"{head}\n{parts[part]}" for part, head in HEADS.items())
    closing = "".join(one.text for one in facts if one.part == "other")
    figures = {a: f.value if f.state == "value" else f.text for a, f in data.figures.items()}
    return build_report(
        figures, forms=data.forms, edition=majority_edition(data.forms), year=data.year,
        publisher="柳岸县教育局", scope="own",
        sections={
            "overview": Section("一、总体情况", overview, parts),
            "problems_and_improvements": Section("五、存在的主要问题及改进情况", "更新偏慢。"),
            "other_matters": Section("六、其他需要报告的事项", closing),
        },
    )  # fmt: skip


def raised(report: Report) -> dict[str, str]:
    """What the rules on prose find: id -> message."""
    findings = validate(report, select=("N",)).findings
    return {f.rule.partition(".")[0]: f.message["zh"] for f in findings}


def test_true_prose_raises_nothing_and_a_wrong_sentence_what_it_must() -> None:
    """Every fact in turn is told wrong: exactly the rules it breaks find it."""
    broken: Counter[str] = Counter()
    for number in range(COUNT):
        rng = Random(f"told:{number}")
        data = random_report(rng, style=rng.choice(STYLES))
        facts = facts_of(rng, data.figures, data.forms, data.year)
        assert raised(told(data, facts)) == {}, number
        for at, one in enumerate(facts):
            if one.wrong:
                spoilt = [*facts[:at], evolve(one, text=one.wrong), *facts[at + 1 :]]
                found = raised(told(data, spoilt))
                assert set(found) == one.found, (number, one.text, one.wrong, found)
                broken.update(one.found)
    if COUNT >= 60:
        expected = {f"N{n}" for n in (*range(101, 137), 301, 302, 303, 305)}
        unborn = {"N123", "N128", "N129", "N130"}  # seldom or never told wrong
        assert set(broken) >= expected - unborn


def test_requests_and_cases_that_are_not_told() -> None:
    """Without a word on them, N129 finds what the tables have, and nothing else."""
    seen: Counter[str] = Counter()
    for number in range(COUNT):
        rng = Random(f"silent:{number}")
        data = random_report(rng, style="plain")
        facts = [f for f in facts_of(rng, data.figures, data.forms, data.year)
                 if f.part != "on_request"]  # fmt: skip
        found = {f.rule for f in validate(told(data, facts), select=("N",)).findings}
        values = {a: f.value for a, f in data.figures.items()}
        requests = any(values[f"requests.{row}.total"] for row in ("new_received", "carried_in"))
        cases = any(v for a, v in values.items() if a.startswith("review") and a[-6:] == ".total")
        assert found == {f"N129.{n}" for n, any_ in ((1, requests), (2, cases)) if any_}, number
        seen.update(found)
    assert set(seen) == {"N129.1", "N129.2"}


@pytest.mark.parametrize("family", list(RENDERERS))
def test_rendered_prose_raises_nothing(family: str) -> None:
    """As printed by any family, through the reader, whatever the page does to the lines."""
    for number in range(max(6, COUNT // 40)):
        _, rendered = document(family, 5000 + number)
        try:
            report = govinfo_report.parse(rendered.data)
        except GovInfoReportError:
            continue
        found = validate(report, select=("N",)).findings
        if report.requests.new_received.total is None:
            # the prose tells new requests only, and the table leaves those unreadable
            carried = ("requests.carried_in.total",)
            found = [f for f in found if (f.rule, f.addresses) != ("N129.1", carried)]
        assert not found, (number, [f.message["zh"] for f in found])
