"""HTML pages: plain tables, tables pasted from a word processor, site frames, layout tables."""

from __future__ import annotations

from html import escape
from random import Random

import regex
from attrs import frozen

from govinfo_report.testing.dice import Dice
from govinfo_report.testing.renderers import htmlgrid
from govinfo_report.testing.renderers.base import (
    Dialect,
    common,
    heading,
    padded,
    paragraphs,
    title_lines,
)
from govinfo_report.testing.reports import ReportData
from govinfo_report.testing.tables import Shape, Slot, Table, Tables, all_tables

_WORD_P = ' class="MsoNormal" align="center" style="text-align:center;mso-pagination:widow-orphan"'
_WORD_SPAN = ' lang="EN-US" style="font-size:10.5pt;font-family:宋体;mso-bidi-font-family:宋体"'
_FRAME_TOP = (
    '<div class="top"><a href="/">首页</a> &gt; <a href="/zfxxgk/">政府信息公开</a> &gt; 年度报告'
    '<span id="clock">2019年12月3日 星期二</span></div>'
    '<ul class="menu"><li>政府信息公开指南</li><li>法定主动公开内容</li>'
    "<li>政府信息公开年报</li></ul>"
)
_FRAME_META = (
    '<table class="meta"><tr><td>索 引 号：</td><td>000014349/2024-00{n}</td><td>发布日期：</td>'
    "<td>{next}-01-2{d}</td></tr></table>"
)
_FRAME_END = (
    '<div class="foot">浏览次数：{n} 字号：[大 中 小] <a>打印</a> 网站标识码：99000000{d}'
    " 技术支持：信息中心</div>"
)
_DIGITS = regex.compile(r"(?<=>)[0-9]++(?=<)")
_TAG = regex.compile(r"(?<=</?)[a-z][a-z0-9:]*+(?=[\s>/])")


@frozen(kw_only=True)
class HtmlDialect(Dialect):
    """Options of HTML pages."""

    word: bool = False  #: cells as pasted from a word processor
    split: float = 0.0  #: share of texts cut into nested spans
    paragraphs: bool = False  #: every cell holds a paragraph
    heads: str = "td"  #: element of head cells, ``td`` or ``th``
    sections: bool = False  #: thead and tbody
    blank: str = ""  #: markup of an empty cell
    line_break: str = "<br>"  #: markup of a line break inside a label
    wrap: str = ""  #: a layout table around ``page`` or each ``table``
    unclosed: bool = False  #: the end tag of tables is missing
    upper: bool = False  #: upper-case tags
    hidden: bool = False  #: hidden and commented-out figures
    empty_rows: float = 0.0  #: share of rows followed by an empty one
    empty_columns: int = 0  #: so many empty columns are inserted
    frame: bool = False  #: head, menu, clock, counters around the report
    headings: str = "p"  #: element of section headings
    declared: str = ""  #: charset named in the page, ``""`` for none
    entities: bool = False  #: characters of cells as numeric references
    decoy: str = ""  #: an attribute that hides a copy of each table with other figures


class HtmlRenderer:
    """Grids with row- and colspans in every guise."""

    family = "html"
    shows_blanks = True
    floor = 0.999

    def dialect(self, rng: Random) -> HtmlDialect:
        dice = Dice(rng.getrandbits(32))
        word = dice.chance(0.4, "word")
        five = dice.chance(0.2, "five")
        codec, declared = dice.pick(
            (("utf-8", "utf-8"), ("utf-8", ""), ("utf-8", "UTF-8"), ("gb18030", "gb2312"),
             ("gb18030", "gbk"), ("gb18030", "gb18030"), ("utf-8-sig", ""), ("gb18030", "")),
            "encoding",
        )  # fmt: skip
        return HtmlDialect(
            **common(dice, breaks=True),
            shape=Shape(
                shuffle=dice.chance(0.2, "shuffle"),
                reorder=dice.chance(0.15, "reorder"),
                split_proactive=dice.chance(0.2, "split"),
                headings=not dice.chance(0.05, "headings"),
                extra_row=dice.chance(0.1, "extra row"),
                five=five,
                review=dice.pick(("one", "one", "two", "three"), "review"),
                beside=dice.chance(0.3, "beside"),
                repeat_heads=dice.chance(0.1, "repeat heads"),
            ),
            encoding=codec,
            declared=declared,
            newline=dice.pick(("\n", "\n", "\r\n"), "newline"),
            word=word,
            split=dice.pick((0.0, 0.1, 0.5), "share split"),
            paragraphs=word or dice.chance(0.4, "paragraphs"),
            heads=dice.pick(("td", "td", "th"), "heads"),
            sections=dice.chance(0.3, "sections"),
            blank=dice.pick(
                ("", "&nbsp;", "&#160;", " ", "<br>", "　", "<span>&nbsp;</span>"), "blank"
            ),
            line_break=dice.pick(("<br>", "<br/>", "\n", "</p><p>", "<br>\r\n  "), "break"),
            wrap=dice.pick(("", "", "", "page", "table"), "wrap"),
            unclosed=dice.chance(0.06, "unclosed"),
            upper=dice.chance(0.1, "upper"),
            hidden=dice.chance(0.15, "hidden"),
            empty_rows=dice.pick((0.0, 0.0, 0.0, 0.1), "empty rows"),
            empty_columns=0 if five else dice.pick((0, 0, 0, 0, 1, 2), "empty columns"),
            frame=dice.chance(0.5, "frame"),
            headings=dice.pick(("p", "p", "h2", "strong", "div"), "headings"),
            entities=dice.chance(0.05, "entities"),
            decoy=dice.pick(('style="display: none"', "hidden", "style='DISPLAY:none;'"), "hiding")
            if dice.chance(0.08, "decoy")
            else "",
        )

    def print(self, data: ReportData, dialect: Dialect, tables: Tables | None = None) -> bytes:
        assert isinstance(dialect, HtmlDialect)
        tables = tables or all_tables(data, dialect.wording, dialect.shape)
        body = [f"<h1>{escape(line)}</h1>" for line in title_lines(data, dialect)]
        if dialect.preamble:
            texts = paragraphs(data.narrative.preamble, dialect, "preamble")
            body += [self._paragraph(text, dialect, "preamble", i) for i, text in enumerate(texts)]
        for section, prose in data.narrative.sections.items():
            body.append(self._heading(heading(section, dialect), dialect))
            texts = paragraphs(prose, dialect, section)
            body += [self._paragraph(text, dialect, section, i) for i, text in enumerate(texts)]
            body += [
                self._table(table, dialect, index)
                for index, table in enumerate(tables.get(section, ()))
            ]
            texts = paragraphs(data.narrative.after.get(section, ()), dialect, section, "after")
            body += [self._paragraph(t, dialect, section, "after", i) for i, t in enumerate(texts)]
        text = self._page("\n".join(body), data, dialect)
        if dialect.upper:
            text = _TAG.sub(lambda match: match[0].upper(), text)
        if dialect.newline != "\n":
            text = text.replace("\r\n", "\n").replace("\n", dialect.newline)
        return text.encode(dialect.encoding)

    def _page(self, body: str, data: ReportData, dialect: HtmlDialect) -> str:
        numbers = {"next": data.year + 1, "n": 1000 + dialect.seed % 9000, "d": dialect.seed % 9}
        if dialect.wrap == "page":
            body = f'<table width="980" border="0"><tr><td>{body}</td></tr></table>'
        body = f'<div class="article">{body}</div>'
        if dialect.frame:
            meta = _FRAME_META.format(**numbers)
            body = _FRAME_TOP + meta + body + _FRAME_END.format(**numbers)
        declared = f'<meta charset="{dialect.declared}">' if dialect.declared else ""
        if not dialect.frame and not declared:
            return body
        title = escape(data.narrative.title)
        return (
            f"<!DOCTYPE html>\n<html><head>{declared}<title>{title}_门户网站</title>"
            f"<style>td{{padding:3px}}</style></head>\n<body>{body}</body></html>\n"
        )

    def _heading(self, text: str, dialect: HtmlDialect) -> str:
        tag = dialect.headings
        if tag == "strong":
            return f"<p><strong>{escape(text)}</strong></p>"
        return f"<{tag}>{escape(text)}</{tag}>"

    def _paragraph(self, text: str, dialect: HtmlDialect, *key: object) -> str:
        inner = self._inline(text, dialect, *key)
        return f"<p style='text-indent:2em'>{inner}</p>"

    def _inline(self, text: str, dialect: HtmlDialect, *key: object) -> str:
        """Escaped text, perhaps cut into spans, pasted from a word processor, or coded."""

        def code(part: str) -> str:
            if dialect.entities:
                return "".join(c if c == "\n" else f"&#{ord(c)};" for c in part)
            return escape(part, quote=False)

        dice = dialect.dice
        if len(text) > 1 and dice.chance(dialect.split, "split", *key):
            at = 1 + dice.number("at", *key) % (len(text) - 1)
            inner = f"<span>{code(text[:at])}</span><span><b>{code(text[at:])}</b></span>"
        else:
            inner = code(text)
        if dialect.word and text:
            return f"<span{_WORD_SPAN}>{inner}<o:p></o:p></span>"
        return inner

    def _content(self, slot: Slot, dialect: HtmlDialect, *key: object) -> str:
        text = slot.text
        if slot.role == "value":
            text = padded(text, dialect, *key)
        lines = [self._inline(line, dialect, *key, i) for i, line in enumerate(text.split("\n"))]
        content = dialect.line_break.join(lines)
        if dialect.line_break == "</p><p>" and len(lines) > 1 and not dialect.paragraphs:
            content = f"<p>{content}</p>"
        if not text and slot.role == "value":
            content = dialect.blank
        if dialect.hidden and slot.role == "value":
            if dialect.dice.chance(0.05, "comment", *key):
                content += "<!-- 17 -->"
            if dialect.dice.chance(0.05, "hidden", *key):
                content += '<span style="display:none">23</span>'
        if dialect.paragraphs:
            attributes = _WORD_P if dialect.word else ""
            content = f"<p{attributes}>{content}</p>"
        return content

    def _table(self, table: Table, dialect: HtmlDialect, index: int) -> str:
        grid = htmlgrid.rows(table)
        if dialect.empty_columns:
            grid = htmlgrid.with_empty_columns(
                grid, table.width, dialect.dice, dialect.empty_columns
            )
        lines: list[str] = []
        for y, row in enumerate(grid):
            cells = "".join(self._cell(slot, dialect, table.id, index, y, x) for x, slot in row)
            lines.append(f"<tr>{cells}</tr>")
        body_at = htmlgrid.first_body_row(grid)
        if dialect.empty_rows:
            whole = htmlgrid.rows_without_merge_after(grid)
            lines = [
                line + "<tr><td>&nbsp;</td></tr>"
                if y in whole and dialect.dice.chance(dialect.empty_rows, "row", table.id, y)
                else line
                for y, line in enumerate(lines)
            ]
        if dialect.sections and body_at:
            head, body = "\n".join(lines[:body_at]), "\n".join(lines[body_at:])
            inner = f"<thead>{head}</thead><tbody>{body}</tbody>"
        else:
            inner = "\n".join(lines)
        end = "" if dialect.unclosed else "</table>"
        text = f'<table border="1" cellspacing="0">{inner}{end}'
        if dialect.decoy:
            wrong = _DIGITS.sub("97", text if end else f"{text}</table>")
            text = f"<div {dialect.decoy}>{wrong}</div>{text}"
        if dialect.wrap == "table":
            return f'<table border="0"><tbody><tr><td>{text}</td></tr></tbody></table>'
        return text

    def _cell(self, slot: Slot, dialect: HtmlDialect, *key: object) -> str:
        tag = dialect.heads if slot.role in ("head", "corner", "block") else "td"
        spans = f' colspan="{slot.columns}"' if slot.columns > 1 else ""
        spans += f" rowspan={slot.rows}" if slot.rows > 1 else ""
        width = ' width="88"' if dialect.word else ""
        return f"<{tag}{width}{spans}>{self._content(slot, dialect, *key)}</{tag}>"
