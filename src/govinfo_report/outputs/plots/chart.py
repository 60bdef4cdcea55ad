"""A chart: its specification, the rows it shows, and its picture."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from attrs import field, frozen

from govinfo_report.errors import UsageError
from govinfo_report.outputs.frames.extras import library

_SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"
#: of the two libraries of the extra, the one that draws
_DRAWS = "vl_convert"
#: version of the language of the specification that pictures are drawn with
_VERSION = "5.20"
#: colours that are told apart without seeing colours; what they mean is written as well
COLOURS = ("#0072b2", "#56b4e9", "#d55e00", "#e69f00", "#cc79a7", "#7a7a7a", "#009e73", "#999933")


@frozen(repr=False, eq=False)
class Plot:
    """A chart that was made, with what it shows.

    ``rows`` are its data: one for every figure, with ``value`` or, in its stead, ``state`` and
    ``reason``; ``gaps`` those of them without a value.  A notebook shows it as a picture (SVG).
    """

    title: str
    spec: Mapping[str, Any] = field(repr=False)
    rows: tuple[Mapping[str, Any], ...] = field(repr=False)

    @property
    def gaps(self) -> tuple[Mapping[str, Any], ...]:
        """The rows that have no value; they are shown in words, never as zero."""
        return tuple(row for row in self.rows if row["value"] is None)

    def svg(self) -> str:
        """The picture as SVG."""
        return str(library(_DRAWS).vegalite_to_svg(dict(self.spec), vl_version=_VERSION))

    def png(self, scale: float = 2.0) -> bytes:
        """The picture as PNG, ``scale`` pixels to a point."""
        made = library(_DRAWS).vegalite_to_png(dict(self.spec), vl_version=_VERSION, scale=scale)
        return bytes(made)

    def save(self, path: str | Path) -> Path:
        """Write the picture (``.svg`` or ``.png``) or its specification (``.json``).

        ``UsageError`` for another suffix.
        """
        target = Path(path)
        if target.suffix == ".svg":
            target.write_text(self.svg(), encoding="utf-8")
        elif target.suffix == ".png":
            target.write_bytes(self.png())
        elif target.suffix == ".json":
            target.write_text(json.dumps(self.spec, ensure_ascii=False, indent=1), encoding="utf-8")
        else:
            raise UsageError(f"A chart is saved as .svg, .png or .json, not as {target.name!r}.",
                             zh=f"图表可存为 .svg、.png 或 .json，不能存为 {target.name!r}。")  # fmt: skip
        return target

    def to_altair(self) -> Any:
        """The chart as an object of ``altair``, to be changed and combined there."""
        return library("altair").Chart.from_dict(dict(self.spec))

    def __repr__(self) -> str:
        return f"<Plot {self.title}: {len(self.rows)} figures, {len(self.gaps)} without a value>"

    def _repr_svg_(self) -> str:
        return self.svg()


def plotted(
    title: str,
    rows: Sequence[Mapping[str, Any]],
    body: Mapping[str, Any],
    font: str | None,
    note: str = "",
) -> Plot:
    """A chart of ``rows`` with our look: white ground, one font, the title on the left."""
    library(_DRAWS)
    heading = {"text": title, "anchor": "start", "fontSize": 15, "offset": 12}
    if note:
        heading |= {"subtitle": note, "subtitleColor": "#555555"}
    spec = {
        "$schema": _SCHEMA,
        "background": "white",
        "title": heading,
        "config": {
            "font": font or "sans-serif",
            "view": {"stroke": None},
            "axis": {"labelFontSize": 12, "titleFontSize": 12, "labelLimit": 280,
                     "gridColor": "#e3e3e3", "titleFontWeight": "normal"},
            "legend": {"labelFontSize": 12, "labelLimit": 320, "titleFontSize": 12},
            "text": {"fontSize": 12},
        },
        **body,
    }  # fmt: skip
    return Plot(title, spec, tuple(rows))
