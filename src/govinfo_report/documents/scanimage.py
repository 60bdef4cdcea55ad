"""The pages of pictures (PNG, JPEG, TIFF and others) and of scanned PDF, as pixels."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from typing import Any

from govinfo_report.documents.scanpages import Scan
from govinfo_report.documents.sniffing import Kind
from govinfo_report.documents.source import Source
from govinfo_report.errors import LimitError, SourceError
from govinfo_report.limits import Limits

_FORMATS = ("PNG", "JPEG", "TIFF", "BMP", "GIF", "WEBP")
_LONGEST = 2400  #: pixels of the longer side of a page as it is read; an A4 page at 200 dpi
_POINTS = 200 / 72  #: pixels per point of a page of PDF
_ORIENTATION = 0x0112  #: how a camera was held
_BROKEN = (OSError, ValueError, SyntaxError, EOFError, MemoryError, ArithmeticError, LookupError,
           TypeError, AttributeError, RuntimeError)  # fmt: skip


def scans(source: Source, limits: Limits) -> Iterator[Scan]:
    """The pages one after the other.

    Raises ``SourceError`` for a file that is damaged, ``LimitError`` (P907) for one of too many
    pixels or pages; pixels are counted before they are unpacked.
    """
    return _of_pdf(source, limits) if source.kind is Kind.PDF else _of_picture(source, limits)


def _of_picture(source: Source, limits: Limits) -> Iterator[Scan]:
    from PIL import Image, ImageOps

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of odd entries; the limits here are our own
        try:
            picture = Image.open(io.BytesIO(source.data), formats=_FORMATS)
        except Image.DecompressionBombError as error:
            raise _beyond(source, "pixels", limits.pixels, None) from error
        except _BROKEN as error:
            raise _damaged(source, error) from error
        with picture:
            for number in range(limits.scans + 1):
                try:
                    picture.seek(number)
                except EOFError:
                    return
                except _BROKEN as error:
                    raise _damaged(source, error) from error
                if number == limits.scans:
                    raise _beyond(source, "scans", limits.scans, number + 1)
                wide, high = picture.size
                if wide * high > limits.pixels:
                    raise _beyond(source, "pixels", limits.pixels, wide * high)
                try:
                    picture.load()
                    upright = ImageOps.exif_transpose(picture)
                    pixels = _pixels(upright if upright is not None else picture)
                except _BROKEN as error:
                    raise _damaged(source, error) from error
                yield _fitted(pixels, 1.0)
                if picture.format != "TIFF":
                    return  # the further pictures of a GIF are no pages


def _pixels(picture: Any) -> Any:
    """Grey values or colours, transparent parts as white paper."""
    import numpy as np
    from PIL import Image

    if picture.mode in ("1", "L"):
        return np.asarray(picture.convert("L"))
    if picture.mode.startswith("I") or picture.mode == "F":
        values = np.asarray(picture, dtype=np.float32)
        return (values / max(1.0, float(values.max())) * 255).astype(np.uint8)
    if "A" in picture.mode or "transparency" in picture.info:
        paper = Image.new("RGBA", picture.size, "white")
        picture = Image.alpha_composite(paper, picture.convert("RGBA"))
    return np.asarray(picture.convert("RGB"))


def _of_pdf(source: Source, limits: Limits) -> Iterator[Scan]:
    from govinfo_report.documents.pdf import PdfFile

    with PdfFile(source, limits) as file:
        if file.count > limits.scans:
            raise _beyond(source, "scans", limits.scans, file.count)
        for number in range(1, file.count + 1):
            drawn = file.picture(number, _LONGEST, _POINTS)
            if drawn is None:
                raise _damaged(source, f"page {number} cannot be drawn")
            yield Scan(*drawn)


def _fitted(pixels: Any, factor: float) -> Scan:
    """A page no larger than is needed to read it."""
    longest = max(pixels.shape[:2])
    if longest <= _LONGEST:
        return Scan(pixels, factor)
    import cv2

    share = _LONGEST / longest
    smaller = cv2.resize(pixels, None, fx=share, fy=share, interpolation=cv2.INTER_AREA)
    return Scan(smaller, factor * share)


def _damaged(source: Source, reason: object) -> SourceError:
    return SourceError(
        f"{source.name} is a damaged picture: {reason}",
        zh=f"{source.name} 是已损坏的图片：{reason}",
        hint="Save or scan it once more.", hint_zh="请重新保存或扫描。",
        name=source.name, reason=str(reason), kind=source.kind.value,
    )  # fmt: skip


def _beyond(source: Source, what: str, limit: int, observed: int | None) -> LimitError:
    words = {
        "pixels": ("pixels on one page", "像素（单页）"),
        "scans": ("scanned pages", "页扫描件"),
    }
    en, zh = words[what]
    count = "" if observed is None else f"{observed:,} {en}, "
    count_zh = "" if observed is None else f"{observed:,} {zh}，"
    return LimitError(
        f"{source.name} is beyond the limit: {count}at most {limit:,}",
        zh=f"{source.name} 超过上限：{count_zh}上限为 {limit:,}",
        hint=f"Give the pages of the report only, or raise Limits.{what}.",
        hint_zh=f"请只给出报告所在页，或调高 Limits.{what}。",
        id="P907", limit=limit, observed=observed, bound=what, name=source.name,
    )  # fmt: skip
