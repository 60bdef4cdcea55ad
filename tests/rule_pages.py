"""The pages under ``docs/rules``, written from the catalogue.

``python tests/rule_pages.py`` writes them anew.  The examples are documents of the conformance
suite; what is shown is what the rules say of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from govinfo_report.model.finding import Finding
from govinfo_report.rules import Rule, catalogue, hierarchy, suppression_rules
from govinfo_report.rules.rule import FAMILIES, RuleStatus
from govinfo_report.testing.conformance import Case, assess, load_cases

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "rules"
NAMES = {
    "P": ("读取与来源", "Reading and provenance"),
    "S": ("格式与结构", "Structure against the form"),
    "V": ("单个数据", "Single values"),
    "A": ("报告内部的算术关系", "Arithmetic within one report"),
    "N": ("正文", "Narrative"),
    "Y": ("跨年度", "Across years"),
    "H": ("汇总与下属单位", "Across bodies"),
    "T": ("时间与形式", "Timing and formality"),
    "X": ("文字质量与草稿", "Quality of the text, drafts"),
    "U": ("搁置记录", "Findings set aside"),
}
WORDS = {
    "zh": {
        "severity": "级别", "editions": "格式", "any": "任何", "status": "状态", "basis": "依据",
        "formula": "算式或触发条件", "causes": "常见原因", "exclusions": "例外与已知误报",
        "response": "如何处理", "example": "示例", "preview": "预览：按编号指定时才运行",
        "stage_draft": "只用于草稿", "stage_published": "不用于草稿", "colon": "：",
        "title": "规则", "none": "无示例",
        "intro": "本页由规则目录生成；示例取自一致性测试集，所示为规则实际给出的结论。",
        "index": "每条规则说明检查什么、依据是什么、已知的误报，以及一个示例。"
                 "`govinfo-report explain 编号` 给出同样的内容。",
    },
    "en": {
        "severity": "Severity", "editions": "Editions", "any": "any", "status": "Status",
        "basis": "Legal basis", "formula": "Formula or trigger", "causes": "Usual causes",
        "exclusions": "Exceptions and known false positives", "response": "What to do",
        "example": "Example", "preview": "preview: runs only when asked for by name",
        "stage_draft": "for drafts only", "stage_published": "not for drafts", "colon": ": ",
        "title": "Rules", "none": "no example",
        "intro": "Written from the catalogue of rules; the examples are documents of the "
                 "conformance suite, and what is shown is what the rules say of them.",
        "index": "What every rule checks, on what ground, its known false positives, and an "
                 "example. `govinfo-report explain ID` says the same.",
    },
}  # fmt: skip
SEVERITIES = {"fatal": "致命", "error": "错误", "warning": "警告", "info": "提示"}


def pages() -> dict[str, str]:
    """File name -> text of every page."""
    rules = (*catalogue(), *hierarchy.RULES, *suppression_rules.RULES)
    families = [letter for letter in (*FAMILIES, "U") if any(r.family == letter for r in rules)]
    found = {}
    for language, ending in (("en", ".md"), ("zh", ".zh.md")):
        found[f"index{ending}"] = "\n".join(index(families, language, ending)) + "\n"
        for letter in families:
            own = [rule for rule in rules if rule.family == letter]
            text = "\n".join(family(letter, own, language)) + "\n"
            found[f"{letter}{ending}"] = text
    return found


def index(families: list[str], language: str, ending: str) -> Iterator[str]:
    """The page that lists the families."""
    words = WORDS[language]
    yield f"# {words['title']}"
    yield ""
    yield words["index"]
    yield ""
    yield "```{toctree}"
    yield ":maxdepth: 1"
    yield ""
    yield from (f"{letter}{ending.removesuffix('.md')}" for letter in families)
    if language == "en":
        yield "index.zh"
    yield "```"


def family(letter: str, rules: list[Rule], language: str) -> Iterator[str]:
    """The page of one family."""
    yield f"# {letter} {NAMES[letter][language == 'en']}"
    yield ""
    yield WORDS[language]["intro"]
    for rule in rules:
        yield ""
        yield from one(rule, language)


def one(rule: Rule, language: str) -> Iterator[str]:
    """One rule."""
    words = WORDS[language]
    colon = words["colon"]
    severity = rule.severity.value
    yield f"## {rule.id} {rule.slug}"
    yield ""
    yield f"**{plain(rule.title[language])}**"
    yield ""
    yield plain(rule.explanation[language])
    yield ""
    facts = [
        ("severity", SEVERITIES[severity] if language == "zh" else severity),
        ("editions", ", ".join(rule.editions) or words["any"]),
        ("status", words["preview"] if rule.status is RuleStatus.PREVIEW else
         words.get(f"stage_{rule.stage}", "")),
        ("formula", f"`{rule.formula}`" if rule.formula else ""),
        ("basis", plain(rule.basis[language])),
        ("causes", plain(rule.causes[language])),
        ("exclusions", plain(rule.exclusions[language])),
        ("response", plain(rule.response[language])),
    ]  # fmt: skip
    yield from (f"* {words[name]}{colon}{text}" for name, text in facts if text)
    said = example(rule)
    if said is not None:
        yield ""
        yield f"{words['example']}{colon}".rstrip()
        yield ""
        yield "```text"
        yield said.message[language]
        yield "```"


def plain(text: str) -> str:
    """A text in which nothing is taken for markup."""
    for mark in "\\*_<[":
        text = text.replace(mark, f"\\{mark}")
    return text


@cache
def _cases() -> dict[str, Case]:
    found: dict[str, Case] = {}
    for case in load_cases():
        if case.verdict == "fail":
            found.setdefault(case.rule, case)
    return found


def example(rule: Rule) -> Finding | None:
    """What the rule says of its first failing document; ``None`` when the suite has none."""
    case = _cases().get(rule.id)
    if case is None:
        return None
    return next(f for f in assess(case).findings if f.rule.partition(".")[0] == rule.id)


def write() -> None:
    """Write all pages, and remove those of families that are no more."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    found = pages()
    for path in FOLDER.glob("*.md"):
        if path.name not in found:
            path.unlink()
    for name, text in found.items():
        (FOLDER / name).write_bytes(text.encode())


if __name__ == "__main__":
    write()
