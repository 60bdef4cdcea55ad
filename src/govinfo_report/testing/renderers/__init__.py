"""One renderer per family of pages; further ones join ``RENDERERS``."""

from __future__ import annotations

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
from govinfo_report.testing.renderers.pdftext import PdfTextRenderer
from govinfo_report.testing.renderers.pipes import MarkdownRenderer, PipesRenderer
from govinfo_report.testing.renderers.quirks import QuirksRenderer
from govinfo_report.testing.renderers.sheet import SheetRenderer
from govinfo_report.testing.renderers.stacked import StackedRenderer
from govinfo_report.testing.renderers.tabs import TabsRenderer, TrimmedTabsRenderer
from govinfo_report.testing.renderers.word import WordRenderer

#: family -> renderer
RENDERERS: dict[str, Renderer] = {
    renderer.family: renderer
    for renderer in (
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
    )
}

__all__ = ["RENDERERS", "Dialect", "Rendered", "Renderer", "render"]
