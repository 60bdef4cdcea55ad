"""The numbers of a sentence: value or interval, unit, and what they cannot be."""

from __future__ import annotations

from decimal import Decimal

import regex
from attrs import define

from govinfo_report.model.figure import Number
from govinfo_report.narrative.interval import hedged
from govinfo_report.text.chinese import read_chinese
from govinfo_report.text.lazy import lazy
from govinfo_report.text.numerals import read_cell

#: units that count the same things
SAME = {"宗": "件", "起": "件", "例": "件", "％": "%"}
PERCENT = "%"

_UNITS = (
    r"个百分点|百分点|[亿万]元|元(?![旦件])|"
    r"(?:人次|条次|篇次|件次|场次|人|家|户|名(?![单称录列])|位(?![居列于次]))(?!民|大(?!代)|员|庭|长|才)|"
    r"条(?!例|款|规定)|件|宗|起(?![来草点到]|诉(?!讼))|例(?!如|会)|份(?!额)|篇|期(?![间限末内])|"
    r"次(?![日年月要])|个(?!工作日|自然日|月|季度|小时|年|人|别)|项|大类|类(?!型|似)|"
    r"种|方面|则|幅|张|册|部(?![门分署])|处(?![理置罚分室])|场(?![景所地])|段(?!落)|批(?!准|复|示)|台|辆|%"
)
_NUMBER = lazy(
    r"(?=[0-9一二两三四五六七八九十百千几数上成不超逾突近将接约大至])"
    r"(?P<before>不足|不到|超过?|逾|突破|近|将近|接近|约|大约|至少)?+"
    r"(?:(?P<digits>(?<![0-9.,A-Za-z/~～—–-]|[0-9] )"
    r"(?:[0-9]{1,3}(?:[, ][0-9]{3})++(?![0-9])|[0-9]{1,12}+)(?:\.[0-9]{1,6}+)?+)"
    r"|(?<![第一二三四五六七八九十百千万两几数])"
    r"(?P<chinese>[一二两三四五六七八九十百千][零〇一二两三四五六七八九十百千万]{0,10}+|百|千)"
    r"|(?P<vague>几十|数十|几百|数百|上百|数千|几千|上千|成千|上万|数万|几万))"
    r"(?P<more>[余多])?+(?P<scale>[万亿](?!元))?+(?P<more2>[余多])?+"
    rf"(?P<unit>{_UNITS})?+(?P<after>以上|左右|上下|之多)?+"
)
_SOME = lazy(
    r"[0-9]|[一二两三四五六七八九十百千万][余多]?[元亿人家户名位条件宗起例份篇期次个项大类种方则幅张册部处场段批台辆]|百分之|[几数上成][十百千万]"
)
_PER_CENT = lazy(r"百分之(?P<chinese>[一二三四五六七八九十百零]{1,5}|[0-9]{1,3}(?:\.[0-9]+)?)")
_RANGE = lazy(r"[~～—–-]|[至到](?=[0-9])|/")
_TIME = lazy(
    r"年|月|日|号|时|分(?!别)|点|[:：][0-9]|周(?!边)|天|小时|秒|届|季度|岁|公里|米|平|层|楼|栋|室|路"
)
_ORDINAL = lazy(r"(?:第|[二三四五六七八九]是|每[一个]?[年月周季日天人件名]度?[^，。]{0,4})$")
_VAGUE = {"十": (10, 99), "百": (100, 999), "千": (1000, 9999), "万": (10_000, 99_999)}
_BEFORE = {"不足": "不足", "不到": "不足", "超": "超", "超过": "超", "逾": "超", "突破": "超",
           "近": "近", "将近": "近", "接近": "近", "约": "约", "大约": "约", "至少": "以上"}  # fmt: skip
_AFTER = {"以上": "以上", "之多": None, "左右": "约", "上下": "约"}
#: units with which a single Chinese digit is a count and not a turn of phrase
_PLAIN_UNITS = frozenset("件宗起例条份篇期")


@define(eq=False)
class Token:
    """One number of a sentence at ``start`` to ``end`` (``tail`` without its unit).

    A token without ``unit`` is a bare number: never a statement, but it may show that a list was
    not understood.  ``time`` marks dates, hours and the like.
    """

    start: int
    end: int
    value: Number | None
    low: int | Decimal | None
    high: int | Decimal | None
    unit: str | None
    printed_unit: str
    stated: Number | None = None
    hedge: str | None = None
    decimals: int = 0
    time: bool = False
    chinese: bool = False
    lead: int = -1  #: where the words of approximation in front of it begin

    @property
    def counts(self) -> bool:
        """Whether this is a number of things."""
        return self.unit is not None and self.unit not in (PERCENT, "个百分点")


def tokens_of(text: str) -> list[Token]:
    """The numbers of a sentence in plain characters, from left to right."""
    found: list[Token] = []
    if _SOME.search(text) is None:
        return found
    for match in _NUMBER.finditer(text):
        token = _token(text, match)
        if token is not None:
            token.lead = match.start()
            found.append(token)
    if "百分之" in text:
        found = _with_per_cent(text, found)
    return found


def _token(text: str, match: regex.Match[str]) -> Token | None:
    start, end = match.span()
    unit = match["unit"]
    digits, chinese, vague = match["digits"], match["chinese"], match["vague"]
    begin = match.start("digits" if digits else "chinese" if chinese else "vague")
    if digits is None and unit is None:
        return None
    if digits and unit is None:
        time = _TIME.match(text, match.end("digits")) is not None
        return Token(begin, end, None, None, None, None, "", time=time)
    if _ORDINAL.search(text, max(0, start - 8), begin):
        return Token(begin, end, None, None, None, None, "", time=True)
    assert unit is not None
    if (digits and _in_range(text, begin, end)) or (chinese and unit in ("%", "元")):
        return Token(begin, end, None, None, None, None, "")
    same = "个百分点" if unit == "百分点" else SAME.get(unit, unit)
    before = match["before"]
    hedge = "余" if match["more"] or match["more2"] else None
    if hedge and (match["more"] or match["more2"]) == "多":
        hedge = "多"
    words = [hedge, _BEFORE.get(before) if before else None]
    words.append(_AFTER.get(match["after"]) if match["after"] else None)
    hedges = [word for word in words if word]
    if vague:
        low, high = _VAGUE[vague[-1]]
        return Token(begin, end, None, low, high + 1, same, unit, None, vague)
    number: Number | None
    decimals = 0
    if digits:
        cell = read_cell(digits.replace(" ", ","), "amount", None)
        if cell.state != "value" or cell.value is None:
            return Token(begin, end, None, None, None, None, "")
        number = cell.value
        decimals = len(digits.partition(".")[2])
    else:
        number = _chinese(chinese, text, begin, end, unit, bool(hedges))
        if number is None:
            return None
    scale = {"万": 10_000, "亿": 100_000_000}.get(match["scale"] or "", 1)
    stated = number * scale
    if same != PERCENT and Decimal(stated) == Decimal(stated).to_integral_value():
        stated = int(stated)
    if len(set(hedges)) > 1:
        return Token(begin, end, None, None, None, None, "")
    if hedges:
        low_, high_ = hedged(stated, hedges[0])
        return Token(begin, end, None, low_, high_, same, unit, stated, hedges[0], decimals)
    if scale > 1:  # rounded to what is printed
        step = Decimal(scale).scaleb(-decimals)
        return Token(begin, end, None, stated - step / 2, stated + step, same, unit, stated, "万",
                     decimals)  # fmt: skip
    if decimals and same not in (PERCENT, "个百分点", "元", "万元", "亿元"):
        return Token(begin, end, None, None, None, None, "")
    return Token(begin, end, stated, stated, stated, same, unit, stated, None, decimals,
                 chinese=chinese is not None)  # fmt: skip


def _in_range(text: str, begin: int, end: int) -> bool:
    """Whether the number is one end of a range (3至5件) or of a fraction."""
    if _RANGE.match(text, end):
        return True
    return begin >= 2 and text[begin - 1] in "至到~～—–-/" and text[begin - 2] in "0123456789"


def _chinese(
    words: str | None, text: str, begin: int, end: int, unit: str, is_hedged: bool
) -> int | None:
    """The value of Chinese digits that stand for a count."""
    if words is None:
        return None
    if words in ("百", "千"):
        return {"百": 100, "千": 1000}[words] if is_hedged else None
    if len(words) == 1 and words != "十":
        if words == "一" and (
            unit not in _PLAIN_UNITS or text[begin - 1 : begin] in "无每任这某逐"
        ):
            return None
        if words != "一" and unit in ("次", "元"):
            return None
    return read_chinese(words)


def _with_per_cent(text: str, found: list[Token]) -> list[Token]:
    for match in _PER_CENT.finditer(text):
        start, end = match.span()
        words = match["chinese"]
        value: Number | None
        if "0" <= words[0] <= "9":
            value = read_cell(words, "amount", None).value
        else:
            value = 100 if words == "百" else read_chinese(words)
        found = [t for t in found if t.end <= start or t.start >= end]
        if value is not None:
            decimals = len(words.partition(".")[2])
            found.append(
                Token(start, end, Decimal(value), None, None, PERCENT, "%", Decimal(value), None,
                      decimals, lead=start)
            )  # fmt: skip
    return sorted(found, key=lambda token: token.start)
