"""Tables that are printed and not read: refused, never absent; and the form they speak of."""

import govinfo_report
from govinfo_report.model.figure import Reason, State
from govinfo_report.reading.assemble import decide_forms
from govinfo_report.reading.printed import printed
from tests.reading.build import text_document

SECTIONS = """青松县2023年政府信息公开工作年度报告
一、总体情况
全年公开工作平稳开展，各单位按目录更新内容，群众反映良好。
二、主动公开政府信息情况
{two}
三、收到和处理政府信息公开申请情况
{three}
四、政府信息公开行政复议、行政诉讼情况
{four}
五、存在的主要问题及改进情况
个别栏目更新不及时，下一年将定期检查，逐项整改到位。
六、其他需要报告的事项
没有其他需要报告的事项。
"""
PROSE = "结果维持3件、结果纠正1件、其他结果0件、尚未审结2件，未经复议直接起诉1件，复议后起诉0件。"
LABELS = "行政复议\n行政诉讼\n结果维持\n结果纠正\n其他结果\n尚未审结\n未经复议直接起诉\n复议后起诉"
NONE = "本年度没有这方面的情况，有关工作照常进行。"


def test_labels_in_sentences_print_no_table() -> None:
    """Sentences name the rows and results of the tables too."""
    assert printed(text_document(PROSE)).tables == frozenset()
    assert printed(text_document("行政许可\n行政处罚\n规章")).tables == frozenset()
    assert printed(text_document(LABELS)).tables == {"review_and_litigation"}
    assert printed(text_document(LABELS.replace("\n", " "))).tables == {"review_and_litigation"}
    run = "结果维持结果纠正其他结果尚未审结总计"
    assert printed(text_document(run)).tables == {"review_and_litigation"}


def test_a_printed_table_that_is_not_read_is_refused() -> None:
    """Its labels stand there, its figures are gone: refused with P103, the others absent."""
    report = govinfo_report.parse(SECTIONS.format(two=NONE, three=NONE, four=LABELS))
    states = {a.partition(".")[0]: (f.state, f.reason) for a, f in report.figures.items()}
    assert states == {
        "proactive_disclosure": (State.ABSENT, Reason.TABLE_NOT_FOUND),
        "requests": (State.ABSENT, Reason.TABLE_NOT_FOUND),
        "review_and_litigation": (State.REFUSED, Reason.CONTENT_LOST),
    }
    notes = {(n.code, n.params.get("table")) for n in report.reading.notes}
    assert ("P103", "review_and_litigation") in notes
    assert ("P101", "review_and_litigation") not in notes


def test_a_table_told_in_prose_is_absent() -> None:
    """A sentence about reviews is no table."""
    report = govinfo_report.parse(SECTIONS.format(two=NONE, three=NONE, four=PROSE))
    assert {f.state for f in report.figures.values()} == {State.ABSENT}


def test_the_form_follows_from_labels_that_one_edition_has() -> None:
    """Heads and rows of one edition only; a label that both have says nothing."""
    assert printed(text_document("本年制发件数\n本年收费金额（单位：万元）")).forms == {
        "proactive_disclosure.item_1": "2021",
        "proactive_disclosure.item_8": "2021",
    }
    assert printed(text_document("对外公开总数量")).forms == {"proactive_disclosure.item_1": "2019"}
    assert printed(
        text_document("2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请")
    ).forms == {"requests": "2021"}
    assert printed(text_document("自然人\n商业企业\n其他\n总计\n3.其他")).forms == {}
    assert printed(text_document("（六）其他处理\n规章\n行政许可\n本年处理决定数量")).forms == {}


def test_one_block_does_not_name_the_edition_of_a_report() -> None:
    """Forms are mixed at times: beside one block the year decides, or the labels do."""
    one = {"proactive_disclosure.item_1": "2019"}
    assert decide_forms(one, 2023)["requests"] == "2021"
    assert decide_forms(one, 2020)["requests"] == "2019"
    assert decide_forms(one, None)["requests"] == "2019"
    hints = {"requests": "2019", "proactive_disclosure.item_9": "2019"}
    assert decide_forms(one, 2023, hints)["proactive_disclosure.item_5"] == "2019"
    # A form that was not yet prescribed shows that the year is wrong.
    assert decide_forms({"proactive_disclosure.item_1": "2021"}, 2019)["requests"] == "2021"
