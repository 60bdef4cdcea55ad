"""The optional libraries of data analysis, imported where they are used."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from govinfo_report.errors import MissingExtraError

#: what brings each library: an extra, or the library itself
_INSTALL = {"pyarrow": "govinfo-report[frames]", "pandas": "govinfo-report[pandas]",
            "vl_convert": "govinfo-report[plot]", "altair": "govinfo-report[plot]"}  # fmt: skip


def library(name: str) -> Any:
    """The module of this name; ``MissingExtraError`` names the line that installs it."""
    try:
        return import_module(name)
    except ImportError as error:
        wanted = _INSTALL.get(name, name)
        line = f"pip install '{wanted}'"
        raise MissingExtraError(
            f"This needs {name}, which is not installed.",
            zh=f"此功能需要 {name}，尚未安装。",
            hint=f"Install it with: {line}",
            hint_zh=f"安装命令：{line}",
            module=name,
        ) from error


def arrow() -> Any:
    """``pyarrow``, in which every table is made."""
    return library("pyarrow")
