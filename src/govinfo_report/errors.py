"""The errors of the library, named after the caller's question.

An exception says that we could not do what was asked; a *finding* says that we did and that
something does not agree.  Every error carries its facts as attributes, a next step, and
survives pickling.  Wording is not part of the public interface.
"""

from __future__ import annotations

from typing import Any

#: marks after which a next sentence may begin
_STOPS = (".", "。", "!", "！", "?", "？", "")


class GovInfoReportError(Exception):
    """Root of every error this library raises on purpose.

    ``message`` holds the text in both languages (keys ``zh`` and ``en``), ``facts`` the values
    it was made from, ``hint`` the next step (both languages as well, possibly empty).
    """

    def __init__(
        self, en: str, *, zh: str = "", hint: str = "", hint_zh: str = "", **facts: Any
    ) -> None:
        super().__init__(en)
        self.message = {"en": en, "zh": zh or en}
        self.hint = {"en": hint, "zh": hint_zh or hint}
        self.facts = facts

    def text(self, language: str = "en") -> str:
        """Message and next step in one language (``"zh"`` or ``"en"``)."""
        message, hint = self.message[language], self.hint[language]
        if not hint:
            return message
        if message[-1:] not in _STOPS:
            message += "。" if language == "zh" else "."
        return f"{message} {hint}" if language == "en" else message + hint

    def __str__(self) -> str:
        return self.text()

    def __reduce__(self) -> tuple[Any, ...]:
        return (_rebuild, (type(self), self.message, self.hint, self.facts))


def _rebuild(
    cls: type[GovInfoReportError],
    message: dict[str, str],
    hint: dict[str, str],
    facts: dict[str, Any],
) -> GovInfoReportError:
    return cls(message["en"], zh=message["zh"], hint=hint["en"], hint_zh=hint["zh"], **facts)


class SourceError(GovInfoReportError):
    """The source cannot be opened, decoded or recognised as a supported file format."""


class LimitError(SourceError):
    """A named limit was reached; ``facts`` holds ``id`` (P9nn), ``limit`` and ``observed``."""


class MissingExtraError(SourceError):
    """An optional dependency is needed; the hint is the line that installs it."""


class LayoutError(GovInfoReportError, LookupError):
    """No report could be identified; ``facts["identification"]`` holds who was asked."""


class UnrecognisedLayoutError(LayoutError):
    """The source holds no annual report (or only its blank form)."""


class AmbiguousLayoutError(LayoutError):
    """Layouts of equal fit claim regions that cannot belong to one report."""


class SeveralReportsError(LayoutError):
    """The source holds more than one report; ``parse_all`` yields each."""


class LayoutCrashError(GovInfoReportError):
    """An opener, layout or writer raised; ``facts`` names plugin, version and stage."""


class PluginError(GovInfoReportError):
    """A plugin could not be loaded or registered (raised in strict mode only)."""


class InvalidReportError(GovInfoReportError, ValueError):
    """Raised by ``Assessment.raise_for_errors``; ``facts["assessment"]`` holds the assessment."""


class UsageError(GovInfoReportError, ValueError):
    """A wrong argument: unknown address, rule id, option or combination."""
