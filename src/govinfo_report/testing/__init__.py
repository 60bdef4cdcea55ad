"""Tools for testing readers of annual reports: random reports, renderers, sabotage.

For authors of layouts and for the library's own proof.  Of the core only the command line imports
this package, for worked examples; ``hypothesis`` is needed only by
``govinfo_report.testing.strategies``.

``random_report`` makes the figures and the prose of one report, a ``Renderer`` prints them the
way one family of pages does, ``compare`` says what a reader made of it: every figure must be
equal to what was printed or absent with a reason.
"""

from __future__ import annotations

from govinfo_report.testing.comparison import Comparison, compare
from govinfo_report.testing.figures import PrintedFigure
from govinfo_report.testing.renderers import RENDERERS, Rendered, Renderer
from govinfo_report.testing.reports import ReportData, random_report

__all__ = [
    "RENDERERS",
    "Comparison",
    "PrintedFigure",
    "Rendered",
    "Renderer",
    "ReportData",
    "compare",
    "random_report",
]
