"""Reports of many units and years as a panel that can be published.

For example::

    from govinfo_report import panel, parse_many
    cities = panel.panel(parse_many(paths), expected="manifest.csv", blanks="zero_if_closes")
    cities.wide(states=True).to_pandas()
    cities.coverage().to_pandas()

Tables need the extra ``frames`` (``pip install 'govinfo-report[frames]'``).
"""

from govinfo_report.outputs.panel.build import DUPLICATES, INDEXES, panel
from govinfo_report.outputs.panel.closing import zeros_that_close
from govinfo_report.outputs.panel.expected import Expected, expect
from govinfo_report.outputs.panel.panel import LeftOut, Panel
from govinfo_report.outputs.panel.reasons import REASONS
from govinfo_report.outputs.panel.rows import BLANKS, PanelRow

__all__ = [
    "BLANKS",
    "DUPLICATES",
    "INDEXES",
    "REASONS",
    "Expected",
    "LeftOut",
    "Panel",
    "PanelRow",
    "expect",
    "panel",
    "zeros_that_close",
]
