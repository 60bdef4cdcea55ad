"""The commands for whoever must prove a finding: evidence, verify."""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Iterator, Mapping
from typing import Any

from govinfo_report.cli.batch import check_output, known_of, told
from govinfo_report.cli.console import Console, output
from govinfo_report.cli.inputs import STDIN, items, source_of
from govinfo_report.cli.single import one_source
from govinfo_report.cli.status import CLEAN, FOUND, UNREAD
from govinfo_report.cli.texts import text
from govinfo_report.documents.source import Known, Source
from govinfo_report.errors import GovInfoReportError, UsageError
from govinfo_report.evidence.packing import pack
from govinfo_report.evidence.verifying import Proof, Verdict
from govinfo_report.evidence.verifying import verify as verified
from govinfo_report.outputs.text import Line, Piece, one_line
from govinfo_report.plugins.registry import Registry
from govinfo_report.rules.message import plain_number


def evidence(args: argparse.Namespace, console: Console, registry: Registry) -> int:
    """``govinfo-report evidence``."""
    check_output(args)
    if args.output == STDIN:
        raise UsageError(text("en", "render_binary", format="ZIP"),
                         zh=text("zh", "render_binary", format="ZIP"))  # fmt: skip
    data = pack(
        Source.of(one_source(args.file), known=known_of(args)), args.finding,
        history=_history(args), draft=args.draft, layout=args.layout,
        opener=args.opener, registry=registry, isolation=args.isolation,
    )  # fmt: skip
    with output(console, args.output) as out:
        out.data([data])
    facts = {"name": args.output, "hash": hashlib.sha256(data).hexdigest()}
    console.talk(text(console.language, "evidence_written", **facts), "dim")
    return CLEAN


def _history(args: argparse.Namespace) -> Iterator[Source]:
    """The documents of ``--history``; in a folder, what is no document is passed over."""
    for item in items(args.history, Known()):
        if item.trouble and item.walked:
            continue
        yield Source.of(one_source(item.name) if item.trouble else source_of(item))


def verify(args: argparse.Namespace, console: Console, registry: Registry) -> int:
    """``govinfo-report verify``."""
    status = CLEAN
    for name in args.files:
        try:
            verdict = verified(one_source(name), registry=registry, isolation=args.isolation)
        except UsageError:
            raise
        except GovInfoReportError as error:
            console.talk(told(name, error, console.language), "error")
            status = UNREAD
            continue
        console.view(_told(name, verdict, console.language))
        status = max(status, CLEAN if verdict.holds else FOUND)
    return status


def _told(name: str, verdict: Verdict, language: str) -> Iterator[Line]:
    intact = text(language, "verify_intact", count=verdict.members)
    yield (Piece(one_line(name), "title"), Piece(f"  {intact}", "good"))
    if verdict.error is not None:
        yield (Piece(f"  {one_line(verdict.error.text(language))}", "error"),)
    for proof in verdict.proofs:
        key = "holds" if proof.holds else "gone" if proof.found is None else "differs"
        word = text(language, f"verify_{key}")
        message = one_line(proof.packed["message"][language], 200)
        yield (Piece(f"  {word}  ", "good" if proof.holds else "error"), Piece(message))
        if key == "differs":
            yield (Piece(f"      {_difference(proof, language)}"),)
    for member in verdict.foreign:
        yield (Piece("  " + one_line(text(language, "verify_foreign", name=member)), "error"),)
    versions = (_version(verdict.software), _version(verdict.installed))
    facts = {"then": versions[0], "now": versions[1]}
    yield (Piece("  " + one_line(text(language, "verify_versions", **facts)), "dim"),)


def _difference(proof: Proof, language: str) -> str:
    """Both numbers as they are found now."""
    found = proof.found
    assert found is not None
    facts = {
        name: "–" if value is None else value if isinstance(value, str) else plain_number(value)
        for name, value in (("expected", found.expected), ("observed", found.observed))
    }
    return one_line(text(language, "verify_now", **facts), 120)


def _version(software: Mapping[str, Any]) -> str:
    return f"{software.get('govinfo-report', '?')} / {software.get('rules', '?')}"
