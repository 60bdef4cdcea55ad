"""Facts on requests and their outcomes, on reconsideration and litigation."""

from __future__ import annotations

from govinfo_report.testing.telling import Fact, Teller, fact, impossible, share

_R, _L = "requests.", "review_and_litigation."
_COLUMNS = (
    "natural_person", "commercial_enterprise", "research_institution",
    "public_welfare_organization", "legal_service_institution", "other_organization",
)  # fmt: skip
_BODIES = ("县水务局", "县农业农村局", "云桥镇", "县卫生健康局", "临溪镇")
_CHANNELS = (("当面", "信函", "网络"), ("现场", "邮寄", "在线平台"), ("网络", "传真", "邮箱"))
_OUTCOMES = (
    ("granted", "予以公开", "N113"), ("partially_granted", "部分公开", "N114"),
    ("denied", "不予公开", "N116"), ("unable_to_provide", "无法提供", "N117"),
    ("not_processed", "不予处理", "N118"), ("other_handling", "其他处理", "N119"),
    ("denied.enforcement_file", "属于行政执法案卷", "N120"),
    ("not_processed.repeat_request", "重复申请", "N120"),
)  # fmt: skip
_RESULTS = ("upheld", "corrected", "other_result", "pending")
_RESULT_NAMES = ("结果维持", "结果纠正", "其他结果", "尚未审结")
_REQUESTS = "on_request"


def received(t: Teller) -> list[Fact]:
    """How many requests were received: alone, with growth, divided, or none."""
    known = t.get(_R + "new_received.total")
    if known is None:
        return []
    (new,) = known
    carried, *unknown = t.get(_R + "carried_in.total") or (0, None)
    # a blank carry leaves open what a wrong number may mean
    found = () if unknown else ("N101",)
    if not new:
        text = t.pick("全年未收到政府信息公开申请。", "没有收到公民、法人和其他组织提出的政府信息公开申请。",
                      "全年收到政府信息公开申请0件。")  # fmt: skip
        wrong = f"全年共收到政府信息公开申请{t.off(0, carried)}件。"
        return [fact(_REQUESTS, text, wrong, *found)]
    lead = t.pick(
        "全年共收到政府信息公开申请", "本年度新收政府信息公开申请", f"{t.year}年，收到依申请公开"
    )
    if t.chance(0.15):
        return [fact(_REQUESTS, f"{lead}{new}件。", "全年未收到政府信息公开申请。", "N104")]
    if t.chance(0.3):
        return [_grown(t, f"{lead}{t.number(new)}件", new)]
    if new >= 12 and t.chance(0.5):
        return [_divided(t, f"{lead}{new}件", new)]
    wrong_number = t.off(new, new + carried, new - carried)
    if t.chance(0.2):
        again = f"前述共收到政府信息公开申请{{}}件，{lead}{new}件。"
        return [t.changed(_REQUESTS, again.format, new, wrong_number, *found, "N134")]
    return [t.changed(_REQUESTS, lambda n: f"{lead}{n}件。", new, wrong_number, *found)]


def _grown(t: Teller, lead: str, new: int) -> Fact:
    decimals = t.rng.choice((0, 1, 2))
    before = max(1, new + t.rng.randint(-new // 2, new))
    rate = share(new - before, before, decimals)
    way = t.pick("同比", "较上年") + ("增长" if new >= before else "下降")
    wrong = impossible(new, rate, decimals)
    text = f"{lead}，{way}{abs(rate)}%。"
    if wrong is None:
        return fact(_REQUESTS, text)
    return fact(_REQUESTS, text, f"{lead}，{way}{abs(wrong)}%。", "N103")


def _divided(t: Teller, lead: str, new: int) -> Fact:
    parts = t.split(new, 3)
    names, rule = [*t.rng.sample(_BODIES, 2), "其余单位"], "N122"
    if t.chance(0.5):
        names, rule = list(t.rng.choice(_CHANNELS)), "N123"

    def tell(values: list[int]) -> str:
        listed = "、".join(f"{n}{v}件" for n, v in zip(names, values, strict=True))
        return f"{lead}，其中{listed}。"

    return fact(_REQUESTS, tell(parts), tell([parts[0] + 4, *parts[1:]]), "N102", rule)


def balance(t: Teller) -> list[Fact]:
    """What was carried in and out, and closed."""
    known = t.get(_R + "carried_in.total", _R + "total_handled.total", _R + "carried_out.total")
    new = t.get(_R + "new_received.total")
    if known is None or new is None:
        return []
    carried_in, handled, left = known
    words = t.pick("上年结转{}件。", "上年度结转申请{}件。")
    made = [t.changed(_REQUESTS, words.format, carried_in, t.off(carried_in), "N110")]
    closed = t.pick("当年办结政府信息公开申请{}件。", "依法办结申请{}件。")
    if handled and left and new[0] and t.chance(0.3):
        # a carry that is told would make the claim one to review
        made.append(
            fact(_REQUESTS, closed.format(handled), "所有政府信息公开申请均已办结。", "N109")
        )
        return made
    words = t.pick("结转下年度继续办理{}件。", "结转至下一年度{}件。")
    made.append(t.changed(_REQUESTS, words.format, left, t.off(left), "N112"))
    if handled:
        wrong = t.off(handled, handled + left)
        made.append(t.changed(_REQUESTS, closed.format, handled, wrong, "N111"))
    return made


def outcomes(t: Teller) -> list[Fact]:
    """One outcome, or two of them together."""
    lead = t.pick("答复决定中，", "从办理结果看，")
    both = t.get(_R + "granted.total", _R + "partially_granted.total")
    if both is not None and t.chance(0.15):
        total = sum(both)
        text = lead + "予以公开及部分公开{}件。"
        return [t.changed(_REQUESTS, text.format, total, t.off(total), "N115")]
    row, name, rule = t.rng.choice(_OUTCOMES)
    known = t.get(f"{_R}{row}.total")
    if known is None:
        return []
    leaf = t.get(_R + "unable_to_provide.not_held.total") or [0]
    wrong = t.off(known[0], *(leaf if row == "unable_to_provide" else ()))
    return [t.changed(_REQUESTS, lambda n: f"{lead}{name}{n}件。", known[0], wrong, rule)]


def applicants(t: Teller) -> list[Fact]:
    """Natural persons and organisations among the new requests."""
    rows = [t.get(*(f"{_R}{row}.{c}" for c in _COLUMNS))
            for row in ("new_received", "carried_in", "total_handled")]  # fmt: skip
    total = t.get(_R + "new_received.total")
    new, carried, handled = rows
    if new is None or carried is None or handled is None or total is None:
        return []
    natural, entities = new[0], sum(new[1:])
    if natural + entities != total[0] or not natural or not entities:
        return []
    wrong = t.off(natural, natural + carried[0], handled[0])
    text = f"申请人中，自然人{{}}件，法人或其他组织{t.number(entities)}件。"
    return [t.changed(_REQUESTS, text.format, natural, wrong, "N121")]


def reconsideration(t: Teller) -> list[Fact]:
    """Reconsiderations and their results."""
    block = _L + "administrative_reconsideration."
    known = t.get(block + "total")
    if known is None:
        return []
    (total,) = known
    results = t.get(*(block + row for row in _RESULTS)) or [0] * 4
    if not total:
        text = t.pick("未发生因政府信息公开引起的行政复议。", "因政府信息公开引起的行政复议为0件。")
        return [fact(_REQUESTS, text, "因政府信息公开被申请行政复议4件。", "N124")]
    first = f"因政府信息公开被申请行政复议{t.number(total)}件"
    choices = [fact(_REQUESTS, f"{first}。", "全年未发生因政府信息公开引起的行政复议。", "N106")]
    if results[1]:
        choices.append(fact(_REQUESTS, f"{first}。", f"{first}，没有被纠正的情况。", "N107"))
    if any(results[1:]):
        choices.append(fact(_REQUESTS, f"{first}。", f"{first}，均维持原决定。", "N108"))
    if sum(results) == total:
        at = t.rng.randrange(4)
        changed = [v + 5 if i == at else v for i, v in enumerate(results)]
        told, wrong = (
            "、".join(f"{name}{v}件" for name, v in zip(_RESULT_NAMES, values, strict=True))
            for values in (results, changed)
        )
        choices.append(
            fact(_REQUESTS, f"{first}，其中{told}。", f"{first}，其中{wrong}。", "N102", "N124")
        )
    return [t.rng.choice(choices)]


def litigation(t: Teller) -> list[Fact]:
    """Suits, both blocks together."""
    direct, after = (
        t.get(f"{_L}litigation_{block}.total") for block in ("direct", "after_reconsideration")
    )
    if direct is None or after is None:
        one = direct or after or [0]
        name = "未经复议直接起诉" if direct else "复议后起诉"
        return [fact(_REQUESTS, f"因政府信息公开{name}的行政诉讼{one[0]}件。")] if one[0] else []
    total = sum((*direct, *after))
    if not total:
        return [
            fact(
                _REQUESTS,
                "未发生因政府信息公开引起的行政诉讼。",
                "因政府信息公开引起的行政诉讼7件。",
                "N125",
            )
        ]
    text = t.pick("因政府信息公开引起的行政诉讼{}件。", "因政府信息公开被提起行政诉讼{}件。")
    return [t.changed(_REQUESTS, text.format, total, t.off(total), "N125")]


TELLERS = (received, balance, outcomes, applicants, reconsideration, litigation)
