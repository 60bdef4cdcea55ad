"""Every format under every suffix, empty, cut off, and signs of programs: what it is, or one line."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest
from packing import message, mhtml, part, record, report, zipped

import govinfo_report
from govinfo_report.documents.sniffing import Kind
from govinfo_report.documents.source import Source
from govinfo_report.errors import GovInfoReportError, SourceError
from govinfo_report.model.figure import Reason, State
from govinfo_report.testing import RENDERERS

HAS_PDF = importlib.util.find_spec("pypdfium2") is not None
HAS_WARC = importlib.util.find_spec("warcio") is not None

#: format -> its bytes and the family that prints the report in it
FORMATS: dict[str, tuple[bytes, str]] = {
    "html": (report("html"), "html"),
    "text": (report("stacked"), "stacked"),
    "docx": (report("word"), "word"),
    "xlsx": (report("sheet"), "sheet"),
    "ofd": (report("ofd"), "ofd"),
    "zip": (zipped({"a.docx": report("word")}), "word"),
    "mhtml": (mhtml([part(report("html"))]), "html"),
    "eml": (message([part(report("html"))]), "html"),
}
if HAS_PDF:
    FORMATS["pdf"] = (report("ruled_pdf"), "ruled_pdf")
if importlib.util.find_spec("python_calamine") is not None:
    FORMATS["xls"] = (report("sheet_97"), "sheet_97")
if HAS_WARC:
    FORMATS["warc"] = (record("http://example.org/a.html", report("html")), "html")
SUFFIXES = (
    "html",
    "txt",
    "docx",
    "doc",
    "wps",
    "xlsx",
    "xls",
    "pdf",
    "ofd",
    "zip",
    "mht",
    "eml",
    "rtf",
    "",
)
KINDS = {"text": Kind.TEXT} | {name: Kind(name) for name in FORMATS if name != "text"}


def one_line(error: GovInfoReportError) -> None:
    for language in ("zh", "en"):
        words = error.text(language)
        assert words and "\n" not in words and "Traceback" not in words
    assert error.text("zh") != error.text("en")


@pytest.mark.parametrize("form", FORMATS)
def test_the_content_decides(form: str) -> None:
    """Under any suffix the same figures, from the same opener."""
    data, family = FORMATS[form]
    right = govinfo_report.parse(report(family))
    for suffix in SUFFIXES:
        name = f"年报.{suffix}" if suffix else "年报"
        source = Source.of(data, name=name)
        assert source.kind is KINDS[form], suffix
        if suffix not in ("doc", "txt", "html", form):
            continue  # no opener looks at the others either
        found = govinfo_report.parse(source)
        assert found.reading.opener == right.reading.opener
        assert found.figures == right.figures, suffix


@pytest.mark.parametrize("form", ["docx", "xlsx", "ofd", "pdf", "html"])
def test_another_suffix_is_noted(form: str) -> None:
    """P916 where the suffix names another format, none where it is right."""
    if form not in FORMATS:
        pytest.skip("needs the extra pdf")
    data, _ = FORMATS[form]
    for suffix in ("html", "txt", "doc", "pdf", form):
        notes = govinfo_report.parse(Source.of(data, name=f"a.{suffix}")).reading.notes
        noted = [note.params["suffix"] for note in notes if note.code == "P916"]
        assert noted == ([] if suffix == form else [f".{suffix}"]), suffix


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_empty_files(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / (f"a.{suffix}" if suffix else "a")
    path.write_bytes(b"")
    with pytest.raises(SourceError, match="is empty") as caught:
        govinfo_report.parse(path)
    one_line(caught.value)


@pytest.mark.parametrize("form", FORMATS)
def test_cut_off_at_any_length(form: str) -> None:
    """One line, or a report in which nothing that was lost has a value."""
    data, family = FORMATS[form]
    right = govinfo_report.parse(report(family)).figures
    step = max(1, len(data) // 60)
    for size in [*range(1, 40, 7), *range(40, len(data), step)]:
        source = Source.of(data[:size], name=f"a.{form}")
        try:
            found = govinfo_report.parse(source)
        except GovInfoReportError as error:
            one_line(error)
            continue
        for address, figure in found.figures.items():
            if figure.state is State.VALUE:
                assert figure.value == right[address].value, (size, address)
            else:
                assert figure.reason in set(Reason)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("~$年报.docx", b"\x05clerk" + bytes(156)),
        (".~lock.年报.odt#", b",clerk,pc,29.01.2024 08:30,file:///home;"),
        ("~$年报.xlsx", b"\x05clerk" + b" " * 159),
    ],
)
def test_lock_files(name: str, data: bytes, tmp_path: Path) -> None:
    """Named by mistake: the line says what it is."""
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(SourceError, match="only says that another file is open") as caught:
        govinfo_report.parse(path)
    one_line(caught.value)
    assert "正在办公软件中打开" in caught.value.text("zh")


def test_a_report_under_the_name_of_a_lock() -> None:
    """A document is larger than a lock; its name does not matter then."""
    found = govinfo_report.parse(Source.of(report("word"), name="~$年报.docx"))
    assert found.grade == "verified"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"Rar!\x1a\x07\x01\x00" + bytes(90), "RAR"),
        (b"7z\xbc\xaf\x27\x1c" + bytes(90), "7z"),
        (b"a.html".ljust(257, b"\0") + b"ustar\x0000" + bytes(300), "tar"),
        (b"\x1f\x8b\x08\x00" + bytes(20), "gzip"),
        (bytes(4096), "neither text nor"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "Office 97"),
        (b"\0\0\0\x01Bud1" + bytes(2000), "neither text nor"),
    ],
)
def test_formats_that_are_named(data: bytes, words: str) -> None:
    """Archives that are not opened, signs of the system, and noise."""
    for name in ("a.doc", "a.zip", "Thumbs.db", ".DS_Store"):
        with pytest.raises(SourceError, match=words) as caught:
            govinfo_report.parse(Source.of(data, name=name))
        one_line(caught.value)


def test_every_family_has_a_format_here() -> None:
    """Formats of the testing kit that are no text are all among those above."""
    opened = {Source.of(report(family)).kind for family in RENDERERS}
    assert opened <= {*KINDS.values(), Kind.TEXT_WITH_TABLES}
