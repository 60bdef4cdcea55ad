"""Why a source that no opener takes cannot be read, and what to do about it."""

from __future__ import annotations

from govinfo_report.documents.sniffing import Kind
from govinfo_report.documents.source import Source
from govinfo_report.errors import SourceError

_SAVE = (
    "Save it as HTML or text and give that file.",
    "请另存为网页（HTML）或文本文件后再试。",
)
#: what it is, what to do, each in English and Chinese
_WORDS: dict[Kind, tuple[tuple[str, str], tuple[str, str]]] = {
    Kind.EMPTY: (
        ("is empty", "是空文件"),
        ("Check that it was saved or downloaded completely.", "请检查文件是否完整保存或下载。"),
    ),
    Kind.PDF: (
        ("is a PDF", "是 PDF 文件"),
        ("Save its text or an HTML version of it.", "请另存为文本或网页（HTML）后再试。"),
    ),
    Kind.OLE: (
        ("is a document of Word, WPS or Excel 97 (.doc, .wps, .xls); not supported yet",
         "是 Word、WPS 或 Excel 97 文档（.doc、.wps、.xls），暂不支持该格式"),
        _SAVE,
    ),
    Kind.OFD: (("is an OFD document", "是 OFD 文档"), _SAVE),
    Kind.RTF: (("is an RTF document; not supported", "是 RTF 文档，不支持该格式"), _SAVE),
    Kind.MHTML: (
        ("is a web archive (MHTML); not supported", "是网页归档（MHTML）文件，不支持该格式"),
        _SAVE,
    ),
    Kind.XML: (
        ("is XML, but not a web page; not supported", "是 XML 文件，但不是网页，不支持该格式"),
        _SAVE,
    ),
    Kind.ZIP: (
        ("is an archive (ZIP)", "是压缩包（ZIP）"),
        ("Unpack it and give the files in it.", "请先解压，再给出其中的文件。"),
    ),
    Kind.GZIP: (
        ("is compressed (gzip)", "是压缩文件（gzip）"),
        ("Unpack it and give the file in it.", "请先解压，再给出其中的文件。"),
    ),
    Kind.IMAGE: (
        ("is a picture; figures in pictures are not read yet", "是图片，暂不能读取图片中的数据"),
        ("Use the HTML, Word or text version of the report.", "请使用该报告的网页、Word 或文本版本。"),
    ),
    Kind.BINARY: (
        ("is neither text nor a known document format", "既不是文本，也不是可识别的文档格式"),
        _SAVE,
    ),
}  # fmt: skip
_OTHER = (("is in a format that no opener takes", "的格式没有打开器可以读取"), _SAVE)


def unsupported(source: Source) -> SourceError:
    """The error for a source whose format cannot be read; ``facts`` name the format."""
    kind = source.kind
    (en, zh), (hint, hint_zh) = _WORDS.get(kind, _OTHER)
    return SourceError(
        f"{source.name} {en}.", zh=f"{source.name} {zh}。", hint=hint, hint_zh=hint_zh,
        kind=kind.value, name=source.name,
    )  # fmt: skip
