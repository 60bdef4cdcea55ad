"""From the command line to the documents to read: files, folders, standard input, a manifest."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from attrs import field, frozen

from govinfo_report.cli.sidecar import is_sidecar
from govinfo_report.documents.manifest import merged
from govinfo_report.documents.naming import PICTURES, is_leftover, is_other, page_of
from govinfo_report.documents.source import Known, Source
from govinfo_report.errors import GovInfoReportError
from govinfo_report.limits import DEFAULT_LIMITS
from govinfo_report.plugins.registry import Registry
from govinfo_report.plugins.spreading import spread

STDIN = "-"
#: bytes: no legible page is smaller, most logos and icons are
_SMALLEST_SCAN = 16 * 1024


@frozen
class Item:
    """One document to read.

    ``walked`` is true for a file met in a folder: nobody named it, so it may be something else.
    ``trouble`` says why it cannot be read at all (key of a text).  ``source`` is a document from
    a container, ``failure`` the error in its stead.
    """

    name: str
    known: Known = field(factory=Known)
    data: bytes | None = field(default=None, repr=False)
    walked: bool = False
    trouble: str = ""
    error: str = ""
    source: Source | None = field(default=None, repr=False)
    failure: GovInfoReportError | None = None


def source_of(item: Item) -> Source | Path:
    """What the reader takes for an item."""
    if item.source is not None:
        return item.source
    if item.data is not None:
        return Source.of(item.data, name=item.name, known=item.known)
    return Path(item.name)


def unpacked(found: Iterable[Item], registry: Registry) -> Iterator[Item]:
    """The items, and in place of a container the documents in it, as if met in a folder."""
    for item in found:
        inside = None
        if not item.trouble:
            try:
                inside = spread(source_of(item), item.name, registry, DEFAULT_LIMITS)
            except GovInfoReportError:
                inside = None  # told where it is read
        if inside is None:
            yield item
            continue
        for inner in inside:
            if isinstance(inner.source, Source):
                yield Item(inner.name, item.known, walked=True, source=inner.source)
            else:
                yield Item(inner.name, failure=inner.source)


def items(
    paths: Sequence[str], known: Known, manifest: Mapping[str, Known] | None = None
) -> Iterator[Item]:
    """The documents in the order given; folders are walked in the order of their names."""
    manifest = manifest or {}
    for path in paths or list(manifest):
        if path == STDIN:
            yield _standard_input(known)
        elif os.path.isdir(path):
            yield from _walk(path, known, manifest)
        elif not os.path.lexists(path):
            yield Item(path, trouble="missing")
        else:
            yield Item(path, merged(known, manifest.get(os.path.abspath(path))))


def _standard_input(known: Known) -> Item:
    stream = sys.stdin
    if stream is None:
        return Item(STDIN, trouble="unreadable", error="no standard input")
    try:
        buffer = getattr(stream, "buffer", None)
        data = buffer.read() if buffer is not None else stream.read().encode()
    except (OSError, ValueError) as error:
        return Item(STDIN, trouble="unreadable", error=str(error))
    return Item("<stdin>", known, data)


def _walk(folder: str, known: Known, manifest: Mapping[str, Known]) -> Iterator[Item]:
    # hidden files belong to the system, not to the reader
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield Item(folder, trouble="unreadable", error=error.strerror or str(error))
        return
    names = {entry.name for entry in entries}
    for entry in entries:
        if entry.name.startswith(".") or is_sidecar(entry.name) or is_leftover(entry.name):
            continue
        if _is_folder(entry):
            if page_of(entry.name, names) is not None:
                continue  # the parts of a page that was saved with them
            yield from _walk(entry.path, known, manifest)
        else:
            yield _walked(entry.path, known, manifest)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir(follow_symlinks=False)
    except OSError:
        return False


def _walked(path: str, known: Known, manifest: Mapping[str, Known]) -> Item:
    if is_other(Path(path).name) and not _is_readable_picture(path):
        return Item(path, walked=True, trouble="skipped")
    try:
        mode = os.stat(path).st_mode
    except OSError as error:
        return Item(path, walked=True, trouble="unreadable", error=error.strerror or str(error))
    if not stat.S_ISREG(mode):  # a pipe would block, a device never ends
        return Item(path, walked=True, trouble="skipped")
    return Item(path, merged(known, manifest.get(os.path.abspath(path))), walked=True)


def _is_readable_picture(path: str) -> bool:
    """Whether a file may be the scan of a report and its text can be recognised here."""
    if Path(path).suffix.lower() not in PICTURES:
        return False
    try:
        if os.path.getsize(path) < _SMALLEST_SCAN:
            return False
    except OSError:
        return False
    from govinfo_report.documents import scanengine

    return scanengine.can_recognise()
