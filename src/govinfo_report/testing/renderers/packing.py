"""Packages of XML parts (DOCX, XLSX), the same bytes on every day."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def pack(parts: Mapping[str, str], *, stored: bool = False) -> bytes:
    """A ZIP archive of XML members."""
    packed = io.BytesIO()
    types = (
        f"<Types xmlns='{_PACKAGE}/content-types'><Default Extension='rels' "
        "ContentType='application/vnd.openxmlformats-package.relationships+xml'/>"
        "<Default Extension='xml' ContentType='application/xml'/></Types>"
    )
    with zipfile.ZipFile(packed, "w") as archive:
        for name, text in {"[Content_Types].xml": types, **parts}.items():
            member = zipfile.ZipInfo(name)
            member.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            archive.writestr(member, "<?xml version='1.0' encoding='UTF-8'?>" + text)
    return packed.getvalue()


def relations(targets: Sequence[tuple[str, str]], office: str = OFFICE) -> str:
    """The part that names what another one refers to: kinds and targets, with ids r0, r1 …"""
    inner = "".join(
        f"<Relationship Id='r{n}' Type='{office}/{kind}' Target='{target}'/>"
        for n, (kind, target) in enumerate(targets)
    )
    return f"<Relationships xmlns='{_PACKAGE}/relationships'>{inner}</Relationships>"
