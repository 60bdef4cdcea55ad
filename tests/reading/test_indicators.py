"""The table of 2014: every figure by its label and what stands over it, or refused with a reason."""

from __future__ import annotations

import pytest

from govinfo_report import compare, parse, validate
from govinfo_report.errors import UnrecognisedLayoutError
from govinfo_report.model.build import build_report
from govinfo_report.model.editions import edition
from govinfo_report.model.figure import Reason, State
from govinfo_report.model.report import Report

FORM = edition("2014").blocks[0].rows
TITLE = "临湖区教育局2016年政府信息公开工作年度报告"
PROSE = "".join(
    f"<p>{head}</p><p>这一年局里做了不少工作，群众较为满意。</p>"
    for head in (
        "一、概述",
        "二、主动公开情况说明",
        "三、依申请公开工作",
        "四、存在的主要问题及改进情况",
    )
)
Row = tuple[str, ...]


def rows(**changed: object) -> list[Row]:
    """The table with 101, 102 … as its figures; ``changed`` by row id with ``__`` for the point."""
    found: list[Row] = [("统计指标", "单位", "统计数")]
    for number, row in enumerate(FORM, 101):
        found += [(head.number + head.label, "——", "") for head in row.heads]
        value = changed.get(row.id.replace(".", "__"), number)
        found.append((row.name + row.note, row.columns[0].unit or "", str(value)))
    return found


def page(*tables: list[Row], title: str = TITLE, prose: str = PROSE) -> str:
    grids = (
        "<table>" + "".join(
            "<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in table
        ) + "</table>" for table in tables
    )  # fmt: skip
    return f"<html><body><h1>{title}</h1>{prose}{''.join(grids)}</body></html>"


def at(table: list[Row], label: str) -> int:
    """Where a label stands first."""
    return next(i for i, row in enumerate(table) if label in row[0])


def values(report: Report) -> dict[str, object]:
    return {a.removeprefix("statistics."): f.value for a, f in report.figures.items()}


EXPECTED = {row.id: number for number, row in enumerate(FORM, 101)}


def test_every_indicator_of_the_form() -> None:
    """58 figures in 58 rows, each under its own address with its own unit."""
    report = parse(page(rows()))
    assert (report.edition, report.year, dict(report.forms)) == (
        "2014",
        2016,
        {"statistics": "2014"},
    )
    assert values(report) == EXPECTED
    assert report.statistics.litigation.corrected == EXPECTED["litigation.corrected"]
    assert report["statistics.training.trainees"].unit == "人次"
    assert str(report.reading.grade["statistics"]) == "verified"
    assert not [note for note in report.reading.notes if note.code[0] in "PV"]


def test_five_states() -> None:
    """Blank, mark, zero, unreadable and absent are five different things."""
    table = rows(
        requests__fax="", requests__letter="/", requests__online=0, complaints="由上级填写"
    )
    del table[at(table, "兼职人员数")]
    report = parse(page(table))
    states = {a: report[f"statistics.{a}"].state for a in (
        "requests.fax", "requests.letter", "requests.online", "complaints", "org.staff.part_time",
    )}  # fmt: skip
    assert list(states.values()) == [
        State.BLANK, State.NOT_APPLICABLE, State.VALUE, State.REFUSED, State.ABSENT,
    ]  # fmt: skip


@pytest.mark.parametrize("label", ["收到申请数", "其他方式公开政府信息数", "专职人员数"])
def test_a_torn_label_refuses_its_row(label: str) -> None:
    """The figure is kept with the words that are left, and belongs to no address."""
    table = rows()
    i = at(table, label)
    torn = table[i][0].replace(label, label[1:-1])
    report = parse(page([*table[:i], (torn, *table[i][1:]), *table[i + 1 :]]))
    (lost,) = [a for a, value in values(report).items() if value is None]
    assert report[f"statistics.{lost}"].reason is Reason.LABEL_LOST
    assert {a: v for a, v in values(report).items() if a != lost}.items() <= EXPECTED.items()
    assert [row.label for row in report.extra_rows] == [torn]


def test_labels_of_two_sections_need_their_parent() -> None:
    """Without 五、 the rows below it are those of nobody: 被依法纠错数 stands under 四、 too."""
    table = rows()
    i = at(table, "五、行政诉讼数量")
    lost = values(parse(page(table[:i] + table[i + 1 :])))
    refused = {a for a, value in lost.items() if value is None}
    assert refused >= {"litigation.total", "litigation.upheld", "litigation.corrected"}
    assert all(lost[a] in (None, EXPECTED[a]) for a in lost)
    both = values(parse(page(table[:i] + table[i + 2 :])))
    assert {both[f"{s}.{r}"] for s in ("reconsideration", "litigation") for r in
            ("corrected", "other")} == {None}  # fmt: skip


def test_a_label_under_the_wrong_parent_is_refused() -> None:
    """The wording of 行政复议 under 行政诉讼 fits neither."""
    table = rows()
    i = at(table, "或者驳回")
    table[i] = ("（一）维持具体行政行为数", *table[i][1:])
    found = values(parse(page(table)))
    assert found["litigation.upheld"] is None and found["reconsideration.upheld"] is None
    assert all(found[a] in (None, EXPECTED[a]) for a in found)


@pytest.mark.parametrize(
    ("heads", "cells"),
    [
        (("统计指标", "单位", "本年数", "累计数"), 2),
        (("统计指标", "单位", "2015年", "2016年"), 2),
        (("统计指标", "单位", "统计数", "统计数"), 2),
        (("统计指标", "单位", "上年数"), 1),
    ],
)
def test_heads_that_name_no_column(heads: Row, cells: int) -> None:
    """Whose figures they are follows from the head alone: no head, no figure."""
    table = [heads, *((*row[:2], *[row[2]] * cells) for row in rows()[1:])]
    report = parse(page(table))
    assert set(values(report).values()) == {None}
    assert {f.reason for f in report.figures.values()} == {Reason.COLUMN_UNRESOLVED}


def test_a_unit_that_is_not_the_forms() -> None:
    """元 in the column of units of a row in 万元 is refused; counts may say 件 or 条."""
    table = rows()
    for label, unit in (("专项经费", "元"), ("收到申请数", "条"), ("举报投诉", "万元")):
        i = at(table, label)
        table[i] = (table[i][0], unit, table[i][2])
    report = parse(page(table))
    assert report["statistics.org.budget"].reason is Reason.OTHER_UNIT
    assert report["statistics.complaints"].reason is Reason.OTHER_UNIT
    assert report.statistics.requests.received == EXPECTED["requests.received"]


def test_a_table_over_two_pages() -> None:
    """The second grid goes on without heads; a row lost between them makes it nobody's."""
    table = rows()
    i = at(table, "（三）从事政府信息公开工作人员数")
    assert values(parse(page(table[:i], table[i:]))) == EXPECTED
    found = values(parse(page(table[:i], table[i + 1 :])))
    assert all(found[a] in (None, EXPECTED[a]) for a in found)


def test_copies_and_rows_told_twice() -> None:
    """Equal copies merge, a figure that differs is refused; a row twice in one copy as well."""
    other = rows(complaints=7)
    assert values(parse(page(rows(), rows()))) == EXPECTED
    found = parse(page(rows(), other))
    assert found["statistics.complaints"].reason is Reason.COPIES_DIFFER
    twice = rows()
    i = at(twice, "举报投诉")
    twice.insert(i, (twice[i][0], "件", "8"))
    assert parse(page(twice))["statistics.complaints"].reason is Reason.CLAIMED_TWICE


def test_the_list_of_years_before() -> None:
    """A report for 2012 has another list, whatever labels the two share."""
    report = parse(page(rows(), title=TITLE.replace("2016", "2012")))
    assert (report.edition, len(report)) == ("pre_2014", 0)


def test_half_a_year_is_no_report() -> None:
    """The same table was handed in twice a year."""
    with pytest.raises(UnrecognisedLayoutError):
        parse(page(rows(), title="临湖区教育局2016年上半年政府信息公开情况统计表", prose=""))


def test_the_later_form_is_the_reports_own() -> None:
    """Where both forms stand on a page, the figures of the two are not put together."""
    later = build_report(
        {a: 3 for a in build_report({}, edition="2019").figures if "amount" not in a},
        edition="2019", year=2019, publisher="临湖区教育局",
    )  # fmt: skip
    import govinfo_report

    html = govinfo_report.render(later, "html").replace(
        "</body>", page(rows(), prose="") + "</body>"
    )
    report = parse(html)
    assert report.edition == "2019" and "statistics" not in report.forms
    assert not any(address.startswith("statistics") for address in report.figures)
    assert report.requests.granted.total == 3


def test_nothing_is_joined_across_editions() -> None:
    """Comparison and history: figures of 2014 have no counterpart in the form of 2019."""
    old = parse(page(rows(), title=TITLE.replace("2016", "2018")))
    new = build_report({"requests.new_received.total": 9}, edition="2019", year=2019,
                       publisher=old.publisher)  # fmt: skip
    assert all(row.change is None for row in compare(old, new).rows)
    told = validate(new, history=[old])
    assert not any(f.rule.startswith("Y") for f in told.findings)


def test_rules_of_the_table() -> None:
    """Preview: the sums are assessed when they are asked for by name, and only then."""
    report = parse(page(rows()))
    named = [f"A40{n}" for n in range(1, 9)]
    assert not any(f.rule.startswith("A40") for f in validate(report).findings)
    found = {f.rule for f in validate(report, select=named).findings}
    assert found >= {"A401", "A403", "A405"}
    quiet = parse(page(rows(**{row.id.replace(".", "__"): 0 for row in FORM})))
    outcomes = validate(quiet, select=named)
    assert {outcomes.outcome(rule).status.value for rule in named} == {"pass"}
