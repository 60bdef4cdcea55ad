"""A random report for 2014-2018: the table of 2014 as plain data, and as a grid of cells."""

from __future__ import annotations

from decimal import Decimal
from random import Random

from attrs import evolve, field, frozen

from govinfo_report.model.editions import RowForm, edition
from govinfo_report.model.figure import Number
from govinfo_report.model.forms import STATISTICS
from govinfo_report.testing import figures as f
from govinfo_report.testing.dice import Dice
from govinfo_report.testing.figures import PrintedFigure
from govinfo_report.testing.narrative import Narrative, random_narrative, random_publisher
from govinfo_report.testing.reports import STYLES, ReportData
from govinfo_report.testing.tables import Slot, Table, Tables
from govinfo_report.testing.wording import traditional

#: total -> its parts, as the form prescribes
SUMS = {
    "requests.received": ("requests.in_person", "requests.fax", "requests.online", "requests.letter"),
    "requests.closed": ("requests.closed_on_time", "requests.closed_extended"),
    "replies.denied.total": (
        "replies.denied.state_secret", "replies.denied.trade_secret", "replies.denied.privacy",
        "replies.denied.security_and_stability", "replies.denied.not_government_information",
        "replies.denied.other_legal",
    ),
    "replies.total": (
        "replies.already_public", "replies.granted", "replies.partially_granted",
        "replies.denied.total", "replies.other_organ", "replies.not_existing",
        "replies.asked_to_amend", "replies.referred",
    ),
    "reconsideration.total": (
        "reconsideration.upheld", "reconsideration.corrected", "reconsideration.other",
    ),
    "litigation.total": ("litigation.upheld", "litigation.corrected", "litigation.other"),
    "org.staff.total": ("org.staff.full_time", "org.staff.part_time"),
}  # fmt: skip
_PROSE = {
    "proactive_disclosure": "全年通过网站和公告栏公开信息，栏目按月更新，共{a}条。",
    "requests": "全年收到申请{b}件，均在规定时间内答复。",
    "review_and_litigation": "全年涉及公开的复议{c}件，没有败诉。",
}


def _rows() -> tuple[RowForm, ...]:
    return edition("2014").blocks[0].rows


def random_statistics(rng: Random, *, style: str | None = None) -> ReportData:
    """One report for 2014-2018; the same state of ``rng`` gives the same report."""
    style = style or rng.choices(list(STYLES), list(STYLES.values()))[0]
    publisher, year = random_publisher(rng), rng.randint(2014, 2018)
    quiet = style == "quiet"
    values: dict[str, Number] = {}
    for row in _rows():
        values[row.id] = _value(rng, row, style)
    for total, parts in SUMS.items():
        if style != "dense":
            values[total] = sum(values[part] for part in parts)
    for row in _rows():
        if row.part_of and style != "dense" and row.part_of not in SUMS:
            values[row.id] = min(values[row.id], values[row.part_of])
    printed: dict[str, PrintedFigure] = {}
    for row in _rows():
        printed[f"{STATISTICS}.{row.id}"] = _printed(rng, values[row.id], row, style)
    story = random_narrative(rng, publisher, year)
    numbers = {name: rng.randint(1, 900) for name in "abc"}
    sections = {
        name: text or (_PROSE[name].format(**numbers),) for name, text in story.sections.items()
    }
    narrative: Narrative = evolve(story, sections=sections)
    forms = {STATISTICS: "2014"}
    balanced = style != "dense" or quiet
    return ReportData(publisher, year, forms, printed, narrative, style, balanced)


def _value(rng: Random, row: RowForm, style: str) -> Number:
    if style == "dense":
        return rng.randint(1, 9999)
    if style == "quiet" or rng.random() < 0.4:
        return 0
    if row.columns[0].kind == "amount":
        amount = Decimal(rng.randint(1, 10**5)).scaleb(-rng.choice((0, 1, 2)))
        return amount if amount != amount.to_integral_value() else int(amount)
    return rng.choice((rng.randint(1, 9), rng.randint(1, 300), rng.randint(1, 20_000)))


def _printed(rng: Random, value: Number, row: RowForm, style: str) -> PrintedFigure:
    column, draw = row.columns[0], rng.random()
    if style in ("blank zeros", "all blank zeros") and value == 0:
        return f.BLANK
    return f.oddly(rng, value, column, style, draw)


@frozen
class ListWording:
    """How one page words the table; the defaults are the prescribed wording."""

    seed: int = 0
    heads: tuple[str, str, str] = ("统计指标", "单位", "统计数")
    none: str = "——"  #: what stands in the cells of a heading
    notes: bool = True  #: bracketed notes behind labels are printed
    half: bool = False  #: half-width brackets and points
    point: str = "．"  #: behind the digits of the third level
    among: str = "其中："
    indent: str = ""  #: per level
    units: bool = True  #: the column of units is printed
    numbers: bool = False  #: a first column that numbers the rows
    title_row: bool = False  #: a row with the name of the table above the heads
    headings: bool = True  #: headings without figures are printed
    accepted: float = 0.0  #: share of labels in another accepted wording
    traditional: bool = False

    def label(self, row: RowForm) -> str:
        """A row's label as this page prints it."""
        dice = Dice(self.seed)
        text = row.label
        if row.variants and dice.chance(self.accepted, "accepted", row.id):
            text = dice.pick(row.variants, row.id)
        number = row.number.replace("．", self.point).replace("其中：", self.among)
        return self._own(self.indent * row.level + number + text + (row.note if self.notes else ""))

    def heading(self, number: str, label: str, level: int) -> str:
        """A heading as this page prints it."""
        return self._own(self.indent * level + number + label)

    def _own(self, text: str) -> str:
        text = text.translate(_HALF) if self.half else text
        return traditional(text) if self.traditional else text


_HALF = str.maketrans("（），：", "(),:")


def random_list_wording(dice: Dice) -> ListWording:
    """A random wording; a share keeps the defaults."""
    seed = dice.number("list")
    if dice.chance(0.15, "list plain"):
        return ListWording(seed)
    return ListWording(
        seed,
        heads=(
            dice.pick(("统计指标", "统 计 指 标", "指标", "指标名称"), "stub"),
            dice.pick(("单位", "单 位", "计量单位"), "unit"),
            dice.pick(("统计数", "统 计 数", "数量", "数值"), "count"),
        ),
        none=dice.pick(("——", "—", "", "/", "--"), "none"),
        notes=not dice.chance(0.4, "notes"),
        half=dice.chance(0.3, "half"),
        point=dice.pick(("．", ".", "、"), "point"),
        among=dice.pick(("其中：", "其中:", "其中，", ""), "among"),
        indent=dice.pick(("", "  ", "\u3000\u3000", "\u00a0\u00a0"), "indent"),
        units=not dice.chance(0.15, "units"),
        numbers=dice.chance(0.15, "numbers"),
        title_row=dice.chance(0.3, "title row"),
        headings=not dice.chance(0.1, "headings"),
        accepted=dice.pick((0.0, 0.3), "accepted"),
        traditional=dice.chance(0.06, "traditional"),
    )


@frozen
class Line:
    """One printed row: its level, label, unit and value; headings have no address."""

    level: int
    label: str
    unit: str
    text: str
    address: str = field(default="")


def lines_of(data: ReportData, wording: ListWording) -> list[Line]:
    """The rows of the table in printed order."""
    found: list[Line] = []
    for row in _rows():
        for head in row.heads if wording.headings else ():
            label = wording.heading(head.number, head.label, head.level)
            found.append(Line(head.level, label, wording.none, wording.none))
        address = f"{STATISTICS}.{row.id}"
        unit = row.columns[0].unit or ""
        found.append(Line(row.level, wording.label(row), unit, data.figures[address].text, address))
    return found


def statistics_tables(data: ReportData, wording: ListWording) -> Tables:
    """The table of 2014 as a grid, below the last section."""
    width = 2 + wording.units + wording.numbers
    rows: list[tuple[Slot, ...]] = []
    if wording.title_row:
        rows.append((Slot("政府信息公开情况统计表", "block", columns=width),))
    stub, unit, count = wording.heads
    heads = [Slot("序号", "head")] * wording.numbers + [Slot(stub, "head")]
    rows.append((*heads, *[Slot(unit, "head")] * wording.units, Slot(count, "head")))
    for number, line in enumerate(lines_of(data, wording), 1):
        cells = [Slot(str(number), "label")] * wording.numbers + [Slot(line.label, "label")]
        cells += [Slot(line.unit, "unit")] * wording.units
        role = "value" if line.address else "empty"
        rows.append((*cells, Slot(line.text, role, line.address)))
    return {"other_matters": [Table(STATISTICS, width, tuple(rows))]}
