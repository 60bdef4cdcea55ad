"""A rule: data about one thing that must hold, and a pure function that assesses it."""

from __future__ import annotations

import string
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Protocol

from attrs import field, frozen

from govinfo_report.display import Displayed
from govinfo_report.model.finding import Attribution, Param, Severity, Status
from govinfo_report.model.place import Place
from govinfo_report.text.lazy import lazy

if TYPE_CHECKING:
    from govinfo_report.rules.context import Context

LANGUAGES = ("zh", "en")
#: family letter and three digits, plugin rules with a prefix of their own (``LAKE-A001``)
_ID = lazy(r"(?:[A-Z][A-Z0-9]*+-)?+[A-Z][0-9]{3}")
_SLUG = lazy(r"[a-z0-9]++(?:-[a-z0-9]++)*+")
#: families in the order of assessment: what was read, its form, its values, their sums, the rest
FAMILIES = "PSVANYHTX"


class RuleStatus(StrEnum):
    """Life of a rule: ``preview`` runs only when asked for by name, ``deactivated`` never."""

    PREVIEW = "preview"
    ACTIVE = "active"
    DEACTIVATED = "deactivated"


@frozen
class Fail(Displayed):
    """An assertion that does not hold.

    The first of ``addresses`` is the one to highlight; ``params`` fill the rule's templates;
    ``index`` numbers the assertion where the rule has several.  ``severity``, ``outcome``
    (``FAIL`` or ``REVIEW``), ``attribution`` and ``places`` override what the rule and the
    report say; ``key`` tells findings without addresses apart.
    """

    addresses: tuple[str, ...] = ()
    params: Mapping[str, Param] = field(factory=dict, hash=False)
    index: int = 0
    expected: Param | None = None
    observed: Param | None = None
    difference: Param | None = None
    severity: Severity | None = None
    outcome: Status = Status.FAIL
    attribution: Attribution | None = None
    places: tuple[Place, ...] = ()
    evidence: tuple[str, ...] = ()
    key: str = ""


@frozen
class Gap(Displayed):
    """A target that could not be assessed, and why (``blank``, ``refused``, ``absent`` …).

    ``given`` is false when a whole input is missing that only the caller can supply (the report
    of the year before, say): the rule is open, and the report is none the less complete.
    """

    addresses: tuple[str, ...] = ()
    reason: str = ""
    given: bool = True


@frozen
class Pass(Displayed):
    """Assertions that were assessed and hold."""

    count: int = 1


Result = Fail | Gap | Pass


class Assess(Protocol):
    """The function of a rule: what it found in a report."""

    def __call__(self, context: Context, /) -> Iterable[Result]:
        """Yield ``Fail``, ``Gap`` and ``Pass``."""


def _both(instance: object, attribute: Any, value: Mapping[str, str]) -> None:
    if not isinstance(value, Mapping) or set(value) != set(LANGUAGES):
        raise ValueError(f"{attribute.name} needs exactly the languages zh and en")
    if not all(isinstance(text, str) for text in value.values()):
        raise ValueError(f"{attribute.name} must hold text")


def _filled(instance: object, attribute: Any, value: Mapping[str, str]) -> None:
    _both(instance, attribute, value)
    if not all(text.strip() for text in value.values()):
        raise ValueError(f"{attribute.name} must not be empty")


def _id_form(instance: object, attribute: Any, value: str) -> None:
    if not isinstance(value, str) or _ID.fullmatch(value) is None:
        raise ValueError(f"a rule id is like A103 or LAKE-A001, not {value!r}")


def _slug_form(instance: object, attribute: Any, value: str) -> None:
    if not isinstance(value, str) or _SLUG.fullmatch(value) is None:
        raise ValueError(f"a slug is lower-case words joined by hyphens, not {value!r}")


def _stage(instance: object, attribute: Any, value: str) -> None:
    if value not in ("", "draft", "published"):
        raise ValueError(f"the stage of a rule is draft or published, not {value!r}")


def template_params(text: str) -> set[str]:
    """Names a template refers to; ``ValueError`` for positional fields or attribute access."""
    names = {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
    for name in names:
        if not name.isidentifier():
            raise ValueError(f"a template names its parameters, {name!r} is none")
    return names


def _same_params(instance: object, attribute: Any, value: Mapping[str, str]) -> None:
    _filled(instance, attribute, value)
    if template_params(value["zh"]) != template_params(value["en"]):
        raise ValueError("the templates of both languages need the same parameters")


def _names(value: Iterable[str]) -> tuple[str, ...]:
    if isinstance(value, str):
        raise TypeError(f"a tuple of names is needed, not {value!r}")
    return tuple(value)


def _none() -> dict[str, str]:
    return {"zh": "", "en": ""}


@frozen(kw_only=True, eq=False, repr=False)
class Rule(Displayed):
    """One rule of the catalogue.  Texts are mappings with the keys ``zh`` and ``en``.

    Rules are compared by identity: two with the same data may check different things.

    ``check`` gets a ``Context`` and yields ``Fail``, ``Gap`` (a target that could not be
    assessed) and ``Pass``; it yields nothing when the rule does not apply.  It reads the report
    only, and its result depends on nothing else.

    ``editions``: forms the rule speaks of, empty for any.  ``requires``: what it needs (tables,
    ``reading``, ``previous report`` …), in words of the address scheme.  ``silenced_by``: ids
    of rules; a failure at an address they report is dropped here: one fault is told once.
    ``basis`` is the legal source, ``formula`` what must hold (or, for families P and V, what
    triggers the rule) in addresses, ``exclusions`` the known false positives and when the rule
    holds back.  ``attribution`` fixes the suspect where the engine need not decide.
    ``stage`` is ``draft`` for a rule on reports not yet published, ``published`` for one that has
    no sense before, empty for both.
    """

    id: str = field(validator=_id_form)
    slug: str = field(validator=_slug_form)
    severity: Severity = field(converter=Severity)
    check: Assess = field(repr=False)
    title: Mapping[str, str] = field(validator=_filled, repr=False)
    template: Mapping[str, str] = field(validator=_same_params, repr=False)
    explanation: Mapping[str, str] = field(validator=_filled, repr=False)
    editions: tuple[str, ...] = field(default=(), converter=_names)
    requires: tuple[str, ...] = field(default=(), converter=_names)
    silenced_by: tuple[str, ...] = field(default=(), converter=_names)
    formula: str = ""
    basis: Mapping[str, str] = field(factory=_none, validator=_both, repr=False)
    causes: Mapping[str, str] = field(factory=_none, validator=_both, repr=False)
    exclusions: Mapping[str, str] = field(factory=_none, validator=_both, repr=False)
    response: Mapping[str, str] = field(factory=_none, validator=_both, repr=False)
    attribution: Attribution | None = None
    stage: str = field(default="", validator=_stage)
    status: RuleStatus = field(default=RuleStatus.ACTIVE, converter=RuleStatus)
    status_reason: str = ""
    since: str = "0.1.0"

    def __attrs_post_init__(self) -> None:
        if not callable(self.check):
            raise TypeError("check must be callable")
        if self.status is RuleStatus.DEACTIVATED and not self.status_reason:
            raise ValueError("a deactivated rule states its reason")

    @property
    def family(self) -> str:
        """The family letter: the ``A`` of ``A103`` and of ``LAKE-A001``."""
        return self.id[-4]

    @property
    def order(self) -> tuple[int, bool, str]:
        """Sort key of assessment: by family, built-in ids before those with a prefix."""
        at = FAMILIES.find(self.family)
        return (at if at >= 0 else len(FAMILIES), "-" in self.id, self.id)

    def matches(self, selector: str) -> bool:
        """Whether an id, a prefix of ids (``A``, ``N1``) or a slug means this rule."""
        return selector == self.slug or (selector != "" and self.id.startswith(selector))
