"""Excel 97 workbooks: what is shown, what is hidden, and files that misbehave."""

from __future__ import annotations

import builtins
import io
import random
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from opening import covering, plain, shown, spans

from govinfo_report.documents.document import Document
from govinfo_report.documents.isolation import opened, using
from govinfo_report.documents.reread import reread
from govinfo_report.documents.source import Source
from govinfo_report.documents.xls import XlsOpener
from govinfo_report.errors import GovInfoReportError, MissingExtraError, SourceError
from govinfo_report.limits import DEFAULT_LIMITS
from govinfo_report.testing.renderers.compound import compound

pytest.importorskip("python_calamine")
xlwt: Any = pytest.importorskip("xlwt")


def saved(book: Any) -> Source:
    target = io.BytesIO()
    book.save(target)
    return Source.of(target.getvalue(), name="a.xls")


def document(source: Source) -> Document:
    """Opened in this process; isolation has tests of its own."""
    with using("none"):
        return opened(XlsOpener(), source, DEFAULT_LIMITS)


def filled(sheet: Any, rows: list[list[Any]], top: int = 0, style: Any = None) -> None:
    for y, row in enumerate(rows, top):
        for x, value in enumerate(row):
            if value is not None:
                sheet.write(y, x, value, *([style] if style is not None else []))


def test_merged_areas_numbers_and_texts() -> None:
    """A title over the whole width is running text, the rest a table; 41.0 is shown as 41."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("表")
    sheet.write_merge(0, 0, 0, 2, "年度报告")
    sheet.write_merge(1, 2, 0, 0, "项目")
    sheet.write_merge(1, 1, 1, 2, "数量")
    filled(sheet, [[None, "本年", "总计"], ["规章", 41, "41"], ["收费", 12.5, True]], 2)
    made = document(saved(book))
    assert plain(made)[0] == ("p", "年度报告")
    (grid,) = made.grids()
    assert covering(grid) == [
        ["项目", "数量", "数量"], ["项目", "本年", "总计"], ["规章", "41", "41"], ["收费", "12.5", "TRUE"],
    ]  # fmt: skip


def test_how_numbers_are_shown() -> None:
    """A share has its sign, a day is no count, a zero that is not shown is none."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("表")
    formats = ["0%", "yyyy-mm-dd", "0;-0;", "#,##0", '0"件"', "General"]
    for x, code in enumerate(formats):
        style = xlwt.easyxf(num_format_str=code)
        sheet.write(0, x, date(2024, 1, 5) if x == 1 else 0.5 if x == 0 else 0, style)
        sheet.write(1, x, 3, style)
    found = shown(next(document(saved(book)).grids()))
    assert found[0] == ["50%", "[2024-01-05]", "", "0", "0", "0"]
    assert found[1][2:] == ["3"] * 4


def test_hidden_sheets_rows_and_columns() -> None:
    """They are left out, and their presence is noted."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("表")
    filled(sheet, [["甲", "乙", "丙"], ["1", "2", "3"], ["4", "5", "6"], ["7", "8", "9"]])
    sheet.row(2).hidden = True
    sheet.col(1).hidden = True
    other = book.add_sheet("底稿")
    other.write(0, 0, "不显示")
    other.visibility = 1
    made = document(saved(book))
    (grid,) = made.grids()
    assert shown(grid) == [["甲", "丙"], ["1", "3"], ["7", "9"]]
    (note,) = made.notes
    assert (note.code, note.params["sheets"], note.params["cells"]) == ("P909", 1, 6)


def test_cells_that_are_not_stored_are_empty() -> None:
    """A sheet has no holes: each position of a table is a cell with its own place."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("表")
    filled(sheet, [["甲", "乙", "丙"], ["1", None, "3"], ["4", "2", None]], 4)
    source = saved(book)
    made = document(source)
    (grid,) = made.grids()
    assert shown(grid) == [["甲", "乙", "丙"], ["1", "", "3"], ["4", "2", ""]]
    places = [made.locate(span) for span in spans(made)]
    assert len({(p.row, p.cell) for p in places}) == 9
    assert (places[4].row, places[4].cell) == (5, 1)


def test_places_are_read_again() -> None:
    """Sheet, row and column lead to the text, also in the process of its own."""
    book = xlwt.Workbook()
    for name in ("一", "二"):
        sheet = book.add_sheet(name)
        sheet.write_merge(0, 0, 0, 1, f"表{name}的说明")
        filled(sheet, [["甲", name], ["1", 2], [None, 3.25]], 1)
    source = saved(book)
    for mode in ("process", "none"):
        with using(mode):
            made = opened(XlsOpener(), source, DEFAULT_LIMITS)
            for span in spans(made):
                assert reread(source, made.locate(span)) == made.text(span)


def test_a_sheet_with_far_corners() -> None:
    """Dense from one end to the other it would fill the memory: one failed document at most."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("表")
    sheet.write(0, 0, "甲")
    sheet.write(65535, 255, "乙")
    try:
        made = opened(XlsOpener(), saved(book), DEFAULT_LIMITS)
    except SourceError as error:
        assert error.facts["id"] == "P907"
    else:
        assert [b.text for b in made.blocks] == ["甲", "乙"]


def test_damaged_and_protected_workbooks(examples: Path) -> None:
    """One clear line; what can be opened in part is a document."""
    data = (examples / "reports" / "workbook_97.xls").read_bytes()
    rng = random.Random(3)
    wrong = [data[:cut] for cut in (600, 4000, len(data) // 2, len(data) - 600)]
    wrong += [compound({"Workbook": b"\0" * 5000}), compound({"Workbook": rng.randbytes(5000)})]
    for _ in range(60):
        changed = bytearray(data)
        for _ in range(8):
            changed[rng.randrange(512, len(data))] = rng.randrange(256)
        wrong.append(bytes(changed))
    for bad in wrong:
        try:
            opened(XlsOpener(), Source.of(bad, name="a.xls"), DEFAULT_LIMITS)
        except GovInfoReportError as error:
            assert "\n" not in error.text("zh")
            assert error.message["zh"] != error.message["en"]
    locked = b"\x09\x08\x10\x00\x00\x06\x05\x00" + bytes(12) + b"\x2f\x00\x02\x00\x00\x00"
    with pytest.raises(SourceError, match="password"):
        document(Source.of(compound({"Workbook": locked}), name="a.xls"))


def test_without_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    """The line that installs it is in the error."""
    real = builtins.__import__

    def without(name: str, *rest: Any) -> Any:
        if name == "python_calamine":
            raise ImportError(name)
        return real(name, *rest)

    book = xlwt.Workbook()
    book.add_sheet("表").write(0, 0, "甲")
    source = saved(book)
    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(MissingExtraError) as caught:
        document(source)
    for language in ("zh", "en"):
        assert "pip install 'govinfo-report[office]'" in caught.value.text(language)


def test_other_formats_called_xls(examples: Path) -> None:
    """Pages and newer workbooks under the old suffix are read as what they are."""
    import govinfo_report

    for name, opener in (("html_plain.html", "html"), ("workbook.xlsx", "xlsx")):
        source = Source.of((examples / "reports" / name).read_bytes(), name="报告.xls")
        report = govinfo_report.parse(source)
        assert report.reading.opener == opener
        assert report.year == 2023
        assert "P916" in [note.code for note in report.reading.notes]
