"""Evidence: one file that carries a finding, what it rests on, and how to check it elsewhere.

``pack`` makes such a file from a document, ``verify`` reads it on another machine: every byte must
be as it was packed, and the finding must come out of the document again.
"""

from typing import TYPE_CHECKING

__all__ = ["Excerpt", "Proof", "Verdict", "pack", "verify"]

if TYPE_CHECKING:
    from govinfo_report.evidence.excerpt import Excerpt
    from govinfo_report.evidence.packing import pack
    from govinfo_report.evidence.verifying import Proof, Verdict, verify

_HOMES = {"Excerpt": "excerpt", "pack": "packing", "verify": "verifying", "Verdict": "verifying",
          "Proof": "verifying"}  # fmt: skip


def __getattr__(name: str) -> object:
    from importlib import import_module

    if name in _HOMES:
        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
