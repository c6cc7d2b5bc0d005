"""WOFF2 (W3C Recommendation, 8 August 2024): fonts for the web and for EPUB."""

from __future__ import annotations

from functools import partial
from io import BytesIO
from types import SimpleNamespace
from typing import Final

QUALITY: Final = 10
"""Brotli's quality: fontTools takes 11, which needs twice the time for fonts a little larger."""


def woff2(otf: bytes) -> bytes:
    """Convert an OpenType font to WOFF2, deterministically."""
    import brotli
    from fontTools.ttLib import TTFont
    from fontTools.ttLib import woff2 as packing

    from pipeline.press.fonts.packed_outlines import PackedOutlines

    # Its writer has no setting for the quality. A test holds that it compresses by this name.
    compress = partial(brotli.compress, quality=QUALITY)
    packing.brotli = SimpleNamespace(**{**vars(brotli), "compress": compress})
    packing.WOFF2GlyfTable = PackedOutlines
    font = TTFont(BytesIO(otf), lazy=True, recalcBBoxes=False, recalcTimestamp=False)
    font.flavor = "woff2"
    packed = BytesIO()
    font.save(packed)
    return packed.getvalue()
