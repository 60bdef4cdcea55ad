"""Pictures in place of tables: which file a mark stands for, and where its text is put."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from govinfo_report.documents.document import Document, Span
from govinfo_report.documents.docx import DocxOpener
from govinfo_report.documents.html import HtmlOpener
from govinfo_report.documents.pictured import pictures, with_pictures
from govinfo_report.documents.source import Source
from govinfo_report.errors import SourceError
from govinfo_report.limits import DEFAULT_LIMITS
from tests.documents.opening import page

PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(3000)
OTHER = PICTURE + b"other"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"


def saved(folder: Path, markup: str, **files: bytes) -> Source:
    for name, data in files.items():
        (folder / f"{name}.png").write_bytes(data)
    (folder / "a.html").write_text(f"<html><body>{markup}</body></html>", encoding="utf-8")
    return Source.of(folder / "a.html")


def word(picture: bytes) -> Source:
    """A Word document of two paragraphs with a picture between them."""
    body = (
        f'<w:document xmlns:w="{WORD}" xmlns:a="{DRAWING}" xmlns:r="{OFFICE}"><w:body>'
        "<w:p><w:r><w:t>前文</w:t></w:r></w:p><w:p><w:r><w:drawing>"
        '<a:blip r:embed="rId1"/></w:drawing></w:r></w:p><w:p><w:r><w:t>后文</w:t></w:r></w:p>'
        "</w:body></w:document>"
    )

    def relations(key: str, kind: str, target: str) -> str:
        return (
            f'<Relationships xmlns="{RELATIONS}"><Relationship Id="{key}" '
            f'Type="{OFFICE}/{kind}" Target="{target}"/></Relationships>'
        )

    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("_rels/.rels", relations("a", "officeDocument", "word/document.xml"))
        archive.writestr("word/document.xml", body)
        archive.writestr(
            "word/_rels/document.xml.rels", relations("rId1", "image", "media/image1.png")
        )
        archive.writestr("word/media/image1.png", picture)
    return Source.of(file.getvalue(), name="a.docx")


def read(_: Source) -> Document:
    """What stands on every picture, as an opener of pictures would give it."""
    return page("<p>标题</p><table><tr><td>甲</td><td>5</td></tr></table>")


def test_pictures_beside_a_page(tmp_path: Path) -> None:
    """By the mark that the page shows; what is not there, small or named twice is left out."""
    source = saved(
        tmp_path,
        '<p>x<img src="t.png"></p><img src="gone.png"><img src="s.png" alt="小">'
        '<img src="t.png" alt="表"><img src="o.png" alt="表"><img src="../t.png" alt="外">'
        '<img src="data:image/png;base64,AAAA">',
        t=PICTURE, o=OTHER, s=b"\x89PNG\r\n\x1a\n",
    )  # fmt: skip
    found = pictures(source, DEFAULT_LIMITS)
    assert found["[image: t.png]"].data == PICTURE
    assert found["[image: t.png]"].name == "a.html/t.png"
    assert set(found) <= {"[image: t.png]", "[image: 外]"}  # the name alone leads to the folder


def test_a_picture_outside_the_folder_is_never_opened(tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(PICTURE)
    (tmp_path / "in").mkdir()
    source = saved(tmp_path / "in", '<img src="../secret.png"><img src="/etc/secret.png">')
    assert pictures(source, DEFAULT_LIMITS) == {}


def test_text_of_a_picture_comes_behind_its_mark(tmp_path: Path) -> None:
    """Places lead to the page, or name the picture; the whole is unverified."""
    source = saved(tmp_path, '<p>前文</p><p><img src="t.png"></p><p>后文</p>', t=PICTURE)
    document = HtmlOpener().open(source, DEFAULT_LIMITS)
    whole = with_pictures(document, pictures(source, DEFAULT_LIMITS), read)
    assert whole is not None and whole.unverified
    texts = [block.text for block in whole.blocks]
    assert texts == ["前文", "[image: t.png]", "标题", "甲\t5", "后文"]
    assert [block.index for block in whole.blocks] == [0, 1, 2, 3, 4]
    assert whole.locate(Span(3, 2, 3)).part == "a.html/t.png"
    assert whole.locate(Span(4, 0, 2)) == document.locate(Span(2, 0, 2))


def test_pictures_in_a_word_document() -> None:
    source = word(PICTURE)
    document = DocxOpener().open(source, DEFAULT_LIMITS)
    found = pictures(source, DEFAULT_LIMITS)
    assert {mark: p.data for mark, p in found.items()} == {"[image: image1.png]": PICTURE}
    whole = with_pictures(document, found, read)
    assert whole is not None
    assert [b.text for b in whole.blocks][-3:] == ["标题", "甲\t5", "后文"]
    assert whole.locate(Span(3, 0, 1)).part == "a.docx/word/media/image1.png"


def test_a_picture_that_cannot_be_read_stays_one(tmp_path: Path) -> None:
    def broken(_: Source) -> Document:
        raise SourceError("damaged")

    source = saved(tmp_path, '<p>前文</p><p><img src="t.png"></p>', t=PICTURE)
    document = HtmlOpener().open(source, DEFAULT_LIMITS)
    assert with_pictures(document, pictures(source, DEFAULT_LIMITS), broken) is None
    assert with_pictures(document, {}, read) is None
