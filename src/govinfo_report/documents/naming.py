"""What names tell of files in a folder or a container: which can be no reports, which belong
to another file."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import PurePosixPath

#: what a folder of reports holds besides documents; not even opened
NOT_DOCUMENTS = frozenset(
    (
        ".avi", ".bak", ".bmp", ".cfg", ".css", ".csv", ".db", ".dll", ".exe", ".gif", ".ico",
        ".ini", ".jpeg", ".jpg", ".js", ".json", ".jsonl", ".lock", ".log", ".map", ".mjs", ".mov",
        ".mp3", ".mp4", ".otf", ".part", ".png", ".py", ".sha256", ".so", ".sqlite", ".svg", ".tif",
        ".tiff", ".tmp", ".toml", ".ttf", ".webp", ".woff", ".woff2", ".xsd", ".xsl", ".xslt",
        ".yaml", ".yml",
    )
)  # fmt: skip
#: pictures that may be scans of a report
PICTURES = frozenset((".jpeg", ".jpg", ".png", ".tif", ".tiff"))
#: files that accompany reports under a name of their own
NOT_REPORTS = ("readme", "license", "licence", "changelog", "contributing")
#: what Word, WPS and LibreOffice leave beside a document that is open
_LOCKS = ("~$", ".~lock.", ".~")
#: what file systems and their programs leave in folders
_LEFTOVERS = frozenset({"thumbs.db", "desktop.ini", ".ds_store", "__macosx"})
#: a browser saves the parts of ``X.html`` in one of these folders
_COMPANIONS = ("_files", ".files", "_file", ".file")
_PAGES = (".html", ".htm", ".shtml", ".xhtml")


def is_lock(name: str) -> bool:
    """Whether a file only says that another one is open in an office program."""
    return name.startswith(_LOCKS)


def is_leftover(name: str) -> bool:
    """Whether a file or folder was left by a program and is nobody's document."""
    return name.lower() in _LEFTOVERS or name.startswith("._") or is_lock(name)


def is_other(name: str) -> bool:
    """Whether a file met among documents is certainly none, by its name alone."""
    lower = name.lower()
    suffix = PurePosixPath(lower).suffix
    return suffix in NOT_DOCUMENTS or lower.startswith(NOT_REPORTS) or is_leftover(name)


def page_of(folder: str, names: Collection[str]) -> str | None:
    """The page among ``names`` whose parts the folder beside it holds; ``None`` for other folders."""
    for ending in _COMPANIONS:
        if folder.lower().endswith(ending):
            stem = folder[: -len(ending)]
            return next((stem + suffix for suffix in _PAGES if stem + suffix in names), None)
    return None


def companions(page: str) -> tuple[str, ...]:
    """The names a folder with the parts of a page may have."""
    stem = page.rpartition(".")[0]
    return tuple(stem + ending for ending in _COMPANIONS)
