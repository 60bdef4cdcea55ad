"""Tools for testing what reads annual reports: contracts, cases, strategies, random reports.

For authors of plugins and for the library's own proof.  Of the core only the command line imports
this package.  Everything is loaded when it is first used: the contracts need ``pytest``, the
strategies ``hypothesis``, and nothing else does.

``LayoutContract``, ``OpenerContract``, ``RuleContract`` and ``WriterContract`` are suites to inherit.
``random_report`` makes the figures and the prose of one report, a ``Renderer`` prints them the
way one family of pages does, ``compare`` says what a reader made of it: every figure must be
equal to what was printed or absent with a reason.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

__all__ = [  # noqa: RUF022 - grouped by purpose
    # contracts to inherit
    "LayoutContract",
    "OpenerContract",
    "RuleContract",
    "WriterContract",
    # reports and pages
    "RENDERERS",
    "Comparison",
    "PrintedFigure",
    "Rendered",
    "Renderer",
    "ReportData",
    "compare",
    "random_report",
    "report_of",
    # strategies of hypothesis
    "balanced_reports",
    "documents",
    "hostile_inputs",
    "one_fault_reports",
    "pages",
    "read_reports",
]

if TYPE_CHECKING:
    from govinfo_report.testing.building import report_of
    from govinfo_report.testing.comparison import Comparison, compare
    from govinfo_report.testing.contracts.layout import LayoutContract
    from govinfo_report.testing.contracts.opener import OpenerContract
    from govinfo_report.testing.contracts.rule import RuleContract
    from govinfo_report.testing.contracts.writer import WriterContract
    from govinfo_report.testing.figures import PrintedFigure
    from govinfo_report.testing.renderers import RENDERERS, Rendered, Renderer
    from govinfo_report.testing.reports import ReportData, random_report
    from govinfo_report.testing.strategies import (
        balanced_reports,
        documents,
        hostile_inputs,
        one_fault_reports,
        pages,
        read_reports,
    )

#: module -> the names that live in it, loaded when first used
_HOMES = {
    "contracts.layout": ["LayoutContract"],
    "contracts.opener": ["OpenerContract"],
    "contracts.rule": ["RuleContract"],
    "contracts.writer": ["WriterContract"],
    "comparison": ["Comparison", "compare"],
    "figures": ["PrintedFigure"],
    "renderers": ["RENDERERS", "Rendered", "Renderer"],
    "reports": ["ReportData", "random_report"],
    "building": ["report_of"],
    "strategies": __all__[-6:],
}


def __getattr__(name: str) -> object:
    from importlib import import_module

    for module, names in _HOMES.items():
        if name in names:
            value = getattr(import_module(f"{__name__}.{module}"), name)
            globals()[name] = value
            return value
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
