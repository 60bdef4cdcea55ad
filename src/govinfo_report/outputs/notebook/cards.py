"""Which card an object has: its class's own, one of this room, or its fields one by one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from enum import Enum
from importlib import import_module
from typing import Any

from attrs import Attribute, fields, has

from govinfo_report.display import ROWS, Card, Displayed, Tile

#: class -> module of this room and function that makes its card
_CARDS = {
    "model.report.Report": "reports.report_card",
    "model.views._View": "reports.view_card",
    "model.figure.Figure": "reports.figure_card",
    "model.editions.Edition": "forms.edition_card",
    "model.editions.BlockForm": "forms.block_card",
    "model.editions.RowForm": "forms.row_card",
    "model.finding.Finding": "checks.finding_card",
    "rules.assessment.Assessment": "checks.assessment_card",
    "rules.rule.Rule": "checks.rule_card",
    "api.Result": "data.result_card",
    "outputs.frames.frame.Frame": "data.frame_card",
    "outputs.panel.panel.Panel": "data.panel_card",
    "outputs.compare.Comparison": "changes.comparison_card",
    "outputs.compare.ComparisonRow": "changes.pair_card",
    "outputs.diff.changes.FigureChange": "changes.pair_card",
    "outputs.diff.changes.ReportChange": "changes.change_card",
    "regions.table.Regions": "data.regions_card",
}
_PACKAGE = "govinfo_report."
_ITEMS = 6  # parts of a value that are shown
_LONGEST = 80


def card_of(thing: Displayed) -> Card:
    """The card of any object that shows itself."""
    own = getattr(type(thing), "_card_", None)
    if own is not None:
        card = own(thing)
        assert isinstance(card, Card)
        return card
    for cls in type(thing).__mro__:
        at = _CARDS.get(f"{cls.__module__}.{cls.__qualname__}".removeprefix(_PACKAGE))
        if at is not None:
            module, _, name = at.partition(".")
            made: Card = getattr(import_module(f"{__package__}.{module}"), name)(thing)
            return made
    return fields_card(thing)


def fields_card(thing: Any) -> Card:
    """The fields that hold something, one per row; a nested object in one line.

    What the class leaves out of its ``repr`` is counted, not shown, and private fields are neither.
    """
    rows: list[tuple[Tile, Tile]] = []
    for own in _shown(thing):
        value = getattr(thing, own.name)
        told = value_text(value, whole=bool(own.repr))
        if told:
            numeric = isinstance(value, int) and not isinstance(value, bool)
            rows.append((Tile(own.name, "label"), Tile(told, "number" if numeric else "")))
    return Card(type(thing).__name__, (), (), rows[:ROWS], max(0, len(rows) - ROWS))


def _shown(thing: Any) -> Iterator[Attribute[Any]]:
    return (own for own in fields(type(thing)) if not own.name.startswith("_"))


def value_text(value: Any, *, whole: bool = True) -> str:
    """A value in a few words; nothing where there is nothing to tell."""
    if value is None or value in ("", (), b""):
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Enum):
        return str(value.value if isinstance(value.value, str) else value.name).lower()
    if isinstance(value, bytes | bytearray):
        return f"{len(value)} bytes"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str) or not hasattr(value, "__len__") or isinstance(value, Displayed):
        return _short(value) if whole else ""
    if not whole:
        return f"{len(value)} items" if len(value) else ""
    if isinstance(value, Mapping):
        parts = [f"{_short(k)}: {_short(v)}" for k, v in list(value.items())[:_ITEMS]]
    else:
        parts = [_short(item) for item in list(value)[:_ITEMS]]
    rest = [f"and {len(value) - _ITEMS} more"] if len(value) > _ITEMS else []
    return "; ".join(parts + rest)


def _short(value: object) -> str:
    if isinstance(value, Enum):
        return value_text(value)
    if isinstance(value, Displayed) and type(value).__repr__ is not Displayed.__repr__:
        return ", ".join(_set(value)) or type(value).__name__
    text = value if isinstance(value, str) else f"{value!r}"
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _set(thing: Any) -> Iterator[str]:
    """What a small object says, without what it leaves open."""
    if has(type(thing)):
        for own in _shown(thing):
            value = getattr(thing, own.name)
            if own.repr and value != own.default and (told := value_text(value)):
                yield f"{own.name} {told}"
    else:
        yield repr(thing)
