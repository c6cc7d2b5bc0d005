"""Colours of drawings, in any notation of CSS, as sRGB in hexadecimal."""

from __future__ import annotations

from math import cos, radians, sin
from typing import Any, Final, NamedTuple

from tinycss2.color5 import parse_color

# It has no type hints.
_parse: Final[Any] = parse_color
_LMS: Final = (
    (1.0, 0.3963377774, 0.2158037573),
    (1.0, -0.1055613458, -0.0638541728),
    (1.0, -0.0894841775, -1.2914855480),
)
_RGB: Final = (
    (4.0767416621, -3.3077115913, 0.2309699292),
    (-1.2684380046, 2.6097574011, -0.3413193965),
    (-0.0041960863, -0.7034186147, 1.7076147010),
)
"""From Oklab to linear sRGB (CSS Color 4, 10.2)."""
_PLAIN: Final = ("srgb", "hsl", "hwb")

Triple = tuple[float, float, float]


class Colour(NamedTuple):
    """A colour as ``#rrggbb``, and its opacity."""

    value: str
    alpha: float


def colour_of(text: str) -> Colour | None:
    """A colour, or None if it is none that can be turned into sRGB."""
    found = _parse(text)
    if found is None or isinstance(found, str):
        return None
    if found.space in ("oklab", "oklch"):
        channels = _from_oklab(_rectangular(found))
    elif found.space in _PLAIN:
        channels = tuple(found.to("srgb").coordinates[:3])
    else:
        return None
    levels = (round(255 * min(1.0, max(0.0, channel or 0.0))) for channel in channels)
    return Colour(f"#{bytes(levels).hex()}", 1.0 if found.alpha is None else found.alpha)


def _rectangular(found: Any) -> Triple:
    lightness, one, other = (value or 0.0 for value in found.coordinates[:3])
    if found.space == "oklab":
        return lightness, one, other
    return lightness, one * cos(radians(other)), one * sin(radians(other))


def _from_oklab(lab: Triple) -> tuple[float, ...]:
    cones = [sum(a * b for a, b in zip(row, lab, strict=True)) ** 3 for row in _LMS]
    linear = (sum(a * b for a, b in zip(row, cones, strict=True)) for row in _RGB)
    return tuple(map(_encoded, linear))


def _encoded(level: float) -> float:
    """A level of light as sRGB writes it (IEC 61966-2-1)."""
    return 12.92 * level if level <= 0.0031308 else 1.055 * level ** (1 / 2.4) - 0.055
