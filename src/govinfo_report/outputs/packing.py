"""Packages of parts (DOCX), the same bytes on every day and every machine."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_UNIX = 3


def pack(parts: Mapping[str, str]) -> bytes:
    """A ZIP archive of XML members, in the order given."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, text in parts.items():
            member = zipfile.ZipInfo(name)  # of 1 January 1980, the day ZIP begins with
            member.compress_type = zipfile.ZIP_DEFLATED
            member.create_system = _UNIX
            archive.writestr(member, (DECLARATION + text).encode("utf-8"))
    return packed.getvalue()
