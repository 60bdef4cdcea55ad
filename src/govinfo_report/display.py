"""How objects show themselves: in one line, as a plain table, as a table in a notebook.

A class says *what* it shows, as a ``Card``; how cards look is decided in one place
(``outputs.notebook``), which is looked up when somebody looks.  So the terminal and the notebook
show the same facts in the same order.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from typing import Any, NamedTuple

from attrs import field, frozen

#: rows of a card; what is beyond is counted
ROWS = 40


class Tile(NamedTuple):
    """One cell of a card.

    ``kind`` is ``""`` for text, ``number`` (to the right), ``label`` (head of its row), ``band`` (a
    heading over the whole row), ``lost`` (a figure that was not read; the text says so too),
    ``mark`` (what to look at) or ``named`` (a label of what to look at).
    ``soft`` is a name in lighter type behind the text, or an explanation.
    """

    text: str
    kind: str = ""
    soft: str = ""


def number(text: object) -> Tile:
    """A tile that is set to the right; nothing for ``None``."""
    return Tile("" if text is None else str(text), "number")


def _rows(rows: Iterable[Iterable[str | Tile]]) -> tuple[tuple[Tile, ...], ...]:
    return tuple(
        tuple(tile if isinstance(tile, Tile) else Tile(tile) for tile in row) for row in rows
    )


@frozen
class Card:
    """What an object shows: a title, a line of facts, one table, and notes below it."""

    title: str
    facts: tuple[str, ...] = ()
    heads: tuple[str | Tile, ...] = ()
    rows: tuple[tuple[Tile, ...], ...] = field(default=(), converter=_rows)
    more: int = 0  #: rows that are not shown
    notes: tuple[str, ...] = ()


class Displayed:
    """An object that shows itself.  Its class may offer ``_card_``, a method that gives a ``Card``."""

    __slots__ = ()

    def __repr__(self) -> str:
        return str(_writer().line(self))

    def __str__(self) -> str:
        return str(_writer().plain(self))

    def _repr_html_(self) -> str:
        """The object as a table, for notebooks."""
        return str(_writer().html(self))


def _writer() -> Any:
    return import_module("govinfo_report.outputs.notebook.show")
