"""What all renderers share: dialects, the plain-text page, encodings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random
from typing import Any, Protocol, runtime_checkable

import attrs
from attrs import evolve, frozen

from govinfo_report.testing.dice import Dice
from govinfo_report.testing.narrative import HEADINGS
from govinfo_report.testing.reports import ReportData
from govinfo_report.testing.tables import Shape, Tables
from govinfo_report.testing.wording import Wording, random_wording, traditional

#: headings met in place of the prescribed ones
OTHER_HEADINGS = {
    "problems_and_improvements": "存在的主要问题和改进情况",
    "other_matters": "其他需要报告的事项情况",
}


@frozen(kw_only=True)
class Dialect:
    """The choices of one page; every default is the plainest one."""

    seed: int = 0
    wording: Wording = Wording()
    shape: Shape = Shape()
    encoding: str = "utf-8"  #: codec, ``utf-8-sig`` and ``utf-16`` write a byte order mark
    newline: str = "\n"
    marks: bool = False  #: picture and bookmark marks between paragraphs
    title_twice: bool = False
    title_broken: bool = False  #: the title stands on two lines, its last words spaced
    preamble: bool = True
    pad: float = 0.0  #: share of cells padded with spaces

    @property
    def dice(self) -> Dice:
        """The source of the decisions per cell."""
        return Dice(self.seed)


@frozen
class Rendered:
    """A document and how it came about."""

    data: bytes
    family: str
    dialect: Dialect
    shows_blanks: bool


@runtime_checkable
class Renderer(Protocol):
    """Prints a report the way one family of pages does.

    ``shows_blanks`` says that the position of every empty cell can be told from the page; only
    then a floor of recall applies.  ``floor`` is that floor for non-zero figures.
    """

    family: str
    shows_blanks: bool
    floor: float

    def dialect(self, rng: Random) -> Dialect:
        """A random choice of this family's options."""

    def print(self, data: ReportData, dialect: Dialect, tables: Tables | None = None) -> bytes:
        """The page; the same arguments give the same bytes.

        ``tables`` replaces the grids that follow from ``data`` (changed ones, in tests).
        """


def render(renderer: Renderer, data: ReportData, rng: Random) -> Rendered:
    """A page of this family in a random dialect."""
    dialect = renderer.dialect(rng)
    return Rendered(renderer.print(data, dialect), renderer.family, dialect, renderer.shows_blanks)


def common(dice: Dice, *, breaks: bool, plain: float = 0.12) -> dict[str, Any]:
    """Random values of the fields every dialect has (``plain`` of the pages keep defaults)."""
    seed = dice.number("seed")
    if dice.chance(plain, "plain"):
        return {"seed": seed}
    return {
        "seed": seed,
        "wording": random_wording(dice, breaks=breaks),
        "marks": dice.chance(0.2, "marks"),
        "title_twice": dice.chance(0.15, "twice"),
        "title_broken": dice.chance(0.15, "title broken"),
        "preamble": not dice.chance(0.2, "preamble"),
        "pad": dice.pick((0.0, 0.0, 0.2, 1.0), "pad"),
    }


def without(dialect: Dialect, name: str) -> Dialect:
    """The dialect with one field (``wording.half``) set back to its default."""
    outer, _, inner = name.partition(".")
    if inner:
        return evolve(dialect, **{outer: _reset(getattr(dialect, outer), inner)})
    reset: Dialect = _reset(dialect, outer)
    return reset


def _reset(thing: Any, name: str) -> Any:
    attribute = getattr(attrs.fields(type(thing)), name)
    return evolve(thing, **{name: attribute.default})


def options(dialect: Dialect) -> list[str]:
    """Names of the options that differ from their defaults, for ``without``."""
    found: list[str] = []
    for attribute in attrs.fields(type(dialect)):
        value = getattr(dialect, attribute.name)
        if attrs.has(type(value)):
            found += [
                f"{attribute.name}.{inner.name}"
                for inner in attrs.fields(type(value))
                if getattr(value, inner.name) != inner.default and inner.name != "seed"
            ]
        elif value != attribute.default and attribute.name != "seed":
            found.append(attribute.name)
    return found


def padded(text: str, dialect: Dialect, *key: object) -> str:
    """The text of a cell, perhaps with spaces around it."""
    if not text or not dialect.dice.chance(dialect.pad, "pad", *key):
        return text
    space = dialect.dice.pick((" ", "  ", "\u00a0", "       "), "space", *key)
    return dialect.dice.pick((space + text, text + space, space + text + space), "side", *key)


def title_lines(data: ReportData, dialect: Dialect) -> list[str]:
    """The title, perhaps over two lines, perhaps twice."""
    title = _script(data.narrative.title, dialect)
    lines = [title]
    if dialect.title_broken and title.endswith(("报告", "報告")):
        lines = [title[:-2], f"{title[-2]}  {title[-1]}"]
    return [title, *lines] if dialect.title_twice else lines


def heading(section: str, dialect: Dialect) -> str:
    """The heading of a section with its numeral."""
    numeral, text = HEADINGS[section]
    if dialect.dice.chance(0.1, "heading", section) and dialect.seed:
        text = OTHER_HEADINGS.get(section, text)
    return _script(f"{numeral}、{text}", dialect)


def _script(text: str, dialect: Dialect) -> str:
    return traditional(text) if dialect.wording.traditional else text


def paragraphs(texts: Sequence[str], dialect: Dialect, *key: object) -> list[str]:
    """Paragraphs of prose, perhaps with marks of pictures between and inside them."""
    found: list[str] = []
    for index, text in enumerate(texts):
        if dialect.marks and dialect.dice.chance(0.2, "image", *key, index):
            found.append(dialect.dice.pick(("[image: ]", "[image: 图片20240117]"), *key, index))
        if dialect.marks and dialect.dice.chance(0.2, "bookmark", *key, index):
            text = f"[bookmark: _GoBack]{text}"
        found.append(text)
    return found


def text_page(
    data: ReportData,
    dialect: Dialect,
    tables: Mapping[str, Sequence[str]],
    *,
    mark: str = "",
    gap: str = "\n",
) -> str:
    """A page of plain text; ``mark`` stands before headings, ``gap`` between paragraphs."""
    parts = [f"{mark and '# '}{line}" for line in title_lines(data, dialect)]
    blocks = ["\n".join(parts)]
    if dialect.preamble:
        blocks += paragraphs(data.narrative.preamble, dialect, "preamble")
    for section, prose in data.narrative.sections.items():
        blocks.append(mark + heading(section, dialect))
        blocks += paragraphs(prose, dialect, section)
        blocks += tables.get(section, ())
        blocks += paragraphs(data.narrative.after.get(section, ()), dialect, section, "after")
    return gap.join(blocks) + "\n"


def encode(text: str, dialect: Dialect) -> bytes:
    """The page as bytes."""
    if dialect.newline != "\n":
        text = text.replace("\n", dialect.newline)
    return text.encode(dialect.encoding)
