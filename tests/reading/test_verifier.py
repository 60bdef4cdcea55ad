"""The verifier gives a figure a value only where labels, heads and position prove it."""

import attrs
import pytest

from govinfo_report.documents.document import Document, Span
from govinfo_report.layouts.grids import GridLayout
from govinfo_report.layouts.lines import CELL_PER_LINE, ONE_LINE, STACKED_CELLS, TAB_ROWS
from govinfo_report.model.editions import edition
from govinfo_report.model.figure import State
from govinfo_report.reading.draft import Draft
from govinfo_report.reading.figures import Verified
from govinfo_report.reading.heads import text_columns
from govinfo_report.reading.labels import book
from govinfo_report.reading.verifier import verify
from tests.reading.build import (
    HEADS,
    ROWS_2021,
    grid_document,
    grid_table,
    stacked_table,
    tab_table,
    text_document,
    values_of,
)

REQUESTS = edition("2021").block("requests")
assert REQUESTS is not None
EXPECTED = {
    f"requests.{row.id}.{column.id}": 100 * i + k + 1
    for i, row in enumerate(REQUESTS.rows)
    for k, column in enumerate(row.columns)
}


def read(document: Document, layout=TAB_ROWS) -> Verified:
    """Verify what a layout claims."""
    (match,) = layout.detect(document)
    return verify(document, layout.parse(document, match))


def values(verified: Verified) -> dict[str, object]:
    """Addresses and values of the figures that have one."""
    return {a: f.value for a, f in verified.figures.items() if f.state is State.VALUE}


def row_of(verified: Verified, row: str) -> dict[str, object]:
    """The values read for one row."""
    return {a: v for a, v in values(verified).items() if a.startswith(f"requests.{row}.")}


@pytest.mark.parametrize(
    ("document", "layout"),
    [
        (text_document(tab_table()), TAB_ROWS),
        (text_document(stacked_table()), STACKED_CELLS),
        (text_document(stacked_table().replace("\t", "")), CELL_PER_LINE),
        (text_document(stacked_table().replace("\t", "").replace("\n", " ")), ONE_LINE),
        (grid_document(grid_table(), 10), GridLayout()),
    ],
    ids=["tabs", "stacked", "cells", "one line", "grid"],
)
def test_every_family_reads_the_same_175_figures(document: Document, layout) -> None:
    """One table in five arrangements gives the same figures."""
    assert values(read(document, layout)) == EXPECTED


def test_a_row_without_label_is_refused_and_counted() -> None:
    """The values of a row whose label is lost belong nowhere."""
    rows = [*ROWS_2021[:4], ("", "（三）不予公开", ""), *ROWS_2021[5:]]
    verified = read(text_document(tab_table(rows)))
    assert not row_of(verified, "denied.state_secret")
    assert [extra.label for extra in verified.extra_rows] == ["（三）不予公开"]
    assert row_of(verified, "denied.prohibited_by_law") == {
        a: v for a, v in EXPECTED.items() if a.startswith("requests.denied.prohibited_by_law.")
    }


def test_labels_swapped_within_a_group_swap_the_values() -> None:
    """Values follow the printed label, never the position."""
    rows = list(ROWS_2021)
    rows[5], rows[6] = rows[6], rows[5]
    verified = read(text_document(tab_table(rows)))
    assert verified.figures["requests.denied.security_and_stability.total"].value == 507
    assert verified.figures["requests.denied.prohibited_by_law.total"].value == 607


@pytest.mark.parametrize("kind", ["tabs", "grid"])
def test_labels_swapped_across_groups_refuse_both_rows(kind: str) -> None:
    """A label under a foreign parent is not believed."""
    rows = list(ROWS_2021)
    rows[5] = ("", "", ROWS_2021[13][2])
    rows[13] = ("", "", ROWS_2021[5][2])
    if kind == "tabs":
        verified = read(text_document(tab_table(rows)))
    else:
        verified = read(grid_document(grid_table(rows), 10), GridLayout())
    assert not row_of(verified, "denied.prohibited_by_law")
    assert not row_of(verified, "unable_to_provide.creation_required")
    assert {n.code for n in verified.notes} >= {"P206"}
    assert len(values(verified)) == 175 - 14


@pytest.mark.parametrize("lost", range(7))
def test_a_lost_cell_in_a_grid_refuses_its_row(lost: int) -> None:
    """A missing cell moves its neighbours under foreign heads: the row is refused."""
    grid = grid_table()
    del grid[3 + 7][len(grid[3 + 7]) - 7 + lost]
    verified = read(grid_document(grid, 10), GridLayout())
    assert not row_of(verified, "denied.third_party_rights")
    assert len(values(verified)) == 168


@pytest.mark.parametrize(("row", "cell"), [(1, 0), (1, 1), (1, 2), (2, 0), (2, 2), (2, 4)])
def test_a_lost_head_in_a_grid_refuses_the_table(row: int, cell: int) -> None:
    """With a head cell missing the others stand over foreign columns."""
    grid = grid_table()
    del grid[row][cell]
    assert not values(read(grid_document(grid, 10), GridLayout()))


def test_columns_shuffled_with_their_heads_read_the_same() -> None:
    """Values follow the printed heads."""
    order = [2, 0, 4, 1, 3]
    grid = grid_table()
    grid[2] = [grid[2][i] for i in order]
    for i in range(3, len(grid)):
        cells = grid[i][-7:]
        grid[i][-7:] = [cells[0], *[cells[1 + k] for k in order], cells[6]]
    assert values(read(grid_document(grid, 10), GridLayout())) == EXPECTED


@pytest.mark.parametrize("damage", [0, 1, 2])
def test_text_without_its_head_rows_is_refused(damage: int) -> None:
    """Columns follow from printed heads only."""
    heads = [head for i, head in enumerate(HEADS) if i != damage]
    verified = read(text_document(tab_table(heads=heads)))
    if damage == 0:  # the outer head says nothing that the others do not
        assert values(verified) in ({}, EXPECTED)
    else:
        assert not values(verified)


def test_an_empty_field_is_blank_and_a_dropped_one_refuses_the_row() -> None:
    """An empty cell that is shown keeps its place; one that is not shown moves nothing."""
    cells = [values_of(i) for i in range(25)]
    cells[4] = ["5", "", "", "", "", "", "5"]
    verified = read(text_document(tab_table(values=cells)))
    assert row_of(verified, "denied.state_secret") == {
        "requests.denied.state_secret.natural_person": 5,
        "requests.denied.state_secret.total": 5,
    }
    assert (
        verified.figures["requests.denied.state_secret.research_institution"].state is State.BLANK
    )
    cells[4] = ["5", "5"]
    assert not row_of(read(text_document(tab_table(values=cells))), "denied.state_secret")


def test_one_row_other_handling_is_the_form_of_2019() -> None:
    """Without its three parts, 其他处理 is a row of its own."""
    rows = [*ROWS_2021[:20], ("", "（六）其他处理"), *ROWS_2021[23:]]
    verified = read(text_document(tab_table(rows)))
    assert verified.forms["requests"] == "2019"
    assert verified.figures["requests.other_handling.total"].value == 2007


def test_a_row_outside_the_form_is_kept_apart() -> None:
    """An unknown row keeps its label and values; the rows of the form are read as ever."""
    rows = [*ROWS_2021[:20], ("", "", "6.其他不予处理情形"), *ROWS_2021[20:]]
    cells = [values_of(i) for i in range(25)]
    cells.insert(20, ["9"] * 7)
    verified = read(text_document(tab_table(rows, values=cells)))
    assert values(verified) == EXPECTED
    (extra,) = verified.extra_rows
    assert (extra.label, [f.value for f in extra.cells]) == ("6.其他不予处理情形", [9] * 7)


def test_copies_merge_and_differing_cells_are_refused() -> None:
    """Two copies of a table: equal cells merge, a differing one is refused."""
    cells = [values_of(i) for i in range(25)]
    cells[0] = [*cells[0][:6], "8"]
    text = tab_table() + "\n" + "甲" * 60 + "\n" + tab_table(values=cells)
    verified = read(text_document(text))
    figure = verified.figures.pop("requests.new_received.total")
    assert figure.state is State.REFUSED and figure.reason == "copies-differ"
    assert values(verified) == {a: v for a, v in EXPECTED.items() if a != figure.address}


def test_claims_outside_the_document_are_dropped() -> None:
    """A span that does not lie in the source is a defect of the layout."""
    document = text_document(tab_table())
    (match,) = TAB_ROWS.detect(document)
    draft = TAB_ROWS.parse(document, match)
    table = draft.tables[0]
    wrong = attrs.evolve(table.rows[0], cells=(Span(9999, 0, 1),))
    damaged = Draft((attrs.evolve(table, rows=(wrong, *table.rows[1:])),))
    verified = verify(document, damaged)
    assert not verified.figures
    assert [note.code for note in verified.notes] == ["P303"]


@pytest.mark.parametrize(
    ("heads", "columns"),
    [
        (["信息内容", "上一年项目数量", "本年增/", "处理决定数量"],
         ["items_previous_year", "items_net_change", "decisions"]),
        (["信息内容", "本年发件数", "本年废止件数", "现行有效件"], ["issued", "repealed", "in_force"]),
        (["信息内容", "本年新", "本年新", "对外公开总数量"], None),
        (["信息内容", "本年制发件数", "本年制发件数", "现行有效件数"], None),
        (["信息内容", "本年制发件数", "数", "现行有效件数"], None),
    ],
)  # fmt: skip
def test_heads_that_lost_characters(heads: list[str], columns: list[str] | None) -> None:
    """A damaged head is put right only where the other heads leave one possibility."""
    assert text_columns(book("proactive_disclosure"), [list(enumerate(heads))]) == columns


def test_a_damaged_head_of_a_grid_is_put_right() -> None:
    """The same holds where the heads stand in a grid under the heading of their part."""
    grid = [
        [("第二十条第（五）项", 1, 4)],
        [(head, 1, 1) for head in ("信息内容", "上一年项目数量", "本年增/", "处理决定数量")],
        [(cell, 1, 1) for cell in ("行政许可", "21", "减4", "7")],
    ]
    verified = read(grid_document(grid, 4), GridLayout())
    assert [f.value for f in verified.figures.values()] == [21, -4, 7]
    assert verified.forms == {"proactive_disclosure.item_5": "2019"}
