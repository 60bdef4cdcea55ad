"""Documents that a page only shows or links to, when they lie beside it: on disk, in the folder
saved with it, or in the same container.  Nothing is ever fetched."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import unquote, urljoin

from attrs import evolve, frozen

from govinfo_report.documents.containers import unpacked
from govinfo_report.documents.html import source_text
from govinfo_report.documents.intake import read_path
from govinfo_report.documents.markup import parse_tree
from govinfo_report.documents.naming import companions
from govinfo_report.documents.references import MARKS, last_of, linked, path_of, shown
from govinfo_report.documents.sniffing import Kind
from govinfo_report.documents.source import Source
from govinfo_report.errors import SourceError
from govinfo_report.limits import Limits


@frozen
class Embedded:
    """What was found beside a page: ``documents`` by the reference to each, and the names of files
    that lie there as well but are read by themselves."""

    documents: tuple[tuple[str, Source], ...] = ()
    elsewhere: tuple[str, ...] = ()


def embedded(source: Source, limits: Limits) -> Embedded:
    """The documents a page shows in frames or objects, else the only one it links to.

    Files beside the page are left alone where ``source.beside`` says so.
    """
    if source.kind is not Kind.HTML or not (source.attached or source.path):
        return Embedded()
    lower = source.data.lower()
    if not any(mark in lower for mark in MARKS):
        return Embedded()
    try:
        markup = source_text(source).encode("utf-8", "replace")
        root = parse_tree(markup, markup.lower(), limits)
    except SourceError:
        return Embedded()
    if root is None:
        return Embedded()
    found = _found(source, shown(root), limits)
    if found.documents or found.elsewhere:
        return found
    found = _found(source, linked(root), limits)
    return found if len(found.documents) + len(found.elsewhere) == 1 else Embedded()


def _found(source: Source, wanted: Iterable[tuple[str, ...]], limits: Limits) -> Embedded:
    documents: dict[str, tuple[str, Source]] = {}
    elsewhere: dict[str, None] = {}
    for names in wanted:
        for name in names:
            if (inner := _attached(source, name)) is not None:
                documents.setdefault(inner.sha256, (name, inner))
                break
            if (path := _beside(source, name)) is None:
                continue
            if source.beside or path.parent != (source.path or path).parent:
                relative = path.relative_to((source.path or path).parent).as_posix()
                inner = evolve(unpacked(source, relative, read_path(path, limits)), path=path)
                documents.setdefault(inner.sha256, (name, inner))
            else:
                elsewhere[path.name] = None
            break
    return Embedded(tuple(documents.values()), tuple(elsewhere))


def part_of(source: Source, reference: str, limits: Limits) -> Source | None:
    """The picture or other part that a page refers to, if it came with it or lies beside it."""
    if not reference or reference[:5].lower() == "data:":
        return None
    if (inner := _attached(source, reference)) is not None:
        return inner
    if (path := _beside(source, reference)) is None:
        return None
    relative = path.relative_to((source.path or path).parent).as_posix()
    return evolve(unpacked(source, relative, read_path(path, limits)), path=path)


def _attached(source: Source, reference: str) -> Source | None:
    """What came with the page and is called so: by its whole name, else by its last part."""
    location = source.origin.location if source.origin is not None else ""
    whole = {reference, unquote(reference), path_of(reference).removeprefix("./")}
    try:
        whole.add(urljoin(location, reference))
    except ValueError:
        pass
    found = [part for part in source.attached if whole & set(part.names)]
    if not found:
        last = last_of(reference)
        found = [part for part in source.attached if last and last in map(last_of, part.names)]
        found = found if len(found) == 1 else []
    return unpacked(source, last_of(reference) or reference, found[0].data) if found else None


def _beside(source: Source, reference: str) -> Path | None:
    """A file in the folder of the page or in that of its parts, never outside of them."""
    page = source.path
    if page is None:
        return None
    path, last = path_of(reference), last_of(reference)
    if not last or "\0" in path or ":" in last or last in (".", ".."):
        return None
    names: list[tuple[str, ...]] = [(folder, last) for folder in companions(page.name)]
    relative = tuple(part for part in path.split("/") if part != ".")
    if not path.startswith("/") and not {"..", ""} & set(relative):
        names.insert(0, relative)
    names.insert(1, (last,))
    home = os.path.realpath(page.parent)
    for name in names:
        candidate = page.parent.joinpath(*name)
        try:
            real = os.path.realpath(candidate)
            inside = os.path.commonpath((home, real)) == home
            if inside and os.path.isfile(real) and not os.path.samefile(real, page):
                return candidate
        except (OSError, ValueError):
            continue
    return None
