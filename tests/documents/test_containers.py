"""Documents in archives, messages, saved pages and web archives: found, named, proved."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import zipfile
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from packing import (
    SAVED,
    message,
    mhtml,
    packed,
    part,
    raw_zip,
    record,
    report,
    zipped,
)

import govinfo_report
from govinfo_report import Registry
from govinfo_report.api import documents_of
from govinfo_report.documents.reread import reread
from govinfo_report.documents.source import Source
from govinfo_report.errors import GovInfoReportError, LimitError, SeveralReportsError, SourceError
from govinfo_report.limits import DEFAULT_LIMITS, Limits
from govinfo_report.model.codec import dumps, loads
from govinfo_report.model.report import Report

NUMBERS = {family: number for number, family in enumerate(("html", "word", "sheet", "stacked"))}


def inside(
    data: bytes, name: str = "a.zip", limits: Limits = DEFAULT_LIMITS
) -> list[Source | GovInfoReportError]:
    found = documents_of(Source.of(data, name=name, limits=limits), Registry.builtin(), limits)
    assert found is not None
    return list(found)


def names(data: bytes, name: str = "a.zip") -> list[str]:
    return [one.name if isinstance(one, Source) else f"! {one}" for one in inside(data, name)]


def only(data: bytes, name: str = "a.zip", limits: Limits = DEFAULT_LIMITS) -> GovInfoReportError:
    """The only thing inside is an error, in both languages."""
    (error,) = inside(data, name, limits)
    assert isinstance(error, GovInfoReportError)
    assert error.text("zh") != error.text("en")
    assert "\n" not in error.text("zh") + error.text("en")
    return error


def same(report_: Report, family: str, number: int = 3) -> None:
    """The figures are those of the document read by itself."""
    alone = govinfo_report.parse(report(family, number))
    assert {a: (f.value, f.state, f.raw) for a, f in report_.figures.items()} == {
        a: (f.value, f.state, f.raw) for a, f in alone.figures.items()
    }


# archives


def test_an_archive_of_reports() -> None:
    """Every format, each with its name, the hash of its own bytes and that of the archive."""
    files = {"报告/云溪县.html": "html", "报告/青芦市.docx": "word", "白石岭区.xlsx": "sheet"}
    data = zipped({name: report(family) for name, family in files.items()}, method=0)
    results = list(govinfo_report.parse_many([Source.of(data, name="reports.zip")]))
    assert [r.source for r in results] == [f"reports.zip/{name}" for name in sorted(files)]
    for result in results:
        assert result.report is not None
        family = files[result.source.removeprefix("reports.zip/")]
        same(result.report, family)
        source = result.report.source
        assert source.name == result.source
        assert source.sha256 == hashlib.sha256(report(family)).hexdigest()
        assert source.container == {
            "name": "reports.zip", "sha256": hashlib.sha256(data).hexdigest(),
        }  # fmt: skip
        again = loads(dumps(result.report))
        assert again == result.report and again.source == source
        own = Source.of(report(family))
        for figure in result.report.figures.values():
            if figure.place is not None:
                assert reread(own, figure.place) == figure.raw


def test_one_report_in_an_archive() -> None:
    """It is returned; pictures, style sheets, leftovers and a letter do not count."""
    members = {
        "云溪县.html": report(), "logo.png": b"\x89PNG", "x/style.css": b"p {}", "来信.txt": "您好。\n".encode(),
        "Thumbs.db": b"x", "__MACOSX/._云溪县.html": b"\0\5", "~$云溪县.docx": b"x", ".DS_Store": b"x",
    }  # fmt: skip
    same(govinfo_report.parse(zipped(members)), "html")


def test_several_reports_in_an_archive() -> None:
    """``parse`` says how many; ``parse_all`` yields each."""
    data = zipped({"a.html": report(number=1), "b.html": report(number=2)})
    with pytest.raises(SeveralReportsError) as caught:
        govinfo_report.parse(data)
    assert caught.value.facts["count"] == 2
    for found, number in zip(govinfo_report.parse_all(data), (1, 2), strict=True):
        same(found, "html", number)


def test_what_cannot_be_read_is_raised_last() -> None:
    """A document that is damaged is not passed over, nor does it hide the others."""
    data = zipped({"a.docx": report("word")[:3000], "b.html": report()})
    read = govinfo_report.parse_all(data)
    same(next(read), "html")
    with pytest.raises(SourceError, match="damaged"):
        next(read)


@pytest.mark.parametrize(
    ("raw", "flags", "name"),
    [
        ("某局.html".encode("gb18030"), 0, "某局.html"),
        ("某局.html".encode(), 0, "某局.html"),
        ("某局.html".encode(), 0x800, "某局.html"),
        ("报告/龍崗.html".encode("gb18030"), 0, "报告/龍崗.html"),
        ("报告\\某局.html".encode("gb18030"), 0, "报告/某局.html"),
        (b"plain.html", 0, "plain.html"),
    ],
)
def test_names_in_archives(raw: bytes, flags: int, name: str) -> None:
    """GBK without a word about it, UTF-8 with and without one, backslashes."""
    assert names(raw_zip([(raw, report(), flags, b"")])) == [f"a.zip/{name}"]


@settings(max_examples=60)
@given(st.text(st.characters(codec="gb18030", categories=("Lo", "Ll", "Lu", "Nd")), min_size=2))
def test_names_in_gbk(stem: str) -> None:
    """Whatever can be written in GBK comes back, but for what is UTF-8 by accident."""
    raw = f"{stem}.html".encode("gb18030")
    try:
        meant = raw.decode("utf-8")
    except UnicodeDecodeError:
        meant = f"{stem}.html"
    if not meant.lower().startswith(("readme", "license", "licence", "changelog", "contributing")):
        (found,) = names(raw_zip([(raw, report(), 0, b"")]))
        assert found == f"a.zip/{meant}" or "\ufffd" in found


def test_the_unicode_path_of_info_zip() -> None:
    """The extra field counts when its checksum is that of the name it stands beside."""
    raw, name = b"?.html", "某局.html".encode()
    content = b"\x01" + zlib.crc32(raw).to_bytes(4, "little") + name
    extra = (0x7075).to_bytes(2, "little") + len(content).to_bytes(2, "little") + content
    assert names(raw_zip([(raw, report(), 0, extra)])) == ["a.zip/某局.html"]
    assert names(raw_zip([(b"b.html", report(), 0, extra)])) == ["a.zip/b.html"]


@pytest.mark.parametrize(
    "name", [b"../a.html", b"/a.html", b"x/../../a.html", b"C:\\a.html", b"c:a.html", b"a\0.html",
             b"..\\a.html", b"\\a.html"],
)  # fmt: skip
def test_names_that_point_outside(name: bytes) -> None:
    """Such an archive was made to harm; none of it is read."""
    assert "points outside" in only(raw_zip([(name, report(), 0, b"")])).text()


def test_members_that_share_their_bytes() -> None:
    """A thousand entries over one member."""
    data = bytearray(raw_zip([(b"a.html", report(), 0, b""), (b"b.html", report(), 0, b"")]))
    second = data.rindex(b"PK\x01\x02")
    data[second + 42 : second + 46] = bytes(4)
    assert "shares its bytes" in only(bytes(data)).text()


def test_links_in_archives() -> None:
    """A link is named, never followed."""
    link = zipfile.ZipInfo("b.html")
    link.create_system, link.external_attr = 3, 0o120777 << 16
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("a.html", report())
        archive.writestr(link, "/etc/passwd")
    page, error = inside(data.getvalue())
    assert isinstance(page, Source)
    assert "symbolic link" in str(error)


def test_passwords_of_archives() -> None:
    """One line for the whole archive, or one for the member that has a password."""
    flags = [(b"a.html", report(), 1, b""), (b"b.html", report(), 1, b"")]
    assert "password" in only(raw_zip(flags)).text()
    found = names(raw_zip([(b"a.html", report(), 0, b""), (b"b.html", report(), 1, b"")]))
    assert found[0] == "a.zip/a.html"
    assert "password" in found[1]


def test_bombs() -> None:
    """Members, bytes and ratio; what an archive says of its sizes is not believed."""
    bomb = zipped({"a.html": b" " * 4_000_000, "b.html": report()})
    assert only(bomb).facts["id"] == "P902"
    limits = Limits(archive_bytes=500_000, archive_ratio=10**6)
    assert only(zipped({"a.html": b" " * 600_000}), limits=limits).facts["id"] == "P902"
    many = raw_zip([(b"%d.html" % n, b"", 0, b"") for n in range(60_000)])
    assert only(many).facts["id"] == "P902"


@pytest.mark.parametrize(
    ("inner", "name"),
    [
        (zipped({"a.html": b"<p>x"}), "b.zip"),
        (zipped({"a.html": b"<p>x"}), "b.docx"),
        (message([part(b"<p>x")]), "b.eml"),
        (packed([record("http://example.org/", b"<p>x")]), "b.warc.gz"),
        (gzip.compress(b"<p>x", mtime=0), "b.html.gz"),
    ],
)
def test_one_level_only(inner: bytes, name: str) -> None:
    """A container in a container is told, and the rest is read."""
    data = zipped({"a.html": report(), name: inner})
    page, error = inside(data)
    assert isinstance(page, Source)
    assert isinstance(error, SourceError)
    assert f"a.zip/{name}" in error.text()
    assert "only one level" in error.text() and "只打开一层" in error.text("zh")


def test_saved_pages_in_an_archive() -> None:
    """A page saved as one file is a page: it may come in an archive."""
    data = zipped({"a.mht": mhtml([part(report(), Content_Location="http://example.org/nb.html")])})
    found = govinfo_report.parse(data)
    same(found, "html")
    assert found.source.name == "<bytes>/a.mht/nb.html"
    assert found.source.url == "http://www.example.gov.cn/zwgk/nb.html"
    assert found.source.container["name"] == "<bytes>"


@pytest.mark.parametrize("data", [zipped({}), zipped({"a.png": b"x", "b/": b""})])
def test_archives_without_documents(data: bytes) -> None:
    assert "holds no document" in only(data).text()
    with pytest.raises(SourceError, match="holds no document"):
        govinfo_report.parse(data)


def test_archives_cut_off() -> None:
    """At any length: errors of ours, and never a wrong report."""
    data = zipped({"a.html": report(), "b.docx": report("word")})
    for size in range(4, len(data), max(1, len(data) // 60)):
        with pytest.raises(GovInfoReportError):
            list(govinfo_report.parse_all(data[:size]))


# saved pages


@pytest.mark.parametrize("encoding", ["quoted-printable", "base64", "8bit"])
@pytest.mark.parametrize("charset", ["utf-8", "gb2312"])
def test_saved_pages(encoding: str, charset: str) -> None:
    """Every way to carry the bytes; the bytes of the page are what is proved."""
    page = Source.of(report()).decoded.text
    raw = page.encode("gb18030" if charset == "gb2312" else charset)
    data = mhtml([
        part(raw, f'text/html; charset="{charset}"', encoding, Content_Location="http://example.org/a/nb.html"),
        part(b"p {}", "text/css", Content_Location="http://example.org/a/x.css"),
    ])  # fmt: skip
    for name in ("年报.mht", "年报.mhtml", "年报.doc"):
        (source,) = inside(data, name)
        assert isinstance(source, Source)
        assert source.name == f"{name}/nb.html"
        assert source.origin is not None
        assert source.origin.url == "http://www.example.gov.cn/zwgk/nb.html"
        assert source.origin.retrieved == "2024-01-29T08:30:00+08:00"
        assert source.data.replace(b"\r\n", b"\n") == raw.replace(b"\r\n", b"\n")
        found = govinfo_report.parse(Source.of(data, name=name))
        assert found.source.url == source.origin.url
        alone = govinfo_report.parse(raw)
        assert found.figures == alone.figures
        told = [note.params for note in found.reading.notes if note.code == "P916"]
        assert told == ([{"suffix": ".doc", "format": "mhtml"}] if name.endswith(".doc") else [])


def test_the_page_that_the_head_names() -> None:
    """``start`` may name another part than the first."""
    parts = [part(b"<p>x</p>", Content_ID="<1>"), part(report(), Content_ID="<2>")]
    kind = 'multipart/related; type="text/html"; start="<2>"'
    same(govinfo_report.parse(message(parts, SAVED, kind)), "html")


@pytest.mark.parametrize(
    "reference", ["cid:f1@mhtml.blink", "frame.html", "http://example.org/a/frame.html"]
)
def test_the_report_stands_in_a_frame(reference: str) -> None:
    """The frame came with the page; the note says so."""
    main = f"<html><body><p>首页</p><iframe src='{reference}'></iframe></body></html>".encode()
    data = mhtml([
        part(main, Content_Location="http://example.org/a/index.html"),
        part(report(), Content_ID="<f1@mhtml.blink>", Content_Location="http://example.org/a/frame.html"),
    ])  # fmt: skip
    found = govinfo_report.parse(data)
    same(found, "html")
    assert found.reading.notes[0].code == "P923"
    assert found.reading.notes[0].params["reference"] == reference
    assert found.source.sha256 == hashlib.sha256(report()).hexdigest()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (
            SAVED.encode() + b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n<p>x",
            "boundary",
        ),
        (mhtml([]), "boundary"),
        (mhtml([part(b"body {}", "text/css")]), "holds no document"),
        (mhtml([part(report())], closed=False), "cut off"),
        (mhtml([part(report())])[:-3000], "cut off"),
    ],
)
def test_saved_pages_that_are_damaged(data: bytes, words: str) -> None:
    """A page that breaks off would be read wrong, so it is not read."""
    assert words in only(data, "a.mht").text()


# messages


@pytest.mark.parametrize(
    "disposition",
    [
        b'attachment; filename="=?gb2312?B?xOrW0LGouOYuaHRtbA==?="',
        b"attachment; filename*=UTF-8''%E5%B9%B4%E4%B8%AD%E6%8A%A5%E5%91%8A.html",
        b"attachment; filename*=GBK''%C4%EA%D6%D0%B1%A8%B8%E6.html",
        b"attachment; filename*0*=UTF-8''%E5%B9%B4%E4%B8; filename*1*=%AD%E6%8A%A5%E5%91%8A.html",
        b'attachment; filename="' + "年中报告.html".encode("gb18030") + b'"',
        b'attachment; filename="' + "年中报告.html".encode() + b'"',
        b'attachment; filename="=?UTF-8?B?5bm05Lit?=\r\n =?UTF-8?B?5oql5ZGKLmh0bWw=?="',
        b'attachment; filename="C:\\\\x\\\\' + "年中报告.html".encode("gb18030") + b'"',
    ],
)
def test_names_of_attachments(disposition: bytes) -> None:
    """Encoded words, RFC 2231 whole and in pieces, and bare GBK as many programs send it."""
    data = message([part(report(), "application/octet-stream", Content_Disposition=disposition)])
    assert names(data, "a.eml") == ["a.eml/年中报告.html"]


def test_a_message_with_attachments() -> None:
    """Documents first, then the text; pictures are left out."""
    letter = message(
        [part("附件请查收。".encode(), "text/plain; charset=utf-8"), part("<p>附件请查收。</p>".encode())],
        "", "multipart/alternative", boundary="=_2",
    )  # fmt: skip
    letter = letter[letter.index(b"Content-Type") :]
    data = message([
        letter,
        part(report("word"), "application/msword", Content_Disposition='attachment; filename="b.doc"'),
        part(report("sheet"), "application/octet-stream; name=c.xlsx"),
        part(b"\x89PNG", "image/png", Content_Disposition='attachment; filename="d.png"'),
    ])  # fmt: skip
    assert names(data, "a.eml") == ["a.eml/b.doc", "a.eml/c.xlsx", "a.eml/body.html"]
    first, second = govinfo_report.parse_all(data)
    same(first, "word")
    same(second, "sheet")


def test_the_text_of_a_message_is_the_report() -> None:
    """Sent as the letter itself."""
    data = message([part(report())])
    found = govinfo_report.parse(Source.of(data, name="a.eml"))
    same(found, "html")
    assert found.source.name == "a.eml/body.html"


def test_a_message_in_a_message() -> None:
    """Told, not opened; what stands beside it is read."""
    inner = b"Content-Type: message/rfc822\r\n\r\n" + message([part(report())], boundary="=_2")
    data = message([part(report("word"), "application/x; name=b.docx"), inner])
    first, second = inside(data, "a.eml")
    assert isinstance(first, Source)
    assert isinstance(second, SourceError)
    assert "only one level" in second.text()


def test_messages_nested_without_end() -> None:
    """Ten thousand multiparts in one another, and as many messages."""
    opening = "".join(
        f'Content-Type: multipart/mixed; boundary="b{n}"\r\n\r\n--b{n}\r\n' for n in range(10_000)
    )
    head = "From: a\r\nTo: b\r\nMIME-Version: 1.0\r\n"
    assert only((head + opening).encode(), "a.eml").facts["id"] == "P904"
    letters = head + ("Content-Type: message/rfc822\r\n\r\n" * 10_000)
    assert only(letters.encode(), "a.eml").facts["id"] == "P904"
    deep = head + "".join(
        f'Content-Type: multipart/mixed; boundary="b{n}"\r\n\r\n--b{n}\r\n' for n in range(90)
    )
    assert isinstance(only(deep.encode() + part(report()), "a.eml"), SourceError)


def test_messages_of_very_many_parts() -> None:
    many = message([b"\r\nx"] * 3000)
    assert only(many, "a.eml").facts["id"] == "P902"
    assert (
        only(b"From: a\nTo: b\nMIME-Version: 1.0\n\n" + b"\n--" * 200_000, "a.eml").facts["id"]
        == "P902"
    )


@pytest.mark.parametrize("kind", ["eml", "mht"])
def test_messages_cut_off(kind: str) -> None:
    """At any length: the whole report or none, never part of one."""
    whole = (message if kind == "eml" else mhtml)([part(report())])
    for size in range(200, len(whole) - 8, max(1, len(whole) // 50)):
        for one in govinfo_report.parse_many([Source.of(whole[:size], name=f"a.{kind}")]):
            assert one.report is None


@settings(max_examples=60)
@given(st.data())
def test_messages_of_any_kind(data: st.DataObject) -> None:
    """Damaged anywhere: only errors of ours."""
    whole = bytearray(data.draw(st.sampled_from([message([part(b"<p>x"), part(b"y", "text/plain")]),
                                                 mhtml([part(b"<p>x")])])))  # fmt: skip
    for _ in range(data.draw(st.integers(1, 5))):
        at = data.draw(st.integers(0, len(whole) - 1))
        whole[at : at + data.draw(st.integers(0, 9))] = data.draw(st.binary(max_size=9))
    for one in govinfo_report.parse_many([bytes(whole)]):
        assert one.error is not None


# web archives


def crawl() -> list[bytes]:
    chunked = (
        b"".join(b"%x\r\n%s\r\n" % (len(c), c) for c in (report()[:99], report()[99:]))
        + b"0\r\n\r\n"
    )
    return [
        b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 0\r\n\r\n\r\n\r\n",
        record("http://www.example.gov.cn/a/nb.html", report()),
        record("http://www.example.gov.cn/b/nb.html", gzip.compress(report()), http="Content-Encoding: gzip\r\n"),
        record("http://www.example.gov.cn/c/nb.html", chunked, http="Transfer-Encoding: chunked\r\n"),
        record("http://www.example.gov.cn/gone.html", b"<p>404", status="404 Not Found"),
        record("http://www.example.gov.cn/moved.html", b"", status="302 Found"),
        record("http://www.example.gov.cn/x.css", b"p {}", media="text/css"),
        record("http://www.example.gov.cn/nb.docx", report("word"), "resource", media="application/msword"),
        record("http://www.example.gov.cn/index.html", b"<p>\xe9\xa6\x96\xe9\xa1\xb5"),
    ]  # fmt: skip


@pytest.mark.parametrize("form", ["plain", "packed", "packed as one"])
def test_a_web_archive(form: str, tmp_path: Path) -> None:
    """Address and date reach the provenance; what was not found or is no document is left out."""
    data = {
        "plain": b"".join,
        "packed": packed,
        "packed as one": lambda r: gzip.compress(b"".join(r)),
    }[form](crawl())
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(data)
    results = list(govinfo_report.parse_many([path]))
    reports = [r.report for r in results if r.report is not None]
    site = "http://www.example.gov.cn"
    assert [r.source.url for r in reports] == [
        f"{site}/{p}" for p in ("a/nb.html", "b/nb.html", "c/nb.html", "nb.docx")
    ]
    for found, family in zip(reports, ("html", "html", "html", "word"), strict=True):
        same(found, family)
        assert found.source.retrieved == "2024-02-01T03:04:05Z"
        assert found.source.sha256 == hashlib.sha256(report(family)).hexdigest()
        assert found.source.container["sha256"] == hashlib.sha256(data).hexdigest()
        assert found.source.given == {}
    assert results[0].source == f"{path}/{site}/a/nb.html"
    (none,) = [r for r in results if r.report is None]
    assert none.source.endswith("index.html")


def test_a_large_web_archive_is_read_as_a_stream(tmp_path: Path) -> None:
    """Larger than a document may be: its records count, not its size."""
    path = tmp_path / "a.warc"
    path.write_bytes(b"".join(crawl()))
    limits = Limits(file_bytes=len(path.read_bytes()) // 2)
    source = Source.of(path, limits=limits)
    assert not source.whole
    assert source.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    results = list(govinfo_report.parse_many([path], limits=limits))
    assert sum(r.report is not None for r in results) == 4


@pytest.mark.parametrize("length", [-300, 300, 10**12])
def test_lengths_that_lie(length: int, capfd: pytest.CaptureFixture[str]) -> None:
    """Neither half a page nor two as one; and nothing but our own words."""
    good = record("http://example.org/a.html", report())
    data = good + record("http://example.org/b.html", report(), length=length)
    first, *others = govinfo_report.parse_many([Source.of(data + good, name="a.warc")])
    assert first.report is not None
    assert others and not any(one.report for one in others)
    assert capfd.readouterr() == ("", "")


def test_addresses_with_spaces(capfd: pytest.CaptureFixture[str]) -> None:
    """As crawlers write them; nothing reaches the console."""
    found = govinfo_report.parse(record("http://example.org/a b.html", report()))
    assert found.source.url == "http://example.org/a%20b.html"
    assert capfd.readouterr() == ("", "")


def test_records_that_are_cut_off_or_changed() -> None:
    """A crawler says when it stopped; a digest tells what was changed."""
    cut = record("http://example.org/a.html", report(), fields="WARC-Truncated: length\r\n")
    digest = "WARC-Block-Digest: sha1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\r\n"
    changed = record("http://example.org/b.html", report(), fields=digest)
    first, second = inside(cut + changed, "a.warc")
    assert "cut off" in str(first)
    assert "digest" in str(second)


def test_web_archives_cut_off() -> None:
    """At any length: what was whole, then a line on the page and one on the rest."""
    data = packed([record(f"http://example.org/{n}.html", report(number=n)) for n in range(3)])
    for size in range(40, len(data), max(1, len(data) // 40)):
        results = list(govinfo_report.parse_many([Source.of(data[:size], name="a.warc.gz")]))
        for number, one in enumerate(results):
            if one.report is not None:
                same(one.report, "html", number)
        assert results[-1].error is not None
        assert sum(r.error is not None for r in results) <= 2


def test_bombs_in_web_archives() -> None:
    """The stream as a whole, and the content of one record."""
    large = gzip.compress(record("http://example.org/", b" " * 40_000_000))
    page, rest = inside(large, "a.warc.gz")
    assert isinstance(page, LimitError) and isinstance(rest, LimitError)
    assert (page.facts["id"], rest.facts["id"]) == ("P902", "P902")
    coded = record(
        "http://example.org/", gzip.compress(b" " * 40_000_000), http="Content-Encoding: gzip\r\n"
    )
    assert only(coded, "a.warc").facts["id"] == "P901"


def test_without_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    """The line that installs it."""
    import sys

    monkeypatch.setitem(sys.modules, "warcio", None)
    monkeypatch.setitem(sys.modules, "warcio.archiveiterator", None)
    error = only(b"".join(crawl()), "a.warc")
    assert "govinfo-report[warc]" in error.text() and "govinfo-report[warc]" in error.text("zh")


@settings(max_examples=60)
@given(st.data())
def test_archives_of_any_kind(data: st.DataObject) -> None:
    """Damaged anywhere: only errors of ours, or what is still whole."""
    whole = bytearray(data.draw(st.sampled_from([
        zipped({"a.html": b"<p>x", "b.txt": b"y"}), b"".join([record("http://example.org/", b"<p>x")] * 2),
        packed([record("http://example.org/", b"<p>x")] * 2),
    ])))  # fmt: skip
    for _ in range(data.draw(st.integers(1, 5))):
        at = data.draw(st.integers(0, len(whole) - 1))
        whole[at : at + data.draw(st.integers(0, 9))] = data.draw(st.binary(max_size=9))
    for one in govinfo_report.parse_many([bytes(whole)]):
        assert one.error is not None


# pages that only show a document


@pytest.mark.parametrize(
    "body",
    [
        "<iframe src='nb.docx'></iframe>",
        "<embed src='./nb.docx' type='x'>",
        "<object data='http://www.example.gov.cn/upload/2024/nb.docx'></object>",
        "<iframe src='/pdfjs/viewer.html?file=%2Fupload%2Fnb.docx'></iframe>",
        "<p>附件：<a href='http://www.example.gov.cn/down?id=7'>nb.docx</a></p>",
        "<p>附件：<a href='P0202401.docx' title='nb.docx'>点击下载</a></p>",
    ],
)
def test_a_page_that_shows_a_file_beside_it(body: str, tmp_path: Path) -> None:
    """It is read, with a note; its own bytes are what is proved."""
    page = tmp_path / "nb.html"
    page.write_text(f"<html><body><p>年度报告</p>{body}</body></html>", encoding="utf-8")
    (tmp_path / "nb.docx").write_bytes(report("word"))
    found = govinfo_report.parse(page)
    same(found, "word")
    assert found.source.name == "nb.html/nb.docx"
    assert found.source.sha256 == hashlib.sha256(report("word")).hexdigest()
    assert found.source.container["sha256"] == hashlib.sha256(page.read_bytes()).hexdigest()
    assert found.reading.notes[0].code == "P923"
    with pytest.raises(GovInfoReportError):
        govinfo_report.parse(page.read_bytes())  # bytes lie nowhere


@pytest.mark.parametrize(
    "reference",
    ["../secret.docx", "/etc/secret.docx", "file:///secret.docx", "link.docx", "x\0.docx"],
)
def test_only_files_beside_it(reference: str, tmp_path: Path) -> None:
    """Never outside the folder, by whatever name."""
    folder = tmp_path / "a"
    folder.mkdir()
    (tmp_path / "secret.docx").write_bytes(report("word"))
    (folder / "link.docx").symlink_to(tmp_path / "secret.docx")
    page = folder / "nb.html"
    page.write_text(
        f"<html><body><iframe src='{reference}'></iframe></body></html>", encoding="utf-8"
    )
    with pytest.raises(GovInfoReportError):
        govinfo_report.parse(page)


def test_a_list_of_reports_is_no_report(tmp_path: Path) -> None:
    """Several links: which of them is meant?"""
    page = tmp_path / "list.html"
    page.write_text("<a href='1.docx'>1</a> <a href='2.docx'>2</a>", encoding="utf-8")
    for number in (1, 2):
        (tmp_path / f"{number}.docx").write_bytes(report("word", number))
    with pytest.raises(GovInfoReportError):
        govinfo_report.parse(page)


@pytest.mark.parametrize("ending", ["_files", ".files"])
def test_a_saved_page_with_its_folder(ending: str, tmp_path: Path) -> None:
    """The frame lies in the folder that the browser made; in an archive as on disk."""
    main = f"<html><body><iframe src='nb{ending}/saved_resource.html'></iframe></body></html>"
    files = {"nb.html": main.encode(), f"nb{ending}/saved_resource.html": report(),
             f"nb{ending}/other.html": b"<p>x"}  # fmt: skip
    for name, content in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)
    same(govinfo_report.parse(tmp_path / "nb.html"), "html")
    data = zipped(files)
    assert names(data) == ["a.zip/nb.html"]
    found = govinfo_report.parse(data)
    same(found, "html")
    assert json.loads(dumps(found))["source"]["container"]["name"] == "<bytes>"


def test_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither beside the container nor among temporary files."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    for data, name in (
        (zipped({"a.html": report()}), "a.zip"), (message([part(report())]), "a.eml"),
        (mhtml([part(report())]), "a.mht"), (packed(crawl()), "a.warc.gz"),
    ):  # fmt: skip
        assert any(one.report for one in govinfo_report.parse_many([Source.of(data, name=name)]))
    assert not list(tmp_path.iterdir())


def test_knowledge_holds_inside() -> None:
    """What the caller says of a container is said of every document in it."""
    data = record("http://example.org/a.html", report())
    known = {"url": "http://example.org/given", "retrieved": "2023-03-01"}
    found = govinfo_report.parse(Source.of(data, name="a.warc"), known=known)
    assert (found.source.url, found.source.retrieved) == (known["url"], known["retrieved"])


def test_identify_one_document() -> None:
    """A container of one document is as good as the document."""
    assert govinfo_report.identify(zipped({"a.html": report()})).chosen
    with pytest.raises(SourceError, match="holds 2 documents"):
        govinfo_report.identify(zipped({"a.html": report(), "b.html": report()}))
    with pytest.raises(LimitError):
        govinfo_report.identify(zipped({"a.html": b" " * 4_000_000}))
