"""What the prose counts, and which figures of the tables each quantity may stand for."""

from __future__ import annotations

from govinfo_report.narrative.statement import AdmissibleReading

_NEW = "requests.new_received.total"
_IN = "requests.carried_in.total"
_CLOSED = "requests.total_handled.total"
_OUT = "requests.carried_out.total"
_REVIEW = "review_and_litigation.administrative_reconsideration"
_DIRECT = "review_and_litigation.litigation_direct"
_AFTER = "review_and_litigation.litigation_after_reconsideration"
_SUITS = (_DIRECT, _AFTER)


def _one(identity: str, *plus: str, minus: tuple[str, ...] = ()) -> AdmissibleReading:
    return AdmissibleReading(identity, plus, minus)


_NEW_ONLY = _one("new", _NEW)
_NEW_AND_IN = _one("new-and-carried-in", _NEW, _IN)
_HANDLED = _one("handled", _CLOSED)

#: leaf outcome -> wording in prose
LEAVES: dict[str, str] = {
    "denied.state_secret": "国家秘密",
    "denied.prohibited_by_law": "(?:其他)?法律、?行政法规禁止公开",
    "denied.security_and_stability": "三安全一稳定",
    "denied.third_party_rights": "第三方合法权益",
    "denied.internal_affairs": "(?:三类)?内部事务(?:性)?",
    "denied.deliberative_process": "(?:四类)?过程性",
    "denied.enforcement_file": "行政执法案卷",
    "denied.administrative_inquiry": "行政查询(?:事项)?",
    "unable_to_provide.not_held": (
        "(?:(?:本|我)?(?:行政)?(?:机关|单位|部门|局|办|镇|街道))?不掌握(?:相关|该)?(?:政府)?"
        "|(?:政府)?信息不存在|不存在"
    ),
    "unable_to_provide.creation_required": "没有现成信息(?:、?需要?另行制作)?",
    "unable_to_provide.still_unclear": "补正后(?:申请内容)?仍不明确",
    "not_processed.petition_or_complaint": "信访、?举报、?投诉",
    "not_processed.repeat_request": "重复",
    "not_processed.public_publication": "要求提供公开出版物",
    "not_processed.unjustified_mass_requests": "(?:无正当理由)?大量反复",
    "not_processed.confirm_or_reissue": "(?:要求)?(?:行政机关)?确认或(?:者)?重新出具(?:已获取信息)?",
    "other_handling.uncorrected_overdue": "(?:申请人)?(?:无正当理由)?逾期(?:不|未)补正",
    "other_handling.fee_unpaid_overdue": "逾期未按?(?:收费通知)?(?:要求)?(?:缴纳|缴|交)(?:纳)?费(?:用)?",
}
#: column of table 3 -> wording in prose
APPLICANTS: dict[str, str] = {
    "natural_person": "自然人|公民(?:个人)?|个人",
    "legal_entities": "法人(?:或者?|和|及|、)其他组织|法人及?组织|法人",
    "commercial_enterprise": "(?:商业)?企业",
    "research_institution": "科研机构",
    "public_welfare_organization": "社会公益组织",
    "legal_service_institution": "法律服务机构",
    "other_organization": "其他组织",
}
#: channel of a request -> wording in prose
CHANNELS: dict[str, str] = {
    "in_person": "当面|现场|窗口|来访",
    "mail": "信函|邮寄|信件|邮政(?:寄送)?|挂号信|快递",
    "online": "网络|网上|网站|在线|互联网|(?:网络|公开|申请|在线)?(?:平台|系统)|线上",
    "email": "电子邮件|电子邮箱|邮箱|邮件",
    "fax": "传真",
}
_ENTITIES = (
    "commercial_enterprise", "research_institution", "public_welfare_organization",
    "legal_service_institution", "other_organization",
)  # fmt: skip


def _applicant(column: str) -> tuple[AdmissibleReading, ...]:
    columns = _ENTITIES if column == "legal_entities" else (column,)
    new = tuple(f"requests.new_received.{c}" for c in columns)
    carried = tuple(f"requests.carried_in.{c}" for c in columns)
    handled = tuple(f"requests.total_handled.{c}" for c in columns)
    return _one("new", *new), _one("new-and-carried-in", *new, *carried), _one("handled", *handled)


def _group(name: str) -> tuple[AdmissibleReading, ...]:
    return (_one("all", f"requests.{name}.total"),)


def _blocks(row: str, *blocks: str) -> tuple[AdmissibleReading, ...]:
    return (_one("all", *(f"{block}.{row}" for block in blocks)),)


READINGS: dict[str, tuple[AdmissibleReading, ...]] = {
    "requests.received": (_NEW_ONLY, _NEW_AND_IN),
    "requests.received_with_carried_in": (_NEW_AND_IN,),
    "requests.accepted": (_NEW_ONLY, _NEW_AND_IN),
    "requests.carried_in": (_one("all", _IN),),
    "requests.closed": (_HANDLED,),
    "requests.answered": (
        _HANDLED,
        _one("without-other-handling", _CLOSED, minus=("requests.other_handling.total",)),
    ),
    "requests.processed": (_HANDLED, _NEW_AND_IN, _NEW_ONLY),
    "requests.carried_out": (_one("all", _OUT),),
    "requests.granted": _group("granted"),
    "requests.disclosed": (
        *_group("granted"),
        _one("granted-and-partially", "requests.granted.total", "requests.partially_granted.total"),
    ),
    "requests.partially_granted": _group("partially_granted"),
    "requests.granted_or_partially": (
        _one("all", "requests.granted.total", "requests.partially_granted.total"),
    ),
    "requests.denied": _group("denied"),
    "requests.unable_to_provide": (
        *_group("unable_to_provide"),
        _one("leaf", "requests.unable_to_provide.not_held.total"),
    ),
    "requests.not_processed": _group("not_processed"),
    "requests.other_handling": _group("other_handling"),
    "requests.withdrawn": (_one("at-most", "requests.other_handling.other.total"),),
    "fees.information_processing": (_one("yuan", "other_matters.information_processing_fee_yuan"),),
}
READINGS |= {f"requests.{leaf}": _group(leaf) for leaf in LEAVES}
READINGS |= {f"requests.applicants.{column}": _applicant(column) for column in APPLICANTS}
#: block of table 4 as the prose names it -> its address prefixes
BLOCKS: dict[str, tuple[str, ...]] = {
    "reconsideration": (_REVIEW,),
    "litigation": _SUITS,
    "litigation_direct": (_DIRECT,),
    "litigation_after_reconsideration": (_AFTER,),
    "combined": (_REVIEW, *_SUITS),
}
RESULTS = ("upheld", "corrected", "other_result", "pending", "total")
READINGS |= {
    f"review.{block}.{row}": _blocks(row, *prefixes)
    for block, prefixes in BLOCKS.items()
    for row in RESULTS
}
READINGS |= {
    f"documents.{kind}.{what}": (_one("all", f"proactive_disclosure.{kind}.{what}"),)
    for kind in ("administrative_rules", "normative_documents")
    for what in ("issued", "repealed", "in_force")
}
READINGS |= {
    f"decisions.administrative_{kind}": (
        _one("all", f"proactive_disclosure.administrative_{kind}.decisions"),
    )
    for kind in ("licensing", "penalties", "coercion")
}

#: the six groups of outcomes; together they are all closed requests
OUTCOMES = (
    "requests.granted", "requests.disclosed", "requests.partially_granted",
    "requests.granted_or_partially", "requests.denied", "requests.unable_to_provide",
    "requests.not_processed", "requests.other_handling", "requests.withdrawn",
)  # fmt: skip


def readings_of(quantity: str) -> tuple[AdmissibleReading, ...]:
    """The readings the wording of a quantity admits; none when no table has a counterpart."""
    return READINGS.get(quantity, ())
