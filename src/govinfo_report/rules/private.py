"""Numbers that lead to a person: found exactly, and masked wherever we quote a text.

Identity numbers are those of residents of China: 17 digits and a check digit (GB 11643).
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from govinfo_report.text.lazy import lazy
from govinfo_report.text.normalise import fold

_DIGITS = "0123456789"
_CHECK_DIGITS = "10X98765432"
#: province, four digits of area, date of birth, three digits, check digit
_IDENTITY = lazy(
    r"(?<![0-9A-Za-z])(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3])[0-9]{4}"
    r"(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{3}[0-9Xx](?![0-9A-Za-z])"
)
_MOBILE = lazy(
    r"(?<![0-9A-Za-z.,])(?:(?:\+|00)86[- ]?)?1[3-9][0-9](?:[0-9]{8}|[- ][0-9]{4}[- ][0-9]{4})"
    r"(?![0-9A-Za-z]|[.,][0-9])"
)
_LANDLINE = lazy(
    r"(?<![0-9A-Za-z.,-])(?:\(0[1-9][0-9]{1,2}\)|0[1-9][0-9]{1,2}[- ])[2-9][0-9]{6,7}(?![0-9A-Za-z])"
)
#: no text without as many digits in a row can hold such a number
_LONG = lazy(r"[0-9]{4}")
_SHOWN = 3
#: characters of the shortest such number
SHORTEST_PRIVATE = 11


@frozen
class PrivateNumber:
    """A number and where it stands: ``identity``, ``mobile`` or ``landline``."""

    kind: str
    start: int
    end: int


def private_numbers(text: str) -> Iterator[PrivateNumber]:
    """Identity and telephone numbers of a text, in the order of kinds and places."""
    plain = fold(text)
    if _LONG.search(plain) is None:
        return
    for found in _IDENTITY.finditer(plain):
        if _checks(found[0].upper()):
            yield PrivateNumber("identity", found.start(), found.end())
    for found in _MOBILE.finditer(plain):
        yield PrivateNumber("mobile", found.start(), found.end())
    for found in _LANDLINE.finditer(plain):
        yield PrivateNumber("landline", found.start(), found.end())


def _checks(number: str) -> bool:
    """Whether the last character is the check digit of the first 17 (weights 2^17 … 2, mod 11)."""
    total = sum(_DIGITS.index(digit) * pow(2, 17 - i, 11) for i, digit in enumerate(number[:-1]))
    return _CHECK_DIGITS[total % 11] == number[-1]


def masked(text: str) -> str:
    """``text`` with ``*`` for all but the first three characters of such numbers."""
    found = list(private_numbers(text))
    if not found:
        return text
    characters = list(text)
    for number in found:
        for at in range(number.start + _SHOWN, number.end):
            characters[at] = "*"
    return "".join(characters)
