"""Tokens whose lengths have limits, and what is said beyond them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Range:
    """The least and the most of a length in mm, the code of a finding about another, and a hint."""

    least: float
    most: float
    code: str
    hint: str


RANGES: Final[Mapping[str, Range]] = {
    # 80 % of the nominal size (GS1 General Specifications, 5.2.3), and what the back cover has
    # room for.
    "barcode-module": Range(
        0.264, 0.35, "N514", "use 0.264mm (80 %, what scanners need) to 0.35mm; 0.33mm is nominal"
    ),
    # Cards of more than half a millimetre are not folded into a booklet.
    "paper-thickness": Range(
        0, 0.5, "N504", "use 0mm to 0.5mm: 0.1mm for 80 g/m² uncoated, 0.13mm for 150 g/m² coated"
    ),
}
"""The limits of lengths, by token."""


def beyond(name: str, value: str) -> Range | None:
    """The limits that the length of a token, such as ``5mm``, is beyond; None if it keeps them."""
    limits = RANGES.get(name)
    if limits is None or limits.least <= float(value.removesuffix("mm")) <= limits.most:
        return None
    return limits
