"""The program of the process that opens files for another one: asked on its standard input,
answering on its standard output, within limits.

A request is two messages: what to call and with what, and the bytes of the source.  The answer is
two as well: the outcome, and bytes that belong to it.
"""

from __future__ import annotations

import importlib
import os
import signal
import sys
from typing import Any, cast

from attrs import asdict

from govinfo_report.documents.bounds import Bounds
from govinfo_report.documents.messages import packed, receive, send, unpacked
from govinfo_report.documents.opener import Opener
from govinfo_report.documents.source import Source
from govinfo_report.documents.wire import plain
from govinfo_report.errors import GovInfoReportError
from govinfo_report.limits import Limits

_PLAIN = (str, int, float, bool, type(None))


def main() -> None:
    """Answer requests until the other side closes."""
    requests, answers = os.dup(0), os.dup(1)
    # whatever a library prints must not get between the answers
    os.dup2(2, 1)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    sys.stdout = sys.stderr
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who asks decides when to stop
    bounds = Bounds()
    send(lambda part: os.write(answers, part), b"ready")
    while (request := receive(lambda size: os.read(requests, size))) is not None:
        data = receive(lambda size: os.read(requests, size)) or b""
        answer, result = _answer(unpacked(request), data, bounds)
        last = bounds.is_worn()
        send(lambda part: os.write(answers, part), packed({**answer, "last": last}))
        send(lambda part: os.write(answers, part), result)
        if last:
            return


def open_with(source: Source, limits: Limits, opener: str) -> tuple[Any, bytes]:
    """The document that an opener, given as ``module:class``, makes of a source."""
    made = cast(Opener, named(opener)())
    return plain(made.open(source, limits)), b""


def named(name: str) -> Any:
    """What ``module:name`` stands for."""
    module, _, qualified = name.partition(":")
    found: Any = importlib.import_module(module)
    for part in qualified.split("."):
        found = getattr(found, part)
    return found


def _answer(request: dict[str, Any], data: bytes, bounds: Bounds) -> tuple[dict[str, Any], bytes]:
    limits = Limits(**request["limits"])
    facts = request["source"]
    try:
        bounds.set(request["memory"], request["seconds"], request["wait"])
        source = Source(
            facts["name"], data, None, facts["suffix"], encoding=facts["encoding"], limits=limits
        )
        value, result = named(request["call"])(source, limits, *request["arguments"])
        return {"value": value}, result
    except GovInfoReportError as error:
        return {"error": _error_values(error)}, b""
    except MemoryError:
        bounds.worn = True
        return {"beyond": "memory"}, b""
    except RecursionError:
        bounds.worn = True
        return {"crash": "RecursionError"}, b""
    except (Exception, SystemExit) as error:  # noqa: BLE001 - told to who asked
        return {"crash": " ".join(f"{type(error).__name__}: {error}".split())[:500]}, b""
    finally:
        bounds.lift()


def _error_values(error: GovInfoReportError) -> dict[str, Any]:
    facts = {key: value for key, value in error.facts.items() if type(value) in _PLAIN}
    return {
        "class": type(error).__name__, "message": error.message, "hint": error.hint, "facts": facts,
    }  # fmt: skip


def limit_values(limits: Limits) -> dict[str, int]:
    """The limits as plain values."""
    return asdict(limits)
