"""The trace tells the truth: what it says of a row is what became of its figures."""

from __future__ import annotations

import ast
from pathlib import Path
from random import Random

import pytest

import govinfo_report as gr
from govinfo_report import Registry, tracing
from govinfo_report.documents.source import Source
from govinfo_report.errors import SourceError, UsageError
from govinfo_report.limits import DEFAULT_LIMITS
from govinfo_report.model.figure import Reason, State
from govinfo_report.model.fit import Fit
from govinfo_report.reading.checks import ALL_CHECKS, CHECKS
from govinfo_report.reading.reader import identify_document
from govinfo_report.reading.recording import Attempt
from govinfo_report.reading.verifier import verify
from govinfo_report.testing.floors import document as make
from govinfo_report.testing.sabotage import sabotaged
from govinfo_report.tracing.lines import trace_lines

ROOT = Path(__file__).resolve().parents[2]
#: one page of every way of cutting, and those on which something is refused
PAGES = ["bars_alone.txt", "bars_rows.txt", "cells_plain.txt", "html_plain.html", "html_2019.html",
         "html_two_copies.html", "markdown_tables.md", "pipes_framed.txt", "repeats_dropped.txt",
         "stacked_cells.txt", "statistics_2014.html", "statistics_list_2014.txt",
         "tabs_shifted.txt", "torn_tabs.txt", "words_whole.txt", "word_plain.docx"]  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_a_trace_agrees_with_the_report(examples: Path, name: str) -> None:
    """Every read cell is the report's figure, every refused figure names its claim and check."""
    page = examples / "reports" / name
    (trace,) = tracing.trace(page, registry=Registry.builtin())
    report = gr.parse(page, registry=Registry.builtin())
    assert trace.report == report
    told: set[str] = set()
    for table in trace.tables:
        for row in table.rows:
            assert (row.verdict == "refused") is bool(row.failed), row.claim
            assert trace.row(row.claim) is row
            if row.failed:
                assert row.reason in [check.reason for check in row.failed]
            for cell in row.cells:
                if cell.figure is not None and cell.in_form:
                    assert cell.figure == report[cell.address]
                    assert cell.text.strip() == (report[cell.address].raw or "").split("\n")[0]
                    told.add(cell.address)
    refused = {a for a, f in report.figures.items() if f.state is State.REFUSED}
    printed = {a for a, f in report.figures.items() if f.state is not State.ABSENT} - refused
    assert printed <= told
    assert {one.address for one in trace.refusals} == refused
    for one in trace.refusals:
        assert one.check in ALL_CHECKS
        assert one.reason is report[one.address].reason
        assert bool(one.claims) is (one.check != "claimed")
        for claim in one.claims:
            assert trace.row(claim).label_places or trace.row(claim).cells


@pytest.fixture
def lakeside() -> Path:
    """The worked plugin, whose page the core alone refuses."""
    return ROOT / "examples" / "plugins"


@pytest.fixture
def fewer(lakeside: Path, tmp_path: Path) -> Registry:
    """The words of the county without one of them."""
    words = (lakeside / "lakeside.toml").read_text(encoding="utf-8").splitlines()
    path = tmp_path / "fewer.toml"
    path.write_text("\n".join(w for w in words if not w.startswith('"问过了"')), encoding="utf-8")
    return Registry.builtin().with_plugin(path)


def test_a_lost_label_by_hand(lakeside: Path, fewer: Registry) -> None:
    """Row 19 of the county's table, line 49 of the page: 问过了 is no label of the form."""
    (trace,) = tracing.trace(lakeside / "lakeside" / "tests" / "page.html", registry=fewer)
    assert {one.address.rpartition(".")[0] for one in trace.refusals} == {
        "requests.not_processed.repeat_request"
    }
    (claim,) = {claim for one in trace.refusals for claim in one.claims}
    assert {one.check for one in trace.refusals} == {"label-known"}
    row = trace.row(claim)
    assert (row.label, row.parents, row.reason) == ("问过了", ("没有办",), Reason.LABEL_LOST)
    assert row.place is not None
    assert (row.place.line, row.place.row) == (49, 18)
    assert [check.id for check in row.failed] == ["label-known"]
    verdicts = {check.id: check.verdict for check in row.checks}
    assert verdicts["heads-known"] == verdicts["geometry"] == "passed"
    assert verdicts["under-parents"] == "not_reached", "an unknown label has no parents to suit"
    assert [cell.column for cell in row.cells][::6] == ["natural_person", "total"]
    above = trace.row(claim.replace(".17", ".16"))
    assert (above.verdict, above.row) == ("read", "not_processed.petition_or_complaint")
    table = next(table for table in trace.tables if table.table == "requests")
    assert table.alignment == "geometry"
    assert [head.rpartition(" / ")[2] for _, head in table.columns][1] == "企业"


def test_a_cell_that_is_no_number(examples: Path) -> None:
    """Its row is read, the cell alone is refused, and the check is that of numerals."""
    page = (examples / "reports" / "html_plain.html").read_text(encoding="utf-8")
    report = gr.parse(page)
    old = report["requests.new_received.natural_person"]
    assert old.raw is not None
    assert old.place is not None
    lines = page.split("\n")
    number = (old.place.line or 0) - 1
    lines[number] = lines[number].replace(f">{old.raw}<", ">十几<", 1)
    (trace,) = tracing.trace("\n".join(lines))
    one = next(r for r in trace.refusals if r.address == "requests.new_received.natural_person")
    assert one.check == "numeral"
    (claim,) = one.claims
    assert trace.row(claim).verdict == "read"
    (cell,) = [cell for cell in trace.row(claim).cells if cell.check]
    assert (cell.text, cell.address) == ("十几", one.address)


FAMILIES = ["html", "tabs", "paragraphs", "cells", "pipes", "bars"]


@pytest.mark.parametrize("family", FAMILIES)
def test_every_lie_is_caught_by_a_named_check(family: str) -> None:
    """Refused rows name the check that refused them, by a list that holds for their table."""
    _, rendered = make(family, 0)
    source = Source.of(rendered.data)
    opener = max(Registry.builtin().openers, key=lambda opener: opener.accepts(source) or 0)
    document = opener.open(source, DEFAULT_LIMITS)
    candidate = identify_document(document, Registry.builtin().layouts).chosen[0]
    assert candidate.match is not None
    draft = candidate.layout.parse(document, candidate.match)
    caught = 0
    for turn in range(25):
        _, lying = sabotaged(document, draft, Random(f"{family}:{turn}"), 1)
        record = Attempt("lies", Fit.EXACT)
        verified = verify(document, lying, record=record)
        assert verified.figures == verify(document, lying).figures, "recording changes nothing"
        for table in record.tables:
            ids = [check.id for check in CHECKS[table.kind]] if table.way else []
            assert len(table.rows) == (len(table.claim.rows) if table.way else 0)
            for row in table.rows:
                assert (row.reason is None) is (not row.failed)
                if row.failed:
                    caught += 1
                    assert row.failed[0][1] is row.reason
                    assert {name for name, _ in row.failed} <= set(ids)
    assert caught


def test_checks_are_told_in_both_languages() -> None:
    """What must hold is said without jargon twice, and skips name checks further down."""
    for kind, checks in CHECKS.items():
        ids = [check.id for check in checks]
        assert len(set(ids)) == len(ids), kind
        for position, check in enumerate(checks):
            assert check.zh != check.en
            assert set(check.skips) <= set(ALL_CHECKS)
            assert not set(check.skips) & set(ids[:position])


def test_no_report_gives_one_trace_that_says_why() -> None:
    """The failure is the error that parse raises."""
    page = "<html><body><p>今天天气很好。</p><table><tr><td>1</td></tr></table></body></html>"
    (trace,) = tracing.trace(page)
    assert trace.report is None
    with pytest.raises(gr.GovInfoReportError) as caught:
        gr.parse(page)
    assert trace.failure is not None
    assert trace.failure.facts["reason"] in ("no_form", "no_words")
    assert type(caught.value) is type(trace.failure)
    assert trace.failure.text("en") in str(trace).replace("\n", " ")


def test_a_crashed_layout_is_told(examples: Path, tmp_path: Path) -> None:
    """Beside the others, with its exception."""
    plugin = tmp_path / "crash.py"
    plugin.write_text(
        "from govinfo_report import Fit, Match, hookimpl\n"
        "class Crash:\n    id = 'lake.crash'\n    variants = {}\n"
        "    def detect(self, document):\n        return [Match(Fit.EXACT)]\n"
        "    def parse(self, document, match):\n        raise KeyError('pond')\n"
        "@hookimpl\ndef govinfo_layouts():\n    return [Crash()]\n",
        encoding="utf-8",
    )
    registry = Registry.builtin().with_plugin(plugin)
    (trace,) = tracing.trace(examples / "reports" / "html_plain.html", registry=registry)
    (asked,) = [one for one in trace.asked if one.layout == "lake.crash"]
    assert "pond" in asked.problem
    assert trace.report is not None


def test_several_reports_and_containers(examples: Path, tmp_path: Path) -> None:
    """A trace per report; a container of several documents is for whoever takes them out."""
    import zipfile

    one, other = (examples / "reports" / name for name in ("tabs_shifted.txt", "html_plain.html"))
    archive = tmp_path / "two.zip"
    with zipfile.ZipFile(archive, "w") as made:
        made.write(one, "a.txt")
    assert tracing.trace(archive)[0].report == gr.parse(one)
    with zipfile.ZipFile(archive, "a") as made:
        made.write(other, "b.html")
    with pytest.raises(SourceError):
        tracing.trace(archive)
    with pytest.raises(UsageError):
        tracing.trace(one, layout="pond")


def test_both_languages_say_the_same(lakeside: Path, fewer: Registry) -> None:
    """Line for line, with other words."""
    (trace,) = tracing.trace(lakeside / "lakeside" / "tests" / "page.html", registry=fewer)
    zh, en = (
        ["".join(piece.text for piece in line) for line in trace_lines(trace, language)]
        for language in ("zh", "en")
    )
    assert any("grids/5.17" in line for line in zh)
    assert sum("label-known" in line for line in zh) == sum("label-known" in line for line in en)
    assert "行标签缺失" in "\n".join(zh)
    assert "行标签缺失" not in "\n".join(en)


def test_the_page_lists_every_check() -> None:
    """``docs/tracing.md`` says of each check what must hold, and of no other."""
    page = (ROOT / "docs" / "tracing.md").read_text(encoding="utf-8")
    rows = [line for line in page.splitlines() if line.startswith("| `")]
    assert rows == [f"| `{check.id}` | {check.en} |" for check in ALL_CHECKS.values()]


def test_every_refusal_goes_by_a_check() -> None:
    """The verifier refuses rows through ``refuse`` alone, each time by a check of the closed list."""
    room = Path(gr.__file__).parent / "reading"
    used: set[str] = set()
    for path in [*room.glob("verify*.py"), room / "figures.py", room / "verifier.py"]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Assign):
                targets = [t for target in node.targets for t in ast.walk(target)]
                reasons = [
                    t for t in targets if isinstance(t, ast.Attribute) and t.attr == "reason"
                ]
                assert not reasons or "None" in ast.unparse(node.value), (
                    f"{path.name}: {node.lineno}"
                )
            elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith(".refuse"):
                used |= {c.value for c in ast.walk(node.args[0])
                         if isinstance(c, ast.Constant) and isinstance(c.value, str)}  # fmt: skip
    assert used <= {check.id for checks in CHECKS.values() for check in checks}
    assert len(used) > 15
