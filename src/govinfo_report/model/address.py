"""Which addresses a report has: those its blocks print, and the subtotals derived from them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import lru_cache

from govinfo_report.errors import UsageError
from govinfo_report.model.editions import (
    EDITION_IDS,
    ITEM_BLOCKS,
    SECTIONED,
    BlockForm,
    ColumnForm,
    address,
    edition,
    groups,
)
from govinfo_report.model.forms import STATISTICS

Forms = Mapping[str, str]
FormsKey = tuple[tuple[str, str], ...]

#: ids of all blocks in the order of the form (the 2019 form has every block but the last)
BLOCK_IDS = (*ITEM_BLOCKS.values(), "requests", "review_and_litigation", STATISTICS)
_LONGEST_SHOWN = 120


@lru_cache(maxsize=256)
def _blocks(forms: FormsKey) -> tuple[BlockForm, ...]:
    given = dict(forms)
    found: list[BlockForm] = []
    for block_id, edition_id in given.items():
        if block_id not in BLOCK_IDS:
            raise UsageError(
                f"No form has a block {str(block_id)[:_LONGEST_SHOWN]!r}.",
                zh=f"各版本表格均没有名为 {str(block_id)[:_LONGEST_SHOWN]!r} 的部分。",
                hint=f"Blocks: {', '.join(BLOCK_IDS)}.",
                hint_zh=f"可用：{'、'.join(BLOCK_IDS)}。",
            )
        if edition_id not in EDITION_IDS or edition(edition_id).block(block_id) is None:
            raise UsageError(
                f"Block {block_id} has no form of edition {str(edition_id)[:_LONGEST_SHOWN]!r}.",
                zh=f"{block_id} 没有 {str(edition_id)[:_LONGEST_SHOWN]!r} 版的表格。",
            )
    if STATISTICS in given and len(given) > 1:
        raise UsageError(
            "The table of 2014 stands by itself: no other form has it.",
            zh="2014 年统计表单独成表，不与其他版本的表格并存。",
        )
    for block_id in BLOCK_IDS:
        block = edition(given[block_id]).block(block_id) if block_id in given else None
        if block is not None:
            found.append(block)
    return tuple(found)


def blocks_of(forms: Forms) -> tuple[BlockForm, ...]:
    """The blocks of a report, each in the form it uses, in the order of the form.

    Raises ``UsageError`` for a block or edition that does not exist.
    """
    return _blocks(tuple(forms.items()))


@lru_cache(maxsize=256)
def _addresses(forms: FormsKey) -> tuple[str, ...]:
    return tuple(a for block in _blocks(forms) for a in block.addresses)


def addresses_of(forms: Forms) -> tuple[str, ...]:
    """Addresses of every printed figure of the forms (block id -> edition), in printed order."""
    return _addresses(tuple(forms.items()))


@lru_cache(maxsize=256)
def _columns(forms: FormsKey) -> dict[str, ColumnForm]:
    return {
        address(block.table, row.id, column.id): column
        for block in _blocks(forms)
        for row in block.rows
        for column in row.columns
    }


def columns_of(forms: Forms) -> Mapping[str, ColumnForm]:
    """Address -> printed column (with unit and kind), in printed order.  Do not change it."""
    return _columns(tuple(forms.items()))


@lru_cache(maxsize=256)
def _derived(forms: FormsKey) -> dict[str, tuple[str, ...]]:
    edition_id = dict(forms).get("requests")
    block = edition(edition_id).block("requests") if edition_id else None
    if edition_id is None or block is None:
        return {}
    return {
        f"requests.{group}.{column.id}": tuple(f"requests.{row}.{column.id}" for row in rows)
        for group, rows in groups(edition_id).items()
        for column in block.rows[0].columns
    }


def derived_of(forms: Forms) -> Mapping[str, tuple[str, ...]]:
    """Address of every derived subtotal -> addresses of its parts.  Do not change it."""
    return _derived(tuple(forms.items()))


def majority_edition(forms: Forms) -> str:
    """The edition most blocks follow; ties are decided by table 2, ``unknown`` without blocks.

    Table 4 is printed alike in both editions and has no vote unless it is the only block.
    """
    blocks = blocks_of(forms)
    voters = [b for b in blocks if b.id not in _same_in_all()] or list(blocks)
    if not voters:
        return "unknown"
    of_table_2 = [b for b in voters if b.table == "proactive_disclosure"]
    votes = Counter(b.edition for b in voters)
    second = Counter(b.edition for b in of_table_2)
    # a tie within table 2 itself goes to its first block
    first = (of_table_2 or voters)[0].edition
    return max(sorted(votes), key=lambda e: (votes[e], second[e], e == first))


@lru_cache(maxsize=1)
def _same_in_all() -> frozenset[str]:
    """Blocks that every edition prints with the same addresses."""
    same = set()
    for block_id in BLOCK_IDS:
        blocks = [edition(e).block(block_id) for e in SECTIONED]
        if (
            blocks != [None] * len(blocks)
            and len({b.addresses if b is not None else () for b in blocks}) == 1
        ):
            same.add(block_id)
    return frozenset(same)
