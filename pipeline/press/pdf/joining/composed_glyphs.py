"""Adding glyphs to a TrueType font that are made of those it has (OpenType, "glyf", composite)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from io import BytesIO
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.press.parts.glyph_forms import GlyphForm

# Arguments are offsets, as words (ARGS_ARE_XY_VALUES; fontTools chooses their size).
_OFFSETS = 0x2


def numbered(forms: Iterable[GlyphForm], glyph_count: int) -> Mapping[GlyphForm, int]:
    """The glyph number of each form in a font that has ``glyph_count`` glyphs without them."""
    return {form: glyph_count + place for place, form in enumerate(sorted(forms))}


def count_glyphs(font: bytes) -> int:
    """How many glyphs a TrueType font has."""
    from fontTools.ttLib import TTFont

    count: int = TTFont(BytesIO(font), lazy=True)["maxp"].numGlyphs
    return count


def add_forms(font: bytes, forms: Mapping[GlyphForm, int]) -> bytes:
    """A TrueType font with the forms as its last glyphs, by their numbers."""
    from fontTools.ttLib import TTFont

    made = TTFont(BytesIO(font), lazy=True, recalcBBoxes=False, recalcTimestamp=False)
    order = list(made.getGlyphOrder())
    glyphs, metrics = made["glyf"], made["hmtx"]
    for form, number in sorted(forms.items(), key=lambda item: item[1]):
        name = f"form{number}"
        glyph = _glyph(form, order, glyphs)
        glyphs.glyphs[name] = glyph
        metrics.metrics[name] = (form.advance, getattr(glyph, "xMin", 0))
        order.append(name)
    made.setGlyphOrder(order)
    glyphs.glyphOrder = order
    _raise_limits(made, glyphs, forms)
    out = BytesIO()
    made.save(out, reorderTables=None)
    return out.getvalue()


def _glyph(form: GlyphForm, order: list[str], glyphs: Any) -> Any:
    from fontTools.ttLib.tables._g_l_y_f import Glyph, GlyphComponent

    glyph = Glyph()
    pieces = [piece for piece in form.pieces if glyphs[order[piece[0]]].numberOfContours]
    if not pieces:
        glyph.numberOfContours = 0
        return glyph
    glyph.numberOfContours = -1
    glyph.components = []
    boxes = []
    for number, right, up in pieces:
        component = GlyphComponent()
        component.glyphName, component.x, component.y = order[number], right, up
        component.flags = _OFFSETS
        glyph.components.append(component)
        piece = glyphs[order[number]]
        boxes.append((piece.xMin + right, piece.yMin + up, piece.xMax + right, piece.yMax + up))
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    glyph.xMin, glyph.yMin, glyph.xMax, glyph.yMax = (
        min(lefts),
        min(bottoms),
        max(rights),
        max(tops),
    )
    return glyph


def _raise_limits(made: Any, glyphs: Any, forms: Mapping[GlyphForm, int]) -> None:
    """Tell in `maxp` what the largest composite glyph needs."""
    limits = made["maxp"]
    limits.numGlyphs = len(glyphs.glyphOrder)
    most = max((len(form.pieces) for form in forms), default=0)
    limits.maxComponentElements = max(limits.maxComponentElements, most)
    depth = limits.maxComponentDepth + 1 if most else limits.maxComponentDepth
    limits.maxComponentDepth = depth
    simple = max(limits.maxPoints, limits.maxCompositePoints)
    limits.maxCompositePoints = max(limits.maxCompositePoints, most * simple)
    contours = max(limits.maxContours, limits.maxCompositeContours)
    limits.maxCompositeContours = max(limits.maxCompositeContours, most * contours)
