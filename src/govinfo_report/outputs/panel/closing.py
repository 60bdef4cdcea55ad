"""Which blanks must be zero, because the identities of the form leave nothing else.

A blank is proven when an identity in which everything else is known closes without it, and all
that is open in it stands on one side: counts are not negative, so a sum of nothing is nothing.
What was proven is known to the other identities.  A blank in an identity that then fails to close
is left alone.  What no printed number confirms (a table left empty) stays blank.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from govinfo_report.model.figure import Number, State
from govinfo_report.model.report import Report
from govinfo_report.rules.matrix import Check, matrix_of


def zeros_that_close(report: Report) -> frozenset[str]:
    """Addresses of the blanks of tables 3 and 4 that can be nothing but zero."""
    blanks = {a for a, f in report.figures.items() if f.state is State.BLANK}
    if not blanks:
        return frozenset()
    values = {a: f.value for a, f in report.figures.items() if f.value is not None}
    checks = [
        check
        for check in matrix_of(report.forms).checks
        if any(address in blanks for address, _ in check.terms)
    ]
    while True:
        zeros = _proven(checks, values, blanks)
        known: dict[str, Number] = {**values, **dict.fromkeys(zeros, 0)}
        broken = {
            address
            for check in checks
            if all(address in known for address, _ in check.terms) and check.residual(known)
            for address, _ in check.terms
            if address in zeros
        }
        if not broken:
            return frozenset(zeros)
        blanks -= broken


def _proven(checks: Iterable[Check], values: Mapping[str, Number], blanks: set[str]) -> set[str]:
    zeros: set[str] = set()
    found = True
    while found:
        found = False
        for check in checks:
            open_terms = [(a, c) for a, c in check.terms if a not in values and a not in zeros]
            if not open_terms or len(open_terms) == len(check.terms):
                continue
            one_side = len({coefficient > 0 for _, coefficient in open_terms}) == 1
            if not one_side or not all(address in blanks for address, _ in open_terms):
                continue
            if sum(c * values.get(a, 0) for a, c in check.terms) == 0:
                zeros.update(address for address, _ in open_terms)
                found = True
    return zeros
