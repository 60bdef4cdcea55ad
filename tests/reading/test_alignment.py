"""Order binds values to columns only where one alignment survives."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

import govinfo_report
from govinfo_report.documents.document import Span
from govinfo_report.model.figure import Reason
from govinfo_report.reading.alignment import HeadRow, TextRow, windows


def row(lead: int, *cells: str) -> TextRow:
    """A row whose empty cells are zero-width spans."""
    return TextRow(lead, tuple(Span(0, 10 * i, 10 * i + len(c)) for i, c in enumerate(cells)))


def test_full_rows_bind_whatever_stands_at_their_edges() -> None:
    """Empty fields of merged cells at the edges are cut off."""
    rows = [row(0, "", "1", "2", "3", ""), row(1, "1", "2", "3", ""), row(2, "1", "2", "3")]
    assert [w.start for w in windows(rows, 3)] == [1, 0, 0]


def test_neighbours_of_one_shape_settle_a_row_with_empty_edges() -> None:
    """A row of the same width takes the window its full neighbours prove."""
    rows = [
        row(0, "", "1", "2", "3", ""),
        row(0, "", "", "2", "", ""),
        row(0, "", "4", "5", "6", ""),
    ]
    assert [w.start for w in windows(rows, 3)] == [1, 1, 1]


def test_without_a_full_neighbour_an_open_window_is_refused() -> None:
    """Two windows fit and differ: nothing is guessed."""
    result = windows([row(0, "", "1", "2", ""), row(0, "", "3", "4", "")], 3)
    assert [w.reason for w in result] == [Reason.AMBIGUOUS_ALIGNMENT] * 2


def test_a_row_of_another_width_with_an_empty_edge_is_refused() -> None:
    """A lost cell in a row with a spare field would shift the rest: refused."""
    rows = [row(1, "1", "2", "3", ""), row(1, "1", "2", "3", ""), row(1, "2", "3", "")]
    assert [w.start for w in windows(rows, 3)] == [0, 0, None]


def test_too_few_and_too_many_values_are_refused() -> None:
    """Three columns cannot take two or four printed values."""
    result = windows([row(0, "1", "2"), row(0, "1", "2", "3", "4")], 3)
    assert [w.reason for w in result] == [Reason.POSITIONS_LOST] * 2


@given(
    st.lists(st.lists(st.sampled_from(["", "5"]), min_size=7, max_size=7), min_size=4, max_size=9),
    st.integers(0, 2),
    st.integers(0, 2),
    st.integers(0, 8),
    st.data(),
)
def test_one_lost_cell_never_shifts_a_value(
    table: list[list[str]], before: int, after: int, index: int, data: st.DataObject
) -> None:
    """Whatever the blanks and the slack: a row is bound as printed or refused."""
    fields = [[""] * before + values + [""] * after for values in table]
    index %= len(fields)
    lost = data.draw(st.integers(0, len(fields[index]) - 1))
    damaged = [list(f) for f in fields]
    del damaged[index][lost]
    for number, window in enumerate(windows([row(0, *f) for f in damaged], 7)):
        if window.start is None:
            continue
        read = damaged[number][window.start : window.start + 7]
        if number == index and before <= lost < before + 7:
            # Only a cell that was empty anyway may be gone, and only if nothing moved.
            assert read == table[index]
        else:
            assert read == table[number]


def test_rows_that_all_lost_their_end_are_refused() -> None:
    """Two rows of one shape agree with each other, but both are narrower than their table."""
    short = [row(0, "", "1", "2", "3"), row(0, "", "4", "5", "6")]
    wide = row(1, "", "7", "8", "9", "7")
    result = windows([*short, wide], 4)
    assert [w.reason for w in result[:2]] == [Reason.AMBIGUOUS_ALIGNMENT] * 2
    assert result[2].start is None or result[2].start == 1


def test_the_width_of_rows_with_other_labels_proves_nothing_where_merged_cells_are_not_shown() -> (
    None
):
    """One value too many makes a row as wide as its neighbours with one label more: refused."""
    rows = [row(2, *"1234567") for _ in range(9)] + [row(1, "", "", "", "", "", "1", "1", "1")]
    assert windows(rows, 7, merged=False)[-1].start is None


def test_the_head_row_settles_a_lone_row_of_its_own_shape_only() -> None:
    """Two columns, three fields: heads directly above show where the columns begin."""
    lone = [row(0, "", "5", "")]
    assert windows(lone, 2, HeadRow(4, 0, 0))[0].start == 0
    assert windows(lone, 2, HeadRow(4, 1, 0))[0].reason is Reason.AMBIGUOUS_ALIGNMENT
    assert windows(lone, 2, HeadRow(5, 0, 0))[0].reason is Reason.AMBIGUOUS_ALIGNMENT


def test_rows_that_never_show_merged_cells_need_no_padding() -> None:
    """Seven fields behind labels in three depths: an empty first cell is a cell, not padding."""
    rows = [row(0, "0", "", "", "9"), row(1, "", "", "", "3"), row(1, "", "", "", "4")]
    assert [w.start for w in windows([*rows, row(2, "", "5", "", "6")], 4)] == [0, 0, 0, 0]


def test_two_shallow_rows_are_no_proof_that_merged_cells_are_not_shown() -> None:
    """Each of two rows may have lost as many cells as its label is wide."""
    rows = [row(0, "", "", "", "9"), row(1, "", "", "", "3"), row(2, "", "5", "", "6")]
    assert [w.start for w in windows(rows, 4)][:2] == [None, None]


@given(
    st.lists(
        st.tuples(
            st.integers(0, 2),
            st.lists(st.sampled_from(["", "5"]), min_size=7, max_size=7),
        ),
        min_size=5,
        max_size=12,
    ),
    st.data(),
)
def test_one_lost_cell_never_shifts_a_value_without_padding(
    table: list[tuple[int, list[str]]], data: st.DataObject
) -> None:
    """Labels in any field, merged cells left out: a row is bound as printed or refused."""
    index = data.draw(st.integers(0, len(table) - 1))
    lost = data.draw(st.integers(0, 6))
    damaged = [(lead, list(cells)) for lead, cells in table]
    del damaged[index][1][lost]
    found = windows([row(lead, *cells) for lead, cells in damaged], 7)
    assert found[index].start is None
    for (_, cells), (_, printed), window in zip(damaged, table, found, strict=True):
        if window.start is not None:
            assert cells[window.start : window.start + 7] == printed


def test_a_row_that_is_a_cell_short_under_an_unknown_head(examples: Path) -> None:
    """The last head is in unknown words: a row without its first cell is refused, not shifted."""
    page = (examples / "reports" / "html_plain.html").read_text(encoding="utf-8")
    begin = page.rindex("<table", 0, page.index("本年新收"))
    label = page.index("予以公开", begin)
    cell = page.index("<td", label)
    after = page.index("</td>", cell) + len("</td>")
    head = page.index("总计", begin)
    short = page[:head] + "合起来" + page[head + 2 : cell] + page[after:]
    report = govinfo_report.parse(short)
    row = [f for a, f in report.figures.items() if a.startswith("requests.granted.")]
    assert {figure.reason for figure in row} == {Reason.POSITIONS_LOST}
    assert report.requests.new_received.natural_person is not None
