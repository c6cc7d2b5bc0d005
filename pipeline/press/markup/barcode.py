"""The EAN-13 barcode of an ISBN as an SVG path (ISO/IEC 15420; GS1 General Specifications, 5.2)."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

WIDTH, HEIGHT = 113, 79
"""The size of the symbol in modules, with its quiet zones and its digits."""

_QUIET = 11
_BAR, _GUARD = 69, 74
_BASELINE = 78
# The bars of digits: sets A, B and C, and the sets of the left half by the first digit.
_A = (
    "0001101", "0011001", "0010011", "0111101", "0100011",
    "0110001", "0101111", "0111011", "0110111", "0001011",
)  # fmt: skip
_C = tuple(bars.translate({48: "1", 49: "0"}) for bars in _A)
_B = tuple(bars[::-1] for bars in _C)
_SETS = (
    "AAAAAA", "AABABB", "AABBAB", "AABBBA", "ABAABB",
    "ABBAAB", "ABBBAA", "ABABAB", "ABABBA", "ABBABA",
)  # fmt: skip
_SIDE, _CENTRE = "101", "01010"


@dataclass(frozen=True, slots=True)
class Mark:
    """A digit below the bars, or the sign for the light margin; ``x`` is its middle in modules."""

    text: str
    x: float


@dataclass(frozen=True, slots=True)
class Barcode:
    """A barcode in modules: ``path`` is SVG path data, the marks stand on the ``baseline``.

    ``isbn`` is the ISBN as it is printed above.
    """

    isbn: str
    path: str
    marks: tuple[Mark, ...]
    width: int = WIDTH
    height: int = HEIGHT
    baseline: int = _BASELINE


def barcode_of(isbn: str) -> Barcode:
    """The barcode of an ISBN-13 as it is to be printed, with or without hyphens."""
    digits = "".join(filter(str.isdigit, isbn))
    return Barcode(isbn, "".join(_bars(digits)), tuple(_marks(digits)))


def modules_of(digits: str) -> str:
    """The 95 modules of 13 digits, ``1`` for a dark one."""
    first, left, right = int(digits[0]), digits[1:7], digits[7:]
    sets = {"A": _A, "B": _B}
    halves = (
        "".join(sets[name][int(digit)] for name, digit in zip(_SETS[first], left, strict=True)),
        "".join(_C[int(digit)] for digit in right),
    )
    return f"{_SIDE}{halves[0]}{_CENTRE}{halves[1]}{_SIDE}"


def _bars(digits: str) -> Iterator[str]:
    """Yield a rectangle for each bar; those of the guards are longer."""
    place = 0
    for dark, group in groupby(modules_of(digits)):
        width = len(list(group))
        if dark == "1":
            is_guard = place < 3 or 45 <= place < 50 or place >= 92
            height = _GUARD if is_guard else _BAR
            yield f"M{_QUIET + place} 0h{width}v{height}h-{width}z"
        place += width


def _marks(digits: str) -> Iterator[Mark]:
    yield Mark(digits[0], 6)
    for place, digit in enumerate(digits[1:7]):
        yield Mark(digit, _QUIET + 3 + 7 * place + 3.5)
    for place, digit in enumerate(digits[7:]):
        yield Mark(digit, _QUIET + 50 + 7 * place + 3.5)
    yield Mark(">", WIDTH - 3)
