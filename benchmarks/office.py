"""Reports as office files that every library accepts: types of parts declared, no strict form."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from itertools import islice

from govinfo_report.testing.floors import document
from govinfo_report.testing.reports import ReportData

_KINDS = "application/vnd.openxmlformats-officedocument."
#: how names of parts begin, and what they are
_TYPES = (
    ("word/document", "wordprocessingml.document.main+xml"),
    ("word/styles", "wordprocessingml.styles+xml"),
    ("word/numbering", "wordprocessingml.numbering+xml"),
    ("word/footnotes", "wordprocessingml.footnotes+xml"),
    ("word/comments", "wordprocessingml.comments+xml"),
    ("xl/workbook", "spreadsheetml.sheet.main+xml"),
    ("xl/worksheets/", "spreadsheetml.worksheet+xml"),
    ("xl/sharedStrings", "spreadsheetml.sharedStrings+xml"),
    ("xl/styles", "spreadsheetml.styles+xml"),
)
_STRICT = b"purl.oclc.org"


def reports(family: str, count: int) -> list[tuple[ReportData, bytes]]:
    """So many reports of a family, in files that other libraries may read as well."""
    return list(islice(_reports(family), count))


def _reports(family: str) -> Iterator[tuple[ReportData, bytes]]:
    number = 0
    while True:
        data, rendered = document(family, number)
        number += 1
        if not rendered.data.startswith(b"PK"):
            yield data, rendered.data
        elif (file := _complete(rendered.data)) is not None:
            yield data, file


def _complete(data: bytes) -> bytes | None:
    """The package with the type of each part; ``None`` for one in the strict form."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(packed, "w", 8) as new:
        for name in old.namelist():
            content = old.read(name)
            if _STRICT in content:
                return None
            if name == "[Content_Types].xml":
                declared = "".join(
                    f"<Override PartName='/{part}' ContentType='{_KINDS}{kind}'/>"
                    for part in old.namelist()
                    for start, kind in _TYPES
                    if part.startswith(start) and part.endswith(".xml")
                )
                content = content.replace(b"</Types>", declared.encode() + b"</Types>")
            new.writestr(name, content)
    return packed.getvalue()
