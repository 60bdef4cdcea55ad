"""Reports that hold nothing but prose."""

from __future__ import annotations

from govinfo_report.model.report import Report, Section
from govinfo_report.narrative import Claims, claims_of


def prose_report(text: str, part: str = "on_request", year: int = 2023) -> Report:
    """A report of an invented county whose overview consists of one part."""
    section = Section("一、总体情况", text, {part: text} if part else {})
    return Report(publisher="云溪县", year=year, sections={"overview": section})


def claims_in(text: str, part: str = "on_request", year: int = 2023) -> Claims:
    """What a text claims."""
    return claims_of(prose_report(text, part, year))


def told(text: str, part: str = "on_request", year: int = 2023) -> list[tuple[str, object]]:
    """(quantity, value or printed interval) of every statement but those of quantity ``other``."""
    return [
        (s.quantity, s.value if s.exact else (s.low, s.high))
        for s in claims_in(text, part, year).statements
        if s.quantity != "other"
    ]
