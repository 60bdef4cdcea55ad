"""The command line: ``govinfo-report`` and ``python -m govinfo_report``."""

from __future__ import annotations

from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command line and return its exit status: 0 clean, 1 error findings, 2 usage,
    3 something could not be read."""
    try:
        from govinfo_report.cli.app import main as run
    except KeyboardInterrupt:  # so early that nothing is there yet to say so
        return 130
    return run(arguments)
