"""Ticks of a scale: whole steps of 1, 2, 2.5 or 5 times a power of ten."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

_STEPS = tuple(map(Decimal, ("1", "2", "2.5", "5", "10")))


@dataclass(frozen=True, slots=True)
class Scale:
    """Where a scale begins and ends, its ticks, and the digits that these need."""

    least: Decimal
    most: Decimal
    ticks: tuple[Decimal, ...]
    decimals: int

    def at(self, value: Decimal) -> float:
        """Where a value is on the scale, from 0 to 1."""
        return float((value - self.least) / (self.most - self.least))


def scale_of(
    least: Decimal,
    most: Decimal,
    given: tuple[Decimal | None, Decimal | None] = (None, None),
    count: int = 5,
) -> Scale:
    """A scale with about so many steps from one value to another; ``given`` ends are kept."""
    if least == most:
        least, most = min(least, Decimal(0)), max(most, Decimal(0))
    if least == most:
        most = least + 1
    raw = (most - least) / count
    power = Decimal(10) ** raw.adjusted()
    step = min((one * power for one in _STEPS), key=lambda one: abs(one - raw))
    first = (least / step).to_integral_value(ROUND_FLOOR)
    last = (most / step).to_integral_value(ROUND_CEILING)
    start = first * step if given[0] is None else given[0]
    end = last * step if given[1] is None else given[1]
    found = (number * step for number in range(int(first), int(last) + 1))
    ticks = tuple(one for one in found if start <= one <= end)
    exponent = step.normalize().as_tuple().exponent
    return Scale(start, end, ticks, max(0, -exponent) if isinstance(exponent, int) else 0)
