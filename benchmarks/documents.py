"""Documents to measure with: invented reports whose every figure is known, and other pages.

They are printed here, independently of the renderers of the testing kit, so that what is measured
does not change when those do.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from random import Random

from govinfo_report.model.editions import RowForm, edition

FORM = edition("2021")
BLOCKS = {block.id: block for block in FORM.blocks}
REQUESTS = BLOCKS["requests"]
REVIEW = BLOCKS["review_and_litigation"]
APPLICANTS = [column.id for column in REQUESTS.rows[0].columns[:-1]]

PLACES = ("云溪县", "青芦市", "白石岭区", "临泽坪县", "双桥子区", "望湖市", "石门坎县", "松涛区")
SENTENCES = (
    "全年围绕群众关心的事项主动发布信息，重点公开财政预决算、重大项目和民生实事的进展。",
    "对收到的申请逐件登记、逐件研究，由承办科室提出意见，经审核后在法定期限内答复申请人。",
    "对公开目录重新梳理，补充缺少的栏目，清理重复和过期的内容，方便群众查找使用。",
    "组织两次业务培训，邀请法律顾问讲解答复文书的写法，并对各单位的栏目进行抽查通报。",
    "一些单位对公开工作的认识还不够，解读形式较为单一，专职人员流动较快，下一步将加以改进。",
)
#: section number and heading -> how many sentences stand under it
SECTIONS = (
    ("一、总体情况", 9),
    ("二、主动公开政府信息情况", 0),
    ("三、收到和处理政府信息公开申请情况", 0),
    ("四、政府信息公开行政复议、行政诉讼情况", 0),
    ("五、存在的主要问题及改进情况", 6),
    ("六、其他需要报告的事项", 2),
)
RULE = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
GROUPS = {
    "denied": "（三）不予公开",
    "unable_to_provide": "（四）无法提供",
    "not_processed": "（五）不予处理",
    "other_handling": "（六）其他处理",
}

#: a table as rows of (text, columns spanned, rows spanned)
Cells = list[list[tuple[str, int, int]]]


def figures(seed: int) -> dict[str, str]:
    """A balanced report: every printed figure by its address, as printed."""
    rng = Random(seed)
    found: dict[str, str] = {}
    for block in FORM.blocks:
        if block.table == "proactive_disclosure":
            found |= {address: str(rng.randrange(4000)) for address in block.addresses}
    fee = "proactive_disclosure.administrative_fees.amount_wan_yuan"
    found[fee] = f"{rng.randrange(90000)}.{rng.randrange(1, 10)}"
    totals = dict.fromkeys([row.id for row in REQUESTS.rows], 0)
    for applicant in APPLICANTS:
        column = _column(rng, busy=applicant == "natural_person")
        for row, count in column.items():
            found[f"requests.{row}.{applicant}"] = str(count)
            totals[row] += count
    found |= {f"requests.{row}.total": str(count) for row, count in totals.items()}
    for row_form in REVIEW.rows:
        parts = [column.id for column in row_form.columns[:-1]]
        counts = [rng.choice((0, 0, 0, 1, 2, 5)) for _ in parts]
        prefix = f"review_and_litigation.{row_form.id}"
        found |= {f"{prefix}.{p}": str(n) for p, n in zip(parts, counts, strict=True)}
        found[f"{prefix}.total"] = str(sum(counts))
    return found


def _column(rng: Random, *, busy: bool) -> dict[str, int]:
    """One applicant's requests: what came in equals what was handled and carried over."""
    frame = {"new_received", "carried_in", "total_handled", "carried_out"}
    highest = 60 if busy else 4
    column = {
        row.id: rng.randrange(highest) if rng.random() < (0.6 if busy else 0.2) else 0
        for row in REQUESTS.rows
        if row.id not in frame
    }
    handled = sum(column.values())
    carried_out = rng.randrange(highest)
    carried_in = rng.randrange(handled + carried_out + 1)
    return column | {
        "new_received": handled + carried_out - carried_in,
        "carried_in": carried_in,
        "total_handled": handled,
        "carried_out": carried_out,
    }


def title(seed: int) -> str:
    """The title of the report of this seed: one of a few places, and a year."""
    return f"{PLACES[seed % len(PLACES)]}{2021 + seed // len(PLACES) % 4}年政府信息公开工作年度报告"


def proactive_disclosure(values: Mapping[str, str]) -> Cells:
    """Table 2: four blocks of one grid, four columns wide."""
    rows: Cells = []
    for block in (b for b in FORM.blocks if b.table == "proactive_disclosure"):
        columns = block.rows[0].columns
        wide = 4 - len(columns)
        heads = [(c.label + (f"（单位：{c.unit}）" if c.kind == "amount" else ""), wide, 1)
                 for c in columns]  # fmt: skip
        rows += [[(block.heading, 4, 1)], [("信息内容", 1, 1), *heads]]
        for row in block.rows:
            cells = [values[f"{block.table}.{row.id}.{c.id}"] for c in columns]
            rows.append([(row.label, 1, 1), *((cell, wide, 1) for cell in cells)])
    return rows


def requests(values: Mapping[str, str]) -> Cells:
    """Table 3: three columns of labels, seven of figures, heads over three rows."""
    heads = [column.label for column in REQUESTS.rows[0].columns]
    rows: Cells = [
        [(RULE, 3, 3), ("申请人情况", 7, 1)],
        [(heads[0], 1, 2), ("法人或其他组织", 5, 1), (heads[-1], 1, 2)],
        [(head, 1, 1) for head in heads[1:-1]],
    ]
    outcomes = [row for row in REQUESTS.rows if not row.number.endswith("、")]
    sizes: dict[str, int] = {}
    for row in outcomes:
        sizes[row.group] = sizes.get(row.group, 0) + 1
    seen: set[str] = set()
    for row in REQUESTS.rows:
        labels: list[tuple[str, int, int]] = []
        label = row.number + row.label + row.note
        if row not in outcomes:
            labels.append((label, 3, 1))
        else:
            if row is outcomes[0]:
                labels.append(("三、本年度办理结果", 1, len(outcomes)))
            if row.group and row.group not in seen:
                labels.append((GROUPS[row.group], 1, sizes[row.group]))
                seen.add(row.group)
            labels.append((label, 1 if row.group else 2, 1))
        rows.append([*labels, *((cell, 1, 1) for cell in _cells("requests", row, values))])
    return rows


def review_and_litigation(values: Mapping[str, str]) -> Cells:
    """Table 4: heads over three rows and one row of fifteen figures."""
    heads = [(column.label, 1, 1) for column in REVIEW.rows[0].columns]
    return [
        [("行政复议", 5, 1), ("行政诉讼", 10, 1)],
        [*((head, 1, 2) for head, _, _ in heads), ("未经复议直接起诉", 5, 1), ("复议后起诉", 5, 1)],
        [*heads, *heads],
        [(c, 1, 1) for row in REVIEW.rows for c in _cells("review_and_litigation", row, values)],
    ]


def _cells(table: str, row: RowForm, values: Mapping[str, str]) -> list[str]:
    return [values[f"{table}.{row.id}.{column.id}"] for column in row.columns]


def tables(values: Mapping[str, str]) -> tuple[Cells, Cells, Cells]:
    """The three tables."""
    return proactive_disclosure(values), requests(values), review_and_litigation(values)


def sections(seed: int) -> Iterator[tuple[str, list[str]]]:
    """Headings with the paragraphs under them."""
    for heading, count in SECTIONS:
        yield heading, [SENTENCES[(seed + i) % len(SENTENCES)] * 2 for i in range(count)]


def html(seed: int, *, word: bool = False, more: str = "") -> bytes:
    """A report as a page of some 20 KB, or as pasted from a word processor, four times that."""
    lines = [f"<h1>{title(seed)}</h1>"]
    printed = iter(tables(figures(seed)))
    for heading, paragraphs in sections(seed):
        lines.append(f"<p><strong>{heading}</strong></p>")
        lines += [f"<p>{paragraph}</p>" for paragraph in paragraphs]
        if not paragraphs:
            lines.append(_table(next(printed), word=word))
    return _page(title(seed), "\n".join(lines) + more)


def _page(head: str, body: str) -> bytes:
    menu = "".join(f'<li><a href="/c{i}.html">栏目{i}</a></li>' for i in range(24))
    return (
        f'<!DOCTYPE html>\n<html><head><meta charset="utf-8"><title>{head}</title></head>\n'
        f'<body><ul class="nav">{menu}</ul><div class="article">\n{body}\n</div>'
        f'<div class="foot">版权所有</div></body></html>\n'
    ).encode()


_WORD_P = ' class="MsoNormal" align="center" style="text-align:center;line-height:150%"'
_WORD_SPAN = ' lang="EN-US" style="font-size:12.0pt;font-family:宋体;color:black"'


def _table(rows: Cells, *, word: bool = False) -> str:
    lines = ['<table border="1" cellspacing="0" cellpadding="0">']
    for row in rows:
        lines.append("<tr>")
        for text, columns, down in row:
            spans = f' colspan="{columns}"' if columns > 1 else ""
            spans += f' rowspan="{down}"' if down > 1 else ""
            inner = escape(text, quote=False)
            if word:
                inner = f"<p{_WORD_P}><span{_WORD_SPAN}>{inner}<o:p></o:p></span></p>"
                spans += ' width="88" valign="center" style="width:52.95pt;border:1pt solid"'
            else:
                inner = f'<p align="center">{inner}</p>'
                spans += ' width="61"'
            lines.append(f"<td{spans}>{inner}</td>")
        lines.append("</tr>")
    return "\n".join([*lines, "</table>"])


def stacked(seed: int, *, more: str = "") -> bytes:
    """A report as text: one cell per line behind a tab, a blank line after every row."""
    lines = [title(seed)]
    printed = iter(tables(figures(seed)))
    for heading, paragraphs in sections(seed):
        lines += [heading, *paragraphs]
        if not paragraphs:
            lines += _stack(next(printed))
    return ("\n".join(lines) + "\n" + more).encode()


def _stack(rows: Cells) -> Iterator[str]:
    below: dict[int, tuple[int, int]] = {}  # column -> rows still covered, columns spanned
    for row in rows:
        column, cells = 0, iter(row)
        while True:
            left, columns = below.get(column, (0, 1))
            if left:
                yield "\t"
            elif cell := next(cells, None):
                text, columns, left = cell
                yield "\t" + text
            else:
                break
            # a merged cell is printed once in every row it covers, whatever its width
            below[column] = (left - 1, columns)
            column += columns
        yield ""


def other_tables(count: int, *, text: bool = False) -> str:
    """Tables that are no report's: twenty rows of a list, four columns each."""
    rows: Cells = [[("序号", 1, 1), ("事项", 1, 1), ("单位", 1, 1), ("电话", 1, 1)]]
    rows += [[(str(i), 1, 1), (f"事项{i}", 1, 1), ("综合科", 1, 1), (f"8{i:06}", 1, 1)]
             for i in range(1, 20)]  # fmt: skip
    made = "\n".join(_stack(rows)) if text else _table(rows)
    return "\n".join([made] * count) + "\n"


def several(count: int) -> bytes:
    """One page with so many different reports, one after the other."""
    parts = []
    for seed in range(count):
        page = html(seed).decode()
        inner = page.split('<div class="article">', 1)[1]
        parts.append(inner.split('<div class="foot">', 1)[0].rsplit("</div>", 1)[0])
    return _page("政府信息公开工作年度报告", "<hr>".join(parts))


def article(seed: int) -> bytes:
    """A page that holds no annual report: a news item with a list of the same site."""
    paragraphs = [SENTENCES[(seed + i) % len(SENTENCES)] * 3 for i in range(60)]
    body = "".join(f"<p>{paragraph}</p>\n" for paragraph in paragraphs)
    return _page("全市工作会议召开", f"<h1>全市工作会议召开</h1>{body}{other_tables(1)}")
