"""Sentences as published reports have them, in words of our own, about tables they agree with."""

from __future__ import annotations

from typing import Any

import pytest

from govinfo_report.model.build import build_report, forms_of
from govinfo_report.model.parts import Section
from govinfo_report.model.report import Report, addresses_of
from govinfo_report.rules import validate

_REQUESTS = {
    "new_received": 12, "carried_in": 1, "granted": 7, "partially_granted": 1,
    "denied.state_secret": 1, "unable_to_provide.not_held": 2, "not_processed.repeat_request": 1,
    "total_handled": 12, "carried_out": 1,
}  # fmt: skip
_CASES = {
    "administrative_reconsideration": {"upheld": 2, "corrected": 1, "total": 3},
    "litigation_direct": {"upheld": 1, "total": 1},
    "litigation_after_reconsideration": {"pending": 1, "total": 1},
}
_DISCLOSURE = {
    "normative_documents": {"issued": 3, "repealed": 2, "in_force": 10},
    "administrative_licensing": {"decisions": 55},
    "administrative_penalties": {"decisions": 7},
    "administrative_coercion": {"decisions": 1},
    "administrative_fees": {"amount_wan_yuan": 12},
}
_OF_UNITS = {
    "new_received": 120, "carried_in": 10, "granted": 70, "partially_granted": 10,
    "denied.state_secret": 5, "denied.internal_affairs": 5, "unable_to_provide.not_held": 20,
    "not_processed.repeat_request": 5, "other_handling.other": 5, "total_handled": 120,
    "carried_out": 10,
}  # fmt: skip
_CASES_OF_UNITS = {
    "administrative_reconsideration": {
        "upheld": 6, "corrected": 2, "other_result": 1, "pending": 1, "total": 10,
    },
    "litigation_direct": {"upheld": 3, "total": 3},
    "litigation_after_reconsideration": {"upheld": 1, "pending": 1, "total": 2},
}  # fmt: skip


def report(
    text: str,
    requests: dict[str, int],
    cases: dict[str, dict[str, int]],
    part: str = "",
    **facts: Any,
) -> Report:
    """All requests from natural persons, the rest zero, the sentence in the overview."""
    figures = dict.fromkeys(addresses_of(forms_of("2021")), 0)
    for row, count in requests.items():
        for column in ("natural_person", "total"):
            figures[f"requests.{row}.{column}"] = count
    for table, rows in (("review_and_litigation", cases), ("proactive_disclosure", _DISCLOSURE)):
        for row, columns in rows.items():
            for column, count in columns.items():
                assert f"{table}.{row}.{column}" in figures
                figures[f"{table}.{row}.{column}"] = count
    parts = {part: text} if part else {}
    told = {"overview": Section("一、总体情况", text, parts)}
    return build_report(figures, year=2023, edition="2021", sections=told, **facts)


#: of a bureau, about its requests
REQUESTS = [
    "2023年共收到政府信息公开申请12件，上年结转1件，办结12件，结转下年1件。",
    "2023年，我局共受理政府信息公开申请13件（含上年度结转1件），已办结12件，1件结转下年度继续办理。",
    "全年共收到依申请公开12件，均为自然人申请，其中通过网络渠道申请8件，通过信函申请4件。",
    "全年共办理依申请公开13件，其中上年结转1件，本年新收12件；予以公开7件，部分公开1件，不予公开1件，无法提供2件，不予处理1件，1件尚在办理。",
    "本年度共收到12件政府信息公开申请，较去年9件增加3件，同比增长33.3%。",
    "2023年共收到申请12件，其中5件通过互联网申请，6件通过邮寄申请，1件为现场申请，答复率100%。",
    "新收依申请公开件12件，其中涉及征地拆迁类6件、规划建设类3件、其他3件。",
    "2023年度共收到政府信息公开申请12件，其中1件结转至2024年办理。",
    "一年来，共收到政府信息公开申请12件，办结12件（含2022年结转1件），按时办结率达100%。",
    "共收到群众依申请公开12件，申请内容主要涉及征地、拆迁、规划等方面，答复12件，其中予以公开7件。",
    "2023年，共受理信息公开申请12件，其中主动撤回0件，结转下一年度1件。",
    "今年以来，依申请公开共12件，其中：网上申请8件，书面申请4件，全部在规定期限内办理完毕。",
    "全年收到申请12件，主要集中在土地征收（6件）、城市规划（3件）等领域。",
    "我局全年共接收政府信息公开申请12件，全部在法定期限内予以答复（1件结转至下一年度）。",
    "2023年1月1日至12月31日，共收到政府信息公开申请12件，同比减少20%。",
    "共收到依申请公开事项12件，同意公开7件，同意部分公开1件，不予公开1件，申请信息不存在2件，重复申请1件。",
    "收到政府信息公开申请12件，较2022年的9件上升33.33%。",
    "2023年新收到申请12件，连同上年结转1件，共13件，已办理答复12件。",
    "2023年收到政府信息公开申请十二件，办结十二件。",
    "共收到政府信息公开申请12宗，结转上年度1宗，答复12宗。",
    "处理依申请公开12件，其中全部公开7件、部分公开1件、不予公开1件、无法提供2件、不予处理1件。",
]
#: about reconsiderations and suits
CASES = [
    "因政府信息公开被申请行政复议3件，其中维持2件，纠正1件；被提起行政诉讼2件，其中未经复议直接起诉1件，复议后起诉1件。",
    "全年共发生行政复议3件、行政诉讼2件。",
    "全年因信息公开引发的行政复议3起，行政诉讼2起，其中败诉0起。",
    "依申请公开引发行政复议案件3件，复议机关维持2件，撤销1件。",
    "2023年，涉政府信息公开行政复议3件，行政诉讼案件2件（一审1件、二审1件）。",
    "政府信息公开类行政复议案件3件，被纠错1件；行政诉讼案件2件，已审结1件，未审结1件。",
    "全年收到因政府信息公开申请引发的行政复议3件，结果维持2件，结果纠正1件。行政诉讼2件，结果维持1件，尚未审结1件。",
    "行政复议3件，同比下降25%；行政诉讼2件，同比持平。",
    "本年度，因政府信息公开工作引发的复议、诉讼共5件。",
    "2023年因政府信息公开被申请复议3件（其中2022年结转1件），被诉2件。",
    "发生行政复议3件，行政诉讼2件，投诉举报0件。",
]
#: about what it publishes, decides and does
WORK = [
    "全年制发行政规范性文件3件，废止2件，现行有效10件。",
    "2023年，我局制定行政规范性文件3件，全部在网站公开并解读，解读率100%。",
    "制定并公开规范性文件3件，废止或修改规范性文件2件。",
    "本年度公开规范性文件8件，其中新制定3件。",
    "全年办理行政许可55件，行政处罚7件，行政强制1件，全部在网站公示。",
    "依法公开行政许可、行政处罚信息62条，其中行政许可55条，行政处罚7条。",
    "办理行政处罚案件7件，罚没款12万元。",
    "全年主动公开政府信息1200条，其中规范性文件3条，行政许可40条，行政处罚5条。",
    "公开财政预决算信息12条，行政事业性收费12万元。",
    "行政许可事项共38项，行政处罚事项120项，权力清单均已公开。",
    "2023年度新增规范性文件3件，现存有效规范性文件10件。",
    "全年共起草市政府规范性文件2件，局发规范性文件3件。",
    "梳理现行有效规范性文件10件，宣布失效2件。",
    "年内完成规范性文件合法性审查6件，备案3件。",
    "代区政府起草规范性文件1件。",
    "全区各单位共制发规范性文件20件。",
    "2022年制发规范性文件5件，2023年制发3件。",
    "开展行政许可双公示，上报行政许可数据60条、行政处罚数据8条。",
    "作出行政许可决定55件，不予许可2件。",
    "全年受理行政许可申请60件，办结55件。",
    "全年行政处罚立案10件，结案7件。",
    "主动公开政府信息总数为230条，历年累计3600条。",
    "通过区政府网站公开信息230条，同比增长15%；微信公众号发布信息450条，同比下降5%。",
    "网站公开230条，其中概况类30条，政务动态类100条，信息公开目录100条。",
    "发布政策解读8篇，其中图文解读5篇，视频解读3篇；回应公众关注热点或重大舆情12次。",
    "区长信箱收到来信230件，办结225件，办结率97.8%。",
    "收到12345热线工单1200件，办结率100%，满意率98.5%。",
    "举办新闻发布会2场，参加在线访谈3次，收到网民留言56条，全部答复。",
    "组织培训2次，培训人员120人次。",
    "办理人大代表建议12件、政协提案8件，办复率100%。",
    "收到政府信息公开申请12件，其中网络申请8件、信函申请4件；收到咨询电话56个。",
    "全年接到电话咨询申请公开事宜30次，收到书面申请12件。",
    "政府信息公开申请接收渠道3个：现场、信函、网络。",
]
#: with other years, channels, contents
YEARS = [
    "2022年12月收到的1件申请已于2023年1月办结。",
    "按照《2022年政务公开工作要点》要求，完善工作机制。",
    "2022年度政府信息公开工作年度报告于2023年1月20日发布。",
    "根据2022年第三方评估反馈的问题，逐项整改到位。",
    "对2020年以来制发的文件进行全面清理。",
    "自2019年《条例》修订以来，累计公开信息3000条。",
    "公开2022年度部门决算和2023年度部门预算。",
    "2024年，我局将继续做好政府信息公开工作。",
    "截至2023年12月底，网站共有栏目30个。",
    "相比2022年，主动公开数量增加20条。",
    "2023年与2022年相比，收到申请增加3件。",
    "全年共公开信息300条，比2022年的280条增加20条。",
    "2022年底出台的《管理办法》自2023年3月1日起施行。",
    "十四五期间（2021—2025年），持续推进公开标准化。",
    "2022-2023年度考核优秀。",
    "2023年收到2022年结转的申请1件。",
    "上年度（2022年）结转申请1件，已办结。",
    "落实国办2021年30号文件要求。",
    "完成2022年政府工作报告任务公开。",
    "在2022年度全区政务公开考评中位列第一。",
    "2023年1—6月公开信息100条，7—12月公开信息130条，全年共公开230条。",
    "第一季度公开50条，第二季度60条，第三季度70条，第四季度50条，全年共230条。",
    "主动公开政府信息230条，其中通过网站公开180条，通过公众号公开120条。",
    "公开信息230条（其中网站200条、公众号30条），解读8篇。",
    "全年累计发布信息1.2万条，阅读量达350万次。",
    "共有政务新媒体3个，其中微信公众号2个、抖音号1个。",
    "设置政务公开专区5处，其中区级1处、镇街4处。",
    "网站访问量30万次，独立用户5万个，总访问量较上年增长12.5%。",
    "答复网民留言56条，平均办理时间3天，公开答复20条。",
    "开展政务公开日活动1次，发放宣传资料500份，解答咨询80余人次。",
    "检查错敏词120处，整改120处，整改率100%。",
    "新增公开目录12项，调整8项，删除3项，现有公开事项260项。",
    "全年新收政府信息公开申请12件，同比上升33%。",
    "受理申请12件，比上年多3件；办结12件，比上年多4件。",
    "收到申请12件，其中9月份1件、10月份5件、11月份6件。",
    "收到12名申请人提出的政府信息公开申请12件。",
    "共收到申请12件，涉及申请人8人。",
    "共收到政府信息公开申请12件次。",
    "收到申请12件，补正3件，延期2件，征求第三方意见1件。",
    "收到政府信息公开申请12件，出具答复书12份，送达回证12份。",
    "依申请公开答复12件，其中当面送达2件，邮寄送达10件。",
    "全年共审核依申请公开答复书30份。",
    "指导各单位办理依申请公开50件次。",
    "会同区住建局办理联合申请2件。",
]
#: of a government with its units
UNITS = [
    "2023年，全区共收到政府信息公开申请120件，同比增长20%，其中区政府办公室收到35件，区住建局收到40件，区自然资源局收到20件，其他单位收到25件。",
    "区政府本级共收到申请35件，均按期答复。",
    "区政府办共受理申请35件，其中予以公开10件，部分公开5件。",
    "全区新收申请120件，上年结转10件，办结120件，结转下年10件。其中予以公开70件，占58.3%；部分公开10件，占8.3%；不予公开10件，占8.3%；无法提供20件，占16.7%；不予处理5件，占4.2%；其他处理5件，占4.2%。",
    "全区各级行政机关共办理政府信息公开申请130件（含上年结转10件），答复120件，其余10件将于2024年答复。",
    "全区行政复议10件，维持6件，纠正2件，其他结果1件，尚未审结1件；行政诉讼5件，维持4件，尚未审结1件。",
    "区司法局办理政府信息公开行政复议案件8件。",
    "行政复议纠错率20%，行政诉讼败诉率0%。",
    "全区制发行政规范性文件3件，其中区政府2件，部门1件。",
    "区政府制发规范性文件2件，区政府办公室制发1件。",
    "全区办理行政许可55件，行政处罚7件，行政强制1件，收取行政事业性收费12万元。",
    "从申请方式看，网络申请80件、信函申请30件、当面申请10件。",
    "从申请内容看，征地拆迁50件、城乡建设40件、其他30件。",
    "从办理单位看，区住建局40件、自然资源局20件，两部门占全区的50%。",
    "全区共收到申请120件，申请量居前三位的单位是：区住建局40件、区政府办35件、区自然资源局20件。",
    "按期办结率100%，较上年提高2个百分点。",
    "全区政府信息公开申请量由2022年的100件上升至2023年的120件。",
    "全区共收到政府信息公开申请120件次，其中重复申请5件。",
    "政府信息公开申请120件中，涉及征地的50件，占41.7%。",
    "区政府收到行政复议申请56件，其中政府信息公开类8件。",
    "全区行政应诉案件56件，其中涉及政府信息公开5件。",
    "以区政府为被申请人的复议案件2件，为被告的诉讼案件1件。",
    "对全区120件申请答复进行抽查，抽查30件，发现问题5件。",
    "区政务公开办组织评查依申请公开案卷30份。",
]
#: where nothing was received, and no case brought
NOTHING = [
    "2023年，我局未收到政府信息公开申请。",
    "本年度无依申请公开。",
    "全年依申请公开0件。",
    "2023年度未收到公民、法人和其他组织的政府信息公开申请，上年度无结转。",
    "未发生因政府信息公开申请引起的行政复议、行政诉讼。",
    "本年度没有因政府信息公开被申请行政复议、提起行政诉讼的情况。",
    "未收取任何信息处理费。",
    "收到申请0件，办结0件，结转0件。",
    "收到依申请公开零件。",
    "依申请公开情况：无。",
    "没有收到群众要求公开政府信息的申请。",
]
#: zeros beside what was received
SOME = [
    "收到申请5件，均为网络申请，未收到信函、当面申请。",
    "收到申请5件，上年无结转，无结转下年。",
    "收到政府信息公开申请5件，未发生逾期答复情况。",
    "收到申请5件，未收取费用，未发生行政复议、诉讼。",
    "收到申请5件，无不予处理情形。",
    "未收到企业、科研机构等法人组织提出的申请，收到自然人申请5件。",
    "上半年未收到申请，下半年收到申请5件。",
    "收到申请5件，未发现重复申请，没有无法提供的情形。",
    "未出现因不予公开而引发投诉举报的情况。",
    "没有应公开未公开、应答复未答复的情况。",
    "未因信息公开工作被约谈、通报或追究责任。",
    "未发生泄密事件，未收到对政府信息公开工作的投诉。",
    "本年度没有对不符合规定的申请收取信息处理费。",
    "依申请公开收到5件，同比去年0件增加5件。",
    "收到申请5件，去年未收到申请。",
    "2022年未收到申请，2023年收到申请5件。",
    "本局各下属单位未收到政府信息公开申请，局机关收到5件。",
    "通过信函渠道未收到政府信息公开申请，通过网络收到5件。",
    "若未收到申请，按零报告。",
    "除5件申请外，未收到其他申请。",
    "无涉及商业秘密、个人隐私的申请，收到的5件申请均已办结。",
    "未收到重复申请公开政府信息的申请。",
    "收到申请5件，其中予以公开4件，不予公开1件，部分公开0件，无法提供0件。",
    "不存在拒收、不受理政府信息公开申请的现象。",
    "没有发生因政府信息公开引起的行政诉讼败诉案件。",
    "政府信息公开申请零差错、零投诉、零复议、零诉讼。",
    "依申请公开实现零超期、零败诉。",
    "收到政府信息公开申请5件，无一引发行政复议或诉讼。",
    "答复均未引起异议，未被提起复议和诉讼。",
    "全年没有收到意见建议，收到申请5件。",
]
#: zeros beside cases
NO_CASES = [
    "行政复议2件，均维持，无纠错案件；行政诉讼1件，未败诉。",
    "未发生因政府信息公开工作被撤销、纠正的行政复议案件。",
    "无行政复议被纠错、无行政诉讼败诉情况。",
    "行政诉讼1件，法院判决驳回原告诉讼请求。",
    "行政复议2件，未发生复议后起诉的情况。",
    "行政复议2件，行政诉讼1件，未发生国家赔偿。",
    "发生行政复议2件、行政诉讼1件，无复议后起诉案件。",
    "被申请行政复议2件，无尚未审结案件。",
    "未发生因未按期答复引发的行政复议、诉讼。",
    "本年度未出现因程序违法被提起诉讼的情形。",
    "行政复议无纠正，行政诉讼无纠正。",
    "未发生行政诉讼二审案件。",
]


def found(told: Report) -> list[str]:
    """What is said against the prose; a number it does not tell (N129) is not against it."""
    findings = validate(told, select=("N",)).findings
    return [f.message["zh"] for f in findings if not f.rule.startswith("N129")]


#: parts of the overview a sentence may stand in, or none
HERE = pytest.mark.parametrize("part", ["", "on_request"])


@HERE
@pytest.mark.parametrize("text", [*REQUESTS, *YEARS])
def test_of_a_bureau(text: str, part: str) -> None:
    """Nothing is wrong, and nothing is said."""
    told = report(text, _REQUESTS, {}, part, publisher="云岭区水利局", scope="own")
    assert found(told) == []


@pytest.mark.parametrize("part", ["", "proactive", "platform"])
@pytest.mark.parametrize("text", WORK)
def test_of_its_work(text: str, part: str) -> None:
    """Nothing is wrong, and nothing is said."""
    told = report(text, _REQUESTS, {}, part, publisher="云岭区水利局", scope="own")
    assert found(told) == []


@HERE
@pytest.mark.parametrize("text", CASES)
def test_of_cases(text: str, part: str) -> None:
    """Nothing is wrong, and nothing is said."""
    told = report(text, _REQUESTS, _CASES, part, publisher="云岭区水利局", scope="own")
    assert found(told) == []


@HERE
@pytest.mark.parametrize("text", UNITS)
def test_of_a_government(text: str, part: str) -> None:
    """Nothing is wrong, and nothing is said."""
    facts = {"publisher": "云岭区人民政府", "scope": "consolidated"}
    assert found(report(text, _OF_UNITS, _CASES_OF_UNITS, part, **facts)) == []


@HERE
@pytest.mark.parametrize("text", NOTHING)
def test_nothing_received(text: str, part: str) -> None:
    """Nothing is wrong, and nothing is said."""
    assert found(report(text, {}, {}, part, publisher="云岭区水利局", scope="own")) == []


@HERE
@pytest.mark.parametrize("text", [*SOME, *NO_CASES])
def test_zeros_beside_numbers(text: str, part: str) -> None:
    """Nothing is wrong, and nothing is said."""
    requests = {"new_received": 5, "granted": 4, "denied.state_secret": 1, "total_handled": 5}
    upheld = {
        "administrative_reconsideration": {"upheld": 2, "total": 2},
        "litigation_direct": {"upheld": 1, "total": 1},
    }
    cases = upheld if text in NO_CASES else {}
    told = report(text, requests, cases, part, publisher="云岭区水利局", scope="own")
    assert found(told) == []
