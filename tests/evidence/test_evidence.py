"""Evidence files: they carry what they say, and no byte of them can change unnoticed."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import govinfo_report as gr
from govinfo_report.documents.source import Source
from govinfo_report.errors import GovInfoReportError, SourceError, UsageError
from govinfo_report.evidence import pack, verify
from govinfo_report.evidence.archive import MANIFEST, SUMS, archive, digest
from govinfo_report.model.build import build_report
from govinfo_report.outputs.files import indented
from govinfo_report.testing.conformance.building import build

DRAFT = Path(__file__).resolve().parents[2] / "examples" / "drafts" / "swapped_digits.html"
KNOWN = {"url": "https://example.org/2023.html", "retrieved": "2024-02-01"}


@pytest.fixture(scope="module")
def packed() -> bytes:
    """The draft whose row 予以公开 holds 71+3+0+0+1+0 = 75 and says 21."""
    return pack(DRAFT, "A101", known=KNOWN)


def members(data: bytes) -> dict[str, bytes]:
    """All members but the list of hashes."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return {name: file.read(name) for name in file.namelist() if name != SUMS}


def forged(data: bytes, changes: dict[str, bytes]) -> bytes:
    """The file with some members replaced, and every hash in it brought up to date."""
    found = {**members(data), **changes}
    manifest = json.loads(found[MANIFEST])
    manifest["members"] = {
        name: {"sha256": digest(content), "bytes": len(content)}
        for name, content in sorted(found.items()) if name != MANIFEST
    }  # fmt: skip
    own = manifest["source"]
    own["sha256"] = digest(found[own["member"]])
    found[MANIFEST] = (json.dumps(manifest, ensure_ascii=False, indent=2) + "\n").encode()
    return archive(found)


def test_what_is_in_it(packed: bytes) -> None:
    """The untouched bytes, the origin, both languages, neutral words, hashes of it all."""
    found = members(packed)
    assert found["source/swapped_digits.html"] == DRAFT.read_bytes()
    manifest = json.loads(found[MANIFEST])
    assert manifest["source"]["given"] == KNOWN
    assert manifest["software"]["govinfo-report"] == gr.__version__
    (finding,) = manifest["findings"]
    assert (finding["expected"], finding["observed"], finding["difference"]) == (75, 21, 54)
    assert set(manifest["members"]) == set(found) - {MANIFEST}
    for name, facts in manifest["members"].items():
        assert (facts["sha256"], facts["bytes"]) == (digest(found[name]), len(found[name]))
    for language, expected in (("zh", "应为  75"), ("en", "expected     75")):
        assert expected in found[f"calculation.{language}.txt"].decode()
        page = found[f"page.{language}.html"].decode()
        assert page.count("<article") == 1
        cited = found[f"citation.{language}.txt"].decode()
        for fact in (
            KNOWN["url"],
            KNOWN["retrieved"],
            Source.of(DRAFT).sha256,
            "2023",
            "2024-01-22",
        ):
            assert fact in cited
        assert "71+3+0+0+1+0" in cited
        assert not {"违法", "造假", "瞒报", "false", "illegal", "wrong", "A101"} & set(
            cited.split()
        )
    sums = dict(line.split("  ")[::-1] for line in zip_text(packed, SUMS).splitlines())
    assert sums == {name: digest(content) for name, content in found.items()}


def zip_text(data: bytes, name: str) -> str:
    """A member as text."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return file.read(name).decode()


def test_it_verifies_and_is_the_same_again(packed: bytes, tmp_path: Path) -> None:
    """From bytes and from a file under another name; the same arguments, the same bytes."""
    assert verify(packed).holds
    path = tmp_path / "others.zip"
    path.write_bytes(packed)
    verdict = verify(path)
    assert verdict.holds
    (proof,) = verdict.proofs
    assert proof.found is not None
    assert proof.found.rule == "A101.3"
    assert pack(DRAFT, "row-total", known=KNOWN) == packed
    assert pack(Source.of(DRAFT.read_bytes(), name=DRAFT.name), proof.found.fingerprint,
                known=KNOWN) == packed  # fmt: skip


@given(st.data())
@settings(max_examples=150)
def test_a_changed_byte_fails(packed: bytes, data: st.DataObject) -> None:
    """Any byte of the file, any change of it: contents, names, dates, sums and what lies between."""
    at = data.draw(st.integers(0, len(packed) - 1))
    byte = data.draw(st.integers(1, 255))
    broken = packed[:at] + bytes([packed[at] ^ byte]) + packed[at + 1 :]
    with pytest.raises(SourceError):
        verify(broken)


def test_a_changed_byte_in_each_member_fails(packed: bytes) -> None:
    """Also when the archive itself was made anew around it; the member is named."""
    found = {**members(packed), SUMS: zip_text(packed, SUMS).encode()}
    for name, content in found.items():
        for at in (0, len(content) // 2, len(content) - 1):
            changed = {**found, name: content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]}
            target = io.BytesIO()
            with zipfile.ZipFile(target, "w") as file:
                for one, data in changed.items():
                    file.writestr(one, data)
            with pytest.raises(SourceError) as caught:
                verify(target.getvalue())
            if name != SUMS:
                assert name in caught.value.text("zh")
                assert "已被改动" in caught.value.text("zh")


def test_bytes_before_and_behind_fail(packed: bytes) -> None:
    """A ZIP archive may carry strangers around it; ours may not."""
    for other in (b"x" + packed, packed + b"x", packed[:-1], packed + packed):
        with pytest.raises(SourceError):
            verify(other)


def test_forged_words_are_found_out(packed: bytes) -> None:
    """Hashes brought up to date do not help: this version would write something else."""
    page = members(packed)["page.zh.html"].replace(b"71", b"17")
    verdict = verify(forged(packed, {"page.zh.html": page}))
    assert all(proof.holds for proof in verdict.proofs)
    assert not verdict.holds
    assert verdict.foreign == ("manifest.json", "page.zh.html")
    more = verify(forged(packed, {"more.txt": b"x"}))
    assert "more.txt" in more.foreign


def test_forged_numbers_do_not_hold(packed: bytes) -> None:
    """A finding that says other numbers than the document gives does not hold."""
    manifest = json.loads(members(packed)[MANIFEST])
    manifest["findings"][0]["expected"] = 76
    verdict = verify(forged(packed, {MANIFEST: json.dumps(manifest).encode()}))
    assert not verdict.holds
    (proof,) = verdict.proofs
    assert not proof.holds
    assert proof.found is not None
    assert proof.found.expected == 75


def test_a_corrected_document_no_longer_has_the_finding(packed: bytes) -> None:
    """Whoever exchanges the document gets its own answer."""
    name = "source/swapped_digits.html"
    fixed = members(packed)[name].replace(b">71<", b">17<")
    verdict = verify(forged(packed, {name: fixed}))
    assert not verdict.holds
    assert [proof.found for proof in verdict.proofs] == [None]


def test_another_version_only_looks_for_the_finding(packed: bytes) -> None:
    """Its pages may look different; the finding has to be there all the same."""
    manifest = json.loads(members(packed)[MANIFEST])
    manifest["software"]["govinfo-report"] = "0.0.9"
    other = forged(packed, {MANIFEST: json.dumps(manifest).encode(), "page.zh.html": b"<p>"})
    verdict = verify(other)
    assert verdict.holds
    assert verdict.software["govinfo-report"] == "0.0.9"
    assert verdict.installed["govinfo-report"] == gr.__version__


def test_a_document_that_is_none_any_more(packed: bytes) -> None:
    """The verdict carries the reason."""
    verdict = verify(forged(packed, {"source/swapped_digits.html": b"<p>nothing"}))
    assert not verdict.holds
    assert verdict.error is not None


def test_history_is_packed_where_it_is_needed() -> None:
    """Carried in 3, but 4 were carried out the year before: both documents are in it, no third."""
    lines = {"new_received": [10, 0, 0, 0, 0, 0, 10], "granted": [9, 0, 0, 0, 0, 0, 9],
             "total_handled": [9, 0, 0, 0, 0, 0, 9]}  # fmt: skip

    def source(year: int, carried_in: int, carried_out: int) -> Source:
        rows = {**lines, "carried_in": [carried_in, 0, 0, 0, 0, 0, carried_in],
                "carried_out": [carried_out, 0, 0, 0, 0, 0, carried_out]}  # fmt: skip
        base = build({"set": {f"requests.{k}": v for k, v in rows.items()}})
        report = build_report(dict(base.figures), publisher="云岭县人民政府", year=year)
        return Source.of(gr.render(report), name=f"{year}.html")

    now, before, long_ago = source(2023, 3, 4), source(2022, 3, 4), source(2019, 0, 1)
    nothing = Source.of("<p>no report", name="x.html")
    data = pack(now, "Y101", history=[long_ago, nothing, before])
    assert [name for name in members(data) if name.startswith("history/")] == [
        "history/1-2022.html"
    ]
    assert verify(data).holds
    without = pack(source(2023, 3, 5), "A103", history=[long_ago, before])
    assert not [name for name in members(without) if name.startswith("history/")]


def test_what_is_no_finding() -> None:
    """A rule that passed, a word, and a file with two reports that both have it."""
    for name in ("A103", "nonsense", ""):
        with pytest.raises(UsageError):
            pack(DRAFT, name)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as file:
        file.writestr("a.html", DRAFT.read_bytes())
        file.writestr("b.html", DRAFT.read_bytes().replace(b"2023", b"2022"))
    both = Source.of(target.getvalue(), name="both.zip")
    with pytest.raises(UsageError) as caught:
        pack(both, "A101")
    assert "2 reports" in str(caught.value)


@pytest.mark.parametrize(
    ("name", "member"),
    [("..\\..\\x/../年报 1.html", "source/年报_1.html"), ("<a>&\u202e.htm", "source/a.htm"),
     ("...", "source/document"), ("x" * 500 + ".txt", "source/" + "x" * 60 + ".txt")],
)  # fmt: skip
def test_names_of_documents_are_tamed(name: str, member: str) -> None:
    """The member has a plain name; the name it came under is kept in the manifest."""
    data = pack(Source.of(DRAFT.read_bytes(), name=name), "A101")
    found = members(data)
    assert found[member] == DRAFT.read_bytes()
    assert json.loads(found[MANIFEST])["source"]["name"] == name
    assert verify(data).holds


def test_real_reports(shared_reports: Path) -> None:
    """Every finding of every sample can be proved, alone or with others of its rule."""
    for path in sorted(shared_reports.glob("*.txt")):
        assessment = gr.validate(gr.parse(path))
        for rule in {finding.rule for finding in assessment.findings}:
            verdict = verify(pack(path, rule))
            assert verdict.holds, (path.name, rule, verdict)
            assert {proof.packed["rule"].partition(".")[0] for proof in verdict.proofs} == {
                rule.partition(".")[0]
            }


# --- hostile files --------------------------------------------------------------------------


def written(entries: list[tuple[str, bytes]], compression: int = zipfile.ZIP_STORED) -> bytes:
    """An archive of these entries, as somebody else would write it."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", compression) as file:
        for name, content in entries:
            file.writestr(zipfile.ZipInfo(name), content, compression)
    return target.getvalue()


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_hostile_archives_get_one_line(packed: bytes) -> None:
    """Traversal, names twice, bombs, no manifest, no archive at all."""
    found = [*members(packed).items(), (SUMS, zip_text(packed, SUMS).encode())]
    hostile = {
        "empty": b"", "no archive": b"hello", "no member": written([]),
        "no manifest": written([(n, d) for n, d in found if n != MANIFEST]),
        "no sums": written([(n, d) for n, d in found if n != SUMS]),
        "one more": written([*found, ("more.txt", b"")]),
        "one less": written(found[1:]),
        "traversal": written([*found, ("../x", b"")]),
        "absolute": written([*found, ("/etc/x", b"")]),
        "twice": written([*found, found[0]]),
        "packed again": written(found, zipfile.ZIP_DEFLATED),
        "bomb": written([*found, ("bomb", b"\0" * 30_000_000)], zipfile.ZIP_DEFLATED),
        "bomb as manifest": written(
            [(MANIFEST, b"\0" * 30_000_000), (SUMS, b"")], zipfile.ZIP_DEFLATED),
        "many": written([*found, *((f"m{i}", b"") for i in range(2_500))]),
        "another document": DRAFT.read_bytes(),
    }  # fmt: skip
    for name, data in hostile.items():
        with pytest.raises(SourceError) as caught:
            verify(data)
        if name == "one more":
            assert "more.txt is missing or foreign" in str(caught.value)
        for language in ("zh", "en"):
            assert "\n" not in caught.value.text(language), name
            assert len(caught.value.text(language)) < 400, name


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)  # fmt: skip


@given(st.data())
@settings(max_examples=60)
def test_any_manifest_is_refused_or_judged(packed: bytes, data: st.DataObject) -> None:
    """Parts of the manifest replaced by anything, hashes up to date: an error in words, or no."""
    found = members(packed)
    manifest: Any = json.loads(found[MANIFEST])
    part = manifest
    for _ in range(data.draw(st.integers(0, 3))):
        keys = (
            list(part)
            if isinstance(part, dict)
            else list(range(len(part)))
            if isinstance(part, list)
            else []
        )
        if not keys:
            break
        key = data.draw(st.sampled_from(keys))
        if data.draw(st.booleans()) and isinstance(part[key], dict | list):
            part = part[key]
            continue
        part[key] = data.draw(json_values)
        break
    changed = indented(manifest) + b"\n"
    try:
        verdict = verify(archive({**found, MANIFEST: changed}))
    except GovInfoReportError as error:
        assert error.text("zh")
    else:
        # what this version is said to have written holds to the letter only
        same = manifest["software"] == json.loads(found[MANIFEST])["software"]
        if verdict.holds and same:
            assert changed == found[MANIFEST]


def test_a_manifest_that_is_no_json(packed: bytes) -> None:
    """Nested without end, numbers without end, no text at all."""
    for content in (b"[" * 100_000, b"9" * 10_000, b"\xff\xfe", b"[]", b"null", b'"x"'):
        with pytest.raises(SourceError):
            verify(archive({**members(packed), MANIFEST: content}))
