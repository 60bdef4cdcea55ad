"""Which release of the library a plugin asks for.

An installed plugin says so in its metadata (``Requires-Dist``), which installers heed but nobody
checks afterwards; a plugin given as a file has no metadata and may say so in a constant
``REQUIRES_GOVINFO_REPORT = ">=0.2,<1"``, a file of label variants in ``requires = ">=0.2"``.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from govinfo_report.text.lazy import lazy

#: name of the constant in a module, and of the key in a file of label variants
CONSTANT = "REQUIRES_GOVINFO_REPORT"
KEY = "requires"

_NAME = "govinfo-report"
_DISTRIBUTION = lazy(
    r"\s*([A-Za-z0-9][A-Za-z0-9._-]*+)\s*+(?:\[[^\]]*+\])?+\s*+\(?([^;)]*+)\)?([^;]*+)(;.*+)?"
)
_CLAUSE = lazy(r"\s*+(>=|<=|==|!=|~=|>|<)\s*+([0-9]+(?:\.[0-9]+)*+)(\.\*)?+[A-Za-z0-9.+!-]*+\s*+")


def of_distribution(requires: Iterable[str] | None) -> str:
    """What a distribution's metadata ask of the library; empty when nothing.

    Requirements that hold for an extra or a platform only are not looked at.
    """
    clauses = []
    for line in requires or ():
        match = _DISTRIBUTION.fullmatch(line)
        if match is None or match[4]:
            continue
        if match[1].lower().replace("_", "-").replace(".", "-") == _NAME and match[2].strip():
            clauses.append(match[2].strip())
    return ",".join(clauses)


def of_module(module: object) -> str:
    """What a module says in its constant; empty when it says nothing.

    Raises ``ValueError`` for a constant that is no text.
    """
    said: Any = getattr(module, CONSTANT, "")
    if not isinstance(said, str):
        raise ValueError(f"{CONSTANT} must be a text such as '>=0.2,<1', not {said!r}")
    return said


def unmet(asked: str, version: str) -> bool:
    """Whether this version of the library is not what is asked for (``>=0.2,<1``).

    Only releases are compared: ``0.2.0.dev1`` counts as 0.2.0.  Raises ``ValueError`` for a
    requirement that cannot be understood.
    """
    own = _release(version)
    for clause in filter(str.strip, asked.split(",")):
        match = _CLAUSE.fullmatch(clause)
        if match is None:
            raise ValueError(f"cannot understand the requirement {asked!r}")
        sign, text, starred = match[1], match[2], bool(match[3])
        wanted = _release(text)
        width = max(len(own), len(wanted))
        left, right = _filled(own, width), _filled(wanted, width)
        prefix = own[: len(wanted)] == wanted
        holds = {
            ">=": left >= right,
            "<=": left <= right,
            ">": left > right,
            "<": left < right,
            "==": prefix if starred else left == right,
            "!=": not prefix if starred else left != right,
            "~=": left >= right and own[: max(len(wanted) - 1, 1)] == wanted[: max(len(wanted) - 1, 1)],
        }  # fmt: skip
        if not holds[sign]:
            return True
    return False


def _release(version: str) -> tuple[int, ...]:
    release = []
    for part in version.split("."):
        digits = part[: len(part) - len(part.lstrip("0123456789"))]
        if not digits:
            break
        release.append(_number(digits))
    return tuple(release)


def _number(digits: str) -> int:
    value = 0
    for digit in digits[:9]:
        value = 10 * value + "0123456789".index(digit)
    return value


def _filled(release: tuple[int, ...], width: int) -> tuple[int, ...]:
    return release + (0,) * (width - len(release))
