"""Text without row marks: rows run from label to label, and nothing is guessed."""

import pytest

from govinfo_report.layouts.lines import (
    BARRED_CELLS,
    CELL_PER_LINE,
    CELL_PER_PARAGRAPH,
    ONE_LINE,
    STACKED_CELLS,
)
from govinfo_report.model.editions import edition
from govinfo_report.model.figure import State
from govinfo_report.reading.figures import Verified
from govinfo_report.reading.kinds import Kind, is_value, kind_of
from govinfo_report.reading.verifier import verify
from tests.reading.build import HEADS, ROWS_2021, text_document, values_of

CELLS = [values_of(i) for i in range(25)]
REQUESTS = edition("2021").block("requests")
assert REQUESTS is not None
#: table 3 in the order of its cells
ADDRESSES = [f"requests.{row.id}.{column.id}" for row in REQUESTS.rows for column in row.columns]


def table(cells: list[list[str]]) -> list[list[str]]:
    """All rows of table 3 without the empty cells of merged labels."""
    rows = [[cell for cell in head if cell] for head in HEADS]
    return rows + [
        [*[label for label in labels if label], *values]
        for labels, values in zip(ROWS_2021, cells, strict=True)
    ]


def read(text: str, layout) -> Verified:
    """Verify what a layout claims of a text."""
    document = text_document(text)
    (match,) = layout.detect(document)
    return verify(document, layout.parse(document, match))


def values(verified: Verified) -> list[object]:
    """Values in the order of the form, blanks as None."""
    return [f.value for a, f in verified.figures.items() if f.state is not State.REFUSED]


def paragraphs(rows: list[list[str]]) -> str:
    """A paragraph per cell; an empty cell is one more line break."""
    return "\n\n".join(cell for row in rows for cell in row).replace("\n\n\n\n", "\n\n\n")


@pytest.mark.parametrize(
    ("text", "layout"),
    [
        ("\n".join(c for row in table(CELLS) for c in row), CELL_PER_LINE),
        ("\n\n".join(c for row in table(CELLS) for c in row), CELL_PER_LINE),
        ("\n\n".join(c for row in table(CELLS) for c in row), CELL_PER_PARAGRAPH),
        (" ".join(c for row in table(CELLS) for c in row), ONE_LINE),
        ("\n".join(f"{c} |" for row in table(CELLS) for c in row), BARRED_CELLS),
        ("\n".join("|\n" + "\n".join(f"{c} |" for c in row) for row in table(CELLS)), BARRED_CELLS),
        ("\n".join("\n|\n".join(row) for row in table(CELLS)), BARRED_CELLS),
        ("\n".join("|" + "".join(f"\n {c}  |" for c in row) for row in table(CELLS)), BARRED_CELLS),
    ],
    ids=["lines", "blank lines", "paragraphs", "one line", "trailing bars", "row bars",
         "lone bars", "bars with breaks"],
)  # fmt: skip
def test_every_way_of_separating_cells(text: str, layout) -> None:
    """All 175 figures are read in their places."""
    assert values(read(text, layout)) == [int(c) for row in CELLS for c in row]


def test_a_head_over_two_lines_is_put_together() -> None:
    """Labels and heads may break anywhere."""
    text = "\n".join(c for row in table(CELLS) for c in row)
    text = text.replace("商业企业", "商业\n企业").replace("禁止公开", "禁\n止公开")
    assert len(values(read(text, CELL_PER_LINE))) == 175


def test_a_row_with_a_missing_value_is_refused_and_its_neighbours_are_not() -> None:
    """Where empty cells are not shown, a short row has no positions."""
    rows = table(CELLS)
    del rows[7][-3]
    verified = read("\n".join(c for row in rows for c in row), CELL_PER_LINE)
    assert len(values(verified)) == 168
    assert ("requests", "denied.state_secret") in verified.refused_rows


def test_an_extra_line_break_is_an_empty_cell_only_throughout_a_table() -> None:
    """Counted line breaks give positions; one row that does not count refuses them all."""
    cells = [["12", "3", "", "", "1", "", "16"], *CELLS[1:]]
    text = "\n\n".join(c for row in table(cells[:0] + CELLS) for c in row)
    first = "\n\n".join(CELLS[0])
    blanks = text.replace(first, "12\n\n3\n\n\n\n1\n\n\n16", 1)
    verified = read(blanks, CELL_PER_PARAGRAPH)
    assert values(verified)[:7] == [12, 3, None, None, 1, None, 16]
    assert verified.figures["requests.new_received.research_institution"].state is State.BLANK
    uneven = blanks.replace("\n\n104\n\n", "\n\n\n104\n\n")
    assert not values(read(uneven, CELL_PER_PARAGRAPH))


def test_a_heading_directly_under_a_stacked_table_is_no_part_of_its_last_cell() -> None:
    """The last figure is read although no blank line follows; a wrapped figure is refused."""
    rows = [list(head) for head in HEADS]
    rows += [[*labels, *cells] for labels, cells in zip(ROWS_2021, CELLS, strict=True)]
    text = "\n\n".join("\n".join(f"\t{cell}" for cell in row) for row in rows)
    assert len(values(read(text + "\n四、某某情况\n没有", STACKED_CELLS))) == 175
    wrapped = read(text + "\n7", STACKED_CELLS)
    assert ("requests", "carried_out") in wrapped.refused_rows


def test_a_lone_bar_is_an_empty_cell() -> None:
    """Between two bars nothing is printed: blank, in its place."""
    cells = [["12", "", "3", "", "", "1", "16"], *CELLS[1:]]
    text = "\n".join(f"{c} |" for row in table(cells) for c in row)
    assert values(read(text, BARRED_CELLS))[:7] == [12, None, 3, None, None, 1, 16]


def test_cells_run_together_are_read_only_where_one_cut_exists() -> None:
    """``规章000`` in three columns and ``行政许可5012`` in one leave no choice; ``91179`` does."""
    text = (
        "第二十条第（一）项\n信息内容本年制发件数本年废止件数现行有效件数\n规章000\n"
        "行政规范性文件91179\n第二十条第（五）项\n信息内容本年处理决定数量\n行政许可5012\n"
    )
    verified = read(text, CELL_PER_LINE)
    found = {a.split(".", 1)[1]: f.value for a, f in verified.figures.items()}
    assert found == {
        "administrative_rules.issued": 0,
        "administrative_rules.repealed": 0,
        "administrative_rules.in_force": 0,
        "administrative_licensing.decisions": 5012,
    }
    assert ("proactive_disclosure", "normative_documents") in verified.refused_rows


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("41件", Kind.VALUE), ("18.6万元", Kind.VALUE), ("减4", Kind.VALUE), ("/", Kind.VALUE),
        ("22（其中修订16件）", Kind.VALUE), ("1***", Kind.VALUE), ("1.属于国家秘密", Kind.ROW),
        ("1本机关不掌握相关政府信息", Kind.ROW), ("（三）不予公开", Kind.PARENT),
        ("总计", Kind.EITHER), ("商业企业", Kind.HEAD), ("由主管部门统一填写", Kind.OTHER),
    ],
)  # fmt: skip
def test_kinds_of_fields(text: str, kind: Kind) -> None:
    """Values, labels and everything else are told apart by their text."""
    assert kind_of(text) is kind
    assert is_value(text) is (kind is Kind.VALUE)


def with_blanks() -> list[list[str]]:
    """All rows of table 3, two of its cells empty."""
    rows = table(CELLS)
    rows[3][-2] = rows[9][-7] = ""
    return rows


def test_words_are_a_cell_where_every_empty_cell_shows() -> None:
    """Prose in one cell costs that cell alone; it may be the first or the last of its row."""
    for at in (0, 3, 6):
        rows = with_blanks()
        rows[7][-7 + at] = "由主管部门统一填写"
        verified = read(paragraphs(rows), CELL_PER_PARAGRAPH)
        refused = [a for a, f in verified.figures.items() if f.state is State.REFUSED]
        assert len(refused) == 1 and refused[0].startswith("requests.denied.state_secret.")
        assert values(verified) == [
            None if not c else int(c)
            for i, row in enumerate(rows[3:])
            for k, c in enumerate(row[-7:])
            if (i, k) != (4, at)
        ]


def test_words_are_no_cell_where_a_row_does_not_come_out_right_with_them() -> None:
    """A row that lost a cell stays refused, whatever words stand in or below it."""
    rows = with_blanks()
    rows[7][-7] = "由主管部门统一填写"
    del rows[7][-2]
    assert values(read(paragraphs(rows), CELL_PER_PARAGRAPH)) == []
    rows = with_blanks()
    del rows[-1][-7]
    text = paragraphs(rows) + "\n\n以上数据来自本机关台账\n\n四、行政复议情况"
    assert values(read(text, CELL_PER_PARAGRAPH)) == []


def test_words_are_no_cell_where_no_empty_cell_shows() -> None:
    """Six figures and a line of words: the words may be the label of an empty row."""
    rows = table(CELLS)
    del rows[7][-6]
    text = paragraphs(rows[:8]) + "\n\n2.属于彩票直播\n\n" + paragraphs(rows[9:])
    assert all(f.state is State.REFUSED or "denied" not in a
               for a, f in read(text, CELL_PER_PARAGRAPH).figures.items()
               if a.startswith("requests.denied.state_secret"))  # fmt: skip


def test_words_over_two_lines_are_no_cell() -> None:
    """Two lines may be one cell or two, so that the row cannot be counted."""
    rows = with_blanks()
    rows[7][-4] = "由主管部门\n统一填写"
    del rows[7][-1]
    assert values(read(paragraphs(rows), CELL_PER_PARAGRAPH)) == []


def test_rows_whose_labels_are_lost_are_refused() -> None:
    """Fifty-six figures behind the label of a group belong to its eight rows, nobody knows how."""
    rows = table(CELLS)
    for number in range(7, 15):
        rows[number] = [c for c in rows[number] if c.isdigit() or c == "（三）不予公开"]
    verified = read("\n".join(c for row in rows for c in row), CELL_PER_LINE)
    assert len(values(verified)) == 175 - 56
    assert verified.lost_labels == {"requests": 1}
    assert [n.code for n in verified.notes] == ["P202"]


@pytest.mark.parametrize("rest", ["”", "。", "）", "2.", "3、", "(4)"])
def test_what_is_left_of_a_label_is_no_figure(rest: str) -> None:
    """A quote or number on a line of its own must not fill the place of a lost empty cell."""
    rows = table(CELLS)
    del rows[8][-3]
    rows[8].insert(-6, rest)
    verified = read("\n".join(c for row in rows for c in row), CELL_PER_LINE)
    assert ("requests", "denied.prohibited_by_law") in verified.refused_rows
    rows = table(CELLS)
    del rows[8][-3]
    rows[8].append(rest)
    verified = read("\n".join(c for row in rows for c in row), CELL_PER_LINE)
    assert not any(a.startswith("requests.denied.prohibited_by_law") and f.state is State.VALUE
                   for a, f in verified.figures.items())  # fmt: skip


@pytest.mark.parametrize("cell", ["(5)", "5.", "(５)", "12、"])
@pytest.mark.parametrize("at", range(7))
def test_a_number_with_a_mark_is_no_part_of_a_label(cell: str, at: int) -> None:
    """It may be a cell that cannot be read: then the others must not move into its place.

    An empty cell behind the label, as merged labels leave it, makes up for the one taken away.
    """
    rows = table(CELLS)
    for number in (5, 9):
        rows[number][-7 + at] = cell
        rows[number].insert(-7, "")
    text = "\n".join(" |\n".join(row) + " |" for row in rows)
    found = read(text, BARRED_CELLS).figures
    for address, figure in read(
        "\n".join(" |\n".join(row) + " |" for row in table(CELLS)), BARRED_CELLS
    ).figures.items():
        if address in found and found[address].state is State.VALUE:
            assert found[address].value == figure.value, address


@pytest.mark.parametrize("layout", [CELL_PER_LINE, CELL_PER_PARAGRAPH, BARRED_CELLS, ONE_LINE],
                         ids=lambda layout: layout.id)  # fmt: skip
@pytest.mark.parametrize("cell", ["（见附件）", "(注)", "（无）"])
@pytest.mark.parametrize("at", range(7))
def test_words_in_brackets_are_no_note_of_the_label(layout, cell: str, at: int) -> None:
    """Another field in the row, as captures leave them, must not make up for the lost cell."""
    for extra, place in (("", -7), ("3", -1)):
        if extra and at == 6:
            continue  # seven numbers, then words: nothing tells them from a row and a remark
        rows = table(CELLS)
        for number in (5, 9):
            rows[number][-7 + at] = cell
            rows[number].insert(place, extra)
        between = {"bars": " |\n", "paragraphs": "\n\n", "cells": "\n", "words": " "}[layout.id]
        lines = [between.join(row) + (" |" if layout.id == "bars" else "") for row in rows]
        text = ("\n" if layout.id != "paragraphs" else "\n\n").join(lines)
        for match in layout.detect(document := text_document(text)):
            found = verify(document, layout.parse(document, match)).figures
            for address, figure in found.items():
                row = CELLS[list(dict.fromkeys(a.rpartition(".")[0] for a in ADDRESSES)).index(
                    address.rpartition(".")[0])]  # fmt: skip
                if figure.state is State.VALUE:
                    column = ADDRESSES.index(address) % 7
                    assert figure.value == int(row[column]), (address, extra)


def test_a_label_whose_last_quote_is_wrapped_is_read() -> None:
    """The quote belongs to the label; its row has all its figures."""
    text = "\n".join(c for row in table(CELLS) for c in row)
    text = text.replace("3.危及“三安全一稳定”", "3.\n危及“三安全一稳定\n”")
    assert len(values(read(text, CELL_PER_LINE))) == 175
