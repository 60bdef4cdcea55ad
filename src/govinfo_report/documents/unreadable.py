"""Why a container, or a document in it, cannot be had: the errors in words."""

from __future__ import annotations

from govinfo_report.documents.sniffing import Kind
from govinfo_report.documents.source import Source
from govinfo_report.errors import GovInfoReportError, LimitError, SourceError

_WORDS = {
    Kind.ZIP: ("a ZIP archive", "ZIP 压缩包"),
    Kind.EML: ("a message", "邮件"),
    Kind.WARC: ("a web archive (WARC)", "网页存档（WARC）"),
    Kind.MHTML: ("a saved page (MHTML)", "网页归档（MHTML）"),
    Kind.GZIP: ("a compressed file (gzip)", "压缩文件（gzip）"),
}


def nested(source: Source, kind: Kind) -> SourceError:
    """The error for a container inside a container."""
    en, zh = _WORDS.get(kind, ("a container", "压缩包"))
    return SourceError(
        f"{source.name} is {en} inside a container; only one level is opened",
        zh=f"{source.name} 是容器中的{zh}，只打开一层",
        hint="Unpack it and give what is in it.",
        hint_zh="请先取出，再给出其中的文件。",
        name=source.name, kind=kind.value, source=source.name,
    )  # fmt: skip


def without_documents(source: Source) -> SourceError:
    """The error for a container in which there is nothing to read."""
    return SourceError(
        f"{source.name} holds no document",
        zh=f"{source.name} 中没有文档",
        hint="Pictures, scripts and style sheets in it are not read.",
        hint_zh="其中的图片、脚本和样式表不读取。",
        name=source.name, kind=source.kind.value,
    )  # fmt: skip


def no_document(source: Source) -> SourceError:
    """The error of an opener of containers that is asked to open one as a document."""
    return SourceError(
        f"{source.name} holds documents and is none itself",
        zh=f"{source.name} 是文档的容器，本身不是文档",
        hint="parse_all and the command line read each document in it.",
        hint_zh="parse_all 和命令行会逐个读取其中的文档。",
        name=source.name, kind=source.kind.value,
    )  # fmt: skip


def cut_off(name: str) -> SourceError:
    """The error for a document of which the end is missing."""
    return SourceError(
        f"{name} is cut off: its end is missing",
        zh=f"{name} 不完整：结尾缺失",
        hint="Save or download it once more.",
        hint_zh="请重新保存或下载。",
        name=name, source=name,
    )  # fmt: skip


def broken(source: Source, reason: str) -> SourceError:
    """The error for a container that cannot be read on."""
    return SourceError(
        f"{source.name} is damaged: {reason}",
        zh=f"{source.name} 已损坏：{reason}",
        hint="Save or download it once more.",
        hint_zh="请重新保存或下载。",
        name=source.name, reason=reason,
    )  # fmt: skip


def beyond(source: Source, what: str, limit: int, observed: int) -> LimitError:
    """The error (P902) for a container of too many ``parts``, ``bytes``, or too high a ``ratio``."""
    words = {"parts": "个部分", "bytes": "字节（解压后）", "ratio": "倍压缩率"}[what]
    return LimitError(
        f"{source.name} is beyond the limit of containers: {observed:,} {what}, at most {limit:,}",
        zh=f"{source.name} 超过容器上限：{observed:,} {words}，上限为 {limit:,}",
        hint="Check that it holds reports, or raise the limits of archives.",
        hint_zh="请确认其中确为报告，或调高压缩包的上限。",
        id="P902", limit=limit, observed=observed,
    )  # fmt: skip


def about(error: GovInfoReportError, name: str) -> GovInfoReportError:
    """The error, with the name of the document it is about among its facts."""
    error.facts.setdefault("source", name)
    return error
