"""Documents damaged on their way: for tests that nothing crashes and no place is invented."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from copy import deepcopy
from random import Random

import regex
from lxml import etree

_TAG = regex.compile(rb"<[^<>]*+>")
#: pieces that upset careless readers
_BITS = (
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\t", b"\n\n", b"|", b"<table>",
    b"</table>", b"<tr>", b"<td colspan=99999999>", b"<td rowspan='-1'>", b"<!--", b"]]>", b"&#0;",
    b"&#xD800;", b"<td>", "１２".encode(), "総計".encode(), "\u202e9\u202c".encode(), b"9" * 400,
    "一、总体情况\n".encode(), "三、本年度办理结果".encode(), "\u200b".encode(), b"<p hidden>",
)  # fmt: skip


def _flip(data: bytearray, rng: Random) -> None:
    for _ in range(rng.randint(1, 8)):
        data[rng.randrange(len(data))] = rng.randrange(256)


def _truncate(data: bytearray, rng: Random) -> None:
    del data[rng.randrange(len(data)) :]


def _cut(data: bytearray, rng: Random) -> None:
    start = rng.randrange(len(data))
    del data[start : start + rng.randint(1, 400)]


def _repeat(data: bytearray, rng: Random) -> None:
    start = rng.randrange(len(data))
    data[start:start] = data[start : start + rng.randint(1, 2000)]


def _insert(data: bytearray, rng: Random) -> None:
    for _ in range(rng.randint(1, 3)):
        start = rng.randrange(len(data))
        data[start:start] = rng.choice(_BITS)


def _lines(data: bytearray, rng: Random) -> None:
    lines = bytes(data).split(b"\n")
    at = rng.randrange(len(lines))
    way = rng.randrange(3)
    if way == 0:
        del lines[at : at + rng.randint(1, 5)]
    elif way == 1:
        lines[at:at] = lines[at : at + rng.randint(1, 30)]
    else:
        other = rng.randrange(len(lines))
        lines[at], lines[other] = lines[other], lines[at]
    data[:] = b"\n".join(lines)


def _tags(data: bytearray, rng: Random) -> None:
    tags = list(_TAG.finditer(bytes(data)))
    lost = rng.sample(tags, min(len(tags), rng.randint(1, 6)))
    for match in sorted(lost, key=lambda tag: -tag.start()):
        del data[match.start() : match.end()]


#: ways to damage a document
WAYS: tuple[Callable[[bytearray, Random], None], ...] = (
    _flip, _truncate, _cut, _repeat, _insert, _lines, _tags,
)  # fmt: skip


def damaged(data: bytes, seed: int) -> bytes:
    """The document after one to three accidents; the same for the same seed."""
    rng = Random(f"damage:{seed}")
    if data.startswith(b"PK") and rng.random() < 0.8:
        return _package(data, rng)
    found = bytearray(data)
    for _ in range(rng.randint(1, 3)):
        if found:
            rng.choice(WAYS)(found, rng)
    return bytes(found)


def _package(data: bytes, rng: Random) -> bytes:
    """A package whose largest part has lost, doubled or exchanged elements; mostly well-formed."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(packed, "w") as new:
        largest = max(old.infolist(), key=lambda member: member.file_size)
        for member in old.infolist():
            content = old.read(member)
            if member is largest:
                root = etree.fromstring(content)
                for _ in range(rng.randint(1, 6)):
                    _element(rng.choice(list(root.iterdescendants())), rng)
                content = etree.tostring(root)
                if rng.random() < 0.1:
                    content = content[: rng.randrange(len(content))]
            new.writestr(zipfile.ZipInfo(member.filename), content)
    return packed.getvalue()


def _element(element: etree._Element, rng: Random) -> None:
    above = element.getparent()
    way = rng.randrange(4)
    if above is None:
        return
    if way == 0:
        above.remove(element)
    elif way == 1:
        above.insert(above.index(element), deepcopy(element))
    elif way == 2:
        element.text = rng.choice(("9" * 400, "１２", "\u202e9", "", "三、本年度办理结果", "|"))
    else:
        above.insert(0, element)
