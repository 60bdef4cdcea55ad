"""Notes that every opener makes about a source as a whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from govinfo_report.documents.sniffing import Kind
from govinfo_report.documents.source import Source
from govinfo_report.model.note import Note

_MARKUP = frozenset({".html", ".htm", ".shtml", ".shtm", ".xhtml", ".xht"})
_PLAIN = frozenset({".txt", ".text", ".tsv", ".csv", ".log"})
_MARKDOWN = frozenset({".md", ".markdown"})
_BINARY = frozenset(
    {".doc", ".docx", ".wps", ".pdf", ".xls", ".xlsx", ".et", ".ofd", ".rtf", ".zip", ".jpg",
     ".jpeg", ".png", ".gif", ".bmp", ".tif", ".tiff"}
)  # fmt: skip
#: formats that are no text, with the suffixes that go with them
_OWN_SUFFIXES = {
    Kind.DOCX: (".docx",), Kind.XLSX: (".xlsx",), Kind.PDF: (".pdf",), Kind.OFD: (".ofd",),
    Kind.DOC: (".doc", ".dot", ".wps", ".wpt"), Kind.XLS: (".xls", ".xlt", ".et", ".ett"),
    Kind.MHTML: (".mht", ".mhtml", ".eml"), Kind.EML: (".eml", ".mht", ".mhtml"),
    Kind.ZIP: (".zip",), Kind.WARC: (),
    Kind.RTF: (".rtf",), Kind.IMAGE: (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".gif", ".bmp"),
}  # fmt: skip
#: entries of a document's metadata that name a person
_AUTHORS = ("meta:author", "meta:lastauthor", "meta:last-modified-by")
_LONGEST_NAME = 40


def source_notes(source: Source) -> Iterator[Note]:
    """P915 for a doubtful encoding, P916 for a suffix that names another format."""
    decoded = source.decoded
    if decoded.replaced:
        yield Note(
            "P915",
            params={
                "reason": "undecodable", "count": decoded.replaced, "encoding": decoded.encoding,
            },
        )  # fmt: skip
    elif "\ufffd" in decoded.text and (lost := decoded.text.count("\ufffd") - _kept(source)):
        yield Note(
            "P915",
            params={"reason": "replacement", "count": lost, "encoding": decoded.encoding},
        )
    if decoded.controls:
        yield Note(
            "P915",
            params={"reason": "control", "count": decoded.controls, "encoding": decoded.encoding},
        )
    yield from suffix_note(source)


def suffix_note(source: Source) -> Iterator[Note]:
    """P916 for a suffix that names another format, of the file or of what it was packed in."""
    if is_mislabelled(source):
        yield Note("P916", params={"suffix": source.suffix, "format": source.kind.value})
    elif source.origin is not None and source.origin.kind:
        params = {"suffix": source.origin.suffix, "format": source.origin.kind}
        yield Note("P916", params=params)


def is_mislabelled(source: Source) -> bool:
    """Whether the suffix of a file names another format than the one it has."""
    return _mismatch(source.kind, source.suffix)


def _kept(source: Source) -> int:
    decoded = source.decoded
    return 0 if decoded.raw is None else decoded.text.count("\ufffd") - decoded.raw.count("\ufffd")


def _mismatch(kind: Kind, suffix: str) -> bool:
    if kind in _OWN_SUFFIXES:
        known = suffix in _BINARY or suffix in _MARKUP or suffix in _PLAIN or suffix in _MARKDOWN
        return known and suffix not in _OWN_SUFFIXES[kind]
    if suffix in _BINARY:
        return True
    if kind is Kind.HTML:
        return suffix in _PLAIN or suffix in _MARKDOWN
    if kind is Kind.TEXT_WITH_TABLES:
        return suffix in _MARKUP
    return suffix in _MARKUP


def author_notes(facts: Mapping[str, str]) -> Iterator[Note]:
    """A note for each entry of a document's metadata that names a person."""
    for key in _AUTHORS:
        if key in facts:
            yield Note("X203", params={"field": key, "words": facts[key][:_LONGEST_NAME]})
