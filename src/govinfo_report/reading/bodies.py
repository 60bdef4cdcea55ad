"""The text under a heading: its lines, and whether anything of the report's own stands there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from govinfo_report.documents.document import BlockKind, Document, Span
from govinfo_report.text.lazy import lazy
from govinfo_report.text.normalise import DROPPED, squash

TABLE_SECTIONS = ("proactive_disclosure", "requests", "review_and_litigation")

# Lines of the page around a report: nothing below the first of them belongs to the report.
_FOOT = lazy(
    r"扫一扫|分享(?:到|:|\Z)|打印(?:本页|此页|本文)?\Z|【?(?:打印|关闭|字体|字号|返回)|关闭(?:本页|窗口)|[上下]一[篇条]"
    r"|相关(?:链接|文档|稿件|新闻|文章|信息|阅读)\Z|版权所有|主办单位?:|承办单位?:|技术支持|网站(?:地图|标识码|声明)"
    r"|\p{Han}?ICP备|.{0,6}公网安备|友情链接|政府网站(?:标识码|年度)|责任编辑|您是第|浏览次数|访问量|Copyright"
)
_SUFFIX = r"\.(?i:png|jpe?g|gif|bmp|webp)\b"
_PICTURE = lazy(
    rf"\[image:[^\]\n]{{0,200}}\]|!\[[^\]\n]{{0,200}}\](?:\([^)\n]{{0,500}}\))?|(?<=[\w)）]){_SUFFIX}"
)
_PICTURE_NAME = lazy(rf"[^\s|/\[\]]{{1,120}}+(?<={_SUFFIX})")
_FIGURE = lazy(
    r"(?:^|[\t|｜\n])[ \u3000\u00a0]*+[0-9０-９][0-9０-９.,]*+[ \u3000\u00a0]*+(?=$|[\t|｜\n])"
)
_PROSE = lazy(r"[^。]{8}。")
_HAN = lazy(r"\p{Han}")
# A heading of a lower level: a numeral and a few words.
_LABEL = lazy(
    r"[#*>\-\s]*+(?:[(（][一二三四五六七八九十]{1,2}[)）]|[一二三四五六七八九十]{1,2}、|[0-9]{1,2}[.、])"
    r"[^。，,；;:：!！?？]{1,16}[:：]?\s*+"
)
_WHITE = "".join(DROPPED)


def spans_between(
    document: Document, start: tuple[int, int], end: tuple[int, int] | None, *, foot: bool = False
) -> Iterator[Span]:
    """Lines and grids between two positions (block, offset) that hold something.

    ``end`` is ``None`` for the end of the document; ``foot`` stops at the foot of the page.
    """
    last = document.first + len(document.blocks)
    end_block, end_offset = end or (last, 0)
    blocks = document.blocks[start[0] - document.first : end_block + 1 - document.first]
    new = tuple.__new__  # half the time of Span(...), and there are hundreds of lines
    for block in blocks:
        number, text = block.index, block.text
        first = start[1] if number == start[0] else 0
        final = end_offset if number == end_block else len(text)
        if final <= first:
            continue
        if block.kind is BlockKind.GRID:
            yield Span(number, first, final)
        elif "\n" not in text:
            if foot and final < 120 and _FOOT.match(squash(text)):
                return
            if text.strip(_WHITE):
                yield new(Span, (number, first, final))
        else:
            position = first
            for part in text[first:final].split("\n"):
                if foot and len(part) < 120 and _FOOT.match(squash(part)):
                    return
                if part.strip(_WHITE):
                    yield Span(number, position, position + len(part))
                position += len(part) + 1


def has_text(document: Document, section: str, body: Iterable[Span]) -> bool:
    """Whether something of the report's own stands in a body: prose, figures or a picture.

    Printed labels of the form and headings of a lower level are not: a blank form and a table
    of contents have no text.
    """
    tables = section in TABLE_SECTIONS
    for span in body:
        block = document.block(span.block)
        text = block.text[span.start : span.end]
        if block.kind is BlockKind.GRID:
            found = _FIGURE.search(text) is not None
        elif tables:
            found = _FIGURE.search(text) is not None or _PROSE.search(text) is not None
        else:
            found = _HAN.search(text) is not None and _LABEL.fullmatch(text) is None
        if found or count_pictures(text):
            return True
    return False


def count_pictures(text: str) -> int:
    """How many marks or names of pictures a text holds."""
    return len(_PICTURE.findall(text)) if "[" in text or "." in text else 0


def is_picture_name(text: str) -> bool:
    """Whether a text is only the file name of a picture."""
    return "." in text and _PICTURE_NAME.fullmatch(text) is not None


def shows_figures(text: str) -> bool:
    """Whether a text holds a cell that is a number."""
    return _FIGURE.search(text) is not None
