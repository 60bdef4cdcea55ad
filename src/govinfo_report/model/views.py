"""Typed access to plain values: lazy instances of the classes in ``forms``."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache
from typing import Any, TypeVar, cast

from govinfo_report.display import Displayed
from govinfo_report.errors import GovInfoReportError
from govinfo_report.model.address import FormsKey, addresses_of, derived_of
from govinfo_report.model.editions import EDITION_IDS, edition, fields_of
from govinfo_report.model.figure import Figure

T = TypeVar("T")
Lookup = Callable[[str], Figure | None]


class OutsideFormError(GovInfoReportError, AttributeError):
    """The field belongs to another edition than the one this part of the report uses."""


@lru_cache(maxsize=64)
def _children(forms: FormsKey) -> dict[str, frozenset[str]]:
    """For every address prefix the names that can follow it in these forms."""
    found: dict[str, set[str]] = {}
    given = dict(forms)
    for address in (*addresses_of(given), *derived_of(given)):
        parts = address.split(".")
        for depth in range(1, len(parts)):
            found.setdefault(".".join(parts[:depth]), set()).add(parts[depth])
    return {prefix: frozenset(names) for prefix, names in found.items()}


@lru_cache(maxsize=64)
def _fields(cls: type) -> dict[str, tuple[dict[str, Any], type]]:
    return {name: (metadata, kind) for name, metadata, kind in fields_of(cls)}


class _View(Displayed):
    """What all views add to their form class: fields are looked up when first asked for."""

    __slots__ = ()
    _form: type
    _at: tuple[Lookup, str, FormsKey]

    def __getattr__(self, name: str) -> Any:
        found = _fields(self._form).get(name)
        if found is None:
            raise AttributeError(f"{self._form.__name__} has no field {name!r}")
        metadata, kind = found
        lookup, prefix, forms = self._at
        role = metadata["role"]
        if metadata.get("of", name) not in _children(forms).get(prefix, ()):
            raise _outside(prefix, name, metadata, forms)
        value: Any
        if role == "unit":
            figure = lookup(f"{prefix}.{metadata['of']}")
            value = figure.unit if figure is not None else None
        elif role == "column":
            figure = lookup(f"{prefix}.{name}")
            value = figure.value if figure is not None else None
            if metadata["kind"] == "amount" and isinstance(value, int):
                value = Decimal(value)
        else:
            value = view(kind, lookup, f"{prefix}.{name}", forms)
        object.__setattr__(self, name, value)
        return value

    def __dir__(self) -> list[str]:
        others = (name for name in object.__dir__(self) if name not in _fields(self._form))
        return sorted({*_names(self), *others})

    def __repr__(self) -> str:
        shown = [(name, getattr(self, name)) for name in _names(self)]
        inner = (name if isinstance(value, _View) else f"{name}={value!s}" for name, value in shown)
        return f"{self._form.__name__}({', '.join(inner)})"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, _View) or self._form is not other._form:
            return NotImplemented
        return _content(self) == _content(other)

    def __hash__(self) -> int:
        return hash(_content(self))

    def __reduce__(self) -> tuple[Any, ...]:
        lookup, prefix, forms = self._at
        given = dict(forms)
        figures = {
            address: lookup(address)
            for address in (*addresses_of(given), *derived_of(given))
            if address.startswith(prefix + ".")
        }
        return (_restore, (self._form, figures, prefix, forms))


def _names(self: _View) -> list[str]:
    _, prefix, forms = self._at
    allowed = _children(forms).get(prefix, ())
    return [n for n, (m, _) in _fields(self._form).items() if m.get("of", n) in allowed]


def _content(self: _View) -> tuple[Any, ...]:
    pairs = ((name, getattr(self, name)) for name in _names(self))
    return tuple((n, _content(v) if isinstance(v, _View) else v) for n, v in pairs)


def _outside(prefix: str, name: str, metadata: dict[str, Any], forms: FormsKey) -> OutsideFormError:
    address = f"{prefix}.{name}"
    block, table = _block_id(f"{prefix}.{metadata.get('of', name)}"), prefix.partition(".")[0]
    others = [e for b, e in forms if b.partition(".")[0] == table]
    used = dict(forms).get(block) or next((e for e in others if e not in metadata["editions"]), "")
    if not used:
        return OutsideFormError(
            f"{address} is not there: the report has no such part.",
            zh=f"{address} 不存在：本报告没有该部分。",
            address=address,
        )
    editions = "/".join(metadata["editions"])
    return OutsideFormError(
        f"{address} is printed in the {editions} form only; this report uses the {used} form here.",
        zh=f"{address} 仅见于 {editions} 版表格；本报告此处采用 {used} 版。",
        address=address,
    )


def _block_id(address: str) -> str:
    """The block that prints what stands at or below an address, in any edition."""
    for edition_id in EDITION_IDS:
        for block in edition(edition_id).blocks:
            if any(f"{a}.".startswith(f"{address}.") for a in block.addresses):
                return block.id
    return ""


@lru_cache(maxsize=64)
def _view_class(cls: type) -> type:
    namespace = {
        "__slots__": ("_at",),
        "__module__": cls.__module__,
        "__qualname__": cls.__qualname__,
        "__doc__": cls.__doc__,
        "_form": cls,
    }
    return type(cls.__name__, (_View, cls), namespace)


def view(cls: type[T], lookup: Lookup, prefix: str, forms: FormsKey) -> T:
    """An instance of form class ``cls`` for the figures below ``prefix``.

    ``lookup`` gives the figure at an address, printed or derived.  Fields outside the forms raise
    ``OutsideFormError`` (an ``AttributeError``).
    """
    made: Any = object.__new__(_view_class(cast(Any, cls)))
    object.__setattr__(made, "_at", (lookup, prefix, forms))
    return cast(T, made)


def _restore(cls: type[T], figures: dict[str, Figure], prefix: str, forms: FormsKey) -> T:
    return view(cls, figures.get, prefix, forms)
