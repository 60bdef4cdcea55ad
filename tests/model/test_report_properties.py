"""Properties that hold for every report, whatever its forms, states and texts."""

from __future__ import annotations

import json
import pickle
from contextlib import suppress
from decimal import Decimal
from typing import Any

import attrs
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from govinfo_report.errors import UsageError
from govinfo_report.model.address import BLOCK_IDS, addresses_of, columns_of, derived_of
from govinfo_report.model.build import build_report, forms_of
from govinfo_report.model.codec import dumps, from_json, loads, to_json
from govinfo_report.model.editions import fields_of
from govinfo_report.model.figure import Figure, Grade, Reason, State
from govinfo_report.model.note import Note
from govinfo_report.model.place import Place
from govinfo_report.model.report import ExtraRow, Reading, Report, Scope, Section, SourceInfo
from govinfo_report.model.schema import json_schema

VALIDATOR = Draft202012Validator(json_schema())
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
ANY_TEXT = st.text(max_size=12)  # with half characters
COUNTS = st.integers(0, 10**12 - 1)
AMOUNTS = st.decimals(0, 10**13, places=4, allow_nan=False)
SILENT = st.sampled_from([*Reason, State.BLANK, State.REFUSED, None, "", "/", "无", "1***", "41件"])


@st.composite
def forms(draw: st.DrawFn) -> dict[str, str]:
    """One edition, or a mixture of both."""
    main = draw(st.sampled_from(["2021", "2019"]))
    found = forms_of(main)
    other = "2019" if main == "2021" else "2021"
    mixable = [block for block in found if block != "proactive_disclosure.item_9"]
    for block in draw(st.lists(st.sampled_from(mixable), max_size=2)):
        found[block] = other
    return found


PLACES = st.none() | st.builds(
    Place,
    line=st.none() | st.integers(1, 10**6),
    start=st.none() | st.integers(0, 10**9),
    path=st.none() | TEXTS,
    page=st.none() | st.integers(1, 900),
    box=st.none() | st.tuples(*[st.floats(-1e4, 1e4)] * 4),
)


@st.composite
def values(draw: st.DrawFn, addresses: tuple[str, ...], kinds: dict[str, str]) -> dict[str, Any]:
    """A dense table, or a few values of every kind."""
    if draw(st.booleans()):
        numbers = draw(st.lists(st.integers(0, 99), min_size=1, max_size=7))
        return {a: numbers[i % len(numbers)] for i, a in enumerate(addresses)}
    chosen = draw(st.lists(st.sampled_from(addresses), unique=True, max_size=12))
    return {
        a: draw(
            (AMOUNTS if kinds[a] == "amount" else COUNTS | st.decimals(0, 9, places=1)) | SILENT
        )
        for a in chosen
    }


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """Reports with anything in any field."""
    found = draw(forms())
    kinds = {a: c.kind for a, c in columns_of(found).items()}
    report = build_report(
        draw(values(addresses_of(found), kinds)),
        forms=found,
        edition="2019" if "proactive_disclosure.item_9" in found else "2021",
        publisher=draw(st.none() | TEXTS),
        region=draw(st.none() | TEXTS),
        scope=draw(st.sampled_from(Scope)),
        year=draw(st.none() | st.integers(0, 9999)),
        title=draw(st.none() | ANY_TEXT),
        period=draw(st.none() | st.tuples(st.dates(), st.dates())),
        published=draw(st.none() | st.dates()),
        preamble=draw(ANY_TEXT),
        sections=draw(st.dictionaries(
            st.sampled_from(["overview", "requests", "other_matters"]),
            st.builds(Section, TEXTS, ANY_TEXT, st.dictionaries(TEXTS, TEXTS, max_size=2)),
            max_size=2)),
        extra_rows=tuple(draw(st.lists(st.builds(
            ExtraRow, TEXTS, TEXTS, st.lists(TEXTS, max_size=2).map(tuple),
            st.lists(st.builds(Figure, st.just(""), COUNTS | AMOUNTS, st.just(State.VALUE), TEXTS,
                               PLACES, st.none() | TEXTS), max_size=2).map(tuple),
            PLACES), max_size=1))),
        reading=Reading(
            draw(TEXTS), draw(TEXTS), draw(st.sampled_from(Grade)), draw(st.integers(0, 200)),
            draw(st.lists(st.builds(
                Note, TEXTS, st.lists(TEXTS, max_size=2).map(tuple),
                st.dictionaries(TEXTS, TEXTS | st.integers(-99, 99), max_size=2), PLACES),
                max_size=2))),
        source=SourceInfo(draw(st.none() | TEXTS), None, draw(st.none() | TEXTS), None,
                          draw(st.dictionaries(TEXTS, TEXTS | st.integers(0, 9), max_size=2))),
    )  # fmt: skip
    places = draw(st.lists(PLACES, min_size=1, max_size=3))
    figures = {
        a: attrs.evolve(f, place=places[i % len(places)])
        for i, (a, f) in enumerate(report.figures.items())
    }
    return attrs.evolve(report, figures=figures)


@given(reports())
def test_json_there_and_back(report: Report) -> None:
    """Equal content, same bytes, valid by the schema, one encodable line."""
    text = dumps(report)
    again = loads(text)
    assert again == report
    assert dumps(again) == text
    assert from_json(to_json(report)) == report
    assert (again.reading, again.source) == (report.reading, report.source)
    assert [(f.raw, f.place, f.reason) for f in again.figures.values()] == [
        (f.raw, f.place, f.reason) for f in report.figures.values()
    ]
    assert len(text.encode().splitlines()) == 1
    assert VALIDATOR.is_valid(json.loads(text))


@given(reports())
def test_pickle_there_and_back(report: Report) -> None:
    """Nothing is lost between processes."""
    again = pickle.loads(pickle.dumps(report))
    assert again == report
    assert hash(again) == hash(report)
    assert dumps(again) == dumps(report)
    assert again.scope_evidence == report.scope_evidence


@given(reports())
def test_subtotals_are_sums_or_nothing(report: Report) -> None:
    """A subtotal is the sum of its parts exactly when every part is a value."""
    derived = derived_of(report.forms)
    assert set(report.forms) <= set(BLOCK_IDS)
    for address, parts in derived.items():
        figures = [report.figures[part] for part in parts]
        found = report[address]
        if all(figure.state is State.VALUE for figure in figures):
            assert found.value == sum(f.value for f in figures if f.value is not None)
            assert (found.state, found.reason) == (State.VALUE, None)
        else:
            assert found.value is None
            assert found.reason is Reason.PART_WITHOUT_VALUE
            assert found.state in {f.state for f in figures} - {State.VALUE}


@given(reports())
def test_views_say_what_the_figures_say(report: Report) -> None:
    """Every address, printed or derived, is an attribute path to the plain value."""
    for address in (*report, *derived_of(report.forms)):
        found: Any = report
        for name in address.split("."):
            found = getattr(found, name)
        figure = report[address]
        assert found == figure.value
        assert (found is None) == (figure.state is not State.VALUE)


@given(reports(), st.data())
def test_every_other_field_is_an_attribute_error(report: Report, data: st.DataObject) -> None:
    """The views have the fields of the forms and no others."""
    row = data.draw(st.sampled_from(["administrative_rules", "administrative_fees"]))
    view = getattr(report.proactive_disclosure, row)
    for name, metadata, _ in fields_of(type(view)):
        printed = f"proactive_disclosure.{row}.{name}" in report
        assert hasattr(view, name) is printed
        assert (name in dir(view)) is printed
        assert metadata["role"] == "column"


@given(reports(), reports())
def test_equal_reports_have_equal_content(first: Report, second: Report) -> None:
    """Equality is that of the JSON without what it ignores, text without white space."""

    def content(report: Report) -> Any:
        value = to_json(report)
        for name in ("reading", "source", "software"):
            del value[name]
        for figure in value["figures"].values():
            del figure["raw"], figure["place"]
            figure.pop("reason", None)
        return json.dumps(value)

    if content(first) == content(second):
        assert first == second
    same = attrs.evolve(
        first, preamble="\n ".join(first.preamble) + "\u3000", source=SourceInfo("z")
    )
    assert same == first
    assert hash(same) == hash(first)


@given(reports(), st.data())
def test_one_changed_figure_makes_a_difference(report: Report, data: st.DataObject) -> None:
    """No figure is overlooked by equality."""
    address = data.draw(st.sampled_from(list(report)))
    figure = report[address]
    value = 1 if figure.value is None else figure.value + 1
    changed = attrs.evolve(figure, value=value, state=State.VALUE, reason=None)
    other = attrs.evolve(report, figures={**report.figures, address: changed})
    assert other != report


@given(st.text(max_size=200) | st.binary(max_size=200))
def test_any_text_is_read_or_refused(text: str | bytes) -> None:
    """Nothing but ``UsageError`` comes out of hostile input."""
    with suppress(UsageError):
        assert loads(text)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | ANY_TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(ANY_TEXT, inner, max_size=3),
    max_leaves=6,
)


@given(reports(), st.data(), JSON)
def test_any_value_anywhere_is_read_or_refused(
    report: Report, data: st.DataObject, intruder: Any
) -> None:
    """Whatever stands in one place: a ``UsageError``, or a report that dumps and loads again."""
    value = to_json(report)
    parent: Any = value
    while True:
        keys = list(parent) if isinstance(parent, dict) else range(len(parent))
        key = data.draw(st.sampled_from(keys))
        if not isinstance(parent[key], dict | list) or not parent[key] or data.draw(st.booleans()):
            break
        parent = parent[key]
    parent[key] = intruder
    try:
        read = from_json(value)
    except UsageError:
        return
    assert loads(dumps(read)) == read
    assert VALIDATOR.is_valid(to_json(read))


@given(st.decimals(allow_nan=True) | st.integers() | st.floats())
def test_any_number_is_kept_exactly_or_refused(number: Any) -> None:
    """No rounding on the way in or out."""
    fee = "proactive_disclosure.administrative_fees.amount_wan_yuan"
    try:
        report = build_report({fee: number})
    except UsageError:
        return
    assert not isinstance(number, float)
    assert report[fee].value == number
    assert loads(dumps(report))[fee].value == Decimal(number)
