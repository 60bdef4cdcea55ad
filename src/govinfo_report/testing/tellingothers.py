"""Facts on documents, publications, columns and fees."""

from __future__ import annotations

from decimal import Decimal

from govinfo_report.testing.telling import Fact, Teller, fact, share

_P = "proactive_disclosure."
_KINDS = ("概况类", "动态类", "公告类", "财政类", "人事类", "应急类")
_NAMES = ("政策文件", "机构职能", "财政资金", "建议提案", "公开指南", "重大项目", "民生实事")
_DECISIONS = (("licensing", "行政许可"), ("penalties", "行政处罚"), ("coercion", "行政强制"))
_FEE_ROW = _P + "administrative_fees.amount_wan_yuan"
_WRONG_FEE = 315


def documents(t: Teller) -> list[Fact]:
    """Normative documents issued, repealed and in force; decisions."""
    row = _P + "normative_documents."
    known = t.get(row + "issued", row + "repealed", row + "in_force")
    made = []
    if known is not None:
        issued, repealed, in_force = known
        text = f"全年制发行政规范性文件{{}}件，废止{repealed}件，现行有效{in_force}件。"
        made.append(t.changed("information_management", text.format, issued, t.off(issued), "N126"))
    kind, name = t.rng.choice(_DECISIONS)
    decided = t.get(f"{_P}administrative_{kind}.decisions")
    if decided is not None and t.chance(0.5):
        found = ("N127",) if t.is_2021 else ()
        text = f"全年作出{name}决定{{}}件。"
        wrong = t.off(decided[0])
        made.append(t.changed("information_management", text.format, decided[0], wrong, *found))
    return made


def publications(t: Teller) -> list[Fact]:
    """Items published by kind, in lists that are complete, and vague numbers."""
    count = t.rng.randint(3, 5)
    total = t.rng.randint(40, 9000)
    parts = t.split(total, count)
    kinds = [*t.rng.sample(_KINDS, count - 1), "其他"]
    marker, joint = t.pick("，其中", "，包括", "，分为", "，其中：", ""), t.pick("、", "，", "；")
    if not marker:  # told without a word that calls them parts
        joint, marker = "、", "，"

    def tell(values: list[int], whole: str) -> str:
        listed = joint.join(f"{k}信息{v}条" for k, v in zip(kinds, values, strict=True))
        return f"全年公开各类信息{whole}条{marker}{listed}。"

    wrong = tell([parts[0] + 9, *parts[1:]], str(total))
    made = [fact("proactive", tell(parts, t.number(total)), wrong,
                 "N133" if marker == "，" else "N102")]  # fmt: skip
    round_number = t.rng.randint(10, 90) * 100
    made.append(
        fact(
            "proactive",
            f"推送图文{round_number}余条。",
            f"推送图文{round_number + 37}余条。",
            "N136",
        )
    )
    again = f"年，发布政策解读{t.rng.randint(10, 99)}篇。"
    made.append(fact("platform", f"{t.year}{again}", f"{t.year - 1}{again}", "N105"))
    return made


def shares(t: Teller) -> list[Fact]:
    """A complete list with shares."""
    total = t.rng.randint(40, 900)
    parts = t.split(total, 3)
    decimals = t.rng.choice((1, 2))
    rates = [share(value, total, decimals) for value in parts]

    def tell(told: list[Decimal]) -> str:
        listed = "、".join(
            f"{k}{v}篇，占{s}%"
            for k, v, s in zip(("图解", "视频", "其他"), parts, told, strict=True)
        )
        return f"全年制作解读材料{total}篇，其中{listed}。"

    moved = Decimal(3)
    if rates[1] > moved and t.chance(0.5):
        wrong, found = [rates[0] + moved, rates[1] - moved, rates[2]], ["N131"]
    else:
        wrong, found = [rates[0] + moved, *rates[1:]], ["N131", "N132"]
    if wrong[0] > 100:
        return [fact("proactive", tell(rates))]
    return [fact("proactive", tell(rates), tell(wrong), *found)]


def lists(t: Teller) -> list[Fact]:
    """A number of columns and their names."""
    count = t.rng.randint(3, 6)
    names = "、".join(t.rng.sample(_NAMES, count))
    text = f"网站现有一级栏目{{}}个，包括：{names}。"
    return [fact("platform", text.format(count), text.format(count + 1), "N135")]


def fees(t: Teller) -> list[Fact]:
    """That no processing fee was collected."""
    text = t.pick("本年度没有收取信息处理费。", "全年未收取政府信息公开信息处理费。")
    found = ["N303"] if t.is_2021 else []
    collected = t.values.get(_FEE_ROW)
    if collected is not None and collected * 10_000 < _WRONG_FEE:
        found.append("N302")
    requests = t.get("requests.new_received.total", "requests.carried_in.total")
    if t.is_2021 and requests is not None and not any(requests):
        found.append("N305")
    if t.is_2021 and t.chance(0.3):
        return [
            fact(
                "other", text + text, f"{text}本年度收取信息处理费{_WRONG_FEE}元。", "N301", *found
            )
        ]
    return [fact("other", text, f"本年度收取信息处理费{_WRONG_FEE}元。", *found)]


TELLERS = (documents, publications, shares, lists, fees)
