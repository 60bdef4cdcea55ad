"""Short forms of the names of divisions: 苏州 for 苏州市, 恩施 for 恩施土家族苗族自治州."""

from __future__ import annotations

from functools import lru_cache

#: what the short form leaves out, by the last character; the longest first
_ENDINGS = {
    "区": (
        "维吾尔自治区", "特别行政区", "壮族自治区", "回族自治区", "自治区", "地区", "新区", "矿区", "特区",
        "区",
    ),
    "旗": ("联合旗", "旗"),
    "省": ("省",), "市": ("市",), "盟": ("盟",), "县": ("县",),
}  # fmt: skip
#: divisions that are named for peoples; the cities' districts say so too (顺河回族区)
_OF_PEOPLES = ("自治州", "自治县", "自治旗", "族区")
#: peoples in the names of autonomous prefectures and counties
_PEOPLES = (
    "柯尔克孜", "达斡尔族", "哈萨克族", "哈萨克", "塔吉克", "朝鲜族", "土家族", "布依族", "哈尼族", "景颇族",
    "傈僳族", "蒙古族", "撒拉族", "东乡族", "保安族", "裕固族", "仡佬族", "仫佬族", "毛南族", "拉祜族",
    "布朗族", "纳西族", "独龙族", "普米族", "锡伯族", "蒙古", "锡伯", "苗族", "侗族", "彝族", "壮族", "傣族",
    "白族", "藏族", "羌族", "回族", "黎族", "满族", "瑶族", "佤族", "怒族", "水族", "土族", "畲族", "各族",
)  # fmt: skip
#: the one forest district; elsewhere the forest belongs to the name (万柏林区)
_FOREST_DISTRICT = {"神农架林区": "神农架"}
_LEAST = 2  # characters that remain


@lru_cache(maxsize=8192)
def short_form(name: str) -> str:
    """The name without the word for its kind; the name itself where too little would remain."""
    if name.endswith(_OF_PEOPLES):
        return _without_peoples(name[:-1] if name.endswith("区") else name[:-3])
    for ending in _ENDINGS.get(name[-1:], ()):
        if name.endswith(ending) and len(name) - len(ending) >= _LEAST:
            return _FOREST_DISTRICT.get(name, name[: -len(ending)])
    return name


def _without_peoples(name: str) -> str:
    for people in _PEOPLES:
        if name.endswith(people) and len(name) - len(people) >= _LEAST:
            return _without_peoples(name[: -len(people)])
    # what is named for one people alone: 东乡 for 东乡族自治县
    return name[:-1] if name.endswith("族") and len(name) > _LEAST else name
