"""What a reader made of a rendered report: equal, refused, or wrong."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from attrs import define, field

from govinfo_report.model.figure import Figure, State
from govinfo_report.testing.reports import ReportData
from govinfo_report.testing.wording import traditional


class ReadReport(Protocol):
    """The part of a report that is compared."""

    @property
    def figures(self) -> Mapping[str, Figure]:
        """Figures by address."""

    @property
    def publisher(self) -> str | None:
        """Issuing body."""

    @property
    def year(self) -> int | None:
        """Reporting year."""

    @property
    def edition(self) -> str:
        """Edition of most blocks."""

    @property
    def sections(self) -> Mapping[str, Any]:
        """Sections by id."""


@define
class Comparison:
    """Counts and faults of one document.

    ``misread`` are figures with a value that is not printed there, ``wrong_state`` figures said
    to be empty or marked that are not; both must stay empty.  ``lost`` are printed numbers that
    were refused or not found.  ``identity`` names wrong facts about the report.
    """

    misread: list[str] = field(factory=list)
    wrong_state: list[str] = field(factory=list)
    lost: list[str] = field(factory=list)
    identity: list[str] = field(factory=list)
    printed: int = 0  #: printed numbers
    nonzero: int = 0  #: printed numbers other than zero
    read: int = 0
    read_nonzero: int = 0
    lost_blanks: int = 0  #: printed empty or marked cells that were refused or not found

    @property
    def sound(self) -> bool:
        """Whether nothing was misread."""
        return not self.misread and not self.wrong_state


def compare(data: ReportData, report: ReadReport) -> Comparison:
    """Hold a reading against what was printed."""
    found = Comparison()
    for address, printed in data.figures.items():
        figure = report.figures.get(address)
        state = figure.state if figure is not None else State.ABSENT
        value = figure.value if figure is not None else None
        said = f"{address}: printed {printed.text!r}, read {state} {value!s}"
        numeric = printed.state == State.VALUE
        found.printed += numeric
        nonzero = numeric and printed.value != 0
        found.nonzero += nonzero
        if state == State.VALUE:
            if not numeric or value != printed.value:
                found.misread.append(said)
            else:
                found.read += 1
                found.read_nonzero += nonzero
        elif state in (State.BLANK, State.NOT_APPLICABLE):
            if state != printed.state:
                found.wrong_state.append(said)
        elif numeric:
            reason = figure.reason if figure is not None else None
            found.lost.append(f"{said} ({reason})")
        elif printed.state != State.REFUSED:
            found.lost_blanks += 1
    for address, figure in report.figures.items():
        if address not in data.figures and figure.state == State.VALUE:
            found.misread.append(f"{address}: not printed, read {figure.value!s}")
    _identity(data, report, found)
    return found


def _identity(data: ReportData, report: ReadReport, found: Comparison) -> None:
    if report.publisher not in (data.publisher, traditional(data.publisher)):
        found.identity.append(f"publisher {data.publisher!r}, read {report.publisher!r}")
    if report.year != data.year:
        found.identity.append(f"year {data.year}, read {report.year}")
    if report.edition not in data.editions:
        found.identity.append(f"edition {sorted(data.editions)}, read {report.edition!r}")
    missing = [section for section in data.narrative.sections if section not in report.sections]
    if missing:
        found.identity.append(f"sections not found: {missing}")
