"""The file itself: a ZIP archive whose bytes follow from its members, with a list of their hashes.

Members are stored as they are, under names in order and with one fixed date, so that the same
members give the same bytes on every machine, and anybody can check the list after unpacking
(``sha256sum -c SHA256SUMS``).
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Mapping

from attrs import evolve

from govinfo_report.documents.package import Package
from govinfo_report.documents.source import Source
from govinfo_report.errors import SourceError
from govinfo_report.limits import Limits
from govinfo_report.text.lazy import lazy

MANIFEST = "manifest.json"
SUMS = "SHA256SUMS"
_DATE = (1980, 1, 1, 0, 0, 0)  # the first a ZIP archive can state
_FILE = 0o100644 << 16
_UNIX = 3
_SUM = lazy(r"(?P<hash>[0-9a-f]{64})  (?P<name>[^\n\r\x00]++)")


def archive(members: Mapping[str, bytes]) -> bytes:
    """The bytes of the archive of these members and their list of hashes."""
    listed = {**members, SUMS: _sums(members)}
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as file:
        for name in sorted(listed):
            info = zipfile.ZipInfo(name, _DATE)
            info.create_system = _UNIX
            info.external_attr = _FILE
            file.writestr(info, listed[name])
    return target.getvalue()


def _sums(members: Mapping[str, bytes]) -> bytes:
    lines = (f"{digest(members[name])}  {name}\n" for name in sorted(members))
    return "".join(lines).encode()


def digest(data: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def members_of(data: bytes, name: str, limits: Limits) -> dict[str, bytes]:
    """The members of an archive of ours but the list of hashes, each as it was packed.

    Raises ``SourceError`` for anything else: no archive, a damaged or hostile one, members that
    are missing, foreign or changed, and an archive whose bytes are not those we would write.
    """
    if not data.startswith(b"PK"):
        raise SourceError(
            f"{name} is no evidence file: it is no ZIP archive",
            zh=f"{name} 不是证据文件：不是 ZIP 压缩包", name=name,
        )  # fmt: skip
    try:
        return _members_of(data, name, limits)
    except SourceError as error:
        if "reason" not in error.facts:
            raise
        # the advice for documents (open it and save it again) would destroy what is left to compare
        reason = error.facts["reason"]
        raise changed(name, "the archive", f"is damaged ({reason})", f"已损坏（{reason}）",
                      "压缩包") from error  # fmt: skip


def _members_of(data: bytes, name: str, limits: Limits) -> dict[str, bytes]:
    wide = evolve(limits, file_bytes=max(limits.file_bytes, limits.archive_bytes))
    package = Package(Source.of(data, name=name, limits=wide), limits)
    for wanted in (MANIFEST, SUMS):
        if wanted not in package:
            raise SourceError(
                f"{name} is no evidence file: there is no {wanted} in it",
                zh=f"{name} 不是证据文件：其中没有 {wanted}", name=name,
            )  # fmt: skip
    listed = _listed(package.read(SUMS), name)
    if set(listed) | {SUMS} != set(package.names):
        odd = min((set(listed) | {SUMS}) ^ set(package.names))
        raise changed(name, odd[:80], "is missing or foreign", "缺失或多出")
    members = {}
    for member, expected in listed.items():
        members[member] = package.read(member)
        if digest(members[member]) != expected:
            raise changed(name, member[:80], "is not as it was packed", "与打包时不同")
    if archive(members) != data:
        raise changed(name, "the archive around its members", "is not as it was packed",
                      "与打包时不同", "成员之外的部分")  # fmt: skip
    return members


def _listed(data: bytes, name: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in data.decode("utf-8", "replace").removesuffix("\n").split("\n"):
        match = _SUM.fullmatch(line)
        if match is None or match["name"] in found:
            raise changed(name, SUMS, "is not as it was packed", "与打包时不同")
        found[match["name"]] = match["hash"]
    return found


def changed(name: str, what: str, en: str, zh: str, what_zh: str = "") -> SourceError:
    """The error for an evidence file that proves nothing any more."""
    return SourceError(
        f"{name} was changed: {what} {en}", zh=f"{name} 已被改动：{what_zh or what} {zh}",
        hint="It proves nothing; ask for the file as it was made.",
        hint_zh="它不再能证明什么；请索取原来的文件。",
        name=name, member=what,
    )  # fmt: skip
