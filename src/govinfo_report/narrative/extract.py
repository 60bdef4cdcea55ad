"""Statements of a report: each number of the prose, with what it counts."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import evolve, frozen

from govinfo_report.model.report import Report
from govinfo_report.narrative.flow import Sentence, sentences_of
from govinfo_report.narrative.quantities import readings_of
from govinfo_report.narrative.scope import period_of, scope_of
from govinfo_report.narrative.statement import Statement
from govinfo_report.narrative.tokens import Token, tokens_of
from govinfo_report.narrative.wording import classify, of_others, surroundings
from govinfo_report.narrative.zero import zeros_of
from govinfo_report.text.lazy import lazy

_WORTH = lazy(
    r"[0-9]|[一二两三四五六七八九十百千万][余多]?[件宗条份篇期次起例项个类种家名部幅张册场]|百分之|[几数上]十|[几数上][百千万]|未|没有|无|不存在|零|均|全部|所有"
)
_STOP = lazy(r"[，;:。()！？]")
_RIGHT = lazy(r"[，;:。()！？、]")
_CARRIED = lazy(
    r"\(?，?(?:其中)?:?(?:含|包括|包含|其中|加上|连同)[^，。;()]{0,4}(?:上一?年度?|去年|20[0-9]{2}年)[^，。;()]{0,4}结转"
)
_COMPARED = lazy(
    r"[比较与](?:上年|去年|20[0-9]{2}年)[^，。;]{0,8}\($|(?:比|较|与)[^，。;]{0,12}(?:增加|减少|增长|下降|上升|多|少|提高|降低|减)了?$|(?:同比|环比)[^，。;]{0,4}(?:增加|减少|增长|下降|上升|多|少)了?$"
    r"|(?:增加|减少|净增|新增)了$|(?:由|从)[^，。;]{0,14}$|(?:增|减|升|降|增加|减少|增长|上升|下降|扩大|压缩|并|提升)(?:至|到|为)$|比[^，。;]{0,10}(?:的|为)$"
)
#: what is meant to be done; not 规划计划 as a kind of items, nor 拟批准 as a state of a file
_PLAN = lazy(
    r"下一步|今后|拟(?!定|批准|审批|录用|任|征收|出让|公开|报批|建项目)|力争|"
    r"(?<!规划|[、，:;])计划(?!文件|规划|类|信息|总结|[、和及与0-9])|"
    r"将(?:进一步|继续|按|于|在|组织|开展)|目标(?=是|:|达到|值)"
)
_TOGETHER = lazy(r"(?:两项|二者|以上)?(?:共计?|合计|总计)(?:为|申请|:)*")
#: 行政复议案件56件，其中政府信息公开类8件: the first number counts cases of every kind
_OF_THEM_OURS = lazy(r"，其中(?:涉及?)?(?:政府|政务)?(?:信息)?公开")
_BESIDE = lazy(r"加上|连同")
_NEW = lazy(r"新收到?[^，]{0,16}$")
_IN_ALL = lazy(r"[^，。;]{0,20}[0-9]+[件宗条份]，(?:共计?|合计|总计)")
#: requests of some: of citizens, or handed on by another office
_SOME = lazy(
    r"(?:公民|个人|群众|市民|居民|村民|律师|转[办来送交]|移送|移交|交办)"
    r"(?![^，]{0,20}(?:法人|组织))[^，]{0,16}$"
)
_OF_OTHERS = lazy(r"(?:单位|公司|组织|企业|法人|律师|团体|机构)[^，]{0,10}申请")
_PERSON = lazy(r"公民|个人")
_PEOPLE = "requests.applicants.natural_person"
_RECEIVED = ("requests.received", "requests.accepted", "requests.applicants.")
#: quantities of requests taken in
TAKEN_IN = ("requests.received", "requests.accepted")
_REACH = 300  # characters before a number that can make it a plan


@frozen
class Read:
    """A sentence with its numbers and the statements they make (``None``: no statement)."""

    sentence: Sentence
    tokens: tuple[Token, ...]
    statements: tuple[Statement | None, ...]
    zeros: tuple[Statement, ...]


def read_sentences(report: Report, sentences: Iterable[Sentence]) -> tuple[Read, ...]:
    """Every sentence that tells a number, a zero or something of all requests."""
    found: list[Read] = []
    before: Sentence | None = None
    for sentence in sentences:
        near = before is not None and before.section == sentence.section
        if _WORTH.search(sentence.text):
            context = before.text if near and before is not None else ""
            found.append(_read(sentence, context, report))
        before = sentence
    return tuple(found)


def statements_of(report: Report) -> tuple[Statement, ...]:
    """What the prose tells in numbers, in printed order.

    Pure: the result depends on nothing but the report's sections, publisher and year.
    """
    return statements_in(read_sentences(report, sentences_of(report)))


def statements_in(reads: tuple[Read, ...]) -> tuple[Statement, ...]:
    """The statements of sentences that have been read."""
    return tuple(
        statement
        for read in reads
        for statement in sorted(
            (*(s for s in read.statements if s is not None), *read.zeros), key=lambda s: s.start
        )
    )


def _read(sentence: Sentence, before: str, report: Report) -> Read:
    text = sentence.text
    tokens = tokens_of(text)
    about = surroundings(sentence.topic, text, before)
    statements: list[Statement | None] = []
    previous = 0
    for position, token in enumerate(tokens):
        statement = None
        if token.counts and token.unit is not None:
            left = _left(text, token.lead, previous)
            following = tokens[position + 1].start if position + 1 < len(tokens) else len(text)
            behind = text[token.end : following]
            stop = _RIGHT.search(behind)
            right = behind[: stop.start()] if stop else behind
            head = text[max(0, token.lead - 24) : token.lead]
            if not _COMPARED.search(head):
                carried = (
                    _carried(text, token, left)
                    or "加上上年" in text[max(0, token.start - 60) : token.start]
                )
                quantity = classify(left, right, token.unit, about, carried)
                if quantity.startswith("review.") and _OF_THEM_OURS.match(behind):
                    quantity = "other"
                about.elsewhere = of_others(quantity, left, right)
                if quantity == "other" and _together(left, statements):
                    quantity = "requests.received_with_carried_in"
                statement = _statement(sentence, token, quantity, left, report, before)
        if token.unit is not None or not token.time:
            previous = token.end
        statements.append(statement)
    statements = _narrowed(sentence, statements)
    zeros = zeros_of(sentence, before)
    return Read(sentence, tuple(tokens), tuple(statements), zeros)


def _carried(text: str, token: Token, left: str) -> bool:
    """Whether the words behind a number say that it counts what was carried in.

    Not 新收12件，连同上年结转1件，共13件: there the number that follows does.
    """
    match = _CARRIED.match(text, token.end)
    if match is None:
        return False
    beside = match[0].startswith("，") and _BESIDE.search(match[0]) is not None
    return not (_NEW.search(left) or (beside and _IN_ALL.match(text, match.end())))


def _narrowed(sentence: Sentence, told: list[Statement | None]) -> list[Statement | None]:
    """收到公民申请3件 counts everybody's requests, unless the sentence tells those of others too."""
    there = [statement for statement in told if statement is not None]

    def narrow(statement: Statement) -> bool:
        if statement.quantity not in TAKEN_IN or not _SOME.search(statement.label):
            return False
        return sentence.text.startswith("其中") or any(
            other is not statement
            and (other.quantity.startswith(_RECEIVED) or _OF_OTHERS.search(other.label))
            for other in there
        )

    return [
        statement
        if statement is None or not narrow(statement)
        else with_quantity(statement, _PEOPLE if _PERSON.search(statement.label) else "other")
        for statement in told
    ]


def _together(left: str, told: list[Statement | None]) -> bool:
    """Whether 共计 stands right behind the new requests and those carried in."""
    if not _TOGETHER.fullmatch(left) or len(told) < 2:
        return False
    last = {statement.quantity for statement in told[-2:] if statement is not None}
    return "requests.carried_in" in last and bool(last & {"requests.received", "requests.accepted"})


def _left(text: str, start: int, previous: int) -> str:
    """The words before a number: from the last pause or number on, at most sixty characters."""
    first = max(previous, start - 60)
    words = text[first:start]
    stop = None
    for stop in _STOP.finditer(words):  # noqa: B007 - the last pause counts
        pass
    if stop is None:
        return words
    if stop[0] == ":" and stop.end() == len(words):  # 收到申请:5件
        return _left(text[: first + stop.start()], first + stop.start(), previous) + ":"
    return words[stop.end() :]


def _statement(
    sentence: Sentence, token: Token, quantity: str, left: str, report: Report, before: str
) -> Statement | None:
    start, end = sentence.span(token.start, token.end)
    # 其中 goes on with the sentence before, and with its year
    spoken = before if sentence.text.startswith("其中") else ""
    if _PLAN.search(sentence.text, max(0, token.start - _REACH), token.start):
        return None
    return Statement(
        quantity=quantity,
        value=token.value,
        low=token.low,
        high=token.high,
        unit=token.unit,
        period=period_of(spoken + sentence.text, len(spoken) + token.start, report.year),
        scope=scope_of(spoken + sentence.text, len(spoken) + token.start, report.publisher, left),
        sentence=sentence.raw,
        place=sentence.place,
        stated=token.stated,
        hedge=token.hedge,
        label=left,
        readings=readings_of(quantity),
        section=sentence.section,
        start=start,
        end=end,
    )


def with_quantity(statement: Statement, quantity: str) -> Statement:
    """The same number as another quantity."""
    return evolve(statement, quantity=quantity, readings=readings_of(quantity))
