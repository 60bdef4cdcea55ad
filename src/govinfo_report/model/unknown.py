"""The error for an address that a report does not have, with the nearest ones it does have."""

from __future__ import annotations

from govinfo_report.errors import UsageError
from govinfo_report.model.address import Forms, addresses_of, derived_of
from govinfo_report.model.editions import EDITION_IDS, edition

_LONGEST_SHOWN = 120


class UnknownAddressError(UsageError, KeyError):
    """No figure of the report has this address; ``facts`` hold ``address`` and ``near`` ones."""


def unknown_address(address: object, forms: Forms) -> UnknownAddressError:
    """The error for an address the forms do not have, with the nearest ones they do have."""
    import difflib  # for the error only

    text = str(address)[:_LONGEST_SHOWN]
    known = [*addresses_of(forms), *derived_of(forms)]
    near = tuple(difflib.get_close_matches(text, known, 3, 0.6))
    others = [
        (block, e)
        for e in EDITION_IDS
        for block in edition(e).blocks
        if text in block.addresses and forms.get(block.id) != e
    ]
    if others:
        block, other = others[0]
        used = forms.get(block.id)
        en = f"The figure {text} belongs to the {other} form; "
        zh = f"{text} 属于 {other} 版表格，"
        en += f"this report prints {block.id} in the {used} form." if used else "not printed here."
        zh += f"本报告的 {block.id} 采用 {used} 版。" if used else "本报告没有该部分。"
    else:
        en, zh = f"No figure has the address {text!r}.", f"没有地址为 {text!r} 的数据。"
    return UnknownAddressError(
        en,
        zh=zh,
        hint=f"Did you mean {', '.join(near)}?" if near else "",
        hint_zh=f"是否指 {'、'.join(near)}？" if near else "",
        address=text,
        near=near,
    )
