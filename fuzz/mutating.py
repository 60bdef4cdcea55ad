"""Changes of a module's predicates, one at a time, put into running code and taken out again.

A change is made in the syntax tree; the code objects of the functions concerned are then
exchanged, so that closures and names imported elsewhere see it as well.
"""

from __future__ import annotations

import ast
import gc
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Any

from attrs import frozen

_ORDER: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Eq: (ast.GtE, ast.LtE), ast.NotEq: (ast.Eq,), ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt), ast.Gt: (ast.GtE, ast.LtE), ast.GtE: (ast.Gt, ast.Lt),
    ast.In: (ast.NotIn,), ast.NotIn: (ast.In,), ast.Is: (ast.IsNot,), ast.IsNot: (ast.Is,),
}  # fmt: skip
#: what is compared as text: an order of texts means nothing, so = turns into its contrary only
_TEXTUAL = frozenset((
    "block", "category", "code", "column", "edition", "field", "form", "forms", "grade", "hedge",
    "id", "kind", "label", "listing", "name", "opener", "outcome", "path", "period", "printed",
    "publisher", "quantity", "reason", "role", "rule", "rule_id", "scope", "section", "sentence",
    "severity", "sha256", "stage", "state", "status", "table", "unit",
))  # fmt: skip
_TWINS = {"any": "all", "all": "any", "min": "max", "max": "min"}
_ENUMS = {
    "FAIL": "REVIEW",
    "REVIEW": "FAIL",
    "WARNING": "INFO",
    "INFO": "WARNING",
    "ERROR": "WARNING",
}
#: arguments that only word a finding, or say where it stands
_WORDING = frozenset(("places", "evidence", "key", "params", "attribution", "default"))
#: names of what is only shown: words of messages, how much of them, where a thing stands
_SHOWN = frozenset((
    "_AROUND", "_BEFORE", "_BEHIND", "_DETAILS", "_LONGEST", "_NAMED", "_NEEDS", "_QUOTED", "_TABLE_TWO",
    "end", "evidence", "heads", "joined", "label", "longest", "name",
    "named", "params", "shown", "start", "words",
))  # fmt: skip
_COLUMNS = (
    "natural_person", "commercial_enterprise", "research_institution",
    "public_welfare_organization", "legal_service_institution", "other_organization", "total",
)  # fmt: skip
_NEIGHBOURS = {
    **dict(zip(_COLUMNS, (*_COLUMNS[1:], _COLUMNS[0]), strict=True)),
    "issued": "repealed", "repealed": "issued", "in_force": "issued", "upheld": "corrected",
    "corrected": "upheld", "pending": "other_result", "other_result": "pending",
    "new_received": "carried_in", "carried_in": "carried_out", "carried_out": "total_handled",
    "total_handled": "carried_out", "granted": "partially_granted", "amount": "count",
    "newly_made": "newly_published", "newly_published": "total_published",
    "total_published": "newly_made", "items_net_change": "items_previous_year",
    "items_previous_year": "items_net_change",
}  # fmt: skip


@frozen
class Change:
    """One change: in which function (empty: a constant of the module), where, and what."""

    function: str
    line: int
    words: str
    tree: ast.Module


def changes(source: str, wording: frozenset[str] = frozenset(), every: int = 1) -> Iterator[Change]:
    """Every n-th change of a module; functions named in ``wording`` are left as they are."""
    for number in range(0, 1 << 20, every):
        mutant = ast.parse(source)
        mutator = _Mutator(number, wording)
        mutator.visit(mutant)
        if not mutator.words:
            return
        yield Change(mutator.where, mutator.line, mutator.words, ast.fix_missing_locations(mutant))


def marks(source: str, wording: frozenset[str] = frozenset()) -> list[str]:
    """Every change of a module as ``function: change: line``, in order, without making any.

    Those alike are numbered: ``… (2)``.
    """
    lines = source.splitlines()
    mutator = _Mutator(-1, wording)
    mutator.visit(ast.parse(source))
    seen: Counter[str] = Counter()
    found = []
    for function, words, line in mutator.met:
        name = f"{function or '-'}: {words}: {lines[line - 1].strip()}"
        seen[name] += 1
        found.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return found


class _Mutator(ast.NodeTransformer):
    """Makes the n-th change; with a negative number none, but notes each it could make."""

    def __init__(self, wanted: int, wording: frozenset[str]) -> None:
        self.left = wanted
        self.notes_only = wanted < 0
        self.met: list[tuple[str, str, int]] = []
        self.wording = wording
        self.words = self.where = ""
        self.line = 0
        self.functions: list[str] = []

    def _turn(self, node: ast.AST, words: str) -> bool:
        if self.words:
            return False
        line, where = getattr(node, "lineno", 0), self.functions[0] if self.functions else ""
        if self.notes_only:
            self.met.append((where, words, line))
            return False
        self.left -= 1
        if self.left >= 0:
            return False
        self.words, self.line, self.where = words, line, where
        return True

    def visit(self, node: ast.AST) -> Any:
        if self.words:
            return node
        if isinstance(node, ast.FunctionDef):
            if node.name in self.wording:
                return node
            self.functions.append(node.name)
            node.body = [made for s in node.body for made in self._several(self.visit(s))]
            self.functions.pop()
            return node
        if isinstance(node, ast.ClassDef):
            # defaults of its fields are taken over when the class is made
            node.body = [self.visit(s) if isinstance(s, ast.FunctionDef) else s for s in node.body]
            return node
        if isinstance(node, ast.Assign | ast.AnnAssign):
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            if getattr(target, "id", "") in _SHOWN:
                return node
            if not self.functions:
                return self._constant(node) if isinstance(target, ast.Name) else node
        if not self.functions:
            return self.generic_visit(node) if isinstance(node, ast.Module) else node
        if isinstance(
            node, ast.AnnAssign | ast.JoinedStr | ast.Raise | ast.Import | ast.ImportFrom
        ):
            if isinstance(node, ast.AnnAssign) and node.value is not None:
                node.value = self.visit(node.value)
            return node
        if isinstance(node, ast.keyword) and node.arg in _WORDING:
            return node
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Gap":
            return node  # says what is missing
        if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant):
            node.value = self.visit(node.value)
            return node
        changed = self._change(node)
        return self._inner(node) if changed is None else changed

    def _inner(self, node: ast.AST) -> ast.AST:
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Fail":
            node.args = node.args[:1] + node.args[1:2] + [self.visit(a) for a in node.args[2:]]
            node.keywords = [self.visit(k) for k in node.keywords]
            return node
        return self.generic_visit(node)

    @staticmethod
    def _several(made: Any) -> list[Any]:
        return made if isinstance(made, list) else [made]

    def _change(self, node: ast.AST) -> ast.AST | None:
        if isinstance(node, ast.Constant):
            return self._constant_text(node) if isinstance(node.value, str) else self._number(node)
        handler = getattr(self, f"_{type(node).__name__.lower()}", None)
        found: ast.AST | None = handler(node) if handler is not None else None
        return found

    # -- constants of the module: limits, and tables of names

    def _constant(self, node: ast.Assign | ast.AnnAssign) -> ast.AST:
        value = node.value
        if isinstance(value, ast.Constant):
            made = self._number(value)
            if isinstance(made, ast.Constant):
                node.value = made
        elif isinstance(value, ast.Tuple | ast.Set) and all(
            isinstance(e, ast.Constant | ast.Attribute) for e in value.elts
        ):
            self._drop(value)
        return node

    def _drop(self, node: ast.Tuple | ast.Set) -> bool:
        for number, element in enumerate(node.elts if len(node.elts) > 1 else ()):
            if self._turn(element, f"without {ast.unparse(element)}"):
                node.elts = node.elts[:number] + node.elts[number + 1 :]
                return True
        return False

    def _number(self, node: ast.Constant) -> ast.Constant | None:
        if type(node.value) is int:
            for other in (node.value + 1, node.value - 1):
                if self._turn(node, f"{node.value} to {other}"):
                    return ast.copy_location(ast.Constant(other), node)
        return None

    # -- inside functions: one method per kind of node

    def _constant_text(self, node: ast.Constant) -> ast.AST | None:
        assert isinstance(node.value, str)
        for name, other in _NEIGHBOURS.items():
            if node.value == name or node.value.endswith(f".{name}"):
                text = node.value[: len(node.value) - len(name)] + other
                if self._turn(node, f"{node.value} to {text}"):
                    return ast.copy_location(ast.Constant(text), node)
        return None

    def _tuple(self, node: ast.Tuple) -> ast.AST | None:
        if isinstance(node.ctx, ast.Load) and all(isinstance(e, ast.Constant) for e in node.elts):
            return node if self._drop(node) else None
        return None

    def _compare(self, node: ast.Compare) -> ast.AST | None:
        sides = [node.left, *node.comparators]
        textual = any(
            (isinstance(s, ast.Constant) and isinstance(s.value, str))
            or getattr(s, "attr", getattr(s, "id", "")) in _TEXTUAL
            for side in sides for s in (side, *(side.elts if isinstance(side, ast.Tuple) else ()))
        )  # fmt: skip
        for number, operator in enumerate(node.ops):
            others = _ORDER.get(type(operator), ())
            if textual and isinstance(operator, ast.Eq):
                others = (ast.NotEq,)
            for other in others:
                if self._turn(node, f"{type(operator).__name__} to {other.__name__}"):
                    node.ops[number] = other()
                    return node
        return None

    def _boolop(self, node: ast.BoolOp) -> ast.AST | None:
        other = ast.Or if isinstance(node.op, ast.And) else ast.And
        if self._turn(node, f"{type(node.op).__name__} to {other.__name__}"):
            node.op = other()
            return node
        for number, value in enumerate(node.values):
            if self._turn(value, f"without {ast.unparse(value)}"):
                rest = node.values[:number] + node.values[number + 1 :]
                return rest[0] if len(rest) == 1 else ast.BoolOp(node.op, rest)
        return None

    def _unaryop(self, node: ast.UnaryOp) -> ast.AST | None:
        if isinstance(node.op, ast.Not) and self._turn(node, "not removed"):
            return node.operand
        return None

    def _binop(self, node: ast.BinOp) -> ast.AST | None:
        texts = (ast.JoinedStr, ast.Constant)
        if any(isinstance(s, texts) and not isinstance(getattr(s, "value", ""), int)
               for s in (node.left, node.right)):  # fmt: skip
            return None
        if isinstance(node.op, ast.Add | ast.Sub):
            if self._turn(node, "sign"):
                node.op = ast.Sub() if isinstance(node.op, ast.Add) else ast.Add()
                return node
        if isinstance(node.op, ast.Add | ast.Sub | ast.Mult | ast.Div | ast.BitOr | ast.BitAnd):
            for kept in (node.left, node.right):
                if self._turn(node, f"only {ast.unparse(kept)}"):
                    return kept
        return None

    def _if(self, node: ast.If | ast.IfExp) -> ast.AST | None:
        if not isinstance(node.test, ast.Compare | ast.UnaryOp) and self._turn(
            node.test, "condition negated"
        ):
            node.test = ast.UnaryOp(ast.Not(), node.test)
            return node
        return None

    _ifexp = _if

    def _comprehension(self, node: ast.comprehension) -> ast.AST | None:
        for number, test in enumerate(node.ifs):
            if self._turn(test, f"without if {ast.unparse(test)}"):
                node.ifs = node.ifs[:number] + node.ifs[number + 1 :]
                return node
        return None

    def _call(self, node: ast.Call) -> ast.AST | None:
        if isinstance(node.func, ast.Name) and node.func.id in _TWINS:
            other = _TWINS[node.func.id]
            if self._turn(node, f"{node.func.id} to {other}"):
                node.func = ast.Name(other, ast.Load())
                return node
        return None

    def _attribute(self, node: ast.Attribute) -> ast.AST | None:
        other = _ENUMS.get(node.attr)
        if other is not None and getattr(node.value, "id", "") in ("Status", "Severity"):
            if self._turn(node, f"{node.attr} to {other}"):
                node.attr = other
                return node
        return None

    def _expr(self, node: ast.Expr) -> ast.AST | None:
        if isinstance(node.value, ast.Yield | ast.YieldFrom) and self._turn(node, "not yielded"):
            return ast.copy_location(ast.Expr(ast.Constant(None)), node)
        if isinstance(node.value, ast.Constant):
            return node  # a docstring
        return None

    def _leave(self, node: ast.stmt) -> ast.AST | None:
        name = type(node).__name__.lower()
        if getattr(node, "value", None) is None and self._turn(node, f"no {name}"):
            return ast.copy_location(ast.Pass(), node)
        return None

    _continue = _break = _return = _leave


class Running:
    """A loaded module whose functions can be exchanged."""

    def __init__(self, module: ModuleType, room: str) -> None:
        self.module = module
        self.room = room
        self.path = str(module.__file__)
        self.source = Path(self.path).read_text(encoding="utf-8")
        self.codes = tuple(
            _walk(compile(ast.parse(self.source), self.path, "exec", dont_inherit=True))
        )
        places: dict[CodeType, int] = {code: n for n, code in enumerate(self.codes)}
        self.functions: dict[int, list[FunctionType]] = {}
        for found in gc.get_objects():
            if isinstance(found, FunctionType) and found.__code__.co_filename == self.path:
                at = places.get(found.__code__)
                if at is not None:
                    self.functions.setdefault(at, []).append(found)

    @contextmanager
    def changed(self, change: Change) -> Iterator[bool]:
        """The module with a change; false when the change cannot be put into running code."""
        kept: list[tuple[FunctionType, CodeType]] = []
        names: list[tuple[dict[str, Any], str, Any]] = []
        made = tuple(_walk(compile(change.tree, self.path, "exec", dont_inherit=True)))
        try:
            if change.function:
                for at, code in self._differing(made):
                    for function in self.functions.get(at, ()):
                        if function.__code__.co_freevars == code.co_freevars:
                            kept.append((function, function.__code__))
                            function.__code__ = code
            else:
                names = list(self._constants(change))
            yield bool(kept or names)
        finally:
            for function, code in kept:
                function.__code__ = code
            for space, name, value in names:
                space[name] = value

    def _differing(self, made: tuple[CodeType, ...]) -> Iterator[tuple[int, CodeType]]:
        if len(made) == len(self.codes):
            yield from ((n, code) for n, code in enumerate(made) if code != self.codes[n])
            return
        by_name: dict[tuple[str, int], list[CodeType]] = {}
        for code in made:
            by_name.setdefault((code.co_qualname, code.co_firstlineno), []).append(code)
        for number, code in enumerate(self.codes):
            twins = by_name.get((code.co_qualname, code.co_firstlineno), [])
            if len(twins) == 1 and twins[0] != code:
                yield number, twins[0]

    def _constants(self, change: Change) -> Iterator[tuple[dict[str, Any], str, Any]]:
        """Set the changed constant wherever it was imported; yields what was there."""
        import sys

        for node in change.tree.body:
            target = (
                node.targets[0] if isinstance(node, ast.Assign) else getattr(node, "target", None)
            )
            end = getattr(node, "end_lineno", 0) or 0
            if isinstance(target, ast.Name) and node.lineno <= change.line <= end:
                value = getattr(node, "value", None)
                assert isinstance(value, ast.expr)
                code = compile(ast.fix_missing_locations(ast.Expression(value)), self.path, "eval")
                new = eval(code, dict(vars(self.module)))
                old = vars(self.module)[target.id]
                for name, module in list(sys.modules.items()):
                    if name.startswith(self.room) and vars(module).get(target.id) is old:
                        yield vars(module), target.id, old
                        vars(module)[target.id] = new


def _walk(code: CodeType) -> Iterator[CodeType]:
    yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _walk(constant)
