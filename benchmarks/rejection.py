"""How long it takes to say that a page is no report, against building its tree.

``python -m benchmarks.rejection``: pages of 20 to 200 kB, with and without the words of reports.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from html import escape
from random import Random

import govinfo_report
from benchmarks.cases import each, ms, tree
from benchmarks.timing import medians
from govinfo_report.documents.source import Source
from govinfo_report.reading.glance import glance
from govinfo_report.testing.negatives import random_negative

TARGET = 2.0
SIZES = (20_000, 60_000, 200_000)
MENU = ("首页", "政务公开", "政府信息公开指南", "政府信息公开年报", "依申请公开", "互动交流")
FILLER = (
    "会议听取了有关工作的汇报，研究了下一阶段的安排。",
    "本次活动为期三天，共有一百余人参加，现场气氛热烈。",
    "项目总投资{n}万元，预计明年{m}月完工，届时可服务周边居民{n}户。",
)


def news(seed: int, size: int) -> bytes:
    """A news item in the frame of a site, without the words of a report."""
    return _page(seed, size, "我市召开春季植树活动动员会", ("首页", "要闻动态", "公开", "互动交流"))


def neighbour(seed: int, size: int) -> bytes:
    """A page beside reports (guide, notice, accounts …), padded to the size."""
    kinds = ("guide", "notice", "law_based_government", "work_summary", "accounts", "evaluation")
    rng = Random(seed)
    while (page := random_negative(rng, kinds[seed % len(kinds)])).form != "html":
        pass
    return _page(seed, size, page.title, MENU, page.data.decode())


def _page(seed: int, size: int, title: str, menu: tuple[str, ...], body: str = "") -> bytes:
    rng = Random(seed)
    links = "".join(
        f'<li><a href="/c/{i}/" target="_blank">{m}</a></li>' for i, m in enumerate(menu)
    )
    start = body.partition("<body>")[2].partition("</body>")[0] or f"<h1>{escape(title)}</h1>"
    parts = [f"<html><head><meta charset=utf-8><title>{escape(title)}</title></head><body>"
             f"<ul>{links}</ul>{start}"]  # fmt: skip
    length = len(parts[0].encode())
    while length < size:
        text = rng.choice(FILLER).format(n=rng.randrange(900), m=rng.randrange(12))
        parts.append(f'<p style="text-indent:2em"><span class="t">{text}</span></p>\n')
        length += len(parts[-1].encode())
    return "".join([*parts, "</body></html>"]).encode()


def reject(data: bytes) -> None:
    """Parse a page that must be turned away."""
    try:
        govinfo_report.parse(data)
    except govinfo_report.GovInfoReportError:
        return
    raise AssertionError("a page was taken for a report")


def look(data: bytes) -> None:
    """The glance alone, from the bytes."""
    glance(Source.of(data))


def rows(rounds: int = 9, count: int = 6) -> Iterator[str]:
    """One line per kind and size: ratios to the tree."""
    kinds: dict[str, Callable[[int, int], bytes]] = {"news": news, "neighbour": neighbour}
    for name, make in kinds.items():
        for size in SIZES:
            pages = [make(seed, size) for seed in range(count)]
            taken = medians(
                {
                    "tree": partial(each, tree, pages),
                    "glance": partial(each, look, pages),
                    "reject": partial(each, reject, pages),
                },
                rounds=rounds,
            )
            base = taken["tree"]
            yield (
                f"{name:10} {size // 1000:4} kB  tree {ms(base / count):>9}"
                f"  glance {taken['glance'] / base:5.1f} x"
                f"  rejection {taken['reject'] / base:5.1f} x  (target {TARGET:g} x)"
            )


if __name__ == "__main__":
    for row in rows():
        print(row, flush=True)
