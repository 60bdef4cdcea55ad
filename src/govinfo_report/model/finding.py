"""What does not add up, and what became of every rule."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum

from attrs import field, frozen

from govinfo_report.display import Displayed
from govinfo_report.model.place import Place

Param = str | int | Decimal


class Severity(StrEnum):
    """How much a finding weighs; ``fatal`` means that nothing usable was read."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"
    FATAL = "fatal"


class Status(StrEnum):
    """What became of a rule.  ``open`` is never a pass."""

    PASS = "pass"
    FAIL = "fail"
    OPEN = "open"
    NOT_APPLICABLE = "not_applicable"
    REVIEW = "review"
    CRASHED = "crashed"


class Attribution(StrEnum):
    """Who is the suspect: the agency's document, our own reading, or not decidable."""

    SOURCE = "source"
    READER = "reader"
    UNDECIDED = "undecided"


@frozen
class Suppression(Displayed):
    """Why a finding is set aside, as somebody wrote it down: the finding itself stays.

    ``status`` is ``accepted``, ``underReview`` or ``rejected``; only an accepted one sets the
    finding aside.  ``date`` and ``expires`` are ISO dates, empty where not given.
    """

    category: str
    justification: str
    status: str = "accepted"
    author: str = ""
    date: str = ""
    expires: str = ""


@frozen(repr=False)
class Finding(Displayed):
    """One place where the report does not agree with itself, its form or its history.

    ``rule`` is the id of the rule, with the index of the assertion where it has several
    (``A103.7``); the first of ``addresses`` is the one to highlight.  ``outcome`` is ``fail``,
    ``review`` or ``open``.  Messages are rendered late from ``params``, one template per language.
    ``explained_by`` quotes sentences in which the report itself explains the figures,
    ``suppressions`` are those in force, ``baseline`` says ``new`` or ``unchanged`` where the
    finding was compared with an earlier list.
    """

    rule: str
    slug: str
    severity: Severity
    outcome: Status
    attribution: Attribution
    addresses: tuple[str, ...] = ()
    expected: Param | None = None
    observed: Param | None = None
    difference: Param | None = None
    params: Mapping[str, Param] = field(factory=dict, hash=False)
    message: Mapping[str, str] = field(factory=dict, hash=False)
    places: tuple[Place, ...] = ()
    evidence: tuple[str, ...] = ()
    fingerprint: str = ""
    explained_by: tuple[str, ...] = ()
    suppressions: tuple[Suppression, ...] = ()
    baseline: str = ""

    @property
    def set_aside(self) -> bool:
        """Whether somebody accepted it, or it stood on the list of an earlier check."""
        accepted = any(one.status == "accepted" for one in self.suppressions)
        return accepted or self.baseline == "unchanged"


@frozen
class Outcome(Displayed):
    """What became of one rule: assertions checked, failed, not assessable, and why."""

    rule: str
    slug: str
    status: Status
    checked: int = 0
    failed: int = 0
    open: int = 0
    reason: str = ""
