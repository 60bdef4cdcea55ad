"""Hostile pages end in a clear error or within the limits; never in silent loss."""

from __future__ import annotations

from random import Random

import pytest
from opening import page, plain

from govinfo_report.documents.markup import check_tags
from govinfo_report.errors import LimitError
from govinfo_report.limits import DEFAULT_LIMITS, Limits


def refused(markup: str | bytes, limits: Limits = DEFAULT_LIMITS) -> str:
    with pytest.raises(LimitError) as caught:
        page(markup, limits)
    error = caught.value
    assert error.message["zh"] != error.message["en"]
    return str(error.facts["id"])


@pytest.mark.parametrize("tag", ["div", "font", "span", "b", "table", "sup", "o:p"])
@pytest.mark.parametrize("depth", [2050, 3000, 100_000])
def test_nesting_is_refused_not_cut_off(tag: str, depth: int) -> None:
    """The parser drops what is deeper without a word; the page must not come back in part."""
    opened = f"<{tag}>" * depth
    assert refused(f"<p>前</p>{opened}<table><tr><td>1<td>2</table>") == "P904"
    assert refused(f"{opened}x" + f"</{tag}>" * depth + "<p>后") == "P904"


def test_nesting_is_refused_behind_many_other_faults() -> None:
    """The parser logs a hundred errors only; the one that matters must still be seen."""
    assert refused("<p></i></b></p>" * 500 + "<div>" * 3000 + "x") == "P904"


@pytest.mark.parametrize("depth", [255, 256, 300, 1500])
def test_unclosed_formatting_beyond_the_usual_depth(depth: int) -> None:
    """Without the larger limit everything behind 256 open elements is lost silently."""
    chain = "<font color=red><span>" * (depth // 2)
    document = page(f"<p>前</p>{chain}甲<table><tr><td>1<td>2</table><p>后</p>")
    assert plain(document) == [("p", "前"), ("p", "甲"), [["1", "2"]], ("p", "后")]


def test_own_depth_limit() -> None:
    markup = "<div>" * 50 + "<table><tr><td><b><i>x</i></b><td>1</table>"
    assert refused(markup, Limits(depth=20)) == "P904"
    assert refused("<table><tr><td>" + "<b>" * 30 + "x", Limits(depth=20)) == "P904"
    assert len(page(markup, Limits(depth=60)).blocks) == 1


def test_attribute_floods_are_refused_before_parsing() -> None:
    flood = " ".join(f"a{n}=1" for n in range(200_000))
    assert refused(f"<p {flood}>x</p>") == "P905"


PADDING = "<p>政府信息公开</p>" * 6000


@pytest.mark.parametrize(
    "flood",
    [
        "<p {}>".format(" ".join(f"a{n}" for n in range(1000))),
        "<p {}>".format("".join(f'a{n}="1"' for n in range(1000))),
        "<p {}>".format(" ".join(f"a{n}='>'" for n in range(1000))),
        "<p {}>".format(" ".join(f'a{n}="<b>"' for n in range(1000))),
        "<p {}>".format("/".join(f"a{n}" for n in range(1000))),
        "<p {}>".format("\n".join(f"a{n} = 1" for n in range(1000))),
        "</p {}>".format(" ".join(f"a{n}" for n in range(1000))),
        "<x:y {}".format(" ".join(f"a{n}" for n in range(1000))),
        "<!--><p {}>".format(" ".join(f"a{n}" for n in range(1000))),
        "<script></script><p {}>".format(" ".join(f"a{n}" for n in range(1000))),
        "<textarea><script></textarea><p {}>".format(" ".join(f"a{n}" for n in range(1000))),
        "<script {}>".format(" ".join(f"a{n}" for n in range(1000))),
    ],
)
def test_attribute_floods_in_every_disguise(flood: str) -> None:
    assert refused(PADDING + flood) == "P905"


@pytest.mark.parametrize(
    "harmless",
    [
        "<script>for (i = 0; i<n; i++) {{ {} }}</script>".format("a b " * 1000),
        "<!-- <p {}> -->".format("a b " * 1000),
        "<style>a<b {}</style>".format("a b " * 1000),
        "<textarea><p {}</textarea>".format("a b " * 1000),
        "<p>a < b {}</p>".format("a b " * 1000),
        "<p title='{}'>x</p>".format("a=b " * 1000),
        "<img src='data:image/png;base64,{}'>".format("QUJD" * 50_000),
        "<p {}>x</p>".format(" ".join(f"a{n}={n}" for n in range(150))),
        "<![if x {}]>".format("a b " * 1000),
    ],
)
def test_what_only_looks_like_a_flood(harmless: str) -> None:
    document = page(PADDING + harmless + "<h1>尾</h1>")
    assert plain(document)[-1] == ("h1", "尾")


def test_scan_of_tags_agrees_with_the_parser_on_random_markup() -> None:
    """Whatever follows a refused or accepted piece, the scan never runs past a flood."""
    flood = "<p " + " ".join(f"a{n}" for n in range(300)) + ">"
    pieces = ["<p>", "</p>", "<a b='", "'", '"', ">", "<", "<!--", "-->", "<script>", "</script>",
              "<title>", "</title>", "x=y ", " = ", "/", "文", "<!", "<?", "]]>", "</", "<b c=\""]  # fmt: skip
    rng = Random(7)
    for _ in range(300):
        noise = "".join(rng.choice(pieces) for _ in range(rng.randrange(12)))
        closing = "\"'></script></title></textarea></style>--><p>"
        text = PADDING + noise + closing + flood
        with pytest.raises(LimitError):
            check_tags(text.encode().lower(), DEFAULT_LIMITS)


def test_too_many_elements() -> None:
    assert refused("<p>x" * 1_500_000) == "P905"
    assert refused("<p>x</p>" * 30, Limits(nodes=20)) == "P905"
    assert len(page("<p>x</p>" * 10, Limits(nodes=20)).blocks) == 10
    assert refused("<pre>" + "x\n" * 30, Limits(nodes=20)) == "P905"


def test_limits_are_named_in_the_error() -> None:
    with pytest.raises(LimitError) as caught:
        page("<p>x</p>" * 30, Limits(nodes=20))
    assert caught.value.facts["limit"] == 20
    assert "Limits.nodes" in caught.value.hint["en"]


def test_deep_chains_with_much_inside_are_walked_once() -> None:
    """Small pieces are looked into before they are walked; the look has an end."""
    markup = "<p>" + "<sup>" * 900 + "<i>x</i>" * 3000
    assert plain(page(markup)) == [("p", "x" * 3000)]
    inside = "<table><tr><td>甲<td>1<tr>" + "<form><div>" * 400 + "<i>x</i>" * 3000
    assert plain(page(inside)) == [[["甲", "1"]], ("p", "x" * 3000)]


@pytest.mark.parametrize("seed", range(20))
def test_random_bytes_round_a_page(seed: int) -> None:
    rng = Random(seed)
    data = bytearray("<p>一、</p><table><tr><td>规章</td><td>1</td></tr></table>".encode() * 20)
    for _ in range(rng.randrange(1, 12)):
        at = rng.randrange(len(data))
        data[at : at + rng.randrange(3)] = rng.randbytes(rng.randrange(4))
    document = page(bytes(data))
    assert len(document.blocks) > 10
