"""The words in an evidence file: citation, calculation, and how to check it, in both languages."""

from __future__ import annotations

from govinfo_report.documents.source import Source
from govinfo_report.evidence.reading import Case
from govinfo_report.model.figure import Grade
from govinfo_report.model.finding import Attribution, Finding
from govinfo_report.outputs.calculation import calculation_lines
from govinfo_report.outputs.text import harmless, one_line, plain
from govinfo_report.rules import Rule
from govinfo_report.rules import explain as explain_rule
from govinfo_report.rules.private import masked
from govinfo_report.text.lazy import lazy

LANGUAGES = ("zh", "en")
_NUMBER = lazy(r"^(?:〔[^〕]*〕|\[[^\]]*\] )")

_README = """\
本文件夹是一份证据文件，由 govinfo-report 生成。
  source/          所检查的文件，一个字节也没有改动
  history/         用来对照的往年报告（如有）
  page.zh.html     标出该处的检查报告
  calculation.zh.txt、citation.zh.txt   计算过程、引用文字
  manifest.json    来源、版本和各成员的 SHA-256
核对：govinfo-report verify 证据.zip；或解压后运行 sha256sum -c SHA256SUMS。
source/ 中的文件未作任何遮盖，可能含有个人信息。

This is an evidence file made by govinfo-report.
  source/          the document that was checked, not a byte changed
  history/         reports of earlier years it was held against, if any
  page.en.html     the check report with the place marked
  calculation.en.txt, citation.en.txt   the calculation, and words for citing
  manifest.json    origin, versions, and the SHA-256 of every member
To check it: govinfo-report verify FILE.zip; or unpack it and run sha256sum -c SHA256SUMS.
Nothing in source/ is masked: it may hold personal information.
"""


def readme() -> bytes:
    """What is in the file, and how to check it."""
    return _README.encode()


def calculation(case: Case, rules: dict[str, Rule], quoted: dict[str, str], language: str) -> bytes:
    """The calculation of each finding, the source line, and the rule in words."""
    parts = []
    for finding in case.findings:
        parts.append(plain(calculation_lines(case.assessment.report, finding, language)))
        if quote := quoted.get(finding.fingerprint):
            parts.append(f"    > {quote}\n")
        rule = rules.get(finding.rule.partition(".")[0])
        if rule is not None:
            parts.append("\n" + explain_rule(rule, language) + "\n")
        parts.append("\n")
    return harmless("".join(parts)).encode("utf-8", "backslashreplace")


def citation(case: Case, source: Source, language: str) -> bytes:
    """What the document states, with where it can be found; no word on causes or blame."""
    report = case.assessment.report
    zh = language == "zh"
    title = report.title or (
        f"{report.publisher or ''}{report.year or ''}年政府信息公开工作年度报告"
    )
    publisher = report.publisher or ("发布机关不详" if zh else "publisher unknown")
    known = source.known
    head = [f"{publisher}：《{title}》" if zh else f"{publisher}, “{title}”"]
    if report.year:
        head.append(f"{report.year} 年度" if zh else f"reporting year {report.year}")
    if report.published:
        day = report.published.isoformat()
        head.append(f"{day} 发布" if zh else f"published {day}")
    if known.url:
        head.append(f"网址 {known.url}" if zh else f"address {known.url}")
    if known.retrieved:
        head.append(f"{known.retrieved} 取得" if zh else f"retrieved {known.retrieved}")
    head.append((f"文件 {source.name}，SHA-256 {source.sha256}") if zh
                else f"file {source.name}, SHA-256 {source.sha256}")  # fmt: skip
    stop, joint = ("。", "，") if zh else (".", ", ")
    lines = [one_line(masked(joint.join(head))) + stop, ""]
    lines.append("该文件所载：" if zh else "What the document states:")
    lines += [f"  {_stated(finding, language)}" for finding in case.findings]
    lines.append("")
    if _doubtful(case):
        lines.append(
            "差异出自文件还是出自读取，程序未能确定，请对照原文。" if zh else
            "Whether the document or our reading of it is at fault is not decided; compare with "
            "the source."
        )  # fmt: skip
    lines.append(
        "以上只是文件所载的内容和由此算出的结果，不涉及原因，也不涉及责任。" if zh else
        "This is what the document states and what follows from it by arithmetic. It says nothing "
        "about causes or responsibility."
    )  # fmt: skip
    return ("\n".join(lines) + "\n").encode("utf-8", "backslashreplace")


def _stated(finding: Finding, language: str) -> str:
    return str(_NUMBER.sub("", one_line(finding.message[language])))


def _doubtful(case: Case) -> bool:
    unsure = any(finding.attribution is not Attribution.SOURCE for finding in case.findings)
    return unsure or case.assessment.report.reading.grade["report"] is not Grade.VERIFIED
