"""The command for authors of layouts: case new, rerun, check."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from govinfo_report.cli.console import Console
from govinfo_report.cli.status import CLEAN, FOUND
from govinfo_report.cli.texts import text
from govinfo_report.errors import UsageError
from govinfo_report.outputs.labels import block_labels
from govinfo_report.outputs.text import Column, Line, Piece, one_line, table
from govinfo_report.plugins.registry import Registry
from govinfo_report.testing import cases as kept
from govinfo_report.testing.recording import new_case, on_service, record, to_check

#: where cases are looked for when no folder is named
_HOMES = ("tests/cases", "cases")
_FIGURE = "figures."


def case(args: argparse.Namespace, console: Console, registry: Registry) -> int:
    """``govinfo-report case``."""
    if args.action == "new":
        return _new(args, console, registry)
    return _again(args, console, registry)


def _new(args: argparse.Namespace, console: Console, registry: Registry) -> int:
    layout, _, slug = (args.as_ or "").partition("/")
    if len(args.paths) != 1 or not layout or not slug:
        raise UsageError(text("en", "case_as"), zh=text("zh", "case_as"))
    root = Path(args.cases or next((h for h in _HOMES if Path(h).is_dir()), _HOMES[0]))
    made = new_case(
        Path(args.paths[0]), layout, slug, root, registry, origin=args.origin,
        findings=args.findings,
    )  # fmt: skip
    assert made.expected is not None
    console.view(_told_new(made, made.expected, console.language))
    return CLEAN


def _told_new(made: kept.Case, read: Mapping[str, Any], language: str) -> Iterator[Line]:
    yield (Piece(text(language, "case_written", name=made.folder.as_posix()), "title"),)
    if "error" in read:
        yield (Piece(text(language, "case_error", error=read["error"]["error"])),)
        yield (Piece(text(language, "case_error_next"), "dim"),)
        return
    states = [value["state"] for name, value in read.items() if name.startswith(_FIGURE)]
    count = states.count("value")
    lost = sum(state in ("refused", "absent") for state in states)
    yield (Piece(text(language, "case_read", count=count, all=len(states), lost=lost)),)
    addresses = to_check(dict(read))
    if not addresses:
        return
    yield (Piece(text(language, "case_check"), "head"),)
    labels = _labels(read)
    rows: list[list[str | Piece]] = [
        [address, labels.get(address, ""), str(read[_FIGURE + address]["raw"])]
        for address in addresses
    ]
    heads = [Column("", most=70), Column("", most=50), Column("", right=True)]
    yield from table(heads, rows)
    yield (Piece(text(language, "case_by", name=(made.folder / kept.CASE).as_posix()), "dim"),)


def _labels(read: Mapping[str, Any]) -> dict[str, str]:
    """Printed labels by address."""
    forms = read["forms"].items()
    return {
        label.address: label.text("zh")
        for block, form in forms
        for label in block_labels(form, block)
    }


def _again(args: argparse.Namespace, console: Console, registry: Registry) -> int:
    """``rerun`` and ``check``: what is read now beside what is expected."""
    if args.update and (args.action == "check" or on_service()):
        raise UsageError(text("en", "case_no_update"), zh=text("zh", "case_no_update"))
    found = _found(args.paths or [args.cases or _home()])
    differing = 0
    for one in found:
        lines, same = _compared(one, registry, console.language, update=args.update)
        differing += not same
        if not same or args.action == "rerun":
            console.view(lines)
    summary = text(console.language, "case_summary", count=len(found), differing=differing)
    console.view([(Piece(summary, "good" if not differing else "error"),)])
    return FOUND if differing and args.action == "check" else CLEAN


def _home() -> str:
    for home in _HOMES:
        if Path(home).is_dir():
            return home
    raise UsageError(text("en", "case_none"), zh=text("zh", "case_none"))


def _found(paths: Sequence[str]) -> list[kept.Case]:
    """The cases at some paths: folders of one case, of a layout, or of all."""
    found: list[kept.Case] = []
    for path in map(Path, paths):
        files = [path / kept.CASE] if (path / kept.CASE).is_file() else sorted(
            file for pattern in (f"*/{kept.CASE}", f"*/*/{kept.CASE}") for file in path.glob(pattern)
        )  # fmt: skip
        if not files:
            raise UsageError(text("en", "case_none_in", name=path), zh=text("zh", "case_none_in", name=path))  # fmt: skip
        found += [kept.load_case(file.parent.absolute()) for file in files]
    return found


def _compared(
    one: kept.Case, registry: Registry, language: str, *, update: bool
) -> tuple[list[Line], bool]:
    fault = one.input_fault()
    if fault and not one.input.is_file():
        return [(Piece(one.id, "title"),), (Piece(f"  {fault}", "error"),)], False
    read = kept.outcome(one, registry)
    expected = one.expected
    found = list(kept.differences(expected or {}, read))
    same = expected is not None and not found and not fault
    lines: list[Line] = [(Piece(one.id, "title"),)]
    if fault:
        lines.append((Piece(f"  {one_line(fault)}", "error"),))
    if expected is None:
        lines.append((Piece("  " + text(language, "case_no_golden"), "error"),))
    else:
        lines += _difference_lines(found, language)
    if same:
        lines.append((Piece("  " + text(language, "case_same"), "good"),))
    elif update:
        record(one, read)
        lines.append((Piece("  " + text(language, "case_updated"), "dim"),))
    return lines, same


def _difference_lines(found: Sequence[tuple[str, Any, Any]], language: str) -> Iterator[Line]:
    if not found:
        return
    rows: list[list[str | Piece]] = [
        [
            f"  {one_line(name.removeprefix(_FIGURE))}",
            "–" if expected is None else one_line(kept.brief(expected)),
            Piece("–" if read is None else one_line(kept.brief(read)), "error"),
        ]
        for name, expected, read in found
    ]
    heads = [text(language, key) for key in ("case_figure", "case_expected", "case_now")]
    columns = [Column(f"  {heads[0]}", most=70), *(Column(h, most=40) for h in heads[1:])]
    yield from table(columns, rows)
