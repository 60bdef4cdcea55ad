"""Reads ZIP packages (DOCX, XLSX, OFD) within limits, and the XML in them without its dangers."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Callable, Collection, Iterator
from typing import Final

from lxml import etree

from govinfo_report.documents.source import Source
from govinfo_report.errors import LimitError, SourceError
from govinfo_report.limits import Limits
from govinfo_report.text.lazy import lazy

_CHUNK = 256 * 1024
_SMALL = 1024 * 1024  # bytes of a member from which its ratio counts
_ENCRYPTED = 0x1
_MOST_NAMES = 1024
#: what a damaged archive makes the library for archives raise
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError,
           ValueError, LookupError)  # fmt: skip


#: a drive letter, a NUL and what else no name of a file holds
_ODD_NAME = lazy(r"[A-Za-z]:|[^\x00]*+\x00")


def _own_name(member: zipfile.ZipInfo) -> str:
    return member.orig_filename


class Package:
    """The members of a package by name; bytes are counted while they are inflated.

    Raises ``SourceError`` for a damaged, encrypted or contradictory archive and ``LimitError``
    (P902) beyond the limits; what an archive says of its own sizes is not believed.  ``naming``
    gives the name of a member, for archives that do not state its encoding.
    """

    def __init__(
        self, source: Source, limits: Limits, naming: Callable[[zipfile.ZipInfo], str] = _own_name
    ) -> None:
        self.name = source.name
        self._limits = limits
        self._inflated = 0
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(source.data))
        except _BROKEN as error:
            raise self.damaged(str(error)) from error
        members = self._archive.infolist()
        if len(members) > limits.archive_members:
            raise self._beyond("members", limits.archive_members, len(members))
        self._members: dict[str, zipfile.ZipInfo] = {}
        offsets: set[int] = set()
        for member in members:
            name = naming(member).replace("\\", "/")
            if name.startswith("/") or ".." in name.split("/") or _ODD_NAME.match(name):
                raise self.damaged(f"member {name[:80]!r} points outside")
            if member.header_offset in offsets:
                raise self.damaged(f"member {name[:80]!r} shares its bytes with another")
            offsets.add(member.header_offset)
            if name.endswith("/"):
                continue
            if name in self._members:
                raise self.damaged(f"member {name[:80]!r} is there twice")
            self._members[name] = member

    def __contains__(self, name: str) -> bool:
        return name in self._members

    @property
    def names(self) -> Collection[str]:
        """The names of all members but folders."""
        return self._members.keys()

    def member(self, name: str) -> zipfile.ZipInfo:
        """What the archive says of a member that is there."""
        return self._members[name]

    def is_encrypted(self, name: str) -> bool:
        """Whether a member that is there needs a password."""
        return bool(self._members[name].flag_bits & _ENCRYPTED)

    def read(self, name: str) -> bytes:
        """The inflated bytes of a member."""
        member = self._members.get(name)
        if member is None:
            raise self.damaged(f"there is no {name}")
        if member.flag_bits & _ENCRYPTED:
            raise protected(self.name)
        limits, chunks, size = self._limits, [], 0
        try:
            with self._archive.open(member) as file:
                while chunk := file.read(_CHUNK):
                    chunks.append(chunk)
                    size += len(chunk)
                    self._inflated += len(chunk)
                    if size > limits.member_bytes:
                        raise self._beyond("bytes", limits.member_bytes, size)
                    if self._inflated > limits.archive_bytes:
                        raise self._beyond("bytes", limits.archive_bytes, self._inflated)
                    packed = max(member.compress_size, 1)
                    if size > _SMALL and size / packed > limits.archive_ratio:
                        raise self._beyond("ratio", limits.archive_ratio, size // packed)
        except _BROKEN as error:
            raise self.damaged(f"{name}: {error}") from error
        return b"".join(chunks)

    def xml(self, name: str) -> etree._Element:
        """The root of a member; entities and document types are refused, nothing is fetched."""
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False,
            remove_comments=True, remove_pis=True,
        )  # fmt: skip
        try:
            root = etree.fromstring(self.read(name), parser)
        except etree.XMLSyntaxError as error:
            raise self.damaged(f"{name}: {error}") from error
        if root.getroottree().docinfo.doctype:
            raise self.damaged(f"{name} declares a document type")
        return root

    def related(self, part: str, kind: str) -> Iterator[str]:
        """Names of the members that ``part`` refers to with a relationship of this kind."""
        for _, found, target in self._relations(part):
            if found.endswith("/" + kind) and target in self:
                yield target

    def targets(self, part: str) -> dict[str, str]:
        """The members that ``part`` refers to, by the id of the relationship."""
        return {key: target for key, _, target in self._relations(part)}

    def _relations(self, part: str) -> Iterator[tuple[str, str, str]]:
        folder, name = posixpath.split(part)
        listing = posixpath.join(folder, "_rels", name + ".rels")
        if listing not in self:
            return
        for relation in self.xml(listing):
            if relation.get("TargetMode") != "External":
                target = relation.get("Target") or ""
                path = target[1:] if target.startswith("/") else posixpath.join(folder, target)
                yield relation.get("Id") or "", relation.get("Type") or "", posixpath.normpath(path)

    def damaged(self, reason: str) -> SourceError:
        """The error for a package that cannot be read."""
        return SourceError(
            f"{self.name} is damaged: {reason}",
            zh=f"{self.name} 已损坏：{reason}",
            hint="Open it in its own program and save it again.",
            hint_zh="请用原来的软件打开后重新保存。",
            name=self.name, reason=reason,
        )  # fmt: skip

    def _beyond(self, what: str, limit: int, observed: int) -> LimitError:
        words = {"members": "个成员", "bytes": "字节（解压后）", "ratio": "倍压缩率"}[what]
        return LimitError(
            f"{self.name} is an archive beyond the limit: {observed:,} {what}, at most {limit:,}",
            zh=f"{self.name} 超过压缩包上限：{observed:,} {words}，上限为 {limit:,}",
            hint="Check that this is a report, or raise the limits of archives.",
            hint_zh="请确认该文件确为报告，或调高压缩包的上限。",
            id="P902", limit=limit, observed=observed,
        )  # fmt: skip


def protected(name: str) -> SourceError:
    """The error for a file that only a password opens."""
    return SourceError(
        f"{name} is protected by a password",
        zh=f"{name} 设有密码",
        hint="Save it without a password and give that file.",
        hint_zh="请取消密码后另存，再给出该文件。",
        name=name,
    )


def local(element: etree._Element) -> str:
    """The name of an element without its namespace: strict and transitional files alike."""
    return NAMES[element.tag]


class _Names(dict[object, str]):
    """Names without namespace by the tags met; for loops, where a call costs too much."""

    def __missing__(self, tag: object) -> str:
        name = tag.rpartition("}")[2] if isinstance(tag, str) else ""
        if len(self) < _MOST_NAMES:  # a hostile file has as many names as it likes
            self[tag] = name
        return name


NAMES: Final = _Names()


def attribute(element: etree._Element, name: str) -> str | None:
    """An attribute by its name without namespace."""
    for key, value in element.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return None


def child(element: etree._Element | None, *path: str) -> etree._Element | None:
    """The first descendant along a path of names."""
    for name in path:
        if element is None:
            return None
        element = next(element.iterchildren(f"{{*}}{name}"), None)
    return element
