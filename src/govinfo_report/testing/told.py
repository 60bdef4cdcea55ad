"""The prose that tells the figures of a report."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random

from attrs import evolve

from govinfo_report.testing.figures import PrintedFigure
from govinfo_report.testing.narrative import PARTS, Narrative
from govinfo_report.testing.telling import Fact, Teller
from govinfo_report.testing.tellingcases import TELLERS as CASES
from govinfo_report.testing.tellingothers import TELLERS as OTHERS


def facts_of(
    rng: Random, figures: Mapping[str, PrintedFigure], forms: Mapping[str, str], year: int
) -> list[Fact]:
    """A fact for everything the figures let one tell, one of a kind."""
    teller = Teller(rng, figures, forms, year)
    return [made for tell in (*CASES, *OTHERS) for made in tell(teller)]


def with_facts(narrative: Narrative, facts: list[Fact]) -> Narrative:
    """The prose with these facts told, each in the part it belongs to."""
    sections = dict(narrative.sections)
    overview = list(sections["overview"])
    for part, heading in PARTS.items():
        told = "".join(one.text for one in facts if one.part == part)
        at = next((i for i, p in enumerate(overview) if p[3:].startswith(heading)), None)
        if told and at is not None:
            glued = "。" in overview[at]
            overview[at if glued else at + 1] += told
    closing = tuple(one.text for one in facts if one.part == "other")
    sections["overview"] = tuple(overview)
    sections["other_matters"] = (*sections["other_matters"], *closing)
    return evolve(narrative, sections=sections)
