"""One report as a row of a panel, packed so that a hundred thousand fit in memory."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from sys import intern

from attrs import evolve, field, frozen

from govinfo_report.display import Displayed
from govinfo_report.errors import UsageError
from govinfo_report.model.address import FormsKey
from govinfo_report.model.figure import Number, State
from govinfo_report.model.report import Report
from govinfo_report.outputs.codebook.variables import by_name, variables_of
from govinfo_report.outputs.frames.cells import NOT_IN_FORM, Cell, cells_of
from govinfo_report.outputs.panel.closing import zeros_that_close
from govinfo_report.outputs.provenance import software_text

#: what may become of blanks -> the reason of an imputed cell
BLANKS = {"keep": "", "zero_if_closes": "zero-if-closes", "zero": "zero"}


@frozen(repr=False)
class PanelRow(Displayed):
    """What one unit reported for one year, or that there is no report of it.

    ``missing`` is the reason why there is no report, ``None`` where there is one.  ``copies`` are
    the documents that hold this very report; ``copy`` counts differing reports of one key from 1.
    """

    unit: str
    year: int
    scope: str | None
    missing: str | None = None
    publisher: str | None = None
    region: str | None = None
    edition: str | None = None
    grade: str | None = None
    source: str | None = None
    sha256: str | None = None
    readable: bool = False
    refused: int = 0
    copies: int = 0
    copy: int = 1
    duplicate: bool = False
    _forms: FormsKey = field(default=(), repr=False)
    _values: tuple[Number | None, ...] = field(default=(), repr=False)
    _states: tuple[tuple[str, str | None], ...] = field(default=(), repr=False)
    software: str | None = field(default=None, repr=False)

    def cell(self, name: str) -> Cell:
        """What a variable is in this row; ``KeyError`` when there is no such variable."""
        if name not in by_name():
            raise KeyError(name)
        return next(self.cells((name,)))

    def cells(self, names: Iterable[str]) -> Iterator[Cell]:
        """What these variables are in this row; a name that is none counts as not in the form."""
        places, values, states = _places(self._forms), self._values, self._states
        none = NOT_IN_FORM if self.missing is None else Cell(None, "no_report", self.missing)
        for name in names:
            place = places.get(name)
            yield none if place is None else Cell(values[place], *states[place])

    def same(self, other: PanelRow) -> bool:
        """Whether two documents hold the same report: forms, values, states and reasons."""
        mine = (self._forms, self._values, self._states, self.scope)
        return mine == (other._forms, other._values, other._states, other.scope)


@lru_cache(maxsize=64)
def _places(forms: FormsKey) -> dict[str, int]:
    return {variable.name: place for place, variable in enumerate(variables_of(dict(forms)))}


@lru_cache(maxsize=1024)
def _shared(state: str, reason: str | None) -> tuple[str, str | None]:
    return state, reason


def zeros_of(report: Report, blanks: str) -> Collection[str]:
    """Addresses of the blanks that count as zero; ``UsageError`` for an unknown way."""
    if blanks not in BLANKS:
        raise UsageError(
            f"blanks= takes {', '.join(BLANKS)}.", zh=f"blanks= 可为 {'、'.join(BLANKS)}。"
        )
    if blanks == "keep":
        return ()
    if blanks == "zero_if_closes":
        return zeros_that_close(report)
    return frozenset(a for a, f in report.figures.items() if f.state is State.BLANK)


def row_of(report: Report, unit: str, year: int, blanks: str, source: str | None) -> PanelRow:
    """The row of a report."""
    zeros = zeros_of(report, blanks)
    cells = cells_of(report, zeros, BLANKS[blanks]).values()
    lost = (State.REFUSED, State.ABSENT)
    return PanelRow(
        unit, year, report.scope.value, None, report.publisher, report.region, report.edition,
        report.grade.value, source or report.source.name, report.source.sha256,
        any(figure.state not in lost for figure in report.figures.values()),
        sum(figure.state is State.REFUSED for figure in report.figures.values()), 1, 1, False,
        tuple(report.forms.items()), tuple(cell.value for cell in cells),
        tuple(_shared(cell.state, cell.reason) for cell in cells),
        intern(software_text(report)) if report.software else None,
    )  # fmt: skip


def numbered(rows: list[PanelRow]) -> list[PanelRow]:
    """Rows of one key: equal ones merged with a count, differing ones numbered."""
    kept: list[PanelRow] = []
    for row in rows:
        for place, other in enumerate(kept):
            if other.same(row):
                kept[place] = evolve(other, copies=other.copies + 1)
                break
        else:
            kept.append(row)
    if len(kept) < 2:
        return kept
    return [evolve(row, copy=n, duplicate=True) for n, row in enumerate(kept, 1)]
