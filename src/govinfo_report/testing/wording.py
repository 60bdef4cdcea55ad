"""How the labels of a form are worded on one page: brackets, enumerators, spaces, breaks."""

from __future__ import annotations

from attrs import frozen

from govinfo_report.model.editions import ColumnForm, RowForm
from govinfo_report.testing.dice import Dice

#: the printed rule in the corner of table 3
CROSS_CHECK = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
SPACED_CHECK = CROSS_CHECK.replace("之和", "之 和", 1)
_HALF = str.maketrans("（），：“”", '(),:""')
#: simplified -> traditional for the characters of labels and headings
_TRADITIONAL = str.maketrans(
    "万业举会体关决况减务动单发国处复审对属废开强总执护报据数无机构条权没现稳类纠纳组织经结继续维"
    "缴罚补规计认许议讼访诉询请购费转过这进采错问项题额为获确内范于",
    "萬業舉會體關決況減務動單發國處復審對屬廢開強總執護報據數無機構條權沒現穩類糾納組織經結繼續維"
    "繳罰補規計認許議訟訪訴詢請購費轉過這進採錯問項題額為獲確內範於",
)


def traditional(text: str) -> str:
    """The text in traditional script (characters of labels and headings only)."""
    return text.translate(_TRADITIONAL)


@frozen
class Wording:
    """Choices of one page; the defaults are the prescribed wording."""

    seed: int = 0
    half: bool = False  #: half-width brackets, commas, colons, quotes
    enumerator: str = "{}."  #: how ``1.`` is printed, ``{}`` being the digit
    spaced: float = 0.0  #: share of labels with a space inside
    broken: float = 0.0  #: share of labels with a line break inside
    accepted: float = 0.0  #: share of labels in another accepted wording
    notes: bool = True  #: bracketed notes behind labels are printed
    traditional: bool = False  #: traditional script
    unit_in_head: str = "（单位：{}）"  #: how the unit of the fee is printed in its head
    corner: str = CROSS_CHECK  #: text of the corner of table 3
    remark: str = ""  #: a bracketed addition behind the heads of table 2
    stray: str = ""  #: a stray digit glued before the label over the outcomes

    @property
    def dice(self) -> Dice:
        """The source of the decisions per label."""
        return Dice(self.seed)

    def _finish(self, text: str, *key: object, body: int = 0) -> str:
        """Script, width, spaces and breaks; ``body`` is where the words of the label start."""
        dice = self.dice
        if self.traditional:
            text = traditional(text)
        if self.half:
            text = text.translate(_HALF)
        if len(text) - body >= 4:
            at = body + 1 + dice.number("at", *key) % (len(text) - body - 1)
            if dice.chance(self.broken, "broken", *key):
                return f"{text[:at]}\n{text[at:]}"
            if dice.chance(self.spaced, "spaced", *key):
                return f"{text[:at]} {text[at:]}"
        return text

    def _label(self, label: str, variants: tuple[str, ...], *key: object) -> str:
        if variants and self.dice.chance(self.accepted, "accepted", *key):
            return self.dice.pick(variants, "variant", *key)
        return label

    def _number(self, number: str) -> str:
        if number.endswith("."):
            return self.enumerator.format(number[:-1])
        return number + (" " if number and self.enumerator.endswith(" ") else "")

    def row(self, row: RowForm) -> str:
        """The label of a data row."""
        number = self._number(row.number)
        note = row.note if self.notes else ""
        text = number + self._label(row.label, row.variants, row.id) + note
        return self._finish(text, "row", row.id, body=len(number))

    def group(self, number: str, label: str) -> str:
        """A label merged over several rows."""
        number = self._number(number) if number else ""
        stray = self.stray if number.startswith("三、") else ""
        return stray + self._finish(number + label, "group", label, body=len(number))

    def column(self, column: ColumnForm, *key: object) -> str:
        """The head of a column; an amount names its unit."""
        text = self._label(column.label, column.variants, column.id, *key)
        if column.unit == "万元":
            text += self.unit_in_head.format(column.unit)
        elif self.remark and key and str(key[0]).startswith("proactive"):
            text += self.remark
        return self._finish(text, "column", column.id, *key)

    def head(self, text: str) -> str:
        """Any other head: group heads, block headings, the stub."""
        return self._finish(text, "head", text)


def random_wording(dice: Dice, *, breaks: bool) -> Wording:
    """A wording as pages have it; ``breaks`` says whether labels may be broken over lines."""
    share = dice.pick((0.0, 0.0, 0.0, 0.1, 0.4), "spaced")
    broken = dice.pick((0.0, 0.0, 0.1, 0.4), "broken") if breaks else 0.0
    return Wording(
        seed=dice.number("wording"),
        half=dice.chance(0.25, "half"),
        enumerator=dice.pick(("{}.", "{}.", "{}.", "{}. ", "{}、", "{}．", "{}"), "enumerator"),
        spaced=share,
        broken=broken,
        accepted=dice.pick((0.0, 0.0, 0.15), "accepted"),
        notes=not dice.chance(0.1, "notes"),
        traditional=dice.chance(0.06, "traditional"),
        unit_in_head=dice.pick(("（单位：{}）", "（单位：{}）", "（{}）", "(单位:{})", ""), "unit"),
        corner=dice.pick((CROSS_CHECK, CROSS_CHECK, CROSS_CHECK, SPACED_CHECK, ""), "corner"),
        remark=dice.pick(("", "", "", "", "", "", "（历史累计）", "（指本年度）"), "remark"),
        stray=dice.pick(("0", "7", "7.0"), "stray") if dice.chance(0.08, "has stray") else "",
    )  # fmt: skip
