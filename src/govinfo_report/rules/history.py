"""Which of some reports is that of the year before: paired by publisher and year.

A publisher is known by its name without brackets, with 人民政府 and 办公室 in one spelling.  A name
with the areas above it (甲市乙县) and one without (乙县) are taken for one publisher only when no
other publisher of the history could be meant.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from attrs import define, field, frozen

from govinfo_report.model.report import Report
from govinfo_report.text.lazy import lazy
from govinfo_report.text.normalise import squash

_BRACKETS = lazy(r"\([^()]*+\)")
_OFFICE = lazy(r"(?:人民)?政府办(?:公[室厅])?+\Z")
_GOVERNMENT = lazy(r"(?:人民)?政府\Z")
_AREAS = lazy(
    r"\A(?:\p{Han}{2,6}?(?:省|自治区))?(?:\p{Han}{1,8}?(?:市|自治州|地区|盟))(?=\p{Han}{1,8}?[县区旗市])"
)
_LONGEST_NAME = 60

#: a whole input that is missing: code -> (zh, en)
MISSING = {
    "no_prose": ("没有读到任何部分的文字", "no section of the report"),
    "not_comparable": ("正文的说法不能与表格比较", "the wording cannot be held against a figure"),
    "no_date": ("发布日期不明", "no date of publication"),
    "no_preamble": ("没有开头部分", "no preamble"),
    "no_history": ("未提供上年报告", "no report of the year before was given"),
    "no_year": ("本报告年度不明", "the year of this report is not known"),
    "no_publisher": ("本报告发布机关不明", "the publisher of this report is not known"),
    "no_previous": ("所给报告中没有该机关上一年度的报告",
                    "the history holds no report of this publisher for the year before"),
    "other_publisher": ("所给的上年报告属于其他机关",
                        "the reports given for the year before are of other publishers"),
    "two_previous": ("该机关上一年度有两份不同的报告",
                     "the history holds two different reports of this publisher for the year before"),
    "no_earlier": ("所给报告中没有该机关文中所比年度的报告",
                   "the history holds no report of this publisher for the year compared with"),
    "two_earlier": ("文中所比年度有两份不同的报告",
                    "the history holds two different reports of this publisher for the year "
                    "compared with"),
}  # fmt: skip


@frozen
class Past:
    """The report of the year before, or the reason (a key of ``MISSING``) why there is none.

    ``sources`` names the files of two that differ.
    """

    report: Report | None = None
    reason: str = ""
    sources: tuple[str, ...] = ()

    def words(self) -> str:
        """The reason in plain English, behind the names of the files concerned."""
        told = MISSING[self.reason][1]
        return f"{' / '.join(self.sources)}: {told}" if self.sources else told


@lru_cache(maxsize=4096)
def publisher_key(name: str) -> str:
    """A publisher's name as it is compared: without brackets, offices and governments alike."""
    if len(name) > _LONGEST_NAME:
        return name
    plain = _BRACKETS.sub("", squash(name))
    return _GOVERNMENT.sub("", _OFFICE.sub("府办", plain))


@lru_cache(maxsize=4096)
def _local(key: str) -> str:
    return _AREAS.sub("", key) if len(key) <= _LONGEST_NAME else key


@define(eq=False)
class History:
    """Reports of other years (or of the same), found by publisher and year at once."""

    reports: tuple[Report, ...] = ()
    _by_name: dict[tuple[str, int | None], list[Report]] = field(
        factory=dict, init=False, repr=False
    )
    #: names of publishers by their local part
    _by_local: dict[tuple[str, int | None], set[str]] = field(factory=dict, init=False, repr=False)
    _years: set[int] = field(factory=set, init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        """Index the reports that name their publisher and year."""
        for report in self.reports:
            if report.year is not None:
                self._years.add(report.year)
                key = publisher_key(report.publisher or "")
                if key:
                    self._by_name.setdefault((key, report.year), []).append(report)
                    self._by_local.setdefault((_local(key), report.year), set()).add(key)

    @classmethod
    def of(cls, reports: Iterable[Report] | History) -> History:
        """The history made of some reports; a history stays itself."""
        return reports if isinstance(reports, History) else cls(tuple(reports))

    def __iter__(self) -> Iterator[Report]:
        return iter(self.reports)

    def __len__(self) -> int:
        return len(self.reports)

    def captures(self, report: Report, year: int | None) -> tuple[Report, ...]:
        """All reports of this report's publisher for a year, in the order given."""
        key = publisher_key(report.publisher or "")
        found = self._by_name.get((key, year))
        if found is None:
            names = self._by_local.get((_local(key), year), set())
            alike = [name for name in names if name.endswith(key) or key.endswith(name)]
            if len(names) != 1 or not alike:
                return ()
            found = self._by_name[alike[0], year]
        return tuple(found)

    def previous(self, report: Report) -> Past:
        """The report of the same publisher for the year before."""
        return self.of_year(report)

    def of_year(self, report: Report, year: int | None = None) -> Past:
        """The report of the same publisher for a year, the year before when none is named."""
        if not self.reports:
            return Past(None, "no_history")
        if report.year is None:
            return Past(None, "no_year")
        if not publisher_key(report.publisher or ""):
            return Past(None, "no_publisher")
        last = report.year - 1
        wanted = last if year is None else year
        found = self.captures(report, wanted)
        if not found and wanted == last:
            return Past(None, "other_publisher" if last in self._years else "no_previous")
        if not found:
            return Past(None, "no_earlier")
        first, *others = found
        for other in others:
            if figures_differ(first, other):
                named = tuple(r.source.name for r in (first, other) if r.source.name)
                return Past(None, "two_previous" if wanted == last else "two_earlier", named)
        return Past(first)


def report_name(report: Report) -> str:
    """Publisher and year, as messages name a report."""
    return f"{report.publisher or '?'} {report.year or '?'}"


def figures_differ(one: Report, other: Report) -> bool:
    """Whether any figure has another value or state in the other report, or is not in its form."""
    if one.forms != other.forms:
        return True
    return any(
        (a.value, a.state) != (b.value, b.state)
        for a, b in zip(one.figures.values(), other.figures.values(), strict=True)
    )
