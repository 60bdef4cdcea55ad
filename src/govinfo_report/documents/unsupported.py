"""Why a source that no opener takes cannot be read, and what to do about it."""

from __future__ import annotations

from govinfo_report.documents.naming import is_lock
from govinfo_report.documents.sniffing import Kind
from govinfo_report.documents.source import Source
from govinfo_report.errors import MissingExtraError, SourceError

_LOCK_BYTES = 2048
_UNLOCK = (
    "Save it without a password and give that file.",
    "请取消密码后另存，再给出该文件。",
)
_AGAIN = (
    "Download it again, or open it in its own program and save it once more.",
    "请重新下载，或用原来的软件打开后重新保存。",
)
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
    Kind.DOC: (("is a Word or WPS document (.doc, .wps)", "是 Word 或 WPS 文档（.doc、.wps）"), _SAVE),
    Kind.XLS: (("is an Excel 97 workbook (.xls, .et)", "是 Excel 97 工作簿（.xls、.et）"), _SAVE),
    Kind.WORKS: (
        ("is a document of Microsoft Works (.wps), which is not WPS Office; not supported",
         "是 Microsoft Works 文档（.wps），不是金山 WPS 文档，不支持该格式"),
        _SAVE,
    ),
    Kind.LOCKED: (("is protected by a password", "设有密码"), _UNLOCK),
    Kind.OLE: (
        ("has the form of an Office 97 file, but is damaged, or neither Word, WPS nor Excel",
         "的外形是 Office 97 文件，但已损坏，或不是 Word、WPS、Excel 文档"),
        _AGAIN,
    ),
    Kind.OFD: (("is an OFD document", "是 OFD 文档"), _SAVE),
    Kind.RTF: (("is an RTF document", "是 RTF 文档"), _SAVE),
    Kind.MHTML: (("is a saved page (MHTML)", "是网页归档（MHTML）文件"), _SAVE),
    Kind.EML: (
        ("is a message (EML)", "是邮件（EML）"),
        ("Save what is attached to it and give those files.", "请另存其中的附件，再给出附件。"),
    ),
    Kind.WARC: (
        ("is a web archive (WARC)", "是网页存档（WARC）"),
        ("Take the pages out of it and give those files.", "请取出其中的网页，再给出网页文件。"),
    ),
    Kind.ARCHIVE: (
        ("is an archive of another kind than ZIP (RAR, 7z, tar …)", "是 ZIP 以外的压缩包（RAR、7z、tar 等）"),
        ("Unpack it and give the files in it, or pack them as ZIP.",
         "请先解压，再给出其中的文件，或改用 ZIP 压缩。"),
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
        ("is a picture", "是图片"),
        ("Use the HTML, Word or text version of the report.", "请使用该报告的网页、Word 或文本版本。"),
    ),
    Kind.BINARY: (
        ("is neither text nor a known document format", "既不是文本，也不是可识别的文档格式"),
        _SAVE,
    ),
}  # fmt: skip
_LOCK = (
    ("is no document: it only says that another file is open in an office program",
     "不是文档，只表示另一个文件正在办公软件中打开"),
    ("Give the document itself.", "请给出文档本身。"),
)  # fmt: skip
_OTHER = (("is in a format that no opener takes", "的格式没有打开器可以读取"), _SAVE)


def locks_another(source: Source) -> bool:
    """Whether a source is but the sign of an office program that another file is open."""
    name = source.name.replace("\\", "/").rpartition("/")[2]
    return is_lock(name) and len(source.data) < _LOCK_BYTES


def unsupported(source: Source) -> SourceError:
    """The error for a source whose format cannot be read; ``facts`` name the format."""
    kind = source.kind
    (en, zh), (hint, hint_zh) = _LOCK if locks_another(source) else _WORDS.get(kind, _OTHER)
    return SourceError(
        f"{source.name} {en}.", zh=f"{source.name} {zh}。", hint=hint, hint_zh=hint_zh,
        kind=kind.value, name=source.name,
    )  # fmt: skip


def damaged(source: Source, reason: str, kind: str) -> SourceError:
    """The error for a file that contradicts its format; ``kind`` names that."""
    return SourceError(
        f"{source.name} is damaged: {reason}", zh=f"{source.name} 已损坏：{reason}",
        hint=_AGAIN[0], hint_zh=_AGAIN[1], name=source.name, reason=reason, kind=kind,
    )  # fmt: skip


def protected(source: Source) -> SourceError:
    """The error for a file that asks for a password."""
    return SourceError(
        f"{source.name} is protected by a password", zh=f"{source.name} 设有密码",
        hint=_UNLOCK[0], hint_zh=_UNLOCK[1], name=source.name, kind=source.kind.value,
    )  # fmt: skip


def extra_missing(extra: str, what: str, what_zh: str) -> MissingExtraError:
    """The error for a format that needs a package which is not installed."""
    line = f"pip install 'govinfo-report[{extra}]'"
    return MissingExtraError(
        f"{what} needs a further package", zh=f"{what_zh} 需要另外安装软件包",
        hint=f"Install it with: {line}", hint_zh=f"请运行：{line}", extra=extra,
    )  # fmt: skip
