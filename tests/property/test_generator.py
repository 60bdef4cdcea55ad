"""The generator and the renderers themselves: what the proof stands on."""

from __future__ import annotations

from random import Random

import pytest

from govinfo_report.model.editions import edition
from govinfo_report.model.figure import State
from govinfo_report.testing import RENDERERS, changes, random_report
from govinfo_report.testing.figures import PrintedFigure, grouped, wide
from govinfo_report.testing.floors import document
from govinfo_report.testing.minimise import minimise
from govinfo_report.testing.renderers.base import options
from govinfo_report.testing.tables import Shape, all_tables
from govinfo_report.testing.wording import Wording


def test_the_same_seed_gives_the_same_document() -> None:
    """Any document of a long run can be made again from its number."""
    for family in RENDERERS:
        assert document(family, 17)[1].data == document(family, 17)[1].data
        assert document(family, 17)[1].data != document(family, 18)[1].data


def test_every_printed_block_is_complete() -> None:
    """A report prints exactly the addresses of the forms it says it uses."""
    for seed in range(60):
        data = random_report(Random(seed))
        expected: list[str] = []
        for block_id, edition_id in data.forms.items():
            block = edition(edition_id).block(block_id)
            assert block is not None
            expected += block.addresses
        assert list(data.figures) == expected


def test_balanced_reports_balance() -> None:
    """Sums checked here by hand: rows, outcomes, intake against outcome, reviews."""
    checked = 0
    for seed in range(80):
        data = random_report(Random(seed), style="plain")
        if not data.balanced:
            continue
        checked += 1
        value = {a: p.value or 0 for a, p in data.figures.items()}
        rows = list(dict.fromkeys(a.rpartition(".")[0] for a in value if a.startswith("requests.")))
        columns = [a.rpartition(".")[2] for a in value if a.startswith("requests.granted.")]
        for row in rows:
            assert sum(value[f"{row}.{c}"] for c in columns[:-1]) == value[f"{row}.total"]
        for c in columns:
            outcomes = sum(value[f"{row}.{c}"] for row in rows[2:-2])
            assert outcomes == value[f"requests.total_handled.{c}"]
            left = value[f"requests.new_received.{c}"] + value[f"requests.carried_in.{c}"]
            assert left == outcomes + value[f"requests.carried_out.{c}"]
        for group in ("administrative_reconsideration", "litigation_direct"):
            cells = [v for a, v in value.items() if f".{group}." in a]
            assert len(cells) == 5 and sum(cells[:4]) == cells[4]
    assert checked > 40


def test_every_state_and_printing_occurs() -> None:
    """The documents of a run cover what real cells hold."""
    printed = [p for n in range(400) for p in document("html", n)[0].figures.values()]
    assert {p.state for p in printed} == {
        State.VALUE, State.BLANK, State.NOT_APPLICABLE, State.REFUSED,
    }  # fmt: skip
    texts = {p.text for p in printed}
    for sample in ("0", "/", "—", "无", "1***", "０"):
        assert sample in texts
    assert any(t.endswith("件") for t in texts) and any("," in t for t in texts)
    assert any("（" in t for t in texts) and any(t.startswith("减") for t in texts)


def test_hand_checked_printings() -> None:
    """Full-width digits and groups of three."""
    assert wide("15156.9") == "１５１５６．９"
    assert [grouped(n) for n in ("999", "1000", "1234567")] == ["999", "1,000", "1,234,567"]


def test_forms_vary() -> None:
    """Both editions, mixed ones, and the one-row 其他处理 of a 2021 report."""
    forms = [dict(random_report(Random(n)).forms) for n in range(200)]
    assert any(set(f.values()) == {"2019"} for f in forms)
    assert any(set(f.values()) == {"2021"} for f in forms)
    pairs = {(f["proactive_disclosure.item_1"], f["requests"]) for f in forms}
    assert pairs == {("2019", "2019"), ("2021", "2021"), ("2021", "2019"), ("2019", "2021")}


def test_grids_have_no_holes_and_the_prescribed_size() -> None:
    """14 × 4, 28 × 10 and 4 × 15 cells in the 2021 form."""
    data = random_report(Random(3), style="plain")
    while set(data.forms.values()) != {"2021"}:
        data = random_report(Random(data.year + len(data.publisher)), style="quiet")
    tables = all_tables(data, Wording(), Shape())
    sizes = {name: [(len(t.area()), t.width) for t in found] for name, found in tables.items()}
    assert sizes["requests"] == [(28, 10)]
    assert sizes["review_and_litigation"] == [(4, 15)]
    assert sizes["proactive_disclosure"] == [(14, 4)]


@pytest.mark.parametrize("shape", [
    Shape(shuffle=True), Shape(reorder=True), Shape(five=True), Shape(beside=True),
    Shape(review="two"), Shape(review="three"), Shape(review="rows"), Shape(repeat_heads=True),
    Shape(split_proactive=True), Shape(headings=False),
])  # fmt: skip
def test_every_shape_prints_every_figure_once(shape: Shape) -> None:
    """Whatever the shape, each address stands in the grids exactly once."""
    for seed in range(30):
        data = random_report(Random(seed))
        tables = all_tables(data, Wording(seed=seed), shape)
        found = [
            slot.address
            for group in tables.values()
            for table in group
            for row in table.area()
            for slot, down, right in row
            if slot.address and not down and not right
        ]
        assert sorted(found) == sorted(data.figures)


def test_a_figure_under_its_head_and_beside_its_label() -> None:
    """The finders used by the metamorphic relations point at the right cells."""
    data = random_report(Random(5), style="dense")
    tables = all_tables(data, Wording(), Shape(shuffle=True))
    address = "requests.denied.state_secret.research_institution"
    assert changes.label_of(tables, address).text == "1.属于国家秘密"
    assert changes.head_of(tables, address).text == "科研机构"


def test_minimising_keeps_the_failure_and_little_else() -> None:
    """A failure that depends on one cell and one option shrinks to these."""
    family = "tabs"
    renderer = RENDERERS[family]
    address = "requests.granted.total"
    data, rendered = document(family, 4)
    data = data.with_figure(address, PrintedFigure("4711", State.VALUE, 4711))

    def fails(data: object, page: bytes) -> bool:
        return b"4711" in page

    small, dialect = minimise(renderer, data, rendered.dialect, fails)
    assert [a for a, p in small.figures.items() if p.text != "0"] == [address]
    assert options(dialect) == []
