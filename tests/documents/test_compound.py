"""Compound files: which program wrote them, and files that contradict themselves."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

import govinfo_report
from govinfo_report.documents.compound import BrokenCompound, Compound, top_names
from govinfo_report.documents.sniffing import Kind
from govinfo_report.documents.source import Source
from govinfo_report.errors import SourceError
from govinfo_report.testing.renderers.compound import compound


@pytest.mark.parametrize(
    ("streams", "kind"),
    [
        (("WordDocument", "1Table"), Kind.DOC), (("Workbook",), Kind.XLS), (("Book",), Kind.XLS),
        (("MatOST", "CONTENTS"), Kind.WORKS), (("EncryptionInfo", "EncryptedPackage"), Kind.LOCKED),
        (("PowerPoint Document",), Kind.OLE), ((), Kind.OLE),
    ],
)  # fmt: skip
def test_the_streams_tell_the_program(streams: tuple[str, ...], kind: Kind) -> None:
    """Whatever the suffix says."""
    data = compound(dict.fromkeys(streams, b"x"))
    assert Source.of(data, name="a.wps").kind is kind


def test_streams_are_read() -> None:
    """Short and long ones, in their own length."""
    long = random.Random(1).randbytes(70_000)
    made = Compound(compound({"One": long, "Two": b"short".ljust(4096)}))
    assert made.names == {"one", "two"}
    assert made.read("One") == long
    assert made.read("TWO").strip() == b"short"
    with pytest.raises(BrokenCompound):
        made.read("three")


def test_small_streams_of_real_files(examples: Path) -> None:
    """Streams below the cutoff stand in a stream of their own."""
    made = Compound((examples / "reports" / "word_97.doc").read_bytes())
    assert "worddocument" in made.names
    small = [n for n in made.names if n.startswith("\x05") or n == "\x01compobj"]
    assert small
    assert all(made.read(name) for name in small)


def test_damaged_files_end_in_an_error(examples: Path) -> None:
    """Cut off, changed in any place: no crash, no endless chain."""
    data = (examples / "reports" / "workbook_97.xls").read_bytes()
    rng = random.Random(2)
    for cut in (0, 7, 8, 100, 511, 512, 600, 1024, len(data) // 2, len(data) - 600):
        top_names(data[:cut])
    for _ in range(300):
        changed = bytearray(data)
        for _ in range(rng.choice((1, 4, 40))):
            area = rng.choice((512, 2048, len(data)))
            changed[rng.randrange(24, area)] = rng.choice((0, 1, 2, 0xFE, 0xFF, rng.randrange(256)))
        try:
            made = Compound(bytes(changed))
            for name in made.names:
                made.read(name)
        except BrokenCompound:
            continue


@pytest.mark.parametrize(
    ("streams", "words"),
    [
        (("MatOST",), ("Microsoft Works", "Microsoft Works")),
        (("EncryptedPackage",), ("设有密码", "password")),
        (("VisioDocument",), ("Office 97", "Office 97")),
    ],
)
def test_what_is_no_report_is_named(streams: tuple[str, ...], words: tuple[str, str]) -> None:
    """One clear line in both languages."""
    data = compound(dict.fromkeys(streams, b"x"))
    with pytest.raises(SourceError) as caught:
        govinfo_report.parse(Source.of(data, name="a.wps"))
    for language, word in zip(("zh", "en"), words, strict=True):
        text = caught.value.text(language)
        assert text.startswith("a.wps") and word in text and "\n" not in text
