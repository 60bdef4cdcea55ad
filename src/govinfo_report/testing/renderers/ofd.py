"""OFD documents, part by part."""

from __future__ import annotations

import math
from collections.abc import Iterator
from random import Random
from xml.sax.saxutils import escape

from attrs import evolve, frozen

from govinfo_report.testing.renderers.base import Dialect
from govinfo_report.testing.renderers.packing import pack
from govinfo_report.testing.renderers.paper import (
    HEIGHT,
    WIDTH,
    Page,
    PaperDialect,
    Text,
    random_paper,
    set_pages,
    width_of,
)
from govinfo_report.testing.reports import ReportData
from govinfo_report.testing.tables import Tables

_NAMES = "xmlns:ofd='http://www.ofdspec.org/2016'"
_MM = 25.4 / 72.0


@frozen(kw_only=True)
class OfdDialect(PaperDialect):
    """Options of OFD documents."""

    runs: bool = True  #: equal steps between characters are written as runs
    scaled: bool = False  #: type of one millimetre, enlarged by the matrix of the object
    template: bool = False  #: page numbers and lines stand in templates
    absolute: bool = False  #: places of parts begin with a slash
    blocks: bool = False  #: objects stand in blocks within the layer


class OfdRenderer:
    """Reports in the page format of the state."""

    family = "ofd"
    shows_blanks = True
    floor = 0.98

    def dialect(self, rng: Random) -> OfdDialect:
        paper = random_paper(OfdDialect, rng)
        dice = paper.dice
        return evolve(
            paper,
            runs=not dice.chance(0.3, "runs"),
            scaled=dice.chance(0.3, "scaled"),
            template=dice.chance(0.3, "template"),
            absolute=dice.chance(0.3, "absolute"),
            blocks=dice.chance(0.2, "blocks"),
        )

    def print(self, data: ReportData, dialect: Dialect, tables: Tables | None = None) -> bytes:
        assert isinstance(dialect, OfdDialect)
        pages = set_pages(data, dialect, tables)
        root = "/Doc_0/" if dialect.absolute else ""
        members = {
            "OFD.xml": (
                f"<ofd:OFD {_NAMES} Version='1.0' DocType='OFD'><ofd:DocBody><ofd:DocInfo/>"
                f"<ofd:DocRoot>{'/' * dialect.absolute}Doc_0/Document.xml</ofd:DocRoot>"
                "</ofd:DocBody></ofd:OFD>"
            )
        }
        templates, listed = [], []
        for number, page in enumerate(pages):
            lines = Page(rules=page.rules) if dialect.template else Page()
            if dialect.template:
                page = Page(page.texts, [], page.areas)
                templates.append(
                    f"<ofd:TemplatePage ID='{900 + number}' BaseLoc='{root}Tpls/{number}.xml'/>"
                )
                members[f"Doc_0/Tpls/{number}.xml"] = _page(lines, dialect, "")
            used = f"<ofd:Template TemplateID='{900 + number}'/>" * dialect.template
            members[f"Doc_0/Pages/Page_{number}/Content.xml"] = _page(page, dialect, used)
            listed.append(
                f"<ofd:Page ID='{number + 1}' BaseLoc='{root}Pages/Page_{number}/Content.xml'/>"
            )
        members["Doc_0/Document.xml"] = (
            f"<ofd:Document {_NAMES}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 "
            f"{WIDTH * _MM:g} {HEIGHT * _MM:g}</ofd:PhysicalBox></ofd:PageArea>"
            f"{''.join(templates)}</ofd:CommonData><ofd:Pages>{''.join(listed)}</ofd:Pages>"
            "</ofd:Document>"
        )
        return pack(members)


def _page(page: Page, dialect: OfdDialect, used: str) -> str:
    content = "".join(_objects(page, dialect))
    if dialect.blocks:
        content = f"<ofd:PageBlock>{content}</ofd:PageBlock>"
    return (
        f"<ofd:Page {_NAMES}>{used}<ofd:Content><ofd:Layer Type='Body'>{content}</ofd:Layer>"
        "</ofd:Content></ofd:Page>"
    )


def _objects(page: Page, dialect: OfdDialect) -> Iterator[str]:
    for left, top, right, bottom, grey in page.areas:
        value = " ".join([str(round(255 * grey))] * 3)
        yield _shape((left, top, right, bottom), f"<ofd:FillColor Value='{value}'/>")
    for rule in dict.fromkeys(page.rules):
        yield from _rule(rule, dialect)
    for text in page.texts:
        if text.apart:
            x = text.x
            for character in text.text:
                yield _text(Text(x, text.y, text.size, character), dialect)
                x += text.size * width_of(character)
        else:
            yield _text(text, dialect)


def _shape(box: tuple[float, float, float, float], colour: str) -> str:
    left, top, right, bottom = (edge * _MM for edge in box)
    wide, high = right - left, bottom - top
    return (
        f"<ofd:PathObject Boundary='{left:.3f} {top:.3f} {wide:.3f} {high:.3f}' Fill='true' "
        f"Stroke='false'>{colour}<ofd:AbbreviatedData>M 0 0 L {wide:.3f} 0 L {wide:.3f} "
        f"{high:.3f} L 0 {high:.3f} C</ofd:AbbreviatedData></ofd:PathObject>"
    )


def _rule(rule: tuple[float, float, float, float], dialect: OfdDialect) -> Iterator[str]:
    x, y, x2, y2 = rule
    if dialect.rules == "strips":
        yield _shape((x - 0.25, y - 0.25, x2 + 0.25, y2 + 0.25), "")
        return
    if dialect.rules == "dots":
        length = math.hypot(x2 - x, y2 - y)
        data = []
        for n in range(int(length / 3.0) + 1):
            at = min(1.0, 3.0 * n / length)
            px, py = (x2 - x) * at * _MM, (y2 - y) * at * _MM
            ex, ey = (x2 - x) / length * 0.3, (y2 - y) / length * 0.3
            data.append(f"M {px:.3f} {py:.3f} L {px + ex:.3f} {py + ey:.3f}")
        path = " ".join(data)
    else:
        path = f"M 0 0 L {(x2 - x) * _MM:.3f} {(y2 - y) * _MM:.3f}"
    yield (
        f"<ofd:PathObject Boundary='{x * _MM:.3f} {y * _MM:.3f} {abs(x2 - x) * _MM + 0.2:.3f} "
        f"{abs(y2 - y) * _MM + 0.2:.3f}' LineWidth='0.2'><ofd:AbbreviatedData>{path}"
        "</ofd:AbbreviatedData></ofd:PathObject>"
    )


def _text(text: Text, dialect: OfdDialect) -> str:
    size = text.size * _MM
    scale = size if dialect.scaled else 1.0
    steps = [width_of(character) * size / scale for character in text.text[:-1]]
    cos, sin = math.cos(math.radians(text.turn)), math.sin(math.radians(text.turn))
    matrix = f"{cos * scale:.5f} {-sin * scale:.5f} {sin * scale:.5f} {cos * scale:.5f} 0 0"
    own = f" CTM='{matrix}'" if dialect.scaled or text.turn else ""
    delta = f" DeltaX='{_steps(steps, dialect.runs)}'" if steps else ""
    return (
        f"<ofd:TextObject Boundary='{text.x * _MM:.3f} {text.y * _MM:.3f} 200 20' "
        f"Font='1' Size='{size / scale:.4f}'{own}><ofd:TextCode X='0' Y='0'{delta}>"
        f"{escape(text.text)}</ofd:TextCode></ofd:TextObject>"
    )


def _steps(steps: list[float], runs: bool) -> str:
    words: list[str] = []
    n = 0
    while n < len(steps):
        count = 1
        while runs and n + count < len(steps) and steps[n + count] == steps[n]:
            count += 1
        words.append(f"g {count} {steps[n]:.4f}" if count > 2 else f"{steps[n]:.4f}")
        n += count if count > 2 else 1
    return " ".join(words)
