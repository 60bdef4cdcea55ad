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
        ("江都市", {"year": 2010}, "321088", "江苏省 扬州市 江都市"),
        ("江都区", {"year": 2011}, "321012", "江苏省 扬州市 江都区"),
        ("江都", {"year": 2010}, "321088", "江苏省 扬州市 江都市"),
        ("上虞市", {"year": 2012}, "330682", "浙江省 绍兴市 上虞市"),
        ("上虞区", {"year": 2013}, "330604", "浙江省 绍兴市 上虞区"),
        ("藁城市", {"year": 2013}, "130182", "河北省 石家庄市 藁城市"),
        ("藁城区", {"year": 2014}, "130109", "河北省 石家庄市 藁城区"),
        ("富阳市", {"year": 2013}, "330183", "浙江省 杭州市 富阳市"),
        ("富阳区", {"year": 2014}, "330111", "浙江省 杭州市 富阳区"),
        ("郫县", {"year": 2015}, "510124", "四川省 成都市 郫县"),
        ("郫都区", {"year": 2016}, "510117", "四川省 成都市 郫都区"),
        ("即墨市", {"year": 2016}, "370282", "山东省 青岛市 即墨市"),
        ("即墨区", {"year": 2017}, "370215", "山东省 青岛市 即墨区"),
        ("临安区", {"year": 2017}, "330112", "浙江省 杭州市 临安区"),
        ("钢城区", {"year": 2018}, "371203", "山东省 莱芜市 钢城区"),
        ("钢城区", {"year": 2019}, "370117", "山东省 济南市 钢城区"),
        ("崇川区", {"year": 2019}, "320602", "江苏省 南通市 崇川区"),
        ("崇川区", {"year": 2020}, "320613", "江苏省 南通市 崇川区"),
        ("江口县", {"year": 2010}, "522222", "贵州省 铜仁地区 江口县"),
        ("江口县", {"year": 2011}, "520621", "贵州省 铜仁市 江口县"),
        ("寿县", {"year": 2014}, "341521", "安徽省 六安市 寿县"),
        ("寿县", {"year": 2015}, "340422", "安徽省 淮南市 寿县"),
        ("樊城区", {"year": 2009, "within": "襄樊市"}, "420606", "湖北省 襄阳市 樊城区"),
        ("肥东县", {}, "340122", "安徽省 合肥市 肥东县"),
        ("海宁", {}, "330481", "浙江省 嘉兴市 海宁市"),
        ("白杨市", {"year": 2023}, "659012", "新疆维吾尔自治区 白杨市"),
        ("和安县", {"year": 2024}, "653229", "新疆维吾尔自治区 和田地区 和安县"),
        ("渝北区", {"year": 2024}, "500112", "重庆市 渝北区"),
        ("两江新区", {"year": 2025}, "500157", "重庆市 两江新区"),
        ("桥西区", {"year": 2023, "within": "石家庄市"}, "130104", "河北省 石家庄市 桥西区"),
        ("新华区", {"within": "沧州市"}, "130902", "河北省 沧州市 新华区"),
        ("六枝", {}, "520203", "贵州省 六盘水市 六枝特区"),
        ("积石山", {}, "622927", "甘肃省 临夏回族自治州 积石山保安族东乡族撒拉族自治县"),
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
        ("海南", {}, ["150303", "460000", "632500"]),
        ("河南", {}, ["410000", "632324"]),  # 河南蒙古族自治县 in Qinghai
        ("东乡", {"year": 2020}, ["361003", "622926"]),
        ("桥西区", {"year": 2019}, ["130104", "130503", "130703"]),
        ("桥西区", {"year": 2020}, ["130104", "130703"]),
        ("鼓楼", {"within": "江苏省"}, ["320106", "320302"]),
        ("崇川区", {}, ["320602", "320613"]),  # one place, two codes one after the other
        ("吉林", {}, ["220000", "220200"]),
        ("朝阳", {}, ["110105", "211300", "211321", "220104"]),
        ("新华区", {}, ["130105", "130902", "410402"]),
        ("新华区", {"within": "河北省"}, ["130105", "130902"]),
        ("西安", {}, ["220403", "231005", "610100"]),  # two districts 西安区
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
     ("999999", {}), ("鼓楼区", {"within": "成都市"}), ("鄄城", {"within": "上海市"}),
     ("江都区", {"year": 2010}), ("临安市", {"year": 2017}), ("渝北区", {"year": 2025}),
     ("白沟新城", {})],
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


#: county-level divisions of the Chinese mainland at the end of each year, as the Ministry of Civil
#: Affairs counts them in its yearly bulletins
COUNTED = {
    2008: 2859, 2009: 2858, 2010: 2856, 2011: 2853, 2012: 2852, 2013: 2853, 2014: 2854, 2015: 2850,
    2016: 2851, 2017: 2851, 2018: 2851, 2019: 2846, 2020: 2844, 2021: 2843, 2022: 2843, 2023: 2844,
    2024: 2846,
}  # fmt: skip
#: and by province at the end of 2022
COUNTED_2022 = {
    "11": 16, "12": 16, "13": 167, "14": 117, "15": 103, "21": 100, "22": 60, "23": 121, "31": 16,
    "32": 95, "33": 90, "34": 104, "35": 84, "36": 100, "37": 136, "41": 157, "42": 103, "43": 122,
    "44": 122, "45": 111, "46": 25, "50": 38, "51": 183, "52": 88, "53": 129, "54": 74, "61": 107,
    "62": 86, "63": 44, "64": 22, "65": 107,
}  # fmt: skip


def _codes(year: int) -> set[str]:
    return {r.code for r in TABLE if r.level == "county" and r.valid(year)}


def test_as_many_counties_as_the_bulletins_count() -> None:
    """Every year, and in every province."""
    assert {year: len(_codes(year)) for year in COUNTED} == COUNTED
    found: dict[str, int] = {}
    for code in _codes(2022):
        found[code[:2]] = found.get(code[:2], 0) + 1
    assert found == COUNTED_2022


def test_codes_are_of_divisions_only() -> None:
    """No town-level or statistical areas, no development zones, nothing within Hong Kong."""
    allowed = {*range(1, 59), *range(81, 90)}
    for region in TABLE:
        if region.level == "county":
            assert int(region.code[4:]) in allowed, region
            assert len(region.parents) == 1 + (region.code[2:4] != "90") - (
                region.code[:2] in {"11", "12", "31", "50"}
            ), region
        assert not region.name.endswith(("开发区", "管理区", "街道", "镇", "市辖区")), region
        assert not region.shared
    assert not {r for r in TABLE if r.code[:2] in {"71", "81", "82"} and r.level != "province"}


def test_years_in_words() -> None:
    """Open on either side, or on both."""
    (old, new) = (TABLE.resolve("密云县"), TABLE.resolve("密云区"))
    assert (old.years(), new.years(), TABLE.region("110101").years()) == ("–2014", "2015–", "")
    assert TABLE.region("630221").years() == "2013–2014"


def test_a_name_of_other_years_is_told() -> None:
    """What it was, and when; but nothing is taken."""
    with pytest.raises(regions.UnknownRegionError) as caught:
        TABLE.resolve("湟中县", year=2020)
    assert "in other years: 青海省 西宁市 湟中县 630122 (–2018)" in str(caught.value)
    assert "其他年份：青海省 西宁市 湟中县 630122 (–2018)" in caught.value.text("zh")
    with pytest.raises(regions.AmbiguousRegionError) as several:
        TABLE.resolve("崇川区")
    assert "320602 (–2019)" in str(several.value)
    assert "year=" in several.value.text("zh")


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("万柏林区", "万柏林"),
        ("神农架林区", "神农架"),
        ("井陉矿区", "井陉"),
        ("万山特区", "万山"),
        ("浦东新区", "浦东"),
        ("清新区", "清新"),
        ("城区", "城区"),
        ("顺河回族区", "顺河"),
        ("梅里斯达斡尔族区", "梅里斯"),
        ("达尔罕茂明安联合旗", "达尔罕茂明安"),
        ("东乡族自治县", "东乡"),
        ("鄂温克族自治旗", "鄂温克"),
        ("阿克塞哈萨克族自治县", "阿克塞"),
        ("木垒哈萨克自治县", "木垒"),
        ("察布查尔锡伯自治县", "察布查尔"),
        ("双江拉祜族佤族布朗族傣族自治县", "双江"),
        ("龙胜各族自治县", "龙胜"),
        ("津市市", "津市"),
        ("赵县", "赵县"),
    ],
)
def test_short_forms(name: str, short: str) -> None:
    """The word for the kind goes, with the peoples; two characters remain."""
    assert short_form(name) == short


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


def test_a_table_that_is_not_complete(tmp_path: Path) -> None:
    """Names that others bear as well are marked, and resolve only with the city."""
    path = tmp_path / "codes.csv"
    path.write_text(
        "code,name,shared\n130000,河北省,\n130100,石家庄市,\n130105,新华区,name\n130131,平山县,short\n",
        encoding="utf-8",
    )
    table = regions.read_regions(path)
    for name, facts in (("新华区", {}), ("新华区", {"within": "河北省"}), ("平山", {})):
        with pytest.raises(regions.AmbiguousRegionError, match="…"):
            table.resolve(name, **facts)
    assert table.resolve("新华区", within="石家庄市").code == "130105"
    assert table.resolve("平山县").code == "130131"
    path.write_text("code,name,shared\n130000,河北省,yes\n", encoding="utf-8")
    with pytest.raises(UsageError, match="bad shared"):
        regions.read_regions(path)


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
