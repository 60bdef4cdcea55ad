"""Plausibility of tables 2 to 4, structure and edition: valid, invalid and open by rule."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from govinfo_report.model.address import addresses_of
from govinfo_report.model.build import build_report, forms_of
from govinfo_report.model.figure import Figure, Reason, State
from govinfo_report.model.place import Place
from govinfo_report.model.report import ExtraRow, Reading
from govinfo_report.rules import validate

P, R, L = "proactive_disclosure.", "requests.", "review_and_litigation."
RULES, DOCS = P + "administrative_rules.", P + "normative_documents."
LICENCES, FEES = P + "administrative_licensing.", P + "administrative_fees."
BUYING = P + "centralized_procurement."
NEW, OUT, HANDLED = R + "new_received.total", R + "carried_out.total", R + "total_handled.total"
GRANTED = R + "granted.total"
V2019 = {"edition": "2019"}
COUNTY = {"publisher": "柳岸县"}
Y2024 = {"year": 2024}
DIRECT = L + "litigation_direct."
DENIED = [f"{R}denied.{r}.total" for r in (
    "state_secret", "prohibited_by_law", "security_and_stability", "third_party_rights",
    "internal_affairs", "deliberative_process", "enforcement_file", "administrative_inquiry",
)]  # fmt: skip
FEW_DENIED = dict.fromkeys(DENIED, 0) | {DENIED[4]: 4}


def suits(total: Any) -> dict[str, Any]:
    return {DIRECT + "upheld": total, DIRECT + "corrected": 0, DIRECT + "other_result": 0,
            DIRECT + "pending": 0, DIRECT + "total": total}  # fmt: skip


def extra(label: str, *values: Any, table: str = "requests", **place: Any) -> ExtraRow:
    heads = ("natural_person", "commercial_enterprise", "total")[: len(values)]
    cells = tuple(
        Figure("", v, State.BLANK if v is None else State.VALUE, None, None, "件",
               Reason.EMPTY if v is None else None)
        for v in values
    )  # fmt: skip
    return ExtraRow(table, label, heads, cells, Place(line=4))


def rows(*extra_rows: ExtraRow) -> dict[str, Any]:
    return {"extra_rows": extra_rows}


def denied_sum(column: str) -> int:
    return sum(BASE[a.replace(".total", f".{column}")] for a in DENIED)


@pytest.fixture(autouse=True)
def _base(balanced) -> None:
    BASE.update(balanced())


BASE: dict[str, Any] = {}

CASES: list[tuple[str, dict[str, Any], dict[str, Any], str]] = [
    # one tenth of the intake, five requests at least
    ("A106", {NEW: 103, OUT: 10}, {}, "pass"),
    ("A106", {NEW: 100, OUT: 10}, {}, "pass"),
    ("A106", {NEW: 10, OUT: 4}, {}, "pass"),
    ("A106", {NEW: 0, OUT: 0}, {}, "pass"),
    ("A106", {NEW: "", OUT: 0}, {}, "open"),
    ("A106", {NEW: 100, OUT: "/"}, {}, "open"),
    ("A107", {}, {}, "pass"),
    ("A107", {HANDLED: 19, GRANTED: 19}, {}, "not_applicable"),
    ("A107", {HANDLED: ""}, {}, "open"),
    ("A107", {GRANTED: ""}, {}, "open"),
    ("A110", {}, {}, "not_applicable"),
    ("A111", {}, {}, "not_applicable"),
    ("A205", {**suits(4), **FEW_DENIED}, Y2024, "pass"),
    ("A205", {**suits(2), **dict.fromkeys(DENIED, 0)}, Y2024, "pass"),
    ("A205", suits(0), Y2024, "pass"),
    ("A205", {**suits(5), **FEW_DENIED}, Y2024, "fail"),
    ("A205", {**suits(3), **dict.fromkeys(DENIED, 0)}, Y2024, "fail"),
    ("A205", {**suits(900), **FEW_DENIED}, {"year": 2025}, "fail"),
    ("A205", {**suits(5), **FEW_DENIED}, {"year": 2023}, "not_applicable"),
    ("A205", {**suits(5), **FEW_DENIED}, {"year": None}, "not_applicable"),
    ("A205", {**suits(5), **FEW_DENIED, DENIED[0]: ""}, Y2024, "open"),
    ("A205", {**FEW_DENIED, DIRECT + "total": ""}, Y2024, "open"),
    ("A301", {DOCS + "in_force": 7, DOCS + "issued": 9, DOCS + "repealed": 2}, {}, "pass"),
    ("A301", {DOCS + "in_force": 0, DOCS + "issued": 9, DOCS + "repealed": 11}, {}, "pass"),
    ("A301", {RULES + "in_force": 0, RULES + "issued": 0, RULES + "repealed": 0}, {}, "pass"),
    ("A301", {DOCS + "in_force": 6, DOCS + "issued": 9, DOCS + "repealed": 2}, {}, "fail"),
    ("A301", {RULES + "in_force": 0, RULES + "issued": 1, RULES + "repealed": 0}, {}, "fail"),
    ("A301", {DOCS + "in_force": 0, DOCS + "issued": 5, DOCS + "repealed": 4}, {}, "fail"),
    ("A301", {DOCS + "in_force": ""}, {}, "open"),
    ("A301", {RULES + "repealed": "/"}, {}, "open"),
    ("A301", {}, V2019, "not_applicable"),
    ("A302", {LICENCES + "items_previous_year": 8, LICENCES + "items_net_change": -8}, V2019, "pass"),
    ("A302", {FEES + "items_previous_year": 0, FEES + "items_net_change": 0}, V2019, "pass"),
    ("A302", {}, V2019, "pass"),
    ("A302", {LICENCES + "items_previous_year": 7, LICENCES + "items_net_change": -8}, V2019, "fail"),
    ("A302", {FEES + "items_previous_year": 0, FEES + "items_net_change": -1}, V2019, "fail"),
    ("A302", {LICENCES + "items_previous_year": 2, LICENCES + "items_net_change": "减4"}, V2019,
     "fail"),
    ("A302", {LICENCES + "items_net_change": ""}, V2019, "open"),
    ("A302", {LICENCES + "items_previous_year": "/"}, V2019, "open"),
    ("A303", {DOCS + "newly_published": 70, DOCS + "newly_made": 70}, V2019, "pass"),
    ("A303", {DOCS + "newly_published": 0, DOCS + "total_published": 0}, V2019, "pass"),
    ("A303", {}, V2019, "pass"),
    ("A303", {DOCS + "newly_published": 71}, V2019, "fail"),
    ("A303", {RULES + "newly_published": 1, RULES + "total_published": 0}, V2019, "fail"),
    ("A303", {RULES + "total_published": 19}, V2019, "fail"),
    ("A303", {RULES + "total_published": ""}, V2019, "open"),
    ("A303", {DOCS + "newly_published": "/"}, V2019, "open"),
    ("A304", {DOCS + "newly_published": 30}, V2019, "pass"),
    ("A304", {DOCS + "newly_made": 87, DOCS + "newly_published": 0}, V2019, "pass"),
    ("A304", {}, V2019, "pass"),
    ("A304", {DOCS + "newly_published": 31}, V2019, "fail"),
    ("A304", {RULES + "newly_made": 19}, V2019, "fail"),
    ("A304", {RULES + "newly_made": 0, RULES + "newly_published": 1}, V2019, "fail"),
    ("A304", {RULES + "newly_made": ""}, V2019, "open"),
    ("A304", {DOCS + "newly_published": "/"}, V2019, "open"),
    ("A305", {BUYING + "count": 0, BUYING + "amount": "0"}, V2019, "pass"),
    ("A305", {BUYING + "count": 6, BUYING + "amount": "251000元"}, V2019, "pass"),
    ("A305", {BUYING + "count": 1, BUYING + "amount": Decimal("0.1")}, V2019, "pass"),
    ("A305", {BUYING + "count": 0, BUYING + "amount": "18.3万元"}, V2019, "fail"),
    ("A305", {BUYING + "count": 3, BUYING + "amount": "0"}, V2019, "fail"),
    ("A305", {BUYING + "count": 3, BUYING + "amount": "0.00"}, V2019, "fail"),
    ("A305", {BUYING + "count": ""}, V2019, "open"),
    ("A305", {BUYING + "amount": "/"}, V2019, "open"),
    ("A306", {LICENCES + "decisions": 24, LICENCES + "items_previous_year": 21,
              LICENCES + "items_net_change": "+4"}, V2019, "pass"),
    ("A306", {LICENCES + "decisions": 0, LICENCES + "items_previous_year": 4,
              LICENCES + "items_net_change": "-4"}, V2019, "pass"),
    ("A306", {}, V2019, "pass"),
    ("A306", {LICENCES + "decisions": 25, LICENCES + "items_previous_year": 21,
              LICENCES + "items_net_change": "+4"}, V2019, "fail"),
    ("A306", {LICENCES + "decisions": 1, LICENCES + "items_previous_year": 1,
              LICENCES + "items_net_change": 0}, V2019, "fail"),
    ("A306", {LICENCES + "decisions": 3, LICENCES + "items_previous_year": 5,
              LICENCES + "items_net_change": "减2"}, V2019, "fail"),
    ("A306", {LICENCES + "decisions": ""}, V2019, "open"),
    ("A306", {LICENCES + "items_net_change": "/"}, V2019, "open"),
    ("V301", dict.fromkeys((RULES + c for c in ("issued", "repealed", "in_force")), 0), COUNTY,
     "pass"),
    ("V301", dict.fromkeys((RULES + c for c in ("issued", "repealed", "in_force")), "/"), COUNTY,
     "not_applicable"),
    ("V301", {RULES + "issued": 0, RULES + "repealed": 0, RULES + "in_force": "/"}, COUNTY, "pass"),
    ("V301", {}, {}, "not_applicable"),
    ("V301", {}, {"publisher": "柳岸市"}, "not_applicable"),
    ("V301", {}, COUNTY, "fail"),
    ("V301", {RULES + "issued": 0, RULES + "repealed": 0, RULES + "in_force": 6}, COUNTY, "fail"),
    ("V301", {RULES + "newly_made": 1}, {**V2019, "publisher": "柳岸市水务局"}, "fail"),
    ("V301", {RULES + "issued": 0, RULES + "repealed": "", RULES + "in_force": 0}, COUNTY, "open"),
    ("V301", {RULES + "issued": 0, RULES + "repealed": 0, RULES + "in_force": "多"}, COUNTY, "open"),
    ("S202", {}, {}, "pass"),
    ("S202", {}, V2019, "pass"),
    ("S202", {}, {"drop": "requests."}, "not_applicable"),
    ("S206", {}, {}, "pass"),
    ("S206", {}, rows(extra("其他主动公开文件", 3, table="proactive_disclosure")), "fail"),
    ("S206", {}, rows(extra("柳树数量", None), extra("柳叶数量", 3)), "fail"),
    ("S207", {}, {}, "pass"),
    ("S207", {R + "granted.total": ""}, {}, "pass"),
    ("S207", {}, {"drop": L}, "pass"),
    ("S301", {}, {"year": 2021}, "pass"),
    ("S301", {}, {"year": 2030}, "pass"),
    ("S301", {}, {**V2019, "year": 2019}, "pass"),
    ("S301", {}, {**V2019, "year": 2020}, "pass"),
    ("S301", {}, {**V2019, "year": 2021}, "fail"),
    ("S301", {}, {**V2019, "year": 2018}, "fail"),
    ("S301", {}, {"year": 2020}, "fail"),
    ("S301", {}, {"year": None}, "open"),
    ("S301", {}, {**V2019, "year": None}, "open"),
    ("S302", {}, {}, "not_applicable"),
    ("S302", {}, {"preamble": "根据国办公开办函〔2021〕30号要求编制。"}, "pass"),
    ("S302", {}, {**V2019, "preamble": "按照（国办公开办函[2019]60号）编制。"}, "pass"),
    ("S302", {}, {"preamble": "国办公开办函〔2021〕30号、国办公开办函〔2019〕60号"}, "not_applicable"),
    ("S302", {}, {"preamble": "国办公开办函〔2016〕201号"}, "not_applicable"),
    ("S302", {}, {"preamble": "国办公开办函〔2019〕60号"}, "fail"),
    ("S302", {}, {"preamble": "国办公开办函（2019）60 号"}, "fail"),
    ("S302", {}, {**V2019, "preamble": "国办公开办函【2021】第30号"}, "fail"),
    ("S303", {}, {}, "pass"),
    ("S303", {}, V2019, "pass"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "changes", "options", "expected"), CASES)
def test_outcome(make, status, rule: str, changes, options, expected: str) -> None:
    """Each rule on its own."""
    assert status(make(changes, **options), rule) == expected


# -- table 3 ---------------------------------------------------------------------------------------


def scaled(**rows_: int) -> dict[str, Any]:
    """A closed table 3 of natural persons only; rows are named with ``__`` for a point."""
    values = dict.fromkeys((a for a in addresses_of(forms_of("2021")) if a.startswith(R)), 0)
    for name, value in rows_.items():
        row = R + name.replace("__", ".")
        values[row + ".natural_person"] = values[row + ".total"] = value
    return values


@pytest.mark.parametrize(
    ("rule", "table", "expected"),
    [
        ("A106", scaled(new_received=100, granted=89, total_handled=89, carried_out=11), "fail"),
        ("A106", scaled(new_received=49, granted=44, total_handled=44, carried_out=5), "fail"),
        ("A106", scaled(carried_in=6, carried_out=6), "fail"),
        ("A106", scaled(new_received=100, granted=90, total_handled=90, carried_out=10), "pass"),
        ("A106", scaled(new_received=39, granted=35, total_handled=35, carried_out=4), "pass"),
        ("A107", scaled(new_received=20, granted=18, total_handled=20, denied__state_secret=2),
         "fail"),
        ("A107", scaled(new_received=95, unable_to_provide__not_held=90, granted=5,
                        total_handled=95), "fail"),
        ("A107", scaled(new_received=100, other_handling__other=100, total_handled=100), "fail"),
        ("A107", scaled(new_received=20, granted=17, total_handled=20, denied__state_secret=3),
         "pass"),
        ("A107", scaled(new_received=7, granted=6, partially_granted=1, total_handled=7),
         "not_applicable"),
    ],
)  # fmt: skip
def test_shares(make, status, rule: str, table: dict[str, Any], expected: str) -> None:
    """Shares of a closed table."""
    report = make(table)
    assert status(report, "A103") == status(report, "A102") == "pass"
    assert status(report, rule) == expected


def test_shares_of_a_broken_table_are_not_judged(make, found) -> None:
    """What a failed sum reports is not called implausible as well."""
    assert found(make({OUT: 10**6})) == {"A101.25", "A103.7", "A110"}
    assert found(make({GRANTED: 10**6})) == {"A101.3", "A102.7", "A110"}
    values = {**suits(50), **FEW_DENIED, DIRECT + "upheld": 3}
    report = make(values, year=2024)
    assert validate(report).outcome("A205").reason == "reported as A202"


@pytest.mark.parametrize("address", [
    R + "granted.natural_person", R + "denied.state_secret.total", NEW, HANDLED,
    R + "total_handled.other_organization", OUT, R + "carried_in.research_institution",
])  # fmt: skip
@pytest.mark.parametrize("step", [1, 40])
def test_the_suspect_cell_is_named(make, balanced, address: str, step: int) -> None:
    """A single fault is located, with the value that would close everything."""
    value = balanced()[address]
    (finding,) = (f for f in validate(make({address: value + step})).findings if f.rule == "A110")
    assert finding.addresses == (address,)
    assert (finding.expected, finding.observed, finding.difference) == (value, value + step, step)
    assert all(check[:2] == "A1" for check in finding.evidence)


def test_nobody_is_suspected_without_proof(make, balanced, found) -> None:
    """Two wrong cells, a repair below zero, or unread cells that leave a choice."""
    base = balanced()
    two = {R + "granted.natural_person": base[R + "granted.natural_person"] + 1,
           R + "granted.commercial_enterprise": base[R + "granted.commercial_enterprise"] - 1}  # fmt: skip
    assert "A110" not in found(make(two))
    # the cell would have to be negative
    low = scaled(new_received=5, granted=5, total_handled=5)
    short = {R + "denied.state_secret.natural_person": 0, R + "denied.state_secret.total": 0,
             R + "denied.state_secret.commercial_enterprise": 3}  # fmt: skip
    assert "A110" in found(make({**low, **short}))
    negative = {R + "total_handled.natural_person": -2, R + "granted.natural_person": -7}
    assert "A110" not in found(make({**low, **negative}))
    # the column of the total cannot be assessed: only the total fits, as the other columns hold
    blank = {R + "partially_granted.total": "", GRANTED: base[GRANTED] + 1}
    (lead,) = (f for f in validate(make(blank)).findings if f.rule == "A110")
    assert lead.addresses == (GRANTED,)
    # one more column cannot be assessed: two cells would do
    blank[R + "partially_granted.natural_person"] = ""
    assert {f.rule for f in validate(make(blank), select=("A",)).findings} == {"A101.3"}


def test_the_total_column_follows(make, balanced) -> None:
    """One column wrong with its total: the total column is no second fault."""
    base = balanced()
    names = (R + "granted.research_institution", GRANTED)
    report = make({a: base[a] + 4 for a in names})
    (finding,) = (f for f in validate(report).findings if f.slug == "total-column-implied")
    assert finding.rule == "A111.1"
    assert finding.params["columns"] == "科研机构"
    assert finding.evidence == ("A102.7",)
    broken = make({**{a: base[a] + 4 for a in names}, R + "carried_out.total": 0})
    assert "A111.1" not in {f.rule for f in validate(broken).findings}
    blank = make({**{a: base[a] + 4 for a in names}, R + "carried_out.natural_person": ""})
    assert "A111.1" not in {f.rule for f in validate(blank).findings}


@pytest.mark.parametrize(
    ("label", "steps", "expected"),
    [
        ("（三）不予公开", (0, 0, 0), "pass"), ("不予公开", (0, 0), "pass"), ("(三) 不予公开", (0,), "pass"),
        ("（三）不予公开", (1, 0, 0), "fail"), ("（三）不予公开", (0, 0, -1), "fail"),
        ("不予公开", (0, 5), "fail"),
        ("柳树数量", (1, 0, 0), "not_applicable"), ("（三）不予公开", (), "not_applicable"),
    ],
)  # fmt: skip
def test_subtotals(make, status, label: str, steps: tuple[int, ...], expected: str) -> None:
    """A figure in a merged row against the rows below it, column by column."""
    columns = ("natural_person", "commercial_enterprise", "total")
    values = [denied_sum(c) + step for c, step in zip(columns, steps, strict=False)]
    assert status(make(**rows(extra(label, *values))), "A104") == expected


def test_subtotals_open_and_numbers(make, status) -> None:
    """Blank subtotals are nothing to check; a blank below leaves the check open."""
    assert status(make(**rows(extra("（三）不予公开", None, None))), "A104") == "not_applicable"
    some = rows(extra("（三）不予公开", denied_sum("natural_person")))
    part = R + "denied.state_secret.natural_person"
    assert status(make({part: ""}, **some), "A104") == "open"
    assert status(make({part: "/"}, **some), "A104") == "open"
    wrong = rows(extra("（三）不予公开", denied_sum("natural_person") + 3))
    finding = next(f for f in validate(make(**wrong)).findings if f.rule == "A104")
    assert finding.addresses[0] == R + "denied.natural_person"
    assert finding.difference == 3
    assert finding.places == (Place(line=4),)
    assert "（三）不予公开行自然人列" in finding.message["zh"]


# -- structure -------------------------------------------------------------------------------------


def test_an_empty_table_is_one_finding(make, balanced) -> None:
    """Every cell blank: S207 speaks, V103 does not repeat it, the sums are open."""
    blank = dict.fromkeys((a for a in balanced() if a.startswith(R)), "")
    assessment = validate(make(blank))
    assert [f.rule for f in assessment.findings] == ["S207.2"]
    assert assessment.outcome("A101").open == 25
    assert not assessment.complete
    one = validate(make({**blank, R + "granted.natural_person": 0}))
    assert [f.rule for f in one.findings] == ["V103.2"]
    marks = validate(make(dict.fromkeys(blank, "/")))
    assert [f.rule for f in marks.findings] == ["V103.2"]


def test_hybrids(make, found) -> None:
    """A block of another edition in table 2, a one-row 其他处理 in table 3."""
    one_row = make(
        {R + f"other_handling.{c}": 0 for c in (
            "natural_person", "commercial_enterprise", "research_institution",
            "public_welfare_organization", "legal_service_institution", "other_organization",
            "total")},
        forms={"requests": "2019"}, drop=R + "other_handling",
    )  # fmt: skip
    (finding,) = (f for f in validate(one_row).findings if f.rule == "S202")
    assert (finding.expected, finding.observed, finding.difference) == (25, 23, 2)
    old_block = {"proactive_disclosure.item_1": "2019"}
    mixed = make({DOCS + "newly_made": 3, DOCS + "newly_published": 2, DOCS + "total_published": 9},
                 forms=old_block, drop=DOCS)  # fmt: skip
    (finding,) = (f for f in validate(mixed).findings if f.rule == "S303")
    assert finding.params["editions"] == "2019、2021"
    unread = build_report({}, edition="2021", forms=old_block, year=2023)
    assert found(unread) == set()


def test_nothing_is_said_of_what_was_not_read(make, balanced) -> None:
    """Without any table the edition is a guess."""
    report = build_report({}, edition="2021", year=2015, reading=Reading(opener="html"),
                          preamble="国办公开办函〔2019〕60号")  # fmt: skip
    about_tables = {"S202", "S206", "S207", "S301", "S302", "S303"}
    outcomes = {o.rule: o.status.value for o in validate(report).outcomes if o.rule in about_tables}
    assert set(outcomes.values()) == {"not_applicable"}


# -- the numbers that are reported -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "changes", "options", "numbers"),
    [
        ("A301.2", {DOCS + "in_force": 6, DOCS + "issued": 9, DOCS + "repealed": 2}, {}, (7, 6, 1)),
        ("A302.1", {LICENCES + "items_previous_year": 5, LICENCES + "items_net_change": -8}, V2019,
         (8, 5, 3)),
        ("A303.2", {DOCS + "newly_published": 75, DOCS + "newly_made": 80}, V2019, (70, 75, 5)),
        ("A304.1", {RULES + "newly_published": 34}, V2019, (30, 34, 4)),
        ("A306.1", {LICENCES + "decisions": 25, LICENCES + "items_previous_year": 21,
                    LICENCES + "items_net_change": 4}, V2019, (25, 25, 0)),
        ("A110", {GRANTED: 0}, {}, None),
    ],
)  # fmt: skip
def test_numbers(make, balanced, rule: str, changes, options, numbers) -> None:
    """Expected, observed and the distance between them."""
    finding = next(f for f in validate(make(changes, **options)).findings if f.rule == rule)
    wanted = numbers or (balanced()[GRANTED], 0, balanced()[GRANTED])
    assert (finding.expected, finding.observed, finding.difference) == wanted
    assert finding.addresses[0] in changes


def test_rules_without_power_names_the_figures(make) -> None:
    """All figures of the row are shown, those that are not zero are highlighted."""
    changes = {RULES + "issued": 0, RULES + "repealed": "", RULES + "in_force": 6}
    assessment = validate(make(changes, **COUNTY))
    finding = next(f for f in assessment.findings if f.rule == "V301")
    assert finding.addresses == (RULES + "in_force",)
    assert finding.params == {"publisher": "柳岸县", "figures": "0 / – / 6"}
    outcome = assessment.outcome("V301")
    assert (outcome.checked, outcome.failed, outcome.open) == (2, 1, 1)


def test_extra_rows_lead_to_their_place(make) -> None:
    """One finding per row, and none of table 2 is taken for a subtotal of table 3."""
    other = extra("不予公开", 3, table="proactive_disclosure")
    assessment = validate(make(**rows(other, extra("柳树数量", 3))))
    assert [(f.rule, f.places) for f in assessment.findings] == [("S206", (Place(line=4),))] * 2
    assert len({f.fingerprint for f in assessment.findings}) == 2
    assert assessment.outcome("A104").status == "not_applicable"
    nowhere = ExtraRow("requests", "柳叶数量", (), (), None)
    assert validate(make(**rows(nowhere))).findings[0].places == ()


def test_the_column_of_a_subtotal_is_named(make) -> None:
    """The third cell stands under 总计; heads outside the form are passed over."""
    wrong = extra("（三）不予公开", denied_sum("natural_person"),
                  denied_sum("commercial_enterprise"), denied_sum("total") - 2)  # fmt: skip
    finding = next(f for f in validate(make(**rows(wrong))).findings if f.rule == "A104")
    assert finding.params["column"] == "总计"
    strange = ExtraRow("requests", "（三）不予公开", ("合计数",), wrong.cells[:1], None)
    assert validate(make(**rows(strange))).outcome("A104").status == "not_applicable"
