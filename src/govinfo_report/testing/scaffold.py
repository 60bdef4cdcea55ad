"""Writes the package of a new plugin, begun with a page that the library does not read."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator, Mapping
from pathlib import Path

import regex
from attrs import evolve, frozen

from govinfo_report import __version__, api
from govinfo_report.documents.document import Block, Document
from govinfo_report.documents.source import Source
from govinfo_report.errors import GovInfoReportError, UsageError
from govinfo_report.layouts.lines import (
    BARRED_CELLS,
    CELL_PER_LINE,
    CELL_PER_PARAGRAPH,
    ONE_LINE,
    PIPE_ROWS,
    STACKED_CELLS,
    TAB_ROWS,
    LineLayout,
)
from govinfo_report.model.forms import TABLES
from govinfo_report.plugins.registry import Registry
from govinfo_report.reading.kinds import LONG, is_value
from govinfo_report.reading.labels import book, key_of
from govinfo_report.testing import scaffoldtexts as texts
from govinfo_report.testing.cases import Case
from govinfo_report.testing.recording import new_case
from govinfo_report.tracing.labels import Diagnosis, diagnose, nearest_words

_NAME = r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*"
_LINES = (TAB_ROWS, PIPE_ROWS, STACKED_CELLS, CELL_PER_LINE, CELL_PER_PARAGRAPH, BARRED_CELLS,
          ONE_LINE)  # fmt: skip
_TITLES = {"proactive_disclosure": "table 2", "requests": "table 3",
           "review_and_litigation": "table 4", "statistics": "table of 2014"}  # fmt: skip
#: tables in one piece; the blocks of table 2 have heads of their own, which the library knows
_WHOLE = ("requests", "review_and_litigation")
_SEVERAL = 2  # words of a table that make a grid its own
_UNCHECKED = "nobody has compared a figure with the page yet"
_UNCLAIMED = "the layout does not recognise the page yet"


@frozen
class NewPlugin:
    """What was written: the folder, the case of the page, how many labels wait for a person.

    ``proposed`` counts labels with a word of the page beside them, ``missing`` those without.
    """

    folder: Path
    case: Case
    proposed: int
    missing: int

    @property
    def expected_error(self) -> str:
        """The error that reading the page ends with; empty when it gives a report."""
        return str((self.case.expected or {}).get("error", {}).get("error", ""))


def new_plugin(name: str, page: Path, into: Path) -> NewPlugin:
    """Write the package ``into/govinfo-report-NAME`` for pages like ``page``.

    Every proposal is commented out: nothing is read that no person has looked at.  Raises
    ``UsageError`` for a name that cannot be one and for a folder that is there already,
    ``SourceError`` for a page that cannot be opened.
    """
    names = _names(name)
    folder = into / f"govinfo-report-{name}"
    if folder.exists():
        raise UsageError(f"{folder} is there already", zh=f"{folder} 已经存在", path=str(folder))
    diagnosis, document = _diagnosed(page)
    tables = _tables_of(page, document, diagnosis)
    names |= {"wordings": _wordings(tables), "page": page.name}
    code = _code(names, document, tables)
    package = folder / "src" / names["module"]
    files = {
        folder / "pyproject.toml": texts.PYPROJECT.format(**names),
        folder / "README.md": texts.README.format(**names),
        package / "__init__.py": code,
        package / "py.typed": "",
    }
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    registry = Registry.builtin().with_plugin(package)
    if registry.problems:  # a defect of the texts above
        raise AssertionError([problem.text() for problem in registry.problems])
    case = new_case(page, names["layout"], "first", folder / "tests" / "cases", registry)
    limits = _limits(registry, names["layout"], case, document)
    test = folder / "tests" / f"test_{names['underscored']}.py"
    test.write_bytes(texts.TEST.format(**names, limits=limits).encode())
    proposed, missing = (sum(map(len, every)) for every in zip(
        *((one.proposals, one.missing) for one in tables), strict=True
    )) if tables else (0, 0)  # fmt: skip
    return NewPlugin(folder, case, proposed, missing)


def new_words(name: str, page: Path, into: Path) -> Path:
    """Write ``into/NAME.toml``: label variants for pages like ``page``, all commented out."""
    _names(name)
    path = into / f"{name}.toml"
    if path.exists():
        raise UsageError(f"{path} is there already", zh=f"{path} 已经存在", path=str(path))
    diagnosis, document = _diagnosed(page)
    tables = _tables_of(page, document, diagnosis)
    lines = "".join(f"{line}\n" for line in _lines(tables, " = ", ""))
    path.write_bytes(texts.TOML.format(name=name, page=page.name, lines=lines).encode())
    return path


def _names(name: str) -> dict[str, str]:
    if regex.fullmatch(_NAME, name) is None:
        raise UsageError(
            f"{name!r} is no name for a plugin: lower-case letters, digits and hyphens",
            zh=f"{name!r} 不能作为插件名：只能使用小写字母、数字和连字符", name=name,
        )  # fmt: skip
    underscored = name.replace("-", "_")
    return {
        "name": name, "underscored": underscored, "module": f"govinfo_report_{underscored}",
        "layout": f"{name}.tables", "since": ".".join(__version__.split(".")[:2]),
        "cls": "".join(part.capitalize() for part in name.split("-")) + "Layout",
    }  # fmt: skip


def _diagnosed(page: Path) -> tuple[Diagnosis, Document]:
    registry = Registry.builtin()
    source, document = api.open_document(Source.of(page), registry=registry)
    return diagnose(source, registry=registry), document


# -- labels --------------------------------------------------------------------------------------


@frozen
class _Table:
    """A table of the form as the page has it: labels in other words, labels without any.

    ``block`` is the grid it stands in, if it stands in one of its own and is not read.
    """

    id: str
    proposals: dict[str, str]
    missing: tuple[str, ...]
    block: Block | None = None


def _tables_of(page: Path, document: Document, diagnosis: Diagnosis) -> list[_Table]:
    """The tables that the page has, with a proposal for every label it prints in other words."""
    read = _read_tables(page)
    blocks = _blocks_of(document, diagnosis)
    found = []
    for one in diagnosis.tables:
        block = blocks.get(one.table)
        if block is None and 2 * one.found < len(one.labels):
            continue  # what is alike then stands elsewhere
        missing = [label.label for label in one.labels if label.place is None]
        if block is not None:
            words = list(dict.fromkeys(t for t in _texts(block, beside=False) if _is_own(t)))
            if len(words) < len(missing):  # one word may stand for both of two equal labels
                keys = [key_of(label) for label in missing]
                missing = [m for i, m in enumerate(missing) if keys[i] not in keys[:i]]
            near = nearest_words(missing, words)
            nearest = {label: words[those[0]] for label, those in near.items() if those}
        else:
            nearest = {label.label: _word(label.nearest[0][0]) for label in one.labels
                       if label.place is None and label.nearest}  # fmt: skip
        proposals: dict[str, str] = {}
        for label in missing:
            if _is_own(nearest.get(label, "")):
                proposals.setdefault(nearest[label], label)
        rest = tuple(label for label in missing if label not in proposals.values())
        lost = block if one.table not in read else None
        found.append(_Table(one.table, proposals, rest, lost))
    return found


def _blocks_of(document: Document, diagnosis: Diagnosis) -> dict[str, Block]:
    """Table -> the grid that holds most of its labels; a grid belongs to one table."""
    scores: list[tuple[int, int, str, Block]] = []
    for one in diagnosis.tables:
        printed = {_word(label.printed) for label in one.labels if label.place is not None}
        nearest = {_word(text) for label in one.labels for text, _ in label.nearest[:1]}
        for block in document.grids():
            texts = _texts(block)
            labels, near = (sum(t in words for t in texts) for words in (printed, nearest))
            if labels + near >= _SEVERAL:
                scores.append((labels, near, one.table, block))
    found: dict[str, Block] = {}
    for *_, table, block in sorted(scores, key=lambda score: score[:2], reverse=True):
        if table in _WHOLE and table not in found and block not in found.values():
            found[table] = block
    return found


def _read_tables(page: Path) -> set[str]:
    """The tables of which the library alone reads a figure."""
    try:
        reports = list(api.parse_all(page, registry=Registry.builtin()))
    except GovInfoReportError:
        return set()
    return {
        a.partition(".")[0] for r in reports for a, f in r.figures.items() if f.value is not None
    }


def _texts(block: Block, *, beside: bool = True) -> list[str]:
    """The texts of a grid, with or without those of a row that numbers the columns."""
    assert block.grid is not None
    heads, first, _ = _frame(block)
    cells = [c for c in block.grid.cells if beside or not heads <= c.row < first]
    texts = (_word(block.text[cell.start : cell.end]) for cell in cells)
    return [text for text in texts if text]


def _word(text: str) -> str:
    """A word of the page, fit to stand in a source file."""
    return "".join(c for c in " ".join(text.split()) if c.isprintable())


def _is_own(text: str) -> bool:
    """Whether a text of a cell is neither a label of the form nor a figure."""
    known = any(book(table).row(text) or book(table).head(text) for table in TABLES)
    return bool(key_of(text)) and not known and not is_value(text) and len(text) <= LONG


def _lines(tables: list[_Table], joint: str, end: str) -> Iterator[str]:
    """Proposals by table, then labels of the form that no word of the page may stand for."""
    for one in tables:
        if one.proposals or one.missing:
            yield f"# {_TITLES[one.id]}"
        for word, label in one.proposals.items():
            yield f"# {_quoted(word)}{joint}{_quoted(label)}{end}"
        yield from (f"# no word was found for {_quoted(label)}" for label in one.missing)


def _wordings(tables: list[_Table]) -> str:
    lines = "".join(f"    {line}\n" for line in _lines(tables, ": ", ","))
    return (
        "#: word of the page -> label of the form; proposals, by their place among the labels and by\n"
        "#: their characters: compare each with the page, then remove the # in front of it\n"
        f"WORDINGS: dict[str, str] = {{\n{lines}}}\n"
    )


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


# -- code ----------------------------------------------------------------------------------------


def _code(names: Mapping[str, str], document: Document, tables: list[_Table]) -> str:
    entries = "".join(_entries(tables))
    if entries:
        return texts.GRIDS.format(**names, tables=entries)
    words = {word: label for one in tables for word, label in one.proposals.items()}
    family = _family(document, words)
    if family is None:
        init = textwrap.indent(f'id = "{names["layout"]}"\nvariants = WORDINGS\n', "    ")
        return texts.FAMILY.format(**names, family="grids", base="GridLayout", init=init,
                                   home="govinfo_report.layouts.grids")  # fmt: skip
    init = texts.INIT.format(layout=names["layout"], separator=family.separator)
    code = texts.FAMILY.format(**names, family=family.id, base="LineLayout", init=init,
                               home="govinfo_report.layouts.lines")  # fmt: skip
    return code.replace(
        "from govinfo_report import hookimpl", "from govinfo_report import Fit, hookimpl"
    )


def _entries(tables: list[_Table]) -> Iterator[str]:
    """The tables that stand in a grid and are not read: one entry of ``TABLES`` each."""
    for one in tables:
        if one.block is not None:
            texts = _texts(one.block)
            own = [text for text in texts if _is_own(text) and len(text) > 1] or texts[:1]
            marks = json.dumps([*dict.fromkeys((own[0], own[-1]))], ensure_ascii=False)[1:-1]
            heads, first, left = _frame(one.block)
            yield f"    {_quoted(one.id)}: ([{marks}], {heads}, {first}, {left}),\n"


def _frame(block: Block) -> tuple[int, int, int]:
    """Rows of heads, the first row of figures, and columns left of the first figure of a grid.

    A row that numbers the columns (1, 2, 3 …) is neither.
    """
    grid = block.grid
    assert grid is not None
    rows: dict[int, list[tuple[int, str]]] = {}
    for cell in grid.cells:
        text = block.text[cell.start : cell.end].strip()
        if text and is_value(text):
            rows.setdefault(cell.row, []).append((cell.column, text))
    if not rows:
        return 0, 0, 0
    heads = first = min(rows)
    numbers = [text for _, text in rows[heads]]
    if len(rows) > 1 and len(numbers) > 2 and numbers == [str(i + 1) for i in range(len(numbers))]:
        first = min(row for row in rows if row > heads)
    left = min(column for row, cells in rows.items() if row >= first for column, _ in cells)
    return heads, first, left


def _family(document: Document, proposals: dict[str, str]) -> LineLayout | None:
    """The built-in layout of lines that finds most rows once the words are known."""
    best, most = None, 0
    for layout in _LINES:
        speaking = evolve(layout, variants=proposals)
        rows = sum(
            len(claim.rows)
            for match in speaking.detect(document)
            for claim in speaking.parse(document, match).tables
        )
        if rows > most:
            best, most = layout, rows
    return best


def _limits(registry: Registry, layout_id: str, case: Case, document: Document) -> str:
    """The items that cannot hold before a person has done their part."""
    limits = {"a_person_checked_a_figure": _UNCHECKED}
    if "error" not in (case.expected or {}):
        used = (case.expected or {}).get("layout", "").split("+")
        if layout_id not in used:
            limits["it_claims_its_cases"] = _UNCLAIMED
    return "".join(f'        "{item}": "{why}",\n' for item, why in limits.items())
