"""The widths of labels, as HarfBuzz sets them in the faces of labels."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache, partial
from itertools import groupby
from typing import Any, Literal

from pipeline.languages.writing import writing_system
from pipeline.press.fonts.faces import Face, face_named, face_of_script
from pipeline.press.fonts.subset import open_design
from pipeline.press.fonts.typefaces import HOUSE, Typefaces

_FACES = {"plain": "note-sans-400", "strong": "note-sans-600"}
# Labels have lining figures of one width.
_FEATURES = {"tnum": True, "lnum": True}


Weight = Literal["plain", "strong"]
LabelWidth = Callable[[str, Weight], float]
"""Measures a label in em. Raises CannotRunError if a font is missing."""


def label_width_in(typefaces: Typefaces) -> LabelWidth:
    """The widths of labels in the faces of a note."""
    return partial(_width_of_label, typefaces)


@lru_cache(maxsize=2**12)
def _width_of_label(typefaces: Typefaces, text: str, weight: Weight) -> float:
    width = 0.0
    for name, run in _runs(text, is_bold=weight == "strong"):
        face = typefaces.in_slot(name or _FACES[weight])[0]
        width += _width(run, face) * writing_system(face.design.script).size
    return width


def _runs(text: str, *, is_bold: bool) -> Iterator[tuple[str, str]]:
    """Yield the runs of a label, each with the face of its script; none for that of labels.

    Marks that a script shares, such as spaces, are drawn by the face of the letters before them.
    """
    names: list[str] = []
    marks, last = "", ""
    for character in text:
        name = face_of_script(character, is_bold=is_bold)
        if name or character not in marks:
            last = name
            marks = writing_system(face_named(name).design.script).marks if name else ""
        names.append(last)
    for name, run in groupby(zip(names, text, strict=True), lambda one: one[0]):
        yield name, "".join(character for _, character in run)


width_of_label: LabelWidth = label_width_in(HOUSE)
"""The widths of labels in the faces that come with notepress."""


def label_baseline_in(typefaces: Typefaces) -> float:
    """How far the baseline of a label is below its top, in em, if its line is one em high."""
    face = typefaces.in_slot(_FACES["plain"])[0]
    font, units = _font(face)
    extents = font.get_font_extents("ltr")
    return float(units + extents.ascender + extents.descender) / 2 / units


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

    whole = open_design(face.design)
    font = uharfbuzz.Font(whole)
    font.set_variations(dict(face.axes))
    return font, whole.upem
