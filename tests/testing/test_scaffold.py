"""A plugin begun with a page: its own tests pass at once, and again when its labels are filled in."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import govinfo_report as gr
from govinfo_report.testing.scaffold import new_plugin, new_words

ROOT = Path(__file__).resolve().parents[2]
PAGES = {
    "bridge": ROOT / "docs" / "plugins" / "bridge.html",  # a grid that the library refuses
    "lakeside": ROOT / "examples" / "plugins" / "lakeside" / "tests" / "page.html",
}


def own_tests(folder: Path) -> tuple[int, str]:
    """The tests of the package, as its author runs them."""
    names = ("CI", "TF_BUILD", "JENKINS_URL", "BUILDKITE", "PYTEST_ADDOPTS", "PYTHONPATH")
    environment = {k: v for k, v in os.environ.items() if k not in names}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-rs", "-p", "_govinfo_report_pytest", "-p",
         "no:cacheprovider"],
        env=environment | {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTHONDONTWRITEBYTECODE": "1",
                           "PYTHONUTF8": "1"},
        cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False, timeout=300,
    )  # fmt: skip
    return done.returncode, done.stdout + done.stderr


def package(folder: Path) -> Path:
    """The module of a plugin."""
    (found,) = (folder / "src").iterdir()
    return found


def accept(path: Path) -> int:
    """Take the # away from every proposal, as an author does who has compared them; how many."""
    text, count = re.subn(r'(?m)^(\s*)# (?=")', r"\1", path.read_text(encoding="utf-8"))
    path.write_text(text, encoding="utf-8")
    return count


def test_from_a_refused_page_to_a_plugin(tmp_path: Path) -> None:
    """Nothing is read before a person has looked, all of table 3 after (its tests: the tutorial)."""
    with pytest.raises(gr.GovInfoReportError):
        gr.parse(PAGES["bridge"], registry=gr.Registry.builtin())
    made = new_plugin("bridge", PAGES["bridge"], tmp_path)
    test = next((made.folder / "tests").glob("test_*.py")).read_text(encoding="utf-8")
    assert "nobody has compared a figure with the page yet" in test
    assert made.proposed == accept(package(made.folder) / "__init__.py") == 4
    registry = gr.Registry.builtin().with_plugin(package(made.folder))
    report = gr.parse(PAGES["bridge"], registry=registry)
    assert report.requests.new_received.natural_person == 31
    assert report.requests.carried_out.total == 3
    assert all(f.value is not None for a, f in report.figures.items() if a.startswith("requests."))
    assert gr.validate(report, select=["A"], registry=registry).ok


def test_the_plain_words_of_a_county(tmp_path: Path) -> None:
    """Every label in other words: each proposal is the right one here, and none is used unseen."""
    made = new_plugin("lakeside", PAGES["lakeside"], tmp_path)
    source = package(made.folder) / "__init__.py"
    before = gr.parse(PAGES["lakeside"], registry=gr.Registry.builtin().with_plugin(source))
    assert not [a for a in before if a.startswith("requests.") and before[a].value is not None]
    assert (made.proposed, made.missing) == (37, 0)
    accept(source)
    report = gr.parse(PAGES["lakeside"], registry=gr.Registry.builtin().with_plugin(source))
    assert all(figure.value is not None for figure in report.figures.values())
    assert report.requests.unable_to_provide.not_held.total == 8


def test_words_alone(tmp_path: Path) -> None:
    """The same as a file of label variants."""
    path = new_words("lakeside", PAGES["lakeside"], tmp_path)
    problems = gr.Registry.builtin().with_plugin(path).problems
    assert problems, "nothing but comments is no plugin"
    assert accept(path) == 37
    registry = gr.Registry.builtin().with_plugin(path)
    assert not registry.problems
    report = gr.parse(PAGES["lakeside"], registry=registry)
    assert report.requests.new_received.total == 39


@pytest.mark.parametrize(
    ("page", "base"),
    [("tabs_shifted.txt", "LineLayout"), ("markdown_tables.md", "LineLayout"),
     ("html_plain.html", "GridLayout"), ("word_plain.docx", "GridLayout")],
)  # fmt: skip
def test_pages_of_every_kind_give_a_plugin(page: str, base: str, tmp_path: Path) -> None:
    """A page that the library reads already gives a layout that cuts rows as it does."""
    made = new_plugin("other-county", ROOT / "examples" / "reports" / page, tmp_path)
    text = (package(made.folder) / "__init__.py").read_text(encoding="utf-8")
    assert f"class OtherCountyLayout({base})" in text
    compile(text, page, "exec")
    registry = gr.Registry.builtin().with_plugin(package(made.folder))
    assert not registry.problems
    assert "other-county.tables" in {layout.id for layout in registry.layouts}


def test_a_page_without_anything(tmp_path: Path) -> None:
    """What is no report at all is a case that expects its error; the tests pass."""
    page = tmp_path / "menu.html"
    page.write_text('<title>"""\\\n</title><p>首页</p><p>"x\\"# y"</p>', encoding="utf-8")
    made = new_plugin("menu", page, tmp_path)
    assert made.expected_error == "UnrecognisedLayoutError"
    status, told = own_tests(made.folder)
    assert status == 0, told


def test_words_of_a_page_cannot_leave_their_quotes(tmp_path: Path) -> None:
    """Quotes, backslashes and line breaks of a page stay text in the file that is written."""
    page = PAGES["bridge"].read_text(encoding="utf-8")
    evil = '公"民\\",}\nimport os  # \u202e'
    (tmp_path / "evil.html").write_text(page.replace("公民", evil), encoding="utf-8")
    made = new_plugin("evil", tmp_path / "evil.html", tmp_path)
    source = package(made.folder) / "__init__.py"
    accept(source)
    text = source.read_text(encoding="utf-8")
    assert "\u202e" not in text
    assert not re.search(r"^import os", text, re.MULTILINE)
    assert not gr.Registry.builtin().with_plugin(source).problems
