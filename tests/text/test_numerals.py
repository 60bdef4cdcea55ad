"""The numeral grammar: what is read, what is refused, and why."""

from decimal import Decimal, localcontext

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from govinfo_report.text.numerals import digit_runs, read_cell

COUNT = ("count", "件")
CHANGE = ("change", "项")
FEE = ("amount", "万元")
PURCHASE = ("amount", None)


def codes(numeral):
    return [code for code, _ in numeral.notes]


@pytest.mark.parametrize(
    ("text", "column", "value"),
    [
        ("0", COUNT, 0),
        ("34187", COUNT, 34187),
        ("３４１８７", COUNT, 34187),
        ("000", COUNT, 0),
        ("1,234", COUNT, 1234),
        ("１，２３４，５６７", COUNT, 1234567),
        ("1'234", COUNT, 1234),
        ("\u3000\t 7\u00a0\n", COUNT, 7),
        ("999999999999", COUNT, 999999999999),
        ("3.0", COUNT, 3),
        ("-8", CHANGE, -8),
        ("－8", CHANGE, -8),
        ("−8", CHANGE, -8),
        ("+4", CHANGE, 4),
        ("＋４", CHANGE, 4),
        ("减4", CHANGE, -4),
        ("減 4", CHANGE, -4),
        ("增2", CHANGE, 2),
        ("减0", CHANGE, 0),
        ("0", CHANGE, 0),
        ("15156.9", FEE, Decimal("15156.9")),
        ("１５１５６．９", FEE, Decimal("15156.9")),
        ("190.457379", FEE, Decimal("190.457379")),
        ("1,234.56", FEE, Decimal("1234.56")),
        ("99999999999999", FEE, Decimal("99999999999999")),
        ("52.15", PURCHASE, Decimal("52.15")),
    ],
)
def test_numbers(text, column, value):
    """Plain ones of every kind, without a note, of the type their column has."""
    numeral = read_cell(text, *column)
    assert (numeral.state, numeral.value, numeral.reason) == ("value", value, None)
    assert type(numeral.value) is type(value)
    assert numeral.notes == ()
    assert numeral.unit == column[1]


@pytest.mark.parametrize("text", ["", " ", "\u3000", "\u00a0\t", "\n", "\u200b\ufeff"])
def test_blank(text):
    """Nothing but white space is blank, which is not zero."""
    numeral = read_cell(text)
    assert (numeral.state, numeral.value, numeral.reason) == ("blank", None, "empty")


@pytest.mark.parametrize(
    "text", ["/", "／", "-", "--", "—", "——", "－", "–", "无", "無", "N/A", "n/a", "不适用", " / "]
)
def test_marks_for_none(text):
    """A mark is neither blank nor zero, in every kind of column."""
    for column in (COUNT, CHANGE, FEE, PURCHASE):
        numeral = read_cell(text, *column)
        assert (numeral.state, numeral.value, numeral.reason) == ("not_applicable", None, "mark")


@pytest.mark.parametrize(
    ("text", "column", "value", "unit", "found"),
    [
        ("41件", COUNT, 41, "件", ["V109"]),
        ("41 件", COUNT, 41, "件", ["V109"]),
        ("41\n件", COUNT, 41, "件", ["V109"]),
        ("41宗", COUNT, 41, "件", ["V109"]),
        ("41（件）", COUNT, 41, "件", ["V109"]),
        ("减3项", CHANGE, -3, "项", ["V109"]),
        ("18.6万元", FEE, Decimal("18.6"), "万元", ["V109"]),
        ("18.6萬元", FEE, Decimal("18.6"), "万元", ["V109"]),
        ("186000元", FEE, Decimal("18.6"), "万元", ["V109"]),
        ("0.01元", FEE, Decimal("0.000001"), "万元", ["V109"]),
        ("10000元", FEE, Decimal(1), "万元", ["V109"]),
        ("0元", FEE, Decimal(0), "万元", ["V109"]),
        ("251000元", PURCHASE, Decimal(251000), "元", ["V109"]),
        ("18.3万元", PURCHASE, Decimal("18.3"), "万元", ["V109"]),
        ("22（其中修订16件）", COUNT, 22, "件", ["V108"]),
        ("22(含上年 2 件)", COUNT, 22, "件", ["V108"]),
        ("41件（含（一）2件）", COUNT, 41, "件", ["V109", "V108"]),
    ],
)
def test_units_and_notes_in_cells(text, column, value, unit, found):
    """The unit of the value is the column's, or the cell's where the column prints none."""
    numeral = read_cell(text, *column)
    assert (numeral.state, numeral.value, numeral.unit) == ("value", value, unit)
    assert codes(numeral) == found


def test_the_note_of_an_annotated_cell_is_kept():
    """As printed, without its brackets."""
    assert read_cell("22（其中修订 16件 ）").notes == (("V108", {"note": "其中修订 16件"}),)


@pytest.mark.parametrize(
    ("text", "column", "value", "code"),
    [
        ("-5", COUNT, -5, "V101"),
        ("-3.5", FEE, Decimal("-3.5"), "V101"),
        ("2.5", COUNT, Decimal("2.5"), "V102"),
        ("1.25", CHANGE, Decimal("1.25"), "V102"),
        ("〇", COUNT, 0, "P913"),
    ],
)
def test_numbers_that_need_a_word(text, column, value, code):
    """What is printed is read, and what is wrong with it is noted."""
    numeral = read_cell(text, *column)
    assert (numeral.state, numeral.value, codes(numeral)) == ("value", value, [code])


@pytest.mark.parametrize(
    ("text", "reason", "code"),
    [
        ("1 2", "numeral-trick", "P912"),
        ("１\u3000２", "numeral-trick", "P912"),
        ("1\n2", "numeral-trick", "P912"),
        ("1\u200b2", "numeral-trick", "P912"),
        ("1\u00a0234", "numeral-trick", "P912"),
        ("²", "numeral-trick", "P912"),
        ("٣", "numeral-trick", "P912"),
        ("१२", "numeral-trick", "P912"),
        ("𝟏", "numeral-trick", "P912"),
        ("①", "numeral-trick", "P912"),
        ("1_000", "numeral-trick", "P912"),
        ("1e3", "numeral-trick", "P912"),
        ("nan", "numeral-trick", "P912"),
        ("007", "numeral-trick", "P912"),
        ("0,123", "numeral-trick", "P912"),
        ("O", "look-alike", "P913"),
        ("1O", "look-alike", "P913"),
        ("○", "look-alike", "P913"),
        ("l2", "look-alike", "P913"),
        ("一", "look-alike", "P913"),
        ("—8", "look-alike", "P913"),
        ("1,23", "look-alike", "P913"),
        ("12,34", "look-alike", "P913"),
        ("1234,567", "look-alike", "P913"),
        ("1,234'567", "look-alike", "P913"),
        ("1234567890123", "number-too-long", "P914"),
        ("9" * 5000, "number-too-long", "P914"),
        ("1.1234567", "number-too-long", "P914"),
        ("5项", "other-unit", None),
        ("5人", "other-unit", None),
        ("5万元", "other-unit", None),
        ("5（项）", "other-unit", None),
        ("1***", "not-a-number", None),
        ("由主管部门统一填写", "not-a-number", None),
        ("减4", "not-a-number", None),
        ("约5", "not-a-number", None),
        ("5%", "not-a-number", None),
        ("(5)", "not-a-number", None),
        ("3/4", "not-a-number", None),
        ("12-", "not-a-number", None),
        ("--5", "numeral-trick", "P912"),
        ("1.2.3", "not-a-number", None),
        (".5", "not-a-number", None),
        ("5.", "not-a-number", None),
        ("22（", "not-a-number", None),
        ("22（）", "not-a-number", None),
        ("22（甲）3（乙）", "not-a-number", None),
        ("\u202e12", "not-a-number", None),
        ("12\ufffd", "not-a-number", None),
        ("0三、", "not-a-number", None),
        ("\ud800", "not-a-number", None),
    ],
)
def test_refused(text, reason, code):
    """Whatever is not named in the grammar has no value, a reason, and its rule's note."""
    numeral = read_cell(text)
    assert (numeral.state, numeral.value, numeral.reason) == ("refused", None, reason)
    assert codes(numeral) == ([code] if code else [])


@pytest.mark.parametrize(
    ("text", "suggestion"), [("O", "0"), ("1O", "10"), ("l2", "12"), ("—8", "-8"), ("1,23", "")]
)
def test_look_alikes_carry_a_suggestion(text, suggestion):
    """Never a value; where marks of thousands stand wrongly there is nothing to suggest."""
    assert read_cell(text).notes[0][1]["suggestion"] == suggestion


@pytest.mark.parametrize("text", ["1.2亿元", "186件", "5（其中2元）", "18.6万"])
def test_money_of_a_doubtful_unit_is_refused(text):
    """Only 元 is converted, and a word in brackets must not leave the unit open."""
    numeral = read_cell(text, *FEE)
    assert (numeral.state, numeral.reason, codes(numeral)) == ("refused", "other-unit", ["V201"])


def test_the_callers_decimal_context_does_not_round():
    """Figures are exact whatever precision a program works with."""
    with localcontext() as context:
        context.prec = 3
        assert str(read_cell("-123456.789", *FEE).value) == "-123456.789"
        assert str(read_cell("1234567891元", *FEE).value) == "123456.7891"


# -- a slow oracle --------------------------------------------------------------------------

_WIDE = dict(zip("０１２３４５６７８９．，＋－−（）", "0123456789.,+--()", strict=True))


_SPACES = " \u3000\n\u200b"


def oracle(text, kind):
    """The value by trying every way to cut a text into sign, digits, unit; ``None`` if none."""
    text = "".join(_WIDE.get(c, c) for c in text.strip(_SPACES))
    found = set()
    for i in range(min(3, len(text)) + 1):
        for j in range(i + 1, len(text) + 1):
            sign, number, tail = text[:i], text[i:j], text[j:].strip(_SPACES)
            word = sign.strip(_SPACES)
            if sign not in ("", "+", "-") and not (kind == "change" and word in ("增", "减")):
                continue
            if tail not in ("", "件" if kind == "count" else "项" if kind == "change" else "万元"):
                continue
            value = _plain_number(number)
            if value is not None:
                found.add(-value if word in ("-", "减") else value)
    assert len(found) <= 1
    return found.pop() if found else None


def _plain_number(number):
    whole, point, decimals = number.partition(".")
    groups = whole.split(",")
    if point and not (1 <= len(decimals) <= 6 and set(decimals) <= set("0123456789")):
        return None
    if not all(group and set(group) <= set("0123456789") for group in groups):
        return None
    if len(groups) > 1 and (
        len(groups[0]) > 3 or any(len(g) != 3 for g in groups[1:]) or groups[0].startswith("0")
    ):
        return None
    digits = "".join(groups)
    if len(digits) > 12 or (
        len(digits) > 1 and digits[0] == "0" and (point or set(digits) != {"0"})
    ):
        return None
    value = Decimal(0)
    for digit in digits:
        value = value * 10 + "0123456789".index(digit)
    for place, digit in enumerate(decimals, 1):
        value += Decimal("0123456789".index(digit)) / 10**place
    return value


@given(
    st.text(alphabet="0012359,.．，-－−+增减件项 \u3000\n\u200b１０", max_size=9),
    st.sampled_from("cha"),
)
@example("增 0", "h")
@example("1,000件", "c")
def test_agrees_with_a_slow_oracle(text, letter):
    """Values are those of the oracle, and nothing else has one."""
    kind = {"c": "count", "h": "change", "a": "amount"}[letter]
    unit = {"c": "件", "h": "项", "a": "万元"}[letter]
    text = text.replace("件", "万元") if letter == "a" else text
    numeral = read_cell(text, kind, unit)
    assert (numeral.value if numeral.state == "value" else None) == oracle(text, kind)


@given(st.integers(0, 10**12 - 1), st.sampled_from(["", "wide", "comma", "unit", "padded"]))
def test_any_count_survives_its_printings(number, way):
    """Width, groups, unit and padding change nothing."""
    text = f"{number:,}" if way == "comma" else str(number)
    if way == "wide":
        text = "".join(chr(ord(c) + 0xFEE0) for c in text)
    text = {"unit": text + "件", "padded": f"\u3000{text}\u00a0"}.get(way, text)
    assert read_cell(text).value == number


@given(st.decimals(0, 10**9, places=2))
def test_yuan_and_ten_thousand_yuan_agree(amount):
    """An amount in 元 is the same amount in 万元, exactly."""
    in_yuan = read_cell(f"{amount:f}元", *FEE)
    assert in_yuan.value * 10_000 == amount
    assert read_cell(f"{amount:f}元", *PURCHASE).value == amount


@given(st.text(max_size=30), st.sampled_from(["count", "change", "amount"]))
def test_never_raises_and_never_invents(text, kind):
    """Any text at all: a value only if digits of the two accepted kinds (or 〇) are there."""
    numeral = read_cell(text, kind, None if kind == "amount" else "件")
    if numeral.state == "value":
        assert any(c in "0123456789０１２３４５６７８９〇" for c in text)
        assert numeral.reason is None
    else:
        assert numeral.value is None and numeral.reason


@given(st.characters(categories=("Nd", "Nl", "No")), st.sampled_from(["{}", "1{}", "{}1", "1{}1"]))
def test_digits_of_other_scripts_never_count(character, shape):
    """Only ASCII and full-width digits are digits."""
    text = shape.format(character)
    plain = character in "0123456789０１２３４５６７８９" or text == "〇"
    assert (read_cell(text).state == "value") == plain or text[0] in "0０"


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("0三、本年度办理结果", ["0"]),
        ("7.0三、", ["7.0"]),
        ("第20条，3项", ["20", "3"]),
        ("１，２３４", ["１，２３４"]),
        ("1,234.5元", ["1,234.5"]),
        ("1 2", ["1", "2"]),
        ("٣ ² 〇", ["٣", "²", "〇"]),
        ("无", []),
        ("三、四", []),
        ("二〇二三年", []),
        ("12.", ["12"]),
    ],
)
def test_numeral_tokens(text, tokens):
    """Every digit of any script belongs to exactly one token; Chinese numerals are words."""
    assert [text[a:b] for a, b in digit_runs(text)] == tokens


@given(st.text(max_size=60))
def test_tokens_cover_all_digits(text):
    """Tokens are disjoint, in order, and hold every decimal digit."""
    runs = digit_runs(text)
    assert all(a < b <= c for (a, b), (c, _) in zip(runs, runs[1:], strict=False))
    inside = {i for a, b in runs for i in range(a, b)}
    assert all(i in inside for i, c in enumerate(text) if c.isdecimal())
