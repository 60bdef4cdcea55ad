"""Charts of reports, as Vega-Lite; ``govinfo_report.plot`` offers them."""
