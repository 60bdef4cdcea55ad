"""What the prose of a report tells in numbers, and what it claims of them."""

from govinfo_report.narrative.account import Claims, claims_of
from govinfo_report.narrative.extract import statements_of

__all__ = ["Claims", "claims_of", "statements_of"]
