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
# # From a folder of reports to a panel
#
# Reads every page of a folder, arranges the figures by county and year, says why a cell is empty,
# joins the population and plots requests per 10 000 inhabitants.
#
# Needs `pip install 'govinfo-report[cli,frames,pandas,plot]'`. Run the cells of this file in an
# editor that knows `# %%`, or turn it into a notebook with `jupytext --to ipynb panel.py`.

# %%
import tempfile
from pathlib import Path

import pandas as pd

import govinfo_report as gr
from govinfo_report import codebook, frames, panel, provenance
from govinfo_report.model.build import build_report, forms_of
from govinfo_report.model.report import addresses_of

# %% [markdown]
# ## A folder to work with
#
# The pages are invented, so that the notebook runs anywhere: four counties, 2019 to 2023, the form of
# 2019 and then that of 2021. One page is missing, one is no report at all, one has a cell nobody can
# read and one an empty cell. With pages of your own, set `folder` and go on below.

# %%
folder = Path(tempfile.mkdtemp())
counties = {"云岭县": 120, "苇荡县": 45, "青榆县": 80, "桐岭县": 260}
years = range(2019, 2024)
total = "requests.{}.total".format


def page(county, received, year):
    """A report with a few figures, in the prescribed form of its year, as a web page."""
    edition = "2019" if year < 2021 else "2021"
    other = "other_handling" if edition == "2019" else "other_handling.other"
    columns = {
        "natural_person": received - received // 5,
        "commercial_enterprise": received // 5,
        "total": received,
    }
    figures = {address: 0 for address in addresses_of(forms_of(edition)) if "requests." in address}
    for column, count in columns.items():
        for row, part in (
            ("new_received", count),
            ("granted", count - count // 10),
            (other, count // 10),
            ("total_handled", count),
        ):
            figures[f"requests.{row}.{column}"] = part
    if (county, year) == ("苇荡县", 2022):
        figures[total("new_received")] = "4*"
    if (county, year) == ("青榆县", 2021):
        figures["requests.carried_in.other_organization"] = ""
    report = build_report(figures, publisher=f"{county}人民政府", year=year, edition=edition)
    return gr.render(report, "html")


for county, size in counties.items():
    for step, year in enumerate(years):
        if (county, year) != ("桐岭县", 2020):
            text = page(county, size + 7 * step, year)
            (folder / f"{county}{year}.html").write_text(text, encoding="utf-8")
_ = (folder / "云岭县2023.html").write_text("<html><p>办事指南</p></html>", encoding="utf-8")

# %% [markdown]
# ## Read
#
# `parse_many` never stops at a bad page: each result is a report, or the error that says why not.

# %%
paths = sorted(folder.glob("*.html"))
results = list(gr.parse_many(paths, progress=True))
for result in results:
    if result.error is not None:
        print(Path(result.source).name, "-", result.error.text("en"))

# %% [markdown]
# ## Arrange
#
# Told which reports there should be, the panel has exactly those rows. Blanks become zero only where
# the sums of the form leave nothing else, and say so. (For many units, `expected` may be the path of a
# manifest, a CSV with the columns publisher, year and path; `parse_many` reads the same file.)

# %%
expected = [
    panel.Expected(f"{county}人民政府", year, source=str(folder / f"{county}{year}.html"))
    for county in counties
    for year in years
]
cities = panel.panel(results, expected=expected, blanks="zero_if_closes")
names = ["rq_new_all", "rq_oh_all", "rq_carried_in_oth"]
wide = cities.wide(states=True, names=names).to_pandas()
print(wide[["publisher", "year", "edition", *names]].to_string())

# %% [markdown]
# Every cell without a number has a reason, every missing report too.

# %%
for name in names:
    print(wide[f"{name}_state"].value_counts().to_string())
coverage = cities.coverage().to_pandas()
print(
    coverage[coverage["status"] != "read"][["publisher", "year", "status", "reason_en"]].to_string()
)

# %% [markdown]
# May the years be joined across the two forms? 其他处理 is one row in 2019 and three rows in 2021; the
# codebook says that it may be summed. Table 2 may never be joined, and no column does.

# %%
joins = {entry.variable: entry for entry in codebook.comparability("2019", "2021")}
for name in (*names, "pd_licences_decisions"):
    print(name, joins[name].verdict, "-", joins[name].reason["en"])

# %% [markdown]
# ## Join the population
#
# By name and year. A county without a population would stay in the table, with a missing rate.

# %%
population = pd.DataFrame(
    [
        (f"{county}人民政府", year, 60_000 + 400 * size + 1_000 * step)
        for county, size in counties.items()
        for step, year in enumerate(years)
    ],
    columns=["publisher", "year", "population"],
)
joined = wide.merge(population, on=["publisher", "year"], how="left", validate="one_to_one")
joined["rate"] = joined["rq_new_all"].astype("Float64") / joined["population"] * 10_000
assert len(joined) == len(counties) * len(years)
print(joined.pivot(index="publisher", columns="year", values="rate").round(2).to_string())

# %% [markdown]
# ## Plot
#
# A gap in a line is a report that is missing or a figure that could not be read: never a zero.

# %%
try:
    import altair as alt
except ImportError:
    chart = None
    print("no altair here: nothing is plotted")
else:
    points = joined[["publisher", "year", "rate"]].astype(
        {"rate": "float64", "publisher": "object"}
    )
    chart = (
        alt.Chart(points, title="New requests per 10 000 inhabitants")
        .mark_line(point=True, invalid="break-paths-show-path-domains")
        .encode(
            x=alt.X("year:O", title=None),
            y=alt.Y("rate:Q", title=None),
            color=alt.Color("publisher:N", title=None),
        )
        .properties(width=480, height=280)
    )
    chart.save(folder / "requests.html")
chart  # noqa: B018 - the last value of a cell is shown

# %% [markdown]
# ## Keep
#
# The figures for others, the reference to them, and the readings themselves: `govinfo-report diff`
# says next year what changed, and why.

# %%
frames.figures(results).write_parquet(folder / "figures.parquet")
cities.wide(states=True).write_csv(folder / "panel.csv")
print(provenance.cite(results, "en", title="Requests in four counties"))
