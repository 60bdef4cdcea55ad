"""The figures of real reports, built in code: every address is known, every number kept."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

from jsonschema import Draft202012Validator

from govinfo_report.model.build import build_report
from govinfo_report.model.codec import dumps, loads
from govinfo_report.model.schema import json_schema


def test_reference_figures(shared_reports: Path) -> None:
    """Addresses, order and editions of the reference files are those of the forms."""
    validator = Draft202012Validator(json_schema())
    files = sorted(shared_reports.rglob("*.expected.json"))
    assert files
    for path in files:
        expected = json.loads(path.read_text("utf-8"), parse_float=Decimal)
        figures = expected["figures"]
        one_row = "requests.other_handling.total" in figures
        report = build_report(
            {address: "" if value is None else value for address, value in figures.items()},
            publisher=expected["publisher"],
            year=expected["year"],
            edition=expected["edition"],
            forms={"requests": "2019"} if one_row else None,
        )
        assert list(report) == list(figures), path.name
        assert report.edition == expected["edition"]
        assert {a: f.value for a, f in report.figures.items()} == figures
        text = dumps(report)
        assert loads(text) == report
        assert validator.is_valid(json.loads(text))
