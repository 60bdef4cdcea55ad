"""What the plugin reads; run with ``pytest`` where ``govinfo-report`` is installed."""

from __future__ import annotations

from pathlib import Path

import govinfo_report_customs as customs
import pytest

import govinfo_report as gr
from govinfo_report.testing import LayoutContract

CASES = Path(__file__).parent / "cases"
CORE = gr.Registry.builtin()
REGISTRY = CORE.with_plugin(customs)


def page(slug: str) -> Path:
    """The page of a case."""
    return CASES / "customs.scope" / slug / "input.html"


class TestLayout(LayoutContract):
    layout = customs.CustomsLayout()
    cases = CASES


@pytest.mark.parametrize(
    ("slug", "alone", "publisher", "evidence"),
    [
        ("column", "own", "虹湾海关", "关区"),
        ("no-title", "unknown", "虹湾海关关区", "关区"),
        ("system", "unknown", None, "系统"),
    ],
)
def test_the_scope_is_read_where_the_core_misses_it(
    slug: str, alone: str, publisher: str | None, evidence: str
) -> None:
    """The figures are the same; for whom they speak is not."""
    before, after = (gr.parse(page(slug), registry=r) for r in (CORE, REGISTRY))
    assert before.scope == alone
    assert (after.publisher, after.scope, after.scope_evidence) == (publisher, "system", evidence)
    assert after.figures == before.figures
    assert after.reading.grade["report"] == "verified"


def test_three_reports_on_one_page() -> None:
    """The office, the system and an area: each by itself, with its own tables."""
    reports = list(gr.parse_all(page("three-reports"), registry=REGISTRY))
    assert [(r.publisher, r.scope, r.scope_evidence) for r in reports] == [
        ("海关总署", "own", "本级"),
        ("海关总署", "system", "系统"),
        ("虹湾海关关区", "system", "关区"),
    ]
    assert [r.requests.new_received.total for r in reports] == [10, 82, 28]
    assert {r.reading.layout for r in reports} == {"grids+customs.scope"}
    assert not any(r.reading.refused for r in reports)


def test_words_of_the_title_stand_against_the_column() -> None:
    """本级 in the title, a column for 关区: the title is believed, and the reading says so."""
    text = page("column").read_text(encoding="utf-8").replace("虹湾海关2023", "虹湾海关本级2023")
    report = gr.parse(text, registry=REGISTRY)
    assert (report.scope, report.scope_evidence) == ("own", "本级")
    (note,) = [note for note in report.reading.notes if note.code == "N202"]
    assert dict(note.params) == {
        "field": "scope", "kind": "mismatch", "title": "本级", "read": "关区"
    }  # fmt: skip


def test_other_organs_are_left_alone() -> None:
    """A district whose name ends like that of an area of customs has nothing to do with it."""
    text = page("column").read_text(encoding="utf-8").replace("虹湾海关", "沙湾区商务局")
    assert gr.parse(text, registry=REGISTRY).reading.layout == "grids"
