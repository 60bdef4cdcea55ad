"""PDF documents: what is printed, what is only hidden in the file, and files that misbehave."""

from __future__ import annotations

import builtins
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import pytest

pytest.importorskip("pypdfium2")

import govinfo_report
from govinfo_report.documents.document import Document
from govinfo_report.documents.latticetext import DOUBTFUL
from govinfo_report.documents.pdf import PdfOpener
from govinfo_report.documents.reread import reread
from govinfo_report.documents.source import Source
from govinfo_report.errors import LimitError, MissingExtraError, SourceError
from govinfo_report.limits import DEFAULT_LIMITS, Limits
from govinfo_report.model.figure import Grade
from govinfo_report.testing import RENDERERS, compare, random_report
from govinfo_report.testing.renderers.ruledpdf import PdfDialect, assembled, embedded_font, written

LONG = "本段文字用来说明页面上确有可以选取的内容而不是扫描图片"


def show(text: str, x: float, y: float, size: float = 10.0, matrix: str = "1 0 0 1") -> str:
    """Operators that print a text at a point counted from the lower left corner."""
    return f"BT /F1 {size:g} Tf {matrix} {x:g} {y:g} Tm <{text.encode('utf-16-be').hex()}> Tj ET\n"


def frame(xs: Sequence[float], ys: Sequence[float]) -> str:
    lines = [f"{xs[0]} {y} m {xs[-1]} {y} l S" for y in ys]
    return "\n".join(lines + [f"{x} {ys[0]} m {x} {ys[-1]} l S" for x in xs]) + "\n"


def pdf(*pages: str, **choices: Any) -> bytes:
    always = show(LONG, 72, 760)
    return written([(always + page).encode() for page in pages], PdfDialect(**choices))


def opened(data: bytes, name: str = "a.pdf", limits: Limits = DEFAULT_LIMITS) -> Document:
    return PdfOpener().open(Source.of(data, name=name), limits)


def cells(document: Document) -> list[str]:
    block = next(document.grids())
    assert block.grid is not None
    return [block.text[c.start : c.end] for c in block.grid.cells]


def refused(data: bytes, limits: Limits = DEFAULT_LIMITS) -> SourceError:
    with pytest.raises(SourceError) as caught:
        opened(data, limits=limits)
    assert caught.value.message["zh"] != caught.value.message["en"]
    return caught.value


TABLE = frame((100, 200, 300), (600, 630, 660))
FOUR = show("甲", 110, 640) + show("1", 220, 640) + show("乙", 110, 610) + show("22", 220, 610)


def test_a_ruled_table() -> None:
    """Cells by the lines around them; text outside is running text."""
    document = opened(pdf(TABLE + FOUR))
    assert cells(document) == ["甲", "1", "乙", "22"]
    assert document.blocks[0].text == LONG
    assert not document.unverified
    assert not document.notes


@pytest.mark.parametrize("rotated", [0, 90, 180, 270])
def test_pages_stored_turned(rotated: int) -> None:
    """A page is read as it is shown."""
    document = opened(pdf(TABLE + FOUR, rotated=rotated))
    assert cells(document) == ["甲", "1", "乙", "22"]
    place = document.locate(document_span(document, "22"))
    assert place.box is not None
    assert [round(edge) for edge in place.box] == [200, 212, 300, 242]


def document_span(document: Document, text: str) -> Any:
    from govinfo_report.documents.document import Span

    block = next(document.grids())
    start = block.text.index(text)
    return Span(block.index, start, start + len(text))


def test_forms_and_packed_contents() -> None:
    """Contents within a form of another scale."""
    assert cells(opened(pdf(TABLE + FOUR, form=True, packed=True))) == ["甲", "1", "乙", "22"]


def test_filled_strips_are_rules_and_areas_are_not() -> None:
    """Thin rectangles are lines, wide ones the ground of cells."""
    strips = "".join(f"100 {y - 0.3} 200 0.6 re f\n" for y in (600, 630, 660))
    strips += "".join(f"{x - 0.3} 600 0.6 60 re f\n" for x in (100, 200, 300))
    ground = "0.9 g 100 600 100 30 re f 0 g\n"
    assert cells(opened(pdf(ground + strips + FOUR))) == ["甲", "1", "乙", "22"]


def test_hidden_text_is_left_out_and_noted() -> None:
    """Invisible, white, painted over, too small: not printed, not read."""
    hidden = [
        "3 Tr " + show("9", 260, 640) + "0 Tr ",
        "1 g " + show("9", 260, 640) + "0 g ",
        show("9", 260, 640) + "1 g 250 635 30 20 re f 0 g ",
        show("9", 260, 640, 0.4),
    ]
    for extra in hidden:
        document = opened(pdf(TABLE + extra + FOUR))
        assert cells(document) == ["甲", "1", "乙", "22"], extra
        assert [(n.code, n.params["characters"]) for n in document.notes] == [("P909", 1)], extra
    # white text on a dark ground can be seen
    white = "0.2 g 200 630 100 30 re f 1 g " + show("5", 260, 640) + "0 g "
    assert cells(opened(pdf(TABLE + white + show("甲", 110, 640))))[:2] == ["甲", "5"]


def test_watermarks_are_left_out() -> None:
    """Text aslant over a table is no content of its cells."""
    mark = show("2021", 200, 600, 60, "0.7 0.7 -0.7 0.7")
    assert cells(opened(pdf(TABLE + FOUR + mark))) == ["甲", "1", "乙", "22"]


def test_turned_heads() -> None:
    """Heads that run upwards or downwards."""
    turned = show("甲乙", 150, 640, 8, "0 1 -1 0") + show("丙丁", 240, 655, 8, "0 -1 1 0")
    assert cells(opened(pdf(TABLE + turned)))[:2] == ["甲乙", "丙丁"]


def test_bold_by_printing_twice() -> None:
    """A copy a third of a point away is the same text."""
    assert cells(opened(pdf(TABLE + FOUR + show("22", 220.3, 610)))) == ["甲", "1", "乙", "22"]


def fonted(contents: str, font: Sequence[bytes], further: Sequence[bytes] = ()) -> bytes:
    """A page of these contents in a font of one's own (object 3 and those behind it)."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"", *font, *further]
    stream = contents.encode()
    objects.append(f"<</Length {len(stream)}>>stream\n".encode() + stream + b"\nendstream")
    objects.append(
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>"
        f"/Contents {len(objects)} 0 R>>".encode()
    )
    objects[1] = f"<</Type/Pages/Count 1/Kids[{len(objects)} 0 R]>>".encode()
    return assembled(objects)


def test_a_font_that_does_not_tell_its_text() -> None:
    """Without a table of characters the text is doubtful, never guessed."""
    type0, *others = embedded_font()
    mute = type0.replace(b"/ToUnicode 7 0 R", b"")
    document = opened(fonted(show(LONG, 72, 760) + TABLE + FOUR, [mute, *others]))
    assert document.unverified
    assert {note.code for note in document.notes} == {"P915"}
    assert not any(character.isdigit() for text in cells(document) for character in text)


def test_private_characters_lower_the_grade() -> None:
    """A character of private use may look like anything."""
    assert opened(pdf(show("甲\ue123", 110, 640))).unverified


def test_a_font_that_is_nowhere() -> None:
    """A single character that the library passes over becomes a doubtful one, not a blank."""
    document = opened(pdf(TABLE + show("甲乙", 110, 640) + show("无", 220, 640), embedded=False))
    found = cells(document)
    assert found[0] == "甲乙"
    # a machine with Chinese fonts reads it
    assert found[1] in ("无", DOUBTFUL)
    assert document.unverified == (found[1] == DOUBTFUL)


def test_bare_fonts_are_never_misread() -> None:
    """Whole reports in a font that is not in the file."""
    for seed in range(6):
        rng = Random(f"bare:{seed}")
        data = random_report(rng)
        renderer = RENDERERS["ruled_pdf"]
        from attrs import evolve

        page = renderer.print(data, evolve(renderer.dialect(rng), embedded=False))
        try:
            assert compare(data, govinfo_report.parse(page)).sound, seed
        except govinfo_report.GovInfoReportError:
            continue


PICTURE = b"<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8"


def scan(text: str) -> bytes:
    """A page covered by a picture, with text over it."""
    type0, *others = embedded_font()
    content = (f"q 595 0 0 842 0 0 cm /X1 Do Q 3 Tr\n{text}").encode()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>", b"", type0, *others,
        PICTURE + b"/Length 1>>stream\n\xff\nendstream",
        f"<</Length {len(content)}>>stream\n".encode() + content + b"\nendstream",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 10 0 R/Resources"
        b"<</Font<</F1 3 0 R>>/XObject<</X1 9 0 R>>>>>>",
    ]  # fmt: skip
    objects[1] = b"<</Type/Pages/Count 1/Kids[11 0 R]>>"
    return assembled(objects)


def test_a_layer_of_recognised_text_is_unverified() -> None:
    """Invisible text over a scan is read, but not vouched for."""
    document = opened(scan(show(LONG, 72, 760)))
    assert document.blocks[0].text == LONG
    assert document.unverified


def test_scans_and_empty_pages_are_named() -> None:
    """Pictures without text, and pages without anything."""
    assert "扫描件" in refused(scan("")).message["zh"]
    empty = written([b""], PdfDialect())
    assert "没有文字" in refused(empty).message["zh"]


#: one page, asks for a password
_LOCKED = (
    b"<</Filter/Standard/V 1/R 2/Length 40/P -44/O<" + b"11" * 32 + b">/U<" + b"22" * 32 + b">>>"
)


def test_protected_documents() -> None:
    """A password is asked for in words."""
    data = pdf(FOUR)
    number = data.count(b" obj\n") + 1
    start = data.rindex(b"xref\n0 ")
    changed = data[:start] + f"{number} 0 obj\n".encode() + _LOCKED + b"\nendobj\n"
    changed += b"trailer<</Root 1 0 R/ID[<00><00>]/Encrypt %d 0 R>>\n%%%%EOF" % number
    assert "密码" in refused(changed).message["zh"]


def test_damaged_documents_end_in_an_error_or_a_document() -> None:
    """Cut off, empty, or turned upside down: one clear line."""
    data = pdf(TABLE + FOUR)
    for wrong in (b"%PDF-1.7\n", b"%PDF-1.7\n" + b"\0" * 5000, data[:200]):
        assert "已损坏" in refused(wrong).message["zh"]
    for share in range(1, 20):
        try:
            opened(data[: len(data) * share // 20])
        except SourceError:
            continue


def test_a_page_tree_that_bites_its_tail() -> None:
    """Kids that are their own parents."""
    data = assembled([
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 3/Kids[2 0 R 2 0 R 1 0 R]/Parent 2 0 R>>",
    ])  # fmt: skip
    refused(data)


def test_far_and_broken_coordinates() -> None:
    """Lines and text beyond every page are left out."""
    far = "-1e9 600 m 1e30 600 l S 1e38 0 0 1e38 0 0 cm 100 1e9 m 100 -1e9 l S\n"
    assert cells(opened(pdf(TABLE + FOUR + show("9", 9e8, 640) + far))) == ["甲", "1", "乙", "22"]


def test_limits() -> None:
    """Pages, marks and characters are counted."""
    three = pdf(FOUR, FOUR, FOUR)
    for data, limits in (
        (three, Limits(pages=2)), (three, Limits(glyphs=20)),
        (pdf("0 0 m 9 9 l S\n" * 500), Limits(page_marks=400)),
        (pdf(*["0 0 m 9 9 l S\n" * 99] * 3), Limits(marks=400)),
        (pdf("0 0 m " + "9 9 l 0 0 l " * 300 + "S"), Limits(page_marks=400)),
    ):  # fmt: skip
        error = refused(data, limits)
        assert isinstance(error, LimitError)
        assert error.facts["id"] == "P907"


def test_without_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    """The line that installs it is in the error."""
    real = builtins.__import__

    def without(name: str, *rest: Any) -> Any:
        if name.startswith("pypdfium2"):
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    error = refused(pdf(FOUR))
    assert isinstance(error, MissingExtraError)
    for language in ("zh", "en"):
        assert "pip install 'govinfo-report[pdf]'" in error.text(language)


def test_places_are_read_again_from_the_page() -> None:
    """The box of a span gives its text without knowing tables or paragraphs."""
    source = Source.of(pdf(TABLE + FOUR), name="a.pdf")
    document = PdfOpener().open(source, DEFAULT_LIMITS)
    from govinfo_report.documents.document import Span

    for block in document.blocks:
        ends = [(c.start, c.end) for c in block.grid.cells] if block.grid else [(0, len(LONG))]
        for start, end in ends:
            for first, last in ((start, end), (start, start), (max(start, end - 1), end)):
                place = document.locate(Span(block.index, first, last))
                assert reread(source, place) == block.text[first:last]


def test_the_suffix_is_only_a_hint() -> None:
    """A PDF called a Word document is read as what it is."""
    document = opened(pdf(FOUR), name="a.doc")
    assert [(n.code, n.params["suffix"]) for n in document.notes] == [("P916", ".doc")]


def test_a_city_and_a_district(shared_reports: Path) -> None:
    """Real reports: every printed figure, one row label of which lost characters."""
    import json

    for name, figures in (("huaian_2024", 200), ("hongze_2023", 186)):
        path = shared_reports / "real" / f"{name}.pdf"
        expected = json.loads(path.with_suffix(".expected.json").read_text("utf-8"))
        report = govinfo_report.parse(path)
        right = {
            address
            for address, value in expected["figures"].items()
            if address in report.figures
            and report.figures[address].value == (None if value is None else Decimal(str(value)))
        }
        assert len(expected["figures"]) == figures
        assert set(expected["figures"]) == right
        assert (report.publisher, report.year) == (expected["publisher"], expected["year"])
        assert set(report.reading.grade.values()) == {Grade.VERIFIED}
        assert len(report.sections) == 6
