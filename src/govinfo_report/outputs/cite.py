"""How to cite a report or a data set: who issued it, where it stands, which bytes, read by what."""

from __future__ import annotations

from collections.abc import Iterable

from govinfo_report.errors import UsageError
from govinfo_report.model.report import Report
from govinfo_report.outputs.frames.rows import Item, report_of
from govinfo_report.outputs.provenance import Provenance, plain
from govinfo_report.outputs.text import one_line

LANGUAGES = ("zh", "en")
_TITLE = (
    "政府信息公开工作年度报告数据集",
    "Figures of annual reports on open government information",
)


def cite(item: Item | Iterable[Item], language: str = "zh", *, title: str | None = None) -> str:
    """The reference to a report, or to the data set made of many, in one line.

    In Chinese in the manner of GB/T 7714, in English (``"en"``) author and year first.  What is
    known is said: address, dates, the SHA-256 of the document and the versions that read it; what
    is not known is left out.  For a data set the reports and issuers are counted, and one hash
    stands for all documents (``govinfo_report.sources_sha256``); ``title`` is its name.  Raises
    ``UsageError`` for another language, or a result without a report.
    """
    if language not in LANGUAGES:
        raise UsageError(f"There is no reference in {language!r}; there is zh, en.",
                         zh=f"没有 {language!r} 语的引用格式；可用：zh、en。")  # fmt: skip
    if not isinstance(item, Iterable) or isinstance(item, Report):
        report = report_of(item)
        if report is None:
            raise UsageError("There is no report to cite.", zh="没有可引用的报告。")
        return _report(report, language)
    found = [report for one in item if (report := report_of(one)) is not None]
    return _data_set(found, language, title)


def _report(report: Report, language: str) -> str:
    zh = language == "zh"
    source, year = report.source, report.year
    publisher = one_line(report.publisher or ("发布机关不详" if zh else "Issuer unknown"))
    default = f"{report.publisher or ''}{year or ''}年政府信息公开工作年度报告"
    title = one_line(report.title or default)
    published = report.published.isoformat() if report.published else ""
    retrieved, url = source.retrieved or "", one_line(source.url or "")
    sha256 = f"SHA-256: {source.sha256}" if source.sha256 else ""
    if zh:
        dates = f"({published})" * bool(published) + f"[{retrieved}]" * bool(retrieved)
        parts = [publisher, f"{title}[{'R/OL' if url else 'R'}]",
                 dates or (str(year) if year else ""), url, sha256, _read_by([report], zh)]  # fmt: skip
    else:
        about = f"[Annual report on open government information{f' for {year}' * bool(year)}]"
        found = (f"Retrieved {retrieved} from {url}" if retrieved and url else
                 f"Retrieved {retrieved}" * bool(retrieved) or url)  # fmt: skip
        dated = published[:4] or "n.d."
        parts = [f"{publisher} ({dated})", f"{title} {about}",
                 f"Published {published}" * bool(published), found, sha256,
                 _read_by([report], zh)]  # fmt: skip
    return _joined(parts)


def _data_set(reports: list[Report], language: str, title: str | None) -> str:
    zh = language == "zh"
    name = one_line(title) if title else _TITLE[not zh]
    units = len({report.publisher for report in reports if report.publisher})
    years = sorted({report.year for report in reports if report.year})
    span = "" if not years else str(years[0])
    if len(years) > 1:
        span += f"{'—' if zh else '–'}{years[-1]}"
    facts = Provenance.of(reports).facts()
    sources = facts["govinfo_report.sources"]
    made = f"govinfo-report {facts['govinfo_report.version']}"
    if zh:
        counted = f"{len(reports)} 份报告，{units} 个发布机关" + f"，{span} 年度" * bool(span)
        parts = [f"{name}：{counted}[DS]", f"用 {made} 制作", _read_by(reports, zh),
                 f"{sources} 份源文件，摘要 SHA-256: {facts['govinfo_report.sources_sha256']}"]  # fmt: skip
    else:
        counted = f"{len(reports)} reports of {units} issuers" + f", {span}" * bool(span)
        parts = [f"{name} [Data set: {counted}]", f"Made with {made}", _read_by(reports, zh),
                 f"{sources} documents, SHA-256 {facts['govinfo_report.sources_sha256']}"]  # fmt: skip
    return _joined(parts)


def _read_by(reports: list[Report], zh: bool) -> str:
    """The versions that read them: library, rules and plugins."""
    found: dict[str, None] = {}
    for report in reports:
        software = plain(report.software)
        assert isinstance(software, dict)
        plugins = software.get("plugins")
        extra = plugins.items() if isinstance(plugins, dict) else ()
        own = software.get("govinfo-report")
        words = [f"govinfo-report {own}"] if own else []
        if "rules" in software:
            words.append(f"{'规则目录' if zh else 'rules'} {software['rules']}")
        words += [f"{name} {version}" for name, version in extra]
        if words:
            found[one_line(("，" if zh else ", ").join(words))] = None
    if not found:
        return ""
    versions = ("；" if zh else "; ").join(sorted(found))
    return f"由 {versions} 读取" if zh else f"Read with {versions}"


def _joined(parts: Iterable[str]) -> str:
    return ". ".join(part.rstrip(".") for part in parts if part) + "."
