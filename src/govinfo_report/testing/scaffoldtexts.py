"""The files of a new plugin, before names and labels are filled in (a table of texts, not code)."""

from __future__ import annotations

PYPROJECT = """\
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[project]
name = "govinfo-report-{name}"
version = "0.1.0"
description = "Reads annual reports on open government information as {name} prints them."
readme = "README.md"
requires-python = ">=3.11"
dependencies = ["govinfo-report>={since},<1"]

[project.optional-dependencies]
test = ["pytest>=8.2"]

[project.entry-points.govinfo_report]
{name} = "{module}"

[tool.hatch.build.targets.wheel]
packages = ["src/{module}"]

[tool.pytest.ini_options]
testpaths = ["tests"]
pythonpath = ["src"]
# the cases are read with the built-in plugins and this one, whatever else is installed
govinfo_plugins = ["{module}"]
"""

README = """\
# govinfo-report-{name}

A plugin of `govinfo-report`: one layout, `{layout}`, begun with the page `{page}`.

What is to be done:

1. Open `src/{module}/__init__.py`. Every line of `WORDINGS` is a proposal: a word of the page, and the
   label of the form that it may stand for. Compare it with the page; remove the `# ` in front of it
   if it is right, correct it if it is not, delete it if the word is no label.
2. Run `pytest`, then `govinfo-report case rerun --plugin src/{module}`: it shows figure by figure
   what is read now and was refused before. When that is what the page prints, record it:
   `govinfo-report case rerun --update --plugin src/{module}`.
3. Enter under `[checked]` in `tests/cases/{layout}/first/case.toml` who compared which figures with the
   page, and where the page comes from under `origin`. Delete the lines of `limits` in
   `tests/test_{underscored}.py`.
4. `pip install .`, then `govinfo-report plugins` and `govinfo-report parse PAGE`.

`govinfo-report identify -v PAGE` shows label by label what is missing, and
`govinfo-report parse --trace PAGE` which check refuses a row.

Where only the words differ and rows and columns stand as everywhere, no Python is needed:
`govinfo-report new-plugin {name} --from PAGE --toml` writes a file of label variants.
"""

TEST = '''\
"""The contract of layouts, on the page the plugin was begun with; further pages are further cases."""

from pathlib import Path

from {module} import {cls}

from govinfo_report.testing import LayoutContract


class Test{cls}(LayoutContract):
    layout = {cls}()
    cases = Path(__file__).parent / "cases"
    #: what does not hold yet, and why; delete a line when it does
    limits = {{
{limits}    }}
'''

#: a page whose tables are grids: the claims are made here, row by row
GRIDS = '''\
"""Reads annual reports as {name} prints them; what is claimed here, the library checks again."""

from collections.abc import Iterator

from govinfo_report import Document, Draft, Fit, Match, Span, hookimpl
from govinfo_report.reading.draft import RowClaim, TableClaim

{wordings}#: table of the form -> words that its grid holds, how many rows of heads it has, its first row of
#: figures (from 0), columns of labels at the left; counted on the page: compare
TABLES = {{
{tables}}}


class {cls}:
    """Finds the tables by words that stand in no other; says what is a head, a label, a figure."""

    id = "{layout}"
    variants = WORDINGS

    def detect(self, document: Document) -> Iterator[Match]:
        found = [
            (table, block.index)
            for block in document.grids()
            for table, (words, *_) in TABLES.items()
            if all(word in block.text for word in words)
        ]
        if found:
            yield Match(Fit.EXACT, None, tuple(table for table, _ in found), anchor=found)

    def parse(self, document: Document, match: Match) -> Draft:
        return Draft(tuple(self.claim(document, *where) for where in match.anchor))

    def claim(self, document: Document, table: str, number: int) -> TableClaim:
        _, heads, first, left = TABLES[table]
        grid = document.block(number).grid
        assert grid is not None  # detect looks at grids only
        rows = [[(c.column < left, Span(number, c.start, c.end)) for c in row] for row in grid.rows]
        claims = []
        for row in rows[first:]:
            *parents, label = [(span,) for beside, span in row if beside] or [()]
            figures = tuple(span for beside, span in row if not beside)
            claims.append(RowClaim(label, figures, tuple(parents)))
        printed = tuple(tuple((span,) for _, span in row) for row in rows[:heads])
        return TableClaim(table, printed, tuple(claims))


@hookimpl
def govinfo_layouts() -> list[{cls}]:
    return [{cls}()]
'''

#: a page whose rows a built-in layout can cut: only the words are new
FAMILY = '''\
"""Reads annual reports as {name} prints them.

The page is cut into rows and cells as the built-in layout {family!r} does; what the words stand for
is data (``WORDINGS``).
"""

from __future__ import annotations

from {home} import {base}

from govinfo_report import hookimpl

{wordings}

class {cls}({base}):
    """The built-in way of cutting rows, with the words of these pages."""

{init}

@hookimpl
def govinfo_layouts() -> list[{cls}]:
    return [{cls}()]
'''

#: how a layout of lines is made: the separator is that of the built-in one
INIT = """\
    def __init__(self) -> None:
        super().__init__("{layout}", "{separator}", Fit.EXACT, WORDINGS)
"""

TOML = """\
# Label variants of {name}: word of the page = label of the form.
# Begun with {page}. Every line is a proposal: compare it with the page, then remove the "# ".
# govinfo-report parse --plugin {name}.toml PAGE

[variants]
{lines}"""
