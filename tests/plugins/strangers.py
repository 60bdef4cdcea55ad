"""A fresh environment with the library as it is here and wheels of plugins, as strangers have it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Sequence
from pathlib import Path

import attrs
import lxml
import pluggy
import regex

import govinfo_report as gr

#: builds a wheel with the backend of the project, as an installer does
_BUILD = "import sys, hatchling.build; print(hatchling.build.build_wheel(sys.argv[1]))"


def python_with(projects: Sequence[Path], root: Path) -> Path:
    """The Python of a new environment in ``root`` with the wheels of these projects."""
    wheels = [_wheel(project, root) for project in projects]
    venv.create(root / "env", with_pip=True)
    folder = root / "env" / ("Scripts" if os.name == "nt" else "bin")
    python = folder / Path(sys.executable).name.replace("pythonw", "python")
    python = python if python.exists() else folder / "python"
    run(str(python), "-m", "pip", "install", "--no-index", "--no-deps", *map(str, wheels))
    # the library and its dependencies as they are here: nothing is fetched
    homes = {str(Path(m.__file__).parents[1]) for m in (gr, attrs, lxml, pluggy, regex)}
    (packages,) = run(
        str(python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"
    ).splitlines()
    Path(packages, "library.pth").write_text("\n".join(sorted(homes)), encoding="utf-8")
    return python


def run(*command: str, cwd: Path | None = None) -> str:
    """What a command prints; it must succeed, and sees no setting of this library."""
    env = {k: v for k, v in os.environ.items() if not k.startswith(("GOVINFO", "PYTHONPATH"))}
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, cwd=cwd, timeout=300, env=env,
        encoding="utf-8",
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-5000:] + done.stderr
    return done.stdout


def _wheel(project: Path, root: Path) -> Path:
    source = root / f"source-{project.name}"
    shutil.copytree(project, source, ignore=shutil.ignore_patterns("dist", "__pycache__"))
    built = run(sys.executable, "-c", _BUILD, str(root), cwd=source)
    return root / built.strip().splitlines()[-1]
