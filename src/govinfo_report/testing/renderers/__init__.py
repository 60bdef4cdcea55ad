"""One renderer per family of pages; further ones join ``RENDERERS``."""

from __future__ import annotations

from importlib.util import find_spec

from govinfo_report.testing.renderers.barred import (
    BarsRenderer,
    LoneBarsRenderer,
    RowBarsRenderer,
)
from govinfo_report.testing.renderers.base import Dialect, Rendered, Renderer, render
from govinfo_report.testing.renderers.cellwise import (
    CellLinesRenderer,
    ParagraphsRenderer,
    RepeatsDroppedRenderer,
    RunTogetherRenderer,
    WordsRenderer,
)
from govinfo_report.testing.renderers.fragments import (
    FragmentsRenderer,
    RowTablesRenderer,
    TornRenderer,
)
from govinfo_report.testing.renderers.html import HtmlRenderer
from govinfo_report.testing.renderers.htmlcopies import HtmlCopiesRenderer
from govinfo_report.testing.renderers.htmlshapes import HtmlDivsRenderer
from govinfo_report.testing.renderers.htmlsite import HtmlSiteRenderer
from govinfo_report.testing.renderers.ofd import OfdRenderer
from govinfo_report.testing.renderers.pdftext import PdfTextRenderer
from govinfo_report.testing.renderers.pipes import MarkdownRenderer, PipesRenderer
from govinfo_report.testing.renderers.quirks import QuirksRenderer
from govinfo_report.testing.renderers.ruledpdf import RuledPdfRenderer
from govinfo_report.testing.renderers.sheet import SheetRenderer
from govinfo_report.testing.renderers.sheet97 import Sheet97Renderer
from govinfo_report.testing.renderers.stacked import StackedRenderer
from govinfo_report.testing.renderers.tabs import TabsRenderer, TrimmedTabsRenderer
from govinfo_report.testing.renderers.word import WordRenderer


def _of_extras() -> list[Renderer]:
    """Families that can only be read with a further package."""
    found: list[Renderer] = []
    if find_spec("pypdfium2") is not None:
        found.append(RuledPdfRenderer())
    if find_spec("python_calamine") is not None:
        found.append(Sheet97Renderer())
    return found


_ALL: tuple[Renderer, ...] = (
    HtmlRenderer(),
    TabsRenderer(),
    TrimmedTabsRenderer(),
    StackedRenderer(),
    MarkdownRenderer(),
    PipesRenderer(),
    CellLinesRenderer(),
    ParagraphsRenderer(),
    BarsRenderer(),
    RowBarsRenderer(),
    LoneBarsRenderer(),
    WordsRenderer(),
    RunTogetherRenderer(),
    RepeatsDroppedRenderer(),
    PdfTextRenderer(),
    FragmentsRenderer(),
    TornRenderer(),
    RowTablesRenderer(),
    HtmlDivsRenderer(),
    HtmlCopiesRenderer(),
    HtmlSiteRenderer(),
    QuirksRenderer(),
    WordRenderer(),
    SheetRenderer(),
    OfdRenderer(),
    *_of_extras(),
)
#: family -> renderer
RENDERERS: dict[str, Renderer] = {renderer.family: renderer for renderer in _ALL}

__all__ = ["RENDERERS", "Dialect", "Rendered", "Renderer", "render"]
