"""Charts: outcomes, applicants, figures over the years, units compared.

For example::

    from govinfo_report import plot
    plot.outcomes(reports).save("outcomes.png")
    plot.years(reports, "requests.new_received.total", assessments=assessments)

A figure without a value is named with its state (blank, refused …) and never drawn as zero.  Charts
speak Chinese where a font for it is found, else English.  Needs the extra ``plot``
(``pip install 'govinfo-report[plot]'``); nothing is fetched.
"""

from govinfo_report.outputs.plots.chart import Plot
from govinfo_report.outputs.plots.composition import applicants, outcomes
from govinfo_report.outputs.plots.fonts import chinese_font
from govinfo_report.outputs.plots.series import units, years

__all__ = ["Plot", "applicants", "chinese_font", "outcomes", "units", "years"]
