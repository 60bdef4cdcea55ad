"""Wholes and their parts: 其中, 包括, 分为, brackets and lists."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from attrs import define

from govinfo_report.model.figure import Number
from govinfo_report.narrative.claims import Listing, SubSum
from govinfo_report.narrative.extract import TAKEN_IN, Read, with_quantity
from govinfo_report.narrative.interval import whole as whole_number
from govinfo_report.narrative.quantities import OUTCOMES
from govinfo_report.narrative.statement import Statement
from govinfo_report.narrative.tokens import Token
from govinfo_report.narrative.wording import body_of
from govinfo_report.text.lazy import lazy

_MARK = lazy(r"其中|主要?包括|包括|包含|分为|分别为|分别是|具体为|含(?=[^，]{2})|:")
_OPEN = lazy(r"主要|重点|等$|等[^，。]{0,6}$|比如|例如|如[:：]|突出")
_REST = lazy(r"(?:^|[^，。;、]{0,4})(?:其[他它余]|剩余)")
_CHANNEL = lazy(
    r"网站|微信|公众号|微博|客户端|新媒体|抖音|头条|广播|电视|报[刊纸]?|平台|公示栏|宣传栏|公开栏|APP|政务号|视频号|渠道|两微"
)
_VERB = lazy(
    r"(?:办结|答复|制作|转载|开展|举办|组织|回复|回应|受理|办理|收到|发布|推送|召开|培训|新增|印发|编发|公开|更新|报送|解读|完成|接待|处理|维护|参加|建成|设置|发放|刊登|播出|接听|编制|修订)"
)
#: kinds of items whose names begin like a new statement: 解读及回应信息
_NAME_OF_KIND = lazy(r"[，、;](?:政策)?(?:解读|回应)[^，、;。]{0,10}信息(?:共计?)?$")
_SEPARATOR = lazy(r"[、，;:。()]")
_DIGIT = lazy(r"[0-9]")
_PASSAGE = lazy(
    r"[，、(]?(?:约|近)?(?:占比|占|比例|比重)[^，;、。()]{0,14}[0-9.]{1,8}%\)?|[^，;、。()]{0,12}(?:同比|[较比](?:上年|去年|往年|[近前][几二两三四五]年))[^，;、。()]{0,10}[0-9.]{1,8}%|[0-9.]{1,8}%"
)
_LONGEST = 60  # numbers that are looked at as parts of one whole
_AND = lazy(r"以及|和|及|与")
_RANK = {"、": 1, "，": 2, ";": 3, "。": 4}
_PAIRS = (
    ("线上", "线下"),
    ("网上", "网下"),
    ("文字", "图"),
    ("新收", "结转"),
    ("县级", "乡"),
    ("本级", "部门"),
)
_BRACKET = lazy(r"[^，;、。()]{0,8}\((?!.*\))")
_BRACKETED = lazy(r"\([^()]*+\)")
_NEXT_SENTENCE = lazy(r"[^。0-9]{0,12}。其中")
_NEARLY: int = 95
_FEW: int = 3
_NEW_CLAUSE = lazy(r"[;。]")
_LONG_CLAUSE = lazy(r"[，。;][^，。;]{6,}[，。;]?$")
_MAINLY = lazy(r"主要|重点")
_DEEPER = lazy(r"包括|分为")
_SUNDRY = lazy("各类|各种")
_NAMED = lazy(r"[，、][^，、;。()0-9]{2,16}")


@define
class _Item:
    token: Token
    statement: Statement | None
    read: Read
    start: int  #: in the joined text
    end: int
    depth: int = 0


def sub_sums(reads: Sequence[Read]) -> list[SubSum]:
    """The sums the sentences tell; a sentence that begins with 其中 continues the one before."""
    found: list[SubSum] = []
    group: list[Read] = []
    for read in reads:
        continues = (
            group
            and read.sentence.text.startswith("其中")
            and group[-1].sentence.section == read.sentence.section
        )
        if group and not continues:
            found += _of_group(group)
            group = []
        group.append(read)
    if group:
        found += _of_group(group)
    return [*found, *_outcomes(reads, found)]


def _outcomes(reads: Sequence[Read], found: list[SubSum]) -> list[SubSum]:
    """Outcomes listed behind the number of closed requests, in its sentence or the next one."""
    made: list[SubSum] = []
    taken = {(sub.whole.section, part.start) for sub in found for part in sub.parts}
    whole: Statement | None = None
    paragraph: tuple[str, int] | None = None
    for read in reads:
        here = (read.sentence.section, read.sentence.paragraph)
        if here != paragraph:
            whole, paragraph = None, here
        parts: list[Statement] = []
        for statement in read.statements:
            if statement is None or (statement.section, statement.start) in taken:
                continue
            if statement.quantity in ("requests.closed", "requests.answered"):
                whole, parts = statement, []
            elif statement.quantity in OUTCOMES:
                parts.append(statement)
        names = {part.quantity for part in parts}
        if whole is not None and len(names) == len(parts) >= 4:
            complete = len(names) + ("requests.granted_or_partially" in names) >= 6
            listing = Listing.CLOSED if complete else Listing.OPEN
            made.append(SubSum(whole, tuple(parts), listing, "outcomes", ""))
            whole = None
    return made


def _of_group(group: list[Read]) -> list[SubSum]:
    text = "".join(read.sentence.text for read in group)
    if not any(len(read.tokens) > 1 for read in group) and len(group) < 2:
        return []
    items: list[_Item] = []
    base = 0
    for read in group:
        for token, statement in zip(read.tokens, read.statements, strict=True):
            items.append(_Item(token, statement, read, base + token.start, base + token.end))
        base += len(read.sentence.text)
    depth = at = 0
    for item in items:
        depth += text.count("(", at, item.start) - text.count(")", at, item.start)
        at = item.start
        item.depth = depth
    found: list[SubSum] = []
    inner: set[int] = set()
    for position, item in enumerate(items):
        if item.statement is None or not item.token.counts:
            continue
        if not _may_be_whole(text, items, position):
            continue
        sub = _at(text, items, position)
        if sub is None:
            continue
        parts, marker, complete = sub
        made = _make(text, item, parts, marker, complete, position in inner)
        if made is None:
            continue
        found.append(made)
        inner.update(items.index(part) for part in parts)
    return found


def _may_be_whole(text: str, items: list[_Item], position: int) -> bool:
    """Whether what follows can be parts of this number and not of one before it.

    收到5件，上年结转2件，其中… divides all seven; 信函3件。其中… and
    结转下年1件。其中… divide the requests, not the letters nor those carried over.
    """
    whole = items[position]
    assert whole.statement is not None
    quantity = whole.statement.quantity
    if quantity == "requests.carried_in":
        return not any(
            item.statement is not None and item.statement.quantity in TAKEN_IN
            for item in items[:position]
        )
    if quantity.startswith(("requests.channels.", "requests.applicants.", "requests.carried_out")):
        return _NEXT_SENTENCE.match(text, whole.end) is None
    return True


def _at(text: str, items: list[_Item], position: int) -> tuple[list[_Item], str, bool] | None:
    """The parts that follow a whole, the word that introduces them, and whether all was read."""
    whole = items[position]
    following = [
        i
        for i in items[position + 1 : position + _LONGEST]
        if i.token.counts or i.token.unit is None
    ]
    following = [i for i in following if not i.token.time]
    if not following:
        return None
    opening = text[whole.end : following[0].start]
    lead = _PASSAGE.sub("", opening)
    bracket = _BRACKET.match(lead) is not None
    if bracket and following[0].depth != whole.depth + 1:
        return None
    # what a bracket says belongs to the number in front of it, not to the list around it
    depth = whole.depth + 1 if bracket else whole.depth
    if not bracket and following[0].depth > whole.depth:
        following = [i for i in following if i.depth <= depth]
        if not following:
            return None
        lead = _PASSAGE.sub("", _BRACKETED.sub("", text[whole.end : following[0].start]))
    mark = None
    for mark in _MARK.finditer(lead):  # noqa: B007 - the last one counts
        pass
    if mark is None and not bracket:
        return _implicit(text, whole, following)
    words = lead[: mark.start()] if mark else ""
    if (
        mark
        and not bracket
        and _NEW_CLAUSE.search(words)
        and not lead[mark.start() :].startswith("其中")
    ):
        return None
    if mark and _LONG_CLAUSE.search(words) and mark[0] != "其中":
        return None
    marker = (mark[0] if mark else "(") if not bracket or mark else "("
    if mark and _MAINLY.search(lead[max(0, mark.start() - 3) : mark.end() + 3]):
        marker = "主要"
    parts: list[_Item] = []
    separator = 0
    complete = True
    previous = whole
    for item in following:
        if item.depth < depth:
            break
        if item.depth > depth:
            continue
        gap = text[previous.end : item.start]
        if parts:
            plain = _BRACKETED.sub("", _PASSAGE.sub("", gap))
            rest = _REST.search(plain) is not None
            ranks = [_RANK[c] for c in plain if c in _RANK]
            if _AND.match(plain) and not ranks:
                ranks = [1]
            if not ranks:
                complete = False
                break
            rank = max(ranks)
            if len(parts) == 1:
                separator = rank
            if rank > separator and not (rest and rank < 4):
                break
            if rank == 4:
                break
            if rank >= 2 and sum(r >= 2 for r in ranks) > 1 and not rest:
                break
            if "其中" in plain or _DEEPER.search(plain):
                complete = False
                break
            opened = _VERB.search(parts[0].statement.label if parts[0].statement else "")
            told = _VERB.search(plain) is not None and _NAME_OF_KIND.match(plain) is None
            if rank >= 2 and told and not opened and not rest:
                # a new statement, or a part whose name sounds like one
                complete = False
                break
        if item.token.unit is None or item.statement is None:
            return None  # a number that was not understood stands among the parts
        if parts and _result_of(parts[-1].statement, item.statement):
            previous = item
            continue  # 行政复议7件，结果维持6件: a part of the part, not of the whole
        parts.append(item)
        previous = item
    return (parts, marker, complete) if parts else None


def _result_of(part: Statement | None, number: Statement) -> bool:
    """Whether a number tells how the cases of a part ended."""
    if part is None or not part.quantity.startswith("review."):
        return False
    block, _, row = part.quantity.rpartition(".")
    own, _, result = number.quantity.rpartition(".")
    return row == "total" and own == block and result != "total"


def _implicit(
    text: str, whole: _Item, following: list[_Item]
) -> tuple[list[_Item], str, bool] | None:
    """Kinds of items right behind 各类: parts, though no word says so."""
    if whole.statement is None or not _SUNDRY.search(whole.statement.label):
        return None
    parts: list[_Item] = []
    previous = whole
    for item in following:
        gap = text[previous.end : item.start]
        named = _NAMED.fullmatch(gap)
        if not named or item.statement is None or _VERB.search(gap):
            break
        parts.append(item)
        previous = item
    return (parts, "", True) if len(parts) > 1 else None


def _make(
    text: str, whole: _Item, parts: list[_Item], marker: str, complete: bool, inner: bool
) -> SubSum | None:
    assert whole.statement is not None
    unit = whole.token.unit
    same = [part for part in parts if part.token.unit == unit]
    mixed = len(same) < len(parts)
    statements = [part.statement for part in same if part.statement is not None]
    if len(statements) < 2:
        return None
    kind, statements = _kind(whole.statement, statements)
    if not _one_family(whole.statement, statements, kind):
        statements = statements[: _end_of_list(whole.statement, statements)]
    if len(statements) < 2 or not _plausible(whole.statement, statements, kind):
        return None
    last = same[len(statements) - 1] if len(statements) <= len(same) else same[-1]
    behind = text[last.end : last.end + 12]
    words = "".join(part.label for part in statements)
    listing = _listing(whole, statements, kind, marker, mixed, complete, words, behind)
    bodies = tuple(body_of(s.label) for s in statements) if kind == "units" else ()
    return SubSum(whole.statement, tuple(statements), listing, kind, marker, inner, bodies)


def _one_family(whole: Statement, parts: list[Statement], kind: str) -> bool:
    """Whether the parts are known to belong together, by their wording: none begins a new thing."""
    if kind != "items":
        return True
    return whole.quantity.startswith("review.") and all(
        part.quantity.startswith("review.") for part in parts
    )


def _end_of_list(whole: Statement, parts: list[Statement]) -> int:
    """How many of the numbers are parts, where a new sentence may begin without a stop."""
    cut = _exact_cut(whole, parts)
    if cut and not any(_REST.search(part.label) for part in parts[cut:]):
        return cut
    value = whole.value
    if value is not None and not _REST.search(parts[-1].label):
        for at, part in enumerate(parts):
            if part.value is not None and part.value > value:
                return at
    return len(parts)


def _exact_cut(whole: Statement, parts: list[Statement]) -> int:
    """How many of the parts make up the whole exactly, or 0."""
    if whole.value is None:
        return 0
    total = 0
    for count, part in enumerate(parts, 1):
        if part.value is None:
            return 0
        total += int(part.value)
        if count > 1 and total == whole.value and all(not p.value for p in parts[count:]):
            return len(parts)
        if count > 1 and total == whole.value:
            return count
    return 0


def _kind(whole: Statement, parts: list[Statement]) -> tuple[str, list[Statement]]:
    """What the list divides by, and the parts that belong to that division."""
    first = parts[0].quantity
    if whole.quantity.startswith("requests."):
        for kind in ("applicants", "channels"):
            if first.startswith(f"requests.{kind}."):
                return kind, _divided_by(f"requests.{kind}.", parts)
        if first.startswith(f"{whole.quantity}."):
            return "outcomes", _leading(parts, lambda s: s.quantity.startswith(whole.quantity))
        if first in OUTCOMES:
            return "outcomes", _leading(parts, lambda s: s.quantity in OUTCOMES)
        if body_of(parts[0].label):
            kept = _leading(
                parts, lambda s: bool(body_of(s.label)) or _REST.search(s.label) is not None
            )
            return "units", [
                with_quantity(s, "requests.by_unit") if s.quantity == "other" else s for s in kept
            ]
        return "items", _leading(parts, lambda s: s.quantity == first)
    return "items", parts


def _divided_by(prefix: str, parts: list[Statement]) -> list[Statement]:
    return _leading(parts, lambda s: s.quantity.startswith(prefix) or "其他" in s.label)


def _leading(parts: list[Statement], test: Callable[[Statement], bool]) -> list[Statement]:
    kept = []
    for part in parts:
        if not test(part):
            break
        kept.append(part)
    return kept


def _plausible(whole: Statement, parts: list[Statement], kind: str) -> bool:
    """Whether the parts can be parts: no closed requests among received ones, no other year."""
    if {p.period for p in parts} - {whole.period, None, "this_year"}:
        return False
    quantity = whole.quantity
    if kind == "items" and quantity.startswith("requests."):
        inner = {p.quantity for p in parts}
        return len(inner) == len(parts) or inner == {"other"}
    return not (
        quantity.startswith("review.") and not all(p.quantity.startswith("review.") for p in parts)
    )


def _listing(
    whole: _Item, parts: list[Statement], kind: str, marker: str, mixed: bool, complete: bool,
    words: str, behind: str,
) -> Listing:  # fmt: skip
    assert whole.statement is not None
    statement = whole.statement
    if mixed:
        return Listing.NOT_COMPARABLE
    by_channel = sum(_CHANNEL.search(p.label) is not None for p in parts) >= 2
    if by_channel and not statement.quantity.startswith("requests."):
        return Listing.NOT_COMPARABLE
    is_open = marker == "主要" or behind.startswith("等") or _OPEN.search(words) is not None
    value = statement.value
    if not marker:
        return Listing.IMPLICIT
    if _REST.search(parts[-1].label):
        return Listing.CLOSED
    if not complete:
        return Listing.OPEN
    if is_open:
        return Listing.OPEN
    total: Number = 0
    for part in parts:
        total += part.value or 0
    exact = value is not None and all(part.exact for part in parts)
    if kind == "applicants":
        named = {p.quantity.rpartition(".")[2] for p in parts}
        if "natural_person" in named and named - {"natural_person"}:
            return Listing.CLOSED
    elif kind == "channels" or (
        kind == "units"
        and exact
        and value is not None
        and (total > value or total * 10 >= value * 9)
    ):
        return Listing.CLOSED
    elif kind == "outcomes":
        named = {p.quantity for p in parts}
        if len(named) >= 6 or (len(named) >= 5 and "requests.granted_or_partially" in named):
            return Listing.CLOSED
    elif marker in ("分为", "分别为", "分别是") or (
        marker in ("包括", "包含", ":", "具体为") and value is not None and total * 2 >= value
    ):
        return Listing.CLOSED
    if (
        any(all(any(w in p.label for p in parts) for w in pair) for pair in _PAIRS)
        and len(parts) == 2
    ):
        return Listing.CLOSED
    if exact and value:
        percent: int = whole_number(total) * 100
        required: int = whole_number(value) * _NEARLY
        near = abs(whole_number(total) - whole_number(value)) <= _FEW and len(parts) >= 3
        if near or percent >= required:
            return Listing.NEARLY_COMPLETE
    return Listing.OPEN
