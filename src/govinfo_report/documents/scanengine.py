"""The text on a picture, through rapidocr: every line with its place, every character with a score.

The models are in the package and are loaded once per process.  Nothing is fetched.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from attrs import frozen

from govinfo_report.documents.latticetext import Box
from govinfo_report.documents.scanpixels import Pixels
from govinfo_report.errors import MissingExtraError

#: what is asked of every call: an option of one call stays for the next
_PAGE = {
    "use_det": True, "use_cls": False, "use_rec": True, "return_word_box": True,
    "return_single_char_box": True, "text_score": 0.0, "box_thresh": 0.5, "unclip_ratio": 1.6,
}  # fmt: skip
_PIECE = {**_PAGE, "use_det": False}
_SETTINGS = {
    "Global.use_cls": False,  # it turns short cells upside down
    "Global.log_level": "critical",
    "Global.max_side_len": 4000,  # pages come in the size in which they are to be read
    "Rec.rec_img_shape": [3, 48, 96],  # most pieces are short: less to compute
    "EngineConfig.onnxruntime.intra_op_num_threads": 1,
    "EngineConfig.onnxruntime.inter_op_num_threads": 1,
}


@frozen
class Character:
    """One character, how sure it is (0 to 1), and from where to where it stands."""

    text: str
    score: float
    left: float
    right: float


@frozen
class Reading:
    """A line of text as it was read, in pixels of the picture."""

    text: str
    score: float  #: of its least sure character
    box: Box
    characters: tuple[Character, ...]


def read_page(values: Pixels) -> list[Reading]:
    """The lines on a page, in no order that means anything."""
    import cv2

    result = _engine()(cv2.cvtColor(values, cv2.COLOR_GRAY2BGR), **_PAGE)
    if not getattr(result, "txts", None) or result.boxes is None:
        return []
    words = result.word_results or ((),) * len(result.txts)
    if len(words) != len(result.txts):  # lines without characters are left out of it
        words = _matched(words, result.txts)
    return [
        _reading(text, float(score), box, characters)
        for text, score, box, characters in zip(
            result.txts, result.scores, result.boxes.tolist(), words, strict=True
        )
        if text.strip()
    ]


def read_piece(values: Pixels) -> tuple[str, float]:
    """The text of a piece that holds one line, and how sure its least sure character is."""
    import cv2

    result = _engine()(cv2.cvtColor(values, cv2.COLOR_GRAY2BGR), **_PIECE)
    texts = getattr(result, "txts", None)
    if not texts or not texts[0].strip():
        return "", 0.0
    return texts[0].strip(), float(result.scores[0])


def can_recognise() -> bool:
    """Whether the packages of the extra are installed."""
    from importlib.util import find_spec

    return all(find_spec(name) is not None for name in ("rapidocr", "onnxruntime", "cv2"))


def missing(name: str, kind: str) -> MissingExtraError:
    """The error without the packages."""
    line = "pip install 'govinfo-report[ocr]'"
    return MissingExtraError(
        f"{name} is a picture; reading its text needs a further package",
        zh=f"{name} 是图片，识别其中的文字需要另外安装软件包",
        hint=f"Install it with: {line} - or use the HTML, Word or text version of the report.",
        hint_zh=f"请运行：{line}，或使用该报告的网页、Word 或文本版本。",
        extra="ocr", name=name, kind=kind,
    )  # fmt: skip


@cache
def _engine() -> Any:
    from rapidocr import RapidOCR

    return RapidOCR(params=dict(_SETTINGS))


def _matched(words: Sequence[Any], texts: Sequence[str]) -> list[Any]:
    """The characters of each line, where those of some lines are missing."""
    found: list[Any] = []
    waiting = list(words)
    for text in texts:
        letters = "".join(word[0] for word in waiting[0]) if waiting else ""
        found.append(waiting.pop(0) if letters and letters == text.replace(" ", "") else ())
    return found


def _reading(text: str, score: float, corners: Any, words: Any) -> Reading:
    xs, ys = [corner[0] for corner in corners], [corner[1] for corner in corners]
    box = (min(xs), min(ys), max(xs), max(ys))
    characters = tuple(
        Character(word, float(sure), min(p[0] for p in place), max(p[0] for p in place))
        for word, sure, place in words
    )
    if "".join(c.text for c in characters) != text.replace(" ", ""):
        characters = _spread(text, score, box)
    return Reading(text, min((c.score for c in characters), default=score), box, characters)


def _spread(text: str, score: float, box: Box) -> tuple[Character, ...]:
    """The characters side by side, each as wide as its kind usually is."""
    widths = [1 if c.isascii() else 2 for c in text]
    unit = (box[2] - box[0]) / max(1, sum(widths))
    found = []
    at = box[0]
    for character, width in zip(text, widths, strict=True):
        if character.strip():
            found.append(Character(character, score, at, at + width * unit))
        at += width * unit
    return tuple(found)
