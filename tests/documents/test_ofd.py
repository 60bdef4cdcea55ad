"""OFD documents: positions, templates, units, and packages that misbehave."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence

import pytest

import govinfo_report
from govinfo_report.documents.document import Document, Span
from govinfo_report.documents.latticetext import DOUBTFUL
from govinfo_report.documents.ofd import OfdOpener
from govinfo_report.documents.reread import reread
from govinfo_report.documents.source import Source
from govinfo_report.errors import LayoutError, LimitError, SourceError
from govinfo_report.limits import DEFAULT_LIMITS, Limits

NAMES = "xmlns:ofd='http://www.ofdspec.org/2016'"
LONG = "本段文字用来说明页面上确有可以选取的内容而不是扫描图片"


def text(words: str, x: float, y: float, extra: str = "", own: str = "") -> str:
    """A text of 4 mm whose base line begins at a point, characters 4 mm apart."""
    steps = extra or f"DeltaX='g {len(words) - 1} 4'"
    return (
        f"<ofd:TextObject Boundary='{x} {y} 100 8' Font='1' Size='4' {own}>"
        f"<ofd:TextCode X='0' Y='4' {steps}>{words}</ofd:TextCode></ofd:TextObject>"
    )


def path(data: str, own: str = "", inner: str = "", boundary: str = "0 0 210 297") -> str:
    return (
        f"<ofd:PathObject Boundary='{boundary}' LineWidth='0.2' {own}>{inner}"
        f"<ofd:AbbreviatedData>{data}</ofd:AbbreviatedData></ofd:PathObject>"
    )


def frame(xs: Sequence[float], ys: Sequence[float]) -> str:
    lines = [path(f"M {xs[0]} {y} L {xs[-1]} {y}") for y in ys]
    return "".join(lines + [path(f"M {x} {ys[0]} L {x} {ys[-1]}") for x in xs])


def packed(members: Mapping[str, str | bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return data.getvalue()


def ofd(
    *pages: str, common: str = "", further: Mapping[str, str] | None = None, head: str = "",
    layer: str = "",
) -> bytes:  # fmt: skip
    """A document whose pages hold these objects below a line of text."""
    members = {
        "OFD.xml": f"<ofd:OFD {NAMES}><ofd:DocBody><ofd:DocInfo><ofd:Title>标题</ofd:Title>"
        "</ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {NAMES}><ofd:CommonData><ofd:PageArea>"
        f"<ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>{common}"
        "</ofd:CommonData><ofd:Pages>"
        + "".join(f"<ofd:Page ID='{n}' BaseLoc='P{n}.xml'/>" for n in range(len(pages)))
        + "</ofd:Pages></ofd:Document>",
    }
    for n, content in enumerate(pages):
        members[f"Doc_0/P{n}.xml"] = (
            f"<ofd:Page {NAMES}>{head}<ofd:Content><ofd:Layer {layer}>{text(LONG, 20, 40)}"
            f"{content}</ofd:Layer></ofd:Content></ofd:Page>"
        )
    return packed(members | dict(further or {}))


def opened(data: bytes, limits: Limits = DEFAULT_LIMITS, name: str = "a.ofd") -> Document:
    return OfdOpener().open(Source.of(data, name=name), limits)


def cells(document: Document) -> list[str]:
    block = next(document.grids())
    assert block.grid is not None
    return [block.text[c.start : c.end] for c in block.grid.cells]


def refused(data: bytes, limits: Limits = DEFAULT_LIMITS) -> SourceError:
    with pytest.raises(SourceError) as caught:
        opened(data, limits)
    return caught.value


TABLE = frame((20, 60, 100), (50, 60, 70))
FOUR = text("甲", 22, 52) + text("1", 70, 52) + text("乙", 22, 62)
FOUR += text("22", 70, 62, "DeltaX='2'")


def test_a_ruled_table() -> None:
    """Cells by the lines around them; facts of the file are no text."""
    document = opened(ofd(TABLE + FOUR))
    assert cells(document) == ["甲", "1", "乙", "22"]
    assert document.blocks[0].text == LONG
    assert document.metadata == {"title": "标题"}
    assert not document.unverified
    assert not document.notes


def test_steps_between_characters() -> None:
    """Runs, single steps, steps downwards, and none at all."""
    for steps, expected in (
        ("DeltaX='g 2 4'", "甲乙丙"), ("DeltaX='4 4'", "甲乙丙"), ("DeltaX='8 g 1 4'", "甲 乙丙"),
        ("DeltaY='4 4' DeltaX='0 0'", "甲\n乙\n丙"), ("DeltaY='g 2 5'", "甲\n乙\n丙"),
        ("Font='1'", "甲乙丙"), ("DeltaX='g 999999999 4'", "甲乙丙"), ("DeltaX='x'", "甲乙丙"),
    ):  # fmt: skip
        table = frame((20, 60, 100), (50, 90))
        assert cells(opened(ofd(table + text("甲乙丙", 22, 52, steps))))[0] == expected, steps


def test_matrices() -> None:
    """Type of one millimetre enlarged, text turned upwards, a figure moved by its matrix."""
    large = text("22", 70, 52, "DeltaX='0.5'", "CTM='4 0 0 4 0 -12'").replace(
        "Size='4'", "Size='1'"
    )
    assert cells(opened(ofd(TABLE + large)))[1] == "22"
    upwards = text("甲乙", 30, 58, "DeltaX='3'", "CTM='0 -1 1 0 0 0'").replace("Y='4'", "Y='0'")
    assert cells(opened(ofd(TABLE + upwards.replace("Size='4'", "Size='3'"))))[0] == "甲乙"
    aslant = text("2021", 30, 60, "", "CTM='0.7 -0.7 0.7 0.7 0 0'")
    assert cells(opened(ofd(TABLE + FOUR + aslant))) == ["甲", "1", "乙", "22"]
    doubled = "".join(
        path(data, "CTM='2 0 0 2 0 0'", "", "20 50 80 20")
        for data in ("M 0 0 L 40 0 L 40 10 L 0 10 C", "M 20 0 L 20 10", "M 0 5 L 40 5")
    )
    assert cells(opened(ofd(doubled + FOUR))) == ["甲", "1", "乙", "22"]


def test_templates_and_layers() -> None:
    """A template lies under its pages; blocks within layers are read."""
    common = "<ofd:TemplatePage ID='7' BaseLoc='T/T0.xml'/>"
    under = (
        f"<ofd:Page {NAMES}><ofd:Content><ofd:Layer>{TABLE}</ofd:Layer></ofd:Content></ofd:Page>"
    )
    block = f"<ofd:PageBlock>{FOUR}</ofd:PageBlock>"
    data = ofd(
        block, common=common, further={"Doc_0/T/T0.xml": under},
        head="<ofd:Template TemplateID='7'/>",
    )  # fmt: skip
    assert cells(opened(data)) == ["甲", "1", "乙", "22"]


RESOURCES = (
    f"<ofd:Res {NAMES}><ofd:DrawParams><ofd:DrawParam ID='1'><ofd:FillColor Value='255 255 255'/>"
    "</ofd:DrawParam><ofd:DrawParam ID='2' Relative='1'/><ofd:DrawParam ID='3' Relative='3'/>"
    "</ofd:DrawParams><ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID='9'><ofd:Content>"
    "{}</ofd:Content></ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits></ofd:Res>"
)


def test_composite_units_and_units_in_themselves() -> None:
    """A unit is read where it is used; one that holds itself ends."""
    again = "<ofd:CompositeObject Boundary='0 0 9 9' ResourceID='9'/>"
    data = ofd(
        TABLE + "<ofd:CompositeObject Boundary='0 0 210 297' ResourceID='9'/>",
        common="<ofd:PublicRes>R.xml</ofd:PublicRes>",
        further={"Doc_0/R.xml": RESOURCES.format(FOUR)},
    )
    assert cells(opened(data)) == ["甲", "1", "乙", "22"]
    looped = ofd(
        TABLE + FOUR + again, common="<ofd:PublicRes>R.xml</ofd:PublicRes>",
        further={"Doc_0/R.xml": RESOURCES.format(again)},
    )  # fmt: skip
    assert cells(opened(looped)) == ["甲", "1", "乙", "22"]


def test_hidden_text_is_left_out_and_noted() -> None:
    """White, unpainted, transparent, painted over."""
    white = "<ofd:FillColor Value='255 255 255'/>"
    nine = text("9", 80, 52)
    hidden = [
        nine.replace("<ofd:TextCode", white + "<ofd:TextCode"),
        nine.replace("Size", "DrawParam='2' Size"),
        nine.replace("Size", "Fill='false' Size"),
        nine.replace("<ofd:TextCode", "<ofd:FillColor Value='0 0 0' Alpha='0'/><ofd:TextCode"),
        nine + path("M 0 0 L 8 0 L 8 8 L 0 8 C", "Fill='true' Stroke='false'", white, "78 51 8 8"),
    ]
    for extra in hidden:
        data = ofd(
            TABLE + extra + FOUR, common="<ofd:PublicRes>R.xml</ofd:PublicRes>",
            further={"Doc_0/R.xml": RESOURCES.format("")},
        )  # fmt: skip
        document = opened(data)
        assert cells(document) == ["甲", "1", "乙", "22"], extra
        assert [n.code for n in document.notes] == ["P909"], extra
    unseen = nine.replace("Size", "Visible='false' Size")
    assert cells(opened(ofd(TABLE + unseen + FOUR))) == ["甲", "1", "乙", "22"]


def test_characters_that_are_not_known() -> None:
    """Private use and lost characters make the document unverified."""
    document = opened(ofd(TABLE + text("\ue000", 22, 52) + text(DOUBTFUL, 70, 52)))
    assert document.unverified
    assert [(n.code, n.params["count"]) for n in document.notes] == [("P915", 2)]


def test_filled_strips_are_rules() -> None:
    """Thin filled figures are lines."""
    own = "Fill='true' Stroke='false'"
    strips = "".join(
        path(f"M 0 0 L {w} 0 L {w} {h} L 0 {h} C", own, "", f"{x} {y} {w} {h}")
        for x, y, w, h in [(20, y, 80, 0.2) for y in (50, 60, 70)]
        + [(x, 50, 0.2, 20) for x in (20, 60, 100)]
    )
    assert cells(opened(ofd(strips + FOUR))) == ["甲", "1", "乙", "22"]


def test_several_documents_in_a_package() -> None:
    """The pages of all bodies, one after the other."""
    body = "<ofd:DocBody><ofd:DocRoot>/Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody>"
    data = ofd(TABLE + FOUR, further={"OFD.xml": f"<ofd:OFD {NAMES}>{body * 2}</ofd:OFD>"})
    document = opened(data)
    places = [document.locate(Span(b.index, 0, 1)).page for b in document.blocks]
    assert places == [1, 1, 2, 2]


def test_places_are_read_again_from_the_page() -> None:
    """The box of a span gives its text."""
    source = Source.of(ofd(TABLE + FOUR, TABLE + FOUR), name="a.ofd")
    document = OfdOpener().open(source, DEFAULT_LIMITS)
    for block in document.blocks:
        for cell in block.grid.cells if block.grid else ():
            place = document.locate(Span(block.index, cell.start, cell.end))
            assert reread(source, place) == block.text[cell.start : cell.end]


def test_scans_and_protected_packages_are_named() -> None:
    """Pictures without text, encryption, damage: each in words."""
    page = f"<ofd:Page {NAMES}><ofd:Content><ofd:Layer>{{}}</ofd:Layer></ofd:Content></ofd:Page>"
    picture = "<ofd:ImageObject Boundary='0 0 210 297' CTM='210 0 0 297 0 0' ResourceID='4'/>"
    scan = ofd("", further={"Doc_0/P0.xml": page.format(picture)})
    assert "扫描件" in refused(scan).message["zh"]
    assert "没有文字" in refused(ofd("", further={"Doc_0/P0.xml": page.format("")})).message["zh"]
    assert "加密" in refused(ofd(FOUR, further={"Encryptions.xml": "<a/>"})).message["zh"]
    for wrong in (
        ofd(), ofd(FOUR)[:-100], ofd(FOUR, further={"Doc_0/Document.xml": "<a"}),
        ofd(FOUR, further={"Doc_0/P0.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"}),
        packed({"OFD.xml": "<a/>"}),
    ):  # fmt: skip
        assert "已损坏" in refused(wrong).message["zh"]


def test_figures_that_are_none() -> None:
    """Lengths that are no number, not finite, or far beyond the page."""
    odd = path("M a b L 3 4") + path("M 0 0 L 1e308 1e308") + path("M nan 0 L inf 9") + path("Z 1")
    odd += path("M 0 0 L 5", boundary="x") + path("M 0 0 A 1 1 0 0 1 5 5 B 1 1 2 2 3 3 Q 1 1 2 2 C")
    odd += text("9", 1e300, 52) + text("9", 70, 52, "", "CTM='0 0 0 0 0 0'")
    assert cells(opened(ofd(TABLE + odd + FOUR))) == ["甲", "1", "乙", "22"]


def test_limits() -> None:
    """Archives, pages, marks and characters."""

    def code(data: bytes, limits: Limits) -> object:
        error = refused(data, limits)
        assert isinstance(error, LimitError)
        return error.facts["id"]

    assert code(ofd(FOUR, FOUR, FOUR), Limits(pages=2)) == "P907"
    assert code(ofd(FOUR, FOUR), Limits(glyphs=40)) == "P907"
    assert code(ofd(path("M 0 0 L 9 9") * 500), Limits(page_marks=400)) == "P907"
    assert code(ofd(path("M 0 0 " + "L 9 9 " * 500)), Limits(page_marks=400)) == "P907"
    assert code(ofd(*[path("M 0 0 L 9 9") * 99] * 3), Limits(marks=400)) == "P907"
    bomb = ofd(FOUR + f"<!--{'a' * 3_000_000}-->")
    assert code(bomb, Limits(archive_ratio=20)) == "P902"
    assert code(bomb, Limits(member_bytes=1_000_000)) == "P902"


def test_a_page_of_text_only() -> None:
    """The opener takes what looks like an OFD and nothing else."""
    assert OfdOpener().accepts(Source.of(ofd(FOUR), name="a.zip")) is not None
    assert OfdOpener().accepts(Source.of(b"OFD.xml", name="a.ofd")) is None
    with pytest.raises(LayoutError):
        govinfo_report.parse(Source.of(ofd(FOUR), name="a.ofd"))
