"""Rules and their engine: what a report must satisfy, and what became of every rule.

A rule reads a finished report and its history, never a document.
"""

from govinfo_report.rules.assessment import Assessment
from govinfo_report.rules.catalogue import CATALOGUE_VERSION, catalogue, find_rule
from govinfo_report.rules.context import Context
from govinfo_report.rules.engine import validate
from govinfo_report.rules.explain import explain
from govinfo_report.rules.history import History
from govinfo_report.rules.matrix import Check, Matrix, matrix, matrix_of
from govinfo_report.rules.rule import Fail, Gap, Pass, Rule, RuleStatus

__all__ = [
    "CATALOGUE_VERSION",
    "Assessment",
    "Check",
    "Context",
    "Fail",
    "Gap",
    "History",
    "Matrix",
    "Pass",
    "Rule",
    "RuleStatus",
    "catalogue",
    "explain",
    "find_rule",
    "matrix",
    "matrix_of",
    "validate",
]
