"""What the plugin opens; run with ``pytest`` where ``govinfo-report`` is installed."""

from __future__ import annotations

from pathlib import Path

import govinfo_report_yunlan as yunlan
import pytest

import govinfo_report as gr
from govinfo_report.documents.reread import reread
from govinfo_report.documents.source import Source
from govinfo_report.errors import SourceError, UnrecognisedLayoutError
from govinfo_report.limits import DEFAULT_LIMITS
from govinfo_report.testing import OpenerContract

PAGE = Path(__file__).parent / "cases" / "grids" / "article" / "input.html"
CORE = gr.Registry.builtin()
REGISTRY = CORE.with_plugin(yunlan)


class TestOpener(OpenerContract):
    opener = yunlan.PortalOpener()
    samples = (PAGE,)


def test_the_core_alone_sees_an_empty_page() -> None:
    with pytest.raises(UnrecognisedLayoutError):
        gr.parse(PAGE, registry=CORE)


def test_the_article_is_a_document_in_the_page() -> None:
    report = gr.parse(PAGE, registry=REGISTRY)
    assert report.publisher == "云澜市人民政府"
    assert str(report.published) == "2025-01-21"
    assert report.source.name == "input.html/article.html"
    assert report.source.container["sha256"] == Source.of(PAGE).sha256
    assert all(figure.value is not None for figure in report.figures.values())


def test_places_lead_into_the_article() -> None:
    (article,) = yunlan.PortalOpener().unpack(Source.of(PAGE), DEFAULT_LIMITS)
    report = gr.parse(article, registry=REGISTRY)
    for figure in report.figures.values():
        assert figure.place is not None
        assert reread(article, figure.place) == figure.raw


@pytest.mark.parametrize(
    "data", ["", "null", "[" * 100_000, '{"props": 1}', '{"props": {"pageProps": {}}}']
)
def test_a_page_without_an_article(data: str) -> None:
    """Another page of the portal, or one that was cut off: refused, with a reason."""
    page = f"<html><head>{yunlan.SITE}></head><body>{yunlan.BEGIN}{data}</script></body></html>"
    with pytest.raises(SourceError, match="no article"):
        gr.parse(page, registry=REGISTRY)


def test_pages_of_other_sites_are_left_alone() -> None:
    page = PAGE.read_text(encoding="utf-8").replace("www.yunlan.example", "www.other.example")
    assert yunlan.PortalOpener().accepts(Source.of(page)) is None
