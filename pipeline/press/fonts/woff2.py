"""WOFF2 (W3C Recommendation, 8 August 2024): fonts for the web and for EPUB."""

from __future__ import annotations

from io import BytesIO


def woff2(otf: bytes) -> bytes:
    """Convert an OpenType font to WOFF2, deterministically."""
    from fontTools.ttLib import TTFont

    font = TTFont(BytesIO(otf), lazy=True, recalcBBoxes=False, recalcTimestamp=False)
    font.flavor = "woff2"
    packed = BytesIO()
    font.save(packed)
    return packed.getvalue()
