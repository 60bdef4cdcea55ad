"""The contract of layouts: what a layout must hold, tried on its own cases and on made pages."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

import pytest

from govinfo_report import api
from govinfo_report.documents.document import Document
from govinfo_report.errors import GovInfoReportError
from govinfo_report.model.fit import Fit
from govinfo_report.model.forms import TABLES
from govinfo_report.model.report import Report
from govinfo_report.plugins.guards import draft_fault, match_fault
from govinfo_report.plugins.records import Kind
from govinfo_report.plugins.registry import Registry
from govinfo_report.reading.draft import Draft, Layout, Match
from govinfo_report.reading.labels import book
from govinfo_report.testing import cases as kept
from govinfo_report.testing.contracts import claims, material
from govinfo_report.testing.contracts.base import Contract, check_id, own, registry_for
from govinfo_report.testing.editing import with_texts, without_cell

#: changes of one case that are tried: pairs of labels, cells
_PAIRS, _CELLS = 4, 6
#: detecting and parsing should not take longer than this many times the opening of the page
_SLOW, _FAR_TOO_SLOW = 10, 200
_LEAST = 0.005  # seconds: below, ratios say nothing


class SlowLayoutWarning(UserWarning):
    """A layout takes much longer than it takes to open the page."""


class LayoutContract(Contract):
    """Inherit this, and set ``layout`` and ``cases``.

    ``layout`` is the object that the plugin hands over, ``cases`` the folder that holds
    ``<layout id>/<slug>/`` for every page it must read (``govinfo-report case new`` makes one).
    Items in ``limits`` are skipped with the reason given there.
    """

    layout: ClassVar[Layout]
    cases: ClassVar[Path]

    # --- what the items work on -------------------------------------------------------------

    @classmethod
    def registry(cls) -> Registry:
        """The built-in plugins and the one under test."""
        return cls.once("registry", lambda: registry_for(Kind.LAYOUT, cls.layout, cls.plugin))

    @classmethod
    def found_cases(cls) -> tuple[kept.Case, ...]:
        """The cases of the layout."""
        return cls.once("cases", lambda: kept.find_cases(Path(cls.cases), cls.layout.id))

    @classmethod
    def opened(cls) -> Iterator[tuple[kept.Case, Document]]:
        """The documents of the cases that can be opened, each anew."""
        registry = cls.registry()
        for case in cls.found_cases():
            try:
                yield case, api.open_document(case.input, known=case.known, registry=registry)[1]
            except GovInfoReportError:
                continue  # then this is what the case expects, or `the_cases_hold` tells

    @classmethod
    def read(cls) -> Iterator[tuple[kept.Case, Document, list[Draft], Report]]:
        """The cases that give a report, with what the layout claims of it."""
        layouts = cls.registry().layouts
        for case, document in cls.opened():
            report = claims.read(document, layouts, case.known)
            drafts = [draft for _, draft in claims.drafts_of(cls.layout, document)]
            if report is not None and drafts:
                yield case, document, drafts, report

    # --- the items --------------------------------------------------------------------------

    def test_the_id_is_its_own(self) -> None:
        """A dotted, lower-case id that nobody else has, and the methods of a layout."""
        check_id(Kind.LAYOUT, self.layout, self.registry())

    def test_wordings_stand_for_labels(self) -> None:
        """Every variant means a label of the form (or, empty, a row of none), and is not one itself."""
        unknown = [w for w in self.layout.variants.values() if w and not _known(w)]
        assert not unknown, f"no labels of the form: {unknown}"
        taken = [
            printed
            for printed, meant in self.layout.variants.items()
            if any(
                _meanings(t, printed) - _meanings(t, meant) for t in TABLES if _meanings(t, meant)
            )
        ]
        assert not taken, f"these are labels of the form, and keep their own meaning: {taken}"

    def test_there_are_cases(self) -> None:
        """At least one page with what must be read from it."""
        folder = Path(self.cases) / self.layout.id
        command = f"govinfo-report case new FILE --as {self.layout.id}/SLUG"
        assert self.found_cases(), f"no cases in {folder}: {command}"

    def test_detect_and_parse_are_repeatable(self) -> None:
        """The same document gives the same answer: nothing is remembered and nothing is drawn."""
        for case, document in self.opened():
            first, again = (list(claims.drafts_of(self.layout, document)) for _ in range(2))
            facts = [
                [(m.fit, m.edition, m.evidence, d) for m, d in found] for found in (first, again)
            ]
            assert facts[0] == facts[1], f"{case.id}: asked twice, the layout answers differently"

    def test_detect_never_raises(self) -> None:
        """Any document: ordinary, damaged, and of shapes that no page has."""
        for document in (*material.odd_documents(), *material.opened_pages()):
            for match in self._detected(document):
                fault = match_fault(match)
                assert not fault, f"detect: {fault}"

    def test_parse_is_total(self) -> None:
        """Whatever detect accepts, parse turns into a well-formed draft."""
        own_documents = (document for _, document in self.opened())
        for document in (*material.odd_documents(), *material.opened_pages(), *own_documents):
            for match in self._detected(document):
                try:
                    draft = self.layout.parse(document, match)
                except Exception as error:  # noqa: BLE001 - a plugin may raise anything
                    pytest.fail(f"parse raised {error!r} on a document that detect had accepted: "
                                f"{_shown(document)}")  # fmt: skip
                fault = draft_fault(draft)
                assert not fault, f"parse: {fault}"

    def test_claims_point_into_the_document(self) -> None:
        """Every span of a draft lies in the document."""
        own_documents = (document for _, document in self.opened())
        for document in (*material.opened_pages(), *own_documents):
            for match in self._detected(document):
                for span in claims.spans_of(self.layout.parse(document, match)):
                    try:
                        document.text(span)
                    except IndexError:
                        pytest.fail(f"{span} is not in the document: {_shown(document)}")

    def test_other_pages_stay_what_they_are(self) -> None:
        """Guides, news, lists and blank forms give no report, and ordinary pages no other figures."""
        registry, builtin = self.registry(), Registry.builtin()
        for negative in material.negative_pages():
            try:
                found = list(api.parse_all(negative.data, registry=registry))
            except GovInfoReportError:
                continue
            pytest.fail(f"{negative.kind} is taken for a report: {found[0].title}")
        if own(builtin, Kind.LAYOUT, self.layout):
            return  # the ordinary pages are its own
        for page in material.ordinary_pages():
            before, after = (
                claims.values_of(api.parse(page, registry=r)) for r in (builtin, registry)
            )
            lost = [a for a in before if after.get(a) != before[a]]
            assert not lost, (
                f"an ordinary page loses {lost[:5]}: the layout claims what is not its own"
            )

    def test_it_claims_its_cases(self) -> None:
        """A page of its own is recognised, and the report says that this layout read it."""
        for case, document in self.opened():
            if "error" in (case.expected or {}):
                continue
            matches = self._detected(document)
            assert matches, f"{case.id}: detect does not recognise the page"
            if max(match.fit for match in matches) > Fit.FALLBACK:
                report = claims.read(document, self.registry().layouts, case.known)
                used = report.reading.layout.split("+") if report is not None else []
                assert self.layout.id in used, f"{case.id}: read by {used or 'nobody'}"

    def test_swapped_labels_swap_the_values(self) -> None:
        """Two labels change places, and the values follow: none is bound by its position."""
        followed = tried = 0
        for case, document, drafts, report in self.read():
            rows = [row for draft in drafts for row in claims.rows_of(document, draft, report)]
            before = claims.values_of(report)
            for one, other in claims.spread(claims.exchangeable(rows), _PAIRS):
                (mine,), (theirs,) = one.claim.label, other.claim.label
                changed = with_texts(
                    document, {mine: document.text(theirs), theirs: document.text(mine)}
                )
                swapped = dict(before)
                for (_, a, _), (_, b, _) in zip(one.cells, other.cells, strict=True):
                    swapped[a], swapped[b] = before[b], before[a]
                after = self._values(case, changed)
                wrong = _wrong(after, swapped)
                assert not wrong, (
                    f"{case.id}: with {document.text(mine)!r} and {document.text(theirs)!r} "
                    f"exchanged, values stay at their position: {wrong}"
                )
                tried += 1
                followed += any(after.get(a) == swapped[a] for _, a, _ in one.cells)
        if not tried:
            pytest.skip("no case has two rows with labels that could be exchanged")
        assert followed, "no value follows its label: are the labels claimed where they stand?"

    def test_a_deleted_cell_shifts_nothing(self) -> None:
        """A cell is emptied, or gone: every other figure is what it was, or refused."""
        tried = 0
        for case, document, drafts, report in self.read():
            rows = [row for draft in drafts for row in claims.rows_of(document, draft, report)]
            before = claims.values_of(report)
            for span, address in claims.spread(claims.telling(rows), _CELLS):
                for changed in (with_texts(document, {span: ""}), without_cell(document, span)):
                    if changed is None:
                        continue
                    wrong = _wrong(self._values(case, changed), before)
                    assert not wrong, f"{case.id}: without {address}, others change: {wrong}"
                    tried += 1
        if not tried:
            pytest.skip("no case has a row in which a shift would show")

    def test_the_cases_hold(self, case: kept.Case | None) -> None:
        """What is read from a page is what was recorded, figure by figure."""
        if case is None:
            pytest.skip("there are no cases")
        expected = case.expected
        assert expected is not None, (
            f"{case.id} has no golden: govinfo-report case rerun {case.folder} --update"
        )
        fault = case.input_fault()
        assert not fault, fault
        found = list(kept.differences(expected, kept.outcome(case, self.registry())))
        assert not found, "\n".join([case.id, *map(kept.tell, found)])

    def test_a_person_checked_a_figure(self) -> None:
        """At least one case names figures that somebody compared with the page."""
        checked = []
        for case in self.found_cases():
            for address in case.addresses(case.expected or {}):
                assert case.by.strip(), f"{case.id}: figures are checked, but by whom?"
                checked.append(address)
        assert checked or not self.layout_reads_tables(), (
            "nobody has compared a figure with the page; enter who did, and the addresses, "
            "under [checked] in case.toml"
        )

    def _read_all(self, document: Document) -> None:
        for _ in claims.drafts_of(self.layout, document):
            pass

    def test_it_takes_its_time_in_proportion(self) -> None:
        """Detecting and parsing take no longer than a few openings of the page (a warning first)."""
        registry = self.registry()
        for case, document in self.opened():
            opening = claims.seconds(partial(api.open_document, case.input, registry=registry))
            reading = claims.seconds(partial(self._read_all, document))
            ratio = reading / max(opening, _LEAST)
            assert ratio < _FAR_TOO_SLOW, f"{case.id}: {ratio:.0f} times the opening of the page"
            if ratio > _SLOW:
                warnings.warn(
                    f"{case.id}: detect and parse take {ratio:.0f} times the opening of the page",
                    SlowLayoutWarning, stacklevel=1,
                )  # fmt: skip

    # --- helpers ----------------------------------------------------------------------------

    @classmethod
    def pytest_generate_tests(cls, metafunc: pytest.Metafunc) -> None:
        """One test per case where an item takes one."""
        if "case" in metafunc.fixturenames:
            found = cls.found_cases()
            metafunc.parametrize("case", found or [None], ids=[c.slug for c in found] or ["none"])

    @classmethod
    def layout_reads_tables(cls) -> bool:
        """Whether any case has figures that could be checked."""
        return any(
            name.startswith("figures.") and value["state"] != "absent"
            for case in cls.found_cases()
            for name, value in (case.expected or {}).items()
        )

    def _values(self, case: kept.Case, document: Document) -> claims.Values:
        return claims.values_of(claims.read(document, self.registry().layouts, case.known))

    def _detected(self, document: Document) -> list[Match]:
        try:
            return list(self.layout.detect(document))
        except Exception as error:  # noqa: BLE001 - a plugin may raise anything
            pytest.fail(f"detect raised {error!r} on {_shown(document)}")


def _known(label: str) -> bool:
    return any(_meanings(table, label) for table in TABLES)


def _meanings(table: str, label: str) -> set[Any]:
    labels = book(table)
    head = labels.head(label)
    return {*labels.row(label), *(() if head is None else (head,))}


def _wrong(after: claims.Values, right: claims.Values) -> str:
    """Figures that have a value which is not theirs."""
    found = [f"{a} is {v}, not {right.get(a)}" for a, v in after.items() if right.get(a) != v]
    return "; ".join(found[:5])


def _shown(document: Document) -> str:
    """The beginning of a document, for messages."""
    return " / ".join(block.text[:60] for block in document.blocks[:6]) or "an empty document"
