"""Every check by name: ``nox -l`` lists them, ``nox`` runs the quick ones.

Nothing runs in continuous integration that cannot be run here.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import nox

nox.options.sessions = ["lint", "types", "tests", "floor", "docs", "notebook", "wheel", "plugins"]
nox.options.reuse_existing_virtualenvs = True

ROOT = Path(__file__).parent
PROJECT = nox.project.load_toml("pyproject.toml")
FLOOR = "3.11"
HOST = "govinfo-report"


def works(version: str) -> bool:
    """Whether this Python can be started here (a launcher on the path may lead nowhere)."""
    program = shutil.which(f"python{version}")
    return program is not None and subprocess.run(
        [program, "-c", ""], capture_output=True, check=False
    ).returncode == 0  # fmt: skip


PYTHONS = [v for v in nox.project.python_versions(PROJECT) if works(v)]


def group(name: str) -> list[str]:
    """The packages of a dependency group."""
    return list(nox.project.dependency_groups(PROJECT, name))


@nox.session
def lint(session: nox.Session) -> None:
    """Style and format."""
    session.install(*group("lint"))
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", ".")


@nox.session
def types(session: nox.Session) -> None:
    """Strict types in the package, and in code as users write it (pyright needs node)."""
    session.install("-e", ".[test]", *group("types"))
    session.run("mypy")
    if shutil.which("node"):
        session.install(*group("pyright"))
        session.run("pyright", "--pythonpath", str(Path(session.bin, "python")), "tests/typing")
    else:
        session.log("no node here: pyright left out")


@nox.session(python=PYTHONS)
def tests(session: nox.Session) -> None:
    """The test suite on every Python found."""
    session.install("-e", ".[test]")
    session.run("python", "-m", "pytest", "-n", "auto", *session.posargs)


@nox.session
def ocr(session: nox.Session) -> None:
    """Text recognition, which the other sessions leave out for its size."""
    session.install("-e", ".[test,ocr]")
    session.run("python", "-m", "pytest", "tests/documents/test_scans.py", *session.posargs)


@nox.session(python=FLOOR)
def floor(session: nox.Session) -> None:
    """The test suite with the lowest versions that the package declares."""
    declared = PROJECT["project"]["dependencies"]
    for extra in ("cli", "frames", "pandas", "plot", "xlsx"):
        declared += PROJECT["project"]["optional-dependencies"][extra]
    session.install("-e", ".[test]", *(wanted.replace(">=", "==") for wanted in declared))
    session.run("python", "-m", "pytest", "-n", "auto", *session.posargs)


@nox.session
def docs(session: nox.Session) -> None:
    """The pages, with every warning an error, and the examples in them."""
    session.install("-e", ".", *group("docs"))
    build = "docs/_build"
    session.run("sphinx-build", "-n", "-W", "--keep-going", "-b", "html", "docs", f"{build}/html")
    session.run("sphinx-build", "-n", "-W", "-b", "doctest", "docs", f"{build}/doctest")


@nox.session
def notebook(session: nox.Session) -> None:
    """The notebook of the docs as users run it: every cell, with its plot."""
    session.install("-e", ".[frames,cli,plot]", *group("notebook"))
    for name in ("report", "panel"):
        into = Path(session.create_tmp()) / f"{name}.ipynb"
        session.run("jupytext", "--to", "ipynb", "--execute", "--output", str(into),
                    f"docs/notebooks/{name}.py")  # fmt: skip


def wheel_of(session: nox.Session, folder: Path) -> Path:
    """Build a wheel of the project in a folder."""
    session.install(*group("release"))
    into = Path(session.create_tmp()) / "dist"
    shutil.rmtree(into, ignore_errors=True)
    session.run("python", "-m", "build", "--wheel", "--outdir", str(into), str(folder), silent=True)
    (built,) = into.glob("*.whl")
    return built.resolve()


@nox.session
def wheel(session: nox.Session) -> None:
    """What users install: the wheel, tested where no source lies about."""
    built = wheel_of(session, ROOT)
    session.install(f"{built}[test]")
    away = Path(session.create_tmp()).resolve() / "checkout"
    shutil.rmtree(away, ignore_errors=True)
    away.mkdir()
    hidden = shutil.ignore_patterns(".*", "docs", "__pycache__", "mutants", "build", "dist")
    shutil.copytree(ROOT, away, ignore=hidden, dirs_exist_ok=True)
    shutil.rmtree(away / "src")
    shutil.copytree(ROOT / ".ci", away / ".ci")
    shutil.copytree(ROOT / "docs", away / "docs", ignore=shutil.ignore_patterns("_build"))
    if (ROOT.parent / "shared").is_dir() and not (away.parent / "shared").exists():
        (away.parent / "shared").symlink_to(ROOT.parent / "shared")
    session.chdir(away)
    session.run("python", "-m", "pytest", "-n", "auto", *session.posargs)


@nox.session
def plugins(session: nox.Session) -> None:
    """The example plugins as strangers would have them: built, installed, tested."""
    host = wheel_of(session, ROOT)
    session.install(f"{host}[test]")
    projects = [path.parent for path in sorted(ROOT.glob("examples/plugins/*/pyproject.toml"))]
    for project in projects:
        session.install(str(wheel_of(session, project)))
    session.run("govinfo-report", "plugins", env={"GOVINFO_REPORT_STRICT": "1"})
    away = Path(session.create_tmp()).resolve() / "plugins"
    shutil.rmtree(away, ignore_errors=True)
    for project in projects:
        shutil.copytree(project / "tests", away / project.name)
        session.chdir(away / project.name)
        session.run("python", "-m", "pytest", "-p", "no:cacheprovider", "--rootdir", ".", ".")


@nox.session
def bench(session: nox.Session) -> None:
    """Speed, as ratios in one run."""
    session.install("-e", ".[pdf]", *group("bench"))
    session.run("python", "-m", "benchmarks", *session.posargs)


@nox.session
def fuzz(session: nox.Session) -> None:
    """Long: a hundred thousand rendered documents, damaged ones, and the numeral grammar."""
    session.install("-e", ".[test]")
    session.run("python", "fuzz/fuzz_numerals.py", "--count", "3000000")
    session.run("python", "fuzz/fuzz_parse.py", *session.posargs)
    session.run("python", "-m", "fuzz.fuzz_openers")
    many = {
        "HYPOTHESIS_PROFILE": "long",
        "GOVINFO_REPORT_DOCUMENTS": "100000",
        "GOVINFO_REPORT_DAMAGED": "5000",
        "GOVINFO_REPORT_LIES": "100000",
        "GOVINFO_REPORT_TOLD": "10000",
    }
    session.run("python", "-m", "pytest", "tests/property", "tests/sabotage", env=many)


@nox.session
def mutate_rules(session: nox.Session) -> None:
    """Does the conformance suite notice when a rule is changed?  Lists what it does not."""
    session.install("-e", ".[test]")
    session.run("python", "-m", "fuzz.mutate_rules", *session.posargs, success_codes=[0, 1])


@nox.session
def mutate(session: nox.Session) -> None:
    """Long: does a test notice when the code is changed?"""
    session.install("-e", ".[test]", *group("mutate"))
    session.run("mutmut", "run", *session.posargs)
    session.run("mutmut", "results")
