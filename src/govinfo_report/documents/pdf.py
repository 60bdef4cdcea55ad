"""Opens PDF documents with a text layer: ruled tables and running text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Self

from govinfo_report.documents.document import Document
from govinfo_report.documents.lattice import lay
from govinfo_report.documents.latticemarks import beyond
from govinfo_report.documents.latticepages import PageReading, Seen, counted, scanned, without_text
from govinfo_report.documents.observations import author_notes, suffix_note
from govinfo_report.documents.pdfpage import read_page
from govinfo_report.documents.sniffing import Kind
from govinfo_report.documents.source import Source
from govinfo_report.documents.unsupported import unsupported
from govinfo_report.errors import MissingExtraError, SourceError
from govinfo_report.limits import Limits
from govinfo_report.model.fit import Fit

_PROPERTIES = {"Title": "title", "Author": "meta:author", "ModDate": "meta:modified"}
_LONGEST_VALUE = 2000
_PASSWORD = 4  #: what the library answers to a document that needs a password


class PdfOpener:
    """PDF documents whose text can be selected; needs the extra ``pdf``.

    Text that may differ from what is printed (characters of which the font does not tell the
    text, a layer of recognised text under a scan) makes the document unverified.
    """

    id = "pdf"
    isolated = True

    def accepts(self, source: Source, /) -> Fit | None:
        """EXACT for a PDF, whatever its suffix."""
        return Fit.EXACT if source.kind is Kind.PDF else None

    def open(self, source: Source, limits: Limits, /) -> Document:
        """The pages as one document.

        Raises ``MissingExtraError`` without the library, ``SourceError`` for a document that is
        damaged, protected by a password or only a scan, ``LimitError`` (P907) for one of too
        many pages or marks.
        """
        if source.kind is not Kind.PDF:
            raise unsupported(source)
        with PdfFile(source, limits) as file:
            seen = Seen()
            laid = lay(seen.take(file.pages()), limits)
            facts = file.facts
        if seen.is_empty:
            raise scanned(source) if seen.pictures else without_text(source)
        notes = [*suffix_note(source), *seen.notes(), *laid.notes, *author_notes(facts)]
        return Document(
            tuple(laid.blocks), laid.locate, facts, tuple(notes), self.id,
            unverified=seen.unverified,
        )  # fmt: skip


class PdfFile:
    """An open PDF; a context manager, since the library must be told to let go."""

    def __init__(self, source: Source, limits: Limits) -> None:
        self._limits = limits
        self._source = source
        self._library, self._api = _library()
        try:
            self._file = self._library.PdfDocument(source.data)
        except self._library.PdfiumError as error:
            if getattr(error, "err_code", None) == _PASSWORD or "password" in str(error).lower():
                raise _protected(source) from error
            raise _damaged(source, str(error)) from error
        count = len(self._file)
        if count > limits.pages:
            self._file.close()
            raise beyond("pages", limits.pages, count)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    @property
    def count(self) -> int:
        """How many pages it has."""
        return len(self._file)

    @property
    def facts(self) -> Mapping[str, str]:
        """What the file states about itself."""
        stated = self._file.get_metadata_dict(skip_empty=True)
        return {
            ours: stated[theirs].strip()[:_LONGEST_VALUE]
            for theirs, ours in _PROPERTIES.items()
            if stated.get(theirs, "").strip()
        }

    def pages(self) -> Iterator[PageReading]:
        """The pages one after the other; ``SourceError`` when none can be read."""
        readable = False
        for page in counted(self._readable(), self._limits):
            readable = True
            yield page
        if not readable:
            raise _damaged(self._source, "no page can be read")

    def _readable(self) -> Iterator[PageReading]:
        for number in range(1, len(self._file) + 1):
            if (page := self.page(number)) is not None:
                yield page

    def page(self, number: int) -> PageReading | None:
        """One page, counted from 1; ``None`` when it cannot be read."""
        if not 0 < number <= len(self._file):
            return None
        try:
            page = self._file[number - 1]
        except self._library.PdfiumError:
            return None
        try:
            return read_page(self._api, page, number, self._limits)
        except self._library.PdfiumError:
            return None
        finally:
            page.close()

    def picture(self, number: int, longest: int, most: float) -> tuple[Any, float] | None:
        """A page, counted from 1, as coloured pixels (numpy), and how many of them are a point.

        At most ``most`` pixels per point, and ``longest`` pixels on the longer side.
        """
        try:
            page = self._file[number - 1]
        except self._library.PdfiumError:
            return None
        try:
            scale = min(most, longest / max(1.0, *page.get_size()))
            drawn = page.render(scale=scale, rev_byteorder=True, prefer_bgrx=False)
            return drawn.to_numpy().copy(), scale
        except self._library.PdfiumError:
            return None
        finally:
            page.close()


def _library() -> tuple[Any, Any]:
    try:
        import pypdfium2
        import pypdfium2.raw
    except ImportError as error:
        line = "pip install 'govinfo-report[pdf]'"
        raise MissingExtraError(
            "reading PDF needs a further package",
            zh="读取 PDF 需要另外安装软件包",
            hint=f"Install it with: {line}",
            hint_zh=f"请运行：{line}",
            extra="pdf",
        ) from error
    return pypdfium2, pypdfium2.raw


def _damaged(source: Source, reason: str) -> SourceError:
    return SourceError(
        f"{source.name} is a damaged PDF: {reason}",
        zh=f"{source.name} 是已损坏的 PDF 文件：{reason}",
        hint="Download it again, or open it in its own program and save it once more.",
        hint_zh="请重新下载，或用 PDF 软件打开后重新保存。",
        name=source.name, reason=reason, kind="pdf",
    )  # fmt: skip


def _protected(source: Source) -> SourceError:
    return SourceError(
        f"{source.name} is protected by a password",
        zh=f"{source.name} 设有密码",
        hint="Save it without a password and give that file.",
        hint_zh="请取消密码后另存，再给出该文件。",
        name=source.name, kind="pdf",
    )  # fmt: skip
