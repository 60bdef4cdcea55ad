"""From the command line to the documents to read: files, folders, standard input, a manifest."""

from __future__ import annotations

import csv
import io
import os
import stat
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from attrs import field, frozen

from govinfo_report.cli.sidecar import is_sidecar
from govinfo_report.cli.texts import text
from govinfo_report.documents.naming import is_leftover, is_other, page_of
from govinfo_report.documents.source import Known, Source
from govinfo_report.errors import GovInfoReportError, UsageError
from govinfo_report.limits import DEFAULT_LIMITS
from govinfo_report.plugins.registry import Registry
from govinfo_report.plugins.spreading import spread
from govinfo_report.text.lazy import lazy

STDIN = "-"
_YEAR = lazy("(?:19|20)[0-9]{2}")
_COLUMNS = ("path", "publisher", "region", "year", "url", "retrieved")


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
            yield Item(path, _merged(known, manifest.get(os.path.abspath(path))))


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
    if is_other(Path(path).name):
        return Item(path, walked=True, trouble="skipped")
    try:
        mode = os.stat(path).st_mode
    except OSError as error:
        return Item(path, walked=True, trouble="unreadable", error=error.strerror or str(error))
    if not stat.S_ISREG(mode):  # a pipe would block, a device never ends
        return Item(path, walked=True, trouble="skipped")
    return Item(path, _merged(known, manifest.get(os.path.abspath(path))), walked=True)


def _merged(known: Known, listed: Known | None) -> Known:
    """What the list says of one file, filled up with what was said of all."""
    if listed is None:
        return known
    return Known(**{
        name: value if (value := getattr(listed, name)) is not None else getattr(known, name)
        for name in _COLUMNS[1:]
    })  # fmt: skip


def read_manifest(path: str) -> dict[str, Known]:
    """Absolute path -> what the list says of it; ``UsageError`` when it is not such a list.

    Paths are relative to the folder of the list.  UTF-8, or GB18030 as a Chinese spreadsheet
    program saves it.
    """

    def fail(key: str, **params: object) -> UsageError:
        name = os.path.basename(path)
        return UsageError(text("en", key, name=name, **params),
                          zh=text("zh", key, name=name, **params), path=path)  # fmt: skip

    try:
        rows = _rows(Path(path).read_bytes())
    except (OSError, ValueError, csv.Error) as error:
        raise fail("manifest_read", error=getattr(error, "strerror", None) or error) from error
    heads = [head.strip().lower() for head in (rows[0][1] if rows else [])]
    if "path" not in heads:
        raise fail("manifest_column")
    for head in heads:
        if head not in _COLUMNS:
            raise fail("manifest_unknown", column=repr(head))
    found: dict[str, Known] = {}
    folder = os.path.dirname(os.path.abspath(path))
    for line, row in rows[1:]:
        facts = {h: v.strip() for h, v in zip(heads, row, strict=False) if v.strip()}
        if not facts:
            continue
        if "path" not in facts:
            raise fail("manifest_path", line=line)
        year = facts.get("year", "")
        if year and not _YEAR.fullmatch(year):
            raise fail("manifest_year", line=line, value=repr(year))
        known = Known(
            publisher=facts.get("publisher"), region=facts.get("region"),
            year=int(year) if year else None, url=facts.get("url"),
            retrieved=facts.get("retrieved"),
        )  # fmt: skip
        listed = os.path.abspath(os.path.join(folder, facts["path"]))
        if found.setdefault(listed, known) != known:
            raise fail("manifest_twice", line=line, value=facts["path"])
    return found


def _rows(data: bytes) -> list[tuple[int, list[str]]]:
    try:
        content = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        content = data.decode("gb18030")
    reader = csv.reader(io.StringIO(content, newline=""), strict=True)
    return [(reader.line_num, row) for row in reader]
