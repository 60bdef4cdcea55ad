"""Variables: permanent short names, labels, units, definitions, and what may be joined.

For example::

    from govinfo_report import codebook
    codebook.by_name()["rq_new_all"].label["zh"]
    codebook.codebook("stata", language="en")
"""

from govinfo_report.outputs.codebook.comparability import (
    VERDICTS,
    Comparability,
    comparability,
)
from govinfo_report.outputs.codebook.page import FORMATS, codebook
from govinfo_report.outputs.codebook.variables import (
    Variable,
    by_name,
    variable_of,
    variables,
    variables_of,
)

__all__ = [
    "FORMATS",
    "VERDICTS",
    "Comparability",
    "Variable",
    "by_name",
    "codebook",
    "comparability",
    "variable_of",
    "variables",
    "variables_of",
]
