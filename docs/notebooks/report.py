# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Looking at a report
#
# Reads a report, shows where a figure stands, checks it, sets two years side by side and draws.
#
# Needs `pip install 'govinfo-report[plot]'`. Run the cells of this file in an editor that knows `# %%`, or
# turn it into a notebook with `jupytext --to ipynb report.py`.

# %%
import tempfile
from pathlib import Path

import govinfo_report as gr
from govinfo_report import plot
from govinfo_report.errors import MissingExtraError
from govinfo_report.model.build import build_report, forms_of
from govinfo_report.model.report import addresses_of

# %% [markdown]
# ## Pages to work with
#
# The county is invented, so that the notebook runs anywhere. In one year a cell is empty, in another
# nobody can read it, one total is wrong, and the report for 2023 is missing.

# %%
folder = Path(tempfile.mkdtemp())
#: year -> requests of natural persons and of enterprises, and those carried over
counts = {2020: (41, 9, 0, 3), 2021: (52, 12, 3, 2), 2022: (60, 8, 4, 5), 2024: (75, 16, 2, 0)}


def page(year):
    """The report of one year in its prescribed form, as a web page."""
    people, firms, carried_in, carried_out = counts[year]
    edition = "2019" if year < 2021 else "2021"
    figures = dict.fromkeys(addresses_of(forms_of(edition)), 0)
    for column, count in (("natural_person", people), ("commercial_enterprise", firms)):
        done = count + (carried_in - carried_out if column == "natural_person" else 0)
        denied, lacking = done // 10, done // 4
        figures[f"requests.new_received.{column}"] = count
        figures[f"requests.granted.{column}"] = done - denied - lacking
        figures[f"requests.denied.internal_affairs.{column}"] = denied
        figures[f"requests.unable_to_provide.not_held.{column}"] = lacking
        figures[f"requests.total_handled.{column}"] = done
    figures["requests.carried_in.natural_person"] = carried_in
    figures["requests.carried_out.natural_person"] = carried_out
    for row in {a.rpartition(".")[0] for a in figures if a.startswith("requests.")}:
        both = ("natural_person", "commercial_enterprise")
        figures[f"{row}.total"] = sum(figures[f"{row}.{column}"] for column in both)
    if year == 2021:
        figures["requests.granted.research_institution"] = ""
    if year == 2022:
        figures["requests.denied.internal_affairs.total"] = "1O"
    if year == 2024:
        figures["requests.new_received.total"] += 9
    report = build_report(figures, publisher="云岭县人民政府", region="云岭县", year=year,
                          edition=edition)  # fmt: skip
    path = folder / f"{year}.html"
    path.write_text(gr.render(report, "html"), encoding="utf-8")
    return path


paths = {year: page(year) for year in counts}
reports = {year: gr.parse(path) for year, path in paths.items()}

# %% [markdown]
# ## Look
#
# A report shows its tables. Every state has a sign of its own: an empty cell is no zero, and neither is
# one that could not be read.

# %%
reports[2022]

# %% [markdown]
# So does every part of it: a table, a group of rows, a row.

# %%
reports[2022].requests.denied  # noqa: B018

# %% [markdown]
# ## Where does it stand?
#
# The printed row with its labels and the value marked; the place is read a second time.

# %%
reports[2022].excerpt("requests.denied.internal_affairs.total", source=paths[2022])

# %% [markdown]
# ## Check

# %%
assessments = [
    gr.validate(report, history=reports.values(), ignore=["T", "S"]) for report in reports.values()
]
assessments[-1]

# %% [markdown]
# ## Two years side by side
#
# The figures that differ, what must carry over from one year to the next, and the share of the prose
# that is repeated. `comparison.to_html()` is a page, `comparison.to_frame()` a table.

# %%
comparison = gr.compare(reports[2021], reports[2022])
comparison  # noqa: B018

# %% [markdown]
# ## Draw
#
# What has no value is named and never drawn as zero; findings are marked at their points.

# %%
try:
    outcomes = plot.outcomes(reports.values(), language="en")
    received = plot.years(
        reports.values(), "requests.new_received.total", assessments=assessments, language="en"
    )
except MissingExtraError as error:
    outcomes = received = None
    print(error)
outcomes  # noqa: B018 - the last value of a cell is shown

# %%
received  # noqa: B018
