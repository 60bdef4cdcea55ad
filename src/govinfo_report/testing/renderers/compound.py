"""Writes small compound files: the container of Word and Excel 97, with streams of any content."""

from __future__ import annotations

import struct

_SECTOR = 512
_END, _FREE, _TABLE, _NONE = 0xFFFF_FFFE, 0xFFFF_FFFF, 0xFFFF_FFFD, 0xFFFF_FFFF


def compound(streams: dict[str, bytes]) -> bytes:
    """A compound file with these streams at its top; each is padded to 4096 bytes at least."""
    sectors: list[bytes] = []
    chains: list[list[int]] = []
    for content in streams.values():
        content = content.ljust(4096, b"\0")
        content += b"\0" * (-len(content) % _SECTOR)
        first = len(sectors)
        sectors += [content[n : n + _SECTOR] for n in range(0, len(content), _SECTOR)]
        chains.append(list(range(first, len(sectors))))
    entries = [_entry("Root Entry", 5, _END, 0, child=1 if streams else _NONE)]
    for number, (name, content) in enumerate(streams.items(), 1):
        following = number + 1 if number < len(streams) else _NONE
        start = chains[number - 1][0]
        entries.append(_entry(name, 2, start, max(len(content), 4096), right=following))
    listing = b"".join(entries)
    listing += _entry("", 0, 0, 0) * (-len(entries) % 4)
    directory = len(sectors)
    sectors += [listing[n : n + _SECTOR] for n in range(0, len(listing), _SECTOR)]
    chains.append(list(range(directory, len(sectors))))
    count = 1
    while count * 128 < len(sectors) + count:
        count += 1
    table = [_FREE] * (count * 128)
    for chain in chains:
        for here, following in zip(chain, [*chain[1:], _END], strict=True):
            table[here] = following
    tables = list(range(len(sectors), len(sectors) + count))
    for number in tables:
        table[number] = _TABLE
    packed = struct.pack(f"<{len(table)}I", *table)
    sectors += [packed[n : n + _SECTOR] for n in range(0, len(packed), _SECTOR)]
    listed = [*tables, *[_FREE] * (109 - count)]
    header = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
        + struct.pack("<5H6x", 0x3E, 3, 0xFFFE, 9, 6)
        + struct.pack("<9I", 0, count, directory, 0, 4096, _END, 0, _END, 0)
        + struct.pack("<109I", *listed)
    )  # fmt: skip
    return header + b"".join(sectors)


def _entry(
    name: str, kind: int, start: int, size: int, child: int = _NONE, right: int = _NONE
) -> bytes:
    encoded = name.encode("utf-16-le") + b"\0\0" if name else b""
    return (
        encoded.ljust(64, b"\0") + struct.pack("<HBB", len(encoded), kind, 1)
        + struct.pack("<3I", _NONE, right, child) + bytes(36) + struct.pack("<IQ", start, size)
    )  # fmt: skip
