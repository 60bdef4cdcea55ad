"""Reports, figures, findings and statements as tables for data analysis."""

from typing import TYPE_CHECKING

__all__ = ["Frame"]

if TYPE_CHECKING:
    from govinfo_report.outputs.frames.frame import Frame


def __getattr__(name: str) -> object:
    if name == "Frame":  # annotations name it, few use it
        from govinfo_report.outputs.frames.frame import Frame

        return Frame
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
