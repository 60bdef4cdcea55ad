"""Unpacks ZIP archives of documents, with the names as they were meant."""

from __future__ import annotations

import stat
import struct
import zipfile
import zlib
from collections.abc import Collection, Iterator
from posixpath import split

from govinfo_report.documents.containers import unpacked
from govinfo_report.documents.document import Document
from govinfo_report.documents.naming import companions, is_leftover, is_other, page_of
from govinfo_report.documents.origin import Attached
from govinfo_report.documents.package import Package, protected
from govinfo_report.documents.sniffing import Kind
from govinfo_report.documents.source import Source
from govinfo_report.documents.unreadable import about, no_document, without_documents
from govinfo_report.errors import GovInfoReportError, LimitError, SourceError
from govinfo_report.limits import Limits
from govinfo_report.model.fit import Fit

_UTF8 = 0x800  # bit of the flags: the name is in UTF-8
_UNICODE_PATH = 0x7075  # extra field of Info-ZIP: the name in UTF-8, with a checksum of the other
_UNIX = 3


class ZipOpener:
    """ZIP archives of documents; folders and pages saved with their parts count as on disk."""

    id = "zip"

    def accepts(self, source: Source, /) -> Fit | None:
        """EXACT for an archive that is no document of an office program."""
        return Fit.EXACT if source.kind is Kind.ZIP else None

    def open(self, source: Source, limits: Limits, /) -> Document:
        """Raises ``SourceError``: an archive is no document."""
        raise no_document(source)

    def unpack(self, source: Source, limits: Limits, /) -> Iterator[Source | GovInfoReportError]:
        """Its documents by name; an error for a link and for one that cannot be inflated.

        Raises ``SourceError`` for a damaged archive, one with a password, and one whose members
        point outside, share their bytes or their names; ``LimitError`` (P902).
        """
        package = Package(source, limits, name_of)
        names = sorted(name for name in package.names if is_readable(name, package.names))
        if names and all(package.is_encrypted(name) for name in names):
            raise protected(source.name)
        if not names:
            raise without_documents(source)
        for name in names:
            yield _member(source, package, name)


def _member(source: Source, package: Package, name: str) -> Source | GovInfoReportError:
    label = f"{source.name}/{name}"
    if _is_link(package.member(name)):
        return SourceError(
            f"{label} is a symbolic link; links are not followed",
            zh=f"{label} 是符号链接，不跟随",
            name=label, source=label,
        )  # fmt: skip
    try:
        parts = tuple(_parts(package, name))
        return unpacked(source, name, package.read(name), attached=parts, location=name)
    except LimitError:
        raise
    except SourceError as error:
        return about(error, label)


def _parts(package: Package, page: str) -> Iterator[Attached]:
    """What lies in the folder that was saved with a page."""
    if not page.lower().endswith((".html", ".htm", ".shtml", ".xhtml")):
        return
    folders = tuple(folder + "/" for folder in companions(page))
    above = len(split(page)[0])
    for name in package.names:
        if name.startswith(folders) and not is_other(split(name)[1]):
            yield Attached((name[above:].lstrip("/"),), package.read(name))


def is_readable(name: str, names: Collection[str]) -> bool:
    """Whether a member is to be read by itself: a document, and no part of a saved page."""
    *folders, last = name.split("/")
    if is_other(last) or last.startswith(".") or any(is_leftover(f) for f in folders):
        return False
    path = ""
    for folder in folders:
        if page_of(path + folder, names) is not None:
            return False
        path += folder + "/"
    return True


def _is_link(member: zipfile.ZipInfo) -> bool:
    return member.create_system == _UNIX and stat.S_ISLNK(member.external_attr >> 16)


def name_of(member: zipfile.ZipInfo) -> str:
    """The name of a member: UTF-8 where the archive says so or it can be nothing else, else GBK.

    Archives made on Chinese Windows hold names in GBK and do not say so.
    """
    if member.flag_bits & _UTF8:
        return member.orig_filename
    try:
        raw = member.orig_filename.encode("cp437")
    except UnicodeEncodeError:
        return member.orig_filename
    if (stated := _unicode_path(member.extra, raw)) is not None:
        return stated
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return member.orig_filename


def _unicode_path(extra: bytes, raw: bytes) -> str | None:
    """The name of the extra field, when it belongs to the name that stands in the archive."""
    while len(extra) >= 4:
        field, size = struct.unpack_from("<HH", extra)
        content = extra[4 : 4 + size]
        if field == _UNICODE_PATH and len(content) > 5 and content[0] == 1:
            (checksum,) = struct.unpack_from("<I", content, 1)
            if checksum == zlib.crc32(raw):
                try:
                    return content[5:].decode("utf-8")
                except UnicodeDecodeError:
                    return None
        extra = extra[4 + size :]
    return None
