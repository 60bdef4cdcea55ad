"""A rule in words: what, why, on what ground, with which equation, and what to do."""

from __future__ import annotations

from collections.abc import Iterable

from govinfo_report.errors import UsageError
from govinfo_report.rules.catalogue import find_rule
from govinfo_report.rules.rule import LANGUAGES, Rule

_HEADS = {
    "zh": {
        "severity": "严重程度", "editions": "适用格式", "any": "任何", "why": "说明", "basis": "依据",
        "formula": "算式或触发条件", "requires": "所需输入", "causes": "常见原因",
        "exclusions": "例外与已知误报", "response": "如何处理", "template": "消息", "status": "状态",
        "silenced": "已由其他规则报告时不重复",
    },
    "en": {
        "severity": "Severity", "editions": "Editions", "any": "any", "why": "Why",
        "basis": "Legal basis", "formula": "Formula or trigger", "requires": "Needs",
        "causes": "Usual causes", "exclusions": "Exceptions and known false positives",
        "response": "What to do", "template": "Message", "status": "Status",
        "silenced": "Silent where already reported as",
    },
}  # fmt: skip
_WORDS = {
    "fatal": "致命", "error": "错误", "warning": "警告", "info": "提示", "preview": "预览",
    "active": "启用", "deactivated": "停用", "reading": "读取记录", "cell": "该单元格",
    "proactive_disclosure": "表二", "requests": "表三", "review_and_litigation": "表四",
    "previous report": "上年报告", "another copy": "同一报告的另一份", "sections": "各部分文字",
    "preamble": "开头部分", "text": "正文", "title": "标题", "publication date": "公开日期",
    "unit report": "单位报告", "consolidated report": "汇总报告", "all unit reports": "全部单位报告",
    "unit reports": "各单位报告", "suppressions": "搁置记录", "draft": "仅限草稿",
    "published": "仅限已发布的报告",
}  # fmt: skip


def explain(rule: str | Rule, language: str = "en", *, rules: Iterable[Rule] | None = None) -> str:
    """Everything there is to say about a rule, named by id or slug, in ``zh`` or ``en``.

    ``rules`` are the rules to look in (default: the built-in ones).  Raises ``UsageError`` for
    an unknown rule or language.
    """
    if language not in LANGUAGES:
        raise UsageError(
            f"No texts in language {language!r}; known: zh, en.",
            zh=f"没有 {language!r} 语言的文本；可用：zh、en。",
        )
    found = rule if isinstance(rule, Rule) else find_rule(rule, rules)
    heads = _HEADS[language]

    def word(name: str) -> str:
        return _WORDS.get(name, name) if language == "zh" else name

    status = word(found.status.value)
    if found.stage:
        stage = "drafts only" if found.stage == "draft" else "not for drafts"
        status += f"; {stage}" if language == "en" else f"；{word(found.stage)}"
    if found.status_reason:
        status += f" ({found.status_reason})"
    parts = (
        ("severity", word(found.severity.value)),
        ("status", status),
        ("editions", ", ".join(found.editions) or heads["any"]),
        ("why", found.explanation[language]),
        ("basis", found.basis[language]),
        ("formula", found.formula),
        ("requires", ", ".join(map(word, found.requires))),
        ("template", found.template[language]),
        ("causes", found.causes[language]),
        ("exclusions", found.exclusions[language]),
        ("silenced", ", ".join(found.silenced_by)),
        ("response", found.response[language]),
    )
    colon = "：" if language == "zh" else ": "
    lines = [f"{found.id}  {found.slug}", found.title[language], ""]
    lines += [f"{heads[name]}{colon}{text}" for name, text in parts if text]
    return "\n".join(lines)
