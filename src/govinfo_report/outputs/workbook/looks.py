"""How cells of a workbook look, by state and by finding, and what the legend says of it."""

from __future__ import annotations

from typing import Any

from attrs import field, frozen

from govinfo_report.model.figure import State
from govinfo_report.model.finding import Severity
from govinfo_report.outputs.sheets import BODY

#: look -> (what xlsxwriter calls it, zh, en); findings outweigh states
MARKS: dict[str, tuple[dict[str, Any], str, str]] = {
    "fatal": ({"bg_color": "#F4B6B6", "font_color": "#8B0F14", "bold": True},
              "发现：致命", "finding: fatal"),
    "error": ({"bg_color": "#FBD0D0", "font_color": "#8B0F14", "bold": True},
              "发现：错误（见批注）", "finding: error (see the comment)"),
    "warning": ({"bg_color": "#FFE7B8", "font_color": "#6B3A00", "bold": True},
                "发现：警告（见批注）", "finding: warning (see the comment)"),
    "info": ({"bg_color": "#DCEBF8", "font_color": "#1D4F73"},
             "发现：提示（见批注）", "finding: note (see the comment)"),
    "refused": ({"bg_color": "#E4D7F5", "font_color": "#4A2380"},
                "?　拒读：格中文字不能证明是哪个数字", "?  refused: the text cannot be proved to be a number"),
    "absent": ({"bg_color": "#D5D7DB", "font_color": "#3F4248"},
               "缺　文中没有该格", "缺  absent: the document has no such cell"),
    "blank": ({"bg_color": "#F1EFE9"}, "空白：原格为空，不是 0", "blank: the cell is empty, which is not zero"),
    "not_applicable": ({"font_color": "#6A6D74"},
                       "/　原文标为不适用", "/  printed as not applicable"),
    "value": ({}, "印出的数字", "the printed number"),
}  # fmt: skip
_PLAIN = {"font_name": "等线", "font_size": 10, "valign": "top"}
#: what the tables and lists are made of
_BASES: dict[str, dict[str, Any]] = {
    "title": {"font_name": "黑体", "font_size": 13, "valign": "vcenter"},
    "head": BODY | {"font_size": 10, "align": "center", "border": 1, "bg_color": "#F1F2F5"},
    "label": BODY | {"font_size": 10, "align": "left", "border": 1, "bg_color": "#F8F8FA"},
    "figure": BODY
    | {"font_size": 10, "align": "center", "border": 1, "shrink": True, "text_wrap": False},
    "list_head": _PLAIN
    | {"bold": True, "text_wrap": True, "valign": "vcenter", "bottom": 2, "bg_color": "#E6E9EF"},
    "text": _PLAIN,
    "long": _PLAIN | {"text_wrap": True},
    "number": _PLAIN | {"align": "right"},
    "date": _PLAIN | {"num_format": "yyyy-mm-dd"},
    "link": _PLAIN | {"font_color": "#0B4FA8", "underline": 1},
}


def mark_of(state: State | str, severity: Severity | None) -> str:
    """The look of a figure: that of its gravest finding, else that of its state."""
    return severity.value if severity is not None else str(state)


@frozen
class Looks:
    """The formats of one workbook, each made once."""

    _made: Any
    _known: dict[tuple[str, str, str], Any] = field(factory=dict, repr=False)

    def get(self, base: str, mark: str = "value", number: str = "") -> Any:
        """The format of a base with a mark, for numbers shown by the code ``number``."""
        key = (base, mark, number)
        if key not in self._known:
            own = _BASES[base] | MARKS[mark][0] | ({"num_format": number} if number else {})
            self._known[key] = self._made.add_format(own)
        return self._known[key]
