"""Changes of a document with a known effect: the same model, a swap, or a refusal."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

import pytest
from attrs import evolve

import govinfo_report
from govinfo_report.model.figure import State
from govinfo_report.testing import RENDERERS, ReportData, changes, compare, random_report
from govinfo_report.testing.figures import BLANK, PrintedFigure, wide
from govinfo_report.testing.renderers import Dialect
from govinfo_report.testing.tables import Tables, all_tables

TEXT = ("tabs", "stacked", "markdown", "pipes")
FAMILIES = ("html", *TEXT)
SEEDS = range(6)
UNREAD = (State.REFUSED, State.ABSENT)


def base(family: str, seed: int, style: str = "dense") -> tuple[ReportData, Dialect]:
    """A report without a zero, so that every slip shows, and the plainest page."""
    rng = Random(f"metamorphic:{family}:{seed}")
    data = random_report(rng, style=style)
    plain: Any = type(RENDERERS[family].dialect(rng))
    options = {"merged": "missing", "delimiter": "", "bars": False} if family == "pipes" else {}
    if family == "tabs":
        options = {"shifted": bool(seed % 2)}
    return data, plain(seed=seed, **options)


def page(
    family: str, data: ReportData, dialect: Dialect, change: changes.Change | None = None
) -> bytes:
    tables = all_tables(data, dialect.wording, dialect.shape)
    return RENDERERS[family].print(data, dialect, change(tables) if change else tables)


def content(document: bytes) -> dict[str, tuple[State, Any]]:
    report = govinfo_report.parse(document)
    return {address: (f.state, f.value) for address, f in report.figures.items()}


def complete(data: ReportData) -> dict[str, tuple[State, Any]]:
    return {address: (p.state, p.value) for address, p in data.figures.items()}


def wording(**choices: Any) -> Callable[[Dialect], Dialect]:
    return lambda dialect: evolve(dialect, wording=evolve(dialect.wording, seed=5, **choices))


def shape(**choices: Any) -> Callable[[Dialect], Dialect]:
    return lambda dialect: evolve(dialect, shape=evolve(dialect.shape, **choices))


def options(**choices: Any) -> Callable[[Dialect], Dialect]:
    return lambda dialect: evolve(dialect, **choices)


#: name -> (families, change of the dialect): the model stays the same
SAME: dict[str, tuple[tuple[str, ...], Callable[[Dialect], Dialect]]] = {
    "M1 spaces in labels": (FAMILIES, wording(spaced=1.0)),
    "M1 spaces around values": (FAMILIES, options(pad=1.0)),
    "M2 no space behind enumerators": (FAMILIES, wording(enumerator="{}")),
    "M3 breaks in labels": (("html", "stacked", "markdown"), wording(broken=1.0)),
    "M3 paragraphs in labels": (("html",), lambda d: wording(broken=1.0)(
        evolve(d, line_break="</p><p>", paragraphs=True))),
    "M5 half width": (FAMILIES, wording(half=True)),
    "M5 other enumerators": (FAMILIES, wording(enumerator="{}．")),
    "M10 a table around the page": (("html",), options(wrap="page")),
    "M10 a table around each table": (("html",), options(wrap="table")),
    "M12 GB18030": (FAMILIES, options(encoding="gb18030")),
    "M12 byte order mark": (FAMILIES, options(encoding="utf-8-sig")),
    "M12 UTF-16": (TEXT, options(encoding="utf-16")),
    "M12 GB18030 declared GB2312": (("html",), options(encoding="gb18030", declared="gb2312")),
    "M12 carriage returns": (FAMILIES, options(newline="\r\n")),
    "M13 upper-case tags": (("html",), options(upper=True)),
    "M17 rows with their labels": (FAMILIES, lambda d: shape(reorder=True)(wording()(d))),
    "M17 columns with their heads": (("html",), lambda d: shape(shuffle=True)(wording()(d))),
    "M21 traditional script": (FAMILIES, wording(traditional=True)),
    "M22 heads repeated": (("html", "tabs", "markdown"), shape(repeat_heads=True)),
    "M23 a stray digit": (FAMILIES, wording(stray="0")),
    "M24 marks": (FAMILIES, options(marks=True)),
    "accepted wordings": (FAMILIES, wording(accepted=1.0)),
    "five grid columns": (("html",), shape(five=True)),
    "table 4 in two pieces": (FAMILIES, shape(review="two")),
    "table 4 in three pieces": (FAMILIES, shape(review="three")),

    "table 2 in pieces": (FAMILIES, shape(split_proactive=True)),
    "totals beside the applicants": (FAMILIES, shape(beside=True)),
    "a word processor's paste": (("html",), options(word=True, paragraphs=True, split=0.5)),
    "no end of tables": (("html",), options(unclosed=True)),
    "hidden figures": (("html",), options(hidden=True)),
    "empty rows and columns": (("html",), options(empty_rows=0.3, empty_columns=2)),
    "references": (("html",), options(entities=True)),
    "a hidden copy": (("html",), options(decoy='style="display:none"')),
    "a row of a region": (FAMILIES, shape(extra_row=True)),
    "remarks in heads": (FAMILIES, wording(remark="（历史累计）")),
    "an empty corner": (FAMILIES, wording(corner="")),
    "a site's frame": (("html",), options(frame=True)),
}  # fmt: skip
CASES = [(name, family) for name, (families, _) in SAME.items() for family in families]


@pytest.mark.parametrize(("name", "family"), CASES, ids=[f"{n} ({f})" for n, f in CASES])
def test_the_model_stays_the_same(name: str, family: str) -> None:
    """Changes of wording, shape, markup and encoding change no figure."""
    for seed in SEEDS:
        data, dialect = base(family, seed)
        changed = page(family, data, SAME[name][1](dialect))
        assert content(changed) == complete(data), (family, seed)


@pytest.mark.parametrize("family", FAMILIES)
def test_the_plain_page_is_read_completely(family: str) -> None:
    """The pages the relations start from lose nothing."""
    for seed in SEEDS:
        data, dialect = base(family, seed)
        assert content(page(family, data, dialect)) == complete(data)


def test_an_unknown_arrangement_is_refused_or_read() -> None:
    """Table 4 with a row per group is not the prescribed form: equal or refused."""
    for seed in SEEDS:
        data, dialect = base("html", seed)
        report = govinfo_report.parse(page("html", data, shape(review="rows")(dialect)))
        assert compare(data, report).sound


@pytest.mark.parametrize("family", FAMILIES)
def test_full_width_digits(family: str) -> None:
    """M4: full-width digits are the same numbers."""
    for seed in SEEDS:
        data, dialect = base(family, seed)
        figures = {a: evolve(p, text=wide(p.text)) for a, p in data.figures.items()}
        other = evolve(data, figures=figures)
        assert content(page(family, other, dialect)) == complete(data)


@pytest.mark.parametrize("family", ["html", "markdown"])
@pytest.mark.parametrize("change", [changes.split_heads, changes.flat_heads])
def test_head_rows_split_and_merged(family: str, change: changes.Change) -> None:
    """M6, M7: the heads of table 3 on one row more, or on a single row."""
    for seed in SEEDS:
        data, dialect = base(family, seed)
        found = content(page(family, data, dialect, change))
        lost = {a: read for a, read in found.items() if read != complete(data).get(a)}
        assert not lost or family == "markdown"
        assert all(state in UNREAD for state, _ in lost.values())


@pytest.mark.parametrize("family", FAMILIES)
def test_an_empty_row(family: str) -> None:
    """M8: an empty row between two rows changes nothing."""
    for seed in SEEDS:
        data, dialect = base(family, seed)
        at = 4 + seed
        changed = page(family, data, dialect, lambda t, at=at: changes.empty_row(t, "requests", at))
        assert content(changed) == complete(data)


@pytest.mark.parametrize("family", FAMILIES)
def test_prose_around_the_tables(family: str) -> None:
    """M11, M16: numbers in prose before and behind a table reach no figure."""
    prose = (
        "全年共收到申请35件，其中网络申请21件、信函申请14件。",
        "上表统计口径为2020年以来的8类事项。",
    )
    tables = ("proactive_disclosure", "requests", "review_and_litigation")
    for seed in SEEDS:
        data, dialect = base(family, seed)
        around = evolve(
            data.narrative,
            sections={**data.narrative.sections, **dict.fromkeys(tables, prose)},
            after=dict.fromkeys(tables, prose[::-1]),
        )
        changed = page(family, evolve(data, narrative=around), dialect)
        assert content(changed) == complete(data)


def _swapped(data: ReportData, one: str, other: str) -> dict[str, tuple[State, Any]]:
    """What must be read when the printings of two rows have changed places."""
    expected = complete(data)
    for address in [a for a in expected if a.startswith(f"{one}.")]:
        twin = other + address[len(one) :]
        expected[address], expected[twin] = complete(data)[twin], complete(data)[address]
    return expected


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("requests.denied.state_secret", "requests.denied.internal_affairs"),
        ("requests.not_processed.repeat_request", "requests.not_processed.public_publication"),
        ("requests.new_received", "requests.carried_in"),
        ("requests.granted", "requests.partially_granted"),
        ("proactive_disclosure.administrative_rules", "proactive_disclosure.normative_documents"),
        (
            "proactive_disclosure.administrative_penalties",
            "proactive_disclosure.administrative_coercion",
        ),
    ],
)
def test_swapped_labels_swap_the_values(family: str, one: str, other: str) -> None:
    """M18: labels exchanged without their rows; a reader by position would not notice."""

    def change(tables: Tables) -> Tables:
        first = next(a for a in data.figures if a.startswith(f"{one}."))
        second = next(a for a in data.figures if a.startswith(f"{other}."))
        labels = changes.label_of(tables, first), changes.label_of(tables, second)
        return changes.swap_texts(tables, *labels)

    for seed in SEEDS:
        data, dialect = base(family, seed)
        assert content(page(family, data, dialect, change)) == _swapped(data, one, other)


@pytest.mark.parametrize("family", FAMILIES)
def test_swapped_heads_swap_or_refuse(family: str) -> None:
    """M18: two heads of table 3 exchanged without their columns."""
    one, other = "commercial_enterprise", "legal_service_institution"

    def change(tables: Tables) -> Tables:
        heads = [changes.head_of(tables, f"requests.new_received.{c}") for c in (one, other)]
        return changes.swap_texts(tables, *heads)

    for seed in SEEDS:
        data, dialect = base(family, seed)
        expected = complete(data)
        for address in [a for a in expected if a.endswith(f".{one}")]:
            twin = address.removesuffix(one) + other
            expected[address], expected[twin] = expected[twin], expected[address]
        found = content(page(family, data, dialect, change))
        lost = {a: read for a, read in found.items() if read != expected.get(a)}
        assert not lost or family != "html"
        assert all(state in UNREAD for state, _ in lost.values())


@pytest.mark.parametrize("family", FAMILIES)
def test_labels_swapped_across_groups_refuse_the_rows(family: str) -> None:
    """A label under a foreign parent binds no value."""
    one, other = "requests.denied.third_party_rights", "requests.not_processed.repeat_request"

    def change(tables: Tables) -> Tables:
        labels = [changes.label_of(tables, f"{row}.total") for row in (one, other)]
        return changes.swap_texts(tables, *labels)

    for seed in SEEDS:
        data, dialect = base(family, seed)
        found = content(page(family, data, dialect, change))
        for address, printed in complete(data).items():
            if address.startswith((one, other)):
                assert found[address][0] is State.REFUSED, address
            else:
                assert found[address] == printed


@pytest.mark.parametrize("family", FAMILIES)
def test_a_missing_label_refuses_the_row(family: str) -> None:
    """A row whose label is lost has no value, and no other row gets one of its values."""
    for seed in SEEDS:
        data, dialect = base(family, seed)
        rows = sorted({a.rpartition(".")[0] for a in data.figures if a.startswith("requests.")})
        row = rows[seed * 7 % len(rows)]

        def change(tables: Tables, row: str = row) -> Tables:
            return changes.with_text(tables, changes.label_of(tables, f"{row}.total"), "")

        found = content(page(family, data, dialect, change))
        for address, printed in complete(data).items():
            if address.startswith(f"{row}."):
                assert found[address][0] in UNREAD
            elif found[address] != printed:
                assert found[address][0] is State.REFUSED, address


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("style", ["dense", "plain", "blank zeros"])
def test_a_lost_cell_never_shifts_the_others(family: str, style: str) -> None:
    """M19: one value cell deleted; every figure is as printed or refused."""
    for seed in range(20):
        data, dialect = base(family, seed, style)
        address = Random(seed).choice(list(data.figures))

        def change(tables: Tables, address: str = address) -> Tables:
            return changes.without_figure(tables, address)

        document = page(family, data, dialect, change)
        found = compare(data, govinfo_report.parse(document))
        assert found.sound, (family, seed, address, found.misread, found.wrong_state)


@pytest.mark.parametrize("family", FAMILIES)
def test_one_cell_in_another_state(family: str) -> None:
    """M20: a zero replaced by a blank or a mark changes that cell's state and no other."""
    for seed, printed in enumerate(
        (BLANK, *(PrintedFigure(mark, State.NOT_APPLICABLE) for mark in ("/", "-", "—", "无")))
    ):
        data, dialect = base(family, seed, "plain")
        zeros = [a for a, p in data.figures.items() if p.value == 0]
        address = Random(seed).choice(zeros)
        changed = data.with_figure(address, printed)
        found = content(page(family, changed, dialect))
        assert found == {**complete(data), address: (printed.state, None)}


@pytest.mark.parametrize("family", FAMILIES)
def test_a_stray_digit_is_reported(family: str) -> None:
    """M23: a digit before a label is noted as P305 and becomes no value."""
    data, dialect = base(family, 1)
    document = page(family, data, wording(stray="7.0")(dialect))
    report = govinfo_report.parse(document)
    assert {a: (f.state, f.value) for a, f in report.figures.items()} == complete(data)
    assert any(n.code == "P305" and "7" in str(n.params) for n in report.reading.notes)
