"""A table of divisions and how names are looked up in it."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterator
from functools import cached_property, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from attrs import define, field, frozen

from govinfo_report.display import Displayed
from govinfo_report.errors import UsageError
from govinfo_report.regions.names import short_form
from govinfo_report.text.lazy import lazy
from govinfo_report.text.normalise import squash

LEVELS = ("province", "prefecture", "county")
_CODE = lazy("[1-9][0-9]{5}")
_YEAR = lazy("(?:19|20)[0-9]{2}")
_SHARED = ("", "short", "name")
_MOST_SHOWN = 6
#: the third and fourth digit of county-level divisions that a province governs itself
_DIRECT = "90"
_MUNICIPALITIES = frozenset(("11", "12", "31", "50"))


class UnknownRegionError(UsageError):
    """No division of the table bears the name or code (in that year)."""


class AmbiguousRegionError(UsageError):
    """Several divisions bear the name; ``facts["candidates"]`` holds those of the table."""


@frozen
class Region(Displayed):
    """One division: its code (text of six digits), its name, and the years both are valid in.

    ``valid_from`` and ``valid_to`` are reporting years, ``None`` where the table sees no change.
    The built-in table counts a change from the first year at whose end it was in force.  ``level``
    is ``province``, ``prefecture`` or ``county``.  ``shared`` is for tables that are not complete:
    it says whether divisions that the table does not list bear the same ``name``, or the same
    ``short`` form of it.
    """

    code: str
    name: str
    valid_from: int | None = None
    valid_to: int | None = None
    pinyin: str = ""
    shared: str = ""
    parents: tuple[Region, ...] = field(default=(), repr=False, eq=False)

    @property
    def level(self) -> str:
        """``province``, ``prefecture`` or ``county``, as the code says."""
        if self.code.endswith("0000"):
            return "province"
        return "prefecture" if self.code.endswith("00") else "county"

    @property
    def is_city(self) -> bool:
        """Whether it is a prefecture, or one of the four municipalities."""
        return self.level == "prefecture" or self.code[:2] in _MUNICIPALITIES

    def valid(self, year: int | None) -> bool:
        """Whether code and name are valid in a reporting year (``None``: in any)."""
        if year is None:
            return True
        return (self.valid_from or 0) <= year <= (self.valid_to or 9999)

    def path(self) -> str:
        """The names from the province down: ``江苏省 徐州市 鼓楼区``."""
        return " ".join(region.name for region in (*self.parents, self))

    def years(self) -> str:
        """The years it is valid in: ``2009–2015``, ``2016–``, ``–2018``; ``""`` for all."""
        if self.valid_from is None and self.valid_to is None:
            return ""
        return f"{self.valid_from or ''}–{self.valid_to or ''}"

    def shared_name(self, name: str) -> bool:
        """Whether what is called so may also be a division the table does not list."""
        bare = squash(name)
        if bare.isascii() and bare != self.code:
            return True  # the table has no Latin names of counties
        if bare in (self.name, self.code):
            return self.shared == "name" and bare == self.name
        return bool(self.shared)


@define(eq=False, slots=False, repr=False)
class Regions(Displayed):
    """Divisions by name and code, in the order of their codes."""

    entries: tuple[Region, ...] = field(repr=False)

    @cached_property
    def _by_word(self) -> dict[str, tuple[Region, ...]]:
        found: dict[str, tuple[Region, ...]] = {}
        for region in self.entries:
            words = {region.code, region.name, short_form(region.name)}
            if region.pinyin:
                words.add(_latin(region.pinyin))
            for word in words:
                found[word] = (*found.get(word, ()), region)
        return found

    def __iter__(self) -> Iterator[Region]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)

    def rows(self) -> Iterator[dict[str, str | int | None]]:
        """Every entry as a dictionary, with the names of its province and prefecture, to join."""
        for region in self.entries:
            names = {parent.level: parent.name for parent in region.parents}
            names[region.level] = region.name
            yield {
                "code": region.code, "name": region.name, "level": region.level,
                "province": names.get("province"), "prefecture": names.get("prefecture"),
                "valid_from": region.valid_from, "valid_to": region.valid_to,
            }  # fmt: skip

    def candidates(
        self, name: str, *, year: int | None = None, within: str | None = None
    ) -> tuple[Region, ...]:
        """Every division of the table that is called so: name, short form, pinyin or code.

        ``year`` leaves out what was not valid then, ``within`` (a name or code) what lies
        elsewhere.  A full name is only what is called exactly so.
        """
        word = squash(name)
        found = self._by_word.get(word) or self._by_word.get(_latin(name), ())
        found = tuple(region for region in found if region.valid(year))
        if within is not None:
            outer = {region.code for region in self.candidates(within, year=year)}
            found = tuple(r for r in found if any(p.code in outer for p in r.parents))
        exact = tuple(region for region in found if word in (region.name, region.code))
        return exact or found

    def resolve(self, name: str, *, year: int | None = None, within: str | None = None) -> Region:
        """The one division that is called so.

        Names in Latin letters never resolve: 苏州 and 宿州 are both Suzhou, and many counties bear
        the Latin name of a city.  Raises ``UnknownRegionError`` when the table has none (in that
        year: those of other years are named), ``AmbiguousRegionError`` (with the candidates) when
        it has several, or when others outside the table bear the name.
        """
        found = self.candidates(name, year=year, within=within)
        if len({region.code for region in found}) > 1:
            raise _ambiguous(name, found, complete=True)
        if not found:
            others = () if year is None else self.candidates(name, within=within)
            raise _unknown(name, year, others)
        if found[0].shared_name(name) and not self._is_only_one(name, found[0], year, within):
            raise _ambiguous(name, found, complete=False)
        return found[-1]

    def _is_only_one(self, name: str, region: Region, year: int | None, within: str | None) -> bool:
        """Whether the city is told and the name is the full one: no city has a name twice."""
        exact = squash(name) == region.name
        return exact and within is not None and self.resolve(within, year=year).is_city

    def region(self, code: str, *, year: int | None = None) -> Region:
        """The division with this code; ``UnknownRegionError`` when there is none."""
        return self.resolve(code, year=year)


def _latin(text: str) -> str:
    return "".join(c for c in text.lower() if c.isascii() and c.isalpha())


def _listed(found: tuple[Region, ...], *, complete: bool = True) -> list[str]:
    listed = []
    for region in found[:_MOST_SHOWN]:
        years = region.years()
        listed.append(f"{region.path()} {region.code}" + (f" ({years})" if years else ""))
    return [*listed, "…"] if not complete or len(found) > _MOST_SHOWN else listed


def _ambiguous(name: str, found: tuple[Region, ...], *, complete: bool) -> AmbiguousRegionError:
    listed = _listed(found, complete=complete)
    return AmbiguousRegionError(
        f"{name[:40]!r} may be: {'; '.join(listed)}.",
        zh=f"{name[:40]!r} 可能是：{'；'.join(listed)}。",
        hint="Give the full name, the code, the year=, or within= the province or city it lies in.",
        hint_zh="请给出全称、代码或年份（year=），或用 within= 指明所在省、市。",
        name=name, candidates=found,
    )  # fmt: skip


def _unknown(name: str, year: int | None, others: tuple[Region, ...]) -> UnknownRegionError:
    en = f"No division of the table is called {name[:40]!r}"
    zh = f"区划代码表中没有 {name[:40]!r}"
    if year is not None:
        en, zh = f"{en} in {year}", f"{zh}（{year} 年）"
    if others:
        listed = _listed(others)
        en, zh = (
            f"{en}; in other years: {'; '.join(listed)}",
            f"{zh}；其他年份：{'；'.join(listed)}",
        )
    return UnknownRegionError(f"{en}.", zh=f"{zh}。", name=name, year=year)


@lru_cache(maxsize=1)
def builtin() -> Regions:
    """The built-in table."""
    text = files("govinfo_report.regions").joinpath("codes.csv").read_text("utf-8")
    return _table(text, "codes.csv")


def read_regions(path: str | os.PathLike[str]) -> Regions:
    """A table of your own: CSV in UTF-8 or GB18030.

    Columns: ``code`` and ``name``; perhaps ``valid_from`` and ``valid_to`` (reporting years),
    ``pinyin``, ``shared`` (``name`` or ``short``: divisions outside the table are called so too).
    Raises ``UsageError`` with the line for a code that is not text of six digits, such as one that
    a spreadsheet made a number of.
    """
    name = Path(path).name
    try:
        data = Path(path).read_bytes()
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = data.decode("gb18030")
        return _table(text, name)
    except (OSError, csv.Error, UnicodeDecodeError) as error:
        raise UsageError(
            f"{name} cannot be read: {error}", zh=f"{name} 无法读取：{error}"
        ) from error


def _table(text: str, name: str) -> Regions:
    rows = (row for row in csv.reader(io.StringIO(text, newline="")) if row)
    heads = [head.strip().lower() for head in next(rows, [])]
    entries = [_entry(dict(zip(heads, row, strict=False)), name, line)
               for line, row in enumerate(rows, 2)]  # fmt: skip
    above: dict[str, list[Region]] = {}
    for entry in entries:
        if entry.code.endswith("00"):
            above.setdefault(entry.code, []).append(Region(*entry))
    return Regions(tuple(Region(*entry, _parents(entry, above)) for entry in entries))


class _Entry(NamedTuple):
    """A line of a table: a region before its parents are known."""

    code: str
    name: str
    valid_from: int | None
    valid_to: int | None
    pinyin: str
    shared: str


def _entry(facts: dict[str, str], name: str, line: int) -> _Entry:
    def fail(en: str, zh: str) -> UsageError:
        return UsageError(f"{name}, line {line}: {en}.", zh=f"{name} 第 {line} 行：{zh}。")

    code, called = facts.get("code", "").strip(), squash(facts.get("name", ""))
    if not _CODE.fullmatch(code):
        raise fail(f"{code[:20]!r} is no code of six digits", f"{code[:20]!r} 不是六位代码")
    if not called:
        raise fail("no name", "缺少名称")
    years: list[int | None] = []
    for column in ("valid_from", "valid_to"):
        value = facts.get(column, "").strip()
        if value and not _YEAR.fullmatch(value):
            raise fail(f"bad {column} {value[:20]!r}", f"{column} {value[:20]!r} 无效")
        years.append(int(value) if value else None)
    shared = facts.get("shared", "").strip()
    if shared not in _SHARED:
        raise fail(f"bad shared {shared[:20]!r}", f"shared {shared[:20]!r} 无效")
    return _Entry(code, called, years[0], years[1], facts.get("pinyin", "").strip(), shared)


def _parents(entry: _Entry, above: dict[str, list[Region]]) -> tuple[Region, ...]:
    code = entry.code
    if code.endswith("0000"):
        return ()
    codes = [f"{code[:2]}0000"]
    if not code.endswith("00") and code[2:4] != _DIRECT:
        codes.append(f"{code[:4]}00")
    parents: list[Region] = []
    for outer in codes:
        # of several names of one code, the one that was valid with the region
        parents += [one for one in above.get(outer, ()) if _overlap(one, entry)][-1:]
    return tuple(parents)


def _overlap(one: Region, other: _Entry) -> bool:
    first = max(one.valid_from or 0, other.valid_from or 0)
    return first <= min(one.valid_to or 9999, other.valid_to or 9999)
