"""Small documents for the tests of the reading."""

from govinfo_report.documents.document import Block, BlockKind, Document
from govinfo_report.documents.grid import Cell, Grid, GridKind
from govinfo_report.model.place import Place

ROWS_2021 = (
    ("一、本年新收政府信息公开申请数量",),
    ("二、上年结转政府信息公开申请数量",),
    ("三、本年度办理结果", "（一）予以公开"),
    ("", "（二）部分公开（区分处理的，只计这一情形，不计其他情形）"),
    ("", "（三）不予公开", "1.属于国家秘密"),
    ("", "", "2.其他法律行政法规禁止公开"),
    ("", "", "3.危及“三安全一稳定”"),
    ("", "", "4.保护第三方合法权益"),
    ("", "", "5.属于三类内部事务信息"),
    ("", "", "6.属于四类过程性信息"),
    ("", "", "7.属于行政执法案卷"),
    ("", "", "8.属于行政查询事项"),
    ("", "（四）无法提供", "1.本机关不掌握相关政府信息"),
    ("", "", "2.没有现成信息需要另行制作"),
    ("", "", "3.补正后申请内容仍不明确"),
    ("", "（五）不予处理", "1.信访举报投诉类申请"),
    ("", "", "2.重复申请"),
    ("", "", "3.要求提供公开出版物"),
    ("", "", "4.无正当理由大量反复申请"),
    ("", "", "5.要求行政机关确认或重新出具已获取信息"),
    ("", "（六）其他处理", "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"),
    ("", "", "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请"),
    ("", "", "3.其他"),
    ("", "（七）总计"),
    ("四、结转下年度继续办理",),
)
HEADS = (
    ("（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", "申请人情况"),
    ("", "自然人", "法人或其他组织", "总计"),
    ("", "", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", ""),
)


def text_document(text: str) -> Document:
    """A document of lines whose places are line and column."""
    blocks = tuple(Block(i, BlockKind.LINE, line) for i, line in enumerate(text.split("\n")))
    return Document(blocks, lambda span: Place(line=span.block + 1, column=span.start + 1))


def values_of(row: int) -> list[str]:
    """Seven values that no other row has."""
    return [str(100 * row + column) for column in range(1, 8)]


def tab_table(rows=ROWS_2021, heads=HEADS, values=None) -> str:
    """Table 3 as tab rows."""
    lines = ["\t".join(head) for head in heads]
    values = values or [values_of(i) for i in range(len(rows))]
    lines += ["\t".join((*labels, *cells)) for labels, cells in zip(rows, values, strict=True)]
    return "\n".join(lines)


def stacked_table(rows=ROWS_2021, heads=HEADS, values=None) -> str:
    """Table 3 with a cell per line."""
    values = values or [values_of(i) for i in range(len(rows))]
    groups = [*heads, *[(*labels, *cells) for labels, cells in zip(rows, values, strict=True)]]
    return "\n\n".join("\n".join(f"\t{cell}" for cell in group) for group in groups)


def grid_document(rows: list[list[tuple[str, int, int]]], width: int) -> Document:
    """A document of one grid; a cell is (text, rowspan, colspan)."""
    area: dict[tuple[int, int], bool] = {}
    cells: list[Cell] = []
    text = ""
    for number, row in enumerate(rows):
        column = 0
        for position, (content, down, right) in enumerate(row):
            while area.get((number, column)):
                column += 1
            for i in range(number, number + down):
                for j in range(column, column + right):
                    area[i, j] = True
            start = len(text)
            text += content + "\t"
            cells.append(
                Cell(number, column, number + down, column + right, start,
                     start + len(content), number, position)
            )  # fmt: skip
            column += right
    grid = Grid(GridKind.MARKUP, len(rows), width, tuple(cells))
    return Document(
        (Block(0, BlockKind.GRID, text, grid=grid),), lambda span: Place(start=span.start)
    )


def grid_table(rows=ROWS_2021, values=None) -> list[list[tuple[str, int, int]]]:
    """Table 3 as grid rows with its merged cells."""
    values = values or [values_of(i) for i in range(len(rows))]
    spans = {"（三）不予公开": 8, "（四）无法提供": 3, "（五）不予处理": 5, "（六）其他处理": 3}
    grid: list[list[tuple[str, int, int]]] = [
        [(HEADS[0][0], 3, 3), ("申请人情况", 1, 7)],
        [("自然人", 2, 1), ("法人或其他组织", 1, 5), ("总计", 2, 1)],
        [(head, 1, 1) for head in HEADS[2][2:7]],
    ]
    for labels, cells in zip(rows, values, strict=True):
        row: list[tuple[str, int, int]] = []
        printed = [label for label in labels if label]
        for label in printed:
            if label.startswith("三、"):
                row.append((label, 22, 1))
            elif label in spans:
                row.append((label, spans[label], 1))
            else:
                row.append((label, 1, 4 - len(labels)))
        grid.append(row + [(cell, 1, 1) for cell in cells])
    return grid
