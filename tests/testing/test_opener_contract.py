"""The built-in openers keep the contract that plugins inherit, and openers that break it fail."""

from __future__ import annotations

import base64
import io
import zipfile
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from govinfo_report import Document, Fit, Registry
from govinfo_report.documents.document import Block, BlockKind
from govinfo_report.documents.grid import Cell, Grid, GridKind
from govinfo_report.documents.source import Source
from govinfo_report.errors import SourceError
from govinfo_report.limits import Limits
from govinfo_report.model.place import Place
from govinfo_report.testing import OpenerContract
from govinfo_report.testing.floors import document

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "reports"
_PAGE = (EXAMPLES / "html_plain.html").read_bytes()


def _zipped() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(zipfile.ZipInfo("a.html"), _PAGE)
    return packed.getvalue()


def _message(kind: str, head: str = "") -> bytes:
    """A message, or a saved page, with the page as its only part."""
    lines = [
        f"{head}From: a@example.org", "MIME-Version: 1.0", f'Content-Type: {kind}; boundary="=_1"',
        "", "--=_1", "Content-Type: text/html; charset=utf-8", "Content-Transfer-Encoding: base64",
        'Content-Disposition: attachment; filename="a.html"', "",
    ]  # fmt: skip
    body = base64.encodebytes(_PAGE).replace(b"\n", b"\r\n")
    return "\r\n".join(lines).encode() + b"\r\n" + body + b"--=_1--\r\n"


def _record() -> bytes:
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + _PAGE
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://www.example.gov.cn/a.html\r\n"
        "WARC-Date: 2024-02-01T03:04:05Z\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


#: opener -> files of its format: examples by name, or (name, what makes the bytes)
SAMPLES: dict[str, list[str | tuple[str, Callable[[], bytes]]]] = {
    "html": ["html_plain.html", "html_word.html"],
    "text": ["tabs_shifted.txt", "row_tables.md"],
    "docx": ["word_plain.docx"],
    "xlsx": ["workbook.xlsx"],
    "xls": ["workbook_97.xls"],
    "doc": ["word_97.doc"],
    "pdf": [("a.pdf", lambda: document("ruled_pdf", 2)[1].data)],
    "ofd": [("a.ofd", lambda: document("ofd", 2)[1].data)],
    "zip": [("a.zip", _zipped)],
    "mhtml": [
        ("a.mht", lambda: _message("multipart/related", "Snapshot-Content-Location: http://x/\r\n"))
    ],
    "eml": [("a.eml", lambda: _message("multipart/mixed", "To: b@example.org\r\n"))],
    "warc": [("a.warc", _record)],
}
#: formats that only LibreOffice or text recognition open, which take seconds for every file
ELSEWHERE = {"rtf": "tests/documents/test_word97.py", "ocr": "tests/documents/test_scans.py"}
NEEDED = {"pdf": "pypdfium2", "xls": "python_calamine", "doc": "doc2docx", "warc": "warcio"}
_OFTEN = "every opening takes seconds where LibreOffice does it; tests/documents/test_word97.py"
_LIMITED = {
    "doc": dict.fromkeys(
        ("limits_are_kept", "torn_files_give_clear_errors",
         "the_same_bytes_give_the_same_document", "documents_are_well_formed",
         "places_lead_back_to_the_text"), _OFTEN,
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the samples that are no examples are written."""
    return tmp_path_factory.mktemp("samples")


class _Builtin(OpenerContract):
    """A suite whose samples are written when it runs."""

    @pytest.fixture(autouse=True)
    def prepared(self, folder: Path) -> None:
        """Skip what needs an extra; write the samples."""
        name = self.opener.id
        if name in NEEDED and find_spec(NEEDED[name]) is None:
            pytest.skip(f"{name} needs an extra")
        paths = []
        for sample in SAMPLES[name]:
            path = EXAMPLES / sample if isinstance(sample, str) else folder / sample[0]
            if not isinstance(sample, str):
                path.write_bytes(sample[1]())
            paths.append(path)
        type(self).samples = paths


def _suite(opener: Any) -> type[OpenerContract]:
    return type("TestOpener", (_Builtin,),
                {"opener": opener, "limits": _LIMITED.get(opener.id, {}), "samples": []})  # fmt: skip


OPENERS = {opener.id: opener._opener for opener in Registry.builtin().openers}
globals().update({f"TestOpener_{name}": _suite(OPENERS[name]) for name in SAMPLES})


def test_every_opener_is_under_contract() -> None:
    """A new opener needs samples here."""
    assert set(SAMPLES) | set(ELSEWHERE) == set(OPENERS)
    root = Path(__file__).resolve().parents[2]
    assert all((root / path).is_file() for path in ELSEWHERE.values())


# --- openers that break the contract ---------------------------------------------------------


class LinesOpener:
    """A sound opener of a format of its own: a line per block, behind a first line."""

    id = "made.lines"
    magic = b"LINES\n"

    def accepts(self, source: Source) -> Fit | None:
        return Fit.EXACT if source.data.startswith(self.magic) else None

    def open(self, source: Source, limits: Limits) -> Document:
        lines = source.data.split(b"\n")[1:]
        if any(b"\xff" in line or b"\0" in line for line in lines) or not lines:
            raise SourceError("not text", zh="不是文本")
        source.decoded  # noqa: B018 - keeps the limit of characters
        starts = [len(self.magic)]
        for line in lines:
            starts.append(starts[-1] + len(line) + 1)
        blocks = tuple(
            self.block(i, line.decode("ascii", "replace")) for i, line in enumerate(lines)
        )

        def locate(span: Any) -> Place:
            return Place(start=starts[span.block] + span.start, end=starts[span.block] + span.end)

        return Document(blocks, locate, opener=self.id)

    def block(self, index: int, text: str) -> Block:
        return Block(index, BlockKind.LINE, text)


def broken(
    folder: Path, opener: LinesOpener, content: bytes = b"LINES\nabc\n123\n"
) -> OpenerContract:
    path = folder / "a.lines"
    path.write_bytes(content)
    return type("TestBroken", (OpenerContract,), {"opener": opener, "samples": [path]})()


def items() -> Iterator[str]:
    return (name for name in dir(OpenerContract) if name.startswith("test_"))


def test_a_sound_opener_of_a_new_format_passes(tmp_path: Path) -> None:
    """Every item but that on containers, which is skipped."""
    suite = broken(tmp_path, LinesOpener())
    skipped = []
    for name in items():
        try:
            getattr(suite, name)()
        except pytest.skip.Exception:
            skipped.append(name)
    assert skipped == ["test_containers_hand_over_documents"]


class _Drawing(LinesOpener):
    count = 0

    def block(self, index: int, text: str) -> Block:
        type(self).count += 1
        return Block(index, BlockKind.LINE, f"{text}{self.count}")


class _Numbered(LinesOpener):
    def block(self, index: int, text: str) -> Block:
        return Block(index + 1, BlockKind.LINE, text)


class _Overlapping(LinesOpener):
    def block(self, index: int, text: str) -> Block:
        cells = (Cell(0, 0, 1, 2, 0, 1, 0, 0), Cell(0, 1, 1, 2, 2, 3, 0, 1))
        return Block(index, BlockKind.GRID, text + "\t\t\t", 0, Grid(GridKind.MARKUP, 1, 2, cells))


class _Displaced(LinesOpener):
    magic = b"LINES\n "


class _Raising(LinesOpener):
    def open(self, source: Source, limits: Limits) -> Document:
        return super().open(source, limits) if len(source.data) > 12 else 1 // 0


class _Trusting(LinesOpener):
    def accepts(self, source: Source) -> Fit | None:
        return Fit.EXACT if source.data[3] == ord("E") else None


class _Wide(LinesOpener):
    def open(self, source: Source, limits: Limits) -> Document:
        if source.limits.text_characters < 10:
            raise ValueError("too much")
        return super().open(source, limits)


@pytest.mark.parametrize(
    ("opener", "item"),
    [
        (_Drawing(), "the_same_bytes_give_the_same_document"),
        (_Numbered(), "documents_are_well_formed"),
        (_Overlapping(), "documents_are_well_formed"),
        (_Displaced(), "places_lead_back_to_the_text"),
        (_Raising(), "torn_files_give_clear_errors"),
        (_Trusting(), "accepts_never_raises"),
        (_Wide(), "limits_are_kept"),
    ],
    ids=lambda value: value if isinstance(value, str) else type(value).__name__,
)
def test_a_broken_opener_is_found(opener: LinesOpener, item: str, tmp_path: Path) -> None:
    """Each by the item that is meant for it."""
    content = opener.magic + b"abc\n123\n"
    with pytest.raises((AssertionError, ArithmeticError, LookupError, ValueError)):
        getattr(broken(tmp_path, opener, content), f"test_{item}")()
