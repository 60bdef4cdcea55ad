"""Documents of every format, damaged where it hurts: inside what the format packs away.

Random bytes hardly ever get past a checksum or a compressed stream; these reach what is in it.
"""

from __future__ import annotations

import gzip
import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable
from random import Random

from govinfo_report.testing.damage import damaged
from govinfo_report.testing.floors import document

#: values that upset careless readers of numbers
NUMBERS = (
    b"0",
    b"-1",
    b"1e9",
    b"99999999999",
    b"4294967295",
    b"-2147483648",
    b"nan",
    b"0.0000001",
    b"",
)
WORDS = (
    b"\x00",
    b"\xff\xfe",
    b"../",
    b"\r\n\r\n",
    b"%00",
    b"<!DOCTYPE a>",
    "１２".encode(),
    b"=" * 70,
    b"--",
)
_NUMBER = re.compile(rb"-?[0-9]+(?:\.[0-9]+)?")
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_SIZES = (0, 1, 0xFFFF, 0x10000, 0x7FFFFFFF, 0xFFFFFFFF)

Make = Callable[[int], bytes]
Damage = Callable[[bytes, Random], bytes]


def rendered(family: str) -> Make:
    """Reports of a family, as the renderers print them."""
    return lambda seed: document(family, seed % 50)[1].data


def archive(seed: int) -> bytes:
    """A page, a Word document and a workbook, some names in GBK."""
    rng = Random(f"archive:{seed}")
    data = io.BytesIO()
    way = rng.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))
    with zipfile.ZipFile(data, "w", way) as packed:
        for name, family in (("a.html", "html"), ("b/c.docx", "word"), ("d.xlsx", "sheet")):
            packed.writestr(name, rendered(family)(seed))
    return data.getvalue().replace(b"a.html", "甲.html".encode("gb18030")[-6:])


def mail(saved: bool) -> Make:
    """A message with a page, or a page as browsers save it."""

    def make(seed: int) -> bytes:
        from email.message import EmailMessage

        page = rendered("html")(seed)
        message = EmailMessage()
        message["Subject"] = "年报"
        if saved:
            message["Snapshot-Content-Location"] = "http://www.example.gov.cn/nb.html"
        else:
            message["To"] = "a@example.org"
        message.add_related(page, "text", "html", cid="<1>")
        message.add_related(b"\x89PNG", "image", "png", cid="<2>")
        if not saved:
            message.add_attachment(rendered("word")(seed), "application", "x", filename="年报.docx")
        if "MIME-Version" not in message:
            message["MIME-Version"] = "1.0"
        for number, part in enumerate(message.walk()):
            if part.is_multipart():
                part.set_boundary(f"=_{number}")
        return message.as_bytes()

    return make


def crawl(seed: int) -> bytes:
    """Three records, the second packed by the server, the whole compressed or not."""
    records = []
    for number in range(3):
        content = rendered("html")(seed + number)
        coding = b""
        if number == 1:
            content, coding = gzip.compress(content, mtime=0), b"Content-Encoding: gzip\r\n"
        block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" + coding + b"\r\n" + content
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://example.org/{number}.html\r\n"
            f"WARC-Date: 2024-02-01T03:04:05Z\r\nContent-Length: {len(block)}\r\n\r\n"
        )
        records.append(head.encode() + block + b"\r\n\r\n")
    packed = seed % 2 == 0
    return b"".join(gzip.compress(one, mtime=0) if packed else one for one in records)


def in_package(data: bytes, rng: Random) -> bytes:
    """Inside the parts of a package: numbers, words, elements; then perhaps its own lists."""
    if rng.random() < 0.3:
        return in_lists(data, rng)
    if rng.random() < 0.5:
        return damaged(data, rng.randrange(10**9))
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(packed, "w") as new:
        chosen = rng.choice(old.infolist())
        for member in old.infolist():
            content = old.read(member)
            if member is chosen:
                content = numbers(content, rng)
            if member is not chosen or rng.random() < 0.9:
                new.writestr(zipfile.ZipInfo(member.filename), content)
    return packed.getvalue()


def in_archive(data: bytes, rng: Random) -> bytes:
    """Its lists, or any of its bytes; what is in its documents is the business of others."""
    if rng.random() < 0.7:
        return in_lists(data, rng)
    found = bytearray(data)
    for _ in range(rng.randint(1, 6)):
        found[rng.randrange(len(found))] = rng.randrange(256)
    return bytes(found)


def in_lists(data: bytes, rng: Random) -> bytes:
    """What an archive says of its members: sizes, offsets, flags, lengths of names."""
    found = bytearray(data)
    heads = [m.start() for m in re.finditer(rb"PK(?:\x01\x02|\x03\x04|\x05\x06)", data)]
    for _ in range(rng.randint(1, 3)):
        at = rng.choice(heads) + rng.randrange(4, 46)
        if at + 4 <= len(found):
            found[at : at + 4] = struct.pack("<I", rng.choice((*_SIZES, rng.randrange(1 << 32))))
    return bytes(found)


def in_streams(data: bytes, rng: Random) -> bytes:
    """Inside the compressed streams of a PDF, and among its objects."""
    streams = list(_STREAM.finditer(data))
    if not streams or rng.random() < 0.4:
        return numbers(data, rng) if rng.random() < 0.5 else damaged(data, rng.randrange(10**9))
    chosen = rng.choice(streams)
    try:
        content, packed = zlib.decompress(chosen[1]), True
    except zlib.error:
        content, packed = chosen[1], False
    content = numbers(content, rng)
    inner = zlib.compress(content) if packed else content
    return data[: chosen.start(1)] + inner + data[chosen.end(1) :]


def in_mail(data: bytes, rng: Random) -> bytes:
    """Heads and boundaries more than bodies."""
    found = bytearray(data)
    lines = [m.start() for m in re.finditer(rb"^(?:[A-Za-z-]+:|--)", data, re.MULTILINE)]
    for _ in range(rng.randint(1, 4)):
        at = min(len(found) - 1, rng.choice(lines) + rng.randrange(40))
        found[at : at + rng.choice((0, 0, 1, 5))] = rng.choice(WORDS)
    return bytes(found)


def in_crawl(data: bytes, rng: Random) -> bytes:
    """Inside the records, whether they are compressed or not."""
    if not data.startswith(b"\x1f\x8b"):
        return in_mail(data, rng) if rng.random() < 0.5 else numbers(data, rng, 400)
    plain = gzip.decompress(data)
    changed = in_mail(plain, rng) if rng.random() < 0.7 else plain
    packed = gzip.compress(changed, mtime=0)
    return packed[: rng.randrange(len(packed))] if rng.random() < 0.3 else packed


def numbers(data: bytes, rng: Random, within: int = 0) -> bytes:
    """Some numbers and places exchanged for worse ones."""
    found = list(_NUMBER.finditer(data, 0, within or len(data)))
    for match in sorted(
        rng.sample(found, min(len(found), rng.randint(1, 4))), key=lambda m: -m.start()
    ):
        data = data[: match.start()] + rng.choice(NUMBERS) + data[match.end() :]
    if rng.random() < 0.3 and data:
        at = rng.randrange(len(data))
        data = data[:at] + rng.choice(WORDS) + data[at:]
    return data


def in_records(data: bytes, rng: Random) -> bytes:
    """Inside the records of a workbook and the chains of its container."""
    changed = bytearray(data)
    for _ in range(rng.choice((1, 3, 12))):
        at = rng.randrange(24, rng.choice((512, 2048, len(data))))
        changed[at] ^= rng.choice((1, 0x80, 0xFF, rng.randrange(1, 256)))
    return bytes(changed[: rng.randrange(len(changed))] if rng.random() < 0.1 else changed)


#: format -> how its documents are made, and how they are damaged
SHAPES: dict[str, tuple[Make, Damage]] = {
    "docx": (rendered("word"), in_package),
    "xlsx": (rendered("sheet"), in_package),
    "ofd": (rendered("ofd"), in_package),
    "pdf": (rendered("ruled_pdf"), in_streams),
    "xls": (rendered("sheet_97"), in_records),
    "zip": (archive, in_archive),
    "mhtml": (mail(True), in_mail),
    "eml": (mail(False), in_mail),
    "warc": (crawl, in_crawl),
}


def shape(form: str, seed: int) -> bytes:
    """The damaged document of this number; always the same."""
    make, damage = SHAPES[form]
    rng = Random(f"{form}:{seed}")
    return damage(make(seed), rng)
