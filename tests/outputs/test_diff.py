"""Two runs side by side: exactly what changed, and whether document or software did."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from made_reports import made, report_of

from govinfo_report import provenance
from govinfo_report.errors import SourceError
from govinfo_report.model import codec
from govinfo_report.model.build import build_report
from govinfo_report.model.figure import Figure
from govinfo_report.model.parts import SourceInfo
from govinfo_report.model.report import Report
from govinfo_report.outputs.diff import show
from govinfo_report.outputs.files import csv_rows
from govinfo_report.outputs.text import plain
from govinfo_report.testing.strategies import reports

NEW = "requests.new_received.total"
GRANTED = "requests.granted.total"
READ = {"govinfo-report": "0.1.0", "plugins": {}, "rules": "1"}


def one(total: object = 5, sha: str | None = "aa", **facts: Any) -> Report:
    source = SourceInfo(facts.pop("name", "a.html"), sha, url=facts.pop("url", None))
    told = {"publisher": "青榆县", "year": 2023, "software": READ} | facts
    return build_report({NEW: total, GRANTED: 3}, source=source, **told)


def only(old: Report, new: Report) -> provenance.ReportChange:
    (change,) = provenance.diff([old], [new])
    return change


def test_nothing_changed() -> None:
    """The same reading is the same, whatever the place of a figure."""
    change = only(one(), one())
    assert (change.status, change.causes, change.figures) == ("same", (), ())


@pytest.mark.parametrize(
    ("new", "causes"),
    [
        (one(6, "bb"), ("document",)),
        (one(6, software=READ | {"rules": "2"}), ("software",)),
        (one(6, "bb", software=READ | {"plugins": {"p": "1"}}), ("document", "software")),
        (one(6, None), ("no_hash",)),
        (one(6), ("unexplained",)),
    ],
)
def test_why(new: Report, causes: tuple[str, ...]) -> None:
    """The figure that changed, and all that differs between the two readings."""
    change = only(one(), new)
    assert (change.status, change.causes) == ("changed", causes)
    assert [(f.address, f.old.value, f.new.value) for f in change.figures if f.old and f.new] == [
        (NEW, 5, 6)
    ]


def test_what_was_given_and_how_it_was_read() -> None:
    """Knowledge of the caller and a chosen layout are causes of their own."""
    old = one()
    given = evolve(old, region="甲市", source=evolve(old.source, given={"region": "甲市"}))
    change = only(old, given)
    assert (change.causes, [f.name for f in change.facts]) == (("given",), ["region"])
    other = evolve(one(6), reading=evolve(old.reading, layout="mine"))
    assert only(old, other).causes == ("how",)


@pytest.mark.parametrize(("before", "after"), [(5, ""), (5, "/"), (5, "1*"), ("", "/"), ("/", 0)])
def test_states_are_changes(before: object, after: object) -> None:
    """A blank, a mark, a refused cell and zero are five different things."""
    change = only(one(before), one(after, "bb"))
    assert [f.address for f in change.figures] == [NEW]


def test_another_form() -> None:
    """Figures that one form lacks are changes with one side."""
    change = only(one(), one(edition="2019", sha="bb"))
    sides = {f.address: (f.old is None, f.new is None) for f in change.figures}
    assert sides["proactive_disclosure.administrative_rules.issued"] == (False, True)
    record = show.change_record(change)
    assert {f["name"] for f in record["figures"] if f["old"] is None} & {"pd19_rules_made"}


def test_new_and_gone() -> None:
    """In the order of the later run, then what it lacks."""
    old = [one(year=2021, sha="a1"), one(year=2022, sha="a2")]
    new = [one(year=2023, sha="a3"), one(year=2021, sha="a1")]
    found = [(c.status, c.report.year) for c in provenance.diff(old, new)]
    assert found == [("new", 2023), ("same", 2021), ("gone", 2022)]


def test_pairs_by_the_document_first() -> None:
    """The same bytes are the same report, even if another version names it otherwise."""
    change = only(one(), one(publisher="青榆县人民政府", software=READ | {"rules": "2"}))
    assert change.causes == ("software",)
    assert [(f.name, f.old, f.new) for f in change.facts] == [
        ("publisher", "青榆县", "青榆县人民政府")
    ]


def test_pairs_nothing_that_is_not_plain() -> None:
    """Two changed documents of one issuer and year are told apart by address, else not paired."""
    old = [one(sha="a1", name="x", url="u1"), one(sha="a2", name="x", url="u2")]
    new = [one(7, sha="b2", name="x", url="u2"), one(6, sha="b1", name="x", url="u1")]
    assert [c.status for c in provenance.diff(old, new)] == ["changed", "changed"]
    assert [c.old.source.sha256 for c in provenance.diff(old, new) if c.old] == ["a2", "a1"]
    old = [evolve(r, source=evolve(r.source, url=None)) for r in old]
    new = [evolve(r, source=evolve(r.source, url=None)) for r in new]
    assert [c.status for c in provenance.diff(old, new)] == ["new", "new", "gone", "gone"]


def test_copies_of_one_document() -> None:
    """Documents that stand there several times pair one by one."""
    assert [c.status for c in provenance.diff([one(), one()], [one(), one(), one()])] == [
        "same", "same", "new",
    ]  # fmt: skip


@settings(max_examples=15)
@given(reports(), st.data())
def test_exactly_the_changed_figures(data: Any, draw: st.DataObject) -> None:
    """Whichever figures are changed, those and no others are told."""
    report = report_of(data)
    counted = [a for a, f in report.figures.items() if isinstance(f.value, int)]
    chosen = draw.draw(st.sets(st.sampled_from(counted), max_size=5)) if counted else set()
    figures: dict[str, Figure] = dict(report.figures)
    for address in chosen:
        figure = figures[address]
        assert figure.value is not None
        figures[address] = evolve(figure, value=figure.value + 1)
    change = only(report, evolve(report, figures=figures))
    assert {f.address for f in change.figures} == chosen
    assert (change.status == "same") == (not chosen)


def jsonl(path: Path, found: list[Report]) -> Path:
    path.write_bytes(b"".join(codec.dumps(r).encode() + b"\n" for r in found))
    return path


def test_files(tmp_path: Path) -> None:
    """The same from files as from reports; empty lines do not count."""
    old, new = [made(n, year=2020 + n) for n in range(3)], [made(n, year=2020 + n) for n in (1, 4)]
    first, second = jsonl(tmp_path / "o.jsonl", old), jsonl(tmp_path / "n.jsonl", new)
    second.write_bytes(b"\n" + second.read_bytes())
    from_files = [show.change_record(c) for c in provenance.diff(first, second)]
    assert from_files == [show.change_record(c) for c in provenance.diff(old, new)]


@pytest.mark.parametrize("content", [b"{}", b"[1]", b"x", b'{"source": 1}', b"\xff", b'"a"'])
def test_other_files(tmp_path: Path, content: bytes) -> None:
    """What is no run is an error that names the line."""
    good = jsonl(tmp_path / "good.jsonl", [one()])
    bad = tmp_path / "bad.jsonl"
    bad.write_bytes(good.read_bytes() + content)
    with pytest.raises(SourceError, match=r"bad\.jsonl, line 2"):
        list(provenance.diff(good, bad))
    with pytest.raises(SourceError, match="none"):
        list(provenance.diff(tmp_path / "none", good))


def test_shown_in_both_languages() -> None:
    """Status, cause, and every change in a line of its own."""
    change = only(one(), one("", "bb", title="另\u202e题", software=READ | {"rules": "2"}))
    text = plain(show.change_lines(change, "zh"))
    assert "青榆县 2023  有变化" in text
    assert "文件已变  aa… → bb…" in text
    assert "程序已变  rules 1 → 2" in text
    assert "一、本年新收政府信息公开申请数量 · 总计" in text
    text = plain(show.change_lines(change, "en"))
    assert "document changed" in text
    assert "\u202e" not in text


def test_rows_of_csv() -> None:
    """One row per change, numbers as numbers, formulas dead."""
    counts = show.Counts()
    changes = provenance.diff([one(year=2021)], [one(6, year=2021, title="=1+1"), one(sha="cc")])
    rows = [row for c in counts.of(changes) for row in show.change_rows(c)]
    found = list(csv.DictReader(io.StringIO(csv_rows([show.CSV_COLUMNS, *rows]).decode())))
    assert [(r["status"], r["what"], r["name"], r["old"], r["new"]) for r in found] == [
        ("changed", "title", "", "", "'=1+1"),
        ("changed", "figure", "rq_new_all", "5", "6"),
        ("new", "report", "", "", ""),
    ]
    assert (counts.changed, counts.new, counts.figures, counts.any) == (1, 1, 1, True)
