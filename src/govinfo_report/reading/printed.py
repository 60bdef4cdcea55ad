"""What a document prints of tables that no layout can read: which tables, and in which form.

Labels count where they stand alone, between white space, bars or the edges of cells: sentences
name them too.  Looked at only where little or nothing of a table was read.
"""

from __future__ import annotations

from attrs import field, frozen

from govinfo_report.documents.document import Document
from govinfo_report.model.editions import EDITION_IDS, BlockForm, edition
from govinfo_report.reading.kinds import LONG, TABLES
from govinfo_report.reading.labels import book, read_label
from govinfo_report.reading.runon import pieces
from govinfo_report.text.lazy import lazy

_FEW = 4  # labels of one table without which it is not taken for printed
_WORD = lazy(r"[^\s|｜\u00a0\u3000]++")
_DIGITS = "0123456789０１２３４５６７８９.,"
#: 其他 and 总计 are heads and rows of several tables
_EVERYWHERE = frozenset({"total", "other_organization", "other_handling.other"})
_GROUPS = frozenset({"other_handling"})  # a row in one edition, a group in the other


@frozen
class Printed:
    """Ids of the rows, columns and groups whose labels stand in a document, by table."""

    labels: dict[str, frozenset[str]] = field(factory=dict)

    @property
    def tables(self) -> frozenset[str]:
        """The tables of which several labels are printed."""
        return frozenset(table for table, found in self.labels.items() if len(found) >= _FEW)

    @property
    def forms(self) -> dict[str, str]:
        """Block id -> the only edition that has one of its labels."""
        found: dict[str, str] = {}
        for block_id in dict.fromkeys(b.id for e in EDITION_IDS for b in edition(e).blocks):
            words = {e: _words(edition(e).block(block_id)) for e in EDITION_IDS}
            table = block_id.partition(".")[0]
            votes = [
                e
                for e in EDITION_IDS
                if (words[e] - set().union(*(words[o] for o in EDITION_IDS if o != e)))
                & self.labels.get(table, frozenset())
            ]
            if len(votes) == 1:
                found[block_id] = votes[0]
        return found


def _words(block: BlockForm | None) -> set[str]:
    """Ids of the rows and columns of a block."""
    if block is None:
        return set()
    return ({row.id for row in block.rows} - _GROUPS) | {
        column.id for row in block.rows for column in row.columns
    }


def printed(document: Document) -> Printed:
    """The labels of tables that stand alone in a document (computed once)."""
    found = document.cache.get("printed labels")
    if found is None:
        found = document.cache["printed labels"] = _printed(document)
    assert isinstance(found, Printed)
    return found


def _printed(document: Document) -> Printed:
    words: set[str] = set()
    for block in document.blocks:
        if len(block.text) <= LONG:
            words.add(block.text)
        words.update(word[0] for word in _WORD.finditer(block.text))
    parts = [word[start:end] for word in words for start, end in pieces(word)]
    parts += [word.strip(_DIGITS) for word in words if len(word) <= LONG]
    keys = {read_label(part).key for part in parts}
    found: dict[str, frozenset[str]] = {}
    for table in TABLES:
        labels = book(table)
        concepts = [
            c for part in (labels.rows, labels.heads) for k in keys for c in part.get(k, ())
        ]
        found[table] = frozenset(c.id for c in concepts if c.id) - _EVERYWHERE
    return Printed(found)
