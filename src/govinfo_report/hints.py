"""The types that the annotations of the verbs name, each imported when somebody looks at it.

The verbs are quick to import because they import what reads and what checks only when they are
called.  ``typing.get_type_hints`` would not find such types where a verb is defined; as attributes
of this module it does.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

__all__ = ["Assessment", "Comparison", "Document", "Identification", "Knowledge", "Known", "Progress",
           "Registry", "Report", "Severity", "Source"]  # fmt: skip

if TYPE_CHECKING:
    from typing import TypeAlias

    from govinfo_report.documents.document import Document
    from govinfo_report.documents.source import Known, Source
    from govinfo_report.model.finding import Severity
    from govinfo_report.model.report import Report
    from govinfo_report.outputs.compare import Comparison
    from govinfo_report.plugins.progress import Progress
    from govinfo_report.plugins.registry import Registry
    from govinfo_report.reading.reader import Identification
    from govinfo_report.rules.assessment import Assessment

    #: what the caller knows: a ``Known``, or a mapping with any of its fields
    Knowledge: TypeAlias = Known | Mapping[str, Any] | None

_HOMES = {
    "Document": "documents.document", "Known": "documents.source", "Source": "documents.source",
    "Severity": "model.finding", "Report": "model.report", "Comparison": "outputs.compare",
    "Progress": "plugins.progress", "Registry": "plugins.registry",
    "Identification": "reading.reader", "Assessment": "rules.assessment",
}  # fmt: skip


def __getattr__(name: str) -> object:
    from importlib import import_module

    if name in _HOMES:
        value = getattr(import_module(f"govinfo_report.{_HOMES[name]}"), name)
    elif name == "Knowledge":
        known: Any = __getattr__("Known")
        value = known | Mapping[str, Any] | None
    else:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = value
    return value
