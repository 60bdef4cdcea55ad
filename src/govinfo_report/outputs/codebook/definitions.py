"""What the rows and columns of the forms count, in words of our own (a table, not code).

A figure is defined by its row and its column.  Sources: the labels and notes of the forms, the
Regulations on Open Government Information (articles 14-16 and 30-39), 国办函〔2020〕109号 for the
fee, and the official guidance on how litigation is counted.
"""

from __future__ import annotations

#: address of a row -> (zh, en); rows of table 2 differ between the editions
ROWS: dict[str, tuple[str, str]] = {
    "proactive_disclosure.administrative_rules": (
        "国务院部门、省级、设区的市和自治州人民政府制定的规章；其他单位没有",
        "rules made by departments of the State Council, provinces, cities with districts and "
        "autonomous prefectures; other bodies have none",
    ),
    "proactive_disclosure.normative_documents": (
        "行政规范性文件", "administrative documents of general application below rules",
    ),
    "proactive_disclosure.administrative_licensing": ("行政许可", "administrative licences"),
    "proactive_disclosure.other_external_services": (
        "行政许可以外的对外管理服务事项；各地口径不一，有的含处罚、强制，有的不含",
        "powers and services other than licences; some regions count penalties and coercion in, "
        "others do not",
    ),
    "proactive_disclosure.administrative_penalties": ("行政处罚", "administrative penalties"),
    "proactive_disclosure.administrative_coercion": (
        "行政强制", "administrative coercive measures",
    ),
    "proactive_disclosure.administrative_fees": (
        "行政事业性收费", "administrative and institutional fees",
    ),
    "proactive_disclosure.centralized_procurement": (
        "政府集中采购", "centralized government procurement",
    ),
    "requests.new_received": ("本年收到的申请", "requests received in the year"),
    "requests.carried_in": (
        "上年收到、上年年底尚未办结的申请", "requests of earlier years not closed when the year began",
    ),
    "requests.granted": ("全部公开的申请", "requests answered with all that was asked for"),
    "requests.partially_granted": (
        "经区分处理、只公开一部分的申请；只计这一情形",
        "requests answered in part after separation; counted here only",
    ),
    "requests.denied": ("不予公开各项之和", "requests denied, the sum of the grounds"),
    "requests.denied.state_secret": ("属于国家秘密（条例第十四条）", "state secret (art. 14)"),
    "requests.denied.prohibited_by_law": (
        "其他法律、行政法规禁止公开（第十四条）", "disclosure forbidden by another law (art. 14)",
    ),
    "requests.denied.security_and_stability": (
        "公开后可能危及国家安全、公共安全、经济安全、社会稳定（第十四条）",
        "would endanger national, public or economic security or social stability (art. 14)",
    ),
    "requests.denied.third_party_rights": (
        "涉及商业秘密、个人隐私等，公开会损害第三方权益（第十五条）",
        "would harm a third party: trade secrets, privacy (art. 15)",
    ),
    "requests.denied.internal_affairs": (
        "人事管理、后勤管理、内部工作流程（第十六条第一款）",
        "personnel, logistics, internal workflow (art. 16 para. 1)",
    ),
    "requests.denied.deliberative_process": (
        "讨论记录、过程稿、磋商信函、请示报告（第十六条第二款）",
        "records of discussion, drafts, consultation letters, requests for instructions "
        "(art. 16 para. 2)",
    ),
    "requests.denied.enforcement_file": (
        "行政执法案卷（第十六条第二款）", "enforcement files (art. 16 para. 2)",
    ),
    "requests.denied.administrative_inquiry": (
        "另有查询规定的登记资料，如工商、不动产登记（第三十六条第七项）",
        "registers with access rules of their own, such as business or land (art. 36 no. 7)",
    ),
    "requests.unable_to_provide": (
        "无法提供各项之和", "requests for what cannot be provided, the sum of the grounds",
    ),
    "requests.unable_to_provide.not_held": (
        "信息不存在，或不由本机关负责公开", "the organ does not hold the information",
    ),
    "requests.unable_to_provide.creation_required": (
        "须加工、分析才能形成（第三十八条）", "would have to be made or worked out (art. 38)",
    ),
    "requests.unable_to_provide.still_unclear": (
        "补正后申请内容仍不明确（第三十条）", "still unclear after correction (art. 30)",
    ),
    "requests.not_processed": (
        "不予处理各项之和", "requests not processed, the sum of the grounds",
    ),
    "requests.not_processed.petition_or_complaint": (
        "以申请公开的形式进行信访、举报、投诉（第三十九条）",
        "petitions, reports or complaints in the shape of a request (art. 39)",
    ),
    "requests.not_processed.repeat_request": (
        "就相同信息重复申请（第三十六条第六项）", "the same request again (art. 36 no. 6)",
    ),
    "requests.not_processed.public_publication": (
        "要求提供公开出版物（第三十九条）", "asks for a publication on sale (art. 39)",
    ),
    "requests.not_processed.unjustified_mass_requests": (
        "无正当理由大量、反复申请（第三十五条）",
        "large numbers of requests without good reason (art. 35)",
    ),
    "requests.not_processed.confirm_or_reissue": (
        "要求确认或重新出具已获取的信息（第三十九条）",
        "asks to confirm or reissue what was already obtained (art. 39)",
    ),
    "requests.other_handling": (
        "其他处理：2019 版印为一行，2021 版为三项之和",
        "other handling: one printed row in the 2019 form, the sum of three in the 2021 form",
    ),
    "requests.other_handling.uncorrected_overdue": (
        "逾期不补正，不再处理（第三十条）", "closed, as not corrected in time (art. 30)",
    ),
    "requests.other_handling.fee_unpaid_overdue": (
        "逾期未缴纳信息处理费，不再处理（国办函〔2020〕109号）",
        "closed, as the processing fee was not paid in time (国办函〔2020〕109号)",
    ),
    "requests.other_handling.other": (
        "其余情形，多为申请人撤回、合并办理等", "the rest, mostly withdrawn or merged requests",
    ),
    "requests.total_handled": ("本年办结的申请", "requests closed in the year"),
    "requests.carried_out": (
        "年底尚未办结、结转下年度的申请", "requests not closed at the end of the year",
    ),
    "review_and_litigation.administrative_reconsideration": (
        "因政府信息公开申请的行政复议案件", "reconsideration cases on open government information",
    ),
    "review_and_litigation.litigation_direct": (
        "未经复议直接起诉的政府信息公开行政诉讼案件；由信息公开行为被诉的机关统计",
        "court cases on open government information without prior reconsideration; counted by the "
        "organ whose act is challenged",
    ),
    "review_and_litigation.litigation_after_reconsideration": (
        "经复议后起诉的政府信息公开行政诉讼案件；复议机关仅为共同被告的不计",
        "court cases on open government information after reconsideration; not counted by the "
        "reconsideration organ when it is only co-defendant",
    ),
}  # fmt: skip

#: id of a column -> (zh, en)
COLUMNS: dict[str, tuple[str, str]] = {
    "natural_person": ("申请人为自然人", "requesters are natural persons"),
    "commercial_enterprise": ("申请人为商业企业", "requesters are commercial enterprises"),
    "research_institution": ("申请人为科研机构", "requesters are research institutions"),
    "public_welfare_organization": (
        "申请人为社会公益组织", "requesters are public welfare organizations",
    ),
    "legal_service_institution": (
        "申请人为法律服务机构", "requesters are legal service institutions",
    ),
    "other_organization": ("申请人为其他组织", "requesters are other organizations"),
    "newly_made": ("本年新制作", "made in the year"),
    "newly_published": ("本年新公开", "first published in the year"),
    "total_published": ("年底对外公开的总数", "open to the public at the end of the year"),
    "issued": ("本年制发", "issued in the year"),
    "repealed": ("本年废止", "repealed in the year"),
    "in_force": ("年底现行有效", "in force at the end of the year"),
    "items_previous_year": ("上一年的事项数（不是办件数）", "items of the year before (not cases)"),
    "items_net_change": (
        "事项数的本年增减，可为负", "net change of the number of items, which may be negative",
    ),
    "amount_wan_yuan": ("本年收费总额", "amount collected in the year"),
    "count": ("采购项目数", "projects"),
    "amount": (
        "采购总金额；表上未印单位，以填报的单位为准",
        "total amount; the form prints no unit, so it is the one the report gives",
    ),
    "upheld": ("结果维持", "the act was upheld"),
    "corrected": ("结果纠正", "the act was corrected"),
    "other_result": ("其他结果", "another result"),
    "pending": ("年底尚未审结", "pending at the end of the year"),
}  # fmt: skip

#: what the same column means in one edition
DECISIONS: dict[str, tuple[str, str]] = {
    "2019": ("本年办理并作出决定的件数", "cases decided in the year"),
    "2021": (
        "本年作出的处理决定，含依法不公开的",
        "decisions of the year, whether published or lawfully not",
    ),
}
#: the totals of tables 3 and 4
TOTALS: dict[str, tuple[str, str]] = {
    "requests": ("全部申请人", "all requesters"),
    "review_and_litigation": ("全部结果", "all results"),
}
#: how a converted column comes about
CONVERTED: dict[str, tuple[str, str]] = {
    "yuan": ("由印出的金额精确换算为元", "the printed amount in yuan, converted exactly"),
    "wan": (
        "由印出的金额精确换算为万元", "the printed amount in 10 000 yuan, converted exactly",
    ),
}  # fmt: skip
