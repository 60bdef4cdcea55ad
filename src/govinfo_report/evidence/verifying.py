"""Checks an evidence file: nothing was changed, and the findings come out of the document again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from attrs import evolve, fields, frozen

from govinfo_report.display import ROWS, Card, Displayed, Tile, number
from govinfo_report.documents.source import Known, Source
from govinfo_report.errors import GovInfoReportError, SourceError, UsageError
from govinfo_report.evidence.archive import MANIFEST, digest, members_of
from govinfo_report.evidence.packing import SCHEMA, packed, past_reports
from govinfo_report.evidence.reading import Way
from govinfo_report.limits import DEFAULT_LIMITS, Limits
from govinfo_report.model.finding import Finding
from govinfo_report.plugins.howread import software
from govinfo_report.plugins.registry import Registry
from govinfo_report.rules import History
from govinfo_report.rules.records import finding_record

#: what of a finding must be the same for it to hold
_CONTENT = ("rule", "addresses", "expected", "observed", "difference")


@frozen(repr=False)
class Proof(Displayed):
    """One finding as it was packed, and as it is found now.

    ``packed`` is its record (``finding_record``), ``found`` the finding of the same fingerprint
    that the installed version makes, ``None`` when it makes none.
    """

    packed: Mapping[str, Any]
    found: Finding | None

    def _card_(self) -> Card:
        return Card(f"Proof {self.packed.get('rule', '')}",
                    ("holds" if self.holds else "does not hold",), (), [self._row()])  # fmt: skip

    def _row(self) -> tuple[Tile, ...]:
        word = "gone" if self.found is None else "holds" if self.holds else "other numbers"
        message = self.packed.get("message")
        told = message.get("en") if isinstance(message, Mapping) else ""
        return (Tile(str(self.packed.get("rule", "")), "label"), Tile(word),
                number(self.packed.get("expected")), number(self.packed.get("observed")),
                Tile(str(told or "")))  # fmt: skip

    @property
    def holds(self) -> bool:
        """Whether rule, addresses and numbers are the same."""
        if self.found is None:
            return False
        now = finding_record(self.found)
        return all(now[name] == self.packed.get(name) for name in _CONTENT)


@frozen(repr=False)
class Verdict(Displayed):
    """What became of an evidence file that is as it was packed.

    ``software`` says what it was made with, ``installed`` what it was checked with, ``error`` why
    the document can no longer be read, if so.  Where both are the same, ``foreign`` names the
    members that this version would write differently: somebody else wrote them.
    """

    name: str
    proofs: tuple[Proof, ...]
    software: Mapping[str, Any]
    installed: Mapping[str, Any]
    members: int
    error: GovInfoReportError | None = None
    foreign: tuple[str, ...] = ()

    def _card_(self) -> Card:
        facts = ["intact", f"{self.members} members", "holds" if self.holds else "does not hold"]
        notes = [f"{name} is not what this version writes" for name in self.foreign]
        if self.error is not None:
            notes.append(self.error.text("en"))
        heads = ("finding", "now", "expected", "observed", "message")
        return Card(f"Evidence {self.name}", tuple(facts), heads,
                    [proof._row() for proof in self.proofs[:ROWS]],
                    max(0, len(self.proofs) - ROWS), tuple(notes))  # fmt: skip

    @property
    def holds(self) -> bool:
        """Whether every finding holds, and nothing in the file is somebody else's."""
        return bool(self.proofs) and not self.foreign and all(p.holds for p in self.proofs)


def verify(
    source: object,
    *,
    registry: Registry | None = None,
    limits: Limits = DEFAULT_LIMITS,
    isolation: str = "process",
) -> Verdict:
    """Check an evidence file (a path, bytes or a file object).

    Every byte is held against the hashes in it, the document is read with the installed version,
    and the findings are looked for.  Where that is the version it was made with, what is written
    about the document is written again and compared.

    Raises ``SourceError`` when it is no evidence file or was changed.
    """
    registry = registry if registry is not None else Registry.installed()
    wide = evolve(limits, file_bytes=max(limits.file_bytes, limits.archive_bytes))
    file = Source.of(source, limits=wide)
    members = members_of(file.data, file.name, limits)
    manifest = _manifest(members, file.name)
    options = manifest["options"]
    way = Way(registry, options["draft"], options["layout"], options["opener"], limits, isolation)
    own = _source(members, manifest["source"], limits)
    past = [_source(members, one, limits) for one in manifest["history"]]
    installed = software(registry)
    records = tuple(manifest["findings"])

    def verdict(found: Mapping[str, Finding], error: GovInfoReportError | None = None) -> Verdict:
        proofs = tuple(Proof(one, found.get(one["fingerprint"])) for one in records)
        return Verdict(file.name, proofs, manifest["software"], installed, len(members) + 1, error)

    try:
        found = _findings(own, past, way)
    except GovInfoReportError as error:
        return verdict({}, error)
    made = verdict(found)
    if made.holds and _same(manifest["software"], installed):
        return evolve(made, foreign=_foreign(own, past, way, records, members))
    return made


def _same(one: object, other: object) -> bool:
    return json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)


def _findings(source: Source, past: list[Source], way: Way) -> dict[str, Finding]:
    history = History.of(r for _, read in past_reports(past, way) for _, r in read)
    found: dict[str, Finding] = {}
    for _, report in way.reports(source):
        for finding in way.assess(report, history).findings:
            found.setdefault(finding.fingerprint, finding)
    return found


def _foreign(
    source: Source,
    past: list[Source],
    way: Way,
    records: tuple[Any, ...],
    members: Mapping[str, bytes],
) -> tuple[str, ...]:
    """The members that this version, which made the file, would write differently."""
    marks = {record["fingerprint"] for record in records}
    try:
        again = packed(source, past, way, lambda finding: finding.fingerprint in marks, "")
    except UsageError:  # findings of several reports: no file of ours
        return (MANIFEST,)
    own = members_of(again, source.name, way.limits)
    names = sorted({*own, *members})
    return tuple(name for name in names if own.get(name) != members.get(name))


def _source(members: Mapping[str, bytes], record: Mapping[str, Any], limits: Limits) -> Source:
    known = Known(**record.get("given", {}))
    return Source.of(members[record["member"]], name=record["name"], known=known, limits=limits)


def _manifest(members: Mapping[str, bytes], name: str) -> dict[str, Any]:
    """The manifest, every part of it of the kind it has to be."""
    try:
        manifest = json.loads(members[MANIFEST])
        _check(manifest, members)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise SourceError(
            f"{name} is no evidence file: its {MANIFEST} is not one of ours",
            zh=f"{name} 不是证据文件：其中的 {MANIFEST} 不是本程序所写", name=name,
        ) from error  # fmt: skip
    found: dict[str, Any] = manifest
    return found


def _check(manifest: Any, members: Mapping[str, bytes]) -> None:
    """Raise ``ValueError`` or ``TypeError`` unless the manifest is one that ``pack`` writes."""
    _must(manifest["schema"] == SCHEMA)
    own = manifest["source"]
    _must(digest(members[own["member"]]) == own["sha256"])
    for one in (own, *manifest["history"]):
        _must(isinstance(one["member"], str) and one["member"] in members)
        _must(isinstance(one["name"], str) and bool(one["name"]))
    given = own["given"]
    _must(set(given) <= {field.name for field in fields(Known)})
    _must(all(isinstance(v, int if k == "year" else str) for k, v in given.items()))
    options = manifest["options"]
    _must(isinstance(options["draft"], bool))
    _must(all(isinstance(options[k], str | None) for k in ("layout", "opener")))
    _must(isinstance(manifest["software"], dict) and bool(manifest["findings"]))
    for finding in manifest["findings"]:
        _must(isinstance(finding["fingerprint"], str) and isinstance(finding["rule"], str))
        _must(all(isinstance(finding["message"][k], str) for k in ("zh", "en")))
    listed = {name: facts["sha256"] for name, facts in manifest["members"].items()}
    _must(listed == {n: digest(data) for n, data in members.items() if n != MANIFEST})


def _must(holds: bool) -> None:
    if not holds:
        raise ValueError("the manifest is not one of ours")
