"""Percentages, growth and differences."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import regex
from attrs import evolve

from govinfo_report.narrative.claims import Difference, Growth, Percentage, PercentFamily, SubSum
from govinfo_report.narrative.extract import Read
from govinfo_report.narrative.quantities import OUTCOMES
from govinfo_report.narrative.statement import AdmissibleReading, Statement
from govinfo_report.narrative.tokens import PERCENT, Token
from govinfo_report.text.chinese import read_year
from govinfo_report.text.lazy import lazy

_SHARE = lazy(
    r"(?P<name>占比|占|比例|比重)(?P<of>[^，;。、()]{0,24}?)(?:约为|约|达到?|为|近|的|:)*$"
)
_RATE = lazy(
    r"(?P<name>[\p{Han}\"]{0,6}(?<!概|频|效|功)率)(?:均|都|分别)?(?:约为|约|达到?了?|为|保持|实现|:)*$"
)
_UP, _DOWN = r"增长|增加|上升|提高|提升|增幅", r"下降|减少|降低|回落|下滑|减幅|降幅|减"
_FALLS = frozenset((*_DOWN.split("|"), "少"))
_THEN = r"(?:同期)?(?:平均)?(?:水平|数|总数|总量|数量|值)?(?:相比)?"
#: against one year, or (``several``) against years together, or a month or quarter before, which
#: no figure of a report stands for
_AGAINST = (
    rf"(?:同比|[与较比同](?:上一?年度?|去年|20[0-9]{{2}}年度?){_THEN}"
    rf"|(?P<several>环比|[与较比同](?:往年|历年|常年|近年来?|[近前][几二两三四五]年){_THEN}))"
)
_GROWTH = lazy(
    rf"(?P<against>{_AGAINST})，?(?:申请)?(?:数量|总量|数)?(?:均|略有|有所|大幅|明显)?(?P<way>{_UP}|{_DOWN})了?(?:约|近|超过?)?(?:为|:)?$"
)
_DELTA = lazy(
    rf"(?P<against>{_AGAINST})，?(?:申请)?(?:数量|总量|数)?(?:共|净|约)?(?P<way>{_UP}|{_DOWN}|多|少)了?(?P<hedge>约|近|超过?)?$"
)
_LEVEL = lazy(rf"(?P<against>{_AGAINST})(?:基本)?持平")
_YEAR = lazy(r"20[0-9]{2}")
_REACH = 40  # numbers before a percentage that it may be a share of
#: what may stand between a number and what is said of its growth
_SAME_THING = lazy(
    r"^(?:[，;()、]|申请|依申请公开|政府信息公开|政府信息|信息公开|信息|公开|数量|总量|总数|件数|受理|收到|办理|量|数|与|(?:，)?较|均|的)*$"
)
_HANDLED = AdmissibleReading("handled", ("requests.total_handled.total",))
_NEW = AdmissibleReading("new", ("requests.new_received.total",))
_BOTH = AdmissibleReading(
    "new-and-carried-in", ("requests.new_received.total", "requests.carried_in.total")
)
_ARRIVED = ("requests.received", "requests.accepted", "requests.received_with_carried_in")
_ASKED = frozenset(_ARRIVED)
_DIVIDED = ("requests.applicants.", "requests.channels.")
_FINISHED = ("requests.closed", "requests.answered", "requests.processed")
#: word between a number and its rate -> quantities it can name
_KINDS_NAMED = (
    ("申请", _ARRIVED), ("受理", _ARRIVED), ("收到", _ARRIVED), ("办理", (*_FINISHED, *_ARRIVED)),
)  # fmt: skip
_DEALT_WITH_RATES = ("办结率", "答复率", "办复率", "回复率", "办理率", "反馈率")
_DEALT_WITH = lazy(r"办结|答复|办复|回复|办理|处理|完成|反馈")
_PAUSES = lazy(r"[，;。]")
_ABOUT = lazy(r"约|近|超")
_PART = lazy(r"其中|、$|包括")


def percentages(reads: Sequence[Read], sums: Sequence[SubSum]) -> list[Percentage]:
    """The shares and rates of all sentences."""
    wholes = {id_of(part): sub.whole for sub in sums for part in sub.parts}
    found: list[Percentage] = []
    asked: Statement | None = None
    paragraph: tuple[str, int] | None = None
    for read in reads:
        here = (read.sentence.section, read.sentence.paragraph)
        if here != paragraph:
            asked, paragraph = None, here
        text = read.sentence.text
        if "%" not in text and "百分之" not in text:
            asked = _asked(read) or asked
            continue
        for position, token in enumerate(read.tokens):
            if token.unit != PERCENT or token.value is None:
                continue
            head = text[max(0, token.start - 40) : token.start]
            share, rate = _SHARE.search(head), _RATE.search(head)
            if _GROWTH.search(head) or not (share or rate):
                continue
            made = _percentage(read, position, token, share or rate, share is None, wholes)
            found.append(_of_requests(made, asked))
        asked = _asked(read) or asked
    return found


def _asked(read: Read) -> Statement | None:
    """The number of requests a sentence tells."""
    told = [s for s in read.statements if s is not None and s.quantity in _ASKED]
    return told[-1] if told else None


def _of_requests(share: Percentage, asked: Statement | None) -> Percentage:
    """A share of applicants or channels may be one of the requests told sentences before."""
    number = share.numerator
    if asked is None or number is None or not number.quantity.startswith(_DIVIDED):
        return share
    if number.unit != asked.unit or any(id_of(whole) == id_of(asked) for whole in share.wholes):
        return share
    return evolve(share, wholes=(*share.wholes, asked))


def id_of(statement: Statement) -> tuple[str, int]:
    """What tells a number of the prose from every other one."""
    return statement.section, statement.start


def _percentage(
    read: Read,
    position: int,
    token: Token,
    match: regex.Match[str] | None,
    rate: bool,
    wholes: dict[tuple[str, int], Statement],
) -> Percentage:
    text = read.sentence.text
    numerator = None
    others: list[Statement] = []
    first = max(0, position - _REACH)
    end = 0
    for earlier, statement in zip(
        read.tokens[first:position], read.statements[first:position], strict=True
    ):
        if statement is None:
            continue
        if numerator is not None:
            others.append(numerator)
        numerator, end = statement, earlier.end
    between = text[end : token.start]
    # another clause between number and percentage: nobody can say whose share it is
    near = numerator is not None and len(_PAUSES.findall(between)) <= 1
    percent_between = "%" in between
    name = match["name"] if match else ""
    if not near or percent_between or (numerator is not None and _of_all(name, numerator)):
        numerator = None
    bases: tuple[AdmissibleReading, ...] = ()
    of = [s for s in others if numerator is not None and s.unit == numerator.unit and s.value]
    if numerator is not None:
        whole = wholes.get(id_of(numerator))
        if whole is not None:
            of = [whole, *(s for s in of if id_of(s) != id_of(whole))]
        if numerator.quantity in OUTCOMES and not rate:
            bases = (_HANDLED, _NEW, _BOTH)
        elif numerator.quantity.startswith("requests.applicants."):
            bases = (_NEW, _BOTH, _HANDLED)
    start, stop = read.sentence.span(token.start, token.end)
    assert token.value is not None
    return Percentage(
        Decimal(token.value), token.decimals, numerator, tuple(of), bases, name, rate,
        read.sentence.raw, read.sentence.section, start, stop,
    )  # fmt: skip


def _of_all(rate: str, number: Statement) -> bool:
    """Whether a rate of what was dealt with is that of all requests, as the number in front of it
    says nothing of dealing with them (现场申请1件，答复率100%)."""
    if not rate.endswith(_DEALT_WITH_RATES):
        return False
    return number.quantity not in _FINISHED and _DEALT_WITH.search(number.label) is None


def families(found: Sequence[Percentage], sums: Sequence[SubSum]) -> list[PercentFamily]:
    """Shares of the parts of one list, two or more."""
    by_number = {id_of(p.numerator): p for p in found if p.numerator is not None and not p.rate}
    made: list[PercentFamily] = []
    for sub in sums:
        members = [by_number.get(id_of(part)) for part in sub.parts]
        known = tuple(m for m in members if m is not None)
        if len(known) >= 2 and len(known) == len(members):
            made.append(
                PercentFamily(known, sub.listing == "closed" or sub.balance.difference == 0)
            )
    return made


def growths(reads: Sequence[Read]) -> list[Growth]:
    """The rates against another year; none against several years together."""
    found = []
    for read in reads:
        text = read.sentence.text
        for position, token in enumerate(read.tokens):
            if token.unit != PERCENT or (token.stated is None):
                continue
            match = _GROWTH.search(text[max(0, token.start - 40) : token.start])
            if match is None or match["several"]:
                continue
            sign = -1 if match["way"] in _FALLS else 1
            current = _current(read, position, match, token)
            start, end = read.sentence.span(token.start, token.end)
            exact = token.value is not None and not _ABOUT.search(match[0])
            found.append(
                Growth(current, sign * Decimal(token.stated), token.decimals, _against(read, match),
                       exact, read.sentence.raw, read.sentence.section, start, end)
            )  # fmt: skip
    return found


def differences(reads: Sequence[Read]) -> list[Difference]:
    """The differences to another year in numbers, and 持平."""
    found = []
    for read in reads:
        sentence = read.sentence
        for position, token in enumerate(read.tokens):
            if not token.counts or not isinstance(token.value, int):
                continue
            match = _DELTA.search(sentence.text[max(0, token.start - 40) : token.start])
            if match is None or match["hedge"] or match["several"]:
                continue
            sign = -1 if match["way"] in _FALLS else 1
            current = _current(read, position, match, token)
            start, end = sentence.span(token.start, token.end)
            found.append(
                Difference(current, sign * token.value, token.unit, _against(read, match),
                           sentence.raw, sentence.section, start, end)
            )  # fmt: skip
        for match in _LEVEL.finditer(sentence.text):
            if "基本" in match[0] or match["several"]:
                continue
            before = [i for i, t in enumerate(read.tokens) if t.end <= match.start()]
            current = _attached(read, len(before), match.start())
            start, end = sentence.span(*match.span())
            found.append(
                Difference(current, 0, current.unit if current else None, _against(read, match),
                           sentence.raw, sentence.section, start, end)
            )  # fmt: skip
    return found


def _current(read: Read, position: int, match: regex.Match[str], token: Token) -> Statement | None:
    begin = max(0, token.start - 40) + match.start()
    return _attached(read, position, begin)


def _attached(read: Read, position: int, begin: int) -> Statement | None:
    """The number right before, when nothing but its own name stands between."""
    text = read.sentence.text
    for earlier in range(position - 1, -1, -1):
        token, statement = read.tokens[earlier], read.statements[earlier]
        if token.time or token.start >= begin:
            continue
        if statement is None or statement.value is None or statement.period == "last_year":
            return None
        between = text[token.end : begin]
        if _SAME_THING.match(between) is None:
            return None
        # a part of a list: it or its whole may have grown
        if _PART.search(statement.label) is not None:
            return None
        return statement if _named(statement, between) else None
    return None


def _named(statement: Statement, between: str) -> bool:
    """Whether the number is of the kind that the words before the rate name: 申请量, 办理量."""
    named = [kinds for word, kinds in _KINDS_NAMED if word in between]
    if not named or not statement.quantity.startswith("requests."):
        return True
    return any(statement.quantity in kinds for kinds in named)


def _against(read: Read, match: regex.Match[str]) -> int | None:
    named = _YEAR.search(match["against"])
    if named:
        return read_year(named[0])
    year = read.sentence.year
    return year - 1 if year is not None else None
