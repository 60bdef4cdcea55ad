"""What holds among the figures of a report: all are there, none contradicts itself, groups add up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from govinfo_report.errors import UsageError
from govinfo_report.model.address import columns_of
from govinfo_report.model.figure import Figure, Origin, Reason, State
from govinfo_report.model.frozen import FrozenDict
from govinfo_report.model.unknown import unknown_address

#: states from "knows nothing" to "value"; a subtotal takes the first that occurs among its parts
_WORST_FIRST = (State.REFUSED, State.ABSENT, State.NOT_APPLICABLE, State.BLANK)


def in_order(
    figures: Mapping[str, Figure], addresses: tuple[str, ...], forms: Mapping[str, str]
) -> FrozenDict[str, Figure]:
    """The figures in the order of the form; ``UsageError`` when one is missing or foreign."""
    for address in figures:
        if address not in columns_of(forms):
            raise unknown_address(address, forms)
    missing = [address for address in addresses if address not in figures]
    if missing:
        raise UsageError(
            f"{len(missing)} figures of the report's forms are missing, the first is {missing[0]}.",
            zh=f"缺少 {len(missing)} 个数据，第一个为 {missing[0]}。",
            hint="build_report fills in what is not given.",
            hint_zh="build_report 会自动补全未提供的数据。",
            missing=tuple(missing),
        )
    return FrozenDict({address: figures[address] for address in addresses})


def check_figures(figures: Mapping[str, Figure]) -> None:
    """Raise ``UsageError`` unless every figure stands at its address, with a value or without."""
    for address, figure in figures.items():
        if (
            not isinstance(figure, Figure)
            or figure.address != address
            or (figure.value is not None) is not (figure.state is State.VALUE)
        ):
            raise UsageError(
                f"The figure at {address} is none or contradicts itself: {figure!r}.",
                zh=f"{address} 处不是数据或自相矛盾：{figure!r}。",
            )


def subtotal(address: str, parts: Sequence[Figure]) -> Figure:
    """The sum of the parts, or a figure without value when one of them has none."""
    unit = parts[0].unit
    states = {part.state for part in parts}
    for state in _WORST_FIRST:
        if state in states:
            reason = Reason.PART_WITHOUT_VALUE
            return Figure(address, None, state, None, None, unit, reason, Origin.DERIVED)
    total = sum(part.value for part in parts if part.value is not None)
    return Figure(address, total, State.VALUE, None, None, unit, None, Origin.DERIVED)
