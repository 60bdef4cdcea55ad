"""One renderer per family of pages; further ones join ``RENDERERS``."""

from __future__ import annotations

from govinfo_report.testing.renderers.base import Dialect, Rendered, Renderer, render
from govinfo_report.testing.renderers.html import HtmlRenderer
from govinfo_report.testing.renderers.pipes import MarkdownRenderer, PipesRenderer
from govinfo_report.testing.renderers.stacked import StackedRenderer
from govinfo_report.testing.renderers.tabs import TabsRenderer, TrimmedTabsRenderer

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
    )
}

__all__ = ["RENDERERS", "Dialect", "Rendered", "Renderer", "render"]
