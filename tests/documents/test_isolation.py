"""Formats that are opened in a process of their own: one crash is one failed document."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import threading
import zlib
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from attrs import evolve
from misbehaving import Lying, Obeying

import govinfo_report
from govinfo_report.documents import childprocess
from govinfo_report.documents.childprocess import Child
from govinfo_report.documents.children import KEEPER
from govinfo_report.documents.document import Document, Span
from govinfo_report.documents.isolation import opened, using
from govinfo_report.documents.messages import BrokenMessages, packed, receive, send, unpacked
from govinfo_report.documents.source import Source
from govinfo_report.documents.wire import plain, rebuilt
from govinfo_report.errors import LimitError, SourceError, UsageError
from govinfo_report.limits import Limits
from govinfo_report.model.codec import dumps
from govinfo_report.testing import RENDERERS, random_report
from govinfo_report.testing.renderers.ruledpdf import assembled

BRIEF = Limits(child_seconds=1, child_wait=300)
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="the system knows no such bounds")


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    """Each test begins without processes, and leaves none."""
    KEEPER.close()
    yield
    assert KEEPER.count() <= 2
    KEEPER.close()


def ordered(order: str, limits: Limits = BRIEF, opener: Any = None) -> Document:
    return opened(opener or Obeying(), Source.of(order.encode(), name="a.pdf"), limits)


def pid(document: Document) -> int:
    return int(document.blocks[0].text[:-1])


def test_a_document_comes_from_another_process() -> None:
    """The same process opens one document after the other, and the places come along."""
    first, second = ordered("hello"), ordered("again")
    assert pid(first) == pid(second) != os.getpid()
    assert first.blocks[0].text[-1] == "\ud800"
    assert first.metadata == {"title": "题"}
    assert first.notes[0].params == {"characters": 2, "words": "字"}
    assert first.opener == "obeying" and first.unverified
    place = first.locate(Span(0, 1, 2))
    assert (place.part, place.start, place.end) == ("a", 4, 5)


def test_without_isolation() -> None:
    """Who isolates the reading opens all in the same process."""
    with using("none"):
        assert pid(ordered("hello")) == os.getpid()
    assert KEEPER.count() == 0
    with pytest.raises(UsageError):
        govinfo_report.parse("一\n二", isolation="thread")
    with pytest.raises(UsageError):
        govinfo_report.parse_many([], isolation="thread").__next__()


@POSIX
@pytest.mark.parametrize(
    ("order", "kind", "words"),
    [
        ("exit", SourceError, ("意外终止", "exit status 7", "Limits.child_memory")),
        ("crash", SourceError, ("意外终止", "SIGSEGV", "Limits.child_memory")),
        ("memory", LimitError, ("512 MiB", "512 MiB of memory", "Limits.child_memory")),
        ("loop", LimitError, ("超过 1 秒", "1 seconds of processor time", "Limits.child_seconds")),
    ],
)
def test_one_crash_is_one_failed_document(
    order: str, kind: type[SourceError], words: tuple[str, str, str]
) -> None:
    """The error names what happened, the bound, and what to do; the next document is opened."""
    lost = pid(ordered("hello"))
    with pytest.raises(SourceError) as caught:
        ordered(order)
    error = caught.value
    assert type(error) is kind
    assert words[0] in error.text("zh") and words[1] in error.text("en")
    assert all(words[2] in error.text(language) for language in ("zh", "en"))
    assert all(error.text(language).startswith(("the process opening a.pdf", "opening a.pdf",
                                                "打开 a.pdf")) for language in ("zh", "en"))  # fmt: skip
    assert error.facts["id"] == "P907"
    assert pid(ordered("hello")) != lost


def test_waiting_ends() -> None:
    """A process that does nothing is ended after a while."""
    with pytest.raises(LimitError) as caught:
        ordered("wait", evolve(BRIEF, child_wait=1))
    assert "超过 1 秒" in caught.value.text("zh")
    assert caught.value.facts["bound"] == "child_wait"
    assert ordered("hello").blocks


@POSIX
def test_memory_is_counted_per_document() -> None:
    """What a library has kept is not the next document's; a process that has grown is replaced."""
    first = pid(ordered("hold60"))
    assert [pid(ordered("hold60")) for _ in range(2)] == [first] * 2
    assert pid(ordered("hello")) != first
    with pytest.raises(LimitError):
        ordered("hold600")
    assert pid(ordered("hold300", Limits(child_memory=400 * 1024 * 1024)))


def test_errors_and_defects_come_along() -> None:
    """An error of the library keeps class, words and facts; a defect is told as one."""
    with pytest.raises(LimitError) as caught:
        ordered("refuse")
    assert caught.value.message == {"en": "too much", "zh": "太多"}
    assert caught.value.hint == {"en": "less", "zh": "少些"}
    assert caught.value.facts == {"id": "P907", "limit": 1}
    with pytest.raises(RuntimeError, match="KeyError: 'a defect'"):
        ordered("raise")
    with pytest.raises(RuntimeError, match="RecursionError"):
        ordered("recurse")
    assert ordered("hello").blocks


def test_noise_of_libraries_stays_out_of_the_answers() -> None:
    """What a library prints is lost, not taken for an answer."""
    assert pid(ordered("print")) == pid(ordered("hello"))


@pytest.mark.parametrize("lie", ["block", "note", "nothing"])
def test_what_is_no_document_is_refused(lie: str) -> None:
    """The other side is not believed."""
    with pytest.raises(RuntimeError):
        ordered(lie, opener=Lying())


def test_a_worn_process_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    """After many documents a fresh process takes over."""
    from govinfo_report.documents import bounds

    monkeypatch.setattr(bounds, "_DOCUMENTS", 2)
    held = bounds.Bounds()
    assert not held.is_worn()
    held.documents = 2
    assert held.is_worn()
    seen = {pid(ordered("hello")) for _ in range(210)}
    assert len(seen) == 2
    assert KEEPER.count() == 1


@POSIX
def test_a_process_that_was_killed_in_between() -> None:
    """It is noticed before the next document is handed over."""
    first = pid(ordered("hello"))
    os.kill(first, signal.SIGKILL)
    while any(child.is_alive for child in KEEPER._idle):
        pass
    assert pid(ordered("hello")) != first


def test_threads_have_processes_of_their_own() -> None:
    """Asked at once, each answer reaches who asked; few processes are kept."""
    found: list[bool] = []

    def ask(number: int) -> None:
        for _ in range(3):
            document = opened(Obeying(), Source.of(b"hello", name=f"{number}.pdf"), BRIEF)
            found.append(document.opener == "obeying")

    threads = [threading.Thread(target=ask, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [True] * 12
    assert KEEPER.count() <= 2


def test_where_no_process_can_be_started(monkeypatch: pytest.MonkeyPatch) -> None:
    """The way out is in the message."""
    monkeypatch.setattr(sys, "executable", "")
    with pytest.raises(SourceError) as caught:
        ordered("hello")
    for language in ("zh", "en"):
        assert "isolation='none'" in caught.value.text(language)
    monkeypatch.setattr(sys, "executable", str(Path(sys.prefix) / "no-such-python"))
    with pytest.raises(SourceError, match="isolation='none'"):
        ordered("hello")


@POSIX
def test_a_program_that_is_no_python(monkeypatch: pytest.MonkeyPatch) -> None:
    """Within another program the executable may be anything: it is told, not blamed on the file."""
    monkeypatch.setattr(sys, "executable", "/bin/true")
    with pytest.raises(SourceError, match="isolation='none'"):
        ordered("hello")
    assert KEEPER.count() == 0


def test_messages() -> None:
    """Lengths are believed within bounds only, and a message that breaks off is none."""
    sent = bytearray()

    def write(part: bytes | memoryview) -> int:
        sent.extend(part[:3])
        return len(part[:3])

    send(write, packed({"a": "\ud800字"}))
    rest = bytearray(sent)

    def read(size: int) -> bytes:
        part = bytes(rest[: min(size, 2)])
        del rest[: len(part)]
        return part

    assert unpacked(receive(read) or b"") == {"a": "\ud800字"}
    assert receive(read) is None
    for broken in (sent[:-1], sent[:5], b"\xff" * 20):
        rest = bytearray(broken)
        with pytest.raises(BrokenMessages):
            receive(read)
    for nonsense in (b"{", b"[" * 100_000, b"\xff"):
        with pytest.raises(BrokenMessages):
            unpacked(nonsense)


def test_values_that_are_no_document() -> None:
    """Every part of what another process sends is checked."""
    rng = Random("wire")
    renderer = RENDERERS["ofd"]
    page = renderer.print(random_report(rng), renderer.dialect(rng))
    _, document = govinfo_report.api.open_document(  # type: ignore[attr-defined]
        page, registry=govinfo_report.Registry.builtin()
    )
    values = unpacked(packed(plain(document)))
    again = rebuilt(values)
    assert [b.text for b in again.blocks] == [b.text for b in document.blocks]
    number, grid = next((n, b[3]) for n, b in enumerate(values["blocks"]) if b[3])
    changes: list[Any] = [
        lambda: grid.__setitem__(1, 10**9), lambda: grid.__setitem__(2, 1),
        lambda: grid[3][0].__setitem__(4, -1), lambda: grid[3][0].__setitem__(5, 10**6),
        lambda: grid[3][0].__setitem__(0, True), lambda: grid.__setitem__(3, grid[3][::-1]),
        lambda: values["blocks"][0].__setitem__(0, "picture"),
        lambda: values["blocks"][0].__setitem__(1, 5),
        lambda: values["lines"].__delitem__(0), lambda: values["lines"].__setitem__(number, []),
        lambda: values["lines"][number][0][1][0].__setitem__(1, [0, 0, "a", 1]),
        lambda: values["lines"][number][0][1][0].__setitem__(3, 10**9),
        lambda: values.__setitem__("metadata", {"a": 1}), lambda: values.pop("opener"),
        lambda: values.__setitem__("unverified", 0),
        lambda: values.__setitem__("notes", [["P909", [], {"a": None}, None]]),
        lambda: values.__setitem__("notes", [["", [], {}, None]]),
    ]  # fmt: skip
    whole = packed(values)
    for change in changes:
        values = unpacked(whole)
        grid = values["blocks"][number][3]
        change()
        with pytest.raises(BrokenMessages):
            rebuilt(values)


def script(tmp_path: Path, text: str) -> subprocess.CompletedProcess[str]:
    """Runs a script of its own; its folder holds the openers of these tests."""
    path = tmp_path / "script.py"
    head = f"import sys\nsys.path.insert(0, {str(Path(__file__).parent)!r})\n"
    path.write_text(head + textwrap.dedent(text), encoding="utf-8")
    return subprocess.run(
        [sys.executable, "-W", "error", str(path)], capture_output=True, text=True, check=False,
        timeout=120, encoding="utf-8",
    )  # fmt: skip


_OPEN = """
import os
from misbehaving import Obeying
from govinfo_report.documents.isolation import opened
from govinfo_report.documents.source import Source
from govinfo_report.limits import Limits
from govinfo_report.model.codec import dumps
from govinfo_report.testing import RENDERERS, random_report
from govinfo_report.testing.renderers.ruledpdf import assembled

def pid(_=None):
    source = Source.of(b"hello", name="a.pdf")
    return int(opened(Obeying(), source, Limits()).blocks[0].text[:-1])
"""


def gone(number: int) -> bool:
    """Whether no such process runs, not even as a zombie."""
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return True
    return False


@POSIX
def test_nothing_is_left_at_the_end_of_an_unguarded_script(tmp_path: Path) -> None:
    """No guard is needed, and the process goes with the script."""
    run = script(tmp_path, _OPEN + "print(pid(), pid())")
    assert run.returncode == 0, run.stderr
    assert not run.stderr
    first, second = run.stdout.split()
    assert first == second
    assert gone(int(first))


@POSIX
@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_within_the_workers_of_a_pool(tmp_path: Path, method: str) -> None:
    """Workers have processes of their own, also when forked after the first was started."""
    if sys.platform == "darwin" and method == "fork":
        pytest.skip("forking is unsafe there")
    run = script(
        tmp_path,
        _OPEN
        + f"""
import multiprocessing
from concurrent.futures import ProcessPoolExecutor
if __name__ == "__main__":
    own = pid()
    context = multiprocessing.get_context({method!r})
    with context.Pool(2) as pool:
        found = set(pool.map(pid, range(8), chunksize=1))
        assert own not in found
        pool.close()
        pool.join()
    with ProcessPoolExecutor(2, mp_context=context) as pool:
        found |= set(pool.map(pid, range(8)))
    assert pid() == own
    print(own, *found)
""",
    )
    assert run.returncode == 0, run.stderr
    numbers = [int(number) for number in run.stdout.split()]
    assert len(numbers) >= 3
    assert all(map(gone, numbers))


@POSIX
def test_the_child_ends_when_its_parent_is_killed(tmp_path: Path) -> None:
    """Nobody is left to end it: it notices that nobody will ask."""
    run = script(tmp_path, _OPEN + "print(pid(), flush=True)\nos.kill(os.getpid(), 9)")
    assert run.returncode == -signal.SIGKILL
    number = int(run.stdout)
    for _ in range(1000):
        if gone(number) or _is_zombie(number):
            return
        threading.Event().wait(0.02)
    pytest.fail("still running")


def _is_zombie(number: int) -> bool:
    # who adopts it may be slow to bury it
    try:
        return Path(f"/proc/{number}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z"
    except OSError:
        return False


def test_a_child_that_cannot_answer_in_time_is_ended() -> None:
    """Also one that reads nothing."""
    child = Child()
    with pytest.raises(childprocess.ChildLost) as caught:
        child.ask({"call": "time:sleep"}, b"x", 0.0)
    assert caught.value.late
    assert not child.is_alive


def bomb() -> bytes:
    """A PDF of two kilobytes whose contents unfold to a gigabyte."""
    packer = zlib.compressobj(9)
    once = b"".join(packer.compress(b" " * (1 << 20)) for _ in range(1024)) + packer.flush()
    twice = zlib.compress(once, 9)
    return assembled([
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<<>>>>",
        b"<</Length %d/Filter[/FlateDecode/FlateDecode]>>stream\n" % len(twice) + twice
        + b"\nendstream",
    ])  # fmt: skip


def ruled_page() -> bytes:
    """A report as a PDF."""
    pytest.importorskip("pypdfium2")
    renderer = RENDERERS["ruled_pdf"]
    rng = Random("a page")
    return renderer.print(random_report(rng), renderer.dialect(rng))  # type: ignore[return-value]


@POSIX
@pytest.mark.parametrize("jobs", [1, 2])
def test_a_hostile_page_among_others(jobs: int) -> None:
    """The others are read, before and after it; nothing of it is left."""
    page, hostile = ruled_page(), bomb()
    results = list(govinfo_report.parse_many([page, hostile, page], jobs=jobs))
    assert [result.report is not None for result in results] == [True, False, True]
    error = results[1].error
    assert isinstance(error, SourceError)
    assert error.facts["id"] == "P907"
    assert "512 MiB" in error.text("zh") and "512 MiB" in error.text("en")


def test_the_same_report_with_and_without(examples: Path) -> None:
    """Isolation changes nothing that is read, places and notes included."""
    pytest.importorskip("pypdfium2")
    pytest.importorskip("python_calamine")
    book = (examples / "reports" / "workbook_97_hidden_2019.xls").read_bytes()
    for data in (ruled_page(), book):
        apart = govinfo_report.parse(data)
        here = govinfo_report.parse(data, isolation="none")
        assert dumps(apart) == dumps(here)
