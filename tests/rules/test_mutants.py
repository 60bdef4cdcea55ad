"""The suite notices when a predicate is changed; here a sample, all with ``nox -s mutate_rules``."""

from __future__ import annotations

import importlib
from types import ModuleType

import pytest

from fuzz import mutate_rules
from fuzz.mutate_rules import Suite, equivalent, killed
from fuzz.mutating import Running, changes, marks

EVERY = 43
#: functions whose changes tests show, and no report
BAD_INPUT = frozenset(("_same", "validate_hierarchy"))
MODULES = ("arithmetic_rules", "hierarchy", "value_rules")
SOURCE = '''
LIMIT = 5
STOCKS = ("issued", "total")

def over(a, b):
    """Whether they are more than the limit together."""
    if not a:
        return False
    return a + b > LIMIT and b != 0
'''
ROOM = "govinfo_report.rules"


@pytest.fixture
def module(tmp_path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """A small module that can be changed."""
    (tmp_path / "predicates_of_a_test.py").write_text(SOURCE, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    return importlib.import_module("predicates_of_a_test")


def test_changes_of_a_module() -> None:
    """Bounds, terms, signs, conditions and tables of names, each one once."""
    found = [(change.function, change.words) for change in changes(SOURCE)]
    assert len(found) == len(set(found))
    assert marks("def f(a):\n    return a < 1 < 2") == [
        "f: Lt to LtE: return a < 1 < 2", "f: Lt to GtE: return a < 1 < 2",
        "f: Lt to LtE: return a < 1 < 2 (2)", "f: Lt to GtE: return a < 1 < 2 (2)",
        "f: 1 to 2: return a < 1 < 2", "f: 1 to 0: return a < 1 < 2",
        "f: 2 to 3: return a < 1 < 2", "f: 2 to 1: return a < 1 < 2",
    ]  # fmt: skip
    assert [m.rpartition(": ")[0] for m in marks(SOURCE)] == [f"{f or '-'}: {w}" for f, w in found]
    assert {
        ("", "5 to 6"), ("", "5 to 4"), ("", "without 'issued'"), ("", "without 'total'"),
        ("over", "not removed"), ("over", "sign"), ("over", "only a"), ("over", "only b"),
        ("over", "Gt to GtE"), ("over", "Gt to LtE"), ("over", "And to Or"), ("over", "0 to 1"),
        ("over", "without b != 0"), ("over", "NotEq to Eq"),
    } <= set(found)  # fmt: skip
    assert not list(changes(SOURCE.partition("def")[2].join(("def", "")), frozenset({"over"})))


def test_a_change_runs_and_is_taken_back(module: ModuleType) -> None:
    """Functions and constants, seen through every name they go by."""
    running = Running(module, "predicates_of_a_test")
    over = module.over
    results = {}
    for change in changes(SOURCE):
        with running.changed(change) as made:
            assert made
            results[change.words] = over(3, 2), over(4, 2), over(0, 9)
        assert (over(3, 2), over(4, 2), over(0, 9)) == (False, True, False)
    assert results["Gt to GtE"] == (True, True, False)
    assert results["5 to 4"] == (True, True, False)
    assert results["5 to 6"] == (False, False, False)
    assert results["sign"] == (False, False, False)
    assert results["not removed"] == (False, False, True)


@pytest.mark.parametrize("name", MODULES)
def test_changed_predicates_are_noticed(name: str) -> None:
    """A few changes of the modules whose rules follow from the tables."""
    running = Running(importlib.import_module(f"{ROOM}.{name}"), ROOM)
    cases = Suite.of_rules(running)
    known = equivalent().get(name, {})
    names = marks(running.source, mutate_rules.WORDS)[::EVERY]
    alive = []
    for named, change in zip(
        names, changes(running.source, mutate_rules.WORDS, EVERY), strict=True
    ):
        if named in known or change.function in BAD_INPUT or killed(running, change, cases):
            continue
        alive.append(named)
    assert alive == []


def test_known_equivalents_still_exist() -> None:
    """A reason without its change, or for a module that is gone, is out of date."""
    for name, known in equivalent().items():
        source = Running(importlib.import_module(f"{ROOM}.{name}"), ROOM).source
        assert set(known) <= set(marks(source, mutate_rules.WORDS)), name
        assert all(len(reason) > 20 for reason in known.values())
