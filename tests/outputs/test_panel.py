"""Panels: a row for every report that should be there, each figure a value or a reason."""

from __future__ import annotations

import itertools
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import pytest
from attrs import evolve
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from made_reports import made

from govinfo_report import api, codebook, panel, regions
from govinfo_report.errors import (
    LayoutCrashError,
    SourceError,
    UnrecognisedLayoutError,
    UsageError,
)
from govinfo_report.model.build import build_report, forms_of
from govinfo_report.model.editions import edition
from govinfo_report.model.figure import State
from govinfo_report.model.parts import SourceInfo
from govinfo_report.model.report import Report
from govinfo_report.rules.matrix import matrix_of
from govinfo_report.testing import random_report

UNIT = "青榆县人民政府"
FEE = "proactive_disclosure.administrative_fees.amount_wan_yuan"
ONE = "requests.new_received.natural_person"
LICENCES = "proactive_disclosure.administrative_licensing.decisions"
COLUMNS = ("natural_person", "commercial_enterprise", "research_institution",
           "public_welfare_organization", "legal_service_institution", "other_organization")  # fmt: skip


def rows_of(frame: Any) -> list[dict[str, Any]]:
    """The rows of a frame."""
    return list(frame.to_rows())


def report(year: int = 2023, form: str = "2021", **facts: Any) -> Report:
    """A report of the unit with a few figures."""
    values: dict[str, Any] = {
        "requests.new_received.total": 80, LICENCES: 34187,
        **({FEE: "15156.9"} if form == "2021" else {"requests.other_handling.total": 6}),
    }  # fmt: skip
    if form == "2021":
        for number, row in enumerate(("uncorrected_overdue", "fee_unpaid_overdue", "other"), 1):
            values[f"requests.other_handling.{row}.total"] = number
    facts = {"publisher": UNIT, "region": "青榆县", "scope": "consolidated"} | facts
    return build_report(values, year=year, edition=form, **facts)


def test_hand_checked_panel() -> None:
    """Three years, one of them missing: figures, subtotals, both units, and why there is none."""
    reports = [report(2023), report(2020, "2019")]
    made_of = panel.panel(reports, expected=panel.expect([UNIT], (2020, 2021, 2023)))
    first, second, third = rows_of(made_of.wide(states=True))
    assert [r["year"] for r in (first, second, third)] == [2020, 2021, 2023]
    assert (first["rq_oh_all"], third["rq_oh_all"]) == (6, 6), "one row, and the sum of three"
    assert (first["pd19_licences_decisions"], first["pd_licences_decisions"]) == (34187, None)
    assert (third["pd19_licences_decisions"], third["pd_licences_decisions"]) == (None, 34187)
    assert third["pd19_licences_decisions_state"] == "not_in_form"
    assert (third["pd_fees_wan"], third["pd_fees_yuan"]) == (Decimal("15156.9"), 151569000)
    assert (second["rq_new_all"], second["rq_new_all_state"]) == (None, "no_report")
    assert second["missing"] == "not-listed"
    assert third["rq_granted_all_state"] == "absent"
    long = {(r["year"], r["name"]): r for r in rows_of(made_of.long(names=["rq_new_all"]))}
    assert len(long) == 3
    assert long[2021, "rq_new_all"]["reason"] == "not-listed"
    assert long[2023, "rq_new_all"]["value"] == 80


# --- the whole


def corpus(units: int, years: range) -> tuple[list[api.Result], list[dict[str, Any]]]:
    """Results of reading one document per unit and year, some of which fail, and their list."""
    kinds: dict[str, list[Report]] = {"2019": [], "2021": []}
    for seed in itertools.count():
        data = random_report(Random(seed))
        form = min(data.editions)
        if set(data.forms.values()) <= {form} | {"2021"} and len(kinds[form]) < 12:
            kinds[form].append(made(seed))
        if all(len(found) == 12 for found in kinds.values()):
            break
    dice = Random(7)
    results, listed = [], []
    for unit, year in itertools.product(range(units), years):
        name, path = f"第{unit}县人民政府", f"/corpus/{unit}-{year}.html"
        listed.append({"publisher": name, "year": year, "path": path})
        found = dice.choice(kinds["2019" if year <= 2020 else "2021"])
        fate = dice.random()
        if fate < 0.02:
            error = UnrecognisedLayoutError("holds no report", zh="不是年报")
            results.append(api.Result(path, None, error))
        elif fate < 0.03:
            results.append(api.Result(path, None, LayoutCrashError("raised", zh="出错")))
        elif fate < 0.04:
            results.append(api.Result(path, evolve(found, publisher=name, year=year - 20)))
        elif fate < 0.9:
            results.append(api.Result(path, evolve(found, publisher=name, year=year)))
        # the rest was never given
    dice.shuffle(results)
    return results, listed


@pytest.mark.parametrize("blanks", ["keep", "zero_if_closes"])
def test_three_hundred_units_in_seven_years(blanks: str) -> None:
    """2,100 rows for every figure, each a value or a reason; nothing is joined that differs."""
    years = range(2019, 2026)
    results, listed = corpus(300, years)
    found = panel.panel(results, expected=listed, blanks=blanks)
    assert len(found) == 2100
    names = [v.name for v in codebook.variables()]
    counts = dict.fromkeys(names, 0)
    states: set[str] = set()
    old_table_2 = {v.name for v in codebook.variables() if v.name.startswith("pd19_")}
    new_table_2 = {v.name for v in codebook.variables() if v.name.startswith("pd_")}
    for row in found.rows:
        cells = dict(zip(names, row.cells(names), strict=True))
        for name, cell in cells.items():
            counts[name] += 1
            states.add(cell.state)
            told = cell.value is not None
            assert told is (cell.state in ("value", "imputed")), (name, cell)
            assert told is (cell.reason is None) or cell.state == "imputed"
        if row.missing is None and row.year >= 2019:
            assert cells["rq_oh_all"].state != "not_in_form", "continuous from 2019 on"
            assert cells["rq_new_nat"].state != "not_in_form"
        for old in old_table_2:
            new = old.replace("pd19_", "pd_")
            if new in new_table_2:
                assert cells[old].value is None or cells[new].value is None
    assert set(counts.values()) == {2100}
    assert {"value", "not_in_form", "no_report", "blank"} <= states
    assert ("imputed" in states) is (blanks != "keep")

    coverage = rows_of(found.coverage())
    assert len(coverage) == 2100
    assert [(r["publisher"], r["year"]) for r in coverage] == [
        (r["publisher"], r["year"]) for r in listed
    ]
    reasons = {r["reason"] for r in coverage if r["status"] == "missing"}
    assert reasons == {"no-report", "crashed", "other-year", "not-listed"}
    missing = sum(r["status"] == "missing" for r in coverage)
    assert missing == sum(row.missing is not None for row in found.rows)
    assert missing == 2100 - sum(r.report is not None and r.report.year > 2010 for r in results)
    assert all(r["reason_zh"] and r["reason_en"] for r in coverage if r["reason"])


def test_other_handling_is_what_was_printed() -> None:
    """In every year the total of 其他处理 is the row of 2019 or the sum of the three of 2021."""
    results, listed = corpus(10, range(2019, 2026))
    found = panel.panel(results, expected=listed)
    reports = {(r.report.publisher, r.report.year): r.report for r in results if r.report}
    checked = set()
    for row in found.rows:
        if row.missing is not None:
            continue
        cell = row.cell("rq_oh_all")
        figures = reports[row.unit, row.year].figures
        whole = figures.get("requests.other_handling.total")
        parts = [f for a, f in figures.items()
                 if a.startswith("requests.other_handling.") and a.endswith(".total") and f != whole]  # fmt: skip
        if whole is not None:
            assert cell.value == whole.value
        elif all(part.value is not None for part in parts):
            assert cell.value == sum(part.value for part in parts if part.value is not None)
        else:
            assert cell.value is None
        checked.add((row.year <= 2020, cell.value is not None))
    assert {(True, True), (False, True)} <= checked


# --- blanks


def blank_table(**cells: int | None) -> Report:
    """Table 3 with one row and one column of figures; what is not given is blank."""
    values: dict[str, Any] = {a: "" for a in edition("2021").addresses if a.startswith("requests.")}
    values |= {f"requests.{name.replace('__', '.')}": value for name, value in cells.items()
               if value is not None}  # fmt: skip
    return build_report(values, publisher=UNIT, year=2023)


def test_a_row_that_adds_up_proves_its_blanks() -> None:
    """Total 3 with 3 natural persons leaves nothing for the rest of the row."""
    found = panel.zeros_that_close(
        blank_table(granted__natural_person=3, granted__total=3, carried_in__total=0)
    )
    assert found == {
        *(f"requests.granted.{c}" for c in COLUMNS[1:]), *(f"requests.carried_in.{c}" for c in COLUMNS),
    }  # fmt: skip


def test_what_nothing_confirms_stays_blank() -> None:
    """An empty table, a row with two blanks that a printed total leaves open, and both sides of
    the balance: each may be other than zero."""
    assert panel.zeros_that_close(blank_table()) == frozenset()
    open_row = blank_table(granted__natural_person=3, granted__total=5)
    assert panel.zeros_that_close(open_row) == frozenset()
    # 5 new = 5 handled: what was carried in and out may be equal and positive
    balance = {f"{r}__{c}": 5 for r in ("new_received", "total_handled") for c in COLUMNS[:1]}
    assert not {a for a in panel.zeros_that_close(blank_table(**balance)) if "carried" in a}


def test_a_blank_in_two_minds_stays_blank() -> None:
    """The row leaves nothing for it, the column needs one: that is a fault, not a
    zero, and the rest of the row is in doubt with it."""
    report = blank_table(
        new_received__total=0, carried_in__natural_person=0, carried_out__natural_person=0,
        total_handled__natural_person=4,
    )  # fmt: skip
    assert panel.zeros_that_close(report) == frozenset()
    one = evolve(report, figures={**report.figures, ONE: build_report({ONE: 0}).figures[ONE]})
    assert ONE.replace("natural_person", "commercial_enterprise") in panel.zeros_that_close(one)


@settings(max_examples=60)
@given(st.integers(0, 2**32 - 1), st.floats(0, 1), st.randoms(use_true_random=False))
def test_a_proven_zero_is_the_zero_that_was_there(seed: int, share: float, dice: Random) -> None:
    """Cells of a report that adds up are emptied at random: nothing but zeros is put back."""
    data = random_report(Random(seed), style="plain")
    assume(data.balanced)
    values: dict[str, Any] = {}
    emptied = {}
    for address, printed in data.figures.items():
        values[address] = printed.text
        if dice.random() < share:
            values[address], emptied[address] = "", printed.value
    report = build_report(values, forms=data.forms, edition="2019" if
                          set(data.forms.values()) == {"2019"} else "2021")  # fmt: skip
    zeros = panel.zeros_that_close(report)
    assert all(emptied[address] == 0 for address in zeros)
    assert all(report.figures[address].state is State.BLANK for address in zeros)


@settings(max_examples=40)
@given(st.integers(0, 2**32 - 1), st.sampled_from(["blank zeros", "anything", "marks"]))
def test_what_was_put_in_closes(seed: int, style: str) -> None:
    """Every identity that is complete with the imputed zeros, and has one, holds."""
    report = made(seed, style)
    zeros = panel.zeros_that_close(report)
    known = {a: f.value for a, f in report.figures.items() if f.value is not None}
    known |= dict.fromkeys(zeros, 0)
    for check in matrix_of(report.forms).checks:
        addresses = {a for a, _ in check.terms}
        if addresses & zeros and addresses <= known.keys():
            assert check.residual(known) == 0


def test_imputed_cells_are_marked() -> None:
    """A value, the state ``imputed``, the way as reason; subtotals of them as well."""
    one = blank_table(granted__natural_person=3, granted__total=3)
    name = "rq_granted_ent"
    for blanks, cell in (
        ("keep", (None, "blank", "empty")),
        ("zero_if_closes", (0, "imputed", "zero-if-closes")),
        ("zero", (0, "imputed", "zero")),
    ):
        (row,) = panel.panel([one], blanks=blanks).rows
        assert tuple(row.cell(name)) == cell
    assert tuple(row.cell("rq_den_nat")) == (0, "imputed", "zero")
    (row,) = panel.panel([one], blanks="zero_if_closes").rows
    assert row.cell("rq_den_nat").state == "blank"
    marked = build_report({"requests.granted.total": "/", FEE: ""}, publisher=UNIT, year=2023)
    (row,) = panel.panel([marked], blanks="zero").rows
    assert row.cell("rq_granted_all").state == "not_applicable", "a mark is no blank"
    assert row.cell("pd_fees_yuan") == (0, "imputed", "zero")


# --- keys and duplicates


def test_equal_copies_are_one_report() -> None:
    """Page and attachment of the same report; the row says that there are two."""
    copies = [report(source=SourceInfo(name=n)) for n in ("a.html", "a.pdf")]
    (row,) = panel.panel(copies).rows
    assert (row.copies, row.duplicate, row.source) == (2, False, "a.html")


def test_differing_reports_of_one_key() -> None:
    """An error that names them, or rows of their own, marked; never one of them in silence."""
    other = build_report({LICENCES: 1}, publisher=UNIT, year=2023, scope="consolidated",
                         source=SourceInfo(name="b.html"))  # fmt: skip
    both = [report(source=SourceInfo(name="a.html")), other]
    with pytest.raises(UsageError, match=r"a\.html, b\.html") as caught:
        panel.panel(both)
    assert caught.value.facts["duplicates"] == ((UNIT, 2023),)
    assert "不一致" in caught.value.text("zh")
    first, second = panel.panel(both, duplicates="flag").rows
    assert [(r.copy, r.duplicate, r.source) for r in (first, second)] == [
        (1, True, "a.html"), (2, True, "b.html"),
    ]  # fmt: skip
    (covered,) = rows_of(panel.panel(both, duplicates="flag", expected=[(UNIT, 2023)]).coverage())
    assert (covered["copies"], covered["duplicate"]) == (2, True)


def test_scopes_are_rows_of_their_own() -> None:
    """A government and its office speak for different things."""
    own = build_report({LICENCES: 1}, publisher=UNIT, year=2023, scope="own")
    both = [report(), own]
    assert [row.scope for row in panel.panel(both).rows] == ["consolidated", "own"]
    chosen = panel.panel(both, scope="own")
    assert [row.scope for row in chosen.rows] == ["own"]
    assert [one.reason for one in chosen.left_out] == ["other-scope"]


def test_spellings_of_one_name_are_one_unit() -> None:
    """White space and width of characters do not make another publisher."""
    found = panel.panel([report(2022), report(2023, publisher=f" {UNIT[:2]} {UNIT[2:]}")])
    assert {row.unit for row in found.rows} == {UNIT}


def test_what_cannot_be_placed_is_told() -> None:
    """No unit, no year, no report: each has a row in ``omitted``, in both languages."""
    error = SourceError("is empty", zh="为空")
    found = panel.panel([
        report(publisher=None), evolve(report(), year=None), api.Result("c.html", None, error),
        report(),
    ])  # fmt: skip
    assert len(found) == 1
    rows = rows_of(found.omitted())
    assert [row["reason"] for row in rows] == ["no-unit", "no-year", "not-opened"]
    assert rows[2]["message_zh"] == "为空"
    assert all(row["reason_zh"] and row["reason_en"] for row in rows)


def test_unexpected_reports_have_no_row() -> None:
    """They are told, not added: the panel is what was asked for."""
    found = panel.panel([report(2023), report(2022)], expected=[(UNIT, 2023)])
    assert [row.year for row in found.rows] == [2023]
    assert [(one.reason, one.year) for one in found.left_out] == [("not-expected", 2022)]


def test_a_document_of_another_unit() -> None:
    """The list says whose report it should be; the document says otherwise."""
    found = panel.panel(
        [api.Result("/x/a.html", report(publisher="乙县")), api.Result("/x/b.html", report(2021))],
        expected=[
            {"publisher": "甲县", "year": 2023, "path": "/x/a.html"},
            {"publisher": UNIT, "year": "2022", "path": "/x/b.html"},
        ],
    )
    assert [row["reason"] for row in rows_of(found.coverage())] == ["other-unit", "other-year"]


def test_files_that_are_not_there(tmp_path: Path) -> None:
    """A manifest with paths: what is not a file, and what is not a report, is told apart."""
    from govinfo_report import parse_many

    (tmp_path / "news.txt").write_text("今日召开会议。\n会议结束。\n", encoding="utf-8")
    manifest = tmp_path / "manifest.csv"
    manifest.write_text("path,publisher,year\nnone.html,甲县,2022\nnews.txt,甲县,2023\n,甲县,2024\n",
                        encoding="utf-8-sig")  # fmt: skip
    paths = [tmp_path / "none.html", tmp_path / "news.txt"]
    found = panel.panel(parse_many(paths), expected=manifest)
    assert [r["reason"] for r in rows_of(found.coverage())] == [
        "not-found",
        "no-report",
        "not-listed",
    ]
    assert len(found) == 3


def test_coverage_asked_for_later() -> None:
    """A panel made of what there is can be held against a list; without one it cannot."""
    found = panel.panel([report(2023)])
    rows = rows_of(found.coverage(panel.expect([UNIT], (2022, 2023))))
    assert [row["status"] for row in rows] == ["missing", "read"]
    with pytest.raises(UsageError, match="expected="):
        found.coverage()


def test_status_of_what_was_read() -> None:
    """Refused figures, and a report of which no table could be read."""
    partly = build_report(
        {LICENCES: "1***", "requests.granted.total": 1}, publisher=UNIT, year=2022
    )
    nothing = build_report({}, publisher=UNIT, year=2023)
    found = panel.panel([partly, nothing], expected=panel.expect([UNIT], (2022, 2023)))
    rows = rows_of(found.coverage())
    assert [(row["status"], row["refused"]) for row in rows] == [("partly", 1), ("nothing_read", 0)]


def test_scopes_can_be_expected() -> None:
    """A government and its office, each with its row; who says nothing of scope takes either."""
    listed = [panel.Expected(UNIT, 2023, scope) for scope in ("consolidated", "own")]
    found = panel.panel([report()], expected=listed)
    assert [(row.scope, row.missing) for row in found.rows] == [
        ("consolidated", None), ("own", "not-listed"),
    ]  # fmt: skip
    own = build_report({LICENCES: 1}, publisher=UNIT, year=2023, scope="own")
    both = panel.panel([own, report()], expected=listed)
    assert [row.scope for row in both.rows] == ["consolidated", "own"]
    assert [row["status"] for row in both.coverage().to_rows()] == ["read", "read"]
    with pytest.raises(UsageError, match="several reports"):
        panel.panel([own, report()], expected=[(UNIT, 2023)])
    with pytest.raises(UsageError, match="expected twice"):
        panel.panel([], expected=[*listed, (UNIT, 2023)])


# --- regions


def test_keyed_by_region() -> None:
    """By name as it is, or by code; what several places are called is left out, with the reason."""
    reports = [report(region="莱芜区"), report(2018, region="莱芜市", publisher="莱芜市人民政府"),
               report(region="鼓楼区", publisher="鼓楼区人民政府"), report(region="青榆县"),
               report(region=None)]  # fmt: skip
    plain = panel.panel(reports, index="region")
    assert {row.unit for row in plain.rows} == {"莱芜区", "莱芜市", "鼓楼区", "青榆县"}
    coded = panel.panel(reports, index="region", regions=regions.builtin())
    assert [(row.unit, row.region) for row in coded.rows] == [
        ("370116", "莱芜区"), ("371200", "莱芜市"),
    ]  # fmt: skip
    assert [one.reason for one in coded.left_out] == [
        "region-ambiguous", "region-unknown", "no-unit",
    ]  # fmt: skip
    (first, _) = rows_of(coded.wide(names=["rq_new_all"]))
    assert (first["region"], first["publisher"], first["rq_new_all"]) == ("370116", UNIT, 80)


def test_expected_regions_are_resolved_too() -> None:
    """Names on the list become codes; one that is none stops at once."""
    table = regions.builtin()
    found = panel.panel([report(region="370116")], index="region", regions=table,
                        expected=[("莱芜区", 2022), ("莱芜区", 2023)])  # fmt: skip
    assert [(row.unit, row.missing) for row in found.rows] == [
        ("370116", "not-listed"), ("370116", None),
    ]  # fmt: skip
    with pytest.raises(UsageError, match="region-ambiguous"):
        panel.panel([], index="region", regions=table, expected=[("朝阳区", 2022)])


# --- arguments


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"index": "county"}, "index= takes publisher, region"),
        ({"blanks": "nil"}, "blanks= takes"),
        ({"duplicates": "last"}, "duplicates= takes"),
        ({"expected": [(UNIT, 2023), (f" {UNIT}", 2023)]}, "expected twice"),
        ({"expected": [(UNIT, "23")]}, "no year"),
        ({"expected": [(110105, 2023)]}, "codes are texts"),
        ({"expected": [{"publisher": UNIT}]}, "no year"),
        ({"expected": [UNIT]}, "a unit and a year"),
        ({"expected": "/nowhere/list.csv"}, "cannot be read"),
    ],
)
def test_wrong_arguments(facts: dict[str, Any], words: str) -> None:
    """Each is refused before anything is read, in both languages."""
    with pytest.raises(UsageError, match=words) as caught:
        panel.panel([], **facts)
    assert caught.value.text("zh") != caught.value.text("en")


def test_an_unknown_variable() -> None:
    """A misspelt name is no empty column."""
    found = panel.panel([report()])
    with pytest.raises(UsageError, match="rq_grant_all"):
        found.wide(names=["rq_grant_all"])
    with pytest.raises(KeyError):
        found.rows[0].cell("rq_grant_all")


def test_every_form_has_a_place() -> None:
    """Also the table of 2014, which joins nothing that came later."""
    old = build_report(
        {"statistics.requests.received": 7}, edition="2014", publisher=UNIT, year=2017
    )
    found = panel.panel([old, report(2023)])
    first, second = found.rows
    assert first.cell("st_rq_received").value == 7
    later = [v.name for v in codebook.variables() if "2014" not in v.editions]
    assert {cell.state for cell in first.cells(later)} == {"not_in_form"}
    assert second.cell("st_rq_received").state == "not_in_form"
    assert set(forms_of("2014")) == {"statistics"}


def test_tables_for_data_frames() -> None:
    """Arrow tables whose metadata say how they were made."""
    pytest.importorskip("pyarrow")
    found = panel.panel([report()], blanks="zero")
    table = found.wide(states=True).to_arrow()
    assert table.schema.metadata[b"govinfo_report.blanks"] == b"zero"
    assert table.num_rows == 1
    assert found.long().to_arrow().num_rows == len(codebook.variables())
    assert found.omitted().to_arrow().num_rows == 0
