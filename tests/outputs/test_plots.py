"""Charts: what has no value is named and never drawn as zero; letters are never boxes."""

from __future__ import annotations

import importlib
import json
import struct
import xml.dom.minidom
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import govinfo_report as gr
from govinfo_report import api, plot
from govinfo_report.errors import MissingExtraError, UsageError
from govinfo_report.model.build import build_report
from govinfo_report.model.report import Report
from govinfo_report.outputs.plots import words
from govinfo_report.outputs.plots.fonts import FAMILIES, chinese_font

pytest.importorskip("vl_convert")

_NEW = "requests.new_received.total"
_ROWS = {
    "granted": 5, "partially_granted": 2, "denied.state_secret": 1, "unable_to_provide.not_held": 3,
    "not_processed.repeat_request": 0, "other_handling.other": 0,
}  # fmt: skip


def report(year: int = 2023, publisher: str = "甲县人民政府", **given: Any) -> Report:
    """Zeros in the column of totals, but for some rows; keywords with ``__`` for the dots."""
    blank = build_report({}, year=year)
    figures: dict[str, Any] = {a: 0 for a in blank if a.startswith("requests.")}
    figures |= {f"requests.{row}.total": count for row, count in _ROWS.items() if
                f"requests.{row}.total" in figures}  # fmt: skip
    figures |= {f"requests.{name.replace('__', '.')}": value for name, value in given.items()}
    return build_report(figures, publisher=publisher, year=year)


def drawn(chart: plot.Plot) -> str:
    """The text of the picture, which is well-formed and fetches nothing."""
    svg = chart.svg()
    tree = xml.dom.minidom.parseString(svg)
    names = {node.tagName for node in tree.getElementsByTagName("*")}
    assert not names & {"script", "image", "foreignObject", "a", "use", "style"}
    return " ".join(
        node.firstChild.data for node in tree.getElementsByTagName("text") if node.firstChild
    )


def values(spec: Any, mark: str) -> list[dict[str, Any]]:
    """The data of all layers of one kind of mark."""
    found = []
    if isinstance(spec, dict):
        own = spec.get("mark")
        if isinstance(own, dict) and own["type"] == mark:
            found += spec["data"]["values"]
        for inner in spec.values():
            found += values(inner, mark)
    elif isinstance(spec, list | tuple):
        for inner in spec:
            found += values(inner, mark)
    return found


def test_outcomes() -> None:
    """A bar per report; a group's part is the sum of its rows, and the sum stands behind."""
    chart = plot.outcomes([report(2022), report(2023, granted__total=9)], language="en")
    parts = {row["address"]: row["value"] for row in chart.rows if row["name"].endswith("2022")}
    assert parts["requests.granted.total"] == 5
    assert parts["requests.denied.total"] == 1
    assert len(parts) == 6
    assert not chart.gaps
    text = drawn(chart)
    assert "partially granted" in text
    assert "Outcomes of requests" in text
    assert {row["text"] for row in values(chart.spec, "text") if "at" in row} == {
        f"{sum(v for v in parts.values()):g}", f"{sum(v for v in parts.values()) + 4:g}",
    }  # fmt: skip


def test_a_part_without_value_is_named_beside_its_bar() -> None:
    """No part of length zero, no sum: the state and the part in words."""
    chart = plot.outcomes(
        report(denied__state_secret__total="4*", granted__total=""), language="en"
    )
    gaps = {row["address"]: row["state"] for row in chart.gaps}
    assert gaps == {"requests.granted.total": "blank", "requests.denied.total": "refused"}
    shown = values(chart.spec, "bar")
    assert not {row["address"] for row in shown} & set(gaps)
    text = drawn(chart)
    assert "? granted: blank; denied: refused" in text
    assert "never drawn as zero" in text
    nothing = plot.outcomes(build_report({}, year=2023, publisher="甲县"), language="en")
    assert "? not in the document" in drawn(nothing)
    assert not values(nothing.spec, "bar")


def test_applicants() -> None:
    """Six kinds, those of the row asked for; an unknown row is an error."""
    one = report(new_received__natural_person=7, new_received__commercial_enterprise=0)
    chart = plot.applicants(one, language="en")
    assert [row["value"] for row in chart.rows] == [7, 0, 0, 0, 0, 0]
    assert "natural persons" in drawn(chart)
    with pytest.raises(UsageError, match="outcome"):
        plot.applicants(one, row="outcome")


def test_years_break_where_a_value_is_missing() -> None:
    """Two stretches of line, and the strip says why there is nothing in between."""
    reports = [
        report(2019, new_received__total=3), report(2020, new_received__total=0),
        report(2021, new_received__total="4*"), report(2023, new_received__total=8),
    ]  # fmt: skip
    chart = plot.years(reports[::-1], _NEW, language="en")
    assert [(row["year"], row["value"], row["state"]) for row in chart.rows] == [
        ("2019", 3, ""), ("2020", 0, ""), ("2021", None, "refused"), ("2022", None, "no report"),
        ("2023", 8, ""),
    ]  # fmt: skip
    points = values(chart.spec, "line")
    assert [p["year"] for p in points] == ["2019", "2020", "2023"]
    assert points[0]["run"] == points[1]["run"] != points[2]["run"]
    text = drawn(chart)
    assert "? refused" in text
    assert "? no report" in text


def test_findings_are_marked_at_their_points() -> None:
    """A sign and the rule, at figures and at gaps; not what somebody set aside."""
    good, bad = report(2022), report(2023, new_received__natural_person=5, new_received__total=6)
    assessments = [gr.validate(one, select=["A101"]) for one in (good, bad)]
    assert [finding.rule for finding in assessments[1].findings]
    chart = plot.years([good, bad], _NEW, assessments=assessments, language="en")
    assert [row["rules"] for row in chart.rows] == ["", "A101"]
    text = drawn(chart)
    assert "A101" in text
    assert "▲ finding" in text
    assert "A101" not in drawn(plot.years([good, bad], _NEW, language="en"))


def test_several_publishers_and_figures() -> None:
    """A line for each, told apart by shape and name, also where one has gaps."""
    reports = [report(2022), report(2023), report(2023, "乙县人民政府", new_received__total="")]
    chart = plot.years(reports, [_NEW, "requests.granted.total"], language="en")
    assert len({row["series"] for row in chart.rows}) == 4
    assert {row["state"] for row in chart.gaps} == {"blank", "no report"}
    with pytest.raises(UsageError, match="two reports"):
        plot.years([report(2022), report(2022)], _NEW)
    with pytest.raises(UsageError, match="year"):
        plot.years(build_report({_NEW: 1}, publisher="甲县"), _NEW)


def test_units_side_by_side() -> None:
    """The largest first; a zero is a number, a blank is a word at the end."""
    reports = [report(publisher=f"{name}县", new_received__total=value)
               for name, value in (("甲", 3), ("乙", ""), ("丙", 0), ("丁", 40))]  # fmt: skip
    chart = plot.units(reports, _NEW, language="zh" if chinese_font() else "en")
    assert [row["text"] for row in chart.rows][:3] == ["40", "3", "0"]
    assert chart.rows[3]["value"] is None
    assert len(values(chart.spec, "bar")) == 3
    with pytest.raises(UsageError, match=r"requests\.new"):
        plot.units(reports, "requests.new")


def test_large_numbers_keep_their_digits() -> None:
    """Neither rounded nor in scientific notation."""
    one = report(new_received__total=12345678, granted__total=23456789)
    assert "12345678" in drawn(plot.units(one, _NEW))
    assert "12345678" in drawn(plot.years(one, _NEW))
    assert "23456789" in drawn(plot.outcomes(one))


def test_figures_of_another_form_are_no_zero() -> None:
    """A report whose form has no such figure says so."""
    old = build_report({"requests.granted.total": 2}, publisher="乙县", year=2020, edition="2019")
    chart = plot.units([report(), old], "requests.other_handling.other.total", language="en")
    assert chart.rows[-1]["state"] == "not in the form"


@pytest.mark.parametrize(
    ("files", "family"),
    [
        ((), None),
        (("DejaVuSans.ttf", "readme-msyh.txt"), None),
        (("simsun.ttc", "msyh.ttc", "arial.ttf"), "Microsoft YaHei"),
        (("wqy-zenhei.ttc",), "WenQuanYi Zen Hei"),
        (("NotoSansCJK-Regular.ttc", "NotoSerifCJK-Regular.ttc"), "Noto Sans CJK SC"),
        (("PingFang.ttc",), "PingFang SC"),
    ],
    ids=["none", "others", "windows", "wqy", "noto", "mac"],
)
def test_the_font_is_chosen_from_what_is_there(
    tmp_path: Path, files: tuple[str, ...], family: str | None
) -> None:
    """The best of the fonts for Chinese, in folders below as well; none where there is none."""
    folder = tmp_path / "truetype" / "x"
    folder.mkdir(parents=True)
    for name in files:
        (folder / name).touch()
    assert chinese_font([tmp_path, tmp_path / "absent"]) == family
    assert len({start for start, _ in FAMILIES}) == len(FAMILIES)


def test_without_a_font_everything_is_latin(monkeypatch: pytest.MonkeyPatch) -> None:
    """No letter of the picture needs a font that is not there; Chinese is refused, with a way out."""
    monkeypatch.setattr(words, "chinese_font", lambda: None)
    reports = [
        build_report({_NEW: n}, publisher=f"{name}人民政府", region=name, year=2023)
        for n, name in enumerate(("徐州市", "桐岭县", "云岭县"))
    ]
    chart = plot.units(reports, _NEW)
    assert chart.spec["config"]["font"] == "sans-serif"
    text = drawn(chart)
    assert text.isascii() or set(text) - set(map(chr, range(128))) <= {"·", "▲", "−"}
    assert "Xuzhou" in text
    assert "unit 2" in text
    assert "font for Chinese" in text
    for made in (plot.outcomes(reports), plot.applicants(reports), plot.years(reports, _NEW)):
        assert not any("\u4e00" <= c <= "\u9fff" for c in drawn(made) + repr(made))
    with pytest.raises(UsageError, match="no font"):
        plot.units(reports, _NEW, language="zh")


def test_with_a_font_chinese_is_drawn_in_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """The family that was found is that of the chart, and its words are Chinese."""
    monkeypatch.setattr(words, "chinese_font", lambda: "SimHei")
    chart = plot.outcomes(report(granted__total=""))
    assert chart.spec["config"]["font"] == "SimHei"
    assert "办理结果构成" in drawn(chart)
    assert "（一）予以公开" in drawn(chart)
    with pytest.raises(UsageError):
        plot.outcomes(report(), language="fr")


def test_pictures(tmp_path: Path) -> None:
    """PNG of twice the size, SVG, the specification; the same bytes again; nothing else."""
    chart = plot.outcomes(report(), language="en")
    png = chart.save(tmp_path / "a.png").read_bytes()
    assert png.startswith(b"\x89PNG")
    assert struct.unpack(">I", png[16:20])[0] > 1000
    assert chart.save(tmp_path / "a.svg").read_text(encoding="utf-8") == chart.svg()
    again = plot.outcomes(report(), language="en")
    assert again.spec == chart.spec
    assert json.loads(chart.save(tmp_path / "a.json").read_text(encoding="utf-8")) == chart.spec
    assert chart._repr_svg_() == chart.svg()
    assert repr(chart) == "<Plot Outcomes of requests: 6 figures, 0 without a value>"
    with pytest.raises(UsageError, match="gif"):
        chart.save(tmp_path / "a.gif")
    with pytest.raises(UsageError, match="report"):
        plot.outcomes([])


def test_results_of_many_documents() -> None:
    """Results are taken as they come; one without a report is no silent gap."""
    read = api.Result("a.html", report())
    assert len(plot.outcomes([read]).rows) == 6
    with pytest.raises(UsageError, match=r"b\.html is no report"):
        plot.units([read, api.Result("b.html", None)], _NEW)


def test_charts_become_charts_of_altair() -> None:
    """To be changed there."""
    pytest.importorskip("altair")
    chart = plot.years([report(2021), report(2023)], _NEW).to_altair()
    assert chart.to_dict()["vconcat"]


def test_a_missing_extra_names_its_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """The chart is refused when it is made, not when it is shown."""
    real = importlib.import_module

    def fail(name: str, *rest: Any) -> Any:
        if name == "vl_convert":
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr("govinfo_report.outputs.frames.extras.import_module", fail)
    with pytest.raises(MissingExtraError, match=r"pip install 'govinfo-report\[plot\]'"):
        plot.outcomes(report())


@settings(max_examples=4)
@given(
    st.one_of(
        st.sampled_from(
            ("<script>x</script>", "</text><image href='http://x'/>", "&#60;b&#62;", "{{1}}")
        ),
        st.text(max_size=20),
    )
)
def test_hostile_names_are_inert(name: str) -> None:
    """A name is text of the picture, whatever stands in it."""
    drawn(plot.units([report(publisher=name), report(publisher=name + "2")], _NEW))
    drawn(plot.years(report(publisher=name), _NEW))
