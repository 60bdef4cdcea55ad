"""The commands that write documents for people: render, and check with comments in the draft."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

import govinfo_report as gr
from tests.cli.conftest import Run


def names(data: bytes) -> set[str]:
    return set(zipfile.ZipFile(io.BytesIO(data)).namelist())


@pytest.mark.parametrize("suffix", ["docx", "xlsx", "html", "md"])
def test_the_suffix_chooses_the_format(
    run: Run, reports: Path, tmp_path: Path, suffix: str
) -> None:
    """The file that is written reads as the report it was made from."""
    target = tmp_path / f"年报.{suffix}"
    ran = run("render", reports / "html_plain.html", "-o", target)
    assert (ran.status, ran.out, ran.err) == (0, b"", "")
    assert gr.parse(target) == gr.parse(reports / "html_plain.html")


def test_text_goes_to_standard_output(run: Run, reports: Path) -> None:
    """HTML unless another format is named; binary formats are not thrown on a screen."""
    assert run("render", reports / "html_plain.html").text.startswith("<!DOCTYPE html>")
    assert run("render", reports / "html_plain.html", "-f", "md").text.startswith("# 云岭县")
    piped = run("render", reports / "html_plain.html", "-f", "docx")
    assert "word/document.xml" in names(piped.out)
    shown = run("render", reports / "html_plain.html", "-f", "docx", terminal=True)
    assert shown.status == 2
    assert "-o" in shown.err


def test_blank_forms(run: Run, tmp_path: Path) -> None:
    """The form of the year, under the name of the publisher."""
    target = tmp_path / "空白.xlsx"
    ran = run("render", "--blank", "--year", "2026", "--publisher", "云岭县人民政府", "-o", target)
    assert ran.status == 0
    assert "xl/workbook.xml" in names(target.read_bytes())
    page = run("render", "--blank", "--edition", "2019", "--year", "2020").text
    assert "2020年政府信息公开工作年度报告" in page
    assert "本年新制作数量" in page


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ([], "--blank"),
        (["--blank", "x.html"], "no FILE"),
        (["x.html", "--edition", "2021"], "--blank"),
        (["--blank", "--year", "2017"], "2017"),
        (["--blank", "-f", "odt"], "odt"),
        (["--blank", "-o", "form.odt"], "odt"),  # and no page is written under that name
    ],
)
def test_contradictions_are_usage_errors(run: Run, words: list[str], told: str) -> None:
    """Status 2, and the option at fault."""
    ran = run("render", *words)
    assert ran.status == 2
    assert told in ran.err
    assert not Path("form.odt").exists()


def test_what_is_lost_is_told(run: Run, reports: Path, tmp_path: Path) -> None:
    """Figures that were refused show as signs, and the console says how many."""
    ran = run("render", reports / "torn_tabs.txt", "-o", tmp_path / "a.docx")
    assert ran.status == 0
    assert "could not be read" in ran.err
    assert run("render", tmp_path / "none.html", "-o", tmp_path / "b.docx").status == 3
    assert not (tmp_path / "b.docx").exists()


def test_input_is_never_overwritten(run: Run, reports: Path, tmp_path: Path) -> None:
    """An output that is the input is refused."""
    own = tmp_path / "a.html"
    own.write_bytes((reports / "html_plain.html").read_bytes())
    assert run("render", own, "-o", own).status == 2
    assert own.read_bytes() == (reports / "html_plain.html").read_bytes()


@pytest.fixture
def draft(examples: Path, tmp_path: Path) -> Path:
    """A Word draft with two swapped digits."""
    path = tmp_path / "draft.docx"
    path.write_bytes(gr.render(gr.parse(examples / "drafts" / "swapped_digits.html"), "docx"))
    return path


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("zh", ["【错误】", "应为 75；实为 21；相差 54", "如何处理：", "规则 A101.3"]),
        (
            "en",
            [
                "[error]",
                "expected: 75; observed: 21; difference: 54",
                "What to do: ",
                "Rule A101.3",
            ],
        ),
    ],
)
def test_findings_become_comments(
    run: Run, draft: Path, tmp_path: Path, language: str, words: list[str]
) -> None:
    """Both numbers, the difference, the rule and what to do, in the chosen language."""
    target = tmp_path / "noted.docx"
    before = draft.read_bytes()
    plain = run("--lang", language, "check", draft)
    ran = run("--lang", language, "check", draft, "--annotate", target)
    assert ran.status == plain.status == 1
    assert ran.out == plain.out, "the check itself says what it always says"
    assert "4" in ran.err and "noted.docx" in ran.err
    assert draft.read_bytes() == before
    comments = zipfile.ZipFile(target).read("word/comments.xml").decode()
    for word in words:
        assert word in comments
    assert gr.parse(target) == gr.parse(draft)


def test_least_severity_holds_for_comments(run: Run, draft: Path, tmp_path: Path) -> None:
    """What is not shown is not written either."""
    target = tmp_path / "noted.docx"
    run("check", draft, "--severity", "error", "--annotate", target)
    assert zipfile.ZipFile(target).read("word/comments.xml").count(b"<w:comment ") == 2


def test_what_cannot_be_annotated(run: Run, reports: Path, draft: Path, tmp_path: Path) -> None:
    """Another format, several files, a folder, standard input, the file itself: nothing is written."""
    target = tmp_path / "noted.docx"
    before = draft.read_bytes()
    cases = [
        ([reports / "html_plain.html", "--annotate", target], "no Word document"),
        ([draft, draft, "--annotate", target], "one Word document"),
        ([tmp_path, "--annotate", target], "one Word document"),
        (["-", "--annotate", target], "one Word document"),
        ([draft, "--annotate", draft], "copy"),
        ([draft, "--annotate", "-"], "name of a file"),
        ([draft, "-f", "text", "-o", target, "--annotate", target], "copy"),
        ([draft, "--annotate", tmp_path / "none" / "a.docx"], "cannot write"),
    ]
    for words, told in cases:
        ran = run("check", *words)
        assert ran.status == 2, words
        assert told in ran.err
    assert draft.read_bytes() == before
    assert not target.exists()
    assert run("check", tmp_path / "gone.docx", "--annotate", target).status == 3
