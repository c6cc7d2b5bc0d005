"""Colours by their contrast (WCAG 2.2): shades that can be read on a ground."""

from __future__ import annotations

import re
from colorsys import hls_to_rgb, rgb_to_hls
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

HEX: Final = re.compile(r"#[0-9a-f]{6}")
"""A colour as styles write it."""
BLACK: Final = "#000000"
WHITE: Final = "#ffffff"

_STEPS: Final = 100


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, 1 to 21."""
    return contrast_of(luminance_of(one), luminance_of(other))


def contrast_of(one: float, other: float) -> float:
    """The contrast of two relative luminances, 1 to 21."""
    lighter, darker = max(one, other), min(one, other)
    return (lighter + 0.05) / (darker + 0.05)


def mixed(colour: str, other: str, part: float) -> str:
    """A colour with a part, 0 to 1, of another."""
    pairs = zip(_channels(colour), _channels(other), strict=True)
    return "#" + bytes(round(one + (two - one) * part) for one, two in pairs).hex()


def readable(colour: str, grounds: Iterable[str], ratio: float, goal: str) -> str:
    """The colour itself, or the nearest to it of its hue that has the contrast, or else ``goal``.

    ``goal`` is black or white: whether the colour is made darker or lighter.
    """
    found = tuple(grounds)
    hue, lightness, saturation = rgb_to_hls(*(level / 255 for level in _channels(colour)))
    for step in range(_STEPS + 1):
        part = step / _STEPS
        shade = colour
        if step:
            light = lightness + ((goal == WHITE) - lightness) * part
            levels = hls_to_rgb(hue, light, saturation)
            shade = "#" + bytes(round(255 * level) for level in levels).hex()
        if all(contrast(shade, ground) >= ratio for ground in found):
            return shade
    return goal


def between(colour: str) -> str:
    """A shade that can be read on white and on black, for grounds that readers choose."""
    ratio = 4.5
    goal = WHITE if contrast(colour, WHITE) > contrast(colour, BLACK) else BLACK
    return readable(colour, (BLACK if goal == WHITE else WHITE,), ratio, goal)


def grey_of(colour: str) -> str:
    """The grey that is as light as a colour."""
    light = luminance_of(colour)
    level = light * 12.92 if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055
    return "#" + bytes([round(255 * level)] * 3).hex()


def _channels(colour: str) -> bytes:
    return bytes.fromhex(colour[1:])


def luminance_of(colour: str) -> float:
    """Relative luminance of a colour as styles write it."""
    return luminance(_channels(colour))


def luminance(levels: Iterable[int]) -> float:
    """Relative luminance of red, green and blue from 0 to 255 (WCAG 2.2, glossary)."""
    linear = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (level / 255 for level in levels)
    )
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
