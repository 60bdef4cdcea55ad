"""A diagnosis for people: layouts and what they lack, sections, and every label of the form."""

from __future__ import annotations

from collections.abc import Iterator

from govinfo_report.outputs.text import Column, Line, Piece, one_line, table, wrap
from govinfo_report.tracing.labels import Diagnosis, LabelFound, SectionFound, TableLabels
from govinfo_report.tracing.lines import place_text, table_title

_SECTIONS = {
    "overview": ("一、总体情况", "1 overview"),
    "proactive_disclosure": ("二、主动公开", "2 disclosed on its own initiative"),
    "requests": ("三、收到和处理申请", "3 requests"),
    "review_and_litigation": ("四、复议、诉讼", "4 reconsideration, litigation"),
    "problems_and_improvements": ("五、存在的问题", "5 problems"),
    "other_matters": ("六、其他事项", "6 other matters"),
}
_ROLES = {"row": ("行", "row"), "group": ("分组", "group"), "head": ("列", "head")}
_WIDE = 88


def diagnosis_lines(found: Diagnosis, language: str) -> Iterator[Line]:
    """The whole diagnosis, but for the table of layouts that ``identify`` shows anyway."""
    zh = language == "zh"
    yield from _demand_lines(found, language)
    yield (Piece("各节标题" if zh else "sections", "head"),)
    for section in found.sections:
        yield _section_line(section, language)
    for one in found.tables:
        yield from _table_lines(one, language)
    if found.outcome is not None:
        for part in wrap(found.outcome.text(language), _WIDE):
            yield (Piece(part, "refused"),)
    elif any(one.found < len(one.labels) for one in found.tables):
        hint = (
            "运行 govinfo-report parse --trace 文件，可查看每一行由哪个版式认领、哪一项检查拒读"
            if zh
            else "govinfo-report parse --trace FILE shows which layout claims each row, and which "
            "check refuses it"
        )
        for part in wrap(hint, _WIDE):
            yield (Piece(part, "dim"),)


def _demand_lines(found: Diagnosis, language: str) -> Iterator[Line]:
    """What every layout that does not claim the page looked for."""
    zh = language == "zh"
    claiming = {one.layout for one in found.asked if one.fit is not None}
    rows: list[list[str | Piece]] = []
    for one in found.asked:
        if one.layout in claiming or one.problem:
            continue
        demands = found.demands.get(one.layout, ())
        if not demands:
            silent = "该版式未说明其要求" if zh else "does not say what it demands"
            rows.append([one.layout, "", Piece(silent, "dim")])
        for number, demand in enumerate(demands):
            mark = Piece("+", "good") if demand.met else Piece("-", "refused")
            rows.append(["" if number else one.layout, mark, one_line(demand.text(language))])
    if rows:
        head = "未认领的版式各要求什么" if zh else "what the layouts that do not claim it demand"
        yield (Piece(head, "head"),)
        yield from table([Column(), Column(), Column(most=76)], rows, indent=2)


def _section_line(section: SectionFound, language: str) -> Line:
    zh = language == "zh"
    name = _SECTIONS[section.section][not zh]
    if section.place is None:
        return Piece("  - ", "refused"), Piece(name)
    text = ("有正文" if zh else "over text") if section.has_text else (
        "无正文" if zh else "nothing under it")  # fmt: skip
    where = place_text(section.place, language)
    heading = one_line(section.heading, 40)
    return (Piece("  + ", "good"), Piece(f"{name}  "),
            Piece(f"{heading}  {where}  {text}", "dim"))  # fmt: skip


def _table_lines(one: TableLabels, language: str) -> Iterator[Line]:
    title = table_title(one.table, language)
    yield (Piece(f"{title}  {one.edition}  {one.found}/{len(one.labels)}", "head"),)
    for label in one.labels:
        yield from _label_lines(label, language)


def _label_lines(label: LabelFound, language: str) -> Iterator[Line]:
    zh = language == "zh"
    role = Piece(f"{_ROLES[label.role][not zh]} ", "dim")
    if label.place is not None:
        where = place_text(label.place, language)
        yield Piece("  + ", "good"), role, Piece(one_line(label.label)), Piece(f"  {where}", "dim")
        return
    yield Piece("  - ", "refused"), role, Piece(one_line(label.label))
    for text, place in label.nearest:
        word = "最接近" if zh else "nearest"
        yield (Piece(f"      {word}: ", "dim"), Piece(one_line(text, 60)),
               Piece(f"  {place_text(place, language)}", "dim"))  # fmt: skip
