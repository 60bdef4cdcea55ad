"""Label by label: what is printed where, and what stands in place of what is missing."""

from __future__ import annotations

from pathlib import Path

import pytest

from govinfo_report import Registry, tracing
from govinfo_report.reading.demands import Demand
from govinfo_report.tracing.diagnosis import diagnosis_lines

PLUGINS = Path(__file__).resolve().parents[2] / "examples" / "plugins"


@pytest.fixture(scope="module")
def lakeside() -> tracing.Diagnosis:
    """The diagnosis of a page whose table 3 nobody claims."""
    page = PLUGINS / "lakeside" / "tests" / "page.html"
    return tracing.diagnose(page, registry=Registry.builtin())


def test_the_words_of_a_page_are_put_to_their_labels(lakeside: tracing.Diagnosis) -> None:
    """Nearest words against the county's own list: nearly all are right, whatever they share."""
    import tomllib

    words = tomllib.loads((PLUGINS / "lakeside.toml").read_text(encoding="utf-8"))["variants"]
    (requests,) = [one for one in lakeside.tables if one.table == "requests"]
    assert requests.found == 0
    nearest = {
        label.label.lstrip("一二三四（）七.、12345678"): [text for text, _ in label.nearest]
        for label in requests.labels
    }
    hits = sum(
        printed in found
        for printed, prescribed in words.items()
        for label, found in nearest.items()
        if label == prescribed.lstrip("一二三四（）七.、12345678")
    )
    printed_words = len(words) - 1  # 今年办了 is not printed on this page
    assert hits >= 0.9 * printed_words
    received = next(one for one in requests.labels if "本年新收" in one.label)
    text, place = received.nearest[0]
    assert (text, place.line, place.row, place.cell) == ("今年收到", 33, 2, 0)


def test_labels_are_sought_in_their_own_section(lakeside: tracing.Diagnosis) -> None:
    """总计 of table 4 is not taken for that of table 3; table 4 itself is complete."""
    tables = {one.table: one for one in lakeside.tables}
    assert tables["proactive_disclosure"].found == len(tables["proactive_disclosure"].labels)
    assert tables["review_and_litigation"].found == len(tables["review_and_litigation"].labels)
    total = [one for one in tables["requests"].labels if one.label.endswith("总计")]
    assert total
    assert not any(one.place for one in total)
    licensing = next(o for o in tables["proactive_disclosure"].labels if o.label == "行政许可")
    assert licensing.place is not None
    assert (licensing.place.line, licensing.printed) == (20, "行政许可")


def test_one_variant_less_leaves_one_label(tmp_path: Path) -> None:
    """A page in the words of the form but one: that one is missing, with what stands there."""
    page = (PLUGINS / "lakeside" / "tests" / "page.html").read_text(encoding="utf-8")
    import tomllib

    words = tomllib.loads((PLUGINS / "lakeside.toml").read_text(encoding="utf-8"))["variants"]
    for printed, prescribed in words.items():
        if printed != "问过了":
            page = page.replace(f">{printed}<", f">{prescribed}<")
    found = tracing.diagnose(page, registry=Registry.builtin())
    missing = [o for t in found.tables for o in t.labels if o.place is None]
    assert [(one.label, one.nearest[0][0]) for one in missing] == [("2.重复申请", "问过了")]
    assert found.variants() == {"问过了": "2.重复申请"}
    assert found.outcome is None


def test_what_layouts_demand(lakeside: tracing.Diagnosis) -> None:
    """Every built-in layout says what it looks for, and none of those met is marked unmet."""
    assert set(lakeside.demands) == {layout.id for layout in Registry.builtin().layouts}
    claimed = {one.layout for one in lakeside.asked if one.fit is not None}
    assert claimed == {"grids", "sections"}
    for layout, demands in lakeside.demands.items():
        assert (layout in claimed) is all(demand.met for demand in demands), layout
        assert all(demand.zh != demand.en for demand in demands)


def test_a_page_that_is_no_report() -> None:
    """No label, no section, and the reason that parse gives."""
    found = tracing.diagnose("<p>关于召开会议的通知</p>", registry=Registry.builtin())
    assert found.outcome is not None
    assert not found.chosen
    assert not any(section.place for section in found.sections)
    assert all(one.found == 0 for one in found.tables)
    for language in ("zh", "en"):
        text = "".join(p.text for line in diagnosis_lines(found, language) for p in line)
        assert found.outcome.text(language)[:12] in text


class Pond:
    """A layout that tells, or lies about, what it demands."""

    id = "lake.pond"
    variants: dict[str, str] = {}

    def __init__(self, demands: object) -> None:
        self._demands = demands

    def detect(self, document: object) -> list[object]:
        return []

    def parse(self, document: object, match: object) -> None:
        return None

    def demands(self, document: object) -> object:
        if isinstance(self._demands, Exception):
            raise self._demands
        return self._demands


@pytest.mark.parametrize(
    ("demands", "expected"),
    [
        ([Demand(False, "有船", "a boat")], "a boat"),
        (ValueError("leak"), "leak"),
        (["a boat"], "no Demand"),
        (5, "not iterable"),
    ],
)
def test_a_plugin_may_say_what_it_demands(demands: object, expected: str) -> None:
    """What it says is shown; a crash is told in its place and stops nothing."""
    import types

    from govinfo_report import hookimpl

    module = types.ModuleType("lake")
    module.govinfo_layouts = hookimpl(lambda: [Pond(demands)])  # type: ignore[attr-defined]
    found = tracing.diagnose("<p>x</p>", registry=Registry.builtin().with_plugin(module))
    (demand,) = found.demands["lake.pond"]
    assert not demand.met
    assert expected in demand.en
