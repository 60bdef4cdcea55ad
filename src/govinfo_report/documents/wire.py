"""A document as plain values, to come from another process; what comes is checked, not believed.

The way from spans back to places travels as data: the lines of pages (``Laid``), or the place of
every cell and block (``Anchors``).  An opener that wants to run in a process of its own gives
places that move along with the characters of a cell or block, or uses ``Laid``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from attrs import astuple

from govinfo_report.documents.anchors import Anchor, Anchors
from govinfo_report.documents.document import Block, BlockKind, Document, Span
from govinfo_report.documents.grid import Cell, Grid, GridKind
from govinfo_report.documents.lattice import Laid, Stretch
from govinfo_report.documents.messages import BrokenMessages
from govinfo_report.model.note import Note
from govinfo_report.model.place import Place

#: positions of one grid; no opener lays out more
_MOST_POSITIONS = 2_000_000
_MOST_TEXT = 100_000
_LONGEST_CODE = 16


def plain(document: Document) -> dict[str, Any]:
    """The document as values that JSON can hold."""
    own = getattr(document.locate, "__self__", None)
    places: dict[str, Any]
    if isinstance(own, Laid):
        places = {"lines": [
            [[key, [astuple(line) for line in lines]] for key, lines in by_cell.items()]
            for by_cell in own.stretches
        ]}  # fmt: skip
    else:
        places = {"anchors": [
            [[anchor.start, anchor.end, _place_values(anchor.place)] for anchor in anchors]
            for anchors in Anchors.of(document).blocks
        ]}  # fmt: skip
    return {
        "opener": document.opener,
        "unverified": document.unverified,
        "metadata": dict(document.metadata),
        "notes": [
            [n.code, list(n.addresses), dict(n.params), n.place and _place_values(n.place)]
            for n in document.notes
        ],
        "blocks": [
            [b.kind.value, b.text, b.level, None if b.grid is None else
             [b.grid.kind.value, b.grid.height, b.grid.width, b.grid.cells]]
            for b in document.blocks
        ],
        **places,
    }  # fmt: skip


def rebuilt(value: Any) -> Document:
    """The document that ``plain`` made values of; ``BrokenMessages`` for anything else."""
    try:
        return _rebuilt(value)
    except (TypeError, ValueError, KeyError, IndexError, AttributeError) as error:
        raise BrokenMessages(f"no document: {error}") from error


def _rebuilt(value: Mapping[str, Any]) -> Document:
    blocks = tuple(_block(index, *entry) for index, entry in enumerate(value["blocks"]))
    return Document(
        blocks,
        _locator(value, blocks),
        {_text(key): _text(entry) for key, entry in value["metadata"].items()},
        tuple(_note(*entry) for entry in value["notes"]),
        _text(value["opener"]),
        unverified=_is(value["unverified"], bool),
    )


def _locator(value: Mapping[str, Any], blocks: tuple[Block, ...]) -> Callable[[Span], Place]:
    if "lines" in value:
        laid = Laid(list(blocks))
        for block, entry in zip(blocks, value["lines"], strict=True):
            by_cell = {_is(key, int): [_stretch(block, *line) for line in lines]
                       for key, lines in entry}  # fmt: skip
            wanted = [-1] if block.grid is None else [cell.start for cell in block.grid.cells]
            if not all(by_cell.get(key) for key in wanted):
                raise ValueError("a cell without a line")
            laid.stretches.append(by_cell)
        return laid.locate
    anchors: list[list[Anchor]] = []
    for block, entry in zip(blocks, value["anchors"], strict=True):
        found = []
        for start, end, place in entry:
            _check(0 <= _is(start, int) <= _is(end, int) <= len(block.text), "an anchor outside")
            found.append(Anchor(start, end, _place(place)))
        _check(all(a.end <= b.start for a, b in zip(found, found[1:], strict=False)), "anchors")
        anchors.append(found)
    return Anchors(anchors)


def _stretch(block: Block, page: Any, box: Any, start: Any, end: Any) -> Stretch:
    _check(0 <= _is(start, int) <= _is(end, int) <= len(block.text), "a line outside")
    return Stretch(_is(page, int), _box(box), start, end)


def _block(index: int, kind: Any, text: Any, level: Any, grid: Any) -> Block:
    text = _is(text, str)
    made = None if grid is None else _grid(text, *grid)
    _check((made is None) == (kind != "grid"), "a grid without cells")
    return Block(index, BlockKind(kind), text, _is(level, int), made)


def _grid(text: str, kind: Any, height: Any, width: Any, cells: Any) -> Grid:
    _check(_is(height, int) > 0 and _is(width, int) > 0, "an empty grid")
    _check(height * width <= _MOST_POSITIONS, "too large a grid")
    made = []
    last = -1
    for entry in cells:
        *numbers, line = entry
        _check(len(numbers) == 8 and all(type(n) is int for n in numbers), "no numbers")
        _check(line is None or type(line) is int, "no line")
        cell = Cell._make((*numbers, line))
        _check(0 <= cell.row < cell.row_end <= height, "a cell outside")
        _check(0 <= cell.column < cell.column_end <= width, "a cell outside")
        _check(last < cell.start <= cell.end <= len(text), "a cell outside")
        last = max(cell.start, cell.end)
        made.append(cell)
    return Grid(GridKind(kind), height, width, tuple(made))


def _note(code: Any, addresses: Any, params: Any, place: Any) -> Note:
    _check(0 < len(_text(code)) <= _LONGEST_CODE, "no code")
    values = {_text(k): v if type(v) is int else _text(v) for k, v in params.items()}
    return Note(code, tuple(_text(a) for a in addresses), values, place and _place(place))


def _place_values(place: Place) -> list[Any]:
    return [place.line, place.column, place.start, place.end, place.path, place.row, place.cell,
            place.page, place.box, place.part]  # fmt: skip


def _place(values: Any) -> Place:
    line, column, start, end, path, row, cell, page, box, part = values
    for number in (line, column, start, end, row, cell, page):
        _check(number is None or (type(number) is int and number >= 0), "no number")
    for name in (path, part):
        _check(name is None or bool(_text(name)), "no name")
    return Place(line, column, start, end, path, row, cell, page, box and _box(box), part)


def _box(values: Any) -> tuple[float, float, float, float]:
    left, top, right, bottom = values
    _check(all(type(v) in (int, float) for v in values), "no box")
    return (float(left), float(top), float(right), float(bottom))


def _text(value: Any) -> str:
    _check(len(_is(value, str)) <= _MOST_TEXT, "too long a text")
    return str(value)


def _is(value: Any, kind: type) -> Any:
    _check(type(value) is kind, f"{type(value).__name__} for {kind.__name__}")
    return value


def _check(fine: bool, fault: str) -> None:
    if not fine:
        raise ValueError(fault)
