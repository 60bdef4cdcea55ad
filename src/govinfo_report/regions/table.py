"""A table of divisions and how names are looked up in it."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from importlib.resources import files
from pathlib import Path

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

    ``valid_from`` and ``valid_to`` are reporting years, ``None`` where the table sees no change; in
    the year of a change the old and the new one may both be valid.  ``level`` is ``province``,
    ``prefecture`` or ``county``.  ``shared`` says whether divisions that the table does not list
    bear the same ``name``, or the same ``short`` form of it.
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
        found: dict[str, list[Region]] = {}
        for region in self.entries:
            words = {region.code, region.name, short_form(region.name), _latin(region.pinyin)}
            for word in words - {""}:
                found.setdefault(word, []).append(region)
        return {word: tuple(regions) for word, regions in found.items()}

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
        the Latin name of a city.  Raises ``UnknownRegionError`` when the table has none, ``AmbiguousRegionError`` (with the
        candidates) when it has several, or when others outside the table bear the name.
        """
        found = self.candidates(name, year=year, within=within)
        if len({region.code for region in found}) > 1:
            raise _ambiguous(name, found, complete=True)
        if not found:
            when = f" in {year}" if year is not None else ""
            zh = f"（{year} 年）" if year is not None else ""
            raise UnknownRegionError(
                f"No division of the table is called {name[:40]!r}{when}.",
                zh=f"区划代码表中没有 {name[:40]!r}{zh}。", name=name, year=year,
            )  # fmt: skip
        exact = squash(name) == found[0].name
        in_city = within is not None and self.resolve(within, year=year).is_city
        if found[0].shared_name(name) and not (exact and in_city):  # no city has a name twice
            raise _ambiguous(name, found, complete=False)
        return found[-1]

    def region(self, code: str, *, year: int | None = None) -> Region:
        """The division with this code; ``UnknownRegionError`` when there is none."""
        return self.resolve(code, year=year)


def _latin(text: str) -> str:
    return "".join(c for c in text.lower() if c.isascii() and c.isalpha())


def _ambiguous(name: str, found: tuple[Region, ...], *, complete: bool) -> AmbiguousRegionError:
    paths = [f"{region.path()} {region.code}" for region in found[:_MOST_SHOWN]]
    if not complete:
        paths.append("…")
    return AmbiguousRegionError(
        f"{name[:40]!r} may be: {'; '.join(paths)}.",
        zh=f"{name[:40]!r} 可能是：{'；'.join(paths)}。",
        hint="Give the full name, the code, or within= the province or city it lies in.",
        hint_zh="请给出全称或代码，或用 within= 指明所在省、市。",
        name=name, candidates=found,
    )  # fmt: skip


@lru_cache(maxsize=1)
def builtin() -> Regions:
    """The built-in table."""
    text = files("govinfo_report.regions").joinpath("codes.csv").read_text("utf-8")
    return _table(csv.DictReader(io.StringIO(text, newline="")), "codes.csv")


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
        return _table(csv.DictReader(io.StringIO(text, newline="")), name)
    except (OSError, csv.Error, UnicodeDecodeError) as error:
        raise UsageError(
            f"{name} cannot be read: {error}", zh=f"{name} 无法读取：{error}"
        ) from error


def _table(rows: Iterable[dict[str, str]], name: str) -> Regions:
    plain: list[Region] = []
    for line, row in enumerate(rows, 2):
        facts = {str(k).strip().lower(): (v or "").strip() for k, v in row.items() if k}
        plain.append(_region(facts, name, line))
    by_code: dict[str, list[Region]] = {}
    for region in plain:
        by_code.setdefault(region.code, []).append(region)
    return Regions(tuple(_with_parents(region, by_code) for region in plain))


def _region(facts: dict[str, str], name: str, line: int) -> Region:
    def fail(en: str, zh: str) -> UsageError:
        return UsageError(f"{name}, line {line}: {en}.", zh=f"{name} 第 {line} 行：{zh}。")

    code, called = facts.get("code", ""), squash(facts.get("name", ""))
    if not _CODE.fullmatch(code):
        raise fail(f"{code[:20]!r} is no code of six digits", f"{code[:20]!r} 不是六位代码")
    if not called:
        raise fail("no name", "缺少名称")
    years: list[int | None] = []
    for column in ("valid_from", "valid_to"):
        value = facts.get(column, "")
        if value and not _YEAR.fullmatch(value):
            raise fail(f"bad {column} {value[:20]!r}", f"{column} {value[:20]!r} 无效")
        years.append(int(value) if value else None)
    shared = facts.get("shared", "")
    if shared not in _SHARED:
        raise fail(f"bad shared {shared[:20]!r}", f"shared {shared[:20]!r} 无效")
    return Region(code, called, years[0], years[1], facts.get("pinyin", ""), shared)


def _with_parents(region: Region, by_code: dict[str, list[Region]]) -> Region:
    codes = [f"{region.code[:2]}0000"] if region.level != "province" else []
    if region.level == "county" and region.code[2:4] != _DIRECT:
        codes.append(f"{region.code[:4]}00")
    parents = []
    for code in codes:
        # of several names of one code, the one that was valid with the region
        known = [r for r in by_code.get(code, ()) if _overlap(r, region)]
        parents += known[-1:]
    return Region(region.code, region.name, region.valid_from, region.valid_to, region.pinyin,
                  region.shared, tuple(parents))  # fmt: skip


def _overlap(one: Region, other: Region) -> bool:
    first = max(one.valid_from or 0, other.valid_from or 0)
    return first <= min(one.valid_to or 9999, other.valid_to or 9999)
