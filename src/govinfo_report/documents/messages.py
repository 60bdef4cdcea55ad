"""Messages between a process and its child: a length, then as many bytes."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

#: bytes of the length before every message
_HEAD = 8
_CHUNK = 1024 * 1024
#: a longer message is not read
MOST_BYTES = 512 * 1024 * 1024


class BrokenMessages(Exception):
    """The other side is gone, or what it sends is no message."""


def send(write: Callable[[bytes | memoryview], int | None], message: bytes) -> None:
    """Write one message; ``OSError`` when the other side is gone."""
    for part in (len(message).to_bytes(_HEAD, "big"), message):
        rest = memoryview(part)
        while rest:
            rest = rest[write(rest) or 0 :]


def receive(read: Callable[[int], bytes | None]) -> bytes | None:
    """The next message; ``None`` when the other side has closed before one began."""
    head = _exactly(read, _HEAD)
    if not head:
        return None
    size = int.from_bytes(head, "big")
    if len(head) < _HEAD or size > MOST_BYTES:
        raise BrokenMessages(f"a message of {size} bytes")
    message = _exactly(read, size)
    if len(message) < size:
        raise BrokenMessages("a message that breaks off")
    return message


def _exactly(read: Callable[[int], bytes | None], size: int) -> bytes:
    chunks, missing = [], size
    while missing and (chunk := read(min(missing, _CHUNK))):
        chunks.append(chunk)
        missing -= len(chunk)
    return b"".join(chunks)


def packed(value: Any) -> bytes:
    """A plain value as a message; any text survives, lone surrogates included."""
    return json.dumps(value, separators=(",", ":"), allow_nan=False).encode("ascii")


def unpacked(message: bytes) -> Any:
    """The plain value of a message; ``BrokenMessages`` when there is none in it."""
    try:
        return json.loads(message)
    except (ValueError, RecursionError) as error:
        raise BrokenMessages(f"no value: {error}") from error
