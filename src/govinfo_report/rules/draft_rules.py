"""Family X: what must not be in a report that is about to be published (X201-X203)."""

from __future__ import annotations

from collections.abc import Iterator

from govinfo_report.model.finding import Severity
from govinfo_report.rules.context import Context
from govinfo_report.rules.private import masked, private_numbers
from govinfo_report.rules.rule import Assess, Fail, Pass, Result, Rule
from govinfo_report.rules.section_rules import NO_PROSE
from govinfo_report.rules.texts import Texts, both
from govinfo_report.rules.timing_rules import texts_of

_AROUND = 12  # characters quoted before a number
#: where the office gives its own telephone number, as readers expect it to
_OWN_CONTACT = ("title", "preamble")


def _numbers(*kinds: str) -> Assess:
    """Each number of these kinds once; landlines where the office gives its own are left alone."""

    def check(context: Context) -> Iterator[Result]:
        report = context.report
        if not report.sections and not report.preamble:
            yield NO_PROSE
            return
        met: set[str] = set()
        for name, text in texts_of(context):
            section = report.sections.get(name)
            for number in private_numbers(text):
                raw = text[number.start : number.end]
                public = number.kind == "landline" and name in _OWN_CONTACT
                if number.kind not in kinds or public or raw in met:
                    continue
                met.add(raw)
                # cut after masking, so that no part of a number escapes it
                words = masked(text)[max(0, number.start - _AROUND) : number.end]
                yield Fail(
                    (), {"words": " ".join(words.split())}, key=name,
                    severity=Severity.INFO if number.kind == "landline" else None,
                    places=() if section is None else section.places(number.start, number.end),
                )  # fmt: skip
        if not met:
            yield Pass()

    return check


def _authors(context: Context) -> Iterator[Result]:
    notes = context.notes.get("X203", ())
    for note in notes:
        params = {name: str(note.params.get(name, "")) for name in ("field", "words")}
        yield Fail(
            (), params, key=params["field"], places=() if note.place is None else (note.place,)
        )
    if not notes and context.was_read:
        yield Pass()


def _rule(
    rule_id: str, slug: str, severity: Severity, check: Assess, title: Texts, template: Texts,
    explanation: Texts, formula: str, *, causes: Texts, exclusions: Texts, response: Texts,
    basis: Texts, stage: str = "draft",
) -> Rule:  # fmt: skip
    return Rule(
        id=rule_id, slug=slug, severity=severity, check=check, title=title, template=template,
        explanation=explanation, formula=formula, basis=basis, causes=causes,
        exclusions=exclusions, response=response, requires=("text",), stage=stage,
    )  # fmt: skip


_PRIVACY = both(
    "《政府信息公开条例》第十五条；《个人信息保护法》第三十四条、第二十八条",
    "Regulations on Open Government Information, art. 15; Personal Information Protection Law, "
    "arts. 28 and 34",
)
_REMOVE = both("发布前删去。", "Remove it before publication.")
_FORGOTTEN = both(
    "案例、附件或联系人信息未作处理。", "Cases, annexes or contacts were not cleaned."
)

RULES: tuple[Rule, ...] = (
    _rule(
        "X201", "identity-number", Severity.WARNING, _numbers("identity"),
        both("文中有居民身份证号码", "an identity number in the text"),
        both("文中有居民身份证号码：“{words}”。", "The text holds an identity number: “{words}”."),
        both("文中有校验码正确的 18 位居民身份证号码。本程序的任何输出都遮去其后各位。",
             "The text holds a resident identity number of 18 digits whose check digit is right. "
             "All output of this program masks it."),
        "no identity number of 18 digits with a valid check digit",
        causes=_FORGOTTEN, response=_REMOVE, basis=_PRIVACY, stage="",
        exclusions=both("校验码不符的数字不算。", "Digits whose check digit is wrong do not count."),
    ),
    _rule(
        "X202", "phone-number", Severity.WARNING, _numbers("mobile", "landline"),
        both("文中有电话号码", "a telephone number in the text"),
        both("文中有电话号码：“{words}”。", "The text holds a telephone number: “{words}”."),
        both("草稿中有手机号码，或在开头以外有固定电话（提示）。本程序的任何输出都遮去其后各位。",
             "A draft holds a mobile number or, outside its preamble, a landline (info). All output "
             "of this program masks them."),
        "no mobile number; no landline outside the preamble",
        causes=_FORGOTTEN, response=_REMOVE, basis=_PRIVACY,
        exclusions=both("开头所写的办公电话属正常；12345 等短号不算。",
                        "The office's landline in the preamble is as it should be; short numbers "
                        "such as 12345 do not count."),
    ),
    _rule(
        "X203", "author-metadata", Severity.INFO, _authors,
        both("文件属性中有作者信息", "the file names its author"),
        both("文件属性 {field} 中有：“{words}”。", "Property {field} of the file: “{words}”."),
        both("文件属性会随文件发布，其中有作者、最后修改者等个人信息。",
             "Properties of a file are published with it; they name its author or last editor."),
        "no author among the properties of the file",
        causes=both("由办公软件自动写入。", "Written by the office program."),
        response=both("发布前清除文件属性。", "Clear the properties of the file before publication."),
        basis=_PRIVACY,
        exclusions=both("软件名称不算。", "The name of a program does not count."),
    ),
)  # fmt: skip
"""The rules of this module, by id."""
