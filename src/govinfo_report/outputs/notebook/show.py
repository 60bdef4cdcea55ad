"""Cards as HTML, as plain text, and in one line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import evolve

from govinfo_report.display import Card, Displayed, Tile
from govinfo_report.outputs.escaping import chinese, shown
from govinfo_report.outputs.notebook.cards import card_of
from govinfo_report.outputs.text import Column, Line, Piece, one_line, table
from govinfo_report.outputs.text import plain as as_text
from govinfo_report.rules.private import masked

_TEXT, _SOFT, _TITLE, _FACTS, _NOTES = 160, 120, 120, 12, 12
_COLUMNS = 40
#: bytes of the rows of a card in HTML; a whole report takes 50 000
_LARGEST = 56_000
#: characters of a repr
_LINE = 240
_WIDEST = 60

# Colours are those of the reader's page: nothing here sets one, lines and grounds are grey and
# let it through.
_BOX = "font-size:.9em;line-height:1.35;max-width:100%;overflow-x:auto"
_SMALL = "opacity:.78"
_LINES = "border:1px solid rgba(128,128,128,.45)"
_CELL = f"{_LINES};padding:.15em .45em;text-align:left;vertical-align:top"
_KINDS = {
    "": ("td", _CELL),
    "number": ("td", f"{_CELL.replace('left', 'right')};font-variant-numeric:tabular-nums"),
    "lost": ("td", f"{_CELL.replace('left', 'right').replace('solid', 'dashed')};"
                   "background:rgba(128,128,128,.16)"),
    "label": ("th", f"{_CELL};font-weight:400"),
    "mark": ("td", f"{_CELL.replace('1px solid rgba(128,128,128,.45)', '3px solid currentColor')};"
                   "font-weight:700"),
    "named": ("td", f"{_CELL};font-weight:600;text-decoration:underline"),
    "band": ("th", f"{_CELL};font-weight:600;background:rgba(128,128,128,.16)"),
    "head": ("th", f"{_CELL};font-weight:600;background:rgba(128,128,128,.16)"),
}  # fmt: skip


def html(thing: Displayed) -> str:
    """The card of an object as HTML: one table, no script, no style of the page touched."""
    return "".join(_html(_bounded(card_of(thing))))


def _bounded(card: Card) -> Card:
    """A card whose rows fit a page: what stands in further columns is counted."""
    if all(len(row) <= _COLUMNS for row in card.rows):
        return card
    cut = (
        row if len(row) <= _COLUMNS else (*row[:_COLUMNS], Tile(f"and {len(row) - _COLUMNS} more"))
        for row in card.rows
    )
    return evolve(card, rows=cut)


def _html(card: Card) -> Iterator[str]:
    yield f'<div style="{_BOX}"><div style="font-weight:600">{_own(card.title, _TITLE)}</div>'
    if card.facts:
        yield f'<div style="{_SMALL}">{" · ".join(_own(f, _SOFT) for f in card.facts[:_FACTS])}</div>'
    if card.rows:
        yield '<table style="border-collapse:collapse;margin:.3em 0;width:auto">'
        if any(_tile(head).text for head in card.heads):
            heads = (_cell(_tile(head)._replace(kind="head"), "col") for head in card.heads)
            yield f"<thead><tr>{''.join(heads)}</tr></thead>"
        yield "<tbody>"
        width = max(len(card.heads), *map(len, card.rows))
        room = _LARGEST
        for number, row in enumerate(card.rows):
            line = _row(row, width)
            room -= len(line.encode())
            if room < 0:
                card = evolve(card, more=card.more + len(card.rows) - number)
                break
            yield line
        yield "</tbody></table>"
    below = ([f"and {card.more} more"] if card.more else []) + list(card.notes[:_NOTES])
    if _marks(card):
        below.append("framed: the figure; underlined: its labels")
    yield from (f'<div style="{_SMALL}">{_own(note, _TEXT)}</div>' for note in below)
    yield "</div>"


def _row(row: Sequence[Tile], width: int) -> str:
    if row and row[0].kind == "band":
        first = _cell(row[0], "colgroup", width if len(row) == 1 else 1)
        rest = (_cell(tile._replace(kind="head"), "col") for tile in row[1:])
        return f"<tr>{first}{''.join(rest)}</tr>"
    return f"<tr>{''.join(_cell(tile, 'row') for tile in row)}</tr>"


def _marks(card: Card) -> bool:
    return any(tile.kind == "mark" for row in card.rows for tile in row)


def _tile(given: str | Tile) -> Tile:
    return given if isinstance(given, Tile) else Tile(given)


def _cell(tile: Tile, scope: str, columns: int = 1) -> str:
    name, style = _KINDS[tile.kind]
    spans = f' colspan="{columns}"' if columns > 1 else ""
    if tile.kind == "head" and tile.soft:  # a long name of a column of numbers
        style += ";overflow-wrap:anywhere;min-width:4.2em"
    scoped = f' scope="{scope}"' if name == "th" else ""
    soft = f' <small style="{_SMALL}">{_own(tile.soft, _SOFT)}</small>' if tile.soft else ""
    return f'<{name}{scoped}{spans} style="{style}">{_own(tile.text, _TEXT)}{soft}</{name}>'


def _own(text: str, limit: int) -> str:
    return chinese(shown(text, limit), "en")


def plain(thing: Displayed) -> str:
    """The card of an object as a plain table."""
    card = _bounded(card_of(thing))
    lines: list[Line] = [(Piece(_line(card.title, _TITLE)),)]
    if card.facts:
        lines.append((Piece("  " + " · ".join(_line(f, _SOFT) for f in card.facts[:_FACTS])),))
    bands = [n for n, row in enumerate(card.rows) if row and row[0].kind == "band"]
    for start, end in zip([0, *bands], [*bands, len(card.rows)], strict=True):
        rows = card.rows[start:end]
        heads: Sequence[str | Tile] = card.heads
        if rows and rows[0][0].kind == "band":
            heads, rows = rows[0], rows[1:]
        if rows or heads is not card.heads:
            lines += _table(heads, rows)
    lines += [(Piece(f"  and {card.more} more"),)] * bool(card.more)
    lines += [(Piece("  " + _line(note, _TEXT)),) for note in card.notes[:_NOTES]]
    if _marks(card):
        lines.append((Piece("  »the figure«  [its labels]"),))
    return as_text(lines).rstrip("\n")


def _table(heads: Sequence[str | Tile], rows: Sequence[Sequence[Tile]]) -> list[Line]:
    width = max([len(heads), *map(len, rows)])
    columns = []
    for n in range(width):
        head = _line(_tile(heads[n]).text, _TEXT) if n < len(heads) else ""
        kinds = {row[n].kind for row in rows if n < len(row) and row[n].text}
        right = bool(kinds) and kinds <= {"number", "lost"}
        columns.append(Column(head, right=right, most=_WIDEST))
    cells = [[*map(_told, row), *[""] * (width - len(row))] for row in rows]
    return table(columns, cells, indent=2)


_SIGNS = {"mark": ("»", "«"), "named": ("[", "]")}


def _told(tile: Tile) -> str:
    left, right = _SIGNS.get(tile.kind, ("", ""))
    text = left + _line(tile.text, _TEXT) + right
    return f"{text} ({_line(tile.soft, _SOFT)})" if tile.soft and tile.kind != "label" else text


def line(thing: Displayed) -> str:
    """The class of an object, and the title and facts of its card, in one line."""
    card = card_of(thing)
    name = type(thing).__name__
    title = card.title if card.title.startswith(name) else f"{name} {card.title}"
    facts = card.facts or tuple(f"{row[0].text} {row[1].text}" for row in card.rows if len(row) > 1)
    parts = [_line(part, _TITLE) for part in (title, *facts[:_FACTS]) if part]
    return f"<{one_line('; '.join(parts), _LINE)}>"


def _line(text: str, limit: int) -> str:
    """Text of a document in one line, as it may stand on a terminal or in a log."""
    return one_line(masked(text), limit)
