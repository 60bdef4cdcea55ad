"""Word 97, WPS and RTF documents as DOCX: by LibreOffice, by a package, or by both."""

from __future__ import annotations

import importlib.util
import shutil
import struct
import tempfile
from collections import OrderedDict
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from attrs import define, field

from govinfo_report.documents import office
from govinfo_report.documents.compound import BrokenCompound, Compound
from govinfo_report.documents.isolation import called
from govinfo_report.documents.sniffing import Kind
from govinfo_report.documents.source import Source
from govinfo_report.documents.unsupported import damaged, extra_missing, protected
from govinfo_report.errors import GovInfoReportError, MissingExtraError, SourceError
from govinfo_report.limits import Limits

PACKAGE = "doc2docx"  #: the module that the package msdoc2docx brings
_FUNCTION = f"{__name__}:with_package"
_ENCRYPTED = 0x0100  #: in the flags of a Word 97 document
_MOST_KEPT = 40
_SUFFIXES = (".doc", ".dot", ".wps", ".wpt", ".rtf")
_HINT = "Install LibreOffice, or save the document as DOCX."
_HINT_ZH = "请安装 LibreOffice，或把文件另存为 DOCX。"


@define
class _Made:
    """What was converted lately, by the content: places lead into it."""

    by_content: OrderedDict[tuple[str, Limits], tuple[Source, Source | None]] = field(
        factory=OrderedDict
    )
    ahead: OrderedDict[tuple[str, Limits], bytes | None] = field(factory=OrderedDict)


_MADE = _Made()


def converted(source: Source, limits: Limits) -> tuple[Source, Source | None]:
    """The document as DOCX, and as the second program makes it where both are present.

    Places of the document lead into the first.
    """
    key = (source.sha256, limits)
    made = _MADE.by_content.get(key)
    if made is None:
        first, second = _convert(source, limits)
        made = (_as_docx(source, first), None if second is None else _as_docx(source, second))
        _MADE.by_content[key] = made
        if len(_MADE.by_content) > 4:
            _MADE.by_content.popitem(last=False)
    return made


def is_converted(name: str) -> bool:
    """Whether a file of this name is likely to need conversion."""
    return name.lower().endswith(_SUFFIXES)


def prepare(files: Iterable[object], limits: Limits) -> None:
    """Convert several documents in one call of LibreOffice, for ``converted`` to find.

    What cannot be read or converted is told when its turn comes.
    """
    if office.find() is None:
        return
    sources = []
    for file in files:
        with suppress(GovInfoReportError):
            source = Source.of(file, limits=limits)
            if source.kind in (Kind.DOC, Kind.RTF) and not _is_locked(source):
                sources.append(source)
    for kind in (Kind.DOC, Kind.RTF):
        wanted = {s.sha256: s.data for s in sources if s.kind is kind}
        for digest in [d for d in wanted if (d, limits) in _MADE.by_content]:
            del wanted[digest]
        if len(wanted) > 1:
            made = office.convert(list(wanted.values()), kind, limits)
            for digest, content in zip(wanted, made, strict=True):
                _MADE.ahead[digest, limits] = content
    while len(_MADE.ahead) > _MOST_KEPT:
        _MADE.ahead.popitem(last=False)


def _convert(source: Source, limits: Limits) -> tuple[bytes, bytes | None]:
    if _is_locked(source):
        raise protected(source)
    first = _MADE.ahead.pop((source.sha256, limits), None)
    second: bytes | None = None
    trouble: GovInfoReportError | None = None
    if first is None:
        try:
            (first,) = office.convert([source.data], source.kind, limits)
        except GovInfoReportError as error:
            trouble = _named(error, source)
    if source.kind is Kind.DOC and has_package():
        try:
            second = _packaged(source, limits)
        except SourceError as error:
            trouble = trouble or error
    if first is not None:
        return first, second
    if second is not None:
        return second, None
    if trouble is not None:
        raise trouble
    if office.find() is not None:
        raise damaged(source, "LibreOffice cannot open it", source.kind.value)
    raise _nothing_here(source)


def _named(error: GovInfoReportError, source: Source) -> GovInfoReportError:
    return type(error)(
        f"{source.name}: {error.message['en']}", zh=f"{source.name}：{error.message['zh']}",
        hint=error.hint["en"], hint_zh=error.hint["zh"], **{**error.facts, "name": source.name},
    )  # fmt: skip


def _nothing_here(source: Source) -> MissingExtraError:
    if source.kind is Kind.DOC:
        error = extra_missing("office", "reading Word 97 and WPS", "读取 Word 97、WPS 文档")
        hint = {"en": error.hint["en"] + " (or install LibreOffice)",
                "zh": error.hint["zh"] + "（或安装 LibreOffice）"}  # fmt: skip
        return MissingExtraError(
            error.message["en"], zh=error.message["zh"], hint=hint["en"], hint_zh=hint["zh"],
            extra="office", name=source.name, kind=source.kind.value,
        )  # fmt: skip
    return MissingExtraError(
        "reading RTF needs LibreOffice, which is not installed here",
        zh="读取 RTF 需要 LibreOffice，本机未安装", hint=_HINT, hint_zh=_HINT_ZH,
        extra="", name=source.name, kind=source.kind.value,
    )  # fmt: skip


def _as_docx(source: Source, data: bytes) -> Source:
    return Source(source.name, data, None, ".docx", limits=source.limits)


def _is_locked(source: Source) -> bool:
    """Whether a Word 97 document is under a password."""
    if source.kind is not Kind.DOC:
        return False
    try:
        head = Compound(source.data).read("WordDocument")
    except BrokenCompound as error:
        raise damaged(source, str(error), source.kind.value) from error
    return len(head) > 12 and bool(struct.unpack_from("<H", head, 10)[0] & _ENCRYPTED)


def has_package() -> bool:
    """Whether the package that needs no LibreOffice is installed."""
    return importlib.util.find_spec(PACKAGE) is not None


def _packaged(source: Source, limits: Limits) -> bytes:
    folder = tempfile.mkdtemp(prefix="govinfo-report-")
    try:
        _, data = called(_FUNCTION, source, limits, folder)
        return data
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def with_package(source: Source, limits: Limits, folder: str) -> tuple[None, bytes]:
    """The document as the package converts it; runs in a process of its own.

    ``folder`` belongs to who asks, who also takes it away.
    """
    import doc2docx

    given, made = Path(folder) / "given.doc", Path(folder) / "made.docx"
    given.write_bytes(source.data)
    try:
        doc2docx.convert(given, made)
    except MemoryError:
        raise
    except Exception as error:  # what a damaged file makes it raise is not ours to list
        reason = " ".join(f"{type(error).__name__}: {error}".split())[:200]
        raise damaged(source, reason, source.kind.value) from error
    return None, made.read_bytes()
