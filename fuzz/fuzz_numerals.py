"""Fuzz the numeral grammar: a value only where a slow reading by hand gives the same one.

    python fuzz/fuzz_numerals.py [--count N]

The oracle knows one thing only: which character is which digit.  A text without any digit, or
with digits cut by anything but a point, a regular thousands mark, a unit, a sign or a bracketed
note, must never become a number.
"""

from __future__ import annotations

import argparse
import sys
from random import Random

from govinfo_report.text.numerals import read_cell

DIGITS = {c: str(i) for i, c in enumerate("0123456789")} | {
    c: str(i) for i, c in enumerate("０１２３４５６７８９")
}
NEIGHBOURS = ".,，．'-+－＋−—/ \u00a0\u3000\u200b()（）件项元万个人%％*OolI〇○一二十增减余约²③٣Ⅳ_eE"
CHARACTERS = [*DIGITS] * 3 + list(NEIGHBOURS + ":：、。；;~\n\t")
EDGES = " \t\n\u00a0\u3000\u200b"
KINDS = (("count", "件"), ("count", "项"), ("change", "项"), ("amount", "万元"), ("amount", None))


def check(text: str, kind: str, unit: str | None) -> None:
    """Compare one reading with the oracle."""
    found = read_cell(text, kind, unit)
    if found.value is None:
        assert found.state != "value"
        return
    assert found.state == "value"
    outside = text
    for left, right in ("()", "（）", "(）", "（)"):
        if left in outside and outside.rstrip(EDGES).endswith(right):
            outside = outside[: outside.index(left)]
    digits = "".join(DIGITS.get(c, "") for c in outside)
    if not digits:
        assert "〇" in outside and found.value == 0, (text, found)
        return
    printed = str(abs(found.value)).replace(".", "").lstrip("0") or "0"
    ours = digits.lstrip("0") or "0"
    # 元 in a column of 万元 moves the point, and trailing zeros of a decimal carry no value
    assert printed.rstrip("0") == ours.rstrip("0"), (text, found)


def main() -> int:
    """Random texts of digits and whatever stands near them on real pages."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=1_000_000)
    options = parser.parse_args()
    rng = Random("numerals")
    for _ in range(options.count):
        text = "".join(rng.choices(CHARACTERS, k=rng.randint(1, 9)))
        check(text, *rng.choice(KINDS))
    print(f"{options.count} texts")
    return 0


if __name__ == "__main__":
    sys.exit(main())
