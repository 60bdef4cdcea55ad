"""Why a document was read the way it was: from every claim to its verdict, label by label.

For example::

    from govinfo_report import tracing
    for trace in tracing.trace("page.html"):
        print(trace)                       # every table, row and check
        for refusal in trace.refusals:
            print(refusal.address, refusal.claims, refusal.check)
    tracing.diagnose("page.html")          # every label of the form: where, or what stands instead
"""

from govinfo_report.tracing.labels import Diagnosis, LabelFound, diagnose
from govinfo_report.tracing.trace import (
    Asked,
    CheckResult,
    Refusal,
    Trace,
    TracedCell,
    TracedRow,
    TracedTable,
    trace,
)

__all__ = [
    "Asked",
    "CheckResult",
    "Diagnosis",
    "LabelFound",
    "Refusal",
    "Trace",
    "TracedCell",
    "TracedRow",
    "TracedTable",
    "diagnose",
    "trace",
]
