"""Reads the reports of the (fictional) Lakeside county, 湖滨县.

The county prints table 3 in plain words ("people" for natural persons, "what we could not hand
over" for information that cannot be provided).  A layout says which cell is a label and which a
value; what the words stand for is data (``WORDINGS``).  Numbers, labels and sums are the
library's business: whatever is claimed here is checked against the page again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from govinfo_report import Document, Draft, Fit, Match, Span, hookimpl
from govinfo_report.documents.grid import Cell
from govinfo_report.reading.draft import RowClaim, TableClaim

#: the county's word -> the label of the prescribed form
WORDINGS = {
    "个人": "自然人",
    "单位": "法人或其他组织",
    "企业": "商业企业",
    "科研院所": "科研机构",
    "公益组织": "社会公益组织",
    "律师事务所等": "法律服务机构",
    "别的单位": "其他",
    "合起来": "总计",
    "今年收到": "本年新收政府信息公开申请数量",
    "去年留下": "上年结转政府信息公开申请数量",
    "今年办了": "本年度办理结果",
    "全部给了": "予以公开",
    "给了一部分": "部分公开",
    "没有给": "不予公开",
    "是国家秘密": "属于国家秘密",
    "别的法律不许给": "其他法律行政法规禁止公开",
    "给了不安全": "危及“三安全一稳定”",
    "会损害别人": "保护第三方合法权益",
    "只是内部事务": "属于三类内部事务信息",
    "还在商量": "属于四类过程性信息",
    "是执法案卷": "属于行政执法案卷",
    "应去别处查询": "属于行政查询事项",
    "给不了": "无法提供",
    "我们没有": "本机关不掌握相关政府信息",
    "要另外做": "没有现成信息需要另行制作",
    "补正后还是不清楚": "补正后申请内容仍不明确",
    "没有办": "不予处理",
    "其实是信访": "信访举报投诉类申请",
    "问过了": "重复申请",
    "要的是出版物": "要求提供公开出版物",
    "反复大量地问": "无正当理由大量反复申请",
    "要再确认一次": "要求行政机关确认或重新出具已获取信息",
    "另作处理": "其他处理",
    "到期没有补正": "申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
    "到期没有交费": "申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
    "其余": "其他",
    "办了多少": "总计",
    "留到明年": "结转下年度继续办理",
}
#: rows of heads over the figures, and columns of labels beside them
HEADS, LABELS = 2, 2


class LakesideLayout:
    """Finds the county's table by its first words."""

    id = "lakeside.plain-words"
    variants = WORDINGS

    def detect(self, document: Document) -> Iterator[Match]:
        for block in document.grids():
            if "今年收到" in block.text and "留到明年" in block.text:
                evidence = ("the county's words 今年收到 and 留到明年",)
                yield Match(Fit.EXACT, "2021", evidence, anchor=block.index)

    def parse(self, document: Document, match: Match) -> Draft:
        block = document.block(match.anchor)
        assert block.grid is not None  # detect looked at grids only

        def spans(cells: Iterable[Cell]) -> tuple[Span, ...]:
            return tuple(Span(block.index, cell.start, cell.end) for cell in cells)

        heads = tuple(tuple((span,) for span in spans(row)) for row in block.grid.rows[:HEADS])
        rows = []
        for row in block.grid.rows[HEADS:]:
            labels = spans(cell for cell in row if cell.column < LABELS)
            values = spans(cell for cell in row if cell.column >= LABELS)
            parents = tuple((span,) for span in labels[:-1])
            rows.append(RowClaim(labels[-1:], values, parents))
        return Draft((TableClaim("requests", heads, tuple(rows)),))


@hookimpl
def govinfo_layouts() -> list[LakesideLayout]:
    return [LakesideLayout()]
