"""Which language the person at the console reads."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence

LANGUAGES = ("zh", "en")


def choose(arguments: Sequence[str], environment: Mapping[str, str]) -> str:
    """``--lang`` wherever it stands, else the locale; known before the parser is built."""
    for index, argument in enumerate(arguments):
        if argument == "--":
            break
        name, equals, value = argument.partition("=")
        if name == "--lang":
            value = value if equals else "".join(arguments[index + 1 : index + 2])
            if value in LANGUAGES:
                return value
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environment.get(variable):
            return "zh" if environment[variable].lower().startswith("zh") else "en"
    return _windows()


def _windows() -> str:
    if sys.platform == "win32":
        import ctypes

        # the primary language of the user interface; 4 is Chinese
        return "zh" if ctypes.windll.kernel32.GetUserDefaultUILanguage() & 0x3FF == 4 else "en"
    return "en"
