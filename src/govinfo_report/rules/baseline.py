"""The list of an earlier check: which findings are new, which were there, which are gone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from attrs import evolve, field, frozen

from govinfo_report.errors import UsageError
from govinfo_report.model.finding import Status
from govinfo_report.model.report import Report
from govinfo_report.rules.assessment import Assessment
from govinfo_report.rules.history import publisher_key

FORMAT = "govinfo-report-baseline/1"
NEW, UNCHANGED = "new", "unchanged"


@frozen
class Known:
    """A finding on the list: its fingerprint, rule and report; values do not matter."""

    fingerprint: str
    rule: str
    publisher: str | None
    year: int | None

    def record(self) -> dict[str, Any]:
        """As it stands in the file."""
        return {
            "fingerprint": self.fingerprint, "rule": self.rule, "publisher": self.publisher,
            "year": self.year,
        }  # fmt: skip

    @property
    def report(self) -> tuple[str, int | None]:
        """The report it is about."""
        return publisher_key(self.publisher or ""), self.year


@frozen
class Baseline:
    """Findings of an earlier check, by fingerprint."""

    known: Mapping[str, Known] = field(factory=dict)

    def mark(self, assessment: Assessment) -> Assessment:
        """The assessment with every finding marked ``new`` or ``unchanged``.

        What is unchanged no longer counts as an error or warning.
        """
        return evolve(assessment, findings=tuple(
            evolve(f, baseline=UNCHANGED if f.fingerprint in self.known else NEW)
            for f in assessment.findings
        ))  # fmt: skip

    def gone(self, met: Iterable[Known], reports: Iterable[Report]) -> tuple[Known, ...]:
        """Findings on the list that these reports no longer have."""
        there = {known.fingerprint for known in met}
        checked = {(publisher_key(r.publisher or ""), r.year) for r in reports}
        return tuple(
            known
            for mark, known in self.known.items()
            if mark not in there and known.report in checked
        )


def listed(assessment: Assessment) -> tuple[Known, ...]:
    """The findings of an assessment as entries of a list; suppressed ones are left out."""
    report = assessment.report
    return tuple(
        Known(finding.fingerprint, finding.rule, report.publisher, report.year)
        for finding in assessment.findings
        if not finding.suppressions and finding.outcome in (Status.FAIL, Status.REVIEW)
    )


def baseline_record(known: Iterable[Known]) -> dict[str, Any]:
    """The file: sorted by report, rule and fingerprint, each finding once."""
    unique = {one.fingerprint: one for one in known}.values()
    ordered = sorted(unique, key=lambda k: (k.publisher or "", k.year or 0, k.rule, k.fingerprint))
    return {"format": FORMAT, "findings": [one.record() for one in ordered]}


def baseline_of(record: object) -> Baseline:
    """The list in a file; ``UsageError`` when it is none."""
    findings = record.get("findings") if isinstance(record, Mapping) else None
    if not isinstance(record, Mapping) or record.get("format") != FORMAT or findings is None:
        raise UsageError(f"no baseline ({FORMAT})", zh=f"不是基线文件（{FORMAT}）")
    known: dict[str, Known] = {}
    for one in findings if isinstance(findings, list) else (None,):
        mark = one.get("fingerprint") if isinstance(one, Mapping) else None
        year = one.get("year") if isinstance(one, Mapping) else None
        if not isinstance(one, Mapping) or not isinstance(mark, str) or (
            year is not None and not isinstance(year, int)
        ):  # fmt: skip
            raise UsageError(
                f"a finding of the baseline has no fingerprint: {str(one)[:60]}",
                zh=f"基线中的一条没有指纹：{str(one)[:60]}",
            )
        publisher = one.get("publisher")
        known[mark] = Known(
            mark, str(one.get("rule", "")), None if publisher is None else str(publisher), year
        )
    return Baseline(known)
