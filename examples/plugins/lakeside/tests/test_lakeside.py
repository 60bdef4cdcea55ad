"""What the plugin reads; run with ``pytest`` where ``govinfo-report`` is installed."""

from __future__ import annotations

from pathlib import Path

import govinfo_report_lakeside

import govinfo_report as gr

PAGE = Path(__file__).parent / "page.html"


def test_the_core_alone_does_not_know_the_words() -> None:
    report = gr.parse(PAGE, registry=gr.Registry.builtin())
    assert report["requests.new_received.total"].value is None


def test_the_plugin_reads_every_figure() -> None:
    registry = gr.Registry.builtin().with_plugin(govinfo_report_lakeside)
    report = gr.parse(PAGE, registry=registry)
    assert report.publisher == "湖滨县人民政府"
    assert report.requests.new_received.natural_person == 31
    assert report.requests.unable_to_provide.not_held.total == 8
    assert report.requests.denied.total == 7
    assert report.requests.carried_out.total == 3
    assert all(figure.value is not None for figure in report.figures.values())
    assert gr.validate(report, registry=registry).ok
