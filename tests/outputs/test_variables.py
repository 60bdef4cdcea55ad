"""Short names are for ever, every figure has one, and no column joins what may not be joined."""

from __future__ import annotations

import csv
import io
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from govinfo_report import codebook, frames
from govinfo_report.errors import UsageError
from govinfo_report.model.address import derived_of
from govinfo_report.model.build import forms_of
from govinfo_report.model.editions import EDITION_IDS, edition
from govinfo_report.outputs.codebook.variables import LONGEST, STATE

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
LISTED = (HERE / "short_names.csv").read_text(encoding="utf-8").splitlines()


def test_no_name_ever_changes() -> None:
    """The list beside this test only grows, at its end; so does the order of the columns."""
    now = [
        f"{' '.join(v.editions)},{v.address},{v.name},{v.converted}" for v in codebook.variables()
    ]
    assert now == LISTED[1:]


@pytest.mark.parametrize("edition_id", EDITION_IDS)
def test_every_figure_has_a_name(edition_id: str) -> None:
    """An address without one stops here; there is none for addresses that do not exist."""
    addresses = {*edition(edition_id).addresses, *derived_of(forms_of(edition_id))}
    named = {v.address for v in codebook.variables() if edition_id in v.editions}
    assert named == addresses
    for address in addresses:
        assert codebook.variable_of(edition_id, address).address == address
    with pytest.raises(KeyError):
        codebook.variable_of(edition_id, "requests.granted.pets")


def test_names_are_safe() -> None:
    """ASCII, a letter first, unique in any case of letters, and no word of Stata."""
    names = [v.name for v in codebook.variables()]
    assert len({name.lower() for name in names}) == len(names)
    for name in names:
        assert re.fullmatch(r"[a-z][a-z0-9_]*", name)
        assert len(name) <= LONGEST
        assert len(name + STATE) <= 32
    reserved = {"if", "in", "using", "with", "byte", "int", "long", "float", "double", "str"}
    assert not reserved & set(names)


def test_hand_checked_variables() -> None:
    """Label, unit, span, source and definition of three of them."""
    found = codebook.by_name()
    fee = found["pd_fees_yuan"]
    assert (fee.unit, fee.kind, fee.first, fee.last) == ("元", "amount", 2021, None)
    assert fee.label["en"] == "administrative fees · amount collected, in yuan"
    secret = found["rq_den_secret_nat"]
    assert secret.label["zh"] == "不予公开 · 1.属于国家秘密 · 自然人"
    assert secret.source == "Art. 14"
    assert secret.notices == ("国办公开办函〔2019〕60号", "国办公开办函〔2021〕30号")
    other = found["rq_oh_all"]
    assert (other.editions, other.derived_in) == (("2019", "2021"), ("2021",))
    assert other.formula.count(" + ") == 2
    old = found["st_budget_wan"]
    assert (old.first, old.last, old.unit) == (2014, 2018, "万元")


def test_every_variable_is_defined() -> None:
    """In both languages, and no English text holds Chinese."""
    for variable in codebook.variables():
        for texts in (variable.label, variable.definition):
            assert texts["zh"], variable.name
            assert not re.search(r"[\u4e00-\u9fff]", texts["en"].replace("国办函", "")
                                 .replace("号", "")), variable.name  # fmt: skip
        assert (variable.first, variable.last)[0] in (2014, 2019, 2021)


# --- comparability


def test_what_may_be_joined() -> None:
    """其他处理 by its sum; table 2 never, though the addresses are the same."""
    table = {entry.variable: entry for entry in codebook.comparability("2019", "2021")}
    assert table["rq_new_all"].verdict == "same"
    assert table["rq_oh_nat"].verdict == "sum"
    assert table["rq_oh_other_nat"].verdict == "only"
    assert table["rv_after_pending"].verdict == "same"
    assert table["pd_licences_decisions"].verdict == "never"
    assert table["pd_licences_decisions"].counterparts == ("pd19_licences_decisions",)
    assert table["pd19_procure_count"].verdict == "only"
    for entry in table.values():
        assert entry.reason["zh"]
        assert entry.reason["en"]
        if entry.address.startswith("proactive_disclosure"):
            assert entry.verdict in ("never", "only")
    assert {e.verdict for e in codebook.comparability("2014", "2019")} == {"never"}


def test_columns_follow_the_table() -> None:
    """A variable of two editions may be joined; what may never be is in two columns."""
    entries = codebook.comparability()
    for entry in entries:
        variable = codebook.by_name()[entry.variable]
        both = {entry.old, entry.new} <= set(variable.editions)
        assert both is (entry.verdict in ("same", "sum")), entry.variable
        for other in entry.counterparts:
            assert not set(codebook.by_name()[other].editions) & set(variable.editions)
    by_step = {(e.old, e.new) for e in entries}
    assert by_step == {("2014", "2019"), ("2019", "2021")}


# --- as files


def test_the_page_is_up_to_date() -> None:
    """``govinfo-report codebook -o docs/codebook.md`` writes it."""
    assert (ROOT / "docs" / "codebook.md").read_bytes() == codebook.codebook("md")


def test_the_page_is_a_table() -> None:
    """A row per variable, none with a bar too many, and every state."""
    page = codebook.codebook("md").decode()
    rows = [line for line in page.splitlines() if line.startswith("| `")]
    for variable in codebook.variables():
        (row,) = [r for r in rows if r.startswith(f"| `{variable.name}` |")]
        assert row.count("|") == 7
    for state in frames.STATES:
        assert f"| `{state}` |" in page


def test_csv_gives_the_variables_back() -> None:
    """Every fact in its column."""
    text = codebook.codebook("csv").decode()
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert [row["name"] for row in rows] == list(codebook.by_name())
    row = next(row for row in rows if row["name"] == "pd19_procure_yuan")
    assert (row["unit"], row["editions"], row["last"]) == ("元", "2019", "2020")
    assert row["label_zh"] == "政府集中采购 · 采购总金额（元）"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_stata_labels(language: str) -> None:
    """One label per variable, of at most 80 characters, that Stata cannot take for code."""
    text = codebook.codebook("stata", language=language).decode()
    labels = re.findall(r"^capture label variable (\S+) `\"(.*)\"'$", text, re.MULTILINE)
    assert [name for name, _ in labels] == list(codebook.by_name())
    for _, label in labels:
        assert 0 < len(label) <= 80
        assert not set(label) & set('"`$\\')
    assert text.isascii() is False


def test_r_script() -> None:
    """Every name once among the labels; R takes it, where there is R."""
    text = codebook.codebook("r", language="en").decode()
    names = re.findall(
        r"^  (\w+) = \"[^\"]+\",?$", text.partition("govinfo_units")[0], re.MULTILINE
    )
    assert names == list(codebook.by_name())
    program = shutil.which("Rscript")
    if program is not None:
        code = (
            text + "\nd <- label_govinfo(data.frame(rq_new_all = 1L))\n"
            'cat(attr(d$rq_new_all, "label"), attr(d$rq_new_all, "unit"))'
        )
        done = subprocess.run([program, "-"], input=code, capture_output=True, text=True, check=True,
                              encoding="utf-8")  # fmt: skip
        assert "new requests of the year · total" in done.stdout


def test_an_unknown_format_is_refused() -> None:
    """In both languages."""
    with pytest.raises(UsageError, match="stata") as caught:
        codebook.codebook("sas")
    assert "sas" in caught.value.text("zh")
