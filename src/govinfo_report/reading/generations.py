"""The table of 2014 beside the tables of the present form: a report is read in one of them.

A report for 2014-2018 prints the first, later ones the others; where both stand on a page the
later form is the report's own, and the figures of the two are never put together.
"""

from __future__ import annotations

from govinfo_report.model.figure import State
from govinfo_report.model.forms import STATISTICS
from govinfo_report.reading.figures import Verified
from govinfo_report.reading.legacy import Legacy

_ENOUGH = 8  # figures of the present form that are no accident


def is_older(verified: Verified | None) -> bool:
    """Whether nothing but the table of 2014 was claimed."""
    return verified is not None and verified.claimed == {STATISTICS}


def is_of_2014(verified: Verified, legacy: Legacy | None) -> bool:
    """Whether what was read of the table of 2014 makes the report one of that form.

    Some lists of the years before share labels with it; nothing is read from those.
    """
    return is_older(verified) and bool(verified.forms) and (
        legacy is None or legacy.edition != "pre_2014"
    )  # fmt: skip


def tells_present_form(verified: Verified) -> bool:
    """Whether figures of the present form were read, and more than a few."""
    return (
        sum(
            figure.state is State.VALUE and not _is_older(address)
            for address, figure in verified.figures.items()
        )
        >= _ENOUGH
    )


def without_older(verified: Verified) -> Verified:
    """What was read of other tables than that of 2014; its place is still no prose."""
    if STATISTICS not in verified.claimed:
        return verified
    return Verified(
        figures={a: f for a, f in verified.figures.items() if not _is_older(a)},
        forms={b: e for b, e in verified.forms.items() if b != STATISTICS},
        refused_rows={k: r for k, r in verified.refused_rows.items() if k[0] != STATISTICS},
        refused_tables={t: r for t, r in verified.refused_tables.items() if t != STATISTICS},
        lost_columns=verified.lost_columns - {STATISTICS},
        lost_labels={t: n for t, n in verified.lost_labels.items() if t != STATISTICS},
        claimed=verified.claimed - {STATISTICS},
        extra_rows=[row for row in verified.extra_rows if row.table != STATISTICS],
        claims={a: n for a, n in verified.claims.items() if not _is_older(a)},
        row_prefixes={p for p in verified.row_prefixes if not _is_older(p)},
        regions=verified.regions,
        notes=[
            note
            for note in verified.notes
            if note.params.get("table") != STATISTICS and not any(map(_is_older, note.addresses))
        ],
    )


def _is_older(address: str) -> bool:
    return address.partition(".")[0] == STATISTICS
