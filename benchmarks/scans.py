"""``python -m benchmarks.scans [--reports N] [--only KIND] [FILE.pdf …]``: how well scans are read.

Pages of reports are drawn as pictures, spoiled as scanners, copiers and stamps spoil them, and read
again.  Each printed cell is right, refused, absent (its table or row was lost) or wrong.  Needs the
extra ``ocr`` and, for the reports made here, a Chinese font of the system.
"""

from __future__ import annotations

import argparse
import io
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

from attrs import define, frozen

from govinfo_report import parse
from govinfo_report.errors import GovInfoReportError
from govinfo_report.model.figure import State
from govinfo_report.model.report import Report
from govinfo_report.testing import RENDERERS, random_report
from govinfo_report.testing.renderers.ruledpdf import PdfDialect

Page = Any
"""An array of numpy: grey values, or colours."""


@frozen
class Spoiling:
    """What happens to a page drawn at ``dpi``."""

    dpi: int
    turn: float = 0.0  #: degrees
    blur: float = 0.0  #: pixels
    noise: float = 0.0  #: grey values
    quality: int = 0  #: of JPEG, 0 for none
    stamp: bool = False

    def __call__(self, page: Page, dice: Any) -> Page:
        import cv2
        import numpy as np

        high, wide = page.shape[:2]
        if self.stamp:
            page = _stamped(page)
        if self.turn:
            matrix = cv2.getRotationMatrix2D((wide / 2, high / 2), self.turn, 1.0)
            page = cv2.warpAffine(page, matrix, (wide, high), borderValue=(255, 255, 255))
        if self.blur:
            page = cv2.GaussianBlur(page, (0, 0), self.blur)
        if self.noise:
            page = np.clip(page + dice.normal(0, self.noise, page.shape), 0, 255).astype(np.uint8)
        if self.quality:
            _, packed = cv2.imencode(".jpg", page, [cv2.IMWRITE_JPEG_QUALITY, self.quality])
            page = cv2.imdecode(packed, cv2.IMREAD_UNCHANGED)
        return page


KINDS = {
    "clean, 200 dpi": Spoiling(200),
    "clean, 150 dpi": Spoiling(150),
    "clean, 100 dpi": Spoiling(100),
    "150 dpi, turned 0.6°, noise, JPEG 45": Spoiling(150, turn=0.6, noise=12, quality=45),
    "150 dpi, turned 1.5°, noise, JPEG 45": Spoiling(150, turn=1.5, noise=12, quality=45),
    "150 dpi, blurred, noise, JPEG 45": Spoiling(150, blur=1.2, noise=10, quality=45),
    "100 dpi, strong noise, JPEG 30": Spoiling(100, noise=20, quality=30),
    "200 dpi, turned -0.8°, red stamp, JPEG 75": Spoiling(200, turn=-0.8, quality=75, stamp=True),
}


@define
class Count:
    """Printed cells by what became of them."""

    right: int = 0
    refused: int = 0
    absent: int = 0
    wrong: int = 0
    pages: int = 0
    seconds: float = 0.0

    def take(self, truth: Report, read: Report | None, name: str) -> None:
        """Compares two readings of one report."""
        for address, figure in truth.figures.items():
            if figure.state in (State.ABSENT, State.REFUSED):
                continue
            other = None if read is None else read.figures.get(address)
            if other is None or other.state is State.ABSENT:
                self.absent += 1
            elif other.state is State.REFUSED:
                self.refused += 1
            elif (other.state, other.value) == (figure.state, figure.value):
                self.right += 1
            else:
                self.wrong += 1
                print(f"  wrong: {name} {address}: {figure.raw!r} read as {other.raw!r}")


def main(arguments: list[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scans", description=__doc__)
    parser.add_argument("--reports", type=int, default=3, help="reports made here (default 3)")
    parser.add_argument("--only", action="append", choices=list(KINDS), help="this kind only")
    parser.add_argument("files", nargs="*", type=Path, help="PDF files with a text layer")
    options = parser.parse_args(arguments)
    sources = [(f"report {seed}", _made(seed)) for seed in range(options.reports)]
    sources += [(path.name, path.read_bytes()) for path in options.files]
    reports = [(name, data, parse(data, isolation="none")) for name, data in sources]
    head = f"{'':42} {'right':>6} {'refused':>8} {'absent':>7} {'wrong':>6} {'s/page':>7}"
    print(head, flush=True)
    wrong = 0
    for kind in options.only or KINDS:
        count = measured(reports, KINDS[kind], kind)
        wrong += count.wrong
        seconds = count.seconds / max(1, count.pages)
        print(f"{kind:42} {count.right:6} {count.refused:8} {count.absent:7} {count.wrong:6} "
              f"{seconds:7.1f}", flush=True)  # fmt: skip
    return 1 if wrong else 0


def measured(
    reports: list[tuple[str, bytes, Report]], spoil: Callable[[Page, Any], Page], kind: str
) -> Count:
    """All reports spoiled in one way; the time is that of the processor."""
    import numpy as np

    count = Count()
    for number, (name, data, truth) in enumerate(reports):
        dice = np.random.default_rng(number)
        assert isinstance(spoil, Spoiling)
        scans = [spoil(page, dice) for page in drawn(data, spoil.dpi)]
        start = time.process_time()
        try:
            read: Report | None = parse(packed(scans), opener="ocr", isolation="none")
        except GovInfoReportError as error:
            print(f"  {name}: {error}")
            read = None
        count.seconds += time.process_time() - start
        count.pages += len(scans)
        count.take(truth, read, f"{name}, {kind}:")
    return count


def drawn(data: bytes, dpi: int) -> Iterator[Page]:
    """The pages of a PDF as grey values."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    for number in range(len(document)):
        yield document[number].render(scale=dpi / 72, grayscale=True).to_numpy().copy()


def packed(pages: list[Page]) -> bytes:
    """The pages as one TIFF."""
    from PIL import Image

    first, *others = [Image.fromarray(page) for page in pages]
    file = io.BytesIO()
    first.save(file, "TIFF", save_all=True, append_images=others, compression="tiff_deflate")
    return file.getvalue()


def _made(seed: int) -> bytes:
    data = random_report(Random(seed))
    return RENDERERS["ruled_pdf"].print(data, PdfDialect(embedded=False, size=8.0))


def _stamped(page: Page) -> Page:
    """A round red stamp over the middle of the page, in which the print shows through."""
    import cv2
    import numpy as np

    colours = cv2.cvtColor(page, cv2.COLOR_GRAY2RGB)
    high, wide = page.shape
    mask = np.zeros(page.shape, np.uint8)
    middle, radius = (round(0.6 * wide), round(0.5 * high)), round(0.12 * wide)
    cv2.circle(mask, middle, radius, 255, max(2, radius // 18))
    star = [(middle[0] + round(0.4 * radius * np.sin(a)), middle[1] - round(0.4 * radius * np.cos(a)))
            for a in np.arange(5) * 4 * np.pi / 5]  # fmt: skip
    cv2.fillPoly(mask, [np.array(star, np.int32)], 255)
    red = np.minimum(colours, np.array([205, 35, 40], np.uint8))
    return np.where(mask[:, :, None] > 0, red, colours)


if __name__ == "__main__":
    sys.exit(main())
