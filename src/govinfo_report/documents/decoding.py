"""From bytes to characters: a ladder of encodings, and the way back to byte offsets.

Declarations are not believed: most pages that say gb2312 hold characters of GB18030, and some
hold UTF-8.  What decodes strictly wins, in an order in which accidents do not happen.
"""

from __future__ import annotations

import codecs

import regex

from govinfo_report.documents.offsets import Decoded
from govinfo_report.errors import LimitError, SourceError
from govinfo_report.limits import Limits
from govinfo_report.text.lazy import lazy

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: it begins with the same two bytes
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_DECLARED = lazy(rb"""(?:charset|encoding)\s*+=\s*+["']?+\s*+(?<name>[\w-]++)""", regex.IGNORECASE)
_DECLARED_WITHIN = 4096  # bytes
_COMMON = (
    "的一不年月日人有中和公开開政府信息資訊工作报報告度行申请請主动動本机機关關其他件总總计計0123"
)
_SAMPLE = 16_384  # bytes that show which of two encodings is the better one
#: a file with more unreadable places than this share of its characters is refused
_MOST_REPLACED = 0.02
_FEW_REPLACED = 20

#: control characters that no text holds; tab, line breaks, vertical tab and form feed stay
_CONTROLS = lazy(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]++")
_CONTROL_BYTES = bytes([*range(9), *range(14, 32), 127])
_HIGH_CONTROLS = {"utf-8": b"\xc2", "gb18030": b"\x81\x30"}
_DIGITS = frozenset("0123456789０１２３４５６７８９.,．，")
_PLAUSIBLE = lazy(
    r"[\t\n\r\x20-\x7e\xa0\xb7\u2000-\u206f\u2160-\u217f\u2460-\u249b\u25a0-\u25ff"
    r"\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]"
)


def decode(data: bytes, limits: Limits, encoding: str | None = None) -> Decoded:
    """The characters of ``data``; ``encoding`` only when it is known, not merely declared.

    Order: byte order mark, UTF-16 that shows by its zero bytes, strict UTF-8, UTF-8 with a few
    faults, strict GB18030 or Big5 (by their common characters), and what needs fewer
    replacement characters.  Raises
    ``SourceError`` (P915) for bytes that are no text and ``LimitError`` (P901).
    """
    for bom, name in _BOMS:
        if data.startswith(bom):
            strict = _strict(data, name, len(bom))
            if strict is None and name == "utf-32-le":
                continue  # the mark of UTF-16 and a zero character look the same
            decoded = strict or _replaced(data, name, len(bom))
            break
    else:
        decoded = _known(data, encoding) if encoding else _ladder(data)
    _check(decoded, limits)
    if _has_controls(decoded):
        _take_out_controls(decoded)
    return decoded


def _strict(data: bytes, encoding: str, bom: int = 0) -> Decoded | None:
    try:
        return Decoded(data[bom:].decode(encoding) if bom else data.decode(encoding),
                       encoding, bom, data=data)  # fmt: skip
    except UnicodeDecodeError:
        return None


def _replaced(data: bytes, encoding: str, bom: int = 0) -> Decoded:
    text = data[bom:].decode(encoding, "replace")
    return Decoded(text, encoding, bom, replaced=text.count("\ufffd"), data=data)


def _known(data: bytes, encoding: str) -> Decoded:
    return _strict(data, encoding) or _replaced(data, encoding)


def _ladder(data: bytes) -> Decoded:
    if b"\x00" in data and (wide := _wide(data)) is not None:
        return wide
    if (decoded := _strict(data, "utf-8")) is not None:
        return decoded
    if _mostly_utf8(data[:_SAMPLE]) and _mostly_utf8(data):
        return _replaced(data, "utf-8")
    declared = _declares_big5(data)
    strict = [found for name in ("gb18030", "cp950") if (found := _strict(data, name)) is not None]
    if len(strict) == 2:
        # Either reads nearly all of the other: common characters decide.
        shares = [_common(found.text) for found in strict]
        return strict[shares[1] > shares[0] or (declared and shares[0] == shares[1])]
    if strict:
        return strict[0]
    names = ("utf-8", "gb18030", "cp950") if declared else ("utf-8", "gb18030")
    return min((_replaced(data, name) for name in names), key=lambda found: found.replaced)


def _declares_big5(data: bytes) -> bool:
    found = _DECLARED.search(data, 0, _DECLARED_WITHIN)
    return found is not None and found["name"].lower().startswith((b"big5", b"cp950"))


def _common(text: str) -> int:
    """How many of the characters are among the commonest of such reports, in either script."""
    return sum(map(text[:_SAMPLE].count, _COMMON))


def _mostly_utf8(data: bytes) -> bool:
    """Whether what is not ASCII is UTF-8 but for a few faults.

    GB18030 can decode most UTF-8 without complaint, so one damaged character must not send a
    page down the ladder; GB18030 read as UTF-8 on the other hand is nothing but faults.
    """
    text = data.decode("utf-8", "replace")
    faults = text.count("\ufffd")
    good = sum(map(len, _BEYOND_ASCII.findall(text))) - faults
    return good > 10 * faults


_BEYOND_ASCII = lazy(r"[^\x00-\x7f]++")


def _wide(data: bytes) -> Decoded | None:
    """UTF-16 without a byte order mark: its zero bytes all stand at the same parity."""
    even, odd = data[::2].count(0), data[1::2].count(0)
    name = "utf-16-le" if odd > even else "utf-16-be"
    if min(even, odd) * 4 > max(even, odd):
        return None
    decoded = _strict(data, name)
    if decoded is None:
        return None
    sample = decoded.text[:_SAMPLE]
    return decoded if len(_PLAUSIBLE.findall(sample)) > 0.9 * len(sample) else None


def _check(decoded: Decoded, limits: Limits) -> None:
    size = len(decoded.text)
    if size > limits.text_characters:
        raise LimitError(
            f"the text has {size:,} characters, more than {limits.text_characters:,}",
            zh=f"文本有 {size:,} 个字符，超过上限 {limits.text_characters:,}",
            hint="Split the file, or raise Limits.text_characters.",
            hint_zh="请拆分文件，或调高 Limits.text_characters。",
            id="P901", limit=limits.text_characters, observed=size,
        )  # fmt: skip
    if decoded.replaced > max(_FEW_REPLACED, _MOST_REPLACED * size):
        raise SourceError(
            "the content is no text in UTF-8, UTF-16, GB18030 or Big5",
            zh="内容不是 UTF-8、UTF-16、GB18030 或 Big5 编码的文本",
            hint="Open the file in the program it was made with and save it as UTF-8 text or HTML.",
            hint_zh="请用原来的软件打开该文件，另存为 UTF-8 编码的文本或网页。",
            id="P915", encoding=decoded.encoding, replaced=decoded.replaced,
        )  # fmt: skip


def _has_controls(decoded: Decoded) -> bool:
    """A quick look at the bytes: nearly no source holds control characters."""
    high = _HIGH_CONTROLS.get(decoded.encoding)
    if high is not None and high not in decoded.data:
        return len(decoded.data.translate(None, _CONTROL_BYTES)) != len(decoded.data)
    return _CONTROLS.search(decoded.text) is not None


def _take_out_controls(decoded: Decoded) -> None:
    """Drop control characters; between digits something must stay that keeps them apart."""
    raw = decoded.text
    edits: list[tuple[int, int, int]] = []
    pieces: list[str] = []
    end = length = 0
    for match in _CONTROLS.finditer(raw):
        start, stop = match.span()
        pieces.append(raw[end:start])
        length += start - end
        apart = raw[start - 1 : start] in _DIGITS and raw[stop : stop + 1] in _DIGITS
        kept = "\ufffd" if apart else ""
        edits.append((length, start, stop))
        pieces.append(kept)
        length += len(kept)
        decoded.controls += stop - start
        end = stop
    pieces.append(raw[end:])
    if edits:
        decoded.raw, decoded.text, decoded.edits = raw, "".join(pieces), edits
