"""Everything the prose of a report says, read once."""

from __future__ import annotations

from decimal import Decimal

from attrs import frozen

from govinfo_report.model.report import Report
from govinfo_report.narrative.claims import (
    Difference,
    FeeStatement,
    Growth,
    ListCount,
    Percentage,
    PercentFamily,
    Phrase,
    Repeated,
    SubSum,
    YearMention,
)
from govinfo_report.narrative.extract import read_sentences, statements_in
from govinfo_report.narrative.flow import sentences_of
from govinfo_report.narrative.phrases import list_counts, phrases, repeated, years
from govinfo_report.narrative.rates import differences, families, growths, percentages
from govinfo_report.narrative.statement import Statement
from govinfo_report.narrative.sums import sub_sums

_YUAN = {"元": 1, "万元": 10_000, "亿元": 100_000_000}


@frozen
class Claims:
    """The numbers of the prose and what is claimed of them, each in printed order."""

    statements: tuple[Statement, ...] = ()
    sums: tuple[SubSum, ...] = ()
    percentages: tuple[Percentage, ...] = ()
    families: tuple[PercentFamily, ...] = ()
    growths: tuple[Growth, ...] = ()
    differences: tuple[Difference, ...] = ()
    lists: tuple[ListCount, ...] = ()
    repeated: tuple[Repeated, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    years: tuple[YearMention, ...] = ()
    fees: tuple[FeeStatement, ...] = ()


def claims_of(report: Report) -> Claims:
    """Read the prose of a report.  Pure; never raises for any text."""
    sentences = tuple(sentences_of(report))
    reads = read_sentences(report, sentences)
    statements = statements_in(reads)
    sums = sub_sums(reads)
    shares = percentages(reads, sums)
    return Claims(
        statements=statements,
        sums=tuple(sums),
        percentages=tuple(shares),
        families=tuple(families(shares, sums)),
        growths=tuple(growths(reads)),
        differences=tuple(differences(reads)),
        lists=tuple(list_counts(reads)),
        repeated=tuple(repeated(statements)),
        phrases=tuple(phrases(reads)),
        years=tuple(years(sentences)),
        fees=tuple(
            FeeStatement(Decimal(s.value) * _YUAN[s.unit], s)
            for s in statements
            if s.quantity == "fees.information_processing" and s.value is not None
            if s.unit in _YUAN
        ),
    )
