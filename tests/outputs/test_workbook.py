"""The workbook of reports: what it shows, what it marks, and that nothing in it runs."""

from __future__ import annotations

import io
import pickle
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from lxml import etree
from made_reports import made

from govinfo_report import frames, hookimpl
from govinfo_report.errors import MissingExtraError, UsageError
from govinfo_report.model.build import build_report
from govinfo_report.model.parts import Section, SourceInfo
from govinfo_report.model.report import Report
from govinfo_report.outputs import sheets
from govinfo_report.outputs.frames.columns import FIGURES, TableColumn
from govinfo_report.outputs.workbook import book
from govinfo_report.outputs.workbook.book import workbook
from govinfo_report.outputs.workbook.cells import LONGEST, fitting, units
from govinfo_report.plugins.registry import Registry
from govinfo_report.rules import Context, Fail, Rule

calamine = pytest.importorskip("python_calamine")
pytest.importorskip("xlsxwriter")

NEW = "requests.new_received."
FEE = "proactive_disclosure.administrative_fees.amount_wan_yuan"
HOSTILE = "=1+1|cmd'\x07\x00\u202eabc\ud800\ufffe_x0041_<b>&\r\n"


def small(**facts: Any) -> Report:
    values = {
        NEW + "natural_person": 5, NEW + "commercial_enterprise": 2,
        NEW + "research_institution": 0, NEW + "public_welfare_organization": 0,
        NEW + "legal_service_institution": 0, NEW + "other_organization": 0, NEW + "total": 8,
        "requests.granted.natural_person": "1***", "requests.granted.total": "",
        "requests.denied.state_secret.total": "/", FEE: "15156.9",
    }  # fmt: skip
    told = {"publisher": "青榆县", "year": 2023, "source": SourceInfo("a.html", "ab" * 32)} | facts
    return build_report(values, **told)


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {item.date_time[:3] for item in archive.infolist()} == {(1980, 1, 1)}
        return {name: archive.read(name) for name in archive.namelist()}


def rows_of(data: bytes, name: str) -> list[list[Any]]:
    found = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_name(name)
    return list(found.to_python(skip_empty_area=False))


def listed(data: bytes, name: str) -> Iterator[dict[str, Any]]:
    """The rows of a list by the names below the Chinese heads."""
    head, *rows = rows_of(data, name)
    names = [cell.split("\n")[1] for cell in head]
    for row in rows:
        yield dict(zip(names, row, strict=True))


def back(value: Any, column: TableColumn) -> Any:
    """A cell of a workbook as the table of figures has it; empty texts and none are one."""
    if value == "":
        return None
    if column.type in ("int", "year"):
        return int(value)
    return Decimal(repr(value) if isinstance(value, float) else value).normalize() if (
        column.type == "number"
    ) else value  # fmt: skip


def as_listed(value: Any, column: TableColumn) -> Any:
    if column.type == "number" and value is not None:
        return Decimal(value).normalize()
    return value or None if isinstance(value, str) else value


@pytest.mark.parametrize("seed", range(4))
def test_figures_come_back(seed: int) -> None:
    """Every figure of the long table is in the list of the workbook, digit by digit."""
    reports = [made(seed, publisher=f"{seed}号县"), small()]
    found = list(listed(workbook(reports), "数据"))
    expected = list(frames.figures(reports).to_rows())
    assert len(found) == len(expected)
    for got, row in zip(found, expected, strict=True):
        for column in FIGURES:
            assert back(got[column.name], column) == as_listed(row[column.name], column)


def test_many_digits_are_kept_as_text() -> None:
    """A number with more digits than a workbook keeps is not rounded."""
    report = build_report({FEE: "12345678901.123456"})
    (row,) = (r for r in listed(workbook([report]), "数据") if r["address"] == FEE)
    assert row["value"] == "12345678901.123456"


def test_tables_stand_as_prescribed() -> None:
    """Each table on its sheet with title, heads and numbers; one below the other for several."""
    data = workbook([small(), small(year=2024)])
    rows = rows_of(data, "申请办理")
    titles = [n for n, row in enumerate(rows) if str(row[0]).startswith("青榆县")]
    assert [rows[n][0] for n in titles] == ["青榆县　2023　申请办理", "青榆县　2024　申请办理"]
    first = rows[titles[0] + 4]
    assert first[0] == "一、本年新收政府信息公开申请数量"
    assert (first[3], first[9]) == (5.0, 8.0)
    granted = rows[titles[0] + 6]
    assert (granted[1], granted[3]) == ("（一）予以公开", "?")
    assert any(
        "（单位：万元）" in str(cell) or cell == 15156.9
        for r in rows_of(data, "主动公开")
        for cell in r
    )
    assert rows_of(data, "复议诉讼")[1][0].startswith("（原文未见本表）"), "nothing of it was given"


def test_findings_are_marked_and_told() -> None:
    """The wrong total is red, its comment names the rule; the refused cell says what stands there."""
    data = workbook([small()])
    found = parts(data)
    comments = " ".join(
        "".join(etree.fromstring(content).itertext())
        for name, content in found.items()
        if "comments" in name
    )
    assert "规则 A1" in comments
    assert "应为 7；实为 8" in comments
    assert "拒读" in comments
    assert "1***" in comments
    styles = found["xl/styles.xml"].decode()
    assert "FFFBD0D0" in styles, "the ground of an error"
    findings = list(listed(data, "发现"))
    total = next(f for f in findings if f["addresses"].startswith(NEW + "total"))
    assert total["severity"] == "error"
    sheet, _, cell = total["cell"].partition("!")
    letters = "ABCDEFGHIJ"
    assert rows_of(data, sheet)[int(cell[1:]) - 1][letters.index(cell[0])] == 8.0
    (report,) = listed(data, "目录")
    assert (report["publisher"], report["refused"], report["sha256"]) == ("青榆县", 1, "ab" * 32)
    assert report["errors"] >= 1


def test_lists_have_filters_and_frozen_heads() -> None:
    """One can filter, and the head stays in sight."""
    found = parts(workbook([small()]))
    names = [sheet.get("name") for sheet in etree.fromstring(found["xl/workbook.xml"])
             .iter("{*}sheet")]  # fmt: skip
    assert names == ["目录", "主动公开", "申请办理", "复议诉讼", "发现", "数据", "说明"]
    for number, name in enumerate(names, 1):
        root = etree.fromstring(found[f"xl/worksheets/sheet{number}.xml"])
        assert (root.find("{*}autoFilter") is not None) == (name in ("目录", "发现", "数据"))
        frozen = [pane.get("state") for pane in root.iter("{*}pane")]
        assert frozen == ([] if name in ("说明", "复议诉讼") else ["frozen"])


def test_what_made_it() -> None:
    """Versions and the hash of the sources are in the workbook and in its properties."""
    found = parts(workbook([small(software={"govinfo-report": "0.0.9", "plugins": {"p": "2"}})]))
    texts = "".join(etree.fromstring(found["docProps/custom.xml"]).itertext())
    assert "0.0.9" in texts
    assert '"p":"2"' in texts
    data = workbook([small()])
    assert any(row[0] == "govinfo_report.sources_sha256" for row in rows_of(data, "说明"))


def test_same_bytes() -> None:
    """The same reports give the same workbook; another report another one."""
    assert workbook([small()]) == workbook([small()])
    assert workbook([small()]) != workbook([small(year=2022)])


def test_hostile_text_is_inert() -> None:
    """No formula, no link out, no character that steers; XML stays well formed."""
    report = small(
        publisher=HOSTILE, title="@SUM(A1)" + "长" * 40_000, region="http://x.example/",
        sections={"overview": Section(text="=cmd")}, source=SourceInfo("+a\x1b[31m.html", "00"),
    )  # fmt: skip
    data = workbook([report])
    for name, content in parts(data).items():
        if not name.endswith((".xml", ".rels", ".vml")):
            continue
        root = etree.fromstring(content)
        assert not list(root.iter("{*}f")), "no formula at all"
        assert 'TargetMode="External"' not in content.decode()
        text = content.decode()
        assert not any(c in text for c in "\x07\x1b\u202e\ufffe")
    (row,) = listed(data, "目录")
    assert row["publisher"].startswith("=1+1|cmd'\\u0007")
    assert "_x0041_" in row["publisher"]
    assert row["region"] == "http://x.example/"
    assert row["title"].endswith("… [40008]")
    assert len(row["title"]) <= LONGEST


@pytest.mark.parametrize("text", ["a" * 40_000, "𠀀" * 20_000, "a" * LONGEST, "𠀀" * 10, ""])
def test_long_texts_fit(text: str) -> None:
    """A text that fits stays; one that does not is cut to what a cell takes, and says so."""
    shown = fitting(text)
    assert units(shown) <= LONGEST
    assert (shown == text) == (units(text) <= LONGEST)


def test_too_many_reports(monkeypatch: pytest.MonkeyPatch) -> None:
    """A workbook that no program opens is refused, with what to do instead."""
    monkeypatch.setattr(book, "MOST", 1)
    with pytest.raises(UsageError, match="at most 1") as caught:
        workbook([small(), small(year=2022)])
    assert "CSV" in caught.value.text("en")


def test_without_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """The line that installs what is missing."""

    def missing(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(sheets, "import_module", missing)
    with pytest.raises(MissingExtraError, match=r"govinfo-report\[xlsx\]"):
        Registry.builtin().writer("xlsx").write([small()], io.BytesIO())


def test_old_tables_and_none(examples: Path) -> None:
    """The table of 2014 has a sheet of its own; no reports make a workbook with empty lists."""
    from govinfo_report import parse

    data = workbook([parse(examples / "reports" / "statistics_2014.html"), small()])
    assert rows_of(data, "统计表")[1][:3] == ["统计指标", "单位", "统计数"]
    assert len(rows_of(workbook([]), "数据")) == 1


def test_rules_of_plugins_check_as_well() -> None:
    """The writer of a registry marks what the rules in use find, and nothing else."""
    text = {"zh": "本单位要求逐项填写", "en": "we want every cell filled"}

    def check(context: Context) -> Iterator[Fail]:
        yield Fail((FEE,), observed=context.report[FEE].value)

    rule = Rule(
        id="HOUSE-A001", slug="house-fees", severity="warning", check=check, title=text,
        template={"zh": "收费 {observed}", "en": "fees {observed}"}, explanation=text,
        basis=text,
    )  # fmt: skip
    house = ModuleType("house")
    house.govinfo_rules = hookimpl(lambda: [rule])  # type: ignore[attr-defined]
    registry = Registry.builtin().with_plugin(house)
    assert not registry.problems
    target = io.BytesIO()
    registry.writer("xlsx").write([small()], target)
    found = {row["rule"] for row in listed(target.getvalue(), book.FINDINGS)}
    assert "HOUSE-A001" in found
    without = io.BytesIO()
    Registry.builtin().writer("xlsx").write([small()], without)
    assert found - {"HOUSE-A001"} == {
        row["rule"] for row in listed(without.getvalue(), book.FINDINGS)
    }
    assert pickle.loads(pickle.dumps(registry.writer("xlsx")._writer.with_rules([]))).rules == ()
