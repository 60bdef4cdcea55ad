"""How public objects show themselves: one line, a plain table, inert HTML."""

from __future__ import annotations

import copy
import inspect
from collections.abc import Callable, Mapping
from decimal import Decimal
from enum import Enum
from html.parser import HTMLParser
from typing import Any

import pytest
import regex
from attrs import evolve, fields, has
from displayed_samples import public_classes, samples, shows_itself
from hypothesis import given, settings
from hypothesis import strategies as st

import govinfo_report as gr
from govinfo_report.display import ROWS, Card, Displayed, Tile
from govinfo_report.model.build import build_report
from govinfo_report.model.finding import Finding
from govinfo_report.model.report import Report
from govinfo_report.outputs.notebook.cards import card_of
from govinfo_report.rules import Assessment

CLASSES = {name: cls for name, cls in public_classes().items() if shows_itself(cls)}


def sampled() -> list[Any]:
    """An object of every class."""
    return [samples()[cls] for cls in CLASSES.values() if cls in samples()]


ELEMENTS = {"div", "table", "thead", "tbody", "tr", "th", "td", "small", "span"}
ATTRIBUTES = {"style", "scope", "colspan", "lang"}
#: what a style of ours may say: no address, no place on the page, nothing animated
STYLE = regex.compile(r"[a-z-]+:[A-Za-z0-9 .%(),-]+(?:;[a-z-]+:[A-Za-z0-9 .%(),-]+)*")
#: bytes of a card; a report has the most cells
LARGEST = 64 * 1024
UNFIT = regex.compile(r"[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]")


class _Inert(HTMLParser):
    """Fails on what is not balanced, or is more than a table; gathers the text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tables = 0
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in ELEMENTS, tag
        assert {name for name, _ in attrs} <= ATTRIBUTES, attrs
        for name, value in attrs:
            if name == "style":
                assert STYLE.fullmatch(value or ""), value
        self.tables += tag == "table"
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    handle_decl = handle_pi = unknown_decl = handle_comment


def checked(html: str) -> str:
    """The text of a card that is sound."""
    parser = _Inert()
    parser.feed(html)
    parser.close()
    assert not parser.open
    assert parser.tables <= 1
    assert len(html.encode()) < LARGEST
    assert not UNFIT.search(html)
    return parser.text


@pytest.mark.parametrize("name", sorted(CLASSES))
def test_every_public_class_shows_itself(name: str) -> None:
    """The hook is spelled as notebooks look for it; all three ways tell the same title."""
    cls = CLASSES[name]
    assert issubclass(cls, Displayed), "public classes inherit govinfo_report.display.Displayed"
    assert cls in samples(), "displayed_samples.py needs an object of it"
    hook = inspect.getattr_static(cls, "_repr_html_")
    assert list(inspect.signature(hook).parameters) == ["self"]
    spelled = [n for n in dir(cls) if n.lower().strip("_") in ("repr_html", "html_repr")]
    assert spelled == ["_repr_html_"]
    sample = samples()[cls]
    assert checked(sample._repr_html_()).strip()
    assert len(repr(sample).splitlines()) == 1
    assert len(repr(sample)) < 700
    assert repr(sample).lstrip("<").startswith(cls.__name__)
    assert str(sample) != repr(sample)
    assert not UNFIT.search(str(sample).replace("\n", ""))


@pytest.mark.parametrize(
    "look",
    [
        lambda r: r.proactive_disclosure,
        lambda r: r.requests,
        lambda r: r.requests.denied,
        lambda r: r.requests.denied.state_secret,
        lambda r: r.review_and_litigation,
        lambda r: r.review_and_litigation.litigation_direct,
    ],
    ids=["table 2", "table 3", "group", "row", "table 4", "row of table 4"],
)
def test_views(look: Callable[[Report], Any]) -> None:
    """Every part of a report is a table of its figures, in one line and in HTML."""
    view = look(samples()[Report])
    assert len(repr(view).splitlines()) == 1
    text = checked(view._repr_html_())
    assert "total" in text or "issued" in text
    assert len(str(view).splitlines()) > 3


def test_a_group_shows_its_rows_and_their_sum() -> None:
    """The sum of a group is derived, and says so; a part without value leaves it without one."""
    whole = build_report(
        {"requests.denied.state_secret.total": 3, "requests.denied.internal_affairs.total": 4},
        year=2023,
    )
    card = card_of(whole.requests.denied)
    assert [row[0].soft for row in card.rows][-1] == "denied derived"
    assert card.rows[1][-1] == Tile("3", "number")
    assert card.rows[-1][-1] == Tile("–", "lost")


def test_states_are_told_apart_by_their_marks() -> None:
    """Blank, marked as none, refused and absent each have a mark; a zero is a number."""
    report = build_report(
        {
            "requests.granted.natural_person": "",
            "requests.granted.commercial_enterprise": "/",
            "requests.granted.research_institution": "4*",
            "requests.granted.total": 0,
        },
        year=2023,
    )
    row = next(row for row in card_of(report).rows if row[0].soft == "granted")
    assert [tile.text for tile in row[1:]] == ["·", "/", "?", "–", "–", "–", "0"]
    assert [tile.kind for tile in row[1:]] == ["number", "number", *["lost"] * 4, "number"]
    text = checked(report._repr_html_())
    assert "· blank" in text
    assert "the cell is not a number" in text


def test_an_assessment_shows_the_gravest_first_with_its_cell() -> None:
    """Counts, then id, printed label and address, expected, observed."""
    report = build_report(
        {f"requests.new_received.{c}": v for c, v in _ROW.items()}, publisher="云溪县", year=2023
    )
    assessment = gr.validate(report)
    card = card_of(assessment)
    row = next(row for row in card.rows if row[0].text.startswith("A101"))
    assert row[0].soft == "error"
    assert row[1].text.endswith("总计")
    assert row[1].soft.startswith("requests.new_received.total")
    assert (row[2].text, row[3].text) == ("5", "6")
    assert card.facts[0].endswith(("error", "errors"))
    assert card.rows[0][0].soft.startswith(("fatal", "error"))


_ROW = {
    "natural_person": 5, "commercial_enterprise": 0, "research_institution": 0,
    "public_welfare_organization": 0, "legal_service_institution": 0, "other_organization": 0,
    "total": 6,
}  # fmt: skip


def test_long_lists_end_with_a_count() -> None:
    """Beyond a page the rest is counted, in HTML and in text."""
    finding = samples()[Finding]
    many = Assessment(samples()[Report], (finding,) * (ROWS + 7), ())
    assert "and 7 more" in checked(many._repr_html_())
    assert "and 7 more" in str(Displayed.__str__(many))


def test_size_is_bounded_whatever_a_document_holds() -> None:
    """Rows without end, cells without end, text without end: the card stays a card."""
    report = samples()[Report]
    (row,) = report.extra_rows
    wide = evolve(row, label="行" * 10**5, cells=row.cells * 500, heads=("总计",) * 500)
    huge = evolve(report, extra_rows=(wide,) * 500, title="题" * 10**5, publisher="甲" * 10**5)
    text = checked(huge._repr_html_())
    assert "– not in the document" in text or "more" in text
    assert "[100000]" in text
    document = samples()[gr.Document]
    block = evolve(document.blocks[0], text="<b>" * 10**5, grid=None)
    long = evolve(document, blocks=(block,) * 10**4)
    assert f"and {10**4 - ROWS} more" in checked(long._repr_html_())
    assert len(str(long)) < LARGEST
    assert len(repr(huge)) < 10**5 + 200


def test_private_numbers_are_masked() -> None:
    """What leads to a person does not leave with a picture of a notebook."""
    report = build_report({}, publisher="甲县 13812345678", year=2023)
    assert "13812345678" not in checked(report._repr_html_())


def _poisoned(thing: Any, text: str, depth: int = 0) -> Any:
    """A copy of an object whose every text is another."""
    if isinstance(thing, Enum | int | Decimal) or callable(thing) or depth > 6:
        return thing
    if isinstance(thing, str):
        return text
    if isinstance(thing, Mapping):
        pairs = ((k, _poisoned(v, text, depth + 1)) for k, v in list(thing.items())[:60])
        return dict(pairs)
    if isinstance(thing, tuple) and not hasattr(thing, "_fields"):
        return tuple(_poisoned(item, text, depth + 1) for item in thing[:60])
    if has(type(thing)):
        found = copy.copy(thing)
        for own in fields(type(thing)):
            if own.name not in _KEPT:
                value = getattr(thing, own.name)
                object.__setattr__(found, own.name, _poisoned(value, text, depth + 1))
        return found
    return thing


#: names by which other things are found; they never come from a document
_KEPT = {"forms", "edition", "editions", "reason", "figures", "columns", "_cache", "region", "layout",
         "registry", "items", "openers", "layouts", "writers", "table", "column", "missing", "kind", "status"}  # fmt: skip

HOSTILE = st.sampled_from(
    (
        "<script>alert(1)</script>", "</td></table><h1 id='x'>", "<img src=x onerror=alert(1)>",
        "\" style=\"background:url(//evil)\" x=\"", "<!-- ", "]]>", "&lt;b&gt;", "\u202e<b>\x1b[31m",
        "=HYPERLINK(\"http://evil\")", "javascript:alert(1)", "<style>*{display:none}</style>",
    )
)  # fmt: skip


@settings(max_examples=6)
@given(text=st.one_of(HOSTILE, st.text(max_size=40)))
def test_hostile_text_is_inert(text: str) -> None:
    """Whatever stands in the fields: only our elements, nothing steers, the text is all there."""
    for sample in sampled():
        found = _poisoned(sample, text)
        checked(found._repr_html_())
        assert not UNFIT.search(Displayed.__str__(found).replace("\n", ""))
        assert not UNFIT.search(Displayed.__repr__(found))


def test_markup_shows_as_text() -> None:
    """A name with a tag in it reads in the notebook as it is written."""
    name = "<b>甲县</b><script>x</script>"
    report = build_report({}, publisher=name, year=2023)
    assert name in checked(report._repr_html_())


def test_a_class_may_say_what_it_shows() -> None:
    """A card from the class's own method wins over the list of its fields."""

    class Own(Displayed):
        def _card_(self) -> Card:
            return Card("own", ("one fact",), ("a", "b"), [("x", Tile("1", "number"))], 2)

    assert repr(Own()) == "<Own own; one fact>"
    assert str(Own()) == "own\n  one fact\n  a  b\n  x  1\n  and 2 more"
    assert checked(Own()._repr_html_()) == "ownone factabx1and 2 more"


def test_the_hostile_text_is_really_there() -> None:
    """Nearly every class shows some text of its fields: the property above looks at something."""
    text = "</td><x>"
    seen = [type(one) for one in sampled() if text in checked(_poisoned(one, text)._repr_html_())]
    assert len(seen) > 40, seen
