"""What a rule gets to see: one report, prepared for quick lookups, and what belongs to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

from attrs import define, field

from govinfo_report.model.figure import Figure, Grade, Number, State
from govinfo_report.model.finding import Attribution
from govinfo_report.model.note import Note
from govinfo_report.model.report import Report
from govinfo_report.narrative import Claims, claims_of
from govinfo_report.narrative.statement import Statement
from govinfo_report.rules.history import History, Past
from govinfo_report.rules.matrix import Matrix, matrix_of
from govinfo_report.rules.rule import Gap
from govinfo_report.rules.slots import Slot, slots_of, table_of
from govinfo_report.text.normalise import fold

#: reading notes that say that a text is odd, not that its cell or label was hard to find
_ABOUT_TEXT = frozenset({"P201"})
#: notes after which rows of a table may have been taken for prose
_TANGLED = ("P103", "P202", "P204", "P206")


def _history(reports: Iterable[Report] | History) -> History:
    return History.of(reports)


@define(eq=False, slots=False)
class Context:
    """A report under assessment with its history and, for a hierarchy, its subordinates."""

    report: Report
    history: History = field(factory=History, converter=_history)
    children: tuple[Report, ...] = ()
    #: names of units whose reports are missing
    missing: tuple[str, ...] = ()
    #: the report is not yet published
    draft: bool = False
    _of_years: dict[int, Context | Past] = field(factory=dict, init=False, repr=False)

    @cached_property
    def slots(self) -> Mapping[str, Slot]:
        """What stands printed at each address of the report's forms."""
        return slots_of(self.report.forms)

    @cached_property
    def figures(self) -> Mapping[str, Figure]:
        """The printed figures of the report's forms by address, in the order of the form."""
        return self.report.figures

    @cached_property
    def values(self) -> dict[str, Number]:
        """The figures in state ``value``; blank and ``/`` are never zero."""
        return {
            address: figure.value
            for address, figure in self.figures.items()
            if figure.state is State.VALUE and figure.value is not None
        }

    @cached_property
    def by_state(self) -> Mapping[State, tuple[str, ...]]:
        """Addresses by state, in the order of the form."""
        found: dict[State, list[str]] = {state: [] for state in State}
        for address, figure in self.figures.items():
            found[figure.state].append(address)
        return {state: tuple(addresses) for state, addresses in found.items()}

    @cached_property
    def by_table(self) -> Mapping[str, tuple[str, ...]]:
        """Addresses of each table of the report's forms, in the order of the form."""
        found: dict[str, list[str]] = {}
        for address in self.figures:
            found.setdefault(table_of(address), []).append(address)
        return {table: tuple(addresses) for table, addresses in found.items()}

    @cached_property
    def matrix(self) -> Matrix:
        """The check matrix of the report's forms."""
        return matrix_of(self.report.forms)

    @cached_property
    def sides(self) -> Mapping[str, tuple[Number, Number]]:
        """Expected and printed side of every identity that can be assessed, by its id."""
        values = self.values
        found: dict[str, tuple[Number, Number]] = {}
        for check in self.matrix.checks:
            try:
                found[check.id] = check.sides(values)
            except KeyError:
                continue
        return found

    @cached_property
    def notes(self) -> Mapping[str, tuple[Note, ...]]:
        """Reading notes by code, each once, in the order met."""
        found: dict[str, list[Note]] = {}
        # two layouts that read one page meet the same things
        for note in dict.fromkeys(self.report.reading.notes):
            found.setdefault(note.code, []).append(note)
        return {code: tuple(notes) for code, notes in found.items()}

    @cached_property
    def claims(self) -> Claims:
        """The numbers of the prose and what is claimed of them; read when first asked for."""
        return claims_of(self.report)

    @cached_property
    def told(self) -> Mapping[str, tuple[Statement, ...]]:
        """What the prose tells for the reporting year and the whole report, by quantity.

        Left out are other years, single units, the section on problems, parts of a number of the
        same quantity, and prose around a table whose reading met difficulties.
        """
        tangled = any(code in self.notes for code in _TANGLED)
        left_out = ("problems_and_improvements", *(self.by_table if tangled else ()))
        parts = {
            (part.section, part.start)
            for sub in self.claims.sums
            for part in sub.parts
            if part.quantity == sub.whole.quantity
        }
        found: dict[str, list[Statement]] = {}
        for one in self.claims.statements:
            if (
                one.period in (None, "this_year")
                and one.scope != "sub_unit"
                and (one.section, one.start) not in parts
                and not one.section.startswith(left_out)
            ):
                found.setdefault(one.quantity, []).append(one)
        return {quantity: tuple(statements) for quantity, statements in found.items()}

    @cached_property
    def folded(self) -> Mapping[str, str]:
        """The texts of the sections in plain characters."""
        return {name: fold(section.text) for name, section in self.report.sections.items()}

    @cached_property
    def was_read(self) -> bool:
        """Whether the report was read from a document (not built in code)."""
        return bool(self.report.reading.opener or self.report.reading.notes)

    @cached_property
    def past(self) -> Past:
        """The report of the year before, or why there is none."""
        return self.history.previous(self.report)

    @property
    def previous(self) -> Report | None:
        """The report of the same publisher for the year before, when the history holds it."""
        return self.past.report

    @cached_property
    def before(self) -> Context | None:
        """The year before, prepared in the same way."""
        if self.report.year is None:
            return None
        found = self.of_year(self.report.year - 1)
        return found if isinstance(found, Context) else None

    def of_year(self, year: int) -> Context | Past:
        """The report of the same publisher for a year, prepared in the same way, or why none."""
        if year not in self._of_years:
            past = self.history.of_year(self.report, year)
            self._of_years[year] = past if past.report is None else Context(past.report)
        return self._of_years[year]

    def is_read(self, table: str) -> bool:
        """Whether anything of a table was found in the document."""
        figures = self.figures
        return any(figures[a].state is not State.ABSENT for a in self.by_table.get(table, ()))

    def why(self, addresses: Iterable[str]) -> str:
        """The states of some figures that are no values: ``blank``, ``absent/refused`` …"""
        figures = self.figures
        states = {figures[a].state.value if a in figures else "absent" for a in addresses}
        return "/".join(sorted(states))

    def gap(self, *addresses: str) -> Gap:
        """A gap for figures that are no values."""
        lacking = tuple(a for a in addresses if a not in self.values)
        return Gap(lacking, self.why(lacking))

    def attribute(self, addresses: Iterable[str]) -> Attribution:
        """The suspect when these figures do not agree: see ``Attribution``.

        The document, only when every table concerned was read at grade ``verified``; our reading,
        when it met difficulties at one of the figures; undecided otherwise.
        """
        addresses = tuple(addresses)
        if any(address in self.doubted for address in addresses):
            return Attribution.READER
        grade = self.report.reading.grade
        tables = {table_of(address) for address in addresses}
        if tables and all(grade.get(table) is Grade.VERIFIED for table in tables):
            return Attribution.SOURCE
        return Attribution.UNDECIDED

    @cached_property
    def doubted(self) -> frozenset[str]:
        """Figures at which the reading met difficulties."""
        return frozenset(
            address
            for note in self.report.reading.notes
            if note.code[:1] == "P" and note.code[:2] != "P9" and note.code not in _ABOUT_TEXT
            for address in note.addresses
        )
