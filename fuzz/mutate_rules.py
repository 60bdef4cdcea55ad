"""Does the conformance suite notice when a rule is changed?

Every row of the check matrix loses each of its terms, has each sign turned, each term taken from
the row or column beside it, and its equality weakened to an inequality, one at a time.  Every
predicate of the rules (all modules of ``rules/`` but those that only word and arrange) has its
comparisons, conditions, terms, bounds, names and verdicts changed, one at a time.  A change that
no case of the suite notices is tried on the tests of its module (``OWN_TESTS``; on all tests of
rules with ``--tests``); what survives is printed, unless ``equivalent_mutants.json`` says why it
changes nothing.

    python -m fuzz.mutate_rules [--only MODULE] [--every N] [--tests]
"""

from __future__ import annotations

import argparse
import functools
import importlib
import json
import os
import pkgutil
import signal
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

from attrs import evolve, field, frozen

from fuzz.mutating import Change, Running, changes, marks
from govinfo_report import rules as rules_room
from govinfo_report.model.figure import Number
from govinfo_report.rules import validate
from govinfo_report.rules.catalogue import catalogue
from govinfo_report.rules.matrix import Check, matrix
from govinfo_report.testing.conformance import Case, judge, load_cases
from govinfo_report.testing.conformance.running import differing

#: modules that word, arrange and record; they judge nothing
WORDING = frozenset((
    "__init__", "assessment", "baseline", "catalogue", "engine", "entries", "explain", "gap_texts",
    "message", "plan", "prose_texts", "records", "rule", "run", "slots", "texts",
))  # fmt: skip
#: functions of the other modules that only word
WORDS = frozenset((
    "_around", "_lacking", "_name", "_outcome", "_parts_shown", "_rule", "_short", "_stored", "added",
    "describe", "fee_rule", "joined", "label_of", "lines_at", "name_of", "places_in", "places_of", "quoted",
    "section_name", "section_of", "shown", "spoken", "told_missing", "report_name", "__repr__",
    "_where", "_said", "_sum_that_fits", "masked", "kinds_of",
))  # fmt: skip
#: tests that show what no report can: bad input, and what is no rule's verdict
OWN_TESTS = {
    "hierarchy": ("test_hierarchy.py", "test_units.py"),
    "history": ("test_years.py",),
    "private": ("test_private.py",),
    "identity_rules": ("test_further.py", "test_prose_rules.py"),
    "prose_lists": ("test_prose_wild.py", "test_prose_right.py"),
    "prose_review": ("test_prose_wild.py", "test_prose_right.py"),
    "prose_told": ("test_prose_wild.py", "test_prose_right.py"),
}
EQUIVALENT = Path(__file__).with_name("equivalent_mutants.json")
_ROOM = "govinfo_report.rules"
_SECONDS = 10  # of computing: a change under which one case runs longer than this is noticed
Holds = Callable[[Number], bool]


def modules() -> tuple[str, ...]:
    """The modules of rules that judge."""
    found = (m.name for m in pkgutil.iter_modules(rules_room.__path__))
    return tuple(name for name in found if name not in WORDING)


# -- the check matrix


def row_mutants(check: Check, rows: dict[str, str]) -> Iterator[tuple[str, Check, Holds]]:
    """Changed rows of the matrix, with what their residual must satisfy to hold."""
    for number, (address, sign) in enumerate(check.terms):

        def changed(*term: tuple[str, int], at: int = number) -> Check:
            return evolve(check, terms=(*check.terms[:at], *term, *check.terms[at + 1 :]))

        yield f"without {address}", changed(), lambda r: r == 0
        yield f"sign of {address}", changed((address, -sign)), lambda r: r == 0
        if address in rows:
            yield f"{rows[address]} for {address}", changed((rows[address], sign)), lambda r: r == 0
    yield "= to >=", check, lambda r: r >= 0
    yield "= to <=", check, lambda r: r <= 0


def neighbours(edition: str) -> dict[str, str]:
    """Address -> the same column of the row below."""
    from govinfo_report.model.address import columns_of
    from govinfo_report.model.build import forms_of

    by_column: dict[tuple[str, str], list[str]] = {}
    for address in columns_of(forms_of(edition)):
        row, _, column = address.rpartition(".")
        by_column.setdefault((row.partition(".")[0], column), []).append(address)
    return {a: b for column in by_column.values() for a, b in zip(column, column[1:], strict=False)}


def survivors_of_matrix() -> Iterator[str]:
    """Changed rows that no document of the suite tells from the right ones."""
    documents = [case.report() for case in load_cases() if case.rule[:2] in ("A1", "A2")]
    values = [({a: f.value for a, f in d.figures.items() if f.value is not None}, d.forms)
              for d in documents]  # fmt: skip
    tried = 0
    for edition in ("2021", "2019"):
        rows = neighbours(edition)
        mine = [v for v, forms in values if forms["requests"] == edition]
        for check in matrix(edition, edition).checks:
            for words, mutant, holds in row_mutants(check, rows):
                tried += 1
                if not any(_noticed(check, mutant, holds, v) for v in mine):
                    print(f"survived: {edition} {check.id}: {words}", flush=True)
                    yield f"{edition} {check.id}: {words}"
    print(f"matrix: {tried} changed rows", flush=True)


def _noticed(check: Check, mutant: Check, holds: Holds, values: dict[str, Number]) -> bool:
    """Whether one document has another verdict under the changed row."""
    try:
        right = check.residual(values) == 0
    except KeyError:
        return False
    try:
        return holds(mutant.residual(values)) is not right
    except KeyError:
        return True


# -- the predicates


@frozen
class Suite:
    """The cases, built once, with the functions each of them runs through."""

    cases: tuple[Case, ...]
    through: dict[CodeType, list[int]] = field(repr=False, hash=False)

    @classmethod
    def made(cls) -> Suite:
        """Run every case once and look which code of the rules it goes through."""
        for name in ("report", "others", "units"):
            setattr(Case, name, functools.cache(getattr(Case, name)))
        cases = load_cases()
        folder = str(Path(str(rules_room.__file__)).parent)
        through: dict[CodeType, list[int]] = {}
        for number, case in enumerate(cases):
            met: set[CodeType] = set()

            def seen(frame: FrameType, event: str, _: Any, met: set[CodeType] = met) -> None:
                if event == "call" and frame.f_code.co_filename.startswith(folder):
                    met.add(frame.f_code)

            _clear()
            sys.setprofile(seen)
            verdict = judge(case)
            sys.setprofile(None)
            if not verdict.ok:
                raise SystemExit(f"the suite fails without any change: {verdict}")
            for code in met:
                through.setdefault(code, []).append(number)
        return cls(cases, through)

    @staticmethod
    def of_rules(running: Running) -> tuple[Case, ...]:
        """The cases written for the rules of a module."""
        own = {rule.id for rule in getattr(running.module, "RULES", ())}
        return tuple(case for case in load_cases() if case.rule in own)

    def about(self, running: Running, change: Change) -> tuple[Case, ...]:
        """The cases that go through the function of a change, those of its module's rules first."""
        met: set[int] = set()
        for code, numbers in self.through.items():
            if code.co_filename == running.path and (
                not change.function or change.function in code.co_qualname.split(".")
            ):
                met.update(numbers)
        own = {rule.id for rule in getattr(running.module, "RULES", ())}
        return tuple(sorted((self.cases[n] for n in met), key=lambda case: case.rule not in own))


def _clear() -> None:
    """Forget what the rules have kept of earlier documents."""
    for name, module in list(sys.modules.items()):
        if name.startswith(_ROOM) and name != f"{_ROOM}.catalogue":  # rules stay the same ones
            for value in vars(module).values():
                if hasattr(value, "cache_clear") and getattr(value, "__module__", "") == name:
                    value.cache_clear()


class _TooLong(BaseException):
    pass


def _stop(*_: object) -> None:
    raise _TooLong


def as_expected(case: Case, rules: frozenset[str]) -> bool:
    """Whether a case comes out as it must, as far as some rules are concerned (none: all)."""
    if not rules or case.hierarchy or case.entries:
        return judge(case).ok
    mine = tuple(rule for rule in catalogue() if rule.id in rules)
    select = [s for s in case.select if any(rule.matches(s) for rule in mine)]
    select += [case.rule] if case.rule in rules else []
    if not select:
        return True
    assessment = validate(
        case.report(), history=case.others(), rules=mine, select=select, draft=case.draft
    )
    found = {finding.rule for finding in assessment.findings}
    if found != {f for f in case.findings if f.partition(".")[0] in rules}:
        return False
    if case.rule not in rules:
        return True
    became = assessment.outcome(case.rule).status.value
    return became == case.verdict and not any(differing(case, assessment))


def killed(running: Running, change: Change, cases: Iterable[Case]) -> bool:
    """Whether any case comes out otherwise under the change."""
    rules = frozenset(rule.id for rule in getattr(running.module, "RULES", ()))
    signal.signal(signal.SIGVTALRM, _stop)
    with running.changed(change) as made:
        if not made:
            return False  # it never ran
        _clear()
        try:
            for case in cases:
                signal.setitimer(signal.ITIMER_VIRTUAL, _SECONDS)
                if not as_expected(case, rules):
                    return True
            return False
        except (_TooLong, Exception):  # noqa: BLE001 - a change that does not run is noticed
            return True
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
            _clear()


def killed_by_tests(running: Running, change: Change, names: Iterable[str]) -> bool:
    """Whether some tests of rules notice the change: in a process of its own."""
    import pytest

    chosen = [f"tests/rules/{name}" for name in names]

    with running.changed(change):
        _clear()
        child = os.fork()
        if child == 0:
            with open(os.devnull, "w") as nothing:
                os.dup2(nothing.fileno(), 1)
                os.dup2(nothing.fileno(), 2)
                ignored = (
                    "--deselect",
                    "tests/rules/test_conformance.py",
                    "-p",
                    "no:cacheprovider",
                )
                os._exit(int(pytest.main(["-x", "-q", *ignored, *chosen])))
        _, status = os.waitpid(child, 0)
    return status != 0


def survivors_of(name: str, suite: Suite, every: int, tests: bool) -> Iterator[str]:
    """Changes of one module that nothing notices, but those that change nothing."""
    running = Running(importlib.import_module(f"{_ROOM}.{name}"), _ROOM)
    known = equivalent().get(name, {})
    names = marks(running.source, WORDS)[::every]
    tried = alive = 0
    for named, change in zip(names, changes(running.source, WORDS, every), strict=True):
        tried += 1
        if named in known or killed(running, change, suite.about(running, change)):
            continue
        more = ("",) if tests else OWN_TESTS.get(name, ())
        if more and killed_by_tests(running, change, more):
            continue
        alive += 1
        print(f"survived: {name} {named}", flush=True)
        yield f"{name} {named}"
    print(f"{name}: {tried} changes, {alive} survived", flush=True)


def equivalent() -> dict[str, dict[str, str]]:
    """Module -> change -> why it changes nothing that a case could show."""
    loaded: dict[str, dict[str, str]] = json.loads(EQUIVALENT.read_text(encoding="utf-8"))
    return loaded


def main(arguments: list[str] | None = None) -> int:
    """Print the survivors; 1 when there are any."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", choices=("matrix", *modules()), action="append")
    parser.add_argument("--every", type=int, default=1, help="try every n-th change only")
    parser.add_argument("--tests", action="store_true", help="try survivors on all tests of rules")
    args = parser.parse_args(arguments)
    only = args.only or ("matrix", *modules())
    found: list[str] = []
    suite = Suite.made() if set(only) - {"matrix"} else None
    for name in only:
        if name == "matrix":
            found += survivors_of_matrix()
        elif suite is not None:
            found += survivors_of(name, suite, args.every, args.tests)
    print(f"{len(found)} survived")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
