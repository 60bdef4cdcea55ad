"""What every test sees: no plugin of the developer's own, and a fixed way of drawing examples."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parents[1]

# no deadline anywhere: how long an example takes on a shared machine says nothing about the code
settings.register_profile("dev", deadline=None, max_examples=50)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.register_profile(
    "long", deadline=None, max_examples=5_000, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile(
    os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if os.environ.get("CI") else "dev")
)


def pytest_make_parametrize_id(config: pytest.Config, val: object, argname: str) -> str | None:
    """Bytes are named by their argument: a packed file holds the second it was packed in, and
    workers that collect at different seconds would each see tests of other names."""
    return argname if isinstance(val, bytes) else None


@pytest.fixture(autouse=True)
def only_builtin_plugins(monkeypatch: pytest.MonkeyPatch) -> None:
    """Installed plugins stay out of sight; what is built in is loaded all the same."""
    monkeypatch.setenv("GOVINFO_REPORT_PLUGINS", "")
    monkeypatch.delenv("GOVINFO_REPORT_STRICT", raising=False)


@pytest.fixture(scope="session")
def shared_reports() -> Path:
    """The folder ``shared/reports`` beside the checkout: real reports, which are not ours to ship.

    Skips the test when the folder is absent.
    """
    folder = ROOT.parent / "shared" / "reports"
    if not folder.is_dir():
        pytest.skip("no shared/reports beside the checkout")
    return folder


@pytest.fixture(scope="session")
def examples() -> Path:
    """The folder ``examples`` of the checkout."""
    return ROOT / "examples"
