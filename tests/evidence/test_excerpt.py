"""``Report.excerpt``: the printed row of a figure, its labels and the value marked."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from attrs import evolve

import govinfo_report as gr
from govinfo_report.errors import SourceError, UsageError
from govinfo_report.evidence import Excerpt
from govinfo_report.model.build import build_report
from govinfo_report.text.normalise import squash

_AT = "requests.granted.total"


def shown(report: gr.Report, address: str, source: object = None) -> Excerpt:
    """The excerpt of a figure."""
    found = report.excerpt(address, source)
    assert isinstance(found, Excerpt)
    return found


def marked(found: Excerpt, kind: str = "mark") -> list[str]:
    """The texts of one kind."""
    return [tile.text for _, pieces in found.lines for tile in pieces if tile.kind == kind]


@pytest.mark.parametrize(
    "name",
    ["html_word.html", "stacked_cells.txt", "tabs_trimmed.txt", "words_tables.txt", "markdown_tables.md",
     "bars_blanks.txt", "paragraphs_blanks.txt", "word_plain.docx", "workbook.xlsx", "statistics_2014.html"],
)  # fmt: skip
def test_the_value_is_marked_where_it_stands(examples: Path, name: str) -> None:
    """In every kind of page the one mark is the text of the figure, and a second reading agrees."""
    path = examples / "reports" / name
    report = gr.parse(path)
    printed = [a for a, figure in report.figures.items() if figure.place is not None]
    assert printed
    for address in printed[:: max(1, len(printed) // 9)]:
        found = shown(report, address, path)
        raw = (report[address].raw or "").strip()
        assert found.confirmed
        assert list(map(squash, marked(found))) == [squash(raw) or "·"]
        assert found.source == name


def test_a_row_of_a_table_with_its_labels(examples: Path) -> None:
    """The head above the cell and all cells of the row, the labels named."""
    path = examples / "reports" / "html_units.html"
    report = gr.parse(path)
    found = shown(report, "requests.denied.state_secret.natural_person", path)
    assert (found.row, found.column) == ("1.属于国家秘密", "自然人")
    (head, heads), (_, row) = found.lines
    assert head == "head of the column"
    assert [tile.text for tile in heads] == ["申请人情况", "自然人"]
    assert [tile.text for tile in row] == [
        "三、本年度办理结果", "（三）不予公开", "1.属于国家秘密", *"1000001",
    ]  # fmt: skip
    assert marked(found, "named")[2:] == [tile.text for tile in row[:3]]
    assert "[1.属于国家秘密]  »1«" in str(found)
    assert "3px solid" in found._repr_html_()


def test_a_cell_per_line(examples: Path) -> None:
    """The row begins at its label, lines above; the head of the column stands further up."""
    path = examples / "reports" / "stacked_cells.txt"
    found = shown(gr.parse(path), _AT, path)
    assert [place for place, _ in found.lines] == ["line 77", "line 108–115"]
    assert [tile.text for tile in found.lines[1][1]] == [
        "（一）予以公开", "88", "9", "0", "1", "5", "1", "104",
    ]  # fmt: skip


def test_without_the_source_the_kept_texts_are_shown(examples: Path) -> None:
    """What the report keeps of the row, and how to see more."""
    path = examples / "reports" / "stacked_cells.txt"
    found = shown(gr.parse(path), _AT)
    assert found.confirmed is None
    assert marked(found) == ["104"]
    assert "source=" in str(found)
    (_, row) = found.lines[0]
    assert [tile.text for tile in row] == ["（一）予以公开", "88", "9", "0", "1", "5", "1", "104"]


def test_another_document_is_refused(examples: Path) -> None:
    """The hash tells; the error says which file to give."""
    folder = examples / "reports"
    report = gr.parse(folder / "stacked_cells.txt")
    with pytest.raises(SourceError, match="not the document") as caught:
        report.excerpt(_AT, folder / "tabs_trimmed.txt")
    assert report.source.sha256 is not None
    assert report.source.sha256 in caught.value.text("en")
    assert report.source.sha256 in caught.value.text("zh")
    changed = (folder / "stacked_cells.txt").read_bytes() + b"\n"
    with pytest.raises(SourceError):
        report.excerpt(_AT, changed)


def test_a_document_in_a_container(examples: Path, tmp_path: Path) -> None:
    """The container will do: the member is found by its hash."""
    folder = examples / "reports"
    pack = tmp_path / "两份.zip"
    with zipfile.ZipFile(pack, "w") as archive:
        for name in ("tabs_trimmed.txt", "stacked_cells.txt"):
            archive.write(folder / name, name)
    for report in gr.parse_all(pack):
        found = shown(report, _AT, pack)
        assert found.confirmed
        assert marked(found) == [report[_AT].raw]


def test_a_derived_figure_shows_its_parts(examples: Path) -> None:
    """A subtotal that is not printed: the rows it is made of, the head once."""
    path = examples / "reports" / "html_units.html"
    report = gr.parse(path)
    found = shown(report, "requests.denied.total", path)
    assert len(marked(found)) == 8
    assert sum(map(int, marked(found))) == report.requests.denied.total
    assert [place for place, _ in found.lines].count("head of the column") == 1


def test_what_is_not_there() -> None:
    """An absent figure has a reason and no row; an unknown address is an error."""
    report = build_report({_AT: 3}, year=2023)
    found = shown(report, "requests.granted.natural_person")
    assert not found.lines
    assert "absent" in str(found)
    assert "not given" in str(found)
    assert repr(found).startswith("<Excerpt requests.granted.natural_person; absent")
    with pytest.raises(UsageError):
        report.excerpt("requests.granted")


def test_refused_figures_show_what_is_printed(tmp_path: Path, examples: Path) -> None:
    """Why there is no value, and the text that could not be read."""
    text = (examples / "reports" / "tabs_trimmed.txt").read_text(encoding="utf-8")
    path = tmp_path / "a.txt"
    path.write_text(text.replace("\t1\t3\t", "\t1\t3*\t", 1), encoding="utf-8")
    report = gr.parse(path)
    refused = [a for a, f in report.figures.items() if f.state == "refused" and f.raw == "3*"]
    found = shown(report, refused[0], path)
    assert marked(found) == ["3*"]
    assert "refused" in str(found)


def test_hostile_text_of_a_document_is_inert() -> None:
    """Markup in a cell shows as text."""
    report = build_report({_AT: "<script>x</script>"}, year=2023)
    figure = evolve(report[_AT], raw="<script>x</script>\u202e\x1b[0m")
    report = evolve(report, figures=dict(report.figures) | {_AT: figure})
    found = shown(report, _AT)
    assert "<script>" not in found._repr_html_()
    assert "&lt;script&gt;" in found._repr_html_()
    assert "\x1b" not in str(found) + repr(found)
    assert "\u202e" not in str(found)
