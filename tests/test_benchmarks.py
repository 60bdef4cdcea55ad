"""What the benchmarks measure is right: their documents are read figure by figure.

Nothing here asserts a time; ``python -m benchmarks`` prints those.
"""

from __future__ import annotations

from pathlib import Path

import pytest

import govinfo_report
from benchmarks import documents, formats, office, peers, tables, timing
from benchmarks.__main__ import line
from benchmarks.cases import Effort, Row
from govinfo_report import frames

PRINTED = {
    "page": documents.html,
    "page pasted from a word processor": lambda seed: documents.html(seed, word=True),
    "text": documents.stacked,
    "page among other tables": lambda s: documents.html(s, more=documents.other_tables(3)),
    "text among other tables": lambda s: documents.stacked(
        s, more=documents.other_tables(3, text=True)
    ),
}


@pytest.mark.parametrize("kind", PRINTED)
@pytest.mark.parametrize("seed", [0, 1, 17])
def test_documents_are_read_right(kind: str, seed: int) -> None:
    """Every figure is read and equals what is printed, and the report agrees with itself."""
    report = govinfo_report.parse(PRINTED[kind](seed))
    assert {a: str(f.value) for a, f in report.figures.items()} == documents.figures(seed)
    assert f"{report.publisher}{report.year}" == documents.title(seed).partition("年政府")[0]
    assert report.grade == "verified"
    assert not govinfo_report.validate(report).errors


def test_several_reports_of_a_page() -> None:
    """One page with three reports gives three, in order."""
    reports = govinfo_report.parse_all(documents.several(3))
    found = [{a: str(f.value) for a, f in report.figures.items()} for report in reports]
    assert found == [documents.figures(seed) for seed in range(3)]


def test_an_article_is_no_report() -> None:
    """The page that is to be rejected is."""
    with pytest.raises(govinfo_report.GovInfoReportError):
        govinfo_report.parse(documents.article(0))


@pytest.mark.parametrize("kind", ["parquet", "csv"])
def test_tables_hold_every_report(kind: str, tmp_path: Path) -> None:
    """As many rows as the reports have figures, one publisher each."""
    expected = sum(1 for _ in frames.figures(tables.reports(60)))
    assert tables.write(kind, 60, tmp_path / "figures") == expected
    assert len({report.publisher for report in tables.reports(60)}) == 60


@pytest.mark.parametrize(("power", "sizes"), [(1.0, (1, 10, 100)), (2.0, (3, 9, 27))])
def test_exponent(power: float, sizes: tuple[int, ...]) -> None:
    """The exponent of an exact power law is that power, whatever the constant."""
    seconds = [0.004 * size**power for size in sizes]
    assert timing.exponent(sizes, seconds) == pytest.approx(power)


def test_medians_take_the_middle_and_warm_up() -> None:
    """Each way runs once unmeasured and then once a round; the median is reported."""
    ticks = iter([0, 1, 0, 7, 0, 100])  # three rounds that take 1, 7 and 100
    runs: list[int] = []
    found = timing.medians({"a": lambda: runs.append(1)}, rounds=3, clock=lambda: next(ticks))
    assert found == {"a": 7}
    assert len(runs) == 4


def test_lines_say_whether_a_target_is_met() -> None:
    """Bounds from above and from below, and rows without a target."""
    assert "<= 12  met" in line(Row("a", 11.9, "x", 12))
    assert "<= 12  NOT MET" in line(Row("a", 12.1, "x", 12))
    assert ">= 1.7  NOT MET" in line(Row("a", 1.6, "x faster", 1.7, at_least=True))
    assert "met" not in line(Row("a", 1.6, "x"))


@pytest.mark.parametrize("form", ["docx", "xlsx"])
def test_office_files_are_what_is_measured(form: str) -> None:
    """The files of the comparisons are read, and numbers are counted once each."""
    family, _ = peers.FORMATS[form]
    for data, file in office.reports(family, 2):
        printed = [int(p.value) for p in data.figures.values() if p.state == "value" and p.value]
        assert len(printed) - peers.right(printed, peers.ours(file)) <= 2  # amounts have decimals
    assert peers.right([1, 1, 20], ["１", " 20", "1 ", "1"]) == 3
    assert peers.right([1, 1, 1], ["1", "11"]) == 1


def test_a_library_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """And left out; the rest is measured all the same."""
    monkeypatch.setattr(formats, "_here", lambda module: False)
    few = office.reports("word", 1)
    monkeypatch.setattr(office, "reports", lambda family, count: few)
    rows = list(formats.office("docx")(Effort(rounds=1, documents=1, sizes=(), starts=1)))
    assert [row.name for row in rows[:2]] == [
        "docx: python-docx is not installed", "docx: markitdown is not installed",
    ]  # fmt: skip
    assert all(row.met is None for row in rows)
    assert "left out" in line(rows[0])
