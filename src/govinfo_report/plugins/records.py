"""What is known of a plugin: who it is, what it offers, what went wrong."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, NamedTuple

from attrs import field, frozen

from govinfo_report.display import ROWS, Card, Displayed, Tile


class PluginWarning(UserWarning):
    """A plugin could not be used; the program went on without it."""


class Kind(StrEnum):
    """What a plugin can offer; each kind has ids of its own."""

    OPENER = "opener"
    LAYOUT = "layout"
    RULE = "rule"
    WRITER = "writer"


#: hook -> kind of the objects it hands over
HOOKS: Mapping[str, Kind] = {
    "govinfo_openers": Kind.OPENER,
    "govinfo_layouts": Kind.LAYOUT,
    "govinfo_rules": Kind.RULE,
    "govinfo_writers": Kind.WRITER,
}


class Stage(StrEnum):
    """Where on its way into the registry a plugin failed."""

    FIND = "find"
    REQUIRES = "requires"
    IMPORT = "import"
    TAMPER = "tamper"
    REGISTER = "register"
    HOOK = "hook"
    OBJECT = "object"
    DUPLICATE = "duplicate"


#: stage -> (zh, en)
STAGE_TEXTS: Mapping[Stage, tuple[str, str]] = {
    Stage.FIND: ("未找到", "not found"),
    Stage.REQUIRES: ("要求其他版本", "asks for another release"),
    Stage.IMPORT: ("导入失败", "import failed"),
    Stage.TAMPER: ("改动了程序本身", "changes the library"),
    Stage.REGISTER: ("注册失败", "registration failed"),
    Stage.HOOK: ("钩子有误", "faulty hook"),
    Stage.OBJECT: ("提供的对象无效", "offers an invalid object"),
    Stage.DUPLICATE: ("标识重复", "id taken twice"),
}


@frozen
class PluginProblem(Displayed):
    """Why a plugin, or a part of it, is not in use.  ``error`` is the reason in English."""

    name: str
    distribution: str
    version: str
    stage: Stage
    error: str

    @property
    def owner(self) -> str:
        """Name, distribution and version in one line."""
        return owner_text(self.name, self.distribution, self.version)

    def text(self, language: str = "en") -> str:
        """The problem in one line (``"zh"`` or ``"en"``)."""
        zh, en = STAGE_TEXTS[self.stage]
        return f"{self.owner}：{zh}：{self.error}" if language == "zh" else (
            f"{self.owner}: {en}: {self.error}"
        )  # fmt: skip


class Offer(NamedTuple):
    """One object that a plugin hands over, with the names it gave when it was asked."""

    kind: Kind
    item: Any
    id: str
    format: str = ""


@frozen(repr=False)
class Plugin(Displayed):
    """One plugin as it was loaded.

    ``origin`` is ``builtin``, ``installed`` (found by its entry point) or ``given`` (handed over
    for one run); ``hooks`` are the hooks it implements, ``offers`` lists the ids per kind that are
    in use; ``seconds`` is how long it took to import and ask it.
    """

    name: str
    distribution: str
    version: str
    origin: str
    offers: Mapping[str, tuple[str, ...]] = field(factory=dict, hash=False)
    hooks: tuple[str, ...] = field(default=(), kw_only=True)
    seconds: float = field(default=0.0, eq=False, repr=False, kw_only=True)
    items: tuple[Offer, ...] = field(default=(), repr=False, eq=False)
    variants: Mapping[str, str] = field(factory=dict, hash=False, repr=False)
    problems: tuple[PluginProblem, ...] = field(default=(), repr=False)

    def _card_(self) -> Card:
        rows = [(Tile(kind, "label"), ", ".join(ids)) for kind, ids in self.offers.items() if ids]
        rows += [(Tile("problem", "label"), one.text()) for one in self.problems]
        facts = (self.owner, self.origin, f"{len(self.problems)} problems")
        return Card(f"Plugin {self.name}", facts, (), rows[:ROWS], max(0, len(rows) - ROWS))

    @property
    def owner(self) -> str:
        """Name, distribution and version in one line."""
        return owner_text(self.name, self.distribution, self.version)

    def problem(self, stage: Stage, error: str) -> PluginProblem:
        """A problem of this plugin."""
        return PluginProblem(self.name, self.distribution, self.version, stage, error)


def owner_text(name: str, distribution: str, version: str) -> str:
    """``name (distribution version)``, without what is not known or says the same twice."""
    behind = f"{distribution if distribution != name else ''} {version}".strip()
    return f"{name} ({behind})" if behind else name
