"""Does the conformance suite notice when a rule is changed?

Every row of the check matrix loses each of its terms, has each sign turned, each term taken from
the row or column beside it, and its equality weakened to an inequality, one at a time.  Every
module of rules on tables and prose has its comparisons, its sums and its bounds changed, one at a time.  A
change that no case of the suite notices is printed.

    python fuzz/mutate_rules.py [--only MODULE]
"""

from __future__ import annotations

import argparse
import ast
import copy
import sys
import types
from collections.abc import Callable, Iterator
from pathlib import Path

from attrs import evolve

from govinfo_report import rules as rules_room
from govinfo_report.model.figure import Number
from govinfo_report.rules import catalogue
from govinfo_report.rules.matrix import Check, matrix
from govinfo_report.testing.conformance import Case, judge, load_cases

MODULES = (
    "arithmetic_rules", "table_two_rules", "table_three_rules", "value_rules", "year_rules",
    "copy_rules", "timing_rules", "structure_rules", "prose_requests", "prose_balance",
    "prose_outcomes", "prose_cases", "prose_review", "prose_documents", "prose_sums",
    "prose_growth", "prose_rates", "prose_years", "prose_untold", "prose_lists", "prose_fees", "prose_fee_tables",
)  # fmt: skip
COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Eq: (ast.GtE, ast.LtE), ast.NotEq: (ast.Eq,), ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt), ast.Gt: (ast.GtE, ast.LtE), ast.GtE: (ast.Gt, ast.Lt),
}  # fmt: skip
Holds = Callable[[Number], bool]


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


class Mutator(ast.NodeTransformer):
    """Changes the n-th thing that can be changed, inside functions and lambdas only."""

    def __init__(self, wanted: int) -> None:
        self.wanted = wanted
        self.seen = -1
        self.done = ""
        self.depth = 0

    def _turn(self) -> bool:
        self.seen += 1
        return self.seen == self.wanted

    def _inside(self, node: ast.AST) -> ast.AST:
        self.depth += 1
        node = self.generic_visit(node)
        self.depth -= 1
        return node

    visit_FunctionDef = visit_Lambda = _inside

    def visit_Compare(self, node: ast.Compare) -> ast.AST:
        """Another comparison."""
        self.generic_visit(node)
        for number, operator in enumerate(node.ops):
            for other in COMPARISONS.get(type(operator), ()) if self.depth else ():
                if self._turn():
                    self.done = f"line {node.lineno}: {type(operator).__name__} to {other.__name__}"
                    node = copy.deepcopy(node)
                    node.ops[number] = other()
                    return node
        return node

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
        """A sign turned, a term dropped."""
        self.generic_visit(node)
        if not self.depth or not isinstance(node.op, ast.Add | ast.Sub):
            return node
        if self._turn():
            self.done = f"line {node.lineno}: sign"
            other = ast.Sub() if isinstance(node.op, ast.Add) else ast.Add()
            return ast.copy_location(ast.BinOp(node.left, other, node.right), node)
        if self._turn():
            self.done = f"line {node.lineno}: term dropped"
            return node.left
        return node


def survivors_of(name: str) -> Iterator[str]:
    """Changes of one module that no case notices."""
    path = Path(str(rules_room.__file__)).with_name(f"{name}.py")
    source = ast.parse(path.read_text(encoding="utf-8"))
    own = {rule.id for rule in sys.modules[f"govinfo_report.rules.{name}"].RULES}
    cases = [case for case in load_cases() if case.rule in own or own & _told(case)]
    tried = 0
    while True:
        mutator = Mutator(tried)
        tree = ast.fix_missing_locations(mutator.visit(copy.deepcopy(source)))
        if not mutator.done:
            break
        tried += 1
        if not _killed(name, tree, cases, own):
            yield f"{name} {mutator.done}: {_line(path, mutator.done)}"
    print(f"{name}: {tried} changes, {len(cases)} cases", flush=True)


def _told(case: Case) -> set[str]:
    return {finding.partition(".")[0] for finding in case.findings}


def _line(path: Path, words: str) -> str:
    number = words.removeprefix("line ").partition(":")[0]
    lines = path.read_text(encoding="utf-8").splitlines()
    return next(line.strip() for at, line in enumerate(lines, 1) if str(at) == number)


def _killed(name: str, tree: ast.Module, cases: list[Case], own: set[str]) -> bool:
    module = types.ModuleType(f"govinfo_report.rules.{name}")
    try:
        exec(compile(tree, name, "exec"), module.__dict__)
        changed = {rule.id: rule for rule in module.RULES}
        rules = tuple(changed.get(rule.id, rule) for rule in catalogue())
        return any(not judge(case, rules).ok for case in cases if not case.hierarchy)
    except Exception:  # noqa: BLE001 - a change that does not run is noticed
        return True


def main(arguments: list[str] | None = None) -> int:
    """Print the survivors; 1 when there are any."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", choices=("matrix", *MODULES), action="append")
    only = parser.parse_args(arguments).only or ("matrix", *MODULES)
    found: list[str] = []
    for name in only:
        found += survivors_of_matrix() if name == "matrix" else survivors_of(name)
    for words in found:
        print(f"survived: {words}")
    print(f"{len(found)} survived")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
