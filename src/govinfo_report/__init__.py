"""Read, verify and check China's annual reports on open government information.

Every figure is right, or absent with a reason.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

__version__ = "0.1.0"

__all__ = [  # noqa: RUF022 - grouped by purpose
    # do
    "parse",
    "parse_all",
    "parse_many",
    "identify",
    "validate",
    "validate_hierarchy",
    "compare",
    "render",
    # have
    "Report",
    "Figure",
    "Edition",
    "Document",
    "Statement",
    "Finding",
    "Severity",
    "Assessment",
    # extend
    "hookimpl",
    "Opener",
    "Layout",
    "Rule",
    "Writer",
    "Match",
    "Fit",
    "Draft",
    "Span",
    "Registry",
    # fail
    "GovInfoReportError",
]

if TYPE_CHECKING:
    from govinfo_report.api import (
        compare,
        identify,
        parse,
        parse_all,
        parse_many,
        render,
        validate,
        validate_hierarchy,
    )
    from govinfo_report.documents.document import Document, Span
    from govinfo_report.documents.opener import Opener
    from govinfo_report.errors import GovInfoReportError
    from govinfo_report.model.editions import Edition
    from govinfo_report.model.figure import Figure
    from govinfo_report.model.finding import Finding, Severity
    from govinfo_report.model.fit import Fit
    from govinfo_report.model.report import Report
    from govinfo_report.narrative.statement import Statement
    from govinfo_report.outputs.writer import Writer
    from govinfo_report.plugins.hookspecs import hookimpl
    from govinfo_report.plugins.registry import Registry
    from govinfo_report.reading.draft import Draft, Layout, Match
    from govinfo_report.rules import Assessment, Rule

#: module -> the public names that live in it, loaded when first used
_HOMES = {
    "api": __all__[:8],
    "documents.document": ["Document", "Span"],
    "documents.opener": ["Opener"],
    "errors": ["GovInfoReportError"],
    "model.editions": ["Edition"],
    "model.figure": ["Figure"],
    "model.finding": ["Finding", "Severity"],
    "model.fit": ["Fit"],
    "model.report": ["Report"],
    "narrative.statement": ["Statement"],
    "outputs.writer": ["Writer"],
    "plugins.hookspecs": ["hookimpl"],
    "plugins.registry": ["Registry"],
    "reading.draft": ["Draft", "Layout", "Match"],
    "rules": ["Assessment", "Rule"],
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
