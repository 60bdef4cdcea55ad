"""What is missing where a rule is open, in the language of the reader.

Gaps carry their reason in plain English; the phrases are few, and each has its Chinese here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from govinfo_report.rules.history import MISSING
from govinfo_report.rules.rule import Gap
from govinfo_report.rules.slots import table_name
from govinfo_report.text.lazy import lazy

_NAMED = 3  # addresses named in one reason
_STATES = {
    "blank": "空白", "refused": "拒读", "absent": "缺失", "not_applicable": "标为“/”",
    "value": "有数",
}  # fmt: skip
_SECTIONS = {
    "overview": "一", "proactive_disclosure": "二", "requests": "三",
    "review_and_litigation": "四", "problems_and_improvements": "五", "other_matters": "六",
}  # fmt: skip
_FIELDS = {
    "year": "年度", "publisher": "发布机关", "scope": "统计范围", "edition": "格式版本",
    "period": "统计期限", "published": "发布日期", "title": "标题",
}  # fmt: skip
_WHOLE = {
    **{en: zh for zh, en in MISSING.values()},
    "period unreadable": "统计期限未能读出",
    "publisher or year unknown": "发布机关或年度不明",
    "heading without a numeral": "标题没有序号",
    "no heading has a numeral": "标题都没有序号",
    "fewer than two units": "不足两个单位",
    "no units": "没有给出下属单位",
    "no places": "没有原文位置",
    "fee statement not understood": "收费说明未能读懂",
    "table 3 not read in full": "表三未能完整读取",
    "no sentence in place of the table": "正文没有代替表格的句子",
}


def _counted(match: Mapping[str, str]) -> str:
    """``3 处空白``; what is no state stands in front: ``没有给出下属单位（200 处）``."""
    rest = _zh(match["rest"])
    if match["rest"].rpartition(": ")[2].split("/")[0] in _STATES:
        return f"{match['count']} 处{' ' * rest[:1].isascii()}{rest}"
    return f"{rest}（{match['count']} 处）"


def _table(match: Mapping[str, str]) -> str:
    return f"{table_name(match['table'], 'zh')}未能完整读取"


_SHAPES: tuple[tuple[str, Callable[[Mapping[str, str]], str]], ...] = (
    (r"(?P<count>[0-9]+) × (?P<rest>.+)", _counted),
    (r"(?P<year>[0-9]{4}): (?P<rest>.+)", lambda m: f"{m['year']} 年{_zh(m['rest'])}"),
    (r"(?P<field>[a-z]+) unknown", lambda m: f"{_FIELDS.get(m['field'], m['field'])}不明"),
    (r"(?P<table>[a-z_]+) not read in full", _table),
    (r"no section (?P<name>\S+)", lambda m: f"没有第{_section(m['name'])}部分"),
    (
        r"no text of (?P<name>\S+) beside broken tables",
        lambda m: f"表格未能完整读取，第{_section(m['name'])}部分没有文字",
    ),
    (
        r"(?P<told>[0-9]+) parts announced, (?P<met>[0-9]+) sections found",
        lambda m: f"正文说有 {m['told']} 个部分，找到 {m['met']} 个",
    ),
    (r"copy (?P<name>.+): (?P<rest>.+)", lambda m: f"副本 {m['name']}：{_zh(m['rest'])}"),
    # several units
    (
        r"(?P<one>[^,]+(?:\(not [0-9]{4}\)|: [a-z_/]+)), (?P<rest>.+)",
        lambda m: f"{_zh(m['one'])}、{_zh(m['rest'])}",
    ),
    (
        r"(?P<unit>.+) \(not (?P<year>[0-9]{4})\)",
        lambda m: f"{m['unit']} 年的报告不属 {m['year']} 年度",
    ),
    (
        r"(?P<unit>.+): (?P<rest>[^:]+)",
        lambda m: f"{table_name(m['unit'], 'zh')}：{_zh(m['rest'])}",
    ),
)
_PATTERNS = [(lazy(pattern), saying) for pattern, saying in _SHAPES]


def told_gap(reason: str, language: str) -> str:
    """The reason of a gap in ``zh`` or ``en``; a reason of a plugin stays as it is."""
    return _zh(reason) if language == "zh" else reason


def _zh(reason: str) -> str:
    if reason in _WHOLE:
        return _WHOLE[reason]
    states = reason.split("/")
    if all(state in _STATES for state in states):
        return "或".join(_STATES[state] for state in states)
    for pattern, saying in _PATTERNS:
        match = pattern.fullmatch(reason)
        if match is not None:
            return saying(match.groupdict())
    return reason


def _section(name: str) -> str:
    return _SECTIONS.get(name, name)


def told_gaps(gaps: Sequence[Gap], language: str = "en", name: Callable[[str], str] = str) -> str:
    """How often something is missing, in which state, and the first addresses concerned.

    ``name`` says how an address is shown.
    """
    kinds = Counter(gap.reason for gap in gaps if gap.reason)
    names = list(dict.fromkeys(address for gap in gaps for address in gap.addresses))
    parts = [
        told_gap(reason if n == 1 and not names else f"{n} × {reason}", language)
        for reason, n in _most(kinds)
    ]
    zh = language == "zh"
    shown = ("、" if zh else ", ").join(name(address) for address in names[:_NAMED])
    if len(names) > _NAMED:
        shown += f" 等 {len(names)} 格" if zh else f" (+{len(names) - _NAMED})"
    told = ("，" if zh else ", ").join(parts)
    return ("：" if zh else ": ").join(part for part in (told, shown) if part)


def _most(kinds: Counter[str]) -> Iterable[tuple[str, int]]:
    return sorted(kinds.items(), key=lambda kind: (-kind[1], kind[0]))
