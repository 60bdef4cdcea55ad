"""What charts say: in Chinese where its letters can be drawn, else in English."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from govinfo_report.errors import UsageError
from govinfo_report.model.figure import REASON_TEXTS, Figure, State
from govinfo_report.model.report import Report
from govinfo_report.outputs.plots.fonts import chinese_font
from govinfo_report.outputs.text import one_line
from govinfo_report.regions.table import builtin
from govinfo_report.rules.private import masked

#: key -> (zh, en)
WORDS: dict[str, tuple[str, str]] = {
    "outcomes": ("办理结果构成", "Outcomes of requests"),
    "applicants": ("新收申请的申请人构成", "Who makes new requests"),
    "count": ("件数", "requests"),
    "year": ("年度", "year"),
    "no_report": ("无报告", "no report"),
    "not_in_form": ("表式无此项", "not in the form"),
    "findings": ("▲ 检查发现", "▲ finding"),
    "note": ("缺少的数据以文字标出，不按 0 计", "Figures without a value are named, never drawn as zero"),
    "fonts": ("", "names need a font for Chinese, which was not found"),
    State.VALUE: ("有数", "value"),
    State.BLANK: ("空白", "blank"),
    State.NOT_APPLICABLE: ("标为不适用", "marked as none"),
    State.REFUSED: ("拒读", "refused"),
    State.ABSENT: ("缺失", "not in the document"),
}  # fmt: skip
_WIDEST = 44


@frozen
class Speech:
    """The language of a chart and the font it is drawn with (``None``: none for Chinese)."""

    language: str
    font: str | None

    @classmethod
    def of(cls, language: str | None) -> Speech:
        """Chinese when a font for it is found and nothing else is asked for, else English.

        Chinese that could not be drawn is not offered: ``UsageError`` for it and for a language
        that is neither ``zh`` nor ``en``.
        """
        font = chinese_font()
        if language not in (None, "zh", "en"):
            raise UsageError(f"A chart speaks zh or en, not {language!r}.",
                             zh=f"图表语言为 zh 或 en，而不是 {language!r}。")  # fmt: skip
        if language == "zh" and font is None:
            raise UsageError(
                "This machine has no font for Chinese.", zh="本机没有中文字体。",
                hint="Install one (Noto Sans CJK, say), or ask for language='en'.",
                hint_zh="请安装中文字体（如 Noto Sans CJK），或使用 language='en'。",
            )  # fmt: skip
        return cls(language or ("zh" if font else "en"), font)

    @property
    def zh(self) -> bool:
        """Whether the chart speaks Chinese."""
        return self.language == "zh"

    def word(self, key: str) -> str:
        """A text of ``WORDS``."""
        return WORDS[key][not self.zh]

    def why(self, figure: Figure | None) -> tuple[str, str]:
        """The state of a figure without value in a word, and the reason."""
        if figure is None:
            return self.word("not_in_form"), ""
        reason = REASON_TEXTS[figure.reason][not self.zh] if figure.reason else ""
        return self.word(figure.state), reason

    @property
    def note(self) -> str:
        """What is said of names that cannot be written."""
        return "" if self.font else WORDS["fonts"][1]

    def names(self, reports: Sequence[Report]) -> list[str]:
        """A name for every report's publisher that can be drawn, the same for the same one.

        Without a font for Chinese: the name in Latin letters where the table of regions has it,
        else a number.
        """
        found: dict[str, str] = {}
        for report in reports:
            own = one_line(masked(report.publisher or report.source.name or "?"), _WIDEST)
            if own not in found:
                drawn = own if self.font or own.isascii() else _latin(report)
                taken = not drawn or drawn in found.values()
                found[own] = f"unit {len(found) + 1}" if taken else drawn
        return [found[one_line(masked(r.publisher or r.source.name or "?"), _WIDEST)]
                for r in reports]  # fmt: skip


def _latin(report: Report) -> str:
    regions = builtin().candidates(report.region or "") if report.region else ()
    names = {region.pinyin for region in regions if region.pinyin}
    return names.pop() if len(names) == 1 else ""
