"""The official form as a page of HTML: self-contained, without scripts, printable on A4."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from govinfo_report.outputs.form import NOT_FOUND, Form, FormCell, FormRow

#: the fonts of a government office, each with what stands in for it elsewhere
_SONG = "'FZXiaoBiaoSong-B05S','方正小标宋简体','SimSun','宋体','Noto Serif CJK SC',serif"
_FANG = "'FangSong_GB2312','仿宋_GB2312','FangSong','仿宋','STFangsong','Noto Serif CJK SC',serif"
_HEI = "'SimHei','黑体','STHeiti','Noto Sans CJK SC',sans-serif"
_STYLE = (
    "@page{size:A4;margin:37mm 26mm 35mm 28mm}"
    f"body{{max-width:60em;margin:2em auto;padding:0 1em;line-height:1.7;font-family:{_FANG}}}"
    f"h1{{text-align:center;font-size:1.6em;font-weight:normal;font-family:{_SONG}}}"
    f"h2{{font-size:1.15em;font-weight:normal;font-family:{_HEI}}}"
    "p{text-indent:2em;margin:.4em 0;overflow-wrap:anywhere}"
    "div{overflow-x:auto}"
    "table{border-collapse:collapse;width:100%;font-size:.85em;line-height:1.35}"
    "th,td{border:1px solid;padding:.2em .4em;font-weight:normal;text-align:center}"
    "@media print{body{max-width:none;margin:0;padding:0}h2{break-after:avoid}"
    "tr{break-inside:avoid}div{overflow:visible}}"
)


def page(form: Form) -> str:
    """The whole page."""
    title = escape(form.title)
    published = form.published.isoformat() if form.published else None
    lines = [
        "<!DOCTYPE html>",
        '<html lang="zh">',
        "<head>",
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        *([f'<meta name="PubDate" content="{published}">'] if published else ()),
        f"<title>{title}</title>",
        f"<style>{_STYLE}</style>",
        "</head>",
        "<body>",
        f"<h1>{title}</h1>",
    ]
    lines += map(_paragraph, form.preamble)
    for part in form.parts:
        lines.append(f"<h2>{escape(part.heading)}</h2>")
        lines += map(_paragraph, part.text)
        if part.table:
            lines += _table(part.rows)
    return "\n".join([*lines, "</body>", "</html>", ""])


def _paragraph(text: str) -> str:
    return f"<p>{escape(text)}</p>"


def _table(rows: tuple[FormRow, ...] | None) -> Iterator[str]:
    if rows is None:
        yield _paragraph(NOT_FOUND)
        return
    yield "<div><table>"
    for row in rows:
        yield "<tr>" + "".join(map(_cell, row)) + "</tr>"
    yield "</table></div>"


def _cell(cell: FormCell) -> str:
    name = "th" if cell.head else "td"
    spans = f' colspan="{cell.columns}"' * (cell.columns > 1)
    spans += f' rowspan="{cell.rows}"' * (cell.rows > 1)
    spans += f' title="{escape(cell.reason)}"' * bool(cell.reason)
    return f"<{name}{spans}>{escape(cell.text)}</{name}>"
