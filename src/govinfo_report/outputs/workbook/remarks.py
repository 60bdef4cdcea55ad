"""What the comment at a figure says: why there is no number, where it stands, what was found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import field, frozen

from govinfo_report.model.figure import REASON_TEXTS, Figure, State
from govinfo_report.model.finding import Severity
from govinfo_report.model.place import Place
from govinfo_report.outputs.remarks import finding_remarks
from govinfo_report.outputs.workbook.cells import fitting
from govinfo_report.rules import Assessment, Rule

_MOST = 4  # findings told at one cell
_LONGEST = 2_000  # characters of a comment
_ORDER = list(Severity)


@frozen
class Remark:
    """The findings at one figure: the gravest severity, and a text for each."""

    severity: Severity
    texts: tuple[str, ...]


@frozen
class Remarks:
    """Comments for the cells of one report."""

    _by_address: Mapping[str, Remark] = field(repr=False)

    @classmethod
    def of(cls, assessment: Assessment, rules: Iterable[Rule]) -> Remarks:
        """Every finding that nobody set aside, at the figure it is about."""
        found: dict[str, Remark] = {}
        for finding, words in finding_remarks(assessment, rules, "zh"):
            address = finding.addresses[0] if finding.addresses else ""
            before = found.get(address)
            severity = finding.severity
            texts: tuple[str, ...] = (words,)
            if before is not None:
                severity = max(before.severity, severity, key=_ORDER.index)
                texts = (*before.texts, words)
            found[address] = Remark(severity, texts)
        return cls(found)

    def severity(self, address: str) -> Severity | None:
        """The gravest finding at a figure."""
        found = self._by_address.get(address) if address else None
        return found.severity if found is not None else None

    def text(self, address: str, figure: Figure | None) -> str:
        """The comment at a cell, empty where there is nothing to say."""
        found = self._by_address.get(address) if address else None
        lost = figure is not None and figure.state in (State.REFUSED, State.ABSENT)
        if found is None and not lost:
            return ""
        parts = []
        if figure is not None and lost:
            why = REASON_TEXTS[figure.reason][0] if figure.reason else ""
            raw = f"：“{figure.raw[:200]}”" if figure.raw else ""
            word = "拒读" if figure.state is State.REFUSED else "缺"
            parts.append(f"{word}　{why}{raw}")
        texts = found.texts if found is not None else ()
        parts += texts[:_MOST]
        if len(texts) > _MOST:
            parts.append(f"另有 {len(texts) - _MOST} 项，见“发现”")
        where = place_text(figure.place) if figure is not None and figure.place else ""
        if where:
            parts.append(f"位置：{where}")
        return fitting("\n".join(parts), _LONGEST)


def place_text(place: Place) -> str:
    """A place in words: page, line, row and cell of a table, member of a container."""
    parts = [] if place.part is None else [place.part]
    if place.page is not None:
        parts.append(f"第 {place.page} 页")
    if place.line is not None:
        parts.append(f"第 {place.line} 行")
    if place.row is not None and place.cell is not None:
        parts.append(f"表中第 {place.row + 1} 行第 {place.cell + 1} 格")
    return "，".join(parts)
