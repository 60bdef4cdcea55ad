"""Files, folders, standard input, manifests."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from govinfo_report.documents import scanengine
from govinfo_report.testing.damage import damaged


def names(ran) -> list[str]:
    """File names of the reports in JSON lines."""
    return [json.loads(line)["source"]["name"] for line in ran.out.splitlines()]


@pytest.fixture
def folder(reports: Path, tmp_path: Path) -> Path:
    """A folder as people keep them: reports among other things, with odd names."""
    root = tmp_path / "报告 2023"
    (root / "乙 县").mkdir(parents=True)
    (root / "甲县").mkdir()
    shutil.copy(reports / "tabs_shifted.txt", root / "乙 县" / "年度 报告.txt")
    shutil.copy(reports / "stacked_cells.txt", root / "甲县" / "b.txt")
    shutil.copy(reports / "tabs_markdown.md", root / "甲县" / "a.md")
    (root / "logo.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    (root / "data").write_bytes(bytes(range(256)) * 8)
    (root / "notes.json").write_text("{}", encoding="utf-8")
    (root / "README.md").write_text("# 说明\n", encoding="utf-8")
    (root / ".hidden.txt").write_text("不读", encoding="utf-8")
    return root


def test_a_folder_is_walked_in_the_order_of_names(
    run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is no document is skipped with a word and harms no exit status."""
    monkeypatch.setattr(scanengine, "can_recognise", lambda: False)
    (folder / "data").unlink()
    ran = run("parse", "-f", "jsonl", folder)
    assert ran.status == 0
    assert names(ran) == ["年度 报告.txt", "a.md", "b.txt"]
    for skipped in ("logo.png", "notes.json", "README.md"):
        assert f"{skipped}: not a document" in ran.err
    assert ".hidden.txt" not in ran.err


def test_pictures_in_a_folder_are_read_where_text_can_be_recognised(
    run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only pictures of scans: other files that are no documents stay skipped."""
    monkeypatch.setattr(scanengine, "can_recognise", lambda: True)
    (folder / "扫描.TIF").write_bytes(b"II*\0" + bytes(20_000))
    (folder / "logo.gif").write_bytes(b"GIF89a" + bytes(20_000))
    ran = run("identify", folder)
    assert "logo.png" not in ran.text  # too small for a page
    assert "扫描.TIF: not a document" not in ran.err
    assert "扫描.TIF" in ran.err + ran.text
    assert "logo.gif" not in ran.text


def test_a_document_that_cannot_be_read_exits_3(run, folder: Path) -> None:
    """A report we cannot open is not something that lies about."""
    (folder / "丙县.pdf").write_bytes(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    ran = run("parse", "-f", "jsonl", folder)
    assert ran.status == 3
    assert "丙县.pdf" in ran.err
    assert len(names(ran)) == 3


def test_a_walked_page_without_report_exits_3(run, folder: Path) -> None:
    """It may be a report in a layout nobody knows."""
    (folder / "通知.txt").write_text("关于放假的通知\n", encoding="utf-8")
    assert run("parse", "-f", "jsonl", folder).status == 3


def test_folders_hold_no_traps(run, folder: Path) -> None:
    """Pipes would block, loops would not end, broken links lead nowhere."""
    if hasattr(os, "mkfifo"):
        os.mkfifo(folder / "pipe.txt")
    (folder / "loop").symlink_to(folder)
    (folder / "gone.txt").symlink_to(folder / "nowhere")
    (folder / "data").unlink()
    ran = run("parse", "-f", "jsonl", folder)
    assert len(names(ran)) == 3
    assert ran.status == 3
    assert "gone.txt" in ran.err


def test_an_empty_folder_exits_3(run, tmp_path: Path) -> None:
    """Nothing was read: that is not a clean result."""
    ran = run("check", tmp_path)
    assert ran.status == 3
    assert ran.err


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.txt", b""),
        ("binary.txt", bytes(range(256)) * 40),
        ("nul.txt", b"\0" * 100),
        ("page.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100)),
        ("news.txt", "今天天气晴。\n".encode()),
        ("long.txt", b"a" * 2_000_000),
        ("half.txt", "一、总体情况\n".encode()[:-2]),
        ("utf16.txt", "二、主动公开政府信息情况\n".encode("utf-16")),
        ("lone.txt", b"\xed\xa0\x80\xff\xfe"),
    ],
)
@pytest.mark.parametrize("command", ["parse", "check", "identify"])
def test_hostile_files_end_in_a_word(
    run, tmp_path: Path, command: str, name: str, content: bytes
) -> None:
    """Named on standard error, status 3, never a traceback."""
    path = tmp_path / name
    path.write_bytes(content)
    ran = run(command, path)
    assert ran.status == 3
    assert name in ran.err + ran.text
    assert "Traceback" not in ran.err
    assert "internal" not in ran.err


@pytest.mark.parametrize(
    "name", ["absent.txt", "", "nul\0byte", "https://example.org/1.html", "x" * 5000]
)
@pytest.mark.parametrize("command", ["parse", "check", "identify"])
def test_names_that_lead_nowhere(run, command: str, name: str) -> None:
    """A missing file, an address on the network: a word and status 3."""
    ran = run(command, name)
    assert ran.status == 3
    assert ran.err
    assert "Traceback" not in ran.err
    assert "internal" not in ran.err


@pytest.mark.parametrize("command", ["parse", "check", "identify"])
def test_a_folder_without_documents(run, tmp_path: Path, command: str) -> None:
    """Nothing was read, and that is said: an empty run must not look like a clean one."""
    (tmp_path / "style.css").write_text("p {}", encoding="utf-8")
    ran = run(command, tmp_path)
    assert ran.status == 3
    assert "there was nothing to read" in ran.err


def test_standard_input(run, reports: Path) -> None:
    """``-`` is read once, in any encoding the opener knows."""
    text = (reports / "tabs_shifted.txt").read_text(encoding="utf-8")
    for encoding in ("utf-8", "gb18030", "utf-16"):
        ran = run("parse", "-f", "jsonl", "-", stdin=text.encode(encoding))
        assert ran.status == 0
        assert names(ran) == ["<stdin>"]
    assert run("parse", "-", "-").status == 2
    assert run("parse", "-", stdin=b"").status == 3


def test_a_manifest_says_what_is_known(run, folder: Path) -> None:
    """Its order, its facts; paths are relative to it; Excel's encoding is understood."""
    content = (
        "path,publisher,year,url\n"
        "甲县/b.txt,甲县人民政府,2023,https://example.org/b\n"
        "\n"
        "乙 县/年度 报告.txt,,,\n"
    )
    manifest = folder / "清单.csv"
    for data in (content.encode(), content.encode("utf-8-sig"), content.encode("gb18030")):
        manifest.write_bytes(data)
        ran = run("parse", "-f", "jsonl", "--manifest", manifest)
        assert ran.status == 0
        assert names(ran) == ["b.txt", "年度 报告.txt"]
        first, second = map(json.loads, ran.out.splitlines())
        assert first["source"]["given"] == {
            "publisher": "甲县人民政府", "year": 2023, "url": "https://example.org/b",
        }  # fmt: skip
        assert second["source"]["given"] == {}
    chosen = run("parse", "-f", "jsonl", "--manifest", manifest, folder / "甲县" / "b.txt",
                 "--region", "990000")  # fmt: skip
    given = json.loads(chosen.out)["source"]["given"]
    assert (given["year"], given["region"]) == (2023, "990000")


@pytest.mark.parametrize(
    "content",
    [
        "file,year\na.txt,2023\n",
        "path,year\na.txt,next\n",
        "path,year\n,2023\n",
        "path,colour\na.txt,red\n",
        "path,year\na.txt,2023\n./a.txt,2022\n",
        "",
        'path\n"a',
        "path\n\xff\xfe",
    ],
)
def test_a_bad_manifest_is_a_usage_error(run, tmp_path: Path, content: str) -> None:
    """Said before anything is read, with the line."""
    manifest = tmp_path / "list.csv"
    manifest.write_text(content, encoding="latin-1")
    ran = run("parse", "--manifest", manifest)
    assert ran.status == 2
    assert "list.csv" in ran.err
    assert run("parse", "--manifest", tmp_path / "absent.csv").status == 2


def test_what_a_manifest_says_wrongly_is_a_finding(run, tmp_path: Path) -> None:
    """An untitled capture takes its facts; where the page says otherwise, the page holds."""
    table = "信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n行政规范性文件\t1\t2\t9\n"
    prose = "我局认真落实条例，公开工作平稳有序，群众反映良好。"
    body = (
        f"一、总体情况\n{prose}\n二、主动公开政府信息情况\n{table}五、存在的主要问题及改进情况\n"
        f"{prose}\n六、其他需要报告的事项\n本年度没有收取信息处理费。\n"
    )
    title = "青松县水利局2022年政府信息公开工作年度报告\n"
    (tmp_path / "a.txt").write_text(body, encoding="utf-8")
    (tmp_path / "b.txt").write_text(title + body, encoding="utf-8")
    rows = "".join(f"{name}.txt,青松县水利局,990000,2023,2024-02-01\n" for name in "ab")
    manifest = tmp_path / "list.csv"
    manifest.write_text("path,publisher,region,year,retrieved\n" + rows, encoding="utf-8")
    read = map(json.loads, run("parse", "-f", "jsonl", "--manifest", manifest).out.splitlines())
    facts = [(r["publisher"], r["year"], r["source"]["retrieved"]) for r in read]
    assert facts == [("青松县水利局", 2023, "2024-02-01"), ("青松县水利局", 2022, "2024-02-01")]
    checked = run("check", "-f", "jsonl", "--manifest", manifest).out.splitlines()
    found = [{f["rule"] for f in json.loads(line)["findings"]} for line in checked]
    assert [any(r.startswith("N201") for r in rules) for rules in found] == [False, True]


def test_a_file_missing_from_a_manifest_exits_3(run, tmp_path: Path) -> None:
    """The list names it, so it is missed."""
    (tmp_path / "list.csv").write_text("path\nabsent.txt\n", encoding="utf-8")
    ran = run("parse", "--manifest", tmp_path / "list.csv")
    assert ran.status == 3
    assert "absent.txt" in ran.err


def test_no_input_is_a_usage_error(run) -> None:
    """Nothing named, nothing guessed."""
    assert run("parse").status == 2
    assert run("check").status == 2


@pytest.mark.parametrize("file", ["html_word.html", "stacked_cells.txt", "markdown_tables.md"])
def test_damaged_reports_never_crash_a_command(run, reports: Path, file: str) -> None:
    """Cut, flipped, doubled or spliced: every command ends with a status and without a defect."""
    data = (reports / file).read_bytes()
    for seed in range(12):
        broken = damaged(data, seed)
        for words in (
            ["parse"],
            ["parse", "-f", "csv"],
            ["check", "-f", "json"],
            ["identify", "-v"],
        ):
            ran = run(*words, "-", stdin=broken)
            assert ran.status in (0, 1, 3)
            assert "internal" not in ran.err
            assert ran.out or ran.err


@pytest.mark.parametrize(
    "content",
    [
        b"<table><tr><td colspan=1000000000 rowspan=1000000000>1</td></tr></table>" * 20,
        b"<div>" * 100_000,
        b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><html><p>&b;</p></html>',
        "一、总体情况\n".encode() * 50_000,
        b"<p " + b"a='1' " * 200_000 + b">x</p>",
        b"\t" * 2_000_000,
        b"|" * 2_000_000,
        b"1" * 500_000 + b"\n" + "二".encode() * 500_000,
        b"x" * (33 * 1024 * 1024),
    ],
    ids=["spans", "nesting", "entities", "headings", "attributes", "tabs", "bars", "runs", "size"],
)
def test_bombs_end_within_the_limits(run, tmp_path: Path, content: bytes) -> None:
    """A clear error, soon, whatever the size of the claim."""
    path = tmp_path / "bomb.html"
    path.write_bytes(content)
    ran = run("parse", path)
    assert ran.status == 3
    assert "bomb.html" in ran.err
    assert "internal" not in ran.err
