"""A veil over a photo: a colour that lies on it as thickly as the texts on it need.

Contrast is that of WCAG 2.2 (relative luminance), against the least favourable patch of half a
millimetre behind a text: smaller ones are too small to be seen as a ground.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PIL import Image

from pipeline.press.parts.photo_texts import TextOnPhoto

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.house_style import Cmyk, Srgb

WANTED = 4.5
"""The contrast that text needs to its ground (WCAG 2.2, 1.4.3)."""

_AIM = 4.9
"""The contrast for which a veil is made: encoding and inks change pixels a little."""
_RAMP = 0.14
"""The part of the height over which a veil that texts have thickened grows thin again."""
_STEPS = 8
_FULL = 255
_CANDIDATES = 12


@dataclass(frozen=True, slots=True)
class Veil:
    """A veil of one colour, and its inks.

    ``stops`` give how thick it is, 0 to 1, at parts of the height, 0 to 1 from the top; between
    them it changes evenly. It is thicker where one of the ``texts`` needs it.
    """

    colour: Srgb
    inks: Cmyk
    stops: tuple[tuple[float, float], ...]
    texts: tuple[TextOnPhoto, ...] = ()


def thickness(photo: Image.Image, veil: Veil, patches: int) -> tuple[float, ...]:
    """How thick a veil lies on each row of a photo in RGB that is ``patches`` patches wide."""
    small = in_patches(photo, patches)
    needed = [(text, _needed(small, text, veil)) for text in veil.texts]
    height = photo.height
    return tuple(_at((row + 0.5) / height, veil, needed) for row in range(height))


def veiled(picture: Image.Image, colour: tuple[int, ...], rows: Sequence[float]) -> Image.Image:
    """A picture under a veil of a colour in its own mode, given how thick it is on each row."""
    mask = Image.new("L", (1, len(rows)))
    mask.putdata([round(_FULL * one) for one in rows])
    ground = Image.new(picture.mode, picture.size, colour)
    return Image.composite(ground, picture, mask.resize(picture.size, Image.Resampling.BILINEAR))


def least_contrast(photo: Image.Image, text: TextOnPhoto, patches: int) -> float:
    """The contrast of a text to its least favourable patch on a finished photo in RGB."""
    grounds = _extremes(in_patches(photo, patches), text)
    return min((contrast(text.colour, one) for one in grounds), default=float("inf"))


def in_patches(photo: Image.Image, patches: int) -> Image.Image:
    """A photo that is so many patches wide, each of the mean of its colours."""
    if photo.width <= patches:
        return photo
    size = (patches, max(1, round(photo.height * patches / photo.width)))
    return photo.resize(size, Image.Resampling.BOX)


def contrast(one: Srgb, other: Srgb) -> float:
    """The contrast of two colours, 1 to 21 (WCAG 2.2, "contrast ratio")."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: Srgb) -> float:
    red, green, blue = (_linear(level / _FULL) for level in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(level: float) -> float:
    return level / 12.92 if level <= 0.04045 else ((level + 0.055) / 1.055) ** 2.4


def _extremes(small: Image.Image, text: TextOnPhoto) -> list[Srgb]:
    """The lightest and the darkest patches behind a text."""
    left, right = int(text.left * small.width), round(text.right * small.width + 0.5)
    top, bottom = int(text.top * small.height), round(text.bottom * small.height + 0.5)
    box = (left, top, min(right, small.width), min(bottom, small.height))
    if box[0] >= box[2] or box[1] >= box[3]:
        return []
    region = small.crop(box)
    found = region.getcolors(region.width * region.height) or []
    colours = sorted((colour for _, colour in found), key=_luminance)  # type: ignore[arg-type]
    return [*colours[:_CANDIDATES], *colours[-_CANDIDATES:]]  # type: ignore[list-item]


def _needed(small: Image.Image, text: TextOnPhoto, veil: Veil) -> float:
    """How thick a veil has to be behind a text; 1 if even that is too thin."""
    grounds = _extremes(small, text)
    low, high = 0.0, 1.0
    for _ in range(_STEPS):
        middle = (low + high) / 2
        if all(contrast(text.colour, _mixed(one, veil, middle)) >= _AIM for one in grounds):
            high = middle
        else:
            low = middle
    return high if grounds else 0.0


def _mixed(ground: Srgb, veil: Veil, share: float) -> Srgb:
    red, green, blue = (
        round(share * over + (1 - share) * below)
        for over, below in zip(veil.colour, ground, strict=True)
    )
    return (red, green, blue)


def _at(place: float, veil: Veil, needed: Sequence[tuple[TextOnPhoto, float]]) -> float:
    wanted = [_between(place, veil.stops)]
    for text, thick in needed:
        away = max(text.top - place, place - text.bottom, 0.0)
        wanted.append(thick * max(0.0, 1 - away / _RAMP))
    return max(wanted)


def _between(place: float, stops: Sequence[tuple[float, float]]) -> float:
    before = stops[0]
    for stop in stops:
        if stop[0] >= place:
            span = stop[0] - before[0]
            share = (place - before[0]) / span if span else 1.0
            return before[1] + share * (stop[1] - before[1])
        before = stop
    return before[1]
