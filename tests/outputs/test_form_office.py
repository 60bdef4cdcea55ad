"""The official form as Word and Excel files: whole packages, live checks, and inert texts."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from pathlib import Path
from random import Random

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree, html

import govinfo_report as gr
from govinfo_report.errors import MissingExtraError, UsageError
from govinfo_report.model.build import build_report, forms_of
from govinfo_report.model.figure import State
from govinfo_report.model.parts import SECTION_IDS, Section
from govinfo_report.model.report import Report, addresses_of
from govinfo_report.outputs import sheets
from govinfo_report.outputs.blank import blank_form, is_blank
from govinfo_report.outputs.form import form_of
from govinfo_report.outputs.formchecks import formulas, reference, suspects, targets
from govinfo_report.outputs.formgrid import placed
from govinfo_report.rules.matrix import matrix

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        assert {item.date_time[:3] for item in archive.infolist()} == {(1980, 1, 1)}
        return {name: archive.read(name) for name in archive.namelist()}


def full(edition: str = "2021", **facts: object) -> Report:
    values = {a: n % 50 for n, a in enumerate(addresses_of(forms_of(edition)))}
    sections = {name: Section(text="本部分内容以文字说明，数据见下表。") for name in SECTION_IDS}
    told = {"publisher": "云岭县人民政府", "year": 2023, "sections": sections} | facts
    return build_report(values, edition=edition, **told)  # type: ignore[arg-type]


def test_the_word_package_is_whole() -> None:
    """Every part is declared, every relationship leads to a part, all XML is well formed."""
    parts = members(gr.render(full(), "docx"))
    types = etree.fromstring(parts["[Content_Types].xml"])
    declared = {e.get("PartName") for e in types.iter("{*}Override")}
    assert declared == {f"/{n}" for n in parts if not n.endswith(".rels")} - {
        "/[Content_Types].xml"
    }
    for listing, folder in (("_rels/.rels", ""), ("word/_rels/document.xml.rels", "word/")):
        for relation in etree.fromstring(parts[listing]):
            assert folder + (relation.get("Target") or "") in parts
    for content in parts.values():
        etree.fromstring(content)
    body = etree.fromstring(parts["word/document.xml"])[0]
    assert body[-1].tag == f"{W}sectPr", "the page comes last"
    size = body[-1].find(f"{W}pgSz")
    assert size is not None
    assert (size.get(f"{W}w"), size.get(f"{W}h")) == ("11906", "16838"), (
        "A4 in twentieths of a point"
    )
    for cell in body.iter(f"{W}tc"):
        assert cell[-1].tag == f"{W}p", "a cell ends with a paragraph"
    names = {f.get(f"{W}name") for f in etree.fromstring(parts["word/fontTable.xml"])}
    assert {"方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312"} <= names


@pytest.mark.parametrize(("edition", "widths"), [("2021", [4, 10, 15]), ("2019", [4, 10, 15])])
def test_word_tables_are_the_prescribed_ones(edition: str, widths: list[int]) -> None:
    """Columns of the grid, and every row as wide as its table."""
    body = etree.fromstring(members(gr.render(full(edition), "docx"))["word/document.xml"])
    tables = list(body.iter(f"{W}tbl"))
    assert [len(t.findall(f"{W}tblGrid/{W}gridCol")) for t in tables] == widths
    for table, width in zip(tables, widths, strict=True):
        for row in table.findall(f"{W}tr"):
            spans = [c.find(f"{W}tcPr/{W}gridSpan") for c in row.findall(f"{W}tc")]
            assert sum(1 if s is None else int(s.get(f"{W}val") or 0) for s in spans) == width
    merged = [
        (cell.findtext(f".//{W}t") or "") for cell in tables[1].iter(f"{W}tc")
        if (v := cell.find(f"{W}tcPr/{W}vMerge")) is not None and v.get(f"{W}val") == "restart"
    ]  # fmt: skip
    groups = ["三、本年度办理结果", "（三）不予公开", "（四）无法提供", "（五）不予处理"]
    assert [m for m in merged if "、" in m[:2] or m.startswith(("（三", "（四", "（五"))] == groups


HOSTILE = [
    "=HYPERLINK(\"http://x\",\"y\")", "+1+1", "-2", "@SUM(A1)", "\x1b[31m\u202e\u2066", "\ufffe\udfff",
    "<w:t>&amp;]]></w:t>", "_x0041_", "http://example.org/" + "a" * 300, "".join(chr(0x4E00 + n * n % 9973) for n in range(40_000)), "{=1}", "\t甲\t乙",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_texts_of_documents_stay_texts(text: str) -> None:
    """No formula, no link, no markup, no steering character; the figures are untouched."""
    sections = {name: Section(text=f"说明文字。{text}\n{text}") for name in SECTION_IDS}
    report = full(
        sections=sections, preamble=text, title=f"云岭县2023年政府信息公开工作年度报告{text[:80]}"
    )
    for name in ("docx", "xlsx"):
        data = gr.render(report, name)
        parts = members(data)  # type: ignore[arg-type]
        everything = b"".join(parts.values()).decode()
        assert not regex.search(
            "[\x00-\x08\x0b-\x1f\u202a-\u202e\u2066-\u2069\ufffe\uffff]", everything
        )
        assert "<hyperlink" not in everything and "TargetMode" not in everything
        assert gr.parse(data).figures == report.figures
    sheets = {
        n: etree.fromstring(d) for n, d in parts.items() if n.startswith("xl/worksheets/sheet")
    }
    *forms, checks = (sheets[name] for name in sorted(sheets))
    assert not [f for sheet in forms for f in sheet.iter(f"{S}f")], "only the last sheet calculates"
    assert all((f.text or "").startswith("IF(") for f in checks.iter(f"{S}f"))


@pytest.mark.parametrize("name", ["docx", "xlsx", "html", "md"])
def test_odd_texts_are_read_as_they_were(name: str) -> None:
    """Brackets, references, escapes of every format: the words survive."""
    text = (
        "〈办法〉<通知>字_x0041_与_x000D_字，a & b，[2021]3号，3~5天，5*6，见 a_b.html?x=1&y=2。\n"
        "1. 甲类文件共三件。\n- 乙类文件共三件。\n# 丙类文件共三件。"
    )
    sections = {name: Section(text=f"{text}\n说明文字。") for name in SECTION_IDS}
    again = gr.parse(gr.render(full(sections=sections), name))
    for section in again.sections.values():
        assert "".join(section.text.split()) == "".join(f"{text}说明文字。".split())


def test_markdown_shows_texts_as_they_are() -> None:
    """Rendered as Markdown nothing of a text takes effect, and no character is lost."""
    markdown = pytest.importorskip("markdown_it").MarkdownIt("commonmark")
    lines = ["1. 一", "# 二", "- 三", "> 四", "---", "*强* _强_ **粗** __粗__", "`码` ``` 码", "[x](y) [x]: z",
             "<b>甲</b> <!-- 乙", "&lt; &#65; &amp", "a\\*b\\", "| 一 | 二 |", "~~删~~", "![图](z)", "===", "+ 五",
             "3) 六", "http://a.cn/b_c_d?x=1&y=2"]  # fmt: skip
    for line in lines:
        preamble = f"以下为原文。\n{line}"
        shown = markdown.enable(["table", "strikethrough"]).render(
            gr.render(full(preamble=preamble), "md")
        )
        paragraphs = [p.text_content() for p in html.fromstring(f"<div>{shown}</div>").iter("p")]
        assert ["".join(p.split()) for p in paragraphs[:2]] == [
            "以下为原文。",
            "".join(line.split()),
        ]


def cells_of(edition: str) -> dict[str, tuple[int, int]]:
    """Address -> a cell of one imagined sheet, tables one below the other."""
    found, top = {}, 3
    for part in form_of(full(edition)).parts:
        for place in placed(part.rows or ()):
            if place.cell.address:
                found[place.cell.address] = (top + place.row, place.column)
        top += 60
    return found


class Sheet:
    """Works out the few functions our formulas are made of."""

    def __init__(self, values: dict[str, object]) -> None:
        self.values = values

    def _area(self, text: str) -> list[object]:
        first, _, last = text.replace("$", "").partition(":")
        (c1, r1), (c2, r2) = (regex.fullmatch("([A-Z]+)([0-9]+)", x).groups()  # type: ignore[union-attr]
                              for x in (first, last or first))  # fmt: skip
        columns = [chr(c) for c in range(ord(c1), ord(c2) + 1)]
        rows = range(int(r1), int(r2) + 1)
        return [self.values.get(f"{c}{r}") for r in rows for c in columns]

    def holds(self, formula: str) -> bool:
        code = regex.sub(
            r"\$[A-Z]+\$[0-9]+(?::\$[A-Z]+\$[0-9]+)?", lambda m: f"area('{m[0]}')", formula
        )
        code = regex.sub("(?<![<>!])=", "==", code.replace("<>", "!="))
        numbers = lambda *areas: [v for area in areas for v in area if isinstance(v, int)]  # noqa: E731
        names = {
            "area": self._area, "AND": lambda *x: all(x), "OR": lambda *x: any(x),
            "COUNT": lambda *a: len(numbers(*a)), "SUM": lambda *a: sum(numbers(*a)),
        }  # fmt: skip
        return bool(eval(code, {"__builtins__": {}}, names))


@pytest.mark.parametrize("edition", ["2021", "2019"])
@given(st.integers(0, 2**32 - 1))
@settings(max_examples=15)
def test_formulas_say_what_the_matrix_says(edition: str, seed: int) -> None:
    """A formula fails exactly where its identity does, and is silent while a cell is empty."""
    rng = Random(seed)
    positions = cells_of(edition)
    kinds: list[object] = [0, 0, 0, 1, rng.choice([2, None, "/"])]
    values = {address: rng.choice(kinds) for address in positions}
    found = matrix(edition, edition)
    made = formulas(found.checks, positions)
    assert [one.check for one in made] == list(found.checks)
    sheet = Sheet({reference(positions[a]).replace("$", ""): v for a, v in values.items()})
    failing = set()
    for one in made:
        terms = [values[a] for a, _ in one.check.terms]
        whole = all(isinstance(v, int) for v in terms)
        wrong = whole and bool(one.check.residual(values))  # type: ignore[arg-type]
        assert sheet.holds(one.fails) is wrong
        failing |= {one.check.id} if wrong else set()
    for address, formula in targets(made).items():
        assert sheet.holds(formula) is any(
            c.id in failing for c in found.checks if c.target == address
        )


def test_one_wrong_cell_is_the_suspect() -> None:
    """Of a table that balances, one changed figure is where its row and its column cross."""
    positions = cells_of("2021")
    made = formulas(matrix().checks, positions)
    wrong = "requests.denied.state_secret.commercial_enterprise"
    values: dict[str, object] = {a: 1 if a == wrong else 0 for a in positions}
    sheet = Sheet({reference(positions[a]).replace("$", ""): v for a, v in values.items()})
    assert [a for a, formula in suspects(made).items() if sheet.holds(formula)] == [wrong]
    red = {a for a, formula in targets(made).items() if sheet.holds(formula)}
    assert red == {
        "requests.denied.state_secret.total",
        "requests.total_handled.commercial_enterprise",
    }


def test_the_blank_workbook_is_live() -> None:
    """Each figure has a cell that is empty and watched; each identity has a line of its own."""
    report = blank_form(publisher="云岭县人民政府", year=2026)
    assert is_blank(report) and not is_blank(full())
    parts = members(gr.render(report, "xlsx"))
    sheets = {
        n: etree.fromstring(d) for n, d in parts.items() if n.startswith("xl/worksheets/sheet")
    }
    *forms, checks = (sheets[name] for name in sorted(sheets))
    watched = [v for sheet in forms for v in sheet.iter(f"{S}dataValidation")]
    assert len(watched) == len(report.figures) == 200
    rules = [c for sheet in forms for c in sheet.iter(f"{S}cfRule")]
    assert len(rules) == 25 * 7 + 25 + 7 - 1 + 3, "suspects, totals by row and column, table 4"
    lines = [row for row in checks.iter(f"{S}row") if row.findall(f"{S}c/{S}f")]
    assert len(lines) == 25 + 7 + 7 + 3
    assert {row.findall(f"{S}c/{S}v")[-1].text for row in lines} == {"未填全"}


@pytest.mark.parametrize("name", ["html", "md", "docx", "xlsx"])
def test_the_blank_form_is_no_report(name: str) -> None:
    """It has all headings and labels, and reading it says that it holds no report."""
    report = blank_form(publisher="云岭县人民政府", year=2026)
    with pytest.raises(gr.GovInfoReportError):
        gr.parse(gr.render(report, name))


def test_blank_forms_of_other_years() -> None:
    """The edition follows the year; years without a form are refused."""
    assert blank_form(year=2020).edition == "2019"
    assert blank_form(year=2021).edition == blank_form().edition == "2021"
    assert {f.state for f in blank_form(edition="2019").figures.values()} == {State.BLANK}
    for facts in ({"year": 2018}, {"edition": "2014"}, {"edition": "2030"}):
        with pytest.raises(UsageError):
            blank_form(**facts)  # type: ignore[arg-type]


def test_without_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """The program names the line that installs what is missing."""

    def missing(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(sheets, "import_module", missing)
    with pytest.raises(MissingExtraError, match=r"govinfo-report\[xlsx\]"):
        gr.render(full(), "xlsx")


def test_unknown_format() -> None:
    """The error names the formats there are."""
    with pytest.raises(UsageError, match="docx"):
        gr.render(full(), "odt")


@pytest.mark.skipif(
    not (shutil.which("soffice") and shutil.which("pdftotext")),
    reason="needs LibreOffice and poppler",
)
def test_office_programs_open_it(tmp_path: Path) -> None:
    """LibreOffice opens both files, and prints every figure of the tables."""
    values = {a: 3000 + n for n, a in enumerate(addresses_of(forms_of("2021")))}
    report = build_report(values, publisher="云岭县人民政府", year=2023)
    for name in ("docx", "xlsx"):
        path = tmp_path / f"{name}.{name}"
        path.write_bytes(gr.render(report, name))  # type: ignore[arg-type]
        profile = f"-env:UserInstallation=file://{tmp_path}/profile"
        subprocess.run(["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir",
                        tmp_path, path], check=True, timeout=300, capture_output=True)  # fmt: skip
        text = subprocess.run(["pdftotext", path.with_suffix(".pdf"), "-"], check=True, text=True,
                              capture_output=True, timeout=60).stdout  # fmt: skip
        assert not {str(v) for v in values.values()} - set(regex.findall("[0-9]+", text))
