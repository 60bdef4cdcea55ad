"""Pictures of pages: their rules and ink, doubtful figures, limits, and what recognition reads."""

from __future__ import annotations

import io
import json
import struct
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from govinfo_report import parse
from govinfo_report.documents import scan as opening
from govinfo_report.documents.lattice import Laid
from govinfo_report.documents.latticetext import DOUBTFUL
from govinfo_report.documents.reread import reread
from govinfo_report.documents.scan import ScanOpener
from govinfo_report.documents.scanframe import Frame
from govinfo_report.documents.source import Source
from govinfo_report.errors import LimitError, MissingExtraError, SourceError
from govinfo_report.limits import DEFAULT_LIMITS, Limits
from govinfo_report.model.figure import Grade, State
from govinfo_report.plugins import howread

SCANS = Path(__file__).parent / "scans"
CELLS = [(20.0, 20.0, 120.0, 60.0), (120.0, 20.0, 220.0, 60.0)]


def png(wide: int, high: int, rows: bytes = b"") -> bytes:
    """A picture of one grey value; without rows, of which only the head is there."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    head = struct.pack(">IIBBBBB", wide, high, 8, 0, 0, 0, 0)
    data = rows or (b"\0" + b"\xff" * wide) * min(high, 100)
    return b"".join((
        b"\x89PNG\r\n\x1a\n", chunk(b"IHDR", head), chunk(b"IDAT", zlib.compress(data)),
        chunk(b"IEND", b""),
    ))  # fmt: skip


def failure(data: bytes, limits: Limits = DEFAULT_LIMITS) -> SourceError:
    with pytest.raises(SourceError) as caught:
        ScanOpener().open(Source.of(data, name="a.png"), limits)
    assert caught.value.message["zh"] != caught.value.message["en"]
    return caught.value


# the way between pages and pictures


@pytest.mark.parametrize("quarters", range(4))
@pytest.mark.parametrize("angle", [0.0, 0.62, -1.5, 5.0])
@pytest.mark.parametrize("factor", [1.0, 2.5])
def test_places_lead_back_and_forth(quarters: int, angle: float, factor: float) -> None:
    """A box on the upright page is found again from its place in the picture."""
    frame = Frame(1000, 1400, quarters, angle, factor)
    box = (300.0, 400.0, 380.0, 425.0)
    assert frame.ahead(frame.back(box)) == pytest.approx(box, abs=0.2)


def test_a_place_in_a_turned_picture() -> None:
    """A page that was laid on the scanner on its side: worked out by hand."""
    assert Frame(500, 300, 1).back((40, 360, 60, 400)) == (100, 40, 140, 60)
    assert Frame(500, 300, 2).back((360, 240, 400, 260)) == (100, 40, 140, 60)
    assert Frame(500, 300, 3).back((240, 100, 260, 140)) == (100, 40, 140, 60)
    assert Frame(1000, 2000, factor=2.0).back((10, 20, 30, 40)) == (5, 10, 15, 20)


# rules and ink, without recognition


def table(angle: float = 0.0, noise: float = 0.0) -> Any:
    """A drawn table of 4 rows by 3 columns whose first row is one cell."""
    np, cv2 = pytest.importorskip("numpy"), pytest.importorskip("cv2")
    page = np.full((700, 900), 255, np.uint8)
    for y in (100, 140, 180, 220, 260):
        cv2.line(page, (100, y), (700, y), 0, 2)
    for x, top in ((100, 100), (300, 140), (500, 140), (700, 100)):
        cv2.line(page, (x, top), (x, 260), 0, 2)
    # strokes as text has them: long ones, one that touches a rule
    cv2.line(page, (320, 160), (345, 160), 0, 3)
    cv2.line(page, (130, 190), (130, 212), 0, 3)
    cv2.line(page, (540, 222), (540, 240), 0, 3)
    if angle:
        matrix = cv2.getRotationMatrix2D((449.5, 349.5), angle, 1.0)
        page = cv2.warpAffine(page, matrix, (900, 700), borderValue=255)
    if noise:
        spoilt = page + np.random.default_rng(7).normal(0, noise, page.shape)
        page = np.clip(spoilt, 0, 255).astype(np.uint8)
    return page


@pytest.mark.parametrize("angle", [0.0, 0.6, -1.5, 4.0])
@pytest.mark.parametrize("noise", [0.0, 14.0])
def test_rules_become_cells(angle: float, noise: float) -> None:
    """Tilt and noise do not change the structure; strokes of text are no rules."""
    page = table(angle, noise)
    from govinfo_report.documents.latticerules import tables_of
    from govinfo_report.documents.scanpixels import ink, rules, tilt, turned

    found = tilt(page)
    assert found == pytest.approx(-angle, abs=0.08)
    page = turned(page, found, 255)
    segments = rules(page, ink(page), 20.0).segments
    halves = [tuple(value / 2 for value in segment) for segment in segments]
    ((made,), beyond) = tables_of(halves, 64, 400, 20_000)  # type: ignore[arg-type]
    assert not beyond and not made.holes
    areas = [(c.row, c.column, c.row_end, c.column_end) for c in made.cells]
    rows = [(row, column, row + 1, column + 1) for row in (1, 2, 3) for column in range(3)]
    assert areas == [(0, 0, 1, 3), *rows]
    assert made.xs == pytest.approx([50, 150, 250, 350], abs=2)


def test_small_type() -> None:
    """Rules a few pixels apart are found on an enlarged page and told in pixels of the page."""
    page = table()
    cv2 = pytest.importorskip("cv2")
    from govinfo_report.documents.scanpixels import ink, rules

    small = cv2.resize(page, (450, 350), interpolation=cv2.INTER_AREA)
    lying = {round(y) for x, y, x2, y2 in rules(small, ink(small), 10.0).segments if y == y2}
    assert len(lying) == 5
    assert all(min(abs(y - wanted) for wanted in (50, 70, 90, 110, 130)) <= 1 for y in lying)


def test_no_lines_no_tilt() -> None:
    np = pytest.importorskip("numpy")
    pytest.importorskip("cv2")
    from govinfo_report.documents.scanpixels import tilt

    assert tilt(np.full((300, 200), 255, np.uint8)) == 0.0


def test_red_stamp_is_left_out() -> None:
    """A large red shape fades, print under it stays; small red print is not a stamp."""
    np, cv2 = pytest.importorskip("numpy"), pytest.importorskip("cv2")
    from govinfo_report.documents.scanpixels import grey

    page = np.full((800, 800, 3), 255, np.uint8)
    cv2.circle(page, (400, 400), 100, (205, 30, 40), 14)
    page[390:410, 480:530] = 0
    page[100:112, 100:106] = (205, 30, 40)
    flat = grey(page)
    assert flat[500, 400] > 240
    assert flat[400, 500] < 30
    assert flat[105, 103] < 120


# what stands in a cell


def cell_page(
    draw: Callable[[Any, Any], None], *answers: tuple[str, float]
) -> tuple[Any, list[Any]]:
    """A page of two ruled cells, and the pieces that were asked for."""
    np, cv2 = pytest.importorskip("numpy"), pytest.importorskip("cv2")
    from govinfo_report.documents.scancells import Page
    from govinfo_report.documents.scanpixels import ink, rules

    values = np.full((100, 260), 255, np.uint8)
    for y in (20, 60):
        cv2.line(values, (20, y), (220, y), 0, 1)
    for x in (20, 120, 220):
        cv2.line(values, (x, 20), (x, 60), 0, 1)
    draw(cv2, values)
    asked: list[Any] = []
    waiting = list(answers)

    def read(piece: Any) -> tuple[str, float]:
        asked.append(piece.shape)
        return waiting.pop(0)

    dark = ink(values)
    return Page(values, dark, rules(values, dark, 20.0), 20.0, read), asked


def number(cv2: Any, values: Any) -> None:
    cv2.putText(values, "12", (50, 48), cv2.FONT_HERSHEY_SIMPLEX, 0.7, 0, 2)


def texts(page: Any, cell: int, *lines: Any, torn: bool = False) -> list[str]:
    return [line.text for line in page.lines(CELLS[cell], lines, torn=torn)]


def line(text: str, score: float = 0.99) -> Any:
    from govinfo_report.documents.scancells import CellLine

    return CellLine(text, (48.0, 30.0, 82.0, 50.0), score)


def test_columns_of_pictures_need_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    """The second reading goes by ruled cells; white between columns gives none."""
    pytest.importorskip("cv2")
    from govinfo_report.documents import scanpages

    asked: list[bool] = []

    def lay(pages: object, limits: Limits, *, by_white: bool = True) -> Laid:
        asked.append(by_white)
        return Laid()

    monkeypatch.setattr(scanpages, "lay", lay)
    monkeypatch.setattr(scanpages, "_bring_to_points", lambda pages: None)
    scanpages.read_scans([], DEFAULT_LIMITS)
    assert asked == [False]


def test_a_figure_needs_two_readings() -> None:
    """Agreement of two sure readings is a figure, everything else ends in the mark of doubt."""
    assert texts(cell_page(number, ("12", 0.97))[0], 0, line("12")) == ["12"]
    assert texts(cell_page(number, ("17", 0.99))[0], 0, line("12")) == ["12" + DOUBTFUL]
    assert texts(cell_page(number, ("12", 0.5))[0], 0, line("12")) == ["12" + DOUBTFUL]
    assert texts(cell_page(number, ("", 0.0))[0], 0, line("12")) == ["12" + DOUBTFUL]


def test_an_unsure_first_reading_needs_two_more() -> None:
    page, asked = cell_page(number, ("12", 0.97), ("12", 0.96))
    assert texts(page, 0, line("12", 0.6)) == ["12"]
    assert len(asked) == 2 and asked[0] != asked[1]
    page, _ = cell_page(number, ("12", 0.97), ("72", 0.96))
    assert texts(page, 0, line("12", 0.6)) == ["12" + DOUBTFUL]
    page, _ = cell_page(number, ("12", 0.99), ("12", 0.99))
    assert texts(page, 0, line("12", 0.2)) == ["12" + DOUBTFUL]
    page, asked = cell_page(number, ("12", 0.97), ("12", 0.97))
    assert texts(page, 0, line("12"), torn=True) == ["12"]
    assert len(asked) == 2


def test_labels_are_not_read_twice() -> None:
    """A label is proved by the form: the second reading is for figures."""
    page, asked = cell_page(number)
    assert texts(page, 0, line("1.属于国家秘密", 0.5)) == ["1.属于国家秘密"]
    assert not asked


def test_ink_beside_a_figure_is_doubt() -> None:
    def more(cv2: Any, values: Any) -> None:
        number(cv2, values)
        cv2.putText(values, "3", (98, 48), cv2.FONT_HERSHEY_SIMPLEX, 0.7, 0, 2)

    page, _ = cell_page(more, ("12", 0.99))
    assert texts(page, 0, line("12")) == ["12" + DOUBTFUL]


def test_blank_and_unreadable_differ() -> None:
    """No ink is blank; ink that is not read, or read in two ways, is refused."""
    page, asked = cell_page(number, ("12", 0.95), ("12", 0.93))
    assert texts(page, 1) == [] and not asked
    assert texts(page, 0) == ["12"]
    page, _ = cell_page(number, ("12", 0.95), ("1Z", 0.95))
    assert texts(page, 0) == [DOUBTFUL]
    page, _ = cell_page(number, ("", 0.0), ("", 0.0))
    assert texts(page, 0) == [DOUBTFUL]


def test_specks_are_no_ink_but_dust_is() -> None:
    def speck(cv2: Any, values: Any) -> None:
        values[40:42, 160:162] = 0

    def dust(cv2: Any, values: Any) -> None:
        for n in range(40):
            x, y = 130 + 37 * n % 76, 27 + 23 * n % 26
            values[y : y + 3, x : x + 2] = 0

    assert texts(cell_page(speck)[0], 1) == []
    assert texts(cell_page(dust, ("", 0.0), ("", 0.0))[0], 1) == [DOUBTFUL]


def test_one_and_slash_are_told_by_their_lean() -> None:
    """Recognition takes a slash for a one and is sure of it."""

    def slash(cv2: Any, values: Any) -> None:
        cv2.line(values, (58, 50), (66, 30), 0, 2)

    def one(cv2: Any, values: Any) -> None:
        cv2.line(values, (62, 50), (62, 30), 0, 2)

    assert texts(cell_page(slash, ("1", 0.99))[0], 0, line("1")) == ["1" + DOUBTFUL]
    assert texts(cell_page(slash, ("/", 0.99))[0], 0, line("/")) == ["/"]
    assert texts(cell_page(one, ("1", 0.99))[0], 0, line("1")) == ["1"]
    assert texts(cell_page(one, ("/", 0.99))[0], 0, line("/")) == ["/" + DOUBTFUL]


# limits, damage, and the packages missing


def recognising(there: bool) -> Callable[[], bool]:
    return lambda: there


def test_without_the_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    """The line that installs them, in both languages."""
    monkeypatch.setattr(opening, "can_recognise", recognising(False))
    monkeypatch.setattr(howread, "can_recognise", recognising(False))
    with pytest.raises(MissingExtraError) as caught:
        parse(png(20, 20), isolation="none")
    for language in ("zh", "en"):
        assert "pip install 'govinfo-report[ocr]'" in caught.value.text(language)
    assert caught.value.message["zh"] != caught.value.message["en"]


def test_a_scanned_pdf_without_the_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pypdfium2")
    monkeypatch.setattr(howread, "can_recognise", recognising(False))
    with pytest.raises(SourceError, match="is a scan") as caught:
        parse(scanned_pdf(png(60, 80)), isolation="none")
    for language in ("zh", "en"):
        assert "govinfo-report[ocr]" in caught.value.text(language)


def scanned_pdf(picture: bytes, wide: int = 60, high: int = 80) -> bytes:
    """A PDF whose only page is a grey picture."""
    from govinfo_report.testing.renderers.ruledpdf import assembled

    place = picture.index(b"IDAT")
    size = struct.unpack(">I", picture[place - 4 : place])[0]
    packed = picture[place + 4 : place + 4 + size]
    content = b"595 0 0 842 0 0 cm /I Do"
    entries = (
        f"<</Type/XObject/Subtype/Image/Width {wide}/Height {high}/ColorSpace/DeviceGray"
        f"/BitsPerComponent 8/Filter/FlateDecode/DecodeParms<</Predictor 15/Columns {wide}>>"
        f"/Length {len(packed)}>>stream\n"
    ).encode()
    return assembled([
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]"
        b"/Resources<</XObject<</I 4 0 R>>>>/Contents 5 0 R>>",
        entries + packed + b"\nendstream",
        b"<</Length %d>>stream\n" % len(content) + content + b"\nendstream",
    ])  # fmt: skip


@pytest.fixture
def there(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything up to recognition itself, which the test does not reach."""
    pytest.importorskip("PIL")
    pytest.importorskip("cv2")
    monkeypatch.setattr(opening, "can_recognise", recognising(True))


@pytest.mark.usefixtures("there")
def test_pixels_are_counted_before_they_are_unpacked() -> None:
    for size in (50_000, 12_000):
        error = failure(png(size, size))
        assert isinstance(error, LimitError)
        assert error.facts["id"] == "P907" and error.facts["bound"] == "pixels"
        assert error.facts["limit"] == DEFAULT_LIMITS.pixels
    error = failure(png(100, 100), Limits(pixels=9_999))
    assert error.facts["observed"] == 10_000


@pytest.mark.usefixtures("there")
def test_too_many_pages() -> None:
    from PIL import Image

    from govinfo_report.documents.scanimage import scans

    file = io.BytesIO()
    pages = [Image.new("1", (40, 40), 1) for _ in range(4)]
    pages[0].save(file, "TIFF", save_all=True, append_images=pages[1:])
    source = Source.of(file.getvalue(), name="a.tif")
    assert len(list(scans(source, Limits(scans=4)))) == 4
    with pytest.raises(LimitError) as caught:
        list(scans(source, Limits(scans=3)))
    assert caught.value.facts["bound"] == "scans"


@pytest.mark.usefixtures("there")
@pytest.mark.parametrize("kept", [8, 20, 33, 60])
def test_damaged_pictures(kept: int) -> None:
    assert failure(png(400, 300)[:kept]).facts["kind"] == "image"


@pytest.mark.usefixtures("there")
@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "I;16"])
def test_every_kind_of_pixels(mode: str) -> None:
    """Black print on white or transparent paper, whatever the colours of the file."""
    from PIL import Image

    from govinfo_report.documents.scanimage import scans
    from govinfo_report.documents.scanpixels import grey

    picture = Image.new("L", (40, 30), 255)
    picture.paste(0, (10, 10, 20, 20))
    if mode == "I;16":
        made = Image.fromarray(grey_of(picture).astype("uint16") * 257)
    elif mode == "RGBA":
        made = Image.new("RGBA", (40, 30), (0, 0, 0, 0))
        made.paste((0, 0, 0, 255), (10, 10, 20, 20))
    else:
        made = picture.convert(mode)
    file = io.BytesIO()
    made.save(file, "TIFF" if mode in ("CMYK", "I;16") else "PNG")
    (scan,) = scans(Source.of(file.getvalue(), name="a.tif"), DEFAULT_LIMITS)
    values = grey(scan.pixels)
    assert values.shape == (30, 40)
    assert values[15, 15] < 40 and values[5, 5] > 215


def grey_of(picture: Any) -> Any:
    np = pytest.importorskip("numpy")
    return np.asarray(picture)


# recognition itself


@pytest.fixture(scope="session")
def expected() -> dict[str, str]:
    """What is printed on the page that both pictures show."""
    found: dict[str, str] = json.loads((SCANS / "expected.json").read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize(("name", "refused"), [("clean.png", 0), ("noisy.jpg", 12)])
def test_pictures_are_read(name: str, refused: int, expected: dict[str, str]) -> None:
    """No figure is wrong, few are refused, none is more than unverified; places lead back."""
    pytest.importorskip("rapidocr")
    source = Source.of(SCANS / name)
    report = parse(source, isolation="none")
    assert report.reading.opener == "ocr"
    assert Grade.VERIFIED not in report.reading.grade.values()
    lost = []
    for address, printed in expected.items():
        figure = report.figures[address]
        if figure.state in (State.REFUSED, State.ABSENT):
            lost.append(address)
        else:
            assert str(figure.value if figure.value is not None else figure.state) == printed
    assert len(lost) <= refused
    assert set(report.figures) >= set(expected)
    figure = report.figures["requests.new_received.natural_person"]
    assert figure.place is not None and figure.place.page == 1 and figure.raw == "9"


def test_a_place_is_read_again(expected: dict[str, str]) -> None:
    pytest.importorskip("rapidocr")
    source = Source.of(SCANS / "clean.png")
    report = parse(source)  # in a process of its own
    for address in list(expected)[:3]:
        place = report.figures[address].place
        assert place is not None and place.box is not None
        assert reread(source, place) == expected[address]


def test_a_scanned_pdf() -> None:
    """A PDF without text is handed on; the pages of its picture are read in points."""
    pytest.importorskip("rapidocr")
    pytest.importorskip("pypdfium2")
    from PIL import Image

    picture = Image.open(SCANS / "clean.png").convert("L")
    rows = b"".join(b"\0" + row.tobytes() for row in grey_of(picture))
    report = parse(
        scanned_pdf(png(*picture.size, rows), *picture.size), isolation="none"
    )  # fmt: skip
    figure = report.figures["requests.new_received.total"]
    assert report.reading.opener == "ocr" and figure.value == 12
    assert figure.place is not None and figure.place.box is not None
    assert figure.place.box[2] <= 595 and figure.place.box[3] <= 842


def test_pictures_in_place_of_tables(tmp_path: Path) -> None:
    """A page with headings and pictures of tables beside it; places name the picture."""
    pytest.importorskip("rapidocr")
    from random import Random

    from govinfo_report.testing import random_report

    data = random_report(Random(1))
    (tmp_path / "表.png").write_bytes((SCANS / "clean.png").read_bytes())
    page = f"<html><body><h1>{data.narrative.title}</h1>" + "".join(
        f"<h2>{number}、{title}</h2><p>{text}</p>"
        for number, title, text in (
            ("一", "总体情况", "本年度按照有关规定公开政府信息，各项工作平稳开展。" * 3),
            ("二", "主动公开政府信息情况", '<img src="表.png">'),
            ("三", "收到和处理政府信息公开申请情况", '<img src="表.png">'),
            ("四", "政府信息公开行政复议、行政诉讼情况", "无相关情况的说明文字在此。" * 2),
            ("五", "存在的主要问题及改进情况", "主动公开的内容仍需充实，下一步将加强培训。" * 3),
            ("六", "其他需要报告的事项", "没有其他需要报告的事项，特此说明。" * 2),
        )
    )
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    source = Source.of(tmp_path / "a.html")
    read = parse(source, isolation="none")
    figure = read.figures["requests.new_received.total"]
    assert figure.value == 12 and read.reading.opener == "html"
    assert figure.place is not None and figure.place.part == "a.html/表.png"
    assert read.reading.grade["requests"] is Grade.UNVERIFIED
