"""Family P: limits and guards that the reading met and went on (P901-P908, P911)."""

from __future__ import annotations

from collections.abc import Iterable

from govinfo_report.model.figure import Grade
from govinfo_report.model.finding import Attribution, Severity
from govinfo_report.rules.context import Context
from govinfo_report.rules.rule import Assess, Fail, Pass, Result, Rule
from govinfo_report.rules.slots import TABLES
from govinfo_report.rules.texts import NO_SOURCE, READING_ANSWER, both

_DETAILS = 40  # characters of what a note says

#: id, slug, what was met (zh, en)
_LIMITS = (
    ("P901", "input-too-large", "文件或其文字过大", "a file or its text beyond the size allowed"),
    ("P902", "archive-bomb", "压缩包内容过多或压缩比异常",
     "an archive with too many members or an unlikely ratio"),
    ("P903", "dtd-or-entities", "文件含有文档类型定义或实体", "a document type definition or entities"),
    ("P904", "nesting-too-deep", "元素嵌套过深", "elements nested too deep"),
    ("P905", "too-many-nodes", "元素或文本块过多", "too many elements or blocks"),
    ("P906", "span-or-grid-too-large", "表格或合并单元格过大", "a table or a merged cell too large"),
    ("P907", "pdf-resource-limit", "页面对象过多", "too many objects on a page"),
    ("P911", "line-or-pattern-limit", "单行过长", "a line too long"),
)  # fmt: skip


def _met(code: str) -> Assess:
    """A check that reports the notes with this code: fatal when no table was read."""

    def check(context: Context) -> Iterable[Result]:
        notes = context.notes.get(code, ())
        if not notes:
            if context.was_read:
                yield Pass()
            return
        first = "; ".join(f"{value}" for value in notes[0].params.values())[:_DETAILS]
        read = any(context.is_read(table) for table in TABLES)
        yield Fail(
            (), {"words": first or "–", "notes": len(notes)}, key=code,
            severity=Severity.WARNING if read else None,
            places=tuple(note.place for note in notes if note.place is not None),
        )  # fmt: skip

    return check


def _glyphs(context: Context) -> Iterable[Result]:
    if not context.was_read:
        return
    grade = context.report.reading.grade
    tables = [table for table in TABLES if context.is_read(table)]
    doubtful = [table for table in tables if grade[table] is Grade.UNVERIFIED]
    if doubtful:
        yield Fail((), {"table": "、".join(doubtful)}, key="glyphs")
    if len(doubtful) < len(tables):
        yield Pass()


RULES: tuple[Rule, ...] = (
    *(
        Rule(
            id=rule_id, slug=slug, severity=Severity.FATAL, check=_met(rule_id),
            title=both(zh, en),
            template=both(f"读取时遇到限制：{zh}（{{words}}，{{notes}} 处）；有关内容未读取。",
                          f"The reading met {en} ({{words}}; {{notes}} place(s)) and left it out."),
            explanation=both(
                "超出安全限制的内容不读取；读取因此终止时报告为错误，能够继续时在此说明，有关表格为“缺失”。",
                "What exceeds a limit is not read. Where this ends the reading it is an error of its "
                "own; where the reading goes on, it is told here, and tables concerned are absent.",
            ),
            formula=f"{slug.replace('-', ' ')}: see the limits", basis=NO_SOURCE,
            causes=both("网页或文件由程序大量生成，或文件损坏。",
                        "A page or file generated in bulk, or damaged."),
            exclusions=both("已读出表格时为警告。", "A warning where a table was read all the same."),
            response=READING_ANSWER, requires=("reading",), attribution=Attribution.READER,
        )
        for rule_id, slug, zh, en in _LIMITS
    ),
    Rule(
        id="P908", slug="pdf-text-not-glyphs", severity=Severity.WARNING, check=_glyphs,
        title=both("文字层可能与所印不符", "text that may not be what is printed"),
        template=both("{table}的文字可能与页面所印不符（识别文字层或无法核实的字形），数字未经核验。",
                      "The text of {table} may not be what the page shows (a layer of recognised "
                      "text, or glyphs without proof); its figures are unverified."),
        explanation=both("页面文字来自扫描件的识别层，或字形与字符的对应无法核实。所读数字等级为“未核验”，"
                         "不作为报告有误的依据。",
                         "The text comes from a layer under a scan, or from glyphs whose characters "
                         "cannot be proven. Figures are graded unverified; no finding blames the "
                         "report for them."),
        formula="every table read has grade verified", basis=NO_SOURCE,
        causes=both("扫描件，或字体没有字符映射。", "A scan, or a font without a character map."),
        exclusions=both("没有读出表格时不报告。", "Nothing is said where no table was read."),
        response=READING_ANSWER, requires=("reading",), attribution=Attribution.READER,
    ),
)  # fmt: skip
"""The rules of this module, by id."""
