"""Family S: the six sections, their order, parts, numerals and what they must say (S101-S201)."""

from __future__ import annotations

from collections.abc import Iterator

from govinfo_report.model.figure import Reason, State
from govinfo_report.model.finding import Param, Severity, Status
from govinfo_report.model.parts import PART_IDS, SECTION_IDS, Section
from govinfo_report.rules.context import Context
from govinfo_report.rules.history import MISSING
from govinfo_report.rules.rule import Assess, Fail, Gap, Pass, Result, Rule
from govinfo_report.rules.slots import TABLES
from govinfo_report.rules.texts import FORMS, Texts, both
from govinfo_report.text.chinese import read_small
from govinfo_report.text.lazy import lazy
from govinfo_report.text.normalise import squash

NUMERALS = "一二三四五六"
SECTION_NAMES = (
    "总体情况", "主动公开政府信息情况", "收到和处理政府信息公开申请情况",
    "政府信息公开行政复议、行政诉讼情况", "存在的主要问题及改进情况", "其他需要报告的事项",
)  # fmt: skip
_PART_NAMES = ("主动公开", "依申请公开", "政府信息管理", "政府信息公开平台建设", "监督保障")
#: a numeral at the beginning of a heading or line, in one of the styles of sections
_NUMERAL = lazy(
    r"[#*\s]*+第?(?P<number>[一二三四五六七八九十]{1,3}|[0-9]{1,2})(?:[、.,:](?![0-9])|部分|章)"
)
_NOTHING = lazy(r"(?:暂|均|都|皆)?(?:无|没有|略|同上|不适用)(?:相关|其他)?(?:内容|情况|问题|事项)?")
_NOT_TEXT = lazy(r"[\p{P}\p{S}]++")
_WORD = 4  # characters of the longest words
#: sentences on the parts of the report: a number, and words that say what is counted
_ANNOUNCED = lazy(
    r"(?P<n>[一二两三四五六七八九十]{1,2}|[0-9]{1,2})(?:个|大|项)?(?:部分|方面)(?!省)"
)
_OF_THE_REPORT = lazy(r"组成|构成|包括|包含|分为|共分|共有|全文|主要内容|内容为|分别是")
_NAMED_PARTS = (
    lazy(r"总体情况|基本情况|概述|概况|总体"), lazy(r"主动公开"), lazy(r"申请"), lazy(r"复议|诉讼"),
    lazy(r"问题|不足|改进"), lazy(r"其[他它]"),
)  # fmt: skip
_BETWEEN = lazy(r"(?<!组成|构成|部分|方面)[、,;]|以及|及其")
_FEE = lazy(r"处理费|收费|收取.{0,14}?费|费用|未收.{0,8}?费")
_FEE_TOLD = lazy(r"未|没|无|不|零|免|[0-9一二三四五六七八九十百千万]元")
_NEAR = 40  # characters around the words for the fee
#: labels that stand in a table only
_TABLE_LABELS = {
    "proactive_disclosure": lazy(r"第二十条第|现行有效件数|处理决定数量"),
    "requests": lazy(r"本年新收政府信息|上年结转政府信息|勾稽关系|总计"),
    "review_and_litigation": lazy(r"结果维持|维持.{0,4}纠正|尚未审结|审结.{0,4}总计"),
}  # fmt: skip


def has_prose(context: Context) -> bool:
    """Whether any section was found at all: tables alone say nothing about the prose."""
    return bool(context.report.sections)


#: notes after which lines of prose may have been taken for rows of a table
_TANGLED = ("P103", "P202", "P203", "P204", "P206", "P301", "P304")


def _may_be_lost(context: Context, text: str) -> bool:
    """Whether a section without text may have had some that our reading took for a table."""
    return not text.strip() and any(code in context.notes for code in _TANGLED)


NO_PROSE = Gap((), MISSING["no_prose"][1], given=False)


def section_name(section_id: str) -> str:
    """``五、存在的主要问题及改进情况``, as the form prints it."""
    at = SECTION_IDS.index(section_id)
    return f"{NUMERALS[at]}、{SECTION_NAMES[at]}"


def _sections_present(context: Context) -> Iterator[Result]:
    if not has_prose(context):
        yield NO_PROSE
        return
    met = [name for name in context.report.sections if name in SECTION_IDS]
    for index, name in enumerate(SECTION_IDS, 1):
        if name in met:
            yield Pass()
        else:
            yield Fail((), {"heading": section_name(name), "kind": "missing"}, index, key=name)
    if met != sorted(met, key=SECTION_IDS.index):
        wrong = next(
            name for name, other in zip(met, sorted(met, key=SECTION_IDS.index), strict=True)
            if name != other
        )  # fmt: skip
        params: dict[str, Param] = {"heading": section_name(wrong), "kind": "order"}
        yield Fail((), params, len(SECTION_IDS) + 1, key="order")


def _sub_heads(context: Context) -> Iterator[Result]:
    overview = context.report.sections.get("overview")
    if overview is None:
        yield Gap((), "no section 一") if has_prose(context) else NO_PROSE
        return
    plain = squash(overview.text)
    lacking = [
        name
        for part, name in zip(PART_IDS, _PART_NAMES, strict=True)
        if part not in overview.parts and not any(f"{mark}{name}" in plain for mark in ")、.")
    ]
    if lacking:
        yield Fail(
            (), {"parts": "、".join(lacking), "count": len(lacking)},
            expected=len(PART_IDS), observed=len(PART_IDS) - len(lacking),
            places=overview.places(), key="parts",
        )  # fmt: skip
    else:
        yield Pass()


def _is_trivial(text: str) -> bool:
    """Empty, 无 and the like, or one word."""
    bare = _NOT_TEXT.sub("", squash(text))
    return len(bare) <= _WORD or _NOTHING.fullmatch(bare) is not None


def _trivial(context: Context) -> Iterator[Result]:
    for index, name in enumerate(("overview", "problems_and_improvements"), 1):
        section = context.report.sections.get(name)
        if section is None:
            yield Gap((), f"no section {name}") if has_prose(context) else NO_PROSE
        elif _may_be_lost(context, section.text):
            yield Gap((), f"no text of {name} beside broken tables")
        elif _is_trivial(section.text):
            shown = squash(section.text).rstrip("。.")
            yield Fail(
                (), {"heading": section_name(name), "label": shown}, index,
                places=section.places(), key=name,
            )  # fmt: skip
        else:
            yield Pass()


def _announced(context: Context) -> Iterator[Result]:
    met = sum(name in SECTION_IDS for name in context.report.sections)
    for sentence in squash(context.report.preamble).split("。"):
        found = _ANNOUNCED.search(sentence)
        if found is None or _OF_THE_REPORT.search(sentence) is None:
            continue
        number = 2 if found["n"] == "两" else read_small(found["n"])
        if number is None:
            continue
        named = sum(pattern.search(sentence) is not None for pattern in _NAMED_PARTS)
        listed = len(_BETWEEN.findall(sentence)) + 1
        if number < met:
            yield Fail((), {"count": number, "kind": "printed"}, 1, expected=met, observed=number,
                       difference=met - number, key="printed")  # fmt: skip
        elif named >= 3 and named < number and listed < number:
            yield Fail((), {"count": number, "kind": "listed"}, 2, expected=listed, observed=number,
                       difference=number - listed, key="listed")  # fmt: skip
        elif number > met:
            yield Gap((), f"{number} parts announced, {met} sections found")
        else:
            yield Pass()
        return


def _numeral(text: str) -> tuple[int | None, str]:
    """The number a heading or line begins with, and the style of its numeral."""
    found = _NUMERAL.match(squash(text[:_NEAR]))
    if found is None:
        return None, ""
    return read_small(found["number"]), "digits" if found["number"].isascii() else "Han"


def _misnumbered(context: Context) -> Iterator[Result]:
    if not has_prose(context):
        yield NO_PROSE
    wrong: list[Section] = []
    for name, section in context.report.sections.items():
        if name not in SECTION_IDS:
            continue
        number, _ = _numeral(section.heading)
        if number is None:
            yield Gap((), "heading without a numeral")
        elif number == SECTION_IDS.index(name) + 1:
            yield Pass()
        else:
            wrong.append(section)
    if wrong:
        yield Fail(
            (), {"parts": "；".join(s.heading for s in wrong), "count": len(wrong)},
            places=tuple(s.place for s in wrong if s.place is not None), key="numerals",
        )  # fmt: skip


def _repeated(context: Context) -> Iterator[Result]:
    sections = context.report.sections
    if not has_prose(context):
        yield NO_PROSE
        return
    used: dict[tuple[int | None, str], str] = {}
    twice: list[str] = []
    for section in sections.values():
        number, style = _numeral(section.heading)
        if number is None:
            continue
        if (number, style) in used:
            twice.append(f"{used[number, style]}／{section.heading}")
        used.setdefault((number, style), section.heading)
    promoted = {
        squash(str(note.params.get("heading", ""))) for note in context.notes.get("S107", ())
    }
    for name in ("overview", "problems_and_improvements"):
        section = sections.get(name, Section())
        for line in section.text.split("\n"):
            number, style = _numeral(line)
            if (number, style) in used and squash(line) not in promoted:
                twice.append(f"{used[number, style]}／{line.strip()[:20]}")
    if twice:
        yield Fail((), {"parts": "；".join(twice), "count": len(twice)}, key="numerals")
    elif used:
        yield Pass()
    else:
        yield Gap((), "no heading has a numeral")


def _promoted(context: Context) -> Iterator[Result]:
    notes = context.notes.get("S107", ())
    if notes:
        heads = [str(note.params.get("heading", "")) for note in notes]
        yield Fail(
            (), {"parts": "；".join(heads), "count": len(heads)},
            places=tuple(note.place for note in notes if note.place is not None), key="promoted",
        )  # fmt: skip
    elif "overview" in context.report.sections:
        yield Pass()
    else:
        yield Gap((), "no section 一") if has_prose(context) else NO_PROSE


def tells_fee(text: str) -> bool:
    """Whether a text says what processing fee was collected, or that none was."""
    plain = squash(text)
    return any(
        _FEE_TOLD.search(plain[max(0, found.start() - _NEAR) : found.end() + _NEAR]) is not None
        for found in _FEE.finditer(plain)
    )


def _fee_statement(context: Context) -> Iterator[Result]:
    section = context.report.sections.get("other_matters")
    if section is None:
        yield Gap((), "no section 六") if has_prose(context) else NO_PROSE
    elif tells_fee(section.text):
        yield Pass()
    elif _may_be_lost(context, section.text):
        yield Gap((), "no text of other_matters beside broken tables")
    else:
        texts = (section.text for section in context.report.sections.values())
        elsewhere = any("处理费" in text and tells_fee(text) for text in texts)
        yield Fail(
            (), {"label": squash(section.text).rstrip("。.")}, key="fee",
            places=section.places(),
            outcome=Status.REVIEW if elsewhere else Status.FAIL,
        )  # fmt: skip


def _tables_in_source(context: Context) -> Iterator[Result]:
    for index, table in enumerate(TABLES, 1):
        section = context.report.sections.get(table)
        if section is None:
            yield Gap((), f"no section {table}") if has_prose(context) else NO_PROSE
            continue
        addresses = context.by_table.get(table, ())
        figures = [context.figures[a] for a in addresses]
        if any(figure.state is not State.ABSENT for figure in figures):
            yield Pass()
        elif all(figure.reason is Reason.TABLE_IS_PICTURE for figure in figures):
            pass  # P102
        elif _TABLE_LABELS[table].search(squash(section.text)) or "。" not in section.text:
            yield Gap((), f"{table}: no sentence in place of the table")
        else:
            yield Fail(
                (), {"table": table, "heading": section.heading or section_name(table)}, index,
                places=section.places(), key=table,
                evidence=("P101",),
            )  # fmt: skip


def _rule(
    rule_id: str, slug: str, severity: Severity, check: Assess, title: Texts, template: Texts,
    explanation: Texts, formula: str, *, causes: Texts, exclusions: Texts,
    editions: tuple[str, ...] = ("2021", "2019"), requires: tuple[str, ...] = ("sections",),
) -> Rule:  # fmt: skip
    return Rule(
        id=rule_id, slug=slug, severity=severity, check=check, title=title, template=template,
        explanation=explanation, formula=formula, basis=FORMS, causes=causes,
        exclusions=exclusions, response=_ANSWER, editions=editions, requires=requires,
    )  # fmt: skip


_ANSWER = both(
    "按规定的六部分格式补齐或更正标题与内容；若标题清楚而未被识别，请保存样例并反馈。",
    "Supply or correct headings and text after the form of six sections; if a heading is clear and "
    "was not recognised, save the page as a case and report it.",
)
_SKIPPED = both("编写时遗漏，或抓取页面时丢失。", "Left out in writing, or lost in the capture.")
_WORDING = both(
    "标题用词与规定相差较大时可能认不出。", "A heading in quite other words may not be recognised."
)
_EDITED = both(
    "增删部分后未改序号，或把附表单独编号。",
    "Sections added or dropped without renumbering, or tables numbered as an annex.",
)
_I, _W = Severity.INFO, Severity.WARNING

RULES: tuple[Rule, ...] = (
    _rule(
        "S101", "section-missing-or-out-of-order", _W, _sections_present,
        both("缺少规定的部分或顺序不对", "a section is missing or out of order"),
        both("规定的部分“{heading}”没有找到或位置不对。",
             "The prescribed section “{heading}” was not found, or not at its place."),
        both("报告应有规定的六个部分，依次排列。标题按文字辨认，不只看序号。",
             "A report has the six prescribed sections in order. Headings are known by their words, "
             "not by their numerals alone."),
        "sections 一 to 六 are present, in order", causes=_SKIPPED, exclusions=_WORDING,
    ),
    _rule(
        "S102", "subheads-of-section-one", _I, _sub_heads,
        both("第一部分小标题不全", "sub-heads of section one deviate"),
        both("“一、总体情况”的五个规定小标题中没有：{parts}。",
             "Of the five prescribed sub-heads of 一、总体情况 not found: {parts}."),
        both("总体情况一般分主动公开、依申请公开、政府信息管理、政府信息公开平台建设、监督保障五方面。",
             "Section one usually has five parts: proactive disclosure, requests, management of "
             "information, platforms, supervision."),
        "overview.{proactive, on_request, information_management, platform, supervision} present",
        causes=both("自拟小标题，或合并、省略。", "Sub-heads of one's own, merged or left out."),
        exclusions=both("海关等系统自拟小标题；不分小标题的报告也在此列。",
                        "Customs and others use sub-heads of their own; so do reports without any."),
        editions=("2021",),
    ),
    _rule(
        "S103", "trivial-section", _W, _trivial,
        both("应有内容的部分几乎为空", "a section that must have substance is empty"),
        both("“{heading}”没有实质内容：{label}。", "No substance under “{heading}”: {label}."),
        both("总体情况和存在的主要问题及改进情况须有实质内容；空白、“无”或一个词都不算。",
             "Section one and section five need substance; nothing, 无 or one word is none."),
        "overview and problems_and_improvements carry text beyond one word",
        causes=both("敷衍填写，或内容为图片、附件。", "Perfunctory, or the text is a picture or attachment."),
        exclusions=both("不设字数下限。", "There is no minimum length."),
    ),
    _rule(
        "S104", "announced-parts", _I, _announced,
        both("开头所说部分数与实际不符", "the number of parts announced is not that printed"),
        both("开头说有 {observed} 个部分，而列出或印出的是 {expected} 个。",
             "The preamble announces {observed} parts; {expected} are listed or printed."),
        both("开头说明由几个部分组成的，应与所列名称和所印标题一致。",
             "A preamble that says how many parts there are should agree with the names it lists and "
             "the headings printed."),
        "announced n = parts listed = sections printed",
        causes=both("沿用旧模板的开头。", "The preamble of an older template."),
        exclusions=both("所说多于六个时，格式之外的部分不读，无法判断。",
                        "Open when more than are read are announced: parts outside the form are not "
                        "read."),
        editions=(), requires=("preamble",),
    ),
    _rule(
        "S105", "heading-misnumbered", _I, _misnumbered,
        both("标题序号与内容不符", "a heading carries the numeral of another"),
        both("{count} 个标题的序号与规定不符：{parts}。",
             "{count} heading(s) with a numeral of another: {parts}."),
        both("各部分的序号应为一至六，与内容对应。常见：某部分漏掉后顺延，附表另起编号。",
             "Sections are numbered 一 to 六 after their content. Usual: a section left out shifts "
             "the rest, tables numbered anew as an annex."),
        "numeral of each heading = place of its section in the form",
        causes=_EDITED,
        exclusions=both("没有序号的标题无法判断。", "A heading without a numeral is open."),
    ),
    _rule(
        "S106", "heading-numeral-repeated", _I, _repeated,
        both("同级序号重复", "a numeral of the top level is used twice"),
        both("{count} 处序号与其他标题重复：{parts}。",
             "{count} numeral(s) used by another heading too: {parts}."),
        both("同一样式的一级序号只应使用一次。第六部分内的分项除外。",
             "A numeral of the style of the sections is used once. Items of section six may restart."),
        "each numeral of the top level is used once",
        causes=_EDITED,
        exclusions=both("小标题升为一级的由 S107 说明。", "S107 speaks for promoted sub-heads."),
    ),
    _rule(
        "S107", "subhead-promoted", _I, _promoted,
        both("第一部分的小标题与各部分同级", "sub-heads of section one stand at top level"),
        both("{count} 个小标题用了一级序号：{parts}。",
             "{count} sub-head(s) numbered like sections: {parts}."),
        both("总体情况的小标题用了与六个部分相同的序号，其后序号随之顺延。",
             "Sub-heads of section one are numbered like the six sections, which usually shifts the "
             "numerals behind them."),
        "no sub-head of section one stands at top level", causes=_EDITED,
        exclusions=both("不影响读数。", "Figures are not affected."),
    ),
    _rule(
        "S108", "fee-statement-missing", _W, _fee_statement,
        both("第六部分未说明信息处理费", "section six does not speak of the processing fee"),
        both("“六、其他需要报告的事项”没有说明是否收取信息处理费：{label}。",
             "Section 六 does not say whether an information-processing fee was collected: {label}."),
        both("第六部分应说明依国办函〔2020〕109号收取信息处理费的情况：金额，或没有收取。只写“无”等于未说明。",
             "Section six states the fee collected under 国办函〔2020〕109号: an amount, or that "
             "there was none. A bare 无 leaves it out."),
        "other_matters states an amount, or that no information-processing fee was collected",
        causes=both("只写“无其他需要报告的事项”。", "Only 无其他需要报告的事项 was written."),
        exclusions=both("在其他部分说明的列为待复核。", "To be reviewed when another section states it."),
        editions=("2021",),
    ),
    _rule(
        "S201", "table-absent-in-source", _W, _tables_in_source,
        both("标题下以文字代替表格", "prose in place of the table"),
        both("“{heading}”之下是文字，没有{table}。",
             "There is prose under “{heading}” where a table should be: {table}."),
        both("该部分标题之下只有文字，没有规定的表格，也没有表中的标签。与 P101 不同：原文本身缺表。",
             "Under the heading stands prose, with neither the prescribed table nor any of its "
             "labels. Other than P101: the source itself lacks the table."),
        "headings 二, 三, 四 are followed by their tables",
        causes=both("以文字代替表格，或表格在发布时丢失。", "Prose in place of the table, or a table lost in "
                    "publication."),
        exclusions=both("表格为图片时由 P102 说明；其下没有文字或有表中标签时无法判断。",
                        "P102 speaks for pictures; open where there is no text, or labels of the "
                        "table."),
    ),
)  # fmt: skip
"""The rules of this module, by id."""
