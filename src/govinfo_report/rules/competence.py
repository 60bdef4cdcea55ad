"""Who may issue 规章 (administrative rules), as far as the name of a body tells.

Departments of the State Council, provinces, cities with districts and autonomous prefectures
may (Legislation Law, arts. 91 and 93).  A city's name does not say whether it has districts.
"""

from __future__ import annotations

from govinfo_report.text.lazy import lazy

_LONGEST = 60  # characters of a name; a longer text is none
_TOWNSHIP = lazy(r"(?:[乡镇](?:人民政府|政府)?+|街道(?:办事处|办)?+|苏木)\Z")
_COUNTY = lazy(
    r"(?:[县旗]|(?<!自治|开发|保税|名胜|[地新园作])区)(?:人民政府|政府)?+(?:办公室|办公厅|办)?+\Z"
)
_REGION = lazy(r"(?:省|自治区|自治州)(?:人民政府|政府)?+\Z")
_DEPARTMENT = lazy(
    r".+[省市县区州盟旗].*(?:局|委|委员会|(?<!办公)厅|中心|支队|大队|总队|研究院|管理处|联合会)"
)
_NATIONAL = lazy(r"国家|中国|中华人民共和国|海关|国务院")


def may_make_rules(publisher: str | None) -> bool | None:
    """True or False as the name shows; ``None`` when it does not."""
    name = (publisher or "").strip()
    if len(name) > _LONGEST or _NATIONAL.match(name):
        return None
    if _REGION.search(name):
        return True
    if _TOWNSHIP.search(name) or _COUNTY.search(name):
        return False
    if "管理委员会" in name or "管委会" in name:
        return None
    return False if _DEPARTMENT.fullmatch(name) else None
