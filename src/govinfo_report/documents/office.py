"""LibreOffice as a converter: found by itself, without macros, network or traces, within limits."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from govinfo_report.documents.officeprofile import profile
from govinfo_report.documents.officeprogram import find, run, version
from govinfo_report.documents.sniffing import Kind
from govinfo_report.errors import LimitError
from govinfo_report.limits import Limits

__all__ = ["convert", "find", "version"]

#: what LibreOffice takes a file for; its own guess is not asked
_FILTERS = {Kind.DOC: "MS Word 97", Kind.RTF: "Rich Text Format"}
_SUFFIXES = {Kind.DOC: ".doc", Kind.RTF: ".rtf"}
_OPTIONS = ("--headless", "--invisible", "--norestore", "--nologo", "--nodefault", "--nolockcheck",
            "--nofirststartwizard")  # fmt: skip
_TARGET = "docx:MS Word 2007 XML"


def convert(contents: Sequence[bytes], kind: Kind, limits: Limits) -> list[bytes | None]:
    """Files of one kind as DOCX, in one call; ``None`` for each that could not be converted.

    One that takes the program down is found by asking for each alone.  Raises ``LimitError``
    (P907) for a single file that takes too long.
    """
    program = find()
    if program is None or not contents:
        return [None] * len(contents)
    folder = tempfile.mkdtemp(prefix="govinfo-report-")
    try:
        found = _converted(program, Path(folder), contents, kind, limits)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    if len(contents) > 1 and None in found:
        alone: dict[int, bytes | None] = {}
        for index, made in enumerate(found):
            if made is None:
                with suppress(LimitError):
                    alone[index] = convert(contents[index : index + 1], kind, limits)[0]
        found = [alone.get(index, made) for index, made in enumerate(found)]
    return found


def _converted(
    program: Path, folder: Path, contents: Sequence[bytes], kind: Kind, limits: Limits
) -> list[bytes | None]:
    for name in ("in", "out", "profile/user"):
        (folder / name).mkdir(parents=True)
    (folder / "profile/user/registrymodifications.xcu").write_text(profile(), encoding="utf-8")
    names = [f"in/{index}{_SUFFIXES[kind]}" for index in range(len(contents))]
    for name, content in zip(names, contents, strict=True):
        (folder / name).write_bytes(content)
    command = [
        str(program), f"-env:UserInstallation={(folder / 'profile').as_uri()}", *_OPTIONS,
        f"--infilter={_FILTERS[kind]}", "--convert-to", _TARGET, "--outdir", "out", *names,
    ]  # fmt: skip
    bounds = (limits.office_memory, limits.office_seconds)
    status, _ = run(command, str(folder), limits.office_wait, bounds)
    if status is None and len(contents) == 1:
        raise LimitError(
            f"LibreOffice took more than {limits.office_wait} seconds",
            zh=f"LibreOffice 处理超过 {limits.office_wait} 秒",
            hint="Save the document as DOCX, or raise Limits.office_wait.",
            hint_zh="请把文件另存为 DOCX，或调高 Limits.office_wait。",
            id="P907", limit=limits.office_wait, observed=None, bound="office_wait",
        )  # fmt: skip
    found: list[bytes | None] = []
    for index in range(len(contents)):
        made = folder / "out" / f"{index}.docx"
        try:
            fits = made.stat().st_size <= limits.archive_bytes
            found.append(made.read_bytes() if fits else None)
        except OSError:
            found.append(None)
    return found
