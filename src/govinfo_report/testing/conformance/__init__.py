"""Conformance suite: small reports as data, each with the exact set of findings it must raise.

The cases are JSON (``cases/*.jsonl``, ``bases.json``; the format is described in ``README.md``),
so that any other implementation can be held against them.  ``python -m
govinfo_report.testing.conformance`` runs them here; ``--export DIR`` writes every case as
canonical report JSON with what is expected of it.
"""

from govinfo_report.testing.conformance.cases import Case, cannot, load_cases
from govinfo_report.testing.conformance.running import Verdict, assess, judge

__all__ = ["Case", "Verdict", "assess", "cannot", "judge", "load_cases"]
