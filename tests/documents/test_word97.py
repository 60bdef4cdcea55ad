"""Word 97, WPS and RTF: by LibreOffice, by a package, by both, by neither."""

from __future__ import annotations

import io
import os
import stat
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from attrs import evolve

import govinfo_report
from govinfo_report.documents import office, word97convert
from govinfo_report.documents.docx import DocxOpener
from govinfo_report.documents.reread import reread
from govinfo_report.documents.sniffing import Kind
from govinfo_report.documents.source import Source
from govinfo_report.documents.word97 import Word97Opener, rtf_opener
from govinfo_report.documents.word97convert import converted, has_package
from govinfo_report.errors import LimitError, MissingExtraError, SourceError
from govinfo_report.limits import DEFAULT_LIMITS, Limits
from govinfo_report.model.figure import Reason, State
from govinfo_report.testing.renderers.compound import compound

OFFICE = pytest.mark.skipif(office.find() is None, reason="LibreOffice is not installed")
PACKAGE = pytest.mark.skipif(not has_package(), reason="msdoc2docx is not installed")
PROGRAMS = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script")


@pytest.fixture(autouse=True)
def clean(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    """Nothing is remembered from another test, and nothing is left in the temporary folder."""
    folder = tmp_path_factory.mktemp("temporary")
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    word97convert._MADE.by_content.clear()
    word97convert._MADE.ahead.clear()
    yield
    assert list(folder.iterdir()) == []


@pytest.fixture
def doc(examples: Path) -> Source:
    """A document of Word 97."""
    return Source.of(examples / "reports" / "word_97.doc")


def without_office(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "find", lambda: None)


def without_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word97convert, "has_package", lambda: False)


def rtf(rows: list[list[str]], before: str = "") -> bytes:
    """A document in Rich Text Format with one table."""

    def words(text: str) -> str:
        return "".join(c if c.isascii() else f"\\u{ord(c)}?" for c in text)

    parts = ["{\\rtf1\\ansi\\deff0{\\fonttbl{\\f0 SimSun;}}\\f0\n", words(before) + "\\par\n"]
    for row in rows:
        edges = "".join(f"\\cellx{2000 * (n + 1)}" for n in range(len(row)))
        cells = "".join(f"\\intbl {words(cell)}\\cell\n" for cell in row)
        parts.append(f"\\trowd{edges}\n{cells}\\row\n")
    return ("".join(parts) + "\\pard\\par}").encode("ascii")


def places_hold(source: Source, report: govinfo_report.Report) -> None:
    for figure in report.figures.values():
        if figure.place is not None and figure.raw is not None:
            assert reread(source, figure.place) == figure.raw


@PACKAGE
def test_without_libreoffice(doc: Source, monkeypatch: pytest.MonkeyPatch) -> None:
    """The package alone reads every figure, and the places lead back."""
    without_office(monkeypatch)
    report = govinfo_report.parse(doc)
    assert report.reading.opener == "doc"
    assert sum(figure.state is State.VALUE for figure in report.figures.values()) == 200
    places_hold(doc, report)


@OFFICE
def test_without_the_package(doc: Source, monkeypatch: pytest.MonkeyPatch) -> None:
    """So does LibreOffice."""
    without_package(monkeypatch)
    report = govinfo_report.parse(doc)
    assert sum(figure.state is State.VALUE for figure in report.figures.values()) == 200
    assert not report.reading.notes
    places_hold(doc, report)


@OFFICE
@PACKAGE
def test_the_second_confirms_the_first(doc: Source) -> None:
    """Where both agree nothing is refused."""
    document = Word97Opener().open(doc, DEFAULT_LIMITS)
    assert document.second is not None
    report = govinfo_report.parse(doc)
    assert report.reading.refused == 0


def changed(docx: bytes, change: Callable[[str], str]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "word/document.xml":
                content = change(content.decode()).encode()
            new.writestr(name, content)
    return target.getvalue()


def test_what_two_programs_read_differently_is_refused(
    doc: Source, examples: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only the figures concerned, with the reason in both languages and a finding."""
    docx = (examples / "reports" / "word_plain.docx").read_bytes()
    whole = govinfo_report.parse(docx)
    address, figure = next(
        (a, f) for a, f in whole.figures.items() if f.value is not None and f.value > 100
    )
    raw = figure.raw or ""
    assert sum(other.raw == raw for other in whole.figures.values()) == 1
    other = changed(docx, lambda text: text.replace(f">{raw}<", f">{raw}1<"))
    monkeypatch.setattr(office, "convert", lambda contents, kind, limits: [docx])
    monkeypatch.setattr(word97convert, "has_package", lambda: True)
    monkeypatch.setattr(word97convert, "_packaged", lambda source, limits: other)
    report = govinfo_report.parse(doc)
    refused = {a: f for a, f in report.figures.items() if f.state is State.REFUSED}
    assert list(refused) == [address]
    assert refused[address].reason is Reason.READERS_DISAGREE
    assert (refused[address].value, refused[address].raw) == (None, raw)
    assert report.reading.refused == 1
    (finding,) = [f for f in govinfo_report.validate(report).findings if f.rule == "P207"]
    assert finding.addresses == (address,)
    for language in ("zh", "en"):
        assert "LibreOffice" in finding.message[language]


def test_a_second_reading_that_understood_nothing(
    doc: Source, examples: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It contradicts nothing: no tables, no report, or no document at all."""
    docx = (examples / "reports" / "word_plain.docx").read_bytes()
    monkeypatch.setattr(office, "convert", lambda contents, kind, limits: [docx])
    monkeypatch.setattr(word97convert, "has_package", lambda: True)
    for other in (changed(docx, lambda text: text.replace("w:tbl>", "w:none>")),
                  changed(docx, lambda text: text[: text.index("<w:p>")] + "</w:body></w:document>"),
                  b"no document"):  # fmt: skip
        word97convert._MADE.by_content.clear()
        monkeypatch.setattr(word97convert, "_packaged", lambda source, limits, other=other: other)
        assert govinfo_report.parse(doc).reading.refused == 0


def test_where_nothing_can_read_it(doc: Source, monkeypatch: pytest.MonkeyPatch) -> None:
    """The message names what to install."""
    without_office(monkeypatch)
    without_package(monkeypatch)
    with pytest.raises(MissingExtraError) as caught:
        govinfo_report.parse(doc)
    for language in ("zh", "en"):
        text = caught.value.text(language)
        assert "pip install 'govinfo-report[office]'" in text and "LibreOffice" in text
    with pytest.raises(MissingExtraError) as caught:
        govinfo_report.parse(Source.of(rtf([["甲", "1"]]), name="a.rtf"))
    for language in ("zh", "en"):
        assert "LibreOffice" in caught.value.text(language)


@OFFICE
def test_rich_text() -> None:
    """Tables and paragraphs, whatever the suffix."""
    source = Source.of(rtf([["规章", "41"], ["收费", ""]], "年度报告"), name="a.doc")
    document = rtf_opener().open(source, DEFAULT_LIMITS)
    assert document.blocks[0].text == "年度报告"
    (grid,) = document.grids()
    assert grid.grid is not None
    assert [grid.text[c.start : c.end] for c in grid.grid.cells] == ["规章", "41", "收费", ""]
    assert [note.code for note in document.notes] == ["P916"]
    assert document.opener == "rtf" and document.second is None


@OFFICE
def test_several_documents_in_one_call(examples: Path) -> None:
    """Each gets its own, and one that cannot be read takes none along."""
    names = ("word_97.doc", "wps_2019.wps")
    contents = [(examples / "reports" / name).read_bytes() for name in names]
    broken = compound({"WordDocument": b"\xec\xa5" * 4000})
    made = office.convert([contents[0], broken, contents[1]], Kind.DOC, DEFAULT_LIMITS)
    texts = []
    for docx in (made[0], made[2]):
        assert docx is not None
        document = DocxOpener().open(Source.of(docx, name="a.docx"), DEFAULT_LIMITS)
        texts.append("".join(block.text for block in document.blocks))
    assert "云岭县" in texts[0] and "临湖区" in texts[1]


@OFFICE
def test_documents_prepared_ahead(examples: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was converted together is not converted again."""
    names = ("word_97.doc", "wps_2019.wps")
    sources = [Source.of(examples / "reports" / name) for name in names]
    word97convert.prepare([*sources, Source.of("一行\n又一行")], DEFAULT_LIMITS)
    monkeypatch.setattr(office, "convert", lambda *_: pytest.fail("converted again"))
    without_package(monkeypatch)
    for source in sources:
        assert converted(source, DEFAULT_LIMITS)[1] is None
        assert govinfo_report.parse(source).reading.opener == "doc"


@pytest.mark.parametrize("way", ["office", "package"])
def test_damaged_documents(way: str, doc: Source, monkeypatch: pytest.MonkeyPatch) -> None:
    """Cut off or contradictory: one clear line, no traceback."""
    if way == "office":
        if office.find() is None:
            pytest.skip("LibreOffice is not installed")
        without_package(monkeypatch)
    else:
        if not has_package():
            pytest.skip("msdoc2docx is not installed")
        without_office(monkeypatch)
    wrong = [compound({"WordDocument": b"\xec\xa5" + b"\0" * 6000}), doc.data[: len(doc.data) // 2],
             doc.data[:3000]]  # fmt: skip
    for bad in wrong:
        with pytest.raises((SourceError, govinfo_report.errors.UnrecognisedLayoutError)) as caught:
            govinfo_report.parse(Source.of(bad, name="报告.doc"))
        assert "\n" not in caught.value.text("zh")


def test_documents_under_a_password(doc: Source) -> None:
    """The flag of the file is enough."""
    from govinfo_report.documents.compound import Compound

    head = bytearray(Compound(doc.data).read("WordDocument"))
    head[11] |= 0x01
    locked = compound({"WordDocument": bytes(head)})
    with pytest.raises(SourceError) as caught:
        govinfo_report.parse(Source.of(locked, name="a.doc"))
    assert "密码" in caught.value.text("zh")
    assert not isinstance(caught.value, MissingExtraError)


def test_other_formats_called_doc(examples: Path) -> None:
    """Pages and newer documents under the old suffix are read as what they are."""
    for name, opener in (("html_plain.html", "html"), ("word_plain.docx", "docx")):
        for suffix in (".doc", ".wps"):
            data = (examples / "reports" / name).read_bytes()
            report = govinfo_report.parse(Source.of(data, name="报告" + suffix))
            assert report.reading.opener == opener
            assert "P916" in [note.code for note in report.reading.notes]


def stand_in(folder: Path, body: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program in place of LibreOffice, on the path."""
    program = folder / "soffice"
    program.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    assert office.find() == program
    return program


@PROGRAMS
def test_a_program_that_never_ends(
    doc: Source, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is ended with all it started, and the error names the bound."""
    without_package(monkeypatch)
    stand_in(tmp_path, f"sleep 600 & echo $! > {tmp_path}/pid; sleep 600", monkeypatch)
    with pytest.raises(LimitError) as caught:
        govinfo_report.parse(doc, limits=Limits(office_wait=1))
    assert "超过 1 秒" in caught.value.text("zh")
    assert caught.value.text("zh").startswith("word_97.doc")
    assert caught.value.facts["bound"] == "office_wait"
    started = int((tmp_path / "pid").read_text())
    for _ in range(500):
        try:
            os.kill(started, 0)
        except ProcessLookupError:
            break
        if Path(f"/proc/{started}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z":
            break
    else:
        pytest.fail("still running")


@PROGRAMS
def test_a_program_that_fails(doc: Source, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without another way the document counts as damaged; with one it is read."""
    stand_in(tmp_path, "exit 77", monkeypatch)
    with monkeypatch.context() as context:
        without_package(context)
        with pytest.raises(SourceError) as caught:
            govinfo_report.parse(doc)
        assert "LibreOffice" in caught.value.text("zh")
    if has_package():
        assert govinfo_report.parse(doc).reading.refused == 0


@PROGRAMS
def test_how_the_program_is_run(
    doc: Source, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A profile of its own that allows neither macros nor links, and no word of the user's."""
    monkeypatch.setenv("HOME", "/home/somebody")
    monkeypatch.setenv("SECRET", "word")
    seen = tmp_path / "seen"
    stand_in(
        tmp_path, f'echo "$@" > {seen}; env >> {seen}; cat profile/user/* >> {seen}', monkeypatch
    )
    assert office.convert([doc.data], Kind.DOC, DEFAULT_LIMITS) == [None]
    told = seen.read_text()
    assert "-env:UserInstallation=file://" in told and "--infilter=MS Word 97" in told
    assert "DisableMacrosExecution" in told and "BlockUntrustedRefererLinks" in told
    assert "SECRET" not in told and "/home/somebody" not in told


def test_programs_in_the_working_folder_are_not_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor those of a relative path: the documents may lie there."""
    (tmp_path / "soffice").write_text("#!/bin/sh\n")
    (tmp_path / "soffice").chmod(0o755)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", os.pathsep.join(["", ".", str(tmp_path / "none")]))
    assert office.find() != tmp_path / "soffice"


def test_doubt_is_kept_by_an_opener(doc: Source, examples: Path) -> None:
    """The second reading belongs to the whole document, not to an excerpt of it."""
    docx = Source.of(examples / "reports" / "word_plain.docx")
    document = DocxOpener().open(docx, DEFAULT_LIMITS)
    doubled = evolve(document, second=document)
    assert doubled.excerpt(0, 2).second is None
