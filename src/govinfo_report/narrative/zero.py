"""Nothing, told in words: no request, no reconsideration, no suit, no lost case, no fee."""

from __future__ import annotations

from decimal import Decimal

from govinfo_report.narrative.flow import MASK, Sentence
from govinfo_report.narrative.quantities import BLOCKS, readings_of
from govinfo_report.narrative.scope import period_of, scope_of
from govinfo_report.narrative.statement import AdmissibleReading, Statement
from govinfo_report.text.lazy import lazy

_ANY = lazy(r"未|没有?|无|零|0|不存在|不涉及")
_NO = r"(?:均|都|也|皆|尚|暂)?(?:未|没有|并未|从未|无|没)(?:曾|有)?"
_WORDS = (
    r"(?:任何|一例|一起|一件|公民|法人|和|或者?|与|其他组织|、|社会|群众|公众|个人|各界|提出|提交|递交|的|对|向|"
    r"我[局办县市区镇街院委省]|本(?:机关|单位|部门|办|局|级)|关于|有关|相关|政府|政务|信息|公开|依|主动|书面|要求|获取|过|了|到|要|各类|新|其他|因|"
    r"行政机关|机关)*?"
)
_END = r"(?=[，。;:、！()]|$|的?(?:情况|情形|事项|案件|现象|件)|信息|公开|数量|和|及|，|也|,|事宜|办理|办件)"
_NO_REQUEST = lazy(
    rf"(?:(?<!如|若|是否|对|对于)(?:未|没有|没|均未|并未|从未|暂未|尚未)(?:新|曾|有)?(?:收到|接到|接收到?|收悉|受理|发生|产生|收)|"
    rf"(?:无|没有))(?:过|了)?{_WORDS}(?:申请|依申请公开)(?:公开)?(?:政府|政务)?(?:信息)?(?:公开)?{_END}"
    rf"|(?:申请|依申请公开)(?:政府|政务)?(?:信息)?(?:公开)?(?:工作|事项|数量|件数|情况|数)?(?:均|为|实现|是|:)*(?:零申请|零报告|零受理|零(?=[。，;]|件)|0(?=[。，;]))"
    rf"|(?:无|没有)(?:公民|群众|单位|个人|任何人|企业|人|、|和|或|法人|其他组织)*(?:向[^，。]{{0,8}})?(?:提出|提交)?申请(?:公开)?(?:政府)?信息(?:公开)?{_END}"
)
_SUBSET = lazy(r"重复|其他|网络|网上|信函|当面|法人(?!和|或|、|及)|企业|逾期|不予|无法|撤回")
#: 通过信函渠道未收到申请, 下属单位未收到申请: nothing by one way, or by some only
_BY_SOME = lazy(
    r"(?:信函|邮[寄件政箱]|网[络上]|当面|现场|传真|窗口|(?:下属|所属|直属|基层)[^，。;、]{0,4}(?:单位|部门|机构))"
    r"[^，。;均都、]{0,12}$"
)
_CITIZEN = lazy(r"公民|自然人|任何|个人")
_REVIEW_ZERO = lazy(
    rf"{_NO}(?P<verb>(?:发生|产生|出现|引发|涉及|收到|被|受理|接到|因|存在|有|提起|提出|申请|接)*)"
    r"(?P<object>[^，。;]{0,60})"
)
_REVIEW_NOUN = lazy(
    r"(?P<after>(?:经|行政)?复议后(?:又|再)?(?:被)?(?:提?起诉|诉讼|提起))|(?P<direct>(?:未经复议|直接)[^，。;]{0,4}(?:起诉|诉讼))|"
    r"(?P<reconsideration>复议)|(?P<litigation>诉讼|起诉|应诉)"
)
_ZERO_BEHIND = lazy(
    r"(?P<object>[^，。;]{0,50}(?:复议|诉讼)[^，。;0-9]{0,14}?)(?:案件|数量|件数|数|情况)*"
    r"(?:(?:均|都|皆|全)?(?:为|是)?(?:零(?!败诉)|0(?=[。，;]|$))|(?:均|都|皆)?(?:未|没有|零)(?:发生|产生|出现)(?![^，。;]{0,8}(?:败诉|纠错|纠正|撤销)))"
)
_REVIEW_WORD = lazy(r"复议|诉|纠错")
_LOST = lazy(r"败诉|纠错|被?纠正|被?撤销|责令|确认违法|不利")
_NO_LOSS = lazy(
    r"(?:未|没有|无|零)[^，。;]{0,36}?(?:败诉|纠错|被纠正|被撤销)|(?:败诉|纠错)(?:案件|率|数)?(?:均|都)?(?:为)?(?:零|0)"
)
_ABOUT = lazy(r"信息公开|依申请|政务公开|公开工作|申请公开|申请")
_TITLE = lazy(r"《[^》]*》")
_NO_CARRY = lazy(
    r"(?:无|没有)(?P<before>上一?年度?(?:结转|转入))|(?:无|没有)(?:需|需要)?(?P<after>结转(?:至|到)?(?:下一?年|次年))"
)
_FEE = lazy(
    r"信息(?:公开)?(?:信息)?处理费|(?:依申请|政府信息|信息)公开[^，。;]{0,8}(?:收费|费用)|(?:收取|收费)[^，。;]{0,6}(?:处理费|费用)|费用|收费"
)
_NO_FEE = lazy(
    r"(?:未|没有|不存在|无|均不|没)(?:曾|有|发生|产生|出现|涉及|进行|因|向|对|收取|收|[^，。;]{0,24}?)*?(?:收取|产生|发生|处理费|收费|费用)"
    r"|(?:处理费|收费|费用)[^，。;0-9]{0,10}(?:为)?零|(?:免费|不收取)[^，。;]{0,10}"
    r"|不收(?:取|费)|处理费[^，。;]{0,10}?:?无(?=[。;]|$)"
)
_FEE_SUBJECT = lazy(r"处理费|信息公开[^，。;]{0,10}(?:收费|费用)|收费|收取")
_AMOUNT = lazy(r"[1-9][0-9,.]*+万?元|减免")
_OF_REQUESTS = lazy(r"信息|公开|申请|收取|收费情况")
_CONDITION = lazy(r"(?:如果?|若|对于?|凡|是否|应当?|无论|除)[^，。]{0,4}$")
_PARTIAL = frozenset(("other",))
_FILED = frozenset(("on_request", "requests", "review_and_litigation", "other_matters"))
_CASES = lazy(r"复议|诉讼")
_PAUSE = lazy(r"[，;。]|(?<=[件起宗例])、")
_ALL_OF_THEM = lazy(r"均|都|全部")
_CASES_BEHIND = lazy(r"[^，。;]{0,8}(?:复议|诉讼|引发|引起|投诉)")
_COUNTED = lazy(r"[1-9][0-9]{0,5}(?:件|宗|条|份)")
_SAVE = lazy(r"除[^，。;]{1,20}外[^，。;]{0,6}$")
#: some cases only: those about a delay, about one kind of reply, of one instance
_LATE = lazy(
    r"逾期|超期|超时|不予|决定书|规定|[未不]按|二审|再审|上诉"
    r"|因[^，。;]{0,10}(?:违法|不当|不规范|不及时|拖延|不作为|瑕疵)"
)
_NEGATION = lazy(r"[未没无]")


def zeros_of(sentence: Sentence, before: str = "") -> tuple[Statement, ...]:
    """The zeros one sentence tells in words."""
    text = sentence.text
    if not _ANY.search(text):
        return ()
    found: dict[str, Statement] = {}
    _no_request(sentence, found)
    for match in _NO_CARRY.finditer(text):
        quantity = "requests.carried_in" if match["before"] else "requests.carried_out"
        _add(sentence, found, quantity, *match.span())
    _no_review(sentence, before, found)
    _no_fee(sentence, found)
    return tuple(found.values())


def _add(
    sentence: Sentence, found: dict[str, Statement], quantity: str, start: int, end: int,
    unit: str = "件", readings: tuple[AdmissibleReading, ...] | None = None,
) -> None:  # fmt: skip
    if quantity in found:
        return
    first, last = sentence.span(start, max(end, start + 1))
    zero = Decimal(0) if unit == "元" else 0
    found[quantity] = Statement(
        quantity=quantity, value=zero, low=zero, high=zero, unit=unit,
        period=period_of(sentence.text, start, sentence.year), scope=scope_of(sentence.text, start, None),
        sentence=sentence.raw, place=sentence.place, stated=zero, negated=True,
        label=sentence.text[start:end].replace(MASK, ""),
        readings=readings_of(quantity) if readings is None else readings,
        section=sentence.section, start=first, end=last,
    )  # fmt: skip


def _no_request(sentence: Sentence, found: dict[str, Statement]) -> None:
    text = sentence.text
    if "申请" not in text:
        return
    for match in _NO_REQUEST.finditer(text):
        start, end = match.span()
        rest = text[end : end + 12]
        if _SUBSET.search(match[0]) and not _CITIZEN.search(match[0]):
            continue
        if _CASES.search(match[0]) or _CASES_BEHIND.match(rest):
            continue
        if _BY_SOME.search(text, max(0, start - 20), start):
            continue
        if _CONDITION.search(text, max(0, start - 6), start) or _except(text, start):
            continue
        if sentence.topic == "problems_and_improvements":
            continue
        # a part of the year, or of the applicants, tells nothing of the whole
        if period_of(text, start, sentence.year) in _PARTIAL:
            continue
        # a number of requests in the same sentence: the zero is one of its parts
        if _COUNTED.search(text[max(0, start - 300) : start]):
            continue
        _add(sentence, found, "requests.received", start, end)
        return


def _except(text: str, start: int) -> bool:
    return _SAVE.search(text[max(0, start - 300) : start]) is not None


def _no_review(sentence: Sentence, before: str, found: dict[str, Statement]) -> None:
    if _REVIEW_WORD.search(sentence.text) is None:
        return
    text = _TITLE.sub(lambda m: MASK * len(m[0]), sentence.text)
    named = _REVIEW_NOUN.search(text) is not None
    own = _ABOUT.search(text) is not None or sentence.topic in _FILED
    loss = _NO_LOSS.search(text)
    if loss and own and (named or "败诉" in loss[0]):
        blocks = _lost_where(text, loss.start(), loss.end())
        if not blocks:
            blocks = _blocks(before) or ["litigation" if "败诉" in loss[0] else "combined"]
        prefixes = dict.fromkeys(p for block in blocks for p in BLOCKS[block])
        reading = AdmissibleReading("corrected", tuple(f"{p}.corrected" for p in prefixes))
        _add(sentence, found, "review.lost", loss.start(), loss.end(), readings=(reading,))
    if not named or not own:
        return
    for match in _REVIEW_ZERO.finditer(text):
        words = match["object"]
        if match[0].startswith("未经复议") or _CONDITION.search(
            text, max(0, match.start() - 6), match.start()
        ):
            continue
        noun = _REVIEW_NOUN.search(words)
        if noun is None or _LOST.search(words) or _LATE.search(match[0]):
            continue
        if not match["verb"] and noun.start() > 24:
            continue
        for block in _blocks(words):
            _zero(sentence, found, block, match.start(), match.end())
    for match in _ZERO_BEHIND.finditer(text):
        words = match["object"]
        if _LOST.search(match[0]) or _NEGATION.search(words):
            continue
        for block in _blocks(words):
            _zero(sentence, found, block, match.start(), match.end())


def _lost_where(text: str, start: int, end: int) -> list[str]:
    """The blocks that nothing lost, told at this place, speaks of.

    败诉 is said of what is named last (行政诉讼2起，其中败诉0起), unless 均 says of all.
    """
    every = _blocks(text[: end + 12])
    *before, own = _PAUSE.split(text[:start])
    own += text[start : end + 12]
    if "败诉" not in own and "其中" not in own:
        return every
    here = _blocks(own)
    if here or _ALL_OF_THEM.search(own):
        return here or every
    return next((blocks for clause in reversed(before) if (blocks := _blocks(clause))), every)


def _zero(
    sentence: Sentence, found: dict[str, Statement], block: str, start: int, end: int
) -> None:
    if period_of(sentence.text, start, sentence.year) not in _PARTIAL:
        _add(sentence, found, f"review.{block}.total", start, end)


def _blocks(words: str) -> list[str]:
    """The blocks of table 4 that are named, each once."""
    kinds = {
        "after": "litigation_after_reconsideration", "direct": "litigation_direct",
        "reconsideration": "reconsideration", "litigation": "litigation",
    }  # fmt: skip
    found = [
        kinds[next(k for k, v in m.groupdict().items() if v)] for m in _REVIEW_NOUN.finditer(words)
    ]
    return list(dict.fromkeys(found))


def _no_fee(sentence: Sentence, found: dict[str, Statement]) -> None:
    if "费" not in sentence.text:
        return
    text = _TITLE.sub(lambda m: MASK * len(m[0]), sentence.text)
    other = sentence.topic == "other_matters"
    if "费" not in text or not _FEE.search(text):
        return
    if "处理费" not in text and not (other and _OF_REQUESTS.search(text)):
        return
    for match in _NO_FEE.finditer(text):
        start, end = match.span()
        # 没有发出收费通知 and 减免 say nothing of what was collected
        if _AMOUNT.search(text, start, min(end + 12, len(text))) or "通知" in text[start : end + 2]:
            continue
        about = _FEE_SUBJECT.search(text, start, min(end + 24, len(text)))
        if about is None and "处理费" not in text:
            continue
        if "免费" in match[0] and "处理费" not in text:
            continue
        if _CONDITION.search(text, max(0, start - 6), start):
            continue
        _add(sentence, found, "fees.information_processing", start, end, unit="元")
        return
