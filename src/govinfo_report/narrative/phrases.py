"""All told in words, years named, and numbers with a list of names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice

import regex

from govinfo_report.narrative.claims import ListCount, Phrase, Repeated, YearMention
from govinfo_report.narrative.extract import Read
from govinfo_report.narrative.flow import MASK, Sentence
from govinfo_report.narrative.quantities import BLOCKS
from govinfo_report.narrative.statement import Statement
from govinfo_report.text.chinese import read_year
from govinfo_report.text.lazy import lazy

_ALL = r"(?:均|全部|都|全数|一律)"
_CLOSED = lazy(
    rf"(?P<who>[^，。;:]{{0,24}}){_ALL}(?P<how>(?:已|按(?:照)?[^，。;]{{0,14}}|在[^，。;]{{0,14}}|依法|依规|及时|如期|予以|进行|规范|完成|全部|给予)*)"
    rf"(?P<done>办结|答复|办理完(?:成|毕|结)|办理完成|回复|办复|办理)(?![^，。;]{{0,4}}(?:率|时限|时间|程序))"
)
_ANY_ALL = lazy(r"均|全|都|一律")
_WHO = lazy(r"申请|办件|依申请公开|^(?:其中)?$|件$|^，?$")
_CARRIED = lazy(
    r"(?<!上年|上年度|上一年|上一年度|去年|年)结转|结转[^，。;]{0,3}下|顺延|转入下|下一?年度?|除[^，。]{1,16}外|尚未|未到期|正在办理|剩余|其余"
)
_UPHELD = lazy(rf"{_ALL}(?:获|被|予以|得到|为|作出|判决|裁定|决定)*(?:结果)?(?:维持|胜诉)")
_NATURAL = lazy(r"(?:申请人?[^，。;]{0,6}|，)(?:均|全部|都)(?:为|是|来自|系)自然人")
_REVIEW = lazy(r"复议|诉讼")
_OTHER_RESULT = lazy(r"纠错|纠正|撤销|其他结果|尚未|未审结")

_YEAR = lazy(r"(?<![0-9])(?P<year>20[0-9]{2})年(?P<rest>度)?")
_BEFORE_REPORTING = lazy(
    r"(?:^|[。；;\n]|[^\p{Han}，]是|^[(（]?[一二三四五六七八九十]+[)）、.][^，。]{0,12}[:。]?|[:：]|[\"】])(?:在)?$"
)
_AFTER_REPORTING = lazy(
    r"(?:度|全年|期间|以来)?(?:，(?!将)|全年|共|我[县市区局办镇街省委]|本[局办机单部行]|全[县市区省镇]|累计|[^，。;]{2,12}(?:共|累计|收到|发布|公开|未))"
)
_COMPARE = lazy(r"(?:较|比|与|同|对比|相比|高于|低于|超过|从|由|自|截至|截止|至|到|针对|关于)$")
_PLAN = lazy(
    r"下一步|今后|将(?:进一步|继续|按|于|在|以|从|重点|着力|组织|深化)|计划|打算|拟|展望|努力方向|改进方向|工作安排"
)

_LIST = lazy(
    r"[^，。;:()、]{0,24}(?:[，]?(?:分别(?:为|是)|包括|包含|即|为|有|具体为|主要(?:为|有|包括))(?::)?|:|\()"
    r"(?P<names>[^。;:，()]{3,400})(?P<close>[。;)]|$)"
)
_NEAR = 80
_COUNTED = frozenset("个项类种家") | {"大类", "方面"}
_JOIN = lazy(r"以及|和|及|与")
_QUOTED = lazy(r"《[^》]*》|\"[^\"]*\"")
_OF_REQUESTS = lazy(r"公开申请|依申请")
_IN_TIME = lazy(r"在|按[时期]")
_LEFT_OUT = lazy(r"除|其余")
_LEFT_OUT_CASES = lazy(r"除|其余|审结的")
_OTHER_MATTER = lazy(r"提案|建议|热线|咨询|留言|信箱|投诉|复议|诉讼")
_EVERY = lazy(r"所有|全部")
_REQUEST_WORD = lazy(r"申请|办件")
_SOME_OF = lazy(r"[^，。;]*?(?:不予|部分|撤回)")
_MONTH = lazy(r"[0-9]{1,2}月")
_SPAN_BEHIND = lazy(r"以来|起|至|到|[—–~-]")
_SPAN_BEFORE = lazy(r"[至到—–~-]$")
_CARRIED_BEHIND = lazy(r"[^，。]{0,4}(?:结转|转入)")
_CARRIED_BEFORE = lazy(r"(?:结转|转入|顺延)[至到入]?$")
_DOCUMENT = lazy(
    r"[^，。]{0,24}(?:要点|方案|通知|计划|年报|报告|意见|清单|预算|决算|目录|规划)"
    r"|[^，。]{0,16}(?:考[评核]|评[估比]|测评)(?:中|得|获|位|结果|名)"
)
_NO_NAMES = lazy(r"[0-9]|其中|一是|通过|并|已")
_AND_SO_ON = lazy(r"等[^、]{0,10}$")


def phrases(reads: Sequence[Read]) -> list[Phrase]:
    """All closed, all upheld, all applicants natural persons."""
    found: list[Phrase] = []
    for position, read in enumerate(reads):
        sentence = read.sentence
        text = sentence.text
        if _ANY_ALL.search(text) is None:
            continue

        def add(kind: str, firm: bool, blocks: tuple[str, ...], span: tuple[int, int],
                read: Read = read) -> None:  # fmt: skip
            start, end = read.sentence.span(*span)
            found.append(
                Phrase(kind, firm, blocks, read.sentence.raw, read.sentence.section, start, end)
            )

        requests = sentence.topic in ("on_request", "requests") or _OF_REQUESTS.search(text)
        if requests:
            for match in islice(_CLOSED.finditer(text), 20):
                if _all_closed(read, match):
                    # 全部按期答复 may speak of those that were due
                    firm = match["done"] not in ("办理", "回复") and not _IN_TIME.search(
                        match["how"]
                    )
                    add("all_closed", firm or "已" in match["how"], (), match.span())
                    break
            natural = _NATURAL.search(text)
            if natural and not _LEFT_OUT.search(text[: natural.start()]):
                add("all_natural_persons", True, (), natural.span())
        upheld = _UPHELD.search(text)
        if upheld:
            named = text[: upheld.start()]
            if not _REVIEW.search(named) and position:
                before = reads[position - 1].sentence
                named = before.text if before.section == sentence.section else ""
            blocks = _upheld_blocks(named, upheld[0])
            if blocks and not _LEFT_OUT_CASES.search(text[: upheld.start()]):
                add("all_upheld", True, blocks, upheld.span())
    return found


def _upheld_blocks(named: str, words: str) -> tuple[str, ...]:
    """The blocks of table 4 that 均维持 or 均胜诉 takes up from the words before it."""
    clause = named.rpartition(";")[2]
    if _REVIEW.search(clause):
        named = clause
    kinds = _REVIEW.findall(named)
    if "胜诉" in words:
        kinds = [kind for kind in kinds if kind == "诉讼"]
    elif _OTHER_RESULT.search(named):
        kinds = kinds[-1:]  # of the cases before, another result has been told
    found = (
        prefix
        for word, block in (("复议", "reconsideration"), ("诉讼", "litigation"))
        if word in kinds
        for prefix in BLOCKS[block]
    )
    return tuple(found)


def _all_closed(read: Read, match: regex.Match[str]) -> bool:
    """Whether 均已办结 speaks of all requests and leaves none out."""
    text = read.sentence.text
    if _CARRIED.search(text) or _OTHER_MATTER.search(text):
        return False
    who = match["who"]
    if _EVERY.search(who) and _REQUEST_WORD.search(who):
        return True
    if _SOME_OF.search(who):
        return False
    before = [
        s for s in read.statements
        if s is not None and read.sentence.span(match.start(), match.end())[1] > s.start
    ]  # fmt: skip
    if not before:
        return False
    # 均 takes up the number before it: only when that is all requests
    return (
        before[-1].quantity in (
            "requests.received", "requests.accepted", "requests.received_with_carried_in",
        )
        and before[-1].value != 0
        and _WHO.search(who) is not None
    )  # fmt: skip


def years(sentences: Iterable[Sentence]) -> list[YearMention]:
    """Every year named in the sections, with the part it plays."""
    found: list[YearMention] = []
    for sentence in sentences:
        text = sentence.text
        if "20" not in text:
            continue
        matches = list(_YEAR.finditer(text))
        several = len({m["year"] for m in matches}) > 1
        planned = _PLAN.search(text) is not None
        for match in matches:
            year = read_year(match["year"])
            if year is None:
                continue
            role = _role(text, match, sentence.topic, several, planned)
            if role in ("reporting", "other") and sentence.year and year > sentence.year:
                role = "plan"
            start, end = sentence.span(*match.span())
            found.append(YearMention(year, role, sentence.raw, sentence.section, start, end))
    return found


def _role(text: str, match: regex.Match[str], topic: str, several: bool, planned: bool) -> str:
    start, end = match.span()
    # what stands further off plays no part; the mark keeps a cut from looking like a beginning
    before = text[:start] if start <= _NEAR else MASK + text[start - _NEAR : start]
    after = text[end : end + _NEAR]
    if _MONTH.match(after):
        return "date"
    if _SPAN_BEHIND.match(after) or _SPAN_BEFORE.search(before):
        return "span"
    if _CARRIED_BEHIND.match(after) or _CARRIED_BEFORE.search(before):
        return "carried"
    if _COMPARE.search(before):
        return "comparison"
    if planned:
        return "plan"
    if topic == "problems_and_improvements":
        return "other"
    if _DOCUMENT.match(after):
        return "document"
    if _BEFORE_REPORTING.search(before) and _AFTER_REPORTING.match(after):
        return "comparison" if several else "reporting"
    return "other"


def list_counts(reads: Sequence[Read]) -> list[ListCount]:
    """Numbers with a list of names behind them."""
    found = []
    for read in reads:
        text = read.sentence.text
        for token, statement in zip(read.tokens, read.statements, strict=True):
            if statement is None or token.printed_unit not in _COUNTED or token.value is None:
                continue
            match = _LIST.match(text, token.end)
            if match is None or not 2 <= token.value <= 40:
                continue
            made = _names(match, statement)
            if made is not None:
                found.append(made)
    return found


def _names(match: regex.Match[str], statement: Statement) -> ListCount | None:
    words = match["names"]
    if match["close"] == ")" and "(" not in match[0][: match.start("names") - match.start()]:
        return None
    if "(" in match[0] and match["close"] != ")":
        return None
    hidden = _QUOTED.sub(lambda m: "\ue001" * len(m[0]), words)
    if _NO_NAMES.search(hidden):
        return None
    closed = _AND_SO_ON.search(hidden) is None
    names = [n for n in hidden.split("、") if n]
    if len(names) < 2 or any(len(n) > 24 for n in names) or "主要" in match[0]:
        return None
    joins = sum(len(_JOIN.findall(n)) for n in names)
    return ListCount(statement, tuple(words.split("、")), len(names), len(names) + joins, closed)


#: quantities of which there is one number for the whole report
_SINGLE = frozenset((
    "requests.received", "requests.carried_in", "requests.carried_out", "requests.granted",
    "requests.partially_granted", "requests.denied", "requests.not_processed",
    "review.reconsideration.total", "review.litigation.total",
))  # fmt: skip
_LOOSE = frozenset(("publications.interpretations", "channels.accounts", "requests.closed",
                    "publications.items"))  # fmt: skip


def repeated(statements: Sequence[Statement]) -> list[Repeated]:
    """Quantities that are told more than once for the same year and body."""
    groups: dict[tuple[str, str | None], list[Statement]] = {}
    for statement in statements:
        known = statement.quantity in _SINGLE or statement.quantity in _LOOSE
        if (
            not known
            or statement.sentence.startswith("其中")  # a part of what was told before
            or statement.period not in (None, "this_year")
            or statement.scope == "sub_unit"
        ):
            continue
        groups.setdefault((statement.quantity, statement.unit), []).append(statement)
    found = []
    for (quantity, _), group in groups.items():
        if len(group) < 2:
            continue
        certain = quantity in _SINGLE and len({s.scope for s in group} - {None}) < 2
        found.append(Repeated(quantity, tuple(group), certain))
    return found
