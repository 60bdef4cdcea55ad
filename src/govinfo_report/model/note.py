"""What the reading met on its way; the P and V rules turn notes into findings."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import field, frozen

from govinfo_report.display import Displayed
from govinfo_report.model.place import Place


@frozen
class Note(Displayed):
    """One observation of the reading, by the id of the rule that reports it (``P305``).

    ``addresses`` are the figures concerned (possibly none), ``params`` what the message is
    made from (plain strings and integers), ``place`` where it was seen.
    """

    code: str
    addresses: tuple[str, ...] = ()
    params: Mapping[str, str | int] = field(factory=dict, hash=False)
    place: Place | None = None
