"""The four hooks.  All are registration hooks: a plugin hands over objects, the host calls them.

Annotations state what *one* implementation returns.  An implementation may take fewer arguments
than its specification, so arguments can be added later without breaking anybody.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import pluggy

if TYPE_CHECKING:
    from govinfo_report.documents.opener import Opener
    from govinfo_report.outputs.writer import Writer
    from govinfo_report.reading.draft import Layout
    from govinfo_report.rules import Rule

PROJECT = "govinfo_report"

hookspec = pluggy.HookspecMarker(PROJECT)
#: marks a function of a plugin as the implementation of a hook
hookimpl = pluggy.HookimplMarker(PROJECT)


@hookspec
def govinfo_openers() -> Iterable[Opener]:  # type: ignore[empty-body]
    """File formats this plugin turns into a ``Document``."""


@hookspec
def govinfo_layouts() -> Iterable[Layout]:  # type: ignore[empty-body]
    """Layouts this plugin detects and parses."""


@hookspec
def govinfo_rules() -> Iterable[Rule]:  # type: ignore[empty-body]
    """Checks this plugin adds; their ids carry a prefix of the plugin's own (``LAKE-A001``)."""


@hookspec
def govinfo_writers() -> Iterable[Writer]:  # type: ignore[empty-body]
    """Output formats this plugin writes reports in."""
