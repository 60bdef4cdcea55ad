"""The commands about the program itself: rules, explain, plugins, schema, doctor."""

from __future__ import annotations

import argparse
import importlib.util
import locale
import os
import platform
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import attrs

from govinfo_report import __version__
from govinfo_report.cli.console import Console, output
from govinfo_report.cli.status import CLEAN
from govinfo_report.documents import office
from govinfo_report.documents.word97convert import has_package
from govinfo_report.model.editions import EDITION_IDS, edition
from govinfo_report.model.schema import json_schema
from govinfo_report.outputs.assessment import SEVERITIES
from govinfo_report.outputs.files import indented
from govinfo_report.outputs.labels import FigureLabel, block_labels
from govinfo_report.outputs.text import Column, Line, Piece, one_line, table, wrap
from govinfo_report.plugins.registry import ALLOW_VARIABLE, STRICT_VARIABLE, Registry
from govinfo_report.rules import CATALOGUE_VERSION, Rule, find_rule, hierarchy, suppression_rules
from govinfo_report.rules import explain as explain_rule

#: extra -> the module it brings and what it is for
EXTRAS = {
    "cli": ("rich", ("颜色和进度条", "colours and progress bars")),
    "pdf": ("pypdfium2", ("读取 PDF", "reading PDF")),
    "office": ("python_calamine", ("读取 XLS、DOC、WPS", "reading XLS, DOC and WPS")),
    "ocr": ("rapidocr", ("识别扫描件和图片", "reading scans and pictures")),
    "frames": ("pyarrow", ("数据框、Parquet", "data frames, Parquet")),
    "pandas": ("pandas", ("Stata 数据文件", "Stata files")),
    "plot": ("vl_convert", ("图表", "charts")),
    "xlsx": ("xlsxwriter", ("写出 Excel 工作簿", "writing Excel workbooks")),
    "warc": ("warcio", ("读取网页存档", "reading web archives")),
}
#: opener -> what it opens, in Chinese and English, and the extra it needs
FORMATS: dict[str, tuple[tuple[str, str], str]] = {
    "html": (("网页（.html、.htm 等）", "web pages (.html, .htm …)"), ""),
    "text": (("文本、Markdown（.txt、.md 等）", "text, Markdown (.txt, .md …)"), ""),
    "docx": (("Word 文档（.docx）", "Word documents (.docx)"), ""),
    "xlsx": (("Excel 工作簿（.xlsx）", "Excel workbooks (.xlsx)"), ""),
    "pdf": (("有文字的 PDF（.pdf）", "PDF with text (.pdf)"), "pdf"),
    "ofd": (("OFD 版式文件（.ofd）", "OFD documents (.ofd)"), ""),
    "xls": (("Excel 97、WPS 工作簿（.xls、.et）", "Excel 97 and WPS tables (.xls, .et)"), "office"),
    "doc": (
        ("Word 97、WPS 文档（.doc、.wps）", "Word 97 and WPS documents (.doc, .wps)"),
        "office",
    ),
    "rtf": (("RTF 文档（.rtf）", "RTF documents (.rtf)"), ""),
    "ocr": (
        ("扫描件、图片（.png、.jpg、.tif、.pdf）", "scans, pictures (.png, .jpg, .tif, .pdf)"),
        "ocr",
    ),
    "zip": (("ZIP 压缩包中的文档（.zip）", "documents in ZIP archives (.zip)"), ""),
    "mhtml": (("网页归档（.mht、.mhtml）", "saved pages (.mht, .mhtml)"), ""),
    "eml": (("邮件及其附件（.eml）", "messages with attachments (.eml)"), ""),
    "warc": (("网页存档（.warc、.warc.gz）", "web archives (.warc, .warc.gz)"), "warc"),
}
#: seconds of loading from which on ``plugins`` speaks of them
SLOW = 1.0
#: openers that use LibreOffice where it is installed
OFFICE = ("doc", "rtf")


def rules(args: argparse.Namespace, console: Console, registry: Registry) -> int:
    """``govinfo-report rules``."""
    zh = console.language == "zh"
    ordered = sorted(_every(registry), key=lambda rule: rule.order)
    with output(console, args.output) as out:
        if args.format == "json":
            out.data([indented([_rule_record(rule) for rule in ordered]), b"\n"])
        else:
            rows: list[list[str | Piece]] = [
                [rule.id, Piece(SEVERITIES[rule.severity][not zh], rule.severity.value),
                 rule.title[console.language], Piece(rule.slug, "dim")]
                for rule in ordered
            ]  # fmt: skip
            heads = ("编号", "级别", "内容", "短名") if zh else ("id", "severity", "title", "slug")
            out.view(table([Column(head, most=60) for head in heads], rows))
    return CLEAN


def _every(registry: Registry) -> tuple[Rule, ...]:
    return (*registry.rules, *hierarchy.RULES, *suppression_rules.RULES)


def _rule_record(rule: Rule) -> dict[str, Any]:
    record = attrs.asdict(rule, filter=lambda a, _: a.name not in ("check", "template"))
    return {**record, "severity": rule.severity.value, "status": rule.status.value,
            "attribution": rule.attribution and rule.attribution.value}  # fmt: skip


def explain(args: argparse.Namespace, console: Console, registry: Registry) -> int:
    """``govinfo-report explain``."""
    labels = [(e, x) for e in EDITION_IDS for b in edition(e).blocks
              for x in block_labels(e, b.id) if x.address == args.id]  # fmt: skip
    if not labels:
        words = explain_rule(args.id, console.language, rules=_every(registry))
        from govinfo_report.testing.conformance.examples import examples  # for this only

        console.view((Piece(part),) for line in words.split("\n") for part in wrap(line, 88))
        found = find_rule(args.id, _every(registry))
        worked = list(examples(found.id, console.language))
        if worked:
            console.view([(Piece("示例：" if console.language == "zh" else "Examples:"),)])
            console.view((Piece(f"  {part}"),) for line in worked for part in wrap(line, 86))
    for edition_id, label in labels:
        console.view(_address_lines(edition_id, label, console.language))
    return CLEAN


def _address_lines(edition_id: str, label: FigureLabel, language: str) -> Iterator[Line]:
    zh = language == "zh"
    yield (Piece(label.address, "title"), Piece(f"  {edition(edition_id).notice}", "dim"))
    yield (Piece(f"  {label.text('zh')}"),)
    yield (Piece(f"  {label.text('en')}"),)
    unit = label.column.unit or ("未印单位" if zh else "no unit printed")
    source = f"  {label.row.source}" if label.row.source else ""
    yield (Piece(f"  {'单位' if zh else 'unit'}: {unit}{source}", "dim"),)


def plugins(args: argparse.Namespace, console: Console, registry: Registry) -> int:
    """``govinfo-report plugins``."""
    zh = console.language == "zh"
    with output(console, args.output) as out:
        if args.format == "json":
            out.data([indented(_plugins_record(registry)), b"\n"])
            return CLEAN
        rows = [
            [plugin.name, plugin.distribution, plugin.version, plugin.origin,
             ", ".join(hook.removeprefix("govinfo_") for hook in plugin.hooks) or "–",
             "; ".join(f"{kind}: {', '.join(ids)}" if len(ids) < 12 else f"{kind}: {len(ids)}"
                       for kind, ids in plugin.offers.items())
             or (f"variants: {len(plugin.variants)}" if plugin.variants else "–")]
            for plugin in registry.plugins
        ]  # fmt: skip
        heads = ("插件", "发行包", "版本", "来源", "钩子", "提供") if zh else (
            "plugin", "distribution", "version", "origin", "hooks", "offers")  # fmt: skip
        shown = [[one_line(cell) for cell in row] for row in rows]
        out.view(table([Column(head, most=44) for head in heads], shown))
        for plugin in registry.plugins:
            if plugin.seconds >= SLOW and plugin.origin != "builtin":
                words = (f"{plugin.owner}：加载用了 {plugin.seconds:.1f} 秒" if zh else
                         f"{plugin.owner}: took {plugin.seconds:.1f} s to load")  # fmt: skip
                out.view([(Piece("! ", "warning"), Piece(one_line(words)))])
        for problem in registry.problems:
            text = one_line(problem.text(console.language))
            out.view([(Piece("! ", "error"), Piece(text))])
    return CLEAN


def _plugins_record(registry: Registry) -> dict[str, Any]:
    return {
        "plugins": [
            {"name": p.name, "distribution": p.distribution, "version": p.version,
             "origin": p.origin, "hooks": list(p.hooks), "offers": {k: list(v) for k, v in p.offers.items()},
             "variants": dict(p.variants)}
            for p in registry.plugins
        ],
        "problems": [
            {"name": p.name, "distribution": p.distribution, "version": p.version,
             "stage": p.stage.value, "error": p.error}
            for p in registry.problems
        ],
    }  # fmt: skip


def schema(args: argparse.Namespace, console: Console, registry: Registry) -> int:
    """``govinfo-report schema``."""
    with output(console, args.output) as out:
        out.data([indented(json_schema()), b"\n"])
    return CLEAN


def doctor(args: argparse.Namespace, console: Console, registry: Registry) -> int:
    """``govinfo-report doctor``."""
    zh = console.language == "zh"
    rows: list[list[str | Piece]] = [
        ["govinfo-report", f"{__version__}  {'规则' if zh else 'rules'} {CATALOGUE_VERSION}"],
        ["Python", f"{platform.python_version()}  {platform.system()} {platform.machine()}"],
        *([name, Piece(_version(name))] for name in ("attrs", "lxml", "regex", "pluggy")),
        *_format_rows([o.id for o in registry.openers], zh),
        ["版式" if zh else "layouts", ", ".join(layout.id for layout in registry.layouts)],
        ["输出格式" if zh else "outputs", ", ".join(w.format for w in registry.writers)],
    ]
    for extra, (module, use) in EXTRAS.items():
        state = Piece(_version(module), "good") if _found(extra) else _missing(extra, zh)
        rows.append([f"[{extra}] {use[not zh]}", state])
    encoding = getattr(console.stdout, "encoding", None) or "?"
    rows.append(["控制台编码" if zh else "console encoding", encoding])
    rows.append(["区域设置" if zh else "locale", locale.setlocale(locale.LC_CTYPE)])
    for variable in (ALLOW_VARIABLE, STRICT_VARIABLE):
        if variable in os.environ:
            rows.append([variable, repr(os.environ[variable])])
    problems = len(registry.problems)
    rows.append(["插件问题" if zh else "plugin problems",
                 Piece(str(problems), "error" if problems else "good")])  # fmt: skip
    console.view(table([Column(most=40), Column(most=90)], rows))
    return CLEAN


def _format_rows(openers: list[str], zh: bool) -> Iterator[list[str | Piece]]:
    """A row per format: what it is, and whether this machine can open it."""
    for opener in openers:
        name, extra = FORMATS.get(opener, ((opener, opener), ""))
        can = Piece("可以打开" if zh else "can be opened", "good")
        state = can if not extra or _found(extra) else _missing(extra, zh)
        if opener in OFFICE:
            state = _by_office(opener, zh) or state
        yield [Piece(name[not zh]), state]
    program = office.find()
    yield ["LibreOffice", _no_office(zh) if program is None else
           Piece(f"{office.version(program)}  {program}", "good")]  # fmt: skip


def _by_office(opener: str, zh: bool) -> Piece | None:
    """How a format that LibreOffice converts can be opened; ``None`` when nothing here can."""
    ways = ["LibreOffice"] * (office.find() is not None)
    ways += ["msdoc2docx"] * (opener == "doc" and has_package())
    if not ways:
        return None if opener == "doc" else _no_office(zh)
    names = " + ".join(ways)
    return Piece(f"可以打开（{names}）" if zh else f"can be opened ({names})", "good")


def _no_office(zh: bool) -> Piece:
    return Piece("未安装：LibreOffice" if zh else "missing: LibreOffice", "warning")


def _found(extra: str) -> bool:
    return importlib.util.find_spec(EXTRAS[extra][0]) is not None


def _missing(extra: str, zh: bool) -> Piece:
    line = f"pip install 'govinfo-report[{extra}]'"
    return Piece(("未安装：" if zh else "missing: ") + line, "warning")


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        module = sys.modules.get(name)
        return str(getattr(module, "__version__", "?"))
