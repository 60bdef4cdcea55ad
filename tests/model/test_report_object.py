"""The report: mapping of figures, subtotals, equality, immutability, what it refuses."""

from __future__ import annotations

import copy
import pickle
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import attrs
import pytest

from govinfo_report.errors import UsageError
from govinfo_report.model.address import addresses_of
from govinfo_report.model.build import build_report, forms_of
from govinfo_report.model.figure import Figure, Grade, Origin, Reason, State
from govinfo_report.model.frozen import FrozenDict
from govinfo_report.model.note import Note
from govinfo_report.model.packing import Packed
from govinfo_report.model.place import Place
from govinfo_report.model.report import ExtraRow, Reading, Report, Scope, Section, SourceInfo
from govinfo_report.model.unknown import UnknownAddressError

DENIED = (
    "state_secret", "prohibited_by_law", "security_and_stability", "third_party_rights",
    "internal_affairs", "deliberative_process", "enforcement_file", "administrative_inquiry",
)  # fmt: skip


def denied(*values: object) -> dict[str, object]:
    """The totals of the eight grounds of denial."""
    return {f"requests.denied.{r}.total": v for r, v in zip(DENIED, values, strict=True)}


def test_mapping_of_printed_figures() -> None:
    """``in``, ``len`` and iteration run over what is printed; subtotals are found all the same."""
    report = build_report(denied(1, 2, 3, 4, 5, 6, 7, 8))
    assert len(report) == 200
    assert list(report) == list(addresses_of(forms_of("2021"))) == list(report.figures)
    assert "requests.denied.state_secret.total" in report
    assert "requests.denied.total" not in report
    assert "nonsense" not in report
    assert report["requests.denied.security_and_stability.total"].value == 3
    assert bool(Report())


def test_subtotal() -> None:
    """Eight grounds add up; the subtotal is marked as derived and is no printed figure."""
    report = build_report(denied(1, 2, 3, 4, 5, 6, 7, 8))
    subtotal = report["requests.denied.total"]
    assert subtotal == Figure(
        "requests.denied.total", 36, State.VALUE, unit="件", origin=Origin.DERIVED
    )
    assert report["requests.denied.total"] is subtotal
    assert "requests.denied.total" not in report.figures


@pytest.mark.parametrize(
    ("values", "state"),
    [
        (("", 2, 3, 4, 5, 6, 7, 8), State.BLANK),
        ((1, 2, "/", "", 5, 6, 7, 8), State.NOT_APPLICABLE),
        ((1, 2, "/", "", 5, 6, 7, None), State.ABSENT),
        ((1, "1***", "/", "", 5, 6, 7, None), State.REFUSED),
    ],
)
def test_subtotal_with_a_part_that_is_no_value(values: tuple[object, ...], state: State) -> None:
    """No value, a reason, and the state of the part that is furthest from a value."""
    subtotal = build_report(denied(*values))["requests.denied.total"]
    assert subtotal.value is None
    assert (subtotal.state, subtotal.reason) == (state, Reason.PART_WITHOUT_VALUE)
    assert subtotal.origin is Origin.DERIVED


def test_unknown_address() -> None:
    """A ``UsageError`` that ``except KeyError`` catches as well, with near addresses."""
    report = build_report({})
    with pytest.raises(UnknownAddressError) as caught:
        report["requests.granted.totl"]
    assert isinstance(caught.value, UsageError)
    assert isinstance(caught.value, KeyError)
    assert caught.value.facts["near"][0] == "requests.granted.total"
    assert "requests.granted.total" in str(caught.value)
    again = pickle.loads(pickle.dumps(caught.value))
    assert (type(again), again.facts) == (UnknownAddressError, caught.value.facts)
    for nothing in ("", "requests", "requests.denied", 3, None):
        with pytest.raises(KeyError):
            report[nothing]  # type: ignore[index]


def everything() -> Report:
    """A report with something in every field."""
    return build_report(
        {"requests.granted.total": 3, "proactive_disclosure.administrative_fees": {
            "amount_wan_yuan": "15,156.90"}},
        publisher="柳岸县", region="柳岸县", scope="consolidated", scope_evidence="标题",
        year=2023, title="柳岸县2023年政府信息公开工作年度报告",
        period=("2023-01-01", "2023-12-31"), published=date(2024, 1, 20),
        extra_rows=(ExtraRow("requests", "自设行", ("total",), (
            Figure("", 4, State.VALUE, "4", Place(line=3), "件"),
            Figure("", None, State.BLANK, "", None, "件", Reason.EMPTY),
        ), Place(line=3)),),
        preamble="根据规定，现公布本年度报告。",
        sections={"overview": Section("一、总体情况", "甲\n乙", {"proactive": "甲"}, Place(line=9))},
        reading=Reading("text", "tabs", Grade.VERIFIED, 0, [
            Note("P305", ("requests.granted.total",), {"token": "0", "count": 2}, Place(line=1))]),
        source=SourceInfo("a.txt", "ab" * 32, "https://example.org/a", "2024-02-01", {"year": 2023}),
        software={"govinfo-report": "0.1.0", "plugins": {}, "rules": "1"},
    )  # fmt: skip


def test_equality_ignores_where_and_how_it_was_read() -> None:
    """Source, reading, software, places, raw text, reasons and white space do not count."""
    report = everything()
    other = attrs.evolve(
        report,
        source=SourceInfo("b.html"),
        reading=Reading(),
        software={},
        scope_evidence=None,
        title="柳岸县 2023年\n政府信息公开工作年度报告",
        preamble="根据规定，\n  现公布　本年度报告。",
        sections={"overview": Section("一、 总体情况", "甲乙", {"proactive": " 甲"})},
        figures={
            a: attrs.evolve(f, raw="?", place=Place(page=2), reason=f.reason and Reason.EMPTY)
            for a, f in report.figures.items()
        },
        extra_rows=[attrs.evolve(report.extra_rows[0], label="自设 行", place=None)],
    )
    assert report == other
    assert hash(report) == hash(other)
    assert len({report, other}) == 1


@pytest.mark.parametrize(
    "change",
    [
        {"publisher": "柳岸市"},
        {"region": None},
        {"scope": Scope.OWN},
        {"year": 2022},
        {"title": "别的标题"},
        {"period": None},
        {"published": date(2024, 1, 21)},
        {"preamble": ""},
        {"extra_rows": ()},
        {"sections": {}},
        {"sections": {"overview": Section("一、总体情况", "甲乙", {"proactive": "乙"})}},
    ],
)
def test_equality_sees_every_fact(change: dict[str, object]) -> None:
    """Each fact of content makes a difference."""
    report = everything()
    assert report != attrs.evolve(report, **change)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "change",
    [
        {"value": 4},
        {"unit": "项"},
        {"value": None, "state": State.BLANK},
        {"value": None, "state": State.ABSENT},
    ],
)
def test_equality_sees_every_figure(change: dict[str, object]) -> None:
    """Value, state and unit of one figure make a difference; so does a blank against absent."""
    report = everything()
    address = "requests.granted.total"
    figure = attrs.evolve(report[address], **change)  # type: ignore[arg-type]
    assert report != attrs.evolve(report, figures={**report.figures, address: figure})
    assert report != "something else"


def test_nothing_can_be_changed() -> None:
    """Attributes and mappings are closed; what was handed in can change without effect."""
    given = {"overview": Section("一、总体情况", "甲")}
    report = build_report({}, sections=given)
    given.clear()
    assert list(report.sections) == ["overview"]
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        report.year = 2020  # type: ignore[misc]
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        report.requests.granted.total = 5  # type: ignore[misc]
    figures, parts = report.figures, report.sections["overview"].parts
    assert isinstance(figures, dict)
    assert isinstance(parts, dict)
    for call in (
        lambda: figures.__setitem__("requests.granted.total", None),
        lambda: figures.pop("requests.granted.total"),
        lambda: figures.update({}),
        figures.clear,
        lambda: figures.setdefault("x", None),
        figures.popitem,
        lambda: figures.__delitem__("requests.granted.total"),
        lambda: figures.__ior__({}),
        lambda: parts.__setitem__("proactive", ""),
    ):
        with pytest.raises(TypeError):
            call()
    assert len(report.figures) == 200


def test_copies_and_pickles() -> None:
    """Everything survives, also places and the origin of figures; the pickle is small."""
    report = everything()
    figures = {a: attrs.evolve(f, place=Place(line=7, path=f"/html/body/table[2]/tr[{i}]/td[3]",
                                              row=i, cell=3, start=0, end=2))
               for i, (a, f) in enumerate(report.figures.items())}  # fmt: skip
    report = attrs.evolve(report, figures=figures)
    data = pickle.dumps(report)
    for again in (pickle.loads(data), copy.copy(report), copy.deepcopy(report)):
        assert again == report
        assert (
            attrs.asdict(again, recurse=False).keys() == attrs.asdict(report, recurse=False).keys()
        )
        assert again.reading == report.reading
        assert again.source == report.source
        assert again.scope_evidence == "标题"
        for address, figure in report.figures.items():
            copied = again.figures[address]
            assert (copied, copied.raw, copied.place) == (figure, figure.raw, figure.place)
    assert len(data) < 100 * len(report)


def test_figures_from_another_process_are_made_when_somebody_looks() -> None:
    """Until then a report hands them on as they came; it can be evolved and not be changed."""
    report = everything()
    data = pickle.dumps(report)
    again = pickle.loads(data)
    assert isinstance(again._figures, Packed)
    assert pickle.loads(pickle.dumps(again))._figures == again._figures
    assert (again.publisher, again.year, again.grade) == (report.publisher, 2023, report.grade)
    assert isinstance(again._figures, Packed), "identity needs no figures"
    with pytest.raises(AttributeError):
        again.figures = {}
    moved = attrs.evolve(again, year=2022)
    assert (moved.year, moved.figures) == (2022, report.figures)
    assert again["requests.granted.total"].value == 3
    assert again.figures is again.figures
    assert isinstance(again.figures, FrozenDict)

    fewer = Packed.of(dict(list(report.figures.items())[:-1]))
    with pytest.raises(ValueError, match="zip"):
        fewer.figures(report.forms)
    with pytest.raises(ValueError, match="zip"):
        attrs.evolve(report, figures=fewer)
    first = next(iter(report.figures.values()))
    broken = {**report.figures, first.address: attrs.evolve(first, value=None, state=State.VALUE)}
    with pytest.raises(UsageError):
        Packed.of(broken).figures(report.forms)


def test_texts_of_a_report() -> None:
    """``repr`` is one line whatever the publisher's name holds; ``str`` shows every label."""
    report = attrs.evolve(everything(), publisher="柳岸\n县\x1b[31m")
    assert "\n" not in repr(report)
    assert "\x1b" not in repr(report) + str(report)
    assert "2023" in repr(report)
    assert "2 values, 198 absent" in repr(report)
    assert "verified" in repr(report)
    text = str(everything())
    assert "15156.9" in text
    assert "（三）不予公开" in text
    assert "自设行" in text
    assert "复议后起诉" in text
    assert (
        repr(Report())
        == "<Report publisher unknown year unknown: edition unknown; no figures; unverified>"
    )
    assert str(Report()).startswith("发布机关不详 年度不详")


def test_a_report_without_forms() -> None:
    """Reports of a form that is only recognised have no figures but an edition."""
    report = Report(publisher="柳岸县", year=2016, edition="2014")
    assert (len(report), report.edition, report.grade) == (0, "2014", Grade.UNVERIFIED)
    assert Report(year=2016).edition == "unknown"


def test_dates_and_scope_are_converted() -> None:
    """ISO text becomes a date, a moment its day."""
    report = Report(
        published=datetime(2024, 1, 20, 9, tzinfo=UTC), period=("2023-01-01", date(2023, 12, 31))
    )
    assert report.published == date(2024, 1, 20)
    assert type(report.published) is date
    assert report.period == (date(2023, 1, 1), date(2023, 12, 31))
    assert SourceInfo(retrieved=date(2024, 2, 1)).retrieved == "2024-02-01"


def a_figure(address: str = "requests.granted.total") -> Figure:
    return Figure(address, 1, State.VALUE, unit="件")


@pytest.mark.parametrize(
    "facts",
    [
        {"forms": {"requests": "2021"}},
        {"forms": {"requests": "2021"}, "figures": {"requests.granted.total": a_figure()}},
        {"figures": {"requests.granted.total": a_figure()}},
        {"forms": {"requests": "1999"}},
        {"edition": "2022"},
        {"year": "2023"},
        {"year": True},
        {"year": 10**30},
        {"scope": "everyone"},
        {"published": "2024-02-30"},
        {"published": "yesterday"},
    ],
)
def test_contradictions_are_refused(facts: dict[str, object]) -> None:
    """Missing, foreign or unknown things are a ``UsageError``, never a broken report."""
    with pytest.raises(UsageError):
        Report(**facts)  # type: ignore[arg-type]


def test_an_unknown_grade_is_refused() -> None:
    """There are three grades."""
    with pytest.raises(UsageError, match="excellent"):
        Reading(grade="excellent")
    with pytest.raises(UsageError, match="certified"):
        Reading(grade={"requests": "certified"})


@pytest.mark.parametrize(
    "figure",
    [
        Figure("requests.granted.total", None, State.VALUE),
        Figure("requests.granted.total", 3, State.BLANK),
        Figure("requests.carried_in.total", 3, State.VALUE),
        3,
    ],
)
def test_a_figure_that_contradicts_itself_is_refused(figure: Any) -> None:
    """A value has state ``value`` and nothing else has one; the address is the key."""
    good = build_report({})
    with pytest.raises(UsageError):
        attrs.evolve(good, figures={**good.figures, "requests.granted.total": figure})


def test_an_edition_must_follow_from_the_forms() -> None:
    """The edition is not an opinion: it is the majority of the blocks."""
    good = build_report({})
    with pytest.raises(UsageError):
        attrs.evolve(good, edition="2019")


def test_values_stay_exact() -> None:
    """An amount is the decimal number that is printed, not a float near it."""
    report = everything()
    value = report["proactive_disclosure.administrative_fees.amount_wan_yuan"].value
    assert value == Decimal("15156.9")
    assert isinstance(value, Decimal)
