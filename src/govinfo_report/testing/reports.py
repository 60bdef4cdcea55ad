"""A random annual report as plain data: what is printed, and what a reader may make of it.

Nothing here knows how reports are read.  Figures follow the prescribed form
(``model.editions``); most reports balance the way real ones do, the rest does not.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from random import Random

from attrs import evolve, field, frozen

from govinfo_report.model.editions import BlockForm, ColumnForm, edition
from govinfo_report.model.figure import Number
from govinfo_report.testing import figures as f
from govinfo_report.testing.figures import PrintedFigure
from govinfo_report.testing.narrative import Narrative, random_narrative, random_publisher
from govinfo_report.testing.told import facts_of, with_facts

#: how the cells of a report are printed, with weights
STYLES = {
    "plain": 30,  # every number in plain digits, zeros printed
    "quiet": 8,  # nothing happened: all zeros
    "blank zeros": 16,  # zeros left empty in tables 3 and 4, totals printed
    "all blank zeros": 8,  # zeros left empty everywhere, totals too
    "dense": 14,  # hardly a zero, nothing balances: every slip shows
    "decorated": 12,  # units, full-width digits, separators, notes
    "marks": 6,  # marks for "none"
    "anything": 6,  # every state in every cell
}


@frozen
class ReportData:
    """Figures and prose of one report.

    ``forms`` maps the ids of the printed blocks to the edition whose form they use; ``figures``
    holds every printed cell by address; ``balanced`` says that all prescribed sums hold.
    """

    publisher: str
    year: int
    forms: Mapping[str, str]
    figures: Mapping[str, PrintedFigure] = field(repr=False)
    narrative: Narrative = field(repr=False)
    style: str = "plain"
    balanced: bool = True

    @property
    def editions(self) -> frozenset[str]:
        """The editions the report may be said to have: the majority of its blocks."""
        votes = [e for b, e in self.forms.items() if b != "review_and_litigation"]
        most = max(votes.count(e) for e in votes)
        return frozenset(e for e in votes if votes.count(e) == most)

    def blocks(self, table: str) -> list[BlockForm]:
        """The printed blocks of one table, in the order of the form."""
        found = [edition(e).block(block) for block, e in self.forms.items()]
        return [block for block in found if block is not None and block.table == table]

    def with_figure(self, address: str, printed: PrintedFigure) -> ReportData:
        """The same report with one cell printed differently."""
        if address not in self.figures:
            raise KeyError(address)
        return evolve(self, figures={**self.figures, address: printed}, balanced=False)


def random_forms(rng: Random) -> dict[str, str]:
    """Which edition each block uses: mostly one, sometimes mixed as in real reports."""
    kind = rng.choices(("2021", "2019", "one row", "hybrid"), (62, 22, 8, 8))[0]
    main = "2019" if kind == "2019" else "2021"
    forms = {block.id: main for block in edition(main).blocks}
    if kind == "one row":
        forms["requests"] = "2019"
    elif kind == "hybrid":
        forms["proactive_disclosure.item_1"] = "2019"
    return forms


def _volume(rng: Random) -> int:
    return min(6000, int(rng.lognormvariate(3.2, 1.4)))


def _requests(rng: Random, block: BlockForm, quiet: bool) -> dict[str, int]:
    """Table 3 with all prescribed sums: rows, outcomes, and intake against outcome."""
    rows = [row.id for row in block.rows]
    columns = [column.id for column in block.rows[0].columns]
    outcomes = rows[2:-2]
    table = {(row, column): 0 for row in rows for column in columns}
    volume = 0 if quiet else _volume(rng)
    weights = [1.0 if i in (0, 1) else rng.random() ** 3 for i in range(len(outcomes))]
    shares = [0.9, *(rng.random() ** 4 for _ in columns[1:-1])]
    for applicant, share in zip(columns, shares, strict=False):
        handled = int(volume * share)
        for row in rng.choices(outcomes, weights, k=min(handled, 40)) if handled else ():
            table[row, applicant] += max(1, handled // 40)
        handled = sum(table[row, applicant] for row in outcomes)
        carried_out = rng.randint(0, handled // 6 + 1) if not quiet else 0
        carried_in = min(rng.randint(0, handled // 8 + 1), handled) if not quiet else 0
        table["total_handled", applicant] = handled
        table["carried_out", applicant] = carried_out
        table["carried_in", applicant] = carried_in
        table["new_received", applicant] = handled + carried_out - carried_in
    for row in rows:
        table[row, "total"] = sum(table[row, column] for column in columns[:-1])
    return {f"requests.{row}.{column}": value for (row, column), value in table.items()}


def _review(rng: Random, block: BlockForm, quiet: bool) -> dict[str, int]:
    values: dict[str, int] = {}
    for row in block.rows:
        parts = [0 if quiet or rng.random() < 0.6 else rng.randint(1, 60) for _ in row.columns[1:]]
        for column, value in zip(row.columns, [*parts, sum(parts)], strict=True):
            values[f"{block.table}.{row.id}.{column.id}"] = value
    return values


def _proactive(rng: Random, column: ColumnForm, quiet: bool) -> Number:
    if quiet or rng.random() < 0.25:
        return 0
    if column.kind == "change":
        return rng.randint(-30, 40)
    if column.kind == "amount":
        amount = Decimal(rng.randint(1, 10**8)).scaleb(-rng.choice((0, 0, 1, 2, 4, 6)))
        return amount if amount != amount.to_integral_value() else int(amount)
    return rng.choice((rng.randint(1, 99), rng.randint(1, 3000), rng.randint(1, 10**6)))


def _dense(rng: Random, column: ColumnForm) -> Number:
    return _proactive(rng, column, False) if column.kind != "count" else rng.randint(1, 9999)


def _printed(rng: Random, value: Number, column: ColumnForm, style: str) -> PrintedFigure:
    draw = rng.random()
    if style in ("blank zeros", "all blank zeros") and value == 0:
        keep = column.id == "total" and style == "blank zeros"
        return f.plain(0, column) if keep else f.BLANK
    if column.kind == "change" and style in ("plain", "dense") and draw < 0.4:
        return f.signed(rng, value, column)
    return f.oddly(rng, value, column, style, draw)


def random_report(rng: Random, *, style: str | None = None) -> ReportData:
    """One report; the same state of ``rng`` gives the same report.

    ``style`` (a key of ``STYLES``) fixes how cells are printed.
    """
    style = style or rng.choices(list(STYLES), list(STYLES.values()))[0]
    forms = random_forms(rng)
    publisher = random_publisher(rng)
    year = rng.choice((2019, 2020)) if rng.random() < 0.2 else rng.randint(2021, 2025)
    quiet = style == "quiet"
    printed: dict[str, PrintedFigure] = {}
    unbalanced = style == "dense" or rng.random() < 0.1
    for block_id, edition_id in forms.items():
        block = edition(edition_id).block(block_id)
        assert block is not None
        known: dict[str, int] = {}
        if block.table == "requests":
            known = _requests(rng, block, quiet)
        elif block.table == "review_and_litigation":
            known = _review(rng, block, quiet)
        for row in block.rows:
            for column in row.columns:
                address = f"{block.table}.{row.id}.{column.id}"
                value: Number
                if style == "dense":
                    value = _dense(rng, column)
                elif address in known:
                    value = known[address]
                    if unbalanced and rng.random() < 0.03:
                        value += rng.randint(1, 9)
                else:
                    value = _proactive(rng, column, quiet)
                printed[address] = _printed(rng, value, column, style)
    narrative = random_narrative(rng, publisher, year)
    # the choices of the telling are its own, so that pages keep theirs
    facts = facts_of(Random(f"{publisher}{year}{len(narrative.preamble)}"), printed, forms, year)
    return ReportData(
        publisher, year, forms, printed, with_facts(narrative, facts), style, not unbalanced
    )
