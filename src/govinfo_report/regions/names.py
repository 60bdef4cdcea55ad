"""Short forms of the names of divisions: 苏州 for 苏州市, 恩施 for 恩施土家族苗族自治州."""

from __future__ import annotations

from functools import lru_cache

#: what the short form leaves out, the longest first
_ENDINGS = (
    "维吾尔自治区", "特别行政区", "壮族自治区", "回族自治区", "自治区", "地区", "林区", "新区", "矿区",
    "省", "市", "盟", "区", "县", "旗",
)  # fmt: skip
#: peoples in the names of autonomous prefectures and counties
_PEOPLES = (
    "达斡尔族", "柯尔克孜", "哈萨克", "朝鲜族", "土家族", "布依族", "哈尼族", "景颇族", "傈僳族",
    "蒙古族", "撒拉族", "东乡族", "保安族", "裕固族", "仡佬族", "仫佬族", "毛南族", "拉祜族", "布朗族",
    "纳西族", "独龙族", "普米族", "锡伯族", "塔吉克", "蒙古", "苗族", "侗族", "彝族", "壮族", "傣族",
    "白族", "藏族", "羌族", "回族", "黎族", "满族", "瑶族", "佤族", "怒族", "水族", "土族", "畲族", "各族",
)  # fmt: skip
_LEAST = 2  # characters that remain


@lru_cache(maxsize=8192)
def short_form(name: str) -> str:
    """The name without the word for its kind; the name itself where too little would remain."""
    if name.endswith(("自治州", "自治县", "自治旗")):
        return _without_peoples(name[:-3])
    for ending in _ENDINGS:
        if name.endswith(ending) and len(name) - len(ending) >= _LEAST:
            return name[: -len(ending)]
    return name


def _without_peoples(name: str) -> str:
    for people in _PEOPLES:
        if name.endswith(people) and len(name) - len(people) >= _LEAST:
            return _without_peoples(name[: -len(people)])
    return name
