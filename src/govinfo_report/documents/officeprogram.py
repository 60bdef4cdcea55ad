"""LibreOffice as a program: where it is, and how it is run within bounds."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any

from govinfo_report.documents.childprocess import end_group
from govinfo_report.documents.officeprofile import environment

_NAMES = ("soffice", "libreoffice")
_PLACES = (
    "/usr/lib/libreoffice/program/soffice",
    "/usr/lib64/libreoffice/program/soffice",
    "/opt/libreoffice*/program/soffice",
    "/snap/bin/libreoffice",
    "/var/lib/flatpak/exports/bin/org.libreoffice.LibreOffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)
#: folders of programs on Windows, by the variables that name them
_PROGRAMS = ("PROGRAMFILES", "PROGRAMFILES(X86)", "PROGRAMW6432")
#: bounds the program before it begins, where the system can
_BOUNDED = (
    "import os,resource as r,sys;m,c=map(int,sys.argv[1:3]);"
    "[r.setrlimit(k,(v if h<0 else min(v,h),h)) for k,v in((r.RLIMIT_AS,m),(r.RLIMIT_CPU,c),"
    "(r.RLIMIT_CORE,0)) for h in (r.getrlimit(k)[1],)];os.execv(sys.argv[3],sys.argv[3:])"
)


def find() -> Path | None:
    """The program, on the path of programs or in the usual places; ``None`` when it is not there."""
    return _find(os.environ.get("PATH", ""), tuple(os.environ.get(name, "") for name in _PROGRAMS))


@lru_cache(maxsize=4)
def _find(path: str, programs: tuple[str, ...]) -> Path | None:
    suffix = ".exe" if sys.platform == "win32" else ""
    folders = [folder for folder in path.split(os.pathsep) if os.path.isabs(folder)]
    found = [os.path.join(folder, name + suffix) for folder in folders for name in _NAMES]
    for place in _PLACES:
        pattern = Path(place)
        if "*" in place:
            root = Path("/opt")
            with suppress(OSError):
                found += map(str, sorted(root.glob(str(pattern.relative_to(root))), reverse=True))
        else:
            found.append(place)
    found += [os.path.join(p, "LibreOffice", "program", "soffice.exe") for p in programs if p]
    return next((Path(f) for f in found if os.path.isfile(f) and os.access(f, os.X_OK)), None)


def version(program: Path) -> str:
    """What the program says of itself, in one line; empty when it says nothing."""
    folder = tempfile.mkdtemp(prefix="govinfo-report-")
    try:
        status, output = run([str(program), "--version"], folder, 20, None)
        return " ".join(output.decode("utf-8", "replace").split())[:80] if status == 0 else ""
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def run(
    command: list[str], folder: str, wait: float, bounds: tuple[int, int] | None
) -> tuple[int | None, bytes]:
    """Exit status (``None`` when it took too long) and output of a program without a past."""
    options: dict[str, Any] = {}
    if sys.platform == "win32":
        options["creationflags"] = subprocess.CREATE_NO_WINDOW
    else:
        options["start_new_session"] = True
        if bounds is not None and sys.platform == "linux" and sys.executable:
            limited = [str(bound) for bound in bounds]
            command = [sys.executable, "-I", "-S", "-c", _BOUNDED, *limited, *command]
    try:
        process = subprocess.Popen(  # noqa: S603 - found by us
            command, cwd=folder, env=environment(folder), stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, **options,
        )  # fmt: skip
    except OSError:
        return 1, b""
    try:
        output, _ = process.communicate(timeout=wait)
        return process.returncode, output
    except subprocess.TimeoutExpired:
        return None, b""
    finally:
        end_group(process)
