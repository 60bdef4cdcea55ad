"""The verbs of the library: what they take, give and raise."""

from __future__ import annotations

import io
import pickle
from pathlib import Path

import pytest

import govinfo_report as gr
from govinfo_report.documents.source import Known, Source
from govinfo_report.errors import (
    LimitError,
    SeveralReportsError,
    SourceError,
    UnrecognisedLayoutError,
    UsageError,
)
from govinfo_report.limits import Limits
from govinfo_report.model.build import build_report
from govinfo_report.model.figure import State


@pytest.fixture
def page(examples: Path) -> Path:
    """A report in text."""
    return examples / "reports" / "stacked_cells.txt"


def test_every_kind_of_source_gives_the_same_report(page: Path) -> None:
    """Path, bytes, text, files, and a ``Source``."""
    data = page.read_bytes()
    expected = gr.parse(page)
    assert expected.requests.new_received.total == 267
    for source in (str(page), data, bytearray(data), data.decode(), io.BytesIO(data),
                   io.StringIO(data.decode()), Source.of(data)):  # fmt: skip
        assert gr.parse(source) == expected
    with page.open("rb") as file:
        assert gr.parse(file) == expected


def test_a_report_says_where_it_comes_from(page: Path) -> None:
    """Name, digest, software; every figure has a place that leads back to its text."""
    report = gr.parse(page, known={"year": 2023, "url": "https://example.org/x"})
    assert report.source.name == page.name
    assert report.source.sha256 == Source.of(page).sha256
    assert report.source.url == "https://example.org/x"
    assert dict(report.source.given) == {"year": 2023, "url": "https://example.org/x"}
    assert report.software["govinfo-report"] == gr.__version__
    assert dict(report.software["plugins"]) == {}
    data = page.read_bytes()
    for figure in report.figures.values():
        raw = data[figure.place.start : figure.place.end].decode()
        assert raw == figure.raw


@pytest.mark.parametrize(
    ("source", "error"),
    [
        ("no such file.html", SourceError),
        ("https://example.org/report.html", SourceError),
        (b"", SourceError),
        (bytes(range(256)) * 50, SourceError),
        (5, SourceError),
        (None, SourceError),
        ("今天天气晴。\n明天有雨。\n", UnrecognisedLayoutError),
        (b"%PDF-1.4\n", SourceError),
    ],
)
def test_what_cannot_be_read_raises(source: object, error: type[Exception]) -> None:
    """By the caller's question, with facts that travel; the batch gives the same as a result."""
    with pytest.raises(error) as caught:
        gr.parse(source)
    assert isinstance(caught.value, gr.GovInfoReportError)
    assert caught.value.text("zh")
    pickle.loads(pickle.dumps(caught.value))
    for jobs in (1, 2):
        (result,) = gr.parse_many([source], jobs=jobs)
        assert isinstance(result.error, error)
        assert result.report is None


def test_the_limits_hold(page: Path) -> None:
    """A named limit, with what was observed."""
    with pytest.raises(LimitError) as caught:
        gr.parse(page, limits=Limits(file_bytes=100))
    assert caught.value.facts["id"] == "P901"


def test_unrecognised_carries_the_identification() -> None:
    """The answer to "why?" is in the exception."""
    with pytest.raises(UnrecognisedLayoutError) as caught:
        gr.parse("一\n二\n")
    asked = caught.value.facts["identification"]
    assert not asked.chosen
    assert len(gr.identify("一\n二\n").candidates) >= len(asked.candidates) >= 1


def test_several_reports(page: Path, examples: Path) -> None:
    """``parse`` refuses to choose, ``parse_all`` gives each, ``parse_many`` a result for each."""
    other = examples / "reports" / "tabs_shifted.txt"
    both = page.read_text("utf-8") + "\n\n" + other.read_text("utf-8")
    found = list(gr.parse_all(both))
    assert [report.publisher for report in found] == ["桐岭市", "白石镇人民政府"]
    assert found == [gr.parse(page), gr.parse(other)]
    with pytest.raises(SeveralReportsError) as caught:
        gr.parse(both)
    assert caught.value.facts["count"] == 2
    assert [result.report for result in gr.parse_many([both, other])] == [*found, found[1]]


@pytest.mark.parametrize("jobs", [1, 2])
def test_parse_many_keeps_the_order(examples: Path, jobs: int) -> None:
    """Each source gives what ``parse`` gives or raises; the iterator is lazy."""
    good = sorted((examples / "reports").iterdir())
    sources: list[object] = []
    for path in good:
        sources += [path, "missing.txt", path.read_bytes(), io.BytesIO(path.read_bytes())]
    results = list(gr.parse_many(sources, jobs=jobs, known=Known(region="990000")))
    assert len(results) == len(sources)
    for source, result in zip(sources, results, strict=True):
        if source == "missing.txt":
            assert isinstance(result.error, SourceError)
            assert result.source == "missing.txt"
        else:
            assert result.error is None
            assert result.report.source.given["region"] == "990000"
    for path, result in zip(good, results[::4], strict=True):
        assert result.report == gr.parse(path)

    def endless():
        while True:
            yield good[0]

    assert next(gr.parse_many(endless(), jobs=jobs)).report is not None


def test_a_source_keeps_what_is_known_of_it(page: Path) -> None:
    """Knowledge of one source goes before what is said of all."""
    sources = [Source.of(page, known=Known(year=2023)), page]
    first, second = gr.parse_many(sources, known={"publisher": "桐岭市"})
    assert dict(first.report.source.given) == {"year": 2023}
    assert dict(second.report.source.given) == {"publisher": "桐岭市"}


@pytest.mark.parametrize(
    "options",
    [{"layout": "no.such"}, {"opener": "no.such"}, {"known": {"colour": "red"}}, {"known": 5}],
)
def test_wrong_arguments_are_usage_errors(page: Path, options: dict[str, object]) -> None:
    """Of the call as a whole, not of one document."""
    with pytest.raises(UsageError):
        gr.parse(page, **options)
    with pytest.raises(UsageError):
        list(gr.parse_many([page], **options))


def test_identify_says_who_claims_a_source(page: Path) -> None:
    """All that were asked, the chosen ones, with fit and evidence."""
    found = gr.identify(page)
    assert [candidate.layout.id for candidate in found.chosen] == ["stacked"]
    assert found.fit is gr.Fit.EXACT
    assert {c.layout.id for c in found.candidates} == {
        layout.id for layout in gr.Registry.builtin().layouts
    }


def test_validate_selects_rules(page: Path) -> None:
    """Ids, prefixes and slugs; an unknown one is a usage error."""
    report = gr.parse(page)
    assessment = gr.validate(report, select=["A1"], ignore=["A103"])
    assert assessment.outcome("A101").status == "pass"
    assert assessment.outcome("A103").status == "not_applicable"
    assert assessment.outcome("V101").status == "not_applicable"
    with pytest.raises(UsageError):
        gr.validate(report, select=["Z9"])
    assert not gr.validate(report, registry=gr.Registry.of()).outcomes


def test_compare_sets_figures_side_by_side() -> None:
    """Differences of values; a blank is not a zero, and forms are not mixed up."""
    old = build_report({"requests.granted.total": 5, "requests.granted.natural_person": ""},
                       publisher="甲县", year=2022)  # fmt: skip
    new = build_report({"requests.granted.total": 9, "requests.granted.natural_person": 0},
                       publisher="甲县", year=2023)  # fmt: skip
    comparison = gr.compare(old, new)
    rows = {row.address: row for row in comparison.differences}
    assert set(rows) == {"requests.granted.total", "requests.granted.natural_person"}
    assert rows["requests.granted.total"].change == 4
    assert rows["requests.granted.natural_person"].change is None
    assert not comparison.notes
    assert "（一）予以公开 · 总计" in rows["requests.granted.total"].label.text()
    assert "+4" in str(comparison)
    earlier = build_report({"proactive_disclosure.normative_documents.newly_made": 3},
                           publisher="乙县", year=2020, edition="2019")  # fmt: skip
    across = gr.compare(earlier, new)
    assert {note["en"] for note in across.notes} == {
        "the publishers differ", "the years do not follow each other",
        "the forms differ; only figures that both have are compared",
    }  # fmt: skip
    (row,) = [r for r in across.rows if r.address.endswith("normative_documents.newly_made")]
    assert row.new is None
    assert row.change is None


def test_render_refuses_other_formats(page: Path) -> None:
    """Named in the error."""
    with pytest.raises(UsageError, match="odt"):
        gr.render(gr.parse(page), "odt")


def test_a_report_of_refused_tables_is_still_a_report() -> None:
    """No table of the form is read from prose."""
    from govinfo_report.model.forms import TABLES

    text = "甲县2023年政府信息公开工作年度报告\n\n" + "".join(
        f"{number}、{heading}\n本部分情况以文字说明如下，具体数据见网站公布的统计资料。\n"
        for number, heading in [("一", "总体情况"), *((n, h) for _, n, h in TABLES.values()),
                                ("五", "存在的主要问题及改进情况"), ("六", "其他需要报告的事项")]
    )  # fmt: skip
    report = gr.parse(text)
    assert {figure.state for figure in report.figures.values()} == {State.ABSENT}
    assert set(report.sections) >= {"overview", "other_matters"}


class Keeper:
    """A layout that keeps something which cannot leave the process."""

    id = "lake.keeper"
    variants: dict[str, str] = {}

    def detect(self, document: gr.Document) -> list[gr.Match]:
        return [gr.Match(gr.Fit.LIKELY, anchor=lambda: document)]

    def parse(self, document: gr.Document, match: gr.Match) -> gr.Draft:
        return gr.Draft()


@pytest.mark.filterwarnings("ignore:the plugins in use cannot travel")
def test_errors_of_the_batch_travel() -> None:
    """Also those that name layouts which cannot, with all that were asked."""
    import types

    module = types.ModuleType("lake")
    module.govinfo_layouts = gr.hookimpl(lambda: [Keeper()])
    registry = gr.Registry.builtin().with_plugin(module)
    for jobs in (1, 2):
        (result,) = gr.parse_many(["一\n二\n"], jobs=jobs, registry=registry)
        assert isinstance(result.error, UnrecognisedLayoutError)
        asked = result.error.facts["identification"]
        assert "lake.keeper" in [candidate.layout.id for candidate in asked.candidates]
        assert pickle.loads(pickle.dumps(result)).source == result.source
