"""Heads that a printed page sets in narrow columns, a few characters a line.

The lines are put together only where they can be cut into columns in one way, and where lines
that hold both of two neighbours show which of them stands first: the order of the columns is
proven by the page, never taken from the form.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import product

from govinfo_report.documents.document import Document, Span
from govinfo_report.reading.heads import RESULTS, REVIEWS
from govinfo_report.reading.labels import book
from govinfo_report.reading.rows import Field
from govinfo_report.text.normalise import squash

_WIDTH = 4  # characters of the widest word of such a line
_LINES = 9  # lines of the longest head, and one more
_LEAST = 5  # columns without which the words of a line may be anything
_WAYS = 8  # ways to cut that are followed at once
_ORGANS = (
    "commercial_enterprise",
    "research_institution",
    "public_welfare_organization",
    "legal_service_institution",
    "other_organization",
)
_SEQUENCES = {
    "requests": (
        _ORGANS,
        (*_ORGANS, "total"),
        ("natural_person", *_ORGANS, "total"),
        ("total", "natural_person", *_ORGANS),
    ),
    "review_and_litigation": (RESULTS, RESULTS * 2, RESULTS * 3, (*RESULTS, *REVIEWS[1:])),
}

#: column of every word, line by line
_Way = tuple[tuple[int, ...], ...]


@cache
def _known() -> dict[str, tuple[tuple[str, ...], ...]]:
    """All characters of a sequence of heads, sorted -> the heads."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for table, sequences in _SEQUENCES.items():
        heads = book(table).heads
        for sequence in sequences:
            wordings = {
                column: [key for key, of in heads.items() if any(c.id == column for c in of)]
                for column in dict.fromkeys(sequence)
            }
            for choice in product(*wordings.values()):
                word = dict(zip(wordings, choice, strict=True))
                labels = tuple(word[column] for column in sequence)
                found.setdefault("".join(sorted("".join(labels))), []).append(labels)
    return {key: tuple(several) for key, several in found.items()}


def upright(document: Document, words: Iterable[Field | None]) -> Iterator[Field | None]:
    """Put heads together whose columns are narrower than their words."""
    lines = _by_line(words)
    i = 0
    while i < len(lines):
        found, count = _heads(document, lines, i)
        yield from found or lines[i]
        i += count


def _by_line(words: Iterable[Field | None]) -> list[list[Field | None]]:
    lines: list[list[Field | None]] = []
    before: Field | None = None
    for field in words:
        if field is not None and before is not None and before[-1].block == field[0].block:
            lines[-1].append(field)
        else:
            lines.append([field])
        before = field
    return lines


def _heads(
    document: Document, lines: Sequence[Sequence[Field | None]], start: int
) -> tuple[list[Field], int]:
    """The heads that begin in a line, and how many lines they take."""
    texts: list[list[str]] = []
    characters = 0
    for line in lines[start : start + _LINES]:
        words = _narrow(document, line)
        if not words:
            break
        texts.append(words)
        characters += sum(map(len, words))
        if len(texts) < 2 or characters < 4 * _LEAST - 2:
            continue
        for labels in _known().get("".join(sorted("".join(map("".join, texts)))), ()):
            if (way := _way(texts, labels)) is not None:
                columns: list[list[Span]] = [[] for _ in labels]
                for at, fields in zip(way, lines[start:], strict=False):
                    for column, field in zip(at, fields, strict=True):
                        columns[column] += field or ()
                return [tuple(spans) for spans in columns], len(texts)
    return [], 1


def _narrow(document: Document, line: Sequence[Field | None]) -> list[str]:
    """The words of a line of a few characters each, else nothing."""
    words: list[str] = []
    for field in line:
        if field is None or len(field) != 1 or field[0].end - field[0].start > _WIDTH:
            return []
        word = squash(document.text(field[0]))
        if not word or not all("\u4e00" <= character <= "\u9fff" for character in word):
            return []
        words.append(word)
    return words


def _way(texts: Sequence[Sequence[str]], labels: Sequence[str]) -> _Way | None:
    """Which column every word belongs to, where one answer is possible and the page proves it."""
    ways: list[tuple[tuple[int, ...], _Way]] = [((0,) * len(labels), ())]
    for words in texts:
        following = []
        for done, way in ways:
            for at in _places(words, labels, done):
                after = list(done)
                for column, word in zip(at, words, strict=True):
                    after[column] += len(word)
                following.append((tuple(after), (*way, at)))
                if len(following) > _WAYS:
                    return None
        ways = following
    whole = [way for done, way in ways if all(map(int.__eq__, done, map(len, labels)))]
    if len(whole) != 1:
        return None
    beside = {pair for at in whole[0] for pair in zip(at, at[1:], strict=False)}
    return whole[0] if all((i, i + 1) in beside for i in range(len(labels) - 1)) else None


def _places(
    words: Sequence[str], labels: Sequence[str], done: Sequence[int], first: int = 0
) -> Iterator[tuple[int, ...]]:
    """The columns, from left to right, that the words of one line may go on with."""
    if not words:
        yield ()
        return
    for column in range(first, len(labels) - len(words) + 1):
        if labels[column].startswith(words[0], done[column]):
            for rest in _places(words[1:], labels, done, column + 1):
                yield (column, *rest)
