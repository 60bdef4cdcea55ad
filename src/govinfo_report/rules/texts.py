"""Building blocks of the texts of rules: language pairs, sources, and answers by family."""

from __future__ import annotations

Texts = dict[str, str]


def both(zh: str, en: str) -> Texts:
    """A text in both languages."""
    return {"zh": zh, "en": en}


#: the notices that prescribe the forms, under article 50 of the Regulations (Order 711)
FORMS = both(
    "《政府信息公开条例》第五十条；国办公开办函〔2021〕30号、〔2019〕60号所附格式",
    "Regulations on Open Government Information, art. 50; forms attached to the notices "
    "国办公开办函〔2021〕30号 and 〔2019〕60号",
)
#: the printed balance of table 3
BALANCE = both(
    "表三表头所印“勾稽关系”：第一项加第二项之和，等于第三项加第四项之和"
    "（国办公开办函〔2021〕30号、〔2019〕60号）",
    "The balance printed in the head of table 3: item one plus item two equals item three plus "
    "item four (国办公开办函〔2021〕30号, 〔2019〕60号)",
)
#: rules about our own reading have no legal source
NO_SOURCE = both("无法律依据：说明读取过程", "no legal source: it describes the reading")

READING_ANSWER = both(
    "打开所示位置，对照原文。若版面确有损坏，换用其他来源的同一报告；若原文清楚而未能读出，请保存样例并反馈。",
    "Open the place shown and compare with the source. If the page is damaged, use another copy "
    "of the report; if the source is clear, save it as a case and report it.",
)
FIGURE_ANSWER = both(
    "核对该单元格的原始台账；草稿应在发布前更正，已发布的应更正并说明。",
    "Check the cell against the records; correct a draft before publication, a published report "
    "with a note.",
)
SUM_ANSWER = both(
    "逐项核对算式中的数字与台账，找出写错或漏填的一项；不要只改合计数使其平衡。",
    "Check every number of the equation against the records and find the wrong or missing one; "
    "do not merely adjust the total.",
)
TYPING_CAUSES = both(
    "录入错位、数字写错或漏填，修改某一项后未更新合计，遗漏上年结转或结转下年度。",
    "A value in the wrong cell, a mistyped or missing number, a total not updated after a change, "
    "carried-over requests forgotten.",
)
NONE_KNOWN = both("暂无。", "None known.")
