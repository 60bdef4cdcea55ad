"""What a report holds besides its figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from attrs import field, frozen

from govinfo_report.display import Displayed
from govinfo_report.errors import UsageError
from govinfo_report.model.figure import Figure, Grade
from govinfo_report.model.forms import STATISTICS, TABLES
from govinfo_report.model.frozen import FrozenDict, freeze
from govinfo_report.model.note import Note
from govinfo_report.model.place import Place

#: ids of the six sections, in the order of the form
SECTION_IDS = (
    "overview", "proactive_disclosure", "requests", "review_and_litigation",
    "problems_and_improvements", "other_matters",
)  # fmt: skip
#: ids of the parts of the overview, in the order of the form
PART_IDS = ("proactive", "on_request", "information_management", "platform", "supervision")
#: what a grade is given for: the report, then its tables
GRADED = ("report", *TABLES)
#: the same for the form of 2014, which has one table
GRADED_2014 = ("report", STATISTICS)


class Scope(StrEnum):
    """What a report speaks for."""

    OWN = "own"  #: one office or bureau
    CONSOLIDATED = "consolidated"  #: a government with its units
    SYSTEM = "system"  #: a vertical system
    UNKNOWN = "unknown"


@frozen(repr=False)
class Section(Displayed):
    """One of the six sections: its heading as printed, its text without tables, and its parts.

    ``parts`` maps the ids of the overview's parts (``proactive``, ``on_request`` …) to texts.
    ``place`` is that of the heading.  ``stretches`` leads from the text back to the source: start
    and end of each sentence in ``text``, and where it stands; a sentence that the source breaks
    over lines has several.  Neither is part of the JSON.
    """

    heading: str = ""
    text: str = ""
    parts: Mapping[str, str] = field(factory=dict, converter=freeze, hash=False)
    place: Place | None = field(default=None, eq=False)
    stretches: tuple[tuple[int, int, Place], ...] = field(default=(), eq=False, repr=False)

    def places(self, start: int | None = None, end: int = 0) -> tuple[Place, ...]:
        """Where the sentence with these characters of ``text`` stands, else the heading, if known."""
        if start is not None:
            for first, last, place in self.stretches:
                if first < max(end, start + 1) and start < last:
                    return (place,)
        return () if self.place is None else (self.place,)


@frozen
class ExtraRow(Displayed):
    """A printed row that no edition prescribes, with its values (figures without address).

    ``heads`` are ids of the columns the cells stand under, or the heads as printed.
    """

    table: str
    label: str
    heads: tuple[str, ...]
    cells: tuple[Figure, ...]
    place: Place | None = field(default=None, eq=False)


def _grades(given: Grade | str | Mapping[str, Grade | str]) -> FrozenDict[str, Grade]:
    if isinstance(given, str):
        given = dict.fromkeys(GRADED, given)
    try:
        keys = GRADED_2014 if STATISTICS in given else GRADED
        return FrozenDict({key: Grade(given.get(key, Grade.UNVERIFIED)) for key in keys})
    except ValueError as error:
        raise UsageError(f"{error}.", zh=f"未知的读取等级：{error}。") from None


def _notes(notes: Iterable[Note]) -> tuple[Note, ...]:
    return tuple(notes)


@frozen(repr=False)
class Reading(Displayed):
    """How a report was read.

    ``grade`` is kept for the report and for every table of its form (one grade stands for all of
    them); what was not read from a document is ``unverified``.  ``refused`` counts refused figures.
    """

    opener: str = ""
    layout: str = ""
    grade: Mapping[str, Grade] = field(default=Grade.UNVERIFIED, converter=_grades, hash=False)
    refused: int = 0
    notes: tuple[Note, ...] = field(default=(), converter=_notes)


def _iso(value: str | date | None) -> str | None:
    return value.isoformat() if isinstance(value, date) else value


@frozen
class SourceInfo(Displayed):
    """Where a report was read: file name, SHA-256 (hex), address and time of retrieval.

    ``given`` is what the caller told about it, as opposed to what the document says.
    ``container`` has the ``name`` and ``sha256`` of the archive, message or page it came in; empty
    for a document of its own.
    """

    name: str | None = None
    sha256: str | None = None
    url: str | None = None
    retrieved: str | None = field(default=None, converter=_iso)
    given: Mapping[str, Any] = field(factory=dict, converter=freeze, hash=False)
    container: Mapping[str, str] = field(factory=dict, converter=freeze, hash=False)
