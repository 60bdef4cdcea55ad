"""References: what is known is said, what is not is left out."""

from __future__ import annotations

import pytest
from made_reports import made

from govinfo_report.api import Result
from govinfo_report.errors import SourceError, UsageError
from govinfo_report.model.build import build_report
from govinfo_report.model.parts import SourceInfo
from govinfo_report.provenance import Provenance, cite

READ = {"govinfo-report": "0.1.0", "plugins": {"lakeside": "1.2"}, "rules": "7"}
REPORT = build_report(
    {}, publisher="云岭县人民政府", year=2023, title="云岭县人民政府2023年政府信息公开工作年度报告",
    published="2024-01-30", software=READ,
    source=SourceInfo("a.html", "ab" * 32, url="https://yunling.example/a.html", retrieved="2024-03-01"),
)  # fmt: skip


def test_a_report() -> None:
    """Issuer, title, dates, address, hash, versions, in both manners."""
    assert cite(REPORT) == (
        "云岭县人民政府. 云岭县人民政府2023年政府信息公开工作年度报告[R/OL]. (2024-01-30)[2024-03-01]. "
        f"https://yunling.example/a.html. SHA-256: {'ab' * 32}. "
        "由 govinfo-report 0.1.0，规则目录 7，lakeside 1.2 读取."
    )
    assert cite(REPORT, "en") == (
        "云岭县人民政府 (2024). 云岭县人民政府2023年政府信息公开工作年度报告 [Annual report on open "
        "government information for 2023]. Published 2024-01-30. Retrieved 2024-03-01 from "
        f"https://yunling.example/a.html. SHA-256: {'ab' * 32}. "
        "Read with govinfo-report 0.1.0, rules 7, lakeside 1.2."
    )


def test_what_is_not_known_is_left_out() -> None:
    """No empty brackets, no word on an address that nobody knows."""
    bare = build_report({}, year=2022)
    assert cite(bare) == "发布机关不详. 2022年政府信息公开工作年度报告[R]. 2022."
    assert cite(bare, "en") == (
        "Issuer unknown (n.d.). 2022年政府信息公开工作年度报告 [Annual report on open government "
        "information for 2022]."
    )


def test_a_data_set() -> None:
    """Reports, issuers and years counted, failures left out, one hash for all documents."""
    other = made(1, publisher="青榆县", year=2021, source=SourceInfo("b", "cd" * 32))
    results = [Result("a", REPORT), Result("x", None, SourceError("no")), Result("b", other)]
    hashed = Provenance.of([other, REPORT]).facts()["govinfo_report.sources_sha256"]
    text = cite(results, title="县级数据")
    assert text.startswith("县级数据：2 份报告，2 个发布机关，2021—2023 年度[DS]. ")
    assert f"2 份源文件，摘要 SHA-256: {hashed}" in text
    assert "2 reports of 2 issuers, 2021–2023" in cite(iter(results), "en")
    assert cite(results) == cite(results[::-1]), "the order of documents is not part of the hash"


def test_hostile_text_is_shown() -> None:
    """A title cannot steer what prints the reference."""
    assert "\u202e" not in cite(build_report({}, title="a\u202eb\x07", publisher="x\ny"))


def test_wrong_uses() -> None:
    """Another language, and a result without a report."""
    with pytest.raises(UsageError, match="zh, en"):
        cite(REPORT, "fr")
    with pytest.raises(UsageError, match="no report"):
        cite(Result("a", None, SourceError("no")))
