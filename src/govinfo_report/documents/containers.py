"""What the openers of containers share: documents with their origin, names and addresses."""

from __future__ import annotations

from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from govinfo_report.documents.observations import is_mislabelled
from govinfo_report.documents.origin import Attached, Origin
from govinfo_report.documents.source import Source

#: media types that are never a report
_OTHER_TYPES = ("image/", "audio/", "video/", "font/", "text/css", "text/javascript",
                "application/javascript", "application/x-javascript", "application/json",
                "application/font", "application/x-font", "application/x-shockwave")  # fmt: skip
_LONGEST_NAME = 200


def unpacked(
    source: Source,
    name: str,
    data: bytes,
    *,
    url: str | None = None,
    retrieved: str | None = None,
    location: str = "",
    incidental: bool = False,
    attached: tuple[Attached, ...] = (),
) -> Source:
    """A document from inside ``source``, named ``container/name``; what the caller knows holds."""
    outer = source.origin
    mislabelled = is_mislabelled(source)
    origin = Origin(
        outer.name if outer is not None else source.name,
        outer.sha256 if outer is not None else source.sha256,
        url or (outer.url if outer is not None else None),
        retrieved or (outer.retrieved if outer is not None else None),
        location, incidental,
        source.kind.value if mislabelled else "", source.suffix if mislabelled else "",
    )  # fmt: skip
    return Source(
        f"{source.name}/{shown(name)}", data, None, PurePosixPath(name).suffix.lower(),
        source.known, None, source.limits, origin, attached,
    )  # fmt: skip


def shown(name: str) -> str:
    """A name from inside a container without control characters, not endless."""
    clean = "".join(c if c.isprintable() else "\ufffd" for c in name)
    return clean if len(clean) <= _LONGEST_NAME else "…" + clean[1 - _LONGEST_NAME :]


def is_other_type(media_type: str) -> bool:
    """Whether a media type (lower case) is one in which no report is published."""
    return media_type.startswith(_OTHER_TYPES)


def name_of(address: str, otherwise: str) -> str:
    """A name for what was fetched from an address."""
    try:
        path = unquote(urlsplit(address).path)
    except ValueError:
        return otherwise
    return path.replace("\\", "/").rstrip("/").rpartition("/")[2] or otherwise


def web_address(address: str) -> str | None:
    """The address when it is one of the web."""
    return address if address.lower().startswith(("http://", "https://")) else None
