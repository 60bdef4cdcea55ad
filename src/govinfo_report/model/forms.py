"""The prescribed form as typed classes: what a report's tables consist of.

The fields of these classes carry label, numbering, unit, editions and legal source as metadata;
rows, columns, addresses, blank forms and the JSON Schema derive from them (``editions``).

Sources: 国办公开办函〔2021〕30号 (edition ``2021``) and 国办公开办函〔2019〕60号 (edition ``2019``),
both issued under article 50 of the Regulations on Open Government Information (State Council
Order 711); block headings of table 2 name the items of article 20.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from attrs import field, frozen

from govinfo_report.model.statistics import Statistics

BOTH = ("2019", "2021")
ONLY_2019 = ("2019",)
ONLY_2021 = ("2021",)


def column(
    label: str,
    en: str,
    *,
    unit: str | None = "件",
    under: tuple[str, ...] = (),
    variants: tuple[str, ...] = (),
    editions: tuple[str, ...] = BOTH,
    kind: str = "count",
) -> Any:
    """A printed column: its head, the group heads over it, its unit and the kind of number."""
    return field(
        default=None,
        metadata={
            "role": "column", "label": label, "en": en, "unit": unit, "under": under,
            "variants": variants, "editions": editions, "kind": kind,
        },
    )  # fmt: skip


def unit_of(column_id: str, label: str, en: str, *, editions: tuple[str, ...] = BOTH) -> Any:
    """The unit a column's cell is printed with, where the form itself prints none."""
    return field(
        default=None,
        metadata={"role": "unit", "of": column_id, "label": label, "en": en, "editions": editions},
    )


def row(
    number: str,
    label: str,
    en: str,
    *,
    item: str = "",
    variants: tuple[str, ...] = (),
    editions: tuple[str, ...] = BOTH,
    note: str = "",
    source: str = "",
) -> Any:
    """A printed row: numbering, label, the bracketed note behind it, and its legal source."""
    return field(
        metadata={
            "role": "row", "number": number, "label": label, "en": en, "item": item,
            "variants": variants, "editions": editions, "note": note, "source": source,
        },
    )  # fmt: skip


def group(
    number: str,
    label: str,
    en: str,
    *,
    variants: tuple[str, ...] = (),
    leaf_in: tuple[str, ...] = (),
    source: str = "",
) -> Any:
    """A merged label over rows.  ``leaf_in`` names editions that print it as a plain row."""
    return field(
        metadata={
            "role": "group", "number": number, "label": label, "en": en, "variants": variants,
            "leaf_in": leaf_in, "editions": BOTH, "source": source,
        },
    )  # fmt: skip


APPLICANTS = "申请人情况"
ORGANIZATIONS = "法人或其他组织"
ART20 = "第二十条第（{}）项"


@frozen
class Applicants:
    """One row of table 3: requests (件) by kind of applicant.

    In a group (``denied`` …) these are derived subtotals: ``None`` when a part is not a value.
    """

    natural_person: int | None = column("自然人", "natural persons", under=(APPLICANTS,))
    commercial_enterprise: int | None = column(
        "商业企业", "commercial enterprises", under=(APPLICANTS, ORGANIZATIONS)
    )
    research_institution: int | None = column(
        "科研机构", "research institutions", under=(APPLICANTS, ORGANIZATIONS)
    )
    public_welfare_organization: int | None = column(
        "社会公益组织", "public welfare organizations", under=(APPLICANTS, ORGANIZATIONS)
    )
    legal_service_institution: int | None = column(
        "法律服务机构", "legal service institutions", under=(APPLICANTS, ORGANIZATIONS)
    )
    other_organization: int | None = column(
        "其他", "other organizations", under=(APPLICANTS, ORGANIZATIONS), variants=("其它",)
    )
    total: int | None = column("总计", "total", under=(APPLICANTS,), variants=("合计",))


@frozen(kw_only=True)
class Denied(Applicants):
    """（三）不予公开: requests denied, by ground (articles 14–16 and 36 of the Regulations)."""

    state_secret: Applicants = row("1.", "属于国家秘密", "state secret", source="Art. 14")
    prohibited_by_law: Applicants = row(
        "2.", "其他法律行政法规禁止公开", "disclosure prohibited by other laws", source="Art. 14",
        variants=("其他法律法规禁止公开", "法律行政法规禁止公开"),
    )  # fmt: skip
    security_and_stability: Applicants = row(
        "3.", "危及“三安全一稳定”", "endangers security or stability", source="Art. 14"
    )
    third_party_rights: Applicants = row(
        "4.", "保护第三方合法权益", "protection of third parties", source="Art. 15"
    )
    internal_affairs: Applicants = row(
        "5.", "属于三类内部事务信息", "internal affairs", source="Art. 16(1)"
    )
    deliberative_process: Applicants = row(
        "6.", "属于四类过程性信息", "deliberative process", source="Art. 16(2)"
    )
    enforcement_file: Applicants = row(
        "7.", "属于行政执法案卷", "administrative enforcement file", source="Art. 16(2)",
        variants=("属于行政执法案卷信息",),
    )  # fmt: skip
    administrative_inquiry: Applicants = row(
        "8.", "属于行政查询事项", "administrative inquiry", source="Art. 36(7)",
        variants=("属于行政查询事项信息",),
    )  # fmt: skip


@frozen(kw_only=True)
class UnableToProvide(Applicants):
    """（四）无法提供: information that cannot be provided."""

    not_held: Applicants = row(
        "1.", "本机关不掌握相关政府信息", "not held by this organ", source="Art. 36(4)-(5)"
    )
    creation_required: Applicants = row(
        "2.", "没有现成信息需要另行制作", "would have to be created", source="Art. 38"
    )
    still_unclear: Applicants = row(
        "3.", "补正后申请内容仍不明确", "unclear after correction", source="Art. 30"
    )


@frozen(kw_only=True)
class NotProcessed(Applicants):
    """（五）不予处理: requests not processed."""

    petition_or_complaint: Applicants = row(
        "1.", "信访举报投诉类申请", "petition, report or complaint", source="Art. 39"
    )
    repeat_request: Applicants = row("2.", "重复申请", "repeat request", source="Art. 36(6)")
    public_publication: Applicants = row(
        "3.", "要求提供公开出版物", "public publication", source="Art. 39"
    )
    unjustified_mass_requests: Applicants = row(
        "4.", "无正当理由大量反复申请", "unjustified mass requests", source="Art. 35"
    )
    confirm_or_reissue: Applicants = row(
        "5.", "要求行政机关确认或重新出具已获取信息", "confirm or reissue", source="Art. 39"
    )


@frozen(kw_only=True)
class OtherHandling(Applicants):
    """（六）其他处理: a plain row in the 2019 form, a group of three in the 2021 form."""

    uncorrected_overdue: Applicants = row(
        "1.", "申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
        "not corrected in time", editions=ONLY_2021, source="Art. 30",
    )  # fmt: skip
    fee_unpaid_overdue: Applicants = row(
        "2.", "申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
        "fee not paid in time", editions=ONLY_2021, source="国办函〔2020〕109号",
    )  # fmt: skip
    other: Applicants = row("3.", "其他", "other", editions=ONLY_2021, variants=("其它",))


@frozen
class Requests:
    """Table 3, 收到和处理政府信息公开申请情况: requests received and handled (件)."""

    new_received: Applicants = row(
        "一、", "本年新收政府信息公开申请数量", "new requests of the year"
    )
    carried_in: Applicants = row(
        "二、", "上年结转政府信息公开申请数量", "carried over from the previous year",
        variants=("上年度结转政府信息公开申请数量", "上年结转政府信息公开申请数"),
    )  # fmt: skip
    granted: Applicants = row("（一）", "予以公开", "granted")
    partially_granted: Applicants = row(
        "（二）", "部分公开", "partially granted",
        note="（区分处理的，只计这一情形，不计其他情形）", source="Art. 37",
    )  # fmt: skip
    denied: Denied = group("（三）", "不予公开", "denied")
    unable_to_provide: UnableToProvide = group("（四）", "无法提供", "unable to provide")
    not_processed: NotProcessed = group("（五）", "不予处理", "not processed")
    other_handling: OtherHandling = group("（六）", "其他处理", "other handling", leaf_in=ONLY_2019)
    total_handled: Applicants = row("（七）", "总计", "total handled", variants=("合计",))
    carried_out: Applicants = row(
        "四、", "结转下年度继续办理", "carried forward to the next year",
        variants=("结转下一年度继续办理", "结转下年继续办理", "结转下年度办理"),
    )  # fmt: skip


@frozen
class Documents:
    """Counts (件) of normative acts: 2021 issued/repealed/in force, 2019 made/published/total."""

    newly_made: int | None = column("本年新制作数量", "newly made", editions=ONLY_2019)
    newly_published: int | None = column("本年新公开数量", "newly published", editions=ONLY_2019)
    total_published: int | None = column("对外公开总数量", "total published", editions=ONLY_2019)
    issued: int | None = column(
        "本年制发件数", "issued", editions=ONLY_2021,
        variants=("本年制发数", "制发件数", "本年新制发件数", "本年度制发件数"),
    )  # fmt: skip
    repealed: int | None = column(
        "本年废止件数", "repealed", editions=ONLY_2021,
        variants=("本年废止数", "废止件数", "本年度废止件数"),
    )  # fmt: skip
    in_force: int | None = column(
        "现行有效件数", "in force", editions=ONLY_2021, variants=("现行有效数",)
    )


@frozen
class Decisions:
    """Decisions of the year (件); in the 2019 form also the number of items (项)."""

    items_previous_year: int | None = column(
        "上一年项目数量", "items of the previous year", unit="项", editions=ONLY_2019,
        variants=("上年项目数量", "上一年度项目数量"),
    )  # fmt: skip
    items_net_change: int | None = column(
        "本年增/减", "net change of items", unit="项", editions=ONLY_2019, kind="change",
        variants=("本年增减", "本年增/减数量", "本年度增/减"),
    )  # fmt: skip
    decisions: int | None = column(
        "本年处理决定数量", "decisions", variants=("处理决定数量", "本年度处理决定数量")
    )


@frozen
class Fees:
    """行政事业性收费: 2021 the amount collected (万元), 2019 the number of items (项)."""

    items_previous_year: int | None = column(
        "上一年项目数量", "items of the previous year", unit="项", editions=ONLY_2019,
        variants=("上年项目数量", "上一年度项目数量"),
    )  # fmt: skip
    items_net_change: int | None = column(
        "本年增/减", "net change of items", unit="项", editions=ONLY_2019, kind="change",
        variants=("本年增减", "本年增/减数量", "本年度增/减"),
    )  # fmt: skip
    amount_wan_yuan: Decimal | None = column(
        "本年收费金额", "amount collected, in 10 000 yuan", unit="万元", editions=ONLY_2021,
        kind="amount", variants=("收费金额", "本年度收费金额"),
    )  # fmt: skip


@frozen
class Procurement:
    """政府集中采购 (2019): number of projects and their amount in the unit printed, if any."""

    count: int | None = column("采购项目数量", "projects", unit="项", editions=ONLY_2019)
    amount: Decimal | None = column(
        "采购总金额", "amount", unit=None, editions=ONLY_2019, kind="amount"
    )
    amount_unit: str | None = unit_of(
        "amount", "采购总金额单位", "unit of the amount as printed", editions=ONLY_2019
    )


@frozen
class ProactiveDisclosure:
    """Table 2, 主动公开政府信息情况: information disclosed on the organ's own initiative."""

    administrative_rules: Documents = row("", "规章", "administrative rules", item="一")
    normative_documents: Documents = row(
        "", "行政规范性文件", "normative documents", item="一", variants=("规范性文件",)
    )
    administrative_licensing: Decisions = row("", "行政许可", "administrative licences", item="五")
    other_external_services: Decisions = row(
        "", "其他对外管理服务事项", "other external services", item="五", editions=ONLY_2019
    )
    administrative_penalties: Decisions = row("", "行政处罚", "administrative penalties", item="六")
    administrative_coercion: Decisions = row("", "行政强制", "administrative coercion", item="六")
    administrative_fees: Fees = row("", "行政事业性收费", "administrative fees", item="八")
    centralized_procurement: Procurement = row(
        "", "政府集中采购", "centralized procurement", item="九", editions=ONLY_2019
    )


@frozen
class Results:
    """Outcomes (件) of one kind of review."""

    upheld: int | None = column("结果维持", "upheld", variants=("维持",))
    corrected: int | None = column("结果纠正", "corrected", variants=("纠正", "结果纠错"))
    other_result: int | None = column("其他结果", "other result", variants=("其它结果",))
    pending: int | None = column("尚未审结", "pending")
    total: int | None = column("总计", "total", variants=("合计",))


@frozen
class ReviewAndLitigation:
    """Table 4, 政府信息公开行政复议、行政诉讼情况: reconsideration and litigation (件)."""

    administrative_reconsideration: Results = row("", "行政复议", "administrative reconsideration")
    litigation_direct: Results = row(
        "", "未经复议直接起诉", "litigation without prior reconsideration",
        variants=("未经复议直接诉讼",),
    )  # fmt: skip
    litigation_after_reconsideration: Results = row(
        "",
        "复议后起诉",
        "litigation after reconsideration",
        variants=("复议后诉讼", "经复议后起诉"),
    )


#: the tables of the present form: table id -> (class, section number, heading of the section)
TABLES: dict[str, tuple[type, str, str]] = {
    "proactive_disclosure": (ProactiveDisclosure, "二", "主动公开政府信息情况"),
    "requests": (Requests, "三", "收到和处理政府信息公开申请情况"),
    "review_and_litigation": (ReviewAndLitigation, "四", "政府信息公开行政复议、行政诉讼情况"),
}

#: the table of 2014, which stands outside the sections
STATISTICS = "statistics"
#: every table of any edition, in the same shape (the table of 2014 has no section)
ALL_TABLES: dict[str, tuple[type, str, str]] = {
    **TABLES, STATISTICS: (Statistics, "", "政府信息公开情况统计表"),
}  # fmt: skip
