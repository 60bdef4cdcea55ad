"""Names of divisions lead to one code, or to candidates; never to a guess."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govinfo_report import regions
from govinfo_report.errors import UsageError
from govinfo_report.regions.names import short_form

TABLE = regions.builtin()


@pytest.mark.parametrize(
    ("name", "facts", "code", "path"),
    [
        ("苏州市", {}, "320500", "江苏省 苏州市"),
        ("宿州", {}, "341300", "安徽省 宿州市"),
        ("莱芜区", {}, "370116", "山东省 济南市 莱芜区"),
        ("莱芜市", {"year": 2018}, "371200", "山东省 莱芜市"),
        ("临平区", {"year": 2021}, "330113", "浙江省 杭州市 临平区"),
        ("钱塘区", {"year": 2024}, "330114", "浙江省 杭州市 钱塘区"),
        ("儋州市", {"year": 2014}, "469003", "海南省 儋州市"),
        ("儋州市", {"year": 2015}, "460400", "海南省 儋州市"),
        ("鼓楼区", {"within": "徐州市"}, "320302", "江苏省 徐州市 鼓楼区"),
        ("鼓楼区", {"within": "410200"}, "410204", "河南省 开封市 鼓楼区"),
        ("朝阳区", {"within": "北京市"}, "110105", "北京市 朝阳区"),
        ("通州区", {"within": "北京市"}, "110112", "北京市 通州区"),
        ("鄄城县", {}, "371726", "山东省 菏泽市 鄄城县"),
        ("371726", {}, "371726", "山东省 菏泽市 鄄城县"),
        ("仙桃市", {}, "429004", "湖北省 仙桃市"),
        ("襄樊市", {"year": 2009}, "420600", "湖北省 襄樊市"),
        ("420600", {"year": 2023}, "420600", "湖北省 襄阳市"),
        ("内蒙古", {}, "150000", "内蒙古自治区"),
        ("延边", {}, "222400", "吉林省 延边朝鲜族自治州"),
        (" 苏 州 市\n", {}, "320500", "江苏省 苏州市"),
    ],
)
def test_what_resolves(name: str, facts: dict[str, object], code: str, path: str) -> None:
    """Full names, short forms and codes, in the year asked for."""
    found = TABLE.resolve(name, **facts)
    assert (found.code, found.path()) == (code, path)


@pytest.mark.parametrize(
    ("name", "facts", "codes"),
    [
        ("鼓楼区", {}, ["320106", "320302", "350102", "410204"]),
        ("朝阳区", {}, ["110105", "220104"]),
        ("城关区", {}, ["540102", "620102"]),
        ("Suzhou", {}, ["320500", "341300"]),
        ("Hangzhou", {}, ["330100"]),  # counties have no Latin names in the table
        ("海南", {}, ["460000", "632500"]),
        ("吉林", {}, ["220000", "220200"]),
        ("朝阳", {}, ["110105", "211300", "211321", "220104"]),
        ("新华区", {}, ["130105"]),  # Cangzhou and Pingdingshan have one too, outside the table
        ("新华区", {"within": "河北省"}, ["130105"]),
        ("西安", {}, ["610100"]),  # and two districts 西安区
    ],
)
def test_what_is_ambiguous(name: str, facts: dict[str, object], codes: list[str]) -> None:
    """All candidates are named, in both languages, and none is taken."""
    with pytest.raises(regions.AmbiguousRegionError) as caught:
        TABLE.resolve(name, **facts)
    assert [region.code for region in caught.value.facts["candidates"]] == codes
    assert codes[0] in caught.value.text("zh")
    assert "within=" in str(caught.value)
    assert {r.code for r in TABLE.candidates(name, **facts)} == set(codes)


@pytest.mark.parametrize(
    ("name", "facts"),
    [("莱芜市", {"year": 2020}), ("临平区", {"year": 2020}), ("青榆县", {}), ("", {}), ("市", {}),
     ("999999", {}), ("鼓楼区", {"within": "成都市"}), ("鄄城", {"within": "上海市"})],
)  # fmt: skip
def test_what_is_unknown(name: str, facts: dict[str, object]) -> None:
    """A name that is not there, or not in that year or place."""
    with pytest.raises(regions.UnknownRegionError, match="No division") as caught:
        TABLE.resolve(name, **facts)
    assert "区划代码" in caught.value.text("zh")


def test_the_table_agrees_with_itself() -> None:
    """Codes are text of six digits with the parents they say; no name twice in a city and year."""
    for region in TABLE:
        assert len(region.code) == 6
        assert region.level in ("province", "prefecture", "county")
        assert [p.level for p in region.parents][:1] == ["province"] * (region.level != "province")
        assert all(region.code.startswith(p.code.rstrip("0")) for p in region.parents)
        if region.valid_from is not None and region.valid_to is not None:
            assert region.valid_from <= region.valid_to
    for year in range(2008, 2027):
        valid = [region for region in TABLE if region.valid(year)]
        assert len({(r.code[:4], r.name) for r in valid}) == len(valid)
        assert len({r.code for r in valid}) >= len(valid) - 1, "one code was renamed that year"
    provinces = [r for r in TABLE if r.level == "province"]
    assert len(provinces) == 34
    prefectures = {r.code for r in TABLE if r.level == "prefecture" and r.valid(2023)}
    assert len(prefectures) == 333


def test_complete_counties() -> None:
    """As many as the yearly lists count: municipalities, Jiangsu, Zhejiang and Shandong."""
    counts = {
        code: len({r.code for r in TABLE if r.level == "county" and r.code[:2] == code
                   and r.valid(2023)})
        for code in ("11", "12", "31", "50", "32", "33", "37")
    }  # fmt: skip
    assert counts == {"11": 16, "12": 16, "31": 16, "50": 38, "32": 95, "33": 90, "37": 136}


def test_rows_to_join() -> None:
    """With the names above each division, as plain values."""
    rows = {row["code"]: row for row in TABLE.rows()}
    assert rows["371726"] == {
        "code": "371726", "name": "鄄城县", "level": "county", "province": "山东省",
        "prefecture": "菏泽市", "valid_from": None, "valid_to": None,
    }  # fmt: skip
    assert rows["429004"]["prefecture"] is None
    assert (rows["110105"]["province"], rows["110105"]["level"]) == ("北京市", "county")


@given(st.sampled_from(TABLE.entries), st.integers(2008, 2025))
def test_full_name_and_city_always_lead_back(region: regions.Region, year: int) -> None:
    """Within its own city a full name is that division, or the one it became."""
    if not region.valid(year):
        with pytest.raises(UsageError):
            TABLE.region(region.code + "0", year=year)
        return
    within = region.parents[-1] if len(region.parents) == 2 else None
    if within is not None:
        assert TABLE.resolve(region.name, year=year, within=within.name).code == region.code
    assert region in TABLE.candidates(region.name, year=year)
    assert region in TABLE.candidates(short_form(region.name), year=year)
    assert TABLE.region(region.code, year=year).code == region.code


@given(st.text(max_size=6), st.none() | st.integers(1900, 2100))
def test_any_text_gives_candidates_or_none(name: str, year: int | None) -> None:
    """Nothing makes a look-up fail, and what is found is called so."""
    for region in TABLE.candidates(name, year=year):
        assert region.valid(year)


# --- tables of one's own


def test_a_table_of_ones_own(tmp_path: Path) -> None:
    """CSV in either encoding; codes stay text; years and parents count."""
    text = (
        "code,name,valid_from,valid_to\n620000,甘肃省,,\n620100,兰州市,,\n620104,西固区,2000,2022\n"
    )
    for encoding in ("utf-8-sig", "gb18030"):
        path = tmp_path / f"{encoding}.csv"
        path.write_bytes(text.encode(encoding))
        table = regions.read_regions(path)
        assert [region.code for region in table] == ["620000", "620100", "620104"]
        found = table.resolve("西固区", year=2022)
        assert (found.path(), found.level) == ("甘肃省 兰州市 西固区", "county")
        with pytest.raises(regions.UnknownRegionError):
            table.resolve("西固区", year=2023)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("6.2E+05,甘肃省,,", "line 3: '6.2E\\+05' is no code"),
        ("020000,某省,,", "no code"),
        ("620000.0,甘肃省,,", "no code"),
        ("６２００００,甘肃省,,", "no code"),
        ("620000,,,", "no name"),
        ("620000,甘肃省,20x0,", "bad valid_from"),
    ],
)
def test_a_spoilt_table_is_refused(row: str, words: str, tmp_path: Path) -> None:
    """With the line: a spreadsheet likes to make numbers of codes."""
    path = tmp_path / "codes.csv"
    path.write_text(f"code,name,valid_from,valid_to\n620000,甘肃省,,\n{row}\n", encoding="utf-8")
    with pytest.raises(UsageError, match=words) as caught:
        regions.read_regions(path)
    assert "第 3 行" in caught.value.text("zh")


def test_a_table_that_cannot_be_read(tmp_path: Path) -> None:
    """No file, or no text."""
    with pytest.raises(UsageError, match="cannot be read"):
        regions.read_regions(tmp_path / "none.csv")
    (tmp_path / "x.csv").write_bytes(b"\xff\xff\xff\x80")
    with pytest.raises(UsageError):
        regions.read_regions(tmp_path / "x.csv")
