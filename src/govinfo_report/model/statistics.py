"""The table of 2014, 政府信息公开情况统计表, as typed classes: one figure per printed row.

Source: 国办发〔2014〕32号, for the reports of 2014 to 2018.  Its rows are numbered in three levels
(一、 （一） 1．), rows behind 其中 are part of the row they stand under, and some headings have no
figure of their own.  Names that are a figure and a group end in ``total``.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from attrs import field, frozen

ONLY_2014 = ("2014",)
#: number of rows behind 其中, which have none of their own
AMONG = "其中："


def indicator(
    number: str,
    label: str,
    en: str,
    *,
    unit: str = "件",
    level: int,
    note: str = "",
    heads: tuple[tuple[str, str, str, int], ...] = (),
    of: str = "",
    kind: str = "count",
    variants: tuple[str, ...] = (),
) -> Any:
    """A printed row with one figure.

    ``level`` is its depth (0 for 一、), ``heads`` the headings without figures printed above it
    (number, label, English, level), ``of`` the address below ``statistics`` of the row that a row
    behind 其中 is part of.
    """
    return field(
        default=None,
        metadata={
            "role": "column", "number": number, "label": label, "en": en, "unit": unit,
            "note": note, "level": level, "heads": heads, "part_of": of, "kind": kind,
            "variants": variants, "editions": ONLY_2014, "under": (),
        },
    )  # fmt: skip


def part(en: str) -> Any:
    """A group of rows that share the first part of their names."""
    return field(metadata={"role": "part", "label": "", "en": en, "editions": ONLY_2014})


@frozen(kw_only=True)
class ProactiveCounts:
    """一、（一） Information disclosed on the organ's own initiative (条)."""

    total: int | None = indicator(
        "（一）", "主动公开政府信息数", "items disclosed proactively", unit="条", level=1,
        note="（不同渠道和方式公开相同信息计1条）",
        heads=(("一、", "主动公开情况", "proactive disclosure", 0),),
    )  # fmt: skip
    normative_documents: int | None = indicator(
        AMONG, "主动公开规范性文件数", "of these, normative documents", unit="条", level=3,
        of="proactive.total",
    )  # fmt: skip


@frozen(kw_only=True)
class Channels:
    """一、（二） Items (条) by channel; one item counts in every channel it went through."""

    gazette: int | None = indicator(
        "1．", "政府公报公开政府信息数", "items in the gazette", unit="条", level=2,
        heads=(("（二）", "通过不同渠道和方式公开政府信息的情况", "by channel", 1),),
        variants=("政府公报公开信息数",),
    )  # fmt: skip
    website: int | None = indicator(
        "2．", "政府网站公开政府信息数", "items on the website", unit="条", level=2,
        variants=("政府网站公开信息数",),
    )  # fmt: skip
    weibo: int | None = indicator(
        "3．", "政务微博公开政府信息数", "items on Weibo", unit="条", level=2,
        variants=("政务微博公开信息数",),
    )  # fmt: skip
    wechat: int | None = indicator(
        "4．", "政务微信公开政府信息数", "items on WeChat", unit="条", level=2,
        variants=("政务微信公开信息数",),
    )  # fmt: skip
    other: int | None = indicator(
        "5．", "其他方式公开政府信息数", "items in other ways", unit="条", level=2,
        variants=("其它方式公开政府信息数", "其他方式公开信息数"),
    )  # fmt: skip


@frozen(kw_only=True)
class Responses:
    """二、 Interpretation of policy and responses to public concern."""

    total: int | None = indicator(
        "（一）", "回应公众关注热点或重大舆情数", "matters of public concern responded to",
        unit="次", level=1, note="（不同方式回应同一热点或舆情计1次）",
        heads=(("二、", "回应解读情况", "responses and interpretation", 0),),
    )  # fmt: skip
    press_conferences: int | None = indicator(
        "1．", "参加或举办新闻发布会总次数", "press conferences", unit="次", level=2,
        heads=(("（二）", "通过不同渠道和方式回应解读的情况", "by channel", 1),),
        variants=("参加或举办新闻发布会次数", "参加或举办新闻发布会总数"),
    )  # fmt: skip
    press_conferences_by_head: int | None = indicator(
        AMONG, "主要负责同志参加新闻发布会次数", "of these, with the head of the organ",
        unit="次", level=3, of="response.press_conferences",
    )  # fmt: skip
    online_interviews: int | None = indicator(
        "2．", "政府网站在线访谈次数", "online interviews", unit="次", level=2,
        variants=("政府网站在线访谈总次数",),
    )  # fmt: skip
    online_interviews_by_head: int | None = indicator(
        AMONG, "主要负责同志参加政府网站在线访谈次数", "of these, with the head of the organ",
        unit="次", level=3, of="response.online_interviews",
    )  # fmt: skip
    policy_interpretations: int | None = indicator(
        "3．", "政策解读稿件发布数", "policy interpretations published", unit="篇", level=2,
        variants=("政策解读稿件发布数量",),
    )  # fmt: skip
    social_media: int | None = indicator(
        "4．", "微博微信回应事件数", "responses on Weibo and WeChat", unit="次", level=2
    )
    other: int | None = indicator(
        "5．", "其他方式回应事件数", "responses in other ways", unit="次", level=2,
        variants=("其它方式回应事件数",),
    )  # fmt: skip


@frozen(kw_only=True)
class RequestCounts:
    """三、（一）（二） Requests (件) received by way of submission, and closed."""

    received: int | None = indicator(
        "（一）", "收到申请数", "requests received", level=1,
        heads=(("三、", "依申请公开情况", "disclosure on request", 0),),
        variants=("收到申请总数",),
    )  # fmt: skip
    in_person: int | None = indicator("1．", "当面申请数", "submitted in person", level=2)
    fax: int | None = indicator("2．", "传真申请数", "submitted by fax", level=2)
    online: int | None = indicator("3．", "网络申请数", "submitted online", level=2)
    letter: int | None = indicator("4．", "信函申请数", "submitted by letter", level=2)
    closed: int | None = indicator(
        "（二）", "申请办结数", "requests closed", level=1, variants=("申请办结总数",)
    )
    closed_on_time: int | None = indicator("1．", "按时办结数", "closed on time", level=2)
    closed_extended: int | None = indicator("2．", "延期办结数", "closed after extension", level=2)


@frozen(kw_only=True)
class DeniedReplies:
    """三、（三）4 Requests denied (件), by ground."""

    total: int | None = indicator(
        "4．", "不同意公开答复数", "denied", level=2, variants=("不同意公开答复总数",)
    )
    state_secret: int | None = indicator(
        AMONG, "涉及国家秘密", "denied: state secret", level=3, of="replies.denied.total",
        variants=("涉及国家秘密数",),
    )  # fmt: skip
    trade_secret: int | None = indicator(
        "", "涉及商业秘密", "denied: trade secret", level=3, of="replies.denied.total",
        variants=("涉及商业秘密数",),
    )  # fmt: skip
    privacy: int | None = indicator(
        "", "涉及个人隐私", "denied: privacy", level=3, of="replies.denied.total",
        variants=("涉及个人隐私数",),
    )  # fmt: skip
    security_and_stability: int | None = indicator(
        "", "危及国家安全、公共安全、经济安全和社会稳定", "denied: security and stability",
        level=3, of="replies.denied.total",
        variants=("危及国家安全、公共安全、经济安全和社会稳定数",),
    )  # fmt: skip
    not_government_information: int | None = indicator(
        "", "不是《条例》所指政府信息", "denied: not government information", level=3,
        of="replies.denied.total",
        variants=("不是《条例》所指政府信息数", "非《条例》所指政府信息"),
    )  # fmt: skip
    other_legal: int | None = indicator(
        "", "法律法规规定的其他情形", "denied: other legal grounds", level=3,
        of="replies.denied.total",
        variants=("法律法规规定的其他情形数", "法律法规规定的其它情形"),
    )  # fmt: skip


@frozen(kw_only=True)
class Replies:
    """三、（三） Replies (件) by outcome."""

    total: int | None = indicator(
        "（三）", "申请答复数", "replies", level=1, variants=("申请答复总数",)
    )
    already_public: int | None = indicator("1．", "属于已主动公开范围数", "already public", level=2)
    granted: int | None = indicator("2．", "同意公开答复数", "granted", level=2)
    partially_granted: int | None = indicator(
        "3．", "同意部分公开答复数", "partially granted", level=2
    )
    denied: DeniedReplies = part("denied")
    other_organ: int | None = indicator(
        "5．", "不属于本行政机关公开数", "another organ's information", level=2
    )
    not_existing: int | None = indicator(
        "6．", "申请信息不存在数", "information does not exist", level=2
    )
    asked_to_amend: int | None = indicator(
        "7．", "告知作出更改补充数", "asked to amend the request", level=2
    )
    referred: int | None = indicator(
        "8．", "告知通过其他途径办理数", "referred to other procedures", level=2,
        variants=("告知通过其它途径办理数",),
    )  # fmt: skip


@frozen(kw_only=True)
class Reconsideration:
    """四、 Administrative reconsideration (件)."""

    total: int | None = indicator("四、", "行政复议数量", "administrative reconsideration", level=0)
    upheld: int | None = indicator(
        "（一）", "维持具体行政行为数", "reconsideration: upheld", level=1
    )
    corrected: int | None = indicator(
        "（二）", "被依法纠错数", "reconsideration: corrected", level=1
    )
    other: int | None = indicator(
        "（三）", "其他情形数", "reconsideration: other", level=1, variants=("其它情形数",)
    )


@frozen(kw_only=True)
class Litigation:
    """五、 Administrative litigation (件)."""

    total: int | None = indicator("五、", "行政诉讼数量", "administrative litigation", level=0)
    upheld: int | None = indicator(
        "（一）", "维持具体行政行为或者驳回原告诉讼请求数", "litigation: upheld or dismissed",
        level=1, variants=("维持具体行政行为或驳回原告诉讼请求数",),
    )  # fmt: skip
    corrected: int | None = indicator("（二）", "被依法纠错数", "litigation: corrected", level=1)
    other: int | None = indicator(
        "（三）", "其他情形数", "litigation: other", level=1, variants=("其它情形数",)
    )


@frozen(kw_only=True)
class Staff:
    """八、（三） People working on disclosure (人)."""

    total: int | None = indicator(
        "（三）", "从事政府信息公开工作人员数", "staff", unit="人", level=1
    )
    full_time: int | None = indicator(
        "1．", "专职人员数", "staff: full-time", unit="人", level=2,
        note="（不包括政府公报及政府网站工作人员数）",
    )  # fmt: skip
    part_time: int | None = indicator("2．", "兼职人员数", "staff: part-time", unit="人", level=2)


@frozen(kw_only=True)
class Organization:
    """八、 Offices, reading points, staff and budget."""

    units: int | None = indicator(
        "（一）", "政府信息公开工作专门机构数", "offices for disclosure", unit="个", level=1,
        heads=(("八、", "机构建设和保障经费情况", "organization and budget", 0),),
    )  # fmt: skip
    reading_points: int | None = indicator(
        "（二）", "设置政府信息公开查阅点数", "reading points", unit="个", level=1,
        variants=("设置政府信息查阅点数",),
    )  # fmt: skip
    staff: Staff = part("staff")
    budget: Decimal | None = indicator(
        "（四）", "政府信息公开专项经费", "budget, in 10 000 yuan", unit="万元", level=1,
        note="（不包括用于政府公报编辑管理及政府网站建设维护等方面的经费）", kind="amount",
    )  # fmt: skip


@frozen(kw_only=True)
class Training:
    """九、 Meetings and training."""

    meetings: int | None = indicator(
        "（一）", "召开政府信息公开工作会议或专题会议数", "meetings", unit="次", level=1,
        heads=(("九、", "政府信息公开会议和培训情况", "meetings and training", 0),),
    )  # fmt: skip
    courses: int | None = indicator(
        "（二）", "举办各类培训班数", "training courses", unit="次", level=1
    )
    trainees: int | None = indicator(
        "（三）", "接受培训人员数", "people trained", unit="人次", level=1
    )


@frozen(kw_only=True)
class Statistics:
    """政府信息公开情况统计表: the 58 figures of the table of 2014."""

    proactive: ProactiveCounts = part("proactive disclosure")
    normative_documents_issued: int | None = indicator(
        "", "制发规范性文件总数", "normative documents issued", level=3
    )
    channel: Channels = part("by channel")
    response: Responses = part("responses")
    requests: RequestCounts = part("requests")
    replies: Replies = part("replies")
    reconsideration: Reconsideration = part("reconsideration")
    litigation: Litigation = part("litigation")
    complaints: int | None = indicator("六、", "举报投诉数量", "complaints", level=0)
    request_fees: Decimal | None = indicator(
        "七、", "依申请公开信息收取的费用", "fees for requests, in 10 000 yuan", unit="万元",
        level=0, kind="amount", variants=("依申请公开信息收取费用",),
    )  # fmt: skip
    org: Organization = part("organization")
    training: Training = part("training")
