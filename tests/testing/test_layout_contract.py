"""The built-in layouts keep the contract that plugins inherit, and layouts that break it fail."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import govinfo_report
from govinfo_report import Document, Draft, Fit, Match, Registry, Span
from govinfo_report.documents.document import Block, BlockKind
from govinfo_report.layouts.grids import GridLayout
from govinfo_report.reading.draft import RowClaim, TableClaim
from govinfo_report.testing import LayoutContract
from govinfo_report.testing.contracts import claims
from govinfo_report.testing.contracts.layout import SlowLayoutWarning
from govinfo_report.testing.contracts.material import document_of, grid_block
from govinfo_report.testing.editing import shape_faults, with_texts, without_cell

CASES = Path(__file__).parent / "cases"
LAYOUTS = {layout.id: layout._layout for layout in Registry.builtin().layouts}


def contract(layout: Any, cases: Path = CASES, **attributes: Any) -> type[LayoutContract]:
    """The suite for one layout."""
    return type("TestLayout", (LayoutContract,), {"layout": layout, "cases": cases, **attributes})


globals().update({f"TestLayout_{name}": contract(layout) for name, layout in LAYOUTS.items()})


def test_every_layout_has_a_case() -> None:
    """The folders are named after the layouts, and after nothing else."""
    assert {path.name for path in CASES.iterdir()} == set(LAYOUTS)


# --- layouts that break the contract ---------------------------------------------------------


@pytest.fixture
def own_cases(tmp_path: Path) -> Path:
    """A case of a grid under the id of the layouts below."""
    shutil.copytree(CASES / "grids" / "html-plain", tmp_path / "made.grids" / "one")
    page = CASES.parents[2] / "examples" / "reports" / "html_plain.html"
    shutil.copyfile(page, tmp_path / "made.grids" / "one" / "input.html")
    case = tmp_path / "made.grids" / "one" / "case.toml"
    text = case.read_text(encoding="utf-8").splitlines()
    text[0] = 'input = "input.html"'
    case.write_text("\n".join(text), encoding="utf-8")
    golden = case.with_name("expected.json")
    recorded = golden.read_text(encoding="utf-8")
    golden.write_text(
        recorded.replace('"layout": "grids"', '"layout": "grids+made.grids"'), "utf-8"
    )
    return tmp_path


class Grids(GridLayout):
    """A sound layout: that of grids under a name of its own."""

    id = "made.grids"


class _Unnamed(Grids):
    id = "grids2"


class _Foreign(Grids):
    variants = {"今年收到": "收到的信"}


class _Taken(Grids):
    variants = {"予以公开": "部分公开"}


class _Counting(Grids):
    count = 0

    def detect(self, document: Document) -> Iterator[Match]:
        type(self).count += 1
        for match in super().detect(document):
            yield Match(match.fit, None, (f"time {self.count}",), match.anchor)


class _Hasty(Grids):
    def detect(self, document: Document) -> Iterator[Match]:
        for block in document.grids():
            assert block.grid.rows[0][0]
        yield from super().detect(document)


class _Boastful(Grids):
    def detect(self, document: Document) -> Iterator[Match]:
        yield Match("exact")


class _Partial(Grids):
    def parse(self, document: Document, match: Match) -> Draft:
        draft = super().parse(document, match)
        return Draft((draft.tables[0], draft.tables[2]))


class _Shapeless(Grids):
    def parse(self, document: Document, match: Match) -> Draft:
        return Draft((TableClaim("table three", (), ()),))


class _Outside(Grids):
    def parse(self, document: Document, match: Match) -> Draft:
        row = RowClaim((Span(10**6, 0, 1),), (Span(0, 0, 0),))
        return Draft((TableClaim("requests", (), (row,)),))


class _Greedy(Grids):
    """Says of pages made of lines that it knows them, and then claims nothing."""

    def detect(self, document: Document) -> Iterator[Match]:
        if not list(document.grids()) and document.blocks:
            yield Match(Fit.EXACT)

    def parse(self, document: Document, match: Match) -> Draft:
        return Draft()


class _Silent(Grids):
    def detect(self, document: Document) -> Iterator[Match]:
        return iter(())


@pytest.mark.parametrize(
    ("layout", "item"),
    [
        (_Unnamed(), "the_id_is_its_own"),
        (_Foreign(), "wordings_stand_for_labels"),
        (_Taken(), "wordings_stand_for_labels"),
        (_Counting(), "detect_and_parse_are_repeatable"),
        (_Hasty(), "detect_never_raises"),
        (_Boastful(), "detect_never_raises"),
        (_Partial(), "parse_is_total"),
        (_Shapeless(), "parse_is_total"),
        (_Outside(), "claims_point_into_the_document"),
        (_Greedy(), "other_pages_stay_what_they_are"),
        (_Silent(), "it_claims_its_cases"),
    ],
    ids=lambda value: value if isinstance(value, str) else type(value).__name__,
)
def test_a_broken_layout_is_found(layout: Any, item: str, own_cases: Path) -> None:
    """Each by the item that is meant for it."""
    with pytest.raises((AssertionError, pytest.fail.Exception)):
        getattr(contract(layout, own_cases)(), f"test_{item}")()


def items(suite: LayoutContract) -> Iterator[Any]:
    """Every item of a suite, ready to be called."""
    for name in dir(suite):
        if name == "test_the_cases_hold":
            for case in suite.found_cases() or (None,):
                yield lambda case=case: suite.test_the_cases_hold(case)
        elif name.startswith("test_"):
            yield getattr(suite, name)


def test_a_sound_layout_passes(own_cases: Path) -> None:
    """Every item, none skipped."""
    for item in items(contract(Grids(), own_cases)()):
        item()


def test_without_cases_the_suite_fails(tmp_path: Path) -> None:
    """And says which command makes one."""
    suite = contract(Grids(), tmp_path)()
    with pytest.raises(AssertionError, match=r"case new FILE --as made\.grids/SLUG"):
        suite.test_there_are_cases()


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda f: (f / "expected.json").unlink(), "has no golden"),
        (lambda f: (f / "input.html").write_bytes(b"<p>1"), "has changed"),
        (lambda f: _edit(f, "requests.granted.total", 999), "requests.granted.total: expected 999"),
        (lambda f: _edit(f, "requests.no.such", 1), "requests.no.such: expected 1, read nothing"),
    ],
)
def test_a_case_that_does_not_hold(spoil: Any, told: str, own_cases: Path) -> None:
    """No golden, another document, another figure, a figure too many: each fails, by name."""
    spoil(own_cases / "made.grids" / "one")
    suite = contract(Grids(), own_cases)()
    (case,) = suite.found_cases()
    with pytest.raises(AssertionError, match=told.replace(".", r"\.")):
        suite.test_the_cases_hold(case)


def _edit(folder: Path, address: str, value: int) -> None:
    path = folder / "expected.json"
    record = json.loads(path.read_text(encoding="utf-8"))
    record["figures"][address] = {"value": value, "state": "value", "raw": "1", "unit": "件"}
    path.write_text(json.dumps(record), encoding="utf-8")


def test_figures_that_nobody_checked(own_cases: Path) -> None:
    """A case must say which figures were compared with the page, and who did it."""
    path = own_cases / "made.grids" / "one" / "case.toml"
    text = path.read_text(encoding="utf-8")
    for changed in (text.replace('"*"', ""), text.replace("the goldens of the examples", "")):
        path.write_text(changed, encoding="utf-8")
        with pytest.raises(AssertionError, match=r"compared|by whom"):
            contract(Grids(), own_cases)().test_a_person_checked_a_figure()


def test_a_slow_layout_is_warned_of(own_cases: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By the ratio to opening the page: first a warning, then a failure."""
    suite = contract(Grids(), own_cases)()
    took = iter((1.0, 20.0, 1.0, 500.0))
    monkeypatch.setattr(claims, "seconds", lambda call: next(took))
    with pytest.warns(SlowLayoutWarning, match="20 times the opening"):
        suite.test_it_takes_its_time_in_proportion()
    with pytest.raises(AssertionError, match="500 times"):
        suite.test_it_takes_its_time_in_proportion()


def test_values_that_stay_are_found(own_cases: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Were the core to bind values by position, both items on changed pages would fail."""
    suite = contract(Grids(), own_cases)()
    page = own_cases / "made.grids" / "one" / "input.html"
    report = govinfo_report.parse(page, registry=suite.registry())
    monkeypatch.setattr(claims, "read", lambda document, layouts, known: report)
    with pytest.raises(AssertionError, match="values stay at their position"):
        suite.test_swapped_labels_swap_the_values()
    monkeypatch.setattr(claims, "values_of", _shifting(claims.values_of))
    with pytest.raises(AssertionError, match="others change"):
        suite.test_a_deleted_cell_shifts_nothing()


def _shifting(values_of: Any) -> Any:
    """After the first call, the figures of a row stand one column further on."""
    calls = []

    def shifted(report: Any) -> Any:
        found = values_of(report)
        calls.append(report)
        if len(calls) > 1:
            found["requests.new_received.total"] += 1
        return found

    return shifted


def test_opting_out_is_a_skip(pytestconfig: pytest.Config, tmp_path: Path) -> None:
    """An item that is left out is shown with its reason, and the reason is asked for."""
    suite = contract(Grids(), limits={"parse_is_total": "the office prints two tables in one"})()

    class Request:
        function = LayoutContract.test_parse_is_total

    # the fixture as pytest calls it
    with pytest.raises(pytest.skip.Exception, match="two tables in one"):
        suite.opted_out.__wrapped__(suite, Request)


# --- changed documents -----------------------------------------------------------------------


def sheet() -> Document:
    """Two rows of three cells, and a line."""
    rows = [["甲", "1", "22"], ["乙", "", "333"]]
    line = Block(1, BlockKind.LINE, "丙\t4\t55")
    return document_of((grid_block(0, rows, {}), line))


def test_texts_are_replaced_and_places_kept() -> None:
    """Longer and shorter texts; what stands behind them moves, and leads back to where it was."""
    changed = with_texts(sheet(), {Span(0, 0, 1): "很长的", Span(0, 4, 6): "", Span(1, 2, 3): "99"})
    assert [block.text for block in changed.blocks] == ["很长的\t1\t\n乙\t\t333", "丙\t99\t55"]
    assert not shape_faults(changed)
    grid = changed.blocks[0].grid
    assert [changed.text(Span(0, c.start, c.end)) for c in grid.cells] == [
        "很长的", "1", "", "乙", "", "333",
    ]  # fmt: skip
    assert changed.locate(Span(0, 4, 5)) == sheet().locate(Span(0, 2, 3))
    assert changed.locate(Span(1, 5, 7)) == sheet().locate(Span(1, 4, 6))


def test_a_cell_that_is_gone() -> None:
    """In a grid the row moves up and ends in a hole; a line of its own goes; else the text goes."""
    changed = without_cell(sheet(), Span(0, 2, 3))
    assert changed is not None
    assert changed.blocks[0].text == "甲\t22\n乙\t\t333"
    assert not shape_faults(changed)
    first, *_ = changed.blocks[0].grid.rows
    assert [(c.column, c.source_cell) for c in first] == [(0, 0), (1, 1)]
    assert changed.locate(Span(0, 2, 4)) == sheet().locate(Span(0, 4, 6))
    assert without_cell(sheet(), Span(1, 2, 3)).blocks[1].text == "丙\t\t55"
    lines = tuple(Block(i, BlockKind.LINE, text) for i, text in enumerate("abc"))
    shorter = without_cell(document_of(lines), Span(1, 0, 1))
    assert [(b.index, b.text) for b in shorter.blocks] == [(0, "a"), (1, "c")]
    assert shorter.locate(Span(1, 0, 1)).line == 3


def test_merged_cells_are_left_alone() -> None:
    """Behind a cell that is merged over rows, nothing can be said to move up."""
    page = b"<table><tr><td>a<td>1<td rowspan=2>2<tr><td>b<td>3</table>"
    document = _opened(page)
    (block,) = document.grids()
    first = block.grid.by_start[2]
    assert without_cell(document, Span(block.index, first.start, first.end)) is None
    assert without_cell(document, Span(block.index, 10**6, 10**6)) is None


def _opened(page: bytes) -> Document:
    from govinfo_report.api import open_document

    return open_document(page, registry=Registry.builtin())[1]
