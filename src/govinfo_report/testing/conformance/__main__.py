"""Runs the conformance suite: ``python -m govinfo_report.testing.conformance``."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from govinfo_report.model import codec
from govinfo_report.testing.conformance.cases import FORMAT, Case, load_cases, read_cases
from govinfo_report.testing.conformance.running import coverage, judge


def main(arguments: list[str] | None = None) -> int:
    """Run the suite, or export it; 0 when every case is as expected, 1 otherwise."""
    parser = argparse.ArgumentParser(prog="python -m govinfo_report.testing.conformance")
    parser.add_argument("files", nargs="*", type=Path, help="files of cases (default: the suite)")
    parser.add_argument("--rule", help="only cases of this rule or family")
    parser.add_argument("--export", type=Path, metavar="DIR",
                        help="write every case as canonical report JSON")  # fmt: skip
    args = parser.parse_args(arguments)
    cases: tuple[Case, ...] = load_cases()
    if args.files:
        cases = tuple(c for f in args.files for c in read_cases(f.read_text(encoding="utf-8")))
    cases = tuple(case for case in cases if case.rule.startswith(args.rule or ""))
    if args.export is not None:
        for case in cases:
            write(case, args.export)
        print(f"{len(cases)} cases written to {args.export}")
        return 0
    wrong = [verdict for verdict in map(judge, cases) if not verdict.ok]
    for verdict in wrong:
        print(verdict)
    print(f"{len(cases)} cases of {len(coverage(cases))} rules, {len(wrong)} not as expected")
    return 1 if wrong else 0


def write(case: Case, folder: Path) -> None:
    """One case as a file that needs no knowledge of the compact form."""
    record: dict[str, Any] = {
        "format": FORMAT,
        "rule": case.rule,
        "outcome": case.verdict,
        "findings": sorted(case.findings),
        "select": list(case.select),
        "draft": case.draft,
        "report": codec.to_json(case.report()),
        "history": [codec.to_json(report) for report in case.others()],
    }
    if case.hierarchy:
        record["units"] = [codec.to_json(report) for report in case.units()]
    path = folder / case.rule / f"{case.name}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(record, ensure_ascii=False, indent=1)
    path.write_bytes(text.encode("utf-8", "backslashreplace") + b"\n")


if __name__ == "__main__":
    sys.exit(main())
