"""The inks for the colours of drawings, by the profile of the printing condition."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from PIL import Image

from pipeline.press.photos.profiles import Inks

if TYPE_CHECKING:
    from pipeline.house_style import Cmyk, Srgb

_NEUTRAL = 6
"""The most by which the channels of a colour differ that is printed in black ink alone."""
_FULL = 255


def inks_for(colours: Collection[Srgb], profile: bytes) -> Mapping[Srgb, Cmyk]:
    """The inks for each colour, 0 to 1 each; neutral ones are black ink alone.

    All are converted at once: a conversion takes as long for one colour as for thousands.
    """
    found = sorted(colours)
    patches = Image.frombytes(
        "RGB", (len(found), 1), bytes(level for one in found for level in one)
    )
    press = Inks(profile)
    inked = press.convert(patches, b"").tobytes()
    inks: dict[Srgb, Cmyk] = {}
    for at, colour in enumerate(found):
        cyan, magenta, yellow, black = inked[4 * at : 4 * at + 4]
        if max(colour) - min(colour) <= _NEUTRAL:
            cyan, magenta, yellow, black = 0, 0, 0, press.black_of_greys[round(sum(colour) / 3)]
        inks[colour] = (_part(cyan), _part(magenta), _part(yellow), _part(black))
    return inks


def _part(level: int) -> float:
    return round(level / _FULL, 2)
