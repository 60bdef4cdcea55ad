"""The container of Word, WPS and Excel 97: streams in storages, in chains of sectors.

Only what stands at the top is looked at: objects that a document embeds are no part of it.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEADER = 512
_ENTRY = 128
_IN_HEADER = 109  #: entries of the list of tables that stand in the header
_LAST = 0xFFFF_FFFA  #: this number and higher ones are no sectors
_STREAM, _ROOT = 2, 5
_MOST_ENTRIES = 20_000


class BrokenCompound(Exception):
    """The container contradicts itself or breaks off."""


class Compound:
    """The streams at the top of a compound file; ``BrokenCompound`` for a damaged one."""

    def __init__(self, data: bytes) -> None:
        if len(data) < _HEADER or not data.startswith(MAGIC):
            raise BrokenCompound("no header")
        self._data = data
        shift, small_shift = struct.unpack_from("<HH", data, 30)
        if shift not in (9, 12) or small_shift != 6:
            raise BrokenCompound("sectors of no known size")
        self._size, self._small_size = 1 << shift, 1 << small_shift
        directory, self._cutoff = struct.unpack_from("<I4xI", data, 48)
        (small_table,) = struct.unpack_from("<I", data, 60)
        self._table = self._sectors_of_table()
        content = b"".join(self._chain(directory))
        entries = min(len(content) // _ENTRY, _MOST_ENTRIES)
        self._entries = [content[n * _ENTRY : (n + 1) * _ENTRY] for n in range(entries)]
        if not self._entries or self._entries[0][66] != _ROOT:
            raise BrokenCompound("no directory")
        self._small_table = _numbers(b"".join(self._chain(small_table)))
        self._top = dict(self._siblings(_number(self._entries[0], 76)))
        self._small: bytes | None = None

    @property
    def names(self) -> frozenset[str]:
        """Names of the streams and storages at the top, in lower case."""
        return frozenset(self._top)

    def read(self, name: str) -> bytes:
        """The bytes of a stream at the top; ``BrokenCompound`` when there is none."""
        entry = self._entries[self._top[name.lower()]] if name.lower() in self._top else b""
        if not entry or entry[66] != _STREAM:
            raise BrokenCompound(f"no stream {name}")
        start, size = _number(entry, 116), _number(entry, 120)
        if size > len(self._data):
            raise BrokenCompound(f"stream {name} is longer than the file")
        if size >= self._cutoff:
            content = b"".join(self._chain(start))
        else:
            content = b"".join(self._small_chain(start))
        if len(content) < size:
            raise BrokenCompound(f"stream {name} breaks off")
        return content[:size]

    def _sectors_of_table(self) -> list[int]:
        listed = list(struct.unpack_from(f"<{_IN_HEADER}I", self._data, 76))
        following, count = struct.unpack_from("<II", self._data, 68)
        for _ in range(min(count, len(self._data) // self._size)):
            if following >= _LAST:
                break
            *more, following = _numbers(self._sector(following))
            listed += more
        table: list[int] = []
        for number in listed:
            if number < _LAST:
                table += _numbers(self._sector(number))
        return table

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._size
        sector = self._data[start : start + self._size]
        if not sector:
            raise BrokenCompound("a sector behind the end")
        return sector.ljust(self._size, b"\0")  # the last one may be cut

    def _chain(self, number: int) -> Iterator[bytes]:
        return map(self._sector, _chained(number, self._table))

    def _small_chain(self, number: int) -> Iterator[bytes]:
        if self._small is None:
            self._small = b"".join(self._chain(_number(self._entries[0], 116)))
        for index in _chained(number, self._small_table):
            yield self._small[index * self._small_size : (index + 1) * self._small_size]

    def _siblings(self, first: int) -> Iterator[tuple[str, int]]:
        waiting, seen = [first], set()
        while waiting:
            number = waiting.pop()
            if number >= len(self._entries) or number in seen:
                continue
            seen.add(number)
            entry = self._entries[number]
            length = min(max(struct.unpack_from("<H", entry, 64)[0] - 2, 0), 62)
            yield entry[:length].decode("utf-16-le", "replace").lower(), number
            waiting += [_number(entry, 68), _number(entry, 72)]


def top_names(data: bytes) -> frozenset[str]:
    """Names at the top of a compound file, in lower case; none for a damaged one."""
    try:
        return Compound(data).names
    except BrokenCompound:
        return frozenset()


def _chained(number: int, table: list[int]) -> Iterator[int]:
    for _ in range(len(table) + 1):
        if number >= _LAST:
            return
        if number >= len(table):
            raise BrokenCompound("a chain leads outside")
        yield number
        number = table[number]
    raise BrokenCompound("a chain without end")


def _numbers(data: bytes) -> list[int]:
    return list(struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4]))


def _number(entry: bytes, offset: int) -> int:
    number: int = struct.unpack_from("<I", entry, offset)[0]
    return number
