"""Of which year and of whom a sentence speaks."""

from __future__ import annotations

from govinfo_report.text.chinese import read_year
from govinfo_report.text.lazy import lazy

_YEAR = lazy(r"(?P<year>20[0-9]{2})年(?P<rest>度|底|末|初|结转|[0-9]{1,2}月|至|以来)?")
_LAST = lazy(
    r"(?<!结转|转结|接转)(?:上一?年度?|去年)(?![^，。;]{0,6}(?:结转|转结|接转|转入|遗留|相比|相同|持平))"
)
_THIS = lazy(r"本年度?|今年|当年|全年|年内|本报告期")
_PART_YEAR = lazy(
    r"[上下]半年|第?[一二三四1-4]季度|(?<![0-9])(?!12月[底末])[0-9]{1,2}月(?:份|(?![0-9]{1,2}日))|每[月季周日]"
)
_COMPARISON = lazy(r"[较比与同][^，。;]{0,4}$|(?:结转|转结|接转|顺延|延期|延|转)[至到入于]$")
_TOGETHER = lazy(
    r"(?:近|过去|这|前|最近)[两三四五2-9几]年|累计以来|截至目前累计|历年(?:以来|累计|共|总)"
)
_SINCE = lazy(r"(?P<since>自)?(?P<year>20[0-9]{2})年(?P<on>以来)?")
_WHOLE = lazy(
    r"全[县市区省镇乡州旗系街](?!大|面)|我[县市区省镇乡州旗](?!政府办|府办|[^，。]{0,4}[局办委])|[^，。]{2,6}[县市区](?:人民政府)?(?:共|累计|全年)"
)
_OFFICE = lazy(
    r"我[办局委院室]|本(?:办|局|委|机关|单位|部门|中心)|政府办公[室厅]|政府办(?!公|理)|我(?:单位|机关|部门|中心)"
)
#: 以区政府为被申请人的复议案件: of one body, whatever the report counts
_ONE_BODY = lazy(r"本级|为(?:被申请人|(?:共同)?被告)")
_SUB = lazy(
    r"(?:^|[，;。:、]|其中)(?P<body>[^，、:;。0-9]{1,14}?(?:局|委|镇|乡|街道|部门|中心|所|支队|大队|学校|医院))(?:共|收到|受理|办理|有|新收|答复|办结)"
)
_OF_ITSELF = lazy(r"(?:我|本|各|全|有关|相关|多个)")
_REACH = 300  # characters before a number that can tell its year and body


def period_of(text: str, at: int, year: int | None) -> str | None:
    """``this_year``, ``last_year``, ``other`` or ``None`` for a number at this place."""
    first = max(0, at - _REACH)
    if _TOGETHER.search(text, first, at) or _since(text, first, at, year):
        return "other"
    if _PART_YEAR.search(text, max(0, at - 40), at):
        return "other"
    found: str | None = None
    last = -1
    for match in _YEAR.finditer(text, first, at):
        if match["rest"] == "结转" or _COMPARISON.search(
            text, max(0, match.start() - 6), match.start()
        ):
            continue
        named = read_year(match["year"])
        if year is None or named is None:
            found = None
        else:
            found = {0: "this_year", 1: "last_year"}.get(year - named, "other")
        last = match.start()
    for pattern, period in ((_LAST, "last_year"), (_THIS, "this_year")):
        for match in pattern.finditer(text, first, at):
            if _COMPARISON.search(text, max(0, match.start() - 6), match.start()):
                continue
            if match.start() > last:
                found, last = period, match.start()
    return found


def _since(text: str, first: int, at: int, year: int | None) -> bool:
    """Whether a span of several years is named: 2019年以来 in a report of 2021."""
    for match in _SINCE.finditer(text, first, at):
        if (match["since"] or match["on"]) and read_year(match["year"]) != year:
            return True
    return False


def scope_of(text: str, at: int, publisher: str | None, left: str = "") -> str | None:
    """``whole``, ``office``, ``sub_unit`` or ``None`` for a number at this place."""
    match = None
    for match in _SUB.finditer(text, max(0, at - 40), at):  # noqa: B007 - the last one counts
        pass
    if match and not (publisher and (match["body"] in publisher or publisher in match["body"])):
        if not _OF_ITSELF.match(match["body"]) and "局" not in (publisher or "")[-1:]:
            return "sub_unit"
    first = max(0, at - _REACH)
    if _ONE_BODY.search(left) or _OFFICE.search(text, first, at):
        return "office"
    if _WHOLE.search(text, first, at):
        return "whole"
    return None
