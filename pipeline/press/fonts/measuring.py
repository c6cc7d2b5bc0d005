"""The widths of labels, as HarfBuzz sets them in the faces of labels."""

from __future__ import annotations

from functools import lru_cache
from itertools import groupby
from typing import Any, Literal

from pipeline.press.fonts.faces import Face, face_named, font_path, in_han_blocks

_FACES = {
    "plain": ("note-sans-400", "note-han-400"),
    "strong": ("note-sans-600", "note-han-700"),
}
# Labels have lining figures of one width.
_FEATURES = {"tnum": True, "lnum": True}


@lru_cache(maxsize=2**12)
def width_of_label(text: str, weight: Literal["plain", "strong"]) -> float:
    """The width of a text in em. Raises CannotRunError if a font is missing."""
    width = 0.0
    for is_han, run in groupby(text, in_han_blocks):
        width += _width("".join(run), face_named(_FACES[weight][is_han]))
    return width


def _width(text: str, face: Face) -> float:
    import uharfbuzz

    font, units = _font(face)
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    uharfbuzz.shape(font, buffer, _FEATURES)
    return float(sum(one.x_advance for one in buffer.glyph_positions or ())) / units


@lru_cache(maxsize=8)
def _font(face: Face) -> tuple[Any, int]:
    import uharfbuzz

    blob = uharfbuzz.Blob.from_file_path(str(font_path(face.design)))
    whole = uharfbuzz.Face(blob, face.design.index)
    font = uharfbuzz.Font(whole)
    font.set_variations(dict(face.axes))
    return font, whole.upem
