"""Hypothesis strategies over the same reports and pages (needs the package hypothesis)."""

from __future__ import annotations

from random import Random

from hypothesis import strategies as st

from govinfo_report.testing.renderers import RENDERERS, Rendered, render
from govinfo_report.testing.reports import STYLES, ReportData, random_report


def reports(style: str | None = None) -> st.SearchStrategy[ReportData]:
    """Random reports; ``style`` is a key of ``govinfo_report.testing.reports.STYLES``."""
    styles = st.sampled_from([*STYLES]) if style is None else st.just(style)
    return st.builds(
        lambda seed, chosen: random_report(Random(seed), style=chosen),
        st.integers(0, 2**32 - 1),
        styles,
    )


def pages(
    family: str | None = None, style: str | None = None
) -> st.SearchStrategy[tuple[ReportData, Rendered]]:
    """Reports with a page each, of one family or of any."""
    families = st.sampled_from(sorted(RENDERERS)) if family is None else st.just(family)
    return st.builds(
        lambda data, chosen, seed: (data, render(RENDERERS[chosen], data, Random(seed))),
        reports(style),
        families,
        st.integers(0, 2**32 - 1),
    )
