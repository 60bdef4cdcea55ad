"""Selecting rules on hierarchies, missing units, and where the sentence of a finding stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from govinfo_report import parse, render, validate
from govinfo_report.cli import main
from govinfo_report.model.build import build_report
from govinfo_report.testing.conformance.cases import load_cases


def written(folder: Path, name: str, publisher: str, **more: object) -> Path:
    """A report of zeros in the prescribed form, as a page."""
    case = next(c for c in load_cases() if c.id == "X101/fail-1")
    unit = case.units()[0]
    report = build_report(
        {a: f.value for a, f in unit.figures.items()}, publisher=publisher, year=2023,
        edition="2021", sections=unit.sections, title=f"{publisher}2023年政府信息公开工作年度报告",
        **more,  # type: ignore[arg-type]
    )  # fmt: skip
    path = folder / name
    path.write_text(render(report, "html"), encoding="utf-8")
    return path


@pytest.fixture
def pages(tmp_path: Path) -> tuple[str, str, str]:
    """A consolidated report and two units."""
    parent = written(tmp_path, "whole.html", "青榆区人民政府")
    first = written(tmp_path, "one.html", "青榆区水务局")
    second = written(tmp_path, "two.html", "青榆区文旅局")
    return str(parent), str(first), str(second)


def test_rules_on_hierarchies_are_selected(
    pages: tuple[str, str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    """Alone, beside others, and left out; what is not asked for does not run."""
    parent, first, second = pages
    assert (
        main(["--lang", "en", "check", first, second, "--parent", parent, "--select", "X101"]) == 0
    )
    out = capsys.readouterr().out
    assert "[X101]" in out  # both units say the same
    assert "[T1" not in out
    assert (
        main(["--lang", "en", "check", first, second, "--parent", parent, "--ignore", "X101"]) == 0
    )
    assert "[X101]" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("language", "words"), [("en", "--parent"), ("zh", "请用 --parent 指定汇总报告")]
)
def test_without_a_consolidated_report_they_are_refused(
    pages: tuple[str, str, str], capsys: pytest.CaptureFixture[str], language: str, words: str
) -> None:
    """The message says what is missing, and the status is that of a wrong call."""
    assert main(["--lang", language, "check", pages[1], "--select", "H101"]) == 2
    assert words in capsys.readouterr().err


def test_a_unit_that_cannot_be_read_leaves_the_sums_open(
    pages: tuple[str, str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its file is named, and no sum is called wrong for want of it."""
    broken = tmp_path / "broken.txt"
    broken.write_text("no report\n", encoding="utf-8")
    arguments = ["check", pages[1], str(broken), "--parent", pages[0], "--select", "H102"]
    assert main(["--lang", "en", *arguments]) == 3
    assert "broken.txt: absent" in capsys.readouterr().out
    main(["--lang", "zh", *arguments])
    assert "broken.txt：缺失" in capsys.readouterr().out


def test_a_finding_on_prose_points_at_its_sentence(tmp_path: Path) -> None:
    """Not at the heading: the place read again is the sentence, whatever stands around it."""
    text = (
        "青榆区水务局2023年政府信息公开工作年度报告\n一、总体情况\n全年规范流程。"
        "全年公开各类信息100条，其中概况类40条、动态类70条、其他5条。另作安排。\n"
        "二、主动公开政府信息情况\n有关数据正在整理。\n三、收到和处理政府信息公开申请情况\n"
        "四、政府信息公开行政复议、行政诉讼情况\n五、存在的主要问题及改进情况\n更新不够及时。\n"
        "六、其他需要报告的事项\n本机关未收取信息处理费。\n"
    )
    path = tmp_path / "report.txt"
    path.write_text(text, encoding="utf-8")
    finding = next(f for f in validate(parse(path)).findings if f.rule == "N102")
    place = finding.places[0]
    assert place.line == 3
    sentence = path.read_bytes()[place.start : place.end].decode("utf-8")
    assert sentence == "全年公开各类信息100条，其中概况类40条、动态类70条、其他5条。"
    assert [e for e in finding.evidence if e.startswith("+ ")] == [
        "+ 概况类40条", "+ 动态类70条", "+ 其他5条",
    ]  # fmt: skip


def test_the_quote_shows_the_number(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """However far into its line the number stands."""
    before = "全年围绕民生领域逐项落实公开任务、完善目录、优化专栏、健全机制、强化培训，" * 3
    text = (
        "青榆区水务局2023年政府信息公开工作年度报告\n一、总体情况\n"
        f"{before}全年公开各类信息100条，其中概况类40条、动态类70条、其他5条。\n"
        "二、主动公开政府信息情况\n有关数据正在整理。\n三、收到和处理政府信息公开申请情况\n"
        "四、政府信息公开行政复议、行政诉讼情况\n五、存在的主要问题及改进情况\n更新不够及时。\n"
        "六、其他需要报告的事项\n本机关未收取信息处理费。\n"
    )
    path = tmp_path / "report.txt"
    path.write_text(text, encoding="utf-8")
    main(["--lang", "zh", "check", str(path), "--select", "N102"])
    lines = capsys.readouterr().out.splitlines()
    quote = next(line for line in lines if line.strip().startswith(">"))
    assert "100条" in quote
