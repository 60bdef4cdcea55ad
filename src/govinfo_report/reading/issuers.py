"""What the name of an issuer says: its area, and for whom its report speaks."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import regex

from govinfo_report.text.lazy import lazy
from govinfo_report.text.normalise import DROPPED, squash

# Central organs, and the party, whose name stands before the place of their branch.
_CENTRAL = lazy(
    r"(?:中共|中国共产党|共青团|中华人民共和国|国家税务总局|国家统计局|国家[\p{Han}]{2,6}总?局|中国人民银行|中国[\p{Han}]{2,4}局)(?=\p{Han}{2})"
)
_PLACE = lazy(
    r"\p{Han}{1,14}?(?:省|自治[区州县旗]|特别行政区|地区|林区|(?<!联)盟(?!员)"
    r"|(?<=\p{Han}{2})州(?![市区县湾新]|\p{Han}{0,3}[市区])"
    r"|(?<!城)市(?![场容]|政(?:管理|工程|园林|设施|公用|和|局|处))"
    r"|(?<=\p{Han}{2})(?<![社校园城郊矿辖景片库]|(?<!山海)关)区(?![域块划])"
    r"|园区(?=管委会|管理委员会|\Z)|县(?!域)|旗(?!舰)"
    r"|(?<!城)[乡镇](?=人民政府|政府|\Z)|(?:街道|苏木)(?=人民政府|办事处|\Z))"
    r"|[城郊矿]区(?=人民政府|政府|\p{Han}{1,10}[局办委会]|\Z)"
)
# 山海关区 is a district, 广州海关关区 an area of customs.
_SYSTEM = lazy(r"系统|(?<!山海)关区(?!人民|政府)")
_SELF = lazy(r"本级|机关|\(本部\)")
_TOWN = lazy(
    r"(?:[乡镇]|街道|苏木)(?:人民政府|政府|办事处|党工委)?\Z|(?:居|村)(?:民)?委(?:员)?会\Z"
)
_GOVERNMENT = lazy(r"(?:人民政府|政府|[省市县区旗盟州]|自治[区州县旗])\Z")
_ZONE = lazy(
    r"(?:管委会|管理委员会|开发区|高新区|园区|示范区|度假区|风景区|试验区|保税区|合作区|新区管理委员会)\Z"
)
_BODY = lazy(
    r"(?:[厅局办委部署院会处所社站队校馆台行司]|中心|办公[室厅]|大学|学校|学院|医院|海关|集团|公司|总局|法庭|协会|联合会|编办"
    r"|管理局|党校|银行|大队|支队|总队|分局|研究[院所])\Z"
)


_JOINT = lazy(r"[、和及与]")
_ORGAN_WITHIN = lazy(r"政府|委员会|管委会|办公室|[局厅]")


class Issuer(NamedTuple):
    """Area, scope (``own``, ``consolidated``, ``system``, ``unknown``) and what shows it."""

    region: str | None
    scope: str
    evidence: str | None


@lru_cache(maxsize=1024)
def read_issuer(name: str, notes: str = "") -> Issuer:
    """What the name of an issuer says; ``notes`` are the brackets behind the title."""
    parts = issuers_of(name)
    if len(parts) > 1:
        return _together([read_issuer(part, notes) for part in parts])
    shown = "".join(c for c in name if c not in DROPPED)
    squashed = squash(name)
    region = _region(shown, squashed)
    if told := told_scope(notes, squashed):
        return told._replace(region=region)
    core = regex.sub(r"\([^()]*\)", "", squashed)
    for pattern, scope in (
        (_TOWN, "own"), (_ZONE, "unknown"), (_GOVERNMENT, "consolidated"), (_BODY, "own"),
    ):  # fmt: skip
        match = pattern.search(core)
        if match is not None:
            return Issuer(region, scope, match[0])
    return Issuer(region, "unknown", None)


def told_scope(*texts: str) -> Issuer | None:
    """The scope that words such as 本级, 系统, 关区 in squashed texts tell; ``None`` for none."""
    for pattern, scope in ((_SYSTEM, "system"), (_SELF, "own")):
        for text in texts:
            match = pattern.search(text)
            if match is not None and not (pattern is _SELF and "机关事务" in text):
                return Issuer(None, scope, match[0])
    return None


def issuers_of(name: str) -> tuple[str, ...]:
    """The issuers that one name joins (甲区人民政府、乙开发区管委会), mostly the name alone.

    和 and its like also stand within the name of one organ: they part two only where either
    side is the name of an organ of a place.
    """
    shown = "".join(c for c in name if c not in DROPPED)
    for match in _JOINT.finditer(shown):
        sides = shown[: match.start()], shown[match.end() :]
        if all(ORGAN.fullmatch(squash(side)) for side in sides):
            placed = [_region(side, squash(side)) is not None for side in sides]
            if all(placed) or (match[0] == "、" and any(placed)):
                return (sides[0], *issuers_of(sides[1]))
    return (shown,)


def _together(issuers: list[Issuer]) -> Issuer:
    """What joint issuers have in common."""
    regions = {issuer.region for issuer in issuers}
    scopes = {issuer.scope for issuer in issuers}
    return Issuer(
        regions.pop() if len(regions) == 1 else None,
        scopes.pop() if len(scopes) == 1 else "unknown",
        "、".join(dict.fromkeys(i.evidence for i in issuers if i.evidence)) or None,
    )


def _region(shown: str, squashed: str) -> str | None:
    """The chain of areas a name begins with, as printed."""
    start = central.end() if (central := _CENTRAL.match(squashed)) else 0
    position = start
    while match := _PLACE.match(squashed, position):
        if position > start and _ORGAN_WITHIN.search(match[0]):
            break  # the next place belongs to another organ
        position = match.end()
    return shown[start:position] if position > start else None


#: a name that can only be that of an organ (a signature)
ORGAN = lazy(
    r"[\p{Han}()0-9·、]{2,30}(?:人民政府|政府办?|办公[室厅]|[厅局办委署院]|委员会|管委会|办事处|海关|中心|集团|公司|大学|学院|学校|总队|支队)"
)
