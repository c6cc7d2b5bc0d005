"""Subsetting: reduces a variable font to a static one with the characters requested."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from pipeline.languages.writing import writing_system
from pipeline.languages.writing_systems import WRITING_SYSTEMS
from pipeline.press.fonts.faces import (
    HAN_SCRIPTS,
    Design,
    Face,
    OwnDesign,
    Script,
    font_path,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

# OpenType features kept. Kerning, ligatures, mark placement and localised forms are on by default;
# stylesheets may turn on the others: figure styles, fractions, superiors, case-sensitive
# punctuation. Chinese needs the two-em dash (ccmp) and half-width punctuation. Features that
# replace Simplified forms by those of other languages are dropped, and half of the glyphs with
# them.
_ALWAYS = ("ccmp", "kern", "liga", "locl", "mark", "mkmk")
_FIGURES = ("lnum", "onum", "pnum", "tnum")
_FINE = ("case", "dnom", "frac", "numr", "subs", "sups")
_LATIN_ON_PAGES = (*_ALWAYS, *_FIGURES, *_FINE)
_LATIN_ON_WEB = (*_ALWAYS, *_FIGURES)

# What the shaping of a font of one's own may need: all that any script does. Small capitals are
# large, and kept only for styles that set them.
_OWN = tuple(dict.fromkeys(tag for row in WRITING_SYSTEMS for tag in row.features))
_SMALL_CAPITALS = ("c2sc", "smcp")

# For vertical text, for style menus, or out of date.
_DROPPED = ("BASE", "DSIG", "STAT", "VORG", "vhea", "vmtx")

# These share the glyph of another character in most fonts. A PDF maps each glyph to one
# character, so every space might be extracted as a no-break space.
_COPIES = {0xA0: 0x20, 0x202F: 0x2009, 0xAD: 0x2D, 0x2010: 0x2D, 0x2011: 0x2D}
COPIES = {chr(copy): chr(original) for copy, original in _COPIES.items()}
"""Characters that have a copy of the glyph of another."""


def page_features(script: Script) -> tuple[str, ...]:
    """The features of the faces of a script on pages."""
    return writing_system(script).features or _LATIN_ON_PAGES


def web_features(script: Script) -> tuple[str, ...]:
    """The features of the faces of a script in WOFF2."""
    return writing_system(script).features or _LATIN_ON_WEB


def own_features(features: tuple[str, ...], *, small_capitals: bool) -> tuple[str, ...]:
    """The features of a font of one's own, which are more than those of ours."""
    return (*features, *_OWN, *(_SMALL_CAPITALS if small_capitals else ()))


# How far Source Serif reaches above and below the baseline, in em.
_ABOVE, _BELOW = 1.036, 0.335

_WEIGHTS = {300: "Light", 400: "Regular", 600: "SemiBold", 700: "Bold"}
# Copyright, licence, licence URL: required in every copy (OFL clause 2).
_KEPT_NAMES = (0, 13, 14)


def subset_face(face: Face, characters: Iterable[str], features: Iterable[str]) -> bytes:
    """Make a static OpenType font with those of the characters requested that the face has.

    Its axes are pinned, CFF2 is converted to CFF, and it is renamed. The no-break space, the soft
    hyphen, the hyphen and the no-break hyphen have glyphs of their own. The output is
    deterministic. Raises CannotRunError if the font is missing.
    """
    from fontTools.ttLib import TTFont

    wanted = {ord(character) for character in characters}
    copies = {copy: original for copy, original in _COPIES.items() if copy in wanted}
    data = _cut(face, wanted | set(copies.values()), features)
    font = TTFont(BytesIO(data), lazy=True, recalcBBoxes=False, recalcTimestamp=False)
    if "glyf" in font:
        _copy_glyphs(font, copies)
    elif isinstance(face.design, OwnDesign) and face.design.script == "Latn":
        _copy_charstrings(font, copies)
    if not isinstance(face.design, OwnDesign):
        _fit_beside_latin(font, face)
    _rename(font, face)
    out = BytesIO()
    font.save(out, reorderTables=None)
    return out.getvalue()


def _cut(face: Face, code_points: set[int], features: Iterable[str]) -> bytes:
    """Subset with HarfBuzz, which takes milliseconds where fontTools takes seconds."""
    import uharfbuzz

    source = open_design(face.design)
    request = uharfbuzz.SubsetInput()
    request.unicode_set.update(code_points)
    flags = uharfbuzz.SubsetFlags
    request.flags = flags.NOTDEF_OUTLINE | flags.DESUBROUTINIZE | flags.DOWNGRADE_CFF2
    if face.design.script == "Latn" or (face.axes and face.design.script not in HAN_SCRIPTS):
        # Contours of a variable font overlap; some rasterisers leave gaps without this flag.
        request.flags |= flags.SET_OVERLAPS_FLAG
    else:
        # Hints take 3 % of the file. Latin faces keep theirs, which only enable smoothing at all
        # sizes.
        request.flags |= flags.NO_HINTING
    request.layout_feature_tag_set.clear()
    request.layout_feature_tag_set.update(map(_tag, features))
    request.name_id_set.clear()
    request.name_id_set.update(_KEPT_NAMES)
    request.drop_table_tag_set.update(map(_tag, _DROPPED))
    if isinstance(face.design, OwnDesign) or face.design.script not in {"Latn", *HAN_SCRIPTS}:
        request.pin_all_axes_to_default(source)
    for axis, value in face.axes:
        request.pin_axis_location(source, axis, value)
    return bytes(uharfbuzz.subset(source, request).blob.data)


def open_design(design: Design | OwnDesign) -> Any:
    """A design as HarfBuzz opens it. Raises CannotRunError if its package is not installed."""
    import uharfbuzz

    if isinstance(design, OwnDesign):
        return uharfbuzz.Face(uharfbuzz.Blob(design.content))
    try:
        blob = uharfbuzz.Blob.from_file_path(str(font_path(design)))
    except uharfbuzz.HarfBuzzError as error:
        # The file exists, so mapping it must have exceeded the memory limit.
        raise MemoryError from error
    return uharfbuzz.Face(blob, design.index)


def _tag(name: str) -> int:
    return int.from_bytes(name.encode("ascii"), "big")


def _copy_glyphs(font: Any, copies: dict[int, int]) -> None:
    """Give each character that shares a glyph, or has none, a copy of the original's glyph."""
    best = font.getBestCmap()
    order = list(font.getGlyphOrder())
    outlines, metrics = font["glyf"], font["hmtx"]
    for copy, original in copies.items():
        if original not in best:
            continue
        source, name = best[original], f"copy{copy:04X}"
        order.append(name)
        outlines.glyphs[name] = outlines.glyphs[source]
        metrics.metrics[name] = metrics.metrics[source]
        for table in font["cmap"].tables:
            table.cmap[copy] = name
    outlines.setGlyphOrder(order)
    font.setGlyphOrder(order)


def _copy_charstrings(font: Any, copies: dict[int, int]) -> None:
    """The same for a font whose outlines are CFF."""
    best = font.getBestCmap()
    top = font["CFF "].cff.topDictIndex[0]
    strings = top.CharStrings
    for copy, original in copies.items():
        if original not in best:
            continue
        source, name = best[original], f"copy{copy:04X}"
        outline = strings[source]
        outline.decompile()
        strings.charStringsIndex.append(outline)
        strings.charStrings[name] = len(strings.charStringsIndex) - 1
        top.charset.append(name)
        if hasattr(top, "FDSelect"):
            top.FDSelect.append(top.FDSelect[font.getGlyphID(source)])
        font["hmtx"].metrics[name] = font["hmtx"].metrics[source]
        for table in font["cmap"].tables:
            table.cmap[copy] = name
    font.setGlyphOrder(list(top.charset))


def _fit_beside_latin(font: Any, face: Face) -> None:
    """Make a face of another script as large as its row says, on lines like those of Latin.

    Engines have no `size-adjust`, so its em is made smaller than it was drawn. Where faces meet in
    a line, their heights above and below the baseline decide how high the line is.
    """
    script = face.design.script
    if script == "Latn" or script in HAN_SCRIPTS:
        return
    units = round(font["head"].unitsPerEm / writing_system(script).size)
    above, below = round(_ABOVE * units), -round(_BELOW * units)
    font["head"].unitsPerEm = units
    lines, system = font["hhea"], font["OS/2"]
    lines.ascent, lines.descent, lines.lineGap = above, below, 0
    system.sTypoAscender, system.sTypoDescender, system.sTypoLineGap = above, below, 0


def _rename(font: Any, face: Face) -> None:
    """Give the font the names of its face; the copyright and licence it came with are kept."""
    weight = _WEIGHTS[face.weight]
    family = face.family if face.weight == 400 else f"{face.family} {weight}"
    style = "Italic" if face.italic else "Regular"
    post_script = f"{face.family.replace(' ', '')}-{weight}{'Italic' if face.italic else ''}"
    values = {1: family, 2: style, 3: post_script, 4: f"{family} {style}", 6: post_script}
    for identifier, value in values.items():
        font["name"].setName(value, identifier, 3, 1, 0x409)
