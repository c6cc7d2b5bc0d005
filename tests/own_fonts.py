"""Small fonts of one's own for tests: a box for each character, as wide as asked for."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen

ASCII = "".join(map(chr, range(0x20, 0x7F))) + "–’“”"


def small_font(
    characters: str = ASCII,
    *,
    cff: bool = False,
    rights: int = 0,
    weight: int = 400,
    italic: bool = False,
    flavor: str | None = None,
    advance: int = 600,
) -> bytes:
    """A static font with the characters; ``rights`` is its fsType."""
    names = [".notdef", *(f"u{ord(one):04X}" for one in characters)]
    builder = FontBuilder(1000, isTTF=not cff)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({ord(one): f"u{ord(one):04X}" for one in characters})
    outlines = {name: _box(name, advance, cff=cff) for name in names}
    if cff:
        builder.setupCFF("Small-Regular", {}, outlines, {})
    else:
        builder.setupGlyf(outlines)
    builder.setupHorizontalMetrics(dict.fromkeys(names, (advance, 50)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Small", "styleName": "Regular", "psName": "Small"})
    builder.setupOS2(
        fsType=rights, usWeightClass=weight, fsSelection=1 if italic else 64,
        sTypoAscender=800, sTypoDescender=-200, usWinAscent=800, usWinDescent=200,
    )  # fmt: skip
    builder.setupPost()
    out = BytesIO()
    builder.font.flavor = flavor
    builder.font.save(out)
    return out.getvalue()


def _box(name: str, advance: int, *, cff: bool) -> Any:
    pen: Any = T2CharStringPen(advance, None) if cff else TTGlyphPen(None)
    if name not in {"u0020", ".notdef"}:
        pen.moveTo((50, 0))
        for point in ((50, 600), (advance - 50, 600), (advance - 50, 0)):
            pen.lineTo(point)
        pen.closePath()
    return pen.getCharString() if cff else pen.glyph()
