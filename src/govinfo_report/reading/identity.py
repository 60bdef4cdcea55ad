"""Who reports, for whom, on which year, and when it was published."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import chain, pairwise

import regex
from attrs import define, field, frozen

from govinfo_report.documents.document import BlockKind, Document, Span
from govinfo_report.documents.source import Known
from govinfo_report.model.note import Note
from govinfo_report.reading.bodies import TABLE_SECTIONS
from govinfo_report.reading.draft import Spans
from govinfo_report.reading.issuers import ORGAN, issuers_of, read_issuer, told_scope
from govinfo_report.reading.outline import Outline
from govinfo_report.reading.periods import (
    Period,
    broken_period,
    narrow,
    only_date,
    read_date,
    read_period,
)
from govinfo_report.reading.titles import Named, join_lines, read_title, same_issuer
from govinfo_report.text.chinese import read_year
from govinfo_report.text.lazy import lazy
from govinfo_report.text.normalise import DROPPED, squash

_NOTHING = Named("", None, (), "")
_TAIL = 5  # lines at the end of a report among which a signature is looked for
_YEAR = lazy(r"(?<![0-9较比于自至〔\[(])20[0-9]{2}(?=年)")
_TABLE_YEAR = lazy(r"(?<![0-9\[])20[0-9]{2}(?=年)")
_QUOTED = lazy(r"《([^《》]{6,60})》")
_EDITED = lazy(
    r"(?:^|[，。,；])(?:现?由)?(?P<name>\p{Han}{2,24}?(?:人民政府|政府|办公[室厅]|[局厅委]|委员会))"
    r"(?:现|组织|特|负责|(?:根据|按照|依据)[^。]{4,200}?[,，])*(?:编制|编写)"
)
#: a sentence that names the report without quoting its title
_NAMING = lazy(
    r"(?:^|[,。;:])(?:现将|现|特|兹)?(?:向社会)?(?:公布|公开|发布|编制|制定|形成)(?P<title>[^,。;:《》()]{2,40}?报告)(?=[,。;:]|\Z)"
)
_PUBLISHER_LABEL = lazy(
    r"(?:发布机构|发布单位|发文机关|发文单位|制发机关|公开主体|信息来源|来源)[:\s]{1,3}(?P<name>\p{Han}[\p{Han}()]{1,29}?)"
    # the next label of the same line; not 公开 by itself, which names offices as well
    r"(?=[^\p{Han}()]|\Z|(?:发[布文]|公[开布]|成文|生成|印发)(?:日期|时间|机[构关]|单位|[方形]式|字号)|时间|日期|浏览|点击|阅读|访问"
    r"|作者|(?:责任)?编辑|字[体号]|(?:信息)?来源|分享|打印|文号|索引)"
)
_NAME_LABEL = lazy(r"(?:名\s{0,2}称|标\s{0,2}题)[:\s]{1,3}(?P<title>[^\t\n]{8,80})")
_DATE_LABEL = lazy(
    r"(?P<label>(?:发布|公开|公布|发文|成文|生成|印发)(?:日期|时间))[:\s]{0,3}(?P<date>20[0-9]{2}[^\p{Han}\s]*+[年月日0-9]*+)"
)
#: a line of the page about the text: a date, then where it is from or how often it was read
_DATED = lazy(
    r"(?P<date>20[0-9]{2}(?:年[0-9]{1,2}月[0-9]{1,2}日|-[0-9]{1,2}-[0-9]{1,2}))(?:[0-9]{1,2}:[0-9:]{2,5})?"
    r"(?=来源|作者|编辑|浏览|点击|阅读|访问|字体|字号|\[|【)"
)
_META_DATES = ("pubdate", "publishdate", "publish_date", "published_time", "pubtime", "publishtime")
_META_ISSUERS = ("contentsource", "publisher", "source", "organization")
_SPLIT = lazy(r"[\s_|>»—–-]+")


@frozen
class Identity:
    """What the document says about itself, completed by what the caller knows.

    ``scope`` is ``own``, ``consolidated``, ``system`` or ``unknown``; ``scope_evidence`` the
    word that shows it.  Notes: ``N201`` for years and dates, ``N202`` for issuers and areas,
    with parameters ``field`` and ``kind`` (``mismatch``, ``given``, ``missing``, ``several``,
    ``unreadable``, ``implausible``).
    """

    publisher: str | None = None
    region: str | None = None
    scope: str = "unknown"
    scope_evidence: str | None = None
    year: int | None = None
    title: str | None = None
    period: tuple[date, date] | None = None
    published: date | None = None
    notes: tuple[Note, ...] = ()


def read_identity(
    document: Document,
    outline: Outline,
    known: Known,
    layout_title: Spans = (),
    layout_scope: Spans = (),
) -> Identity:
    """Read issuer, area, scope, year, period and date of publication.

    Order of evidence for the year: title, sentence on the period, text of the tables, title of
    the page, years of the narrative if they agree; page clocks, menus and paths never count.
    For the issuer: title, text, signature, labels and title of the page.  For the scope: words
    of the title, then those that a layout points to, then the kind of issuer.  What the caller
    knows is used where the document is silent; a contradiction is a note.
    """
    title = layout_title or outline.title
    return _Reader(document, outline, known, title, layout_scope).read()


@define
class _Reader:
    """One reading under way."""

    document: Document
    outline: Outline
    known: Known
    spans: Spans
    scope: Spans = ()
    notes: list[Note] = field(factory=list)

    def read(self) -> Identity:
        title = join_lines([self.document.text(span) for span in self.spans])
        named = (read_title(title) if title else None) or _NOTHING
        preamble = "".join(self.document.text(span) for span in self.outline.preamble)
        quoted = _quoted(preamble)
        period = self._period(preamble)
        year = self._year(named, quoted, period, preamble)
        publisher, notes = self._publisher(named, quoted, preamble)
        issuer = read_issuer(publisher, notes) if publisher else None
        if publisher and len(joint := issuers_of(publisher)) > 1:
            first = self.spans[0] if self.spans else None
            self._note("N202", "several", "publisher", first, read="；".join(joint))
        scope, evidence = self._scope(publisher or "", notes)
        region = issuer.region if issuer else None
        if region is None and quoted is not None and quoted.name and publisher:
            if same_issuer(publisher, quoted.name):
                region = read_issuer(quoted.name).region
        return Identity(
            publisher=publisher,
            region=self._region(region),
            scope=scope,
            scope_evidence=evidence,
            year=year,
            title=title or None,
            period=(period.start, period.end) if period else None,
            published=self._published(year),
            notes=tuple(self.notes),
        )

    def _note(
        self, code: str, kind: str, name: str, span: Span | None = None, **facts: str | int
    ) -> None:
        place = self.document.locate(span) if span is not None else None
        self.notes.append(Note(code, (), {"field": name, "kind": kind, **facts}, place))

    # -- year and period --------------------------------------------------------------------

    def _period(self, preamble: str) -> Period | None:
        period = read_period(preamble, anywhere=True) if preamble else None
        if period is not None:
            return period
        for span in self._spans("overview", "other_matters"):
            text = self.document.text(span)
            if "期" in text or "时限" in text or "時限" in text:
                period = read_period(text)
                if period is not None:
                    return period
        broken = broken_period(preamble)
        if broken:
            self._note("N201", "unreadable", "period", self.outline.preamble[0], raw=broken[:60])
        return None

    def _spans(self, *sections: str) -> Iterator[Span]:
        for name in sections:
            if name in self.outline.sections:
                yield from self.outline.sections[name].body

    def _year(
        self, named: Named, quoted: Named | None, period: Period | None, preamble: str
    ) -> int | None:
        first = self.spans[0] if self.spans else None
        if len(named.years) > 1:
            years = "、".join(str(year) for year in named.years)
            self._note("N201", "mismatch", "year", first, title=years)
        stated = None
        if period is not None and period.start.year == period.end.year:
            stated = period.start.year
        if named.year is not None:
            for other, source in (
                (stated, "period"),
                (quoted.year if quoted else None, "preamble"),
            ):
                if other is not None and other != named.year:
                    self._note(
                        "N201",
                        "mismatch",
                        "year",
                        first,
                        title=named.year,
                        read=other,
                        source=source,
                    )
        year = named.year or stated or (quoted.year if quoted else None)
        year = year or self._table_year() or self._page_title().year or self._told_year(preamble)
        given = self.known.year
        if year is None:
            if given is None:
                self._note("N201", "missing", "year")
            return given
        if given is not None and given != year:
            self._note("N201", "given", "year", first, given=given, read=year)
        return year

    def _table_year(self) -> int | None:
        """The only year named in the heads of the tables."""
        years: set[int] = set()
        for name in TABLE_SECTIONS:
            if name in self.outline.sections:
                for span in self.outline.sections[name].body[:6]:
                    head = squash(self.document.text(span)[:200])
                    years |= {y for y in map(read_year, _TABLE_YEAR.findall(head)) if y is not None}
        return years.pop() if len(years) == 1 else None

    def _page_title(self) -> Named:
        """What the page's own title or its table of metadata says, if it is that of a report."""
        text = self.document.metadata.get("title", "")
        listed = (label["title"] for line in self._front() for label in _NAME_LABEL.finditer(line))
        for part in chain((text,), _SPLIT.split(text), listed):
            named = read_title(part.strip())
            if named is not None and (named.name or named.years):
                return named
        return _NOTHING

    def _told_year(self, preamble: str) -> int | None:
        """The year of the narrative, if it names one and no other, at least twice."""
        text = preamble + "".join(self.document.text(span) for span in self._spans("overview"))
        plain = regex.sub(r"《[^《》]{0,80}》", "", squash(text[:8000]))
        found = [year for year in map(read_year, _YEAR.findall(plain)) if year is not None]
        return found[0] if len(found) >= 2 and len(set(found)) == 1 else None

    # -- issuer -----------------------------------------------------------------------------

    def _publisher(
        self, named: Named, quoted: Named | None, preamble: str
    ) -> tuple[str | None, str]:
        """The issuer and the brackets that say whom the report speaks for."""
        name, notes = named.name, named.notes
        first = self.spans[0] if self.spans else None
        if name and quoted is not None and quoted.name and not same_issuer(name, quoted.name):
            self._note("N202", "mismatch", "publisher", first, title=name, read=quoted.name)
        if not name:
            name = next((found for found in self._other_names(quoted, preamble) if found), "")
        given = self.known.publisher
        if not name:
            if not given:
                self._note("N202", "missing", "publisher")
            return given or None, notes
        if given and not same_issuer(given, name):
            self._note("N202", "given", "publisher", first, given=given, read=name)
        return name, notes

    def _other_names(self, quoted: Named | None, preamble: str) -> Iterator[str]:
        """Names of the issuer outside the title, the best evidence first."""
        if quoted is not None:
            yield quoted.name
        edited = _EDITED.search(squash(preamble))
        if edited is not None and read_issuer(edited["name"]).region:
            yield edited["name"]
        yield self._signature()
        yield self._page_title().name
        for text in self._front():
            label = _PUBLISHER_LABEL.search(text)
            if label is not None and ORGAN.fullmatch(label["name"]):
                yield label["name"]
        for key in _META_ISSUERS:
            value = _meta(self.document.metadata, key)
            if value and ORGAN.fullmatch(squash(value)):
                yield value.strip()

    def _signature(self) -> str:
        """The organ that signs, directly above the closing date, or above a date under the title."""
        for lines in (self._closing(), list(self._front())):
            for above, text in pairwise(lines):
                if only_date(text) is not None and ORGAN.fullmatch(squash(above)):
                    return "".join(c for c in above if c not in DROPPED)
        return ""

    def _closing(self) -> list[str]:
        body = list(self._spans(*list(self.outline.sections)[-1:]))
        return [self.document.text(span) for span in body[-_TAIL:]]

    def _region(self, region: str | None) -> str | None:
        given = self.known.region
        if not region or not given:
            return region or given
        a, b = squash(region), squash(given)
        # A region code cannot be compared with a name, nor an area with one it belongs to.
        alike = a[-1] == b[-1] and not a.isascii() and not b.isascii()
        if alike and a not in b and b not in a:
            self._note("N202", "given", "region", given=given, read=region)
        return region

    def _scope(self, publisher: str, notes: str) -> tuple[str, str | None]:
        """For whom the report speaks, and the word that shows it."""
        found = read_issuer(publisher, notes) if publisher else None
        text = squash("".join(self.document.text(span) for span in self.scope))
        told = told_scope(text) if text else None
        if told is None:
            return (found.scope, found.evidence) if found else ("unknown", None)
        titled = told_scope(notes, squash(publisher))
        if found is None or titled is None:
            return told.scope, told.evidence
        if titled.scope != told.scope:
            facts = {"title": str(titled.evidence), "read": str(told.evidence)}
            self._note("N202", "mismatch", "scope", self.scope[0], **facts)
        return found.scope, found.evidence

    # -- publication ------------------------------------------------------------------------

    def _published(self, year: int | None) -> date | None:
        for found in self._dates():
            if year is None or found.year >= year:
                return found
            self._note("N201", "implausible", "published", read=found.isoformat(), year=year)
        return None

    def _dates(self) -> Iterator[date]:
        """Dates of publication: signature, the page's own data, labels, a line under the title."""
        for text in reversed(self._closing()):
            found = only_date(text) or _signed(text)
            if found is not None:
                yield found
        for key in _META_DATES:
            value = _meta(self.document.metadata, key)
            found = read_date(value) if value else None
            if found is not None:
                yield found
        labelled: list[tuple[bool, date]] = []
        for text in self._front():
            for match in _DATE_LABEL.finditer(text):
                found = read_date(match["date"])
                if found is not None:
                    labelled.append((not match["label"].startswith("发布"), found))
        yield from (found for _, found in sorted(labelled))
        yield from self._under_title()

    def _under_title(self) -> Iterator[date]:
        if not self.spans:
            return
        behind = [s for s in self.outline.front if s[:2] > self.spans[-1][:2]]
        for span in behind[:3]:
            text = self.document.text(span)
            dated = _DATED.match(squash(text))
            found = only_date(dated["date"] if dated is not None else text)
            if found is not None:
                yield found

    def _front(self) -> Iterable[str]:
        """Lines and small grids before the first section, cells divided by tabs."""
        for span in self.outline.front:
            if span.end - span.start < 200:
                yield narrow(self.document.text(span))
        sections = list(self.outline.sections.values())
        count = sections[0].heading[0].block - self.document.first if sections else 40
        for block in self.document.blocks[:count]:
            if block.kind is BlockKind.GRID and len(block.text) < 3000:
                yield "\t".join(narrow(cell) for cell in regex.split(r"[\t\n]", block.text))


def _quoted(preamble: str) -> Named | None:
    """The report's title as its preamble quotes it."""
    for text in _QUOTED.findall(preamble):
        named = read_title(text)
        if named is not None and (named.name or named.year):
            return named
    for match in _NAMING.finditer(squash(preamble)):
        named = read_title(match["title"])
        if named is not None and (named.name or named.year):
            # 我局 and 全县 are no names.
            return named if read_issuer(named.name).region else named._replace(name="")
    return None


def _signed(text: str) -> date | None:
    """The date behind the name of an organ on one short line."""
    squashed = squash(text)
    match = regex.fullmatch(
        r"(?P<name>\p{Han}{3,28})(?P<date>20[0-9]{2}年.{1,3}月.{1,3}日)", squashed
    )
    if match is None or ORGAN.fullmatch(match["name"]) is None:
        return None
    return only_date(match["date"])


def _meta(metadata: Mapping[str, str], key: str) -> str:
    for name, value in metadata.items():
        last = name.lower().replace("article:", "").replace("dc.", "").rpartition(":")[2]
        if last == key:
            return value
    return ""
