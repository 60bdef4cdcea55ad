"""Work grows in step with size: counted in calls, which do not depend on the machine."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import pytest
from opening import lines, page


def calls(work: Callable[[], Any]) -> int:
    """How many functions, of Python and of C, a piece of work calls."""
    number = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal number
        number += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(None)
    return number


TABLE = "<table><tr><td rowspan=2>甲<td>1<td><p>2</p><tr><td>3<td>4<b>5</b></table><p>文</p>"
PAGES: dict[str, Callable[[int], str]] = {
    "tables": lambda n: TABLE * n,
    "rows": lambda n: "<table>" + "<tr><td>甲<td>1<td>2" * n + "</table>",
    "paragraphs": lambda n: "<p>一<br>二<b>三</b></p>" * n,
    "missing end of tables": lambda n: "<table><tr><td>甲<td>1</tr><p>文</p>" * n,
    "tables in tables": lambda n: "<table><tr><td>甲<td>1<td>" * n,
    "layout tables": lambda n: "<table><tr><td>" * n + TABLE,
    "nested formatting": lambda n: "<p>" + "<sup><i>x</i>" * n,
    "nested boxes": lambda n: "<div>x" * n,
    "hidden": lambda n: "<p style='display:none'>x</p><p style='color:red'>y</p>" * n,
    "forms in a table": lambda n: "<table>" + "<form>" * n + "<tr><td>甲<td>1",
    "stray text": lambda n: "<table>" + "x<tr><td>甲<td>1</tr>" * n,
    "unclosed cells": lambda n: "<table><tr>" + "<tr><td><font>甲<td><font>1" * n,
    "comments": lambda n: "<!-- <td> -->x" * n,
    "preformatted": lambda n: "<pre>" + "规章\t1\n" * n,
    "selects": lambda n: "<select><option>1<option>2</select>" * n,
    "pictures": lambda n: "<img src=a/b.png>" * n,
    "styles": lambda n: "<style>" + ".a{display:none}" * n + "</style><p class=a>x</p>",
}


@pytest.mark.parametrize("kind", PAGES)
def test_pages(kind: str) -> None:
    make = PAGES[kind]
    page(make(40))  # caches
    small, large = calls(lambda: page(make(40))), calls(lambda: page(make(400)))
    assert large <= 11 * small


TEXTS: dict[str, Callable[[int], str]] = {
    "lines": lambda n: "规章\t1\t2\n" * n,
    "blank lines": lambda n: "一\n\n\n" * n,
    "odd breaks": lambda n: "一\r\n二\f三\u2028" * n,
    "controls": lambda n: "一二三四五六七八九十一二三四五\x01\n" * n,
}


@pytest.mark.parametrize("kind", TEXTS)
def test_texts(kind: str) -> None:
    make = TEXTS[kind]
    lines(make(40))
    small, large = calls(lambda: lines(make(40))), calls(lambda: lines(make(400)))
    assert large <= 11 * small


def test_places_are_counted_on_demand() -> None:
    """Opening locates nothing; locating every line of a text costs a step per line."""
    text = "规章\t1\t2\n" * 500
    document = lines(text)
    from govinfo_report.documents.document import Span

    every = [Span(number, 0, 1) for number in range(500)]
    first = calls(lambda: [document.locate(span) for span in every])
    assert first <= 40 * 500


def test_count_sees_quadratic_work() -> None:
    """The measure itself: a loop in a loop is found out."""

    def work(size: int) -> None:
        for _ in range(size):
            for _ in range(size):
                abs(0)

    assert calls(lambda: work(100)) > 11 * calls(lambda: work(10))
