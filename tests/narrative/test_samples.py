"""The prose of real reports, read by hand; skipped where they are not at hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from govinfo_report import parse
from govinfo_report.narrative import Claims, claims_of
from govinfo_report.narrative.claims import Listing


def _claims(folder: Path, pattern: str) -> Claims:
    (path,) = folder.glob(pattern)
    return claims_of(parse(path))


def _known(claims: Claims) -> list[tuple[str, object]]:
    return [
        (s.quantity, s.value)
        for s in claims.statements
        if s.quantity.startswith(("requests.", "review.", "documents.", "fees."))
        and s.quantity != "requests.by_unit"
    ]


def test_sample_000(shared_reports: Path) -> None:
    """Rounded numbers that agree, no request, no review, no fee."""
    claims = _claims(shared_reports, "000_*.txt")
    assert _known(claims) == [
        ("requests.received", 0), ("review.reconsideration.total", 0),
        ("review.litigation.total", 0), ("fees.information_processing", 0),
    ]  # fmt: skip
    (rounded,) = claims.sums
    assert (rounded.listing, rounded.balance.outcome) == (Listing.IMPLICIT, "pass")


def test_sample_001(shared_reports: Path) -> None:
    """The outer sum misses by 40, the inner one holds; eight columns, eight names."""
    claims = _claims(shared_reports, "001_*.txt")
    assert _known(claims) == [("requests.received", 0)]
    outer, inner = claims.sums
    assert (outer.whole.value, outer.balance.difference, outer.balance.outcome) == (
        1750, -40, "review",
    )  # fmt: skip
    assert (inner.whole.value, inner.balance.outcome, inner.listing) == (873, "pass", "closed")
    (names,) = claims.lists
    assert (names.statement.value, names.low, names.high, names.holds) == (8, 8, 8, True)
    rate = claims.percentages[-1]
    assert rate.fits(622, 633) == "rounded"
    (twice,) = claims.repeated
    assert ([s.value for s in twice.statements], twice.equal) == ([11, 11], True)


def test_sample_002(shared_reports: Path) -> None:
    """Seven received, none carried in, seven closed; no fee; the office speaks for itself."""
    claims = _claims(shared_reports, "002_*.txt")
    assert _known(claims) == [
        ("requests.received", 7), ("requests.carried_in", 0), ("requests.closed", 7),
        ("requests.processed", 7), ("fees.information_processing", 0),
    ]  # fmt: skip
    assert {s.scope for s in claims.statements if s.quantity.startswith("requests.")} == {"office"}
    assert not claims.sums
    assert [p.kind for p in claims.phrases] == ["all_closed"]


def test_sample_003(shared_reports: Path) -> None:
    """One sum holds, one fails; 24 % more is impossible for 80 and fits 84."""
    claims = _claims(shared_reports, "003_*.txt")
    assert _known(claims) == [
        ("requests.received", 80), ("review.lost", 0), ("fees.information_processing", 0),
    ]  # fmt: skip
    held, failed = claims.sums
    assert (held.whole.value, held.balance.outcome) == (13721, "pass")
    assert (failed.kind, failed.balance.outcome, failed.balance.severity) == (
        "units", "fail", "error",
    )  # fmt: skip
    assert failed.balance.difference == 4
    (growth,) = claims.growths
    assert growth.current is not None
    assert (growth.current.value, growth.feasible(80), growth.feasible(84)) == (80, (), (68,))
    assert [(r.quantity, r.equal) for r in claims.repeated] == [("channels.accounts", True)]


def test_sample_004(shared_reports: Path) -> None:
    """No number of requests, and that no fee was collected."""
    claims = _claims(shared_reports, "004_*.txt")
    assert _known(claims) == [("fees.information_processing", 0)]
    assert not claims.sums


def test_office_of_2019(shared_reports: Path) -> None:
    """A paragraph of outcomes with shares, a carry in brackets and a fall of 12.3 %."""
    claims = _claims(shared_reports / "real", "shanghai_office_2019.html")
    assert _known(claims) == [
        ("requests.accepted", 859), ("requests.answered", 805), ("requests.carried_in", 18),
        ("requests.carried_out", 72), ("requests.granted_or_partially", 258),
        ("requests.denied", 35), ("requests.unable_to_provide", 265),
        ("requests.not_processed", 158), ("requests.other_handling", 0),
        ("review.reconsideration.total", 7), ("review.litigation.total", 9), ("review.lost", 0),
    ]  # fmt: skip
    assert [str(p.value) for p in claims.percentages] == ["33.9", "4.34", "32.9", "19.6"]
    (growth,) = claims.growths
    assert growth.feasible(859) == (979, 980)
    assert [p.kind for p in claims.phrases] == ["all_upheld"]


def test_department_of_2024(shared_reports: Path) -> None:
    """Lines cut at one width: numbers and clauses run over the end of a line."""
    claims = _claims(shared_reports / "real", "shanghai_kewei_2024.md")
    known = dict(_known(claims))
    assert known["requests.received"] == 34
    assert known["requests.carried_in"] == 2
    assert known["requests.carried_out"] == 1
    assert known["review.reconsideration.total"] == 1
    assert known["review.litigation.total"] == 0
    assert "all_closed" in [p.kind for p in claims.phrases]


@pytest.mark.parametrize("name", ["000", "001", "002", "003", "004"])
def test_years_of_the_samples(shared_reports: Path, name: str) -> None:
    """No sample leaves a sentence of another year in."""
    claims = _claims(shared_reports, f"{name}_*.txt")
    assert {y.year for y in claims.years if y.role == "reporting"} <= {2023}
