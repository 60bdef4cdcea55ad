"""Where a document was unpacked from, and what lay there beside it."""

from __future__ import annotations

from attrs import field, frozen

from govinfo_report.display import Displayed


@frozen
class Origin(Displayed):
    """The container a document came in: its name and SHA-256 (hex).

    ``url`` and ``retrieved`` are what the container states of the document; ``location`` the
    address that references in it are relative to.  ``incidental`` is true for what nobody sent
    or saved for its own sake (the body of a message, a crawled page): it may be something else.
    ``kind`` is the format of the container where its ``suffix`` names another one, else empty.
    """

    name: str
    sha256: str
    url: str | None = None
    retrieved: str | None = None
    location: str = ""
    incidental: bool = False
    kind: str = ""
    suffix: str = ""


@frozen
class Attached(Displayed):
    """A document that another one may refer to, by any of ``names`` (paths, addresses, ``cid:``)."""

    names: tuple[str, ...]
    data: bytes = field(repr=False)
