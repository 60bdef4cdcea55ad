"""One annual report: typed, immutable, every figure with its state."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from importlib import import_module
from typing import Any, TypeVar

from attrs import evolve, field, fields, frozen

from govinfo_report.display import Displayed
from govinfo_report.errors import UsageError
from govinfo_report.model import forms as form_classes
from govinfo_report.model.address import (
    addresses_of,
    blocks_of,
    derived_of,
    majority_edition,
)
from govinfo_report.model.content import content_of
from govinfo_report.model.derived import check_figures, in_order, subtotal
from govinfo_report.model.editions import EDITION_IDS
from govinfo_report.model.figure import Figure, Grade
from govinfo_report.model.frozen import FrozenDict, freeze
from govinfo_report.model.packing import Packed
from govinfo_report.model.parts import (
    GRADED_2014,
    ExtraRow,
    Reading,
    Scope,
    Section,
    SourceInfo,
)
from govinfo_report.model.plain import plain_table, summary
from govinfo_report.model.statistics import Statistics
from govinfo_report.model.unknown import unknown_address
from govinfo_report.model.views import view

__all__ = [
    "EDITIONS", "ExtraRow", "Reading", "Report", "Scope", "Section", "SourceInfo",
    "addresses_of", "blocks_of", "majority_edition",
]  # fmt: skip

T = TypeVar("T")

#: what ``Report.edition`` can be: the editions that are read, and what is only recognised.
#: A report of edition ``2014`` that prints no table of its own has no figures.
EDITIONS = (*EDITION_IDS[1:], EDITION_IDS[0], "pre_2014", "unknown")


def _date(value: date | str | None) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise UsageError(f"{value[:40]!r} is no date (YYYY-MM-DD).",
                             zh=f"{value[:40]!r} 不是日期（YYYY-MM-DD）。") from None  # fmt: skip
    return value


def _period(value: Any) -> tuple[date, date] | None:
    if value is None:
        return None
    start, end = (_date(item) for item in value)
    if start is None or end is None:
        return None
    return start, end


def _scope(value: str) -> Scope:
    try:
        return Scope(value)
    except ValueError:
        raise UsageError(f"Unknown scope {value!r}.", zh=f"未知的报告范围 {value!r}。") from None


def _forms(value: Mapping[str, str]) -> FrozenDict[str, str]:
    return FrozenDict({block.id: block.edition for block in blocks_of(value)})


def _figures(value: Mapping[str, Figure]) -> FrozenDict[str, Figure] | Packed:
    return value if isinstance(value, Packed) else freeze(value)


def _rows(value: Iterable[ExtraRow]) -> tuple[ExtraRow, ...]:
    return tuple(value)


def _sections(value: Mapping[str, Section]) -> FrozenDict[str, Section]:
    return freeze(value)


@frozen(kw_only=True, eq=False, repr=False)
class Report(Displayed):
    """One annual report on open government information (政府信息公开工作年度报告).

    ``report["requests.granted.total"]`` is a ``Figure``; ``report.requests.granted.total`` its
    plain value, an ``int`` or ``None``.  Iteration, ``in`` and ``len`` run over the printed
    figures in the order of the form; subtotals (``requests.denied.total``) are derived on demand.

    ``publisher`` is the issuing body as the title names it, ``region`` the place it belongs to,
    ``period`` the first and last day reported on, ``published`` the date of publication,
    ``forms`` the edition whose form each block uses (block id -> edition), ``edition`` that of
    most blocks, ``software`` who read it.  ``figures`` has a key for every printed address of
    the forms.  Everything that is not known is ``None`` or empty.

    Two reports are equal when their content is: figures (value, state, unit), identity, forms,
    extra rows, and all text without its white space.  Source, reading, places and raw text do
    not count.  Raises ``UsageError`` when figures and forms do not belong together.
    """

    publisher: str | None = None
    region: str | None = None
    scope: Scope = field(default=Scope.UNKNOWN, converter=_scope)
    scope_evidence: str | None = None
    year: int | None = None
    title: str | None = None
    period: tuple[date, date] | None = field(default=None, converter=_period)
    published: date | None = field(default=None, converter=_date)
    edition: str = ""
    forms: Mapping[str, str] = field(factory=dict, converter=_forms)
    #: packed in a report that came from another process, until somebody looks
    _figures: Mapping[str, Figure] | Packed = field(
        factory=FrozenDict, converter=_figures, alias="figures"
    )
    extra_rows: tuple[ExtraRow, ...] = field(default=(), converter=_rows)
    preamble: str = ""
    sections: Mapping[str, Section] = field(factory=dict, converter=_sections)
    reading: Reading = field(factory=Reading)
    source: SourceInfo = field(factory=SourceInfo)
    software: Mapping[str, Any] = field(factory=dict, converter=freeze)
    _cache: dict[str, Any] = field(factory=dict, init=False)

    def __attrs_post_init__(self) -> None:
        """Hold the promises of the class, or raise ``UsageError``."""
        addresses = addresses_of(self.forms)
        if tuple(self.figures) != addresses:
            object.__setattr__(self, "_figures", in_order(self.figures, addresses, self.forms))
        check_figures(self.figures)
        grade = self.reading.grade
        if form_classes.STATISTICS in self.forms and form_classes.STATISTICS not in grade:
            graded = dict.fromkeys(GRADED_2014, grade["report"])
            object.__setattr__(self, "reading", evolve(self.reading, grade=graded))
        majority = majority_edition(self.forms)
        if not self.edition:
            object.__setattr__(self, "edition", majority)
        elif self.edition not in EDITIONS or (self.forms and self.edition != majority):
            raise UsageError(
                f"Edition {self.edition!r} does not fit the report's forms ({majority}).",
                zh=f"版本 {self.edition!r} 与各部分表格（{majority}）不符。",
            )
        year: object = self.year
        if year is not None and (
            not isinstance(year, int) or isinstance(year, bool) or not 0 <= year <= 9999
        ):
            raise UsageError(
                f"The year must be an int such as 2023, not {str(year)[:40]!r}.",
                zh=f"年度须为整数（如 2023），而不是 {str(year)[:40]!r}。",
            )

    @property
    def figures(self) -> Mapping[str, Figure]:
        """Every printed figure of the forms under its address, in the order of the form."""
        figures = self._figures
        if isinstance(figures, Packed):
            figures = figures.figures(self.forms)
            object.__setattr__(self, "_figures", figures)
        return figures

    # -- mapping of figures ---------------------------------------------------------------

    def __getitem__(self, address: str) -> Figure:
        """The figure at an address, printed or derived; ``UnknownAddressError`` (a
        ``UsageError`` and ``KeyError``) names the nearest addresses when there is none."""
        figure = self._lookup(address)
        if figure is None:
            raise unknown_address(address, self.forms)
        return figure

    def __iter__(self) -> Iterator[str]:
        return iter(self.figures)

    def __contains__(self, address: object) -> bool:
        return address in self.figures

    def __len__(self) -> int:
        return len(self.figures)

    def __bool__(self) -> bool:
        return True

    def _lookup(self, address: str) -> Figure | None:
        figure = self.figures.get(address)
        if figure is not None:
            return figure
        found: Figure | None = self._cache.get(address)
        if found is None:
            parts = derived_of(self.forms).get(address)
            if parts is not None:
                found = self._cache[address] = subtotal(address, [self.figures[p] for p in parts])
        return found

    # -- plain values ---------------------------------------------------------------------

    @property
    def proactive_disclosure(self) -> form_classes.ProactiveDisclosure:
        """Table 2 as plain values."""
        return self._view("proactive_disclosure", form_classes.ProactiveDisclosure)

    @property
    def requests(self) -> form_classes.Requests:
        """Table 3 as plain values; groups hold derived subtotals."""
        return self._view("requests", form_classes.Requests)

    @property
    def review_and_litigation(self) -> form_classes.ReviewAndLitigation:
        """Table 4 as plain values."""
        return self._view("review_and_litigation", form_classes.ReviewAndLitigation)

    @property
    def statistics(self) -> Statistics:
        """The table of 2014 as plain values (edition ``2014`` only)."""
        return self._view(form_classes.STATISTICS, Statistics)

    def _view(self, table: str, cls: type[T]) -> T:
        # not kept: a view holds its report, and a ring of the two would need the collector
        return view(cls, self._lookup, table, tuple(self.forms.items()))

    @property
    def statements(self) -> tuple[Any, ...]:
        """The numbers the prose tells (``Statement`` objects), in the order of the text."""
        found: tuple[Any, ...] | None = self._cache.get("statements")
        if found is None:
            # The narrative stands on the model; it is looked up when it is asked for.
            narrative = import_module("govinfo_report.narrative")
            found = self._cache["statements"] = narrative.statements_of(self)
        return found

    def excerpt(self, address: str, source: object = None) -> Displayed:
        """The printed row a figure was read from, with its labels and the value marked.

        With ``source`` (the document of this report: a path, bytes, a file object, or the container
        it came in) the row as it stands there, and the place is read once more; without it, the row
        as this report keeps it.  ``print`` it, or let a notebook show it.  Raises
        ``UnknownAddressError``, and ``SourceError`` when the source is another document.
        """
        # The sources stand above the model; they are looked up when they are asked for.
        evidence = import_module("govinfo_report.evidence.excerpt")
        found: Displayed = evidence.excerpt(self, address, source)
        return found

    @property
    def grade(self) -> Grade:
        """How the report was read: the lowest grade of its tables."""
        return self.reading.grade["report"]

    # -- manners --------------------------------------------------------------------------

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Report):
            return NotImplemented
        return self is other or content_of(self) == content_of(other)

    def __hash__(self) -> int:
        return hash((self.publisher, self.year, self.edition, tuple(self.forms.items())))

    def __repr__(self) -> str:
        return summary(self)

    def __str__(self) -> str:
        return plain_table(self)

    def __reduce__(self) -> tuple[Any, ...]:
        facts = {name: getattr(self, name) for name in _FACTS}
        held = self._figures
        packed = held if isinstance(held, Packed) else Packed.of(held)
        return (_rebuild, (facts, packed))


_FACTS = tuple(a.name for a in fields(Report) if a.init and a.alias != "figures")


def _rebuild(facts: dict[str, Any], packed: Packed) -> Report:
    # 200 figures with their places are most of what a report costs here; whoever reads in several
    # processes to count or to filter, or hands the report on, never asks for them
    report = object.__new__(Report)
    for name, value in {**facts, "_figures": packed, "_cache": {}}.items():
        object.__setattr__(report, name, value)
    return report
