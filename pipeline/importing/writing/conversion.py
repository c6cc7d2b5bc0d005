"""Pictures in formats that no note has, converted to one that it has."""

from __future__ import annotations

import io
from typing import Final

_MOST_PIXELS: Final = 100_000_000
# Pillow would start Ghostscript for PostScript, whatever the name of its file.
_FORMATS: Final = ("GIF", "BMP", "DIB", "TIFF", "ICO")
_SIGNATURES: Final = (
    (b"\x89PNG", ".png"),
    (b"\xff\xd8\xff", ".jpg"),
    (b"GIF8", ".gif"),
    (b"BM", ".bmp"),
    (b"II*\x00", ".tif"),
    (b"MM\x00*", ".tif"),
    (b"\xd7\xcd\xc6\x9a", ".wmf"),
)
CONVERTED: Final = frozenset({".gif", ".bmp", ".tif", ".tiff", ".dib", ".ico"})
"""The suffixes of the pictures that `as_png` reads."""


def suffix_of(data: bytes) -> str:
    """The suffix of a picture by its first bytes; empty for one that is not known."""
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return ".webp"
    if data[4:12] in {b"ftypavif", b"ftypavis"}:
        return ".avif"
    if b"<svg" in data[:2000]:
        return ".svg"
    if data[40:44] == b" EMF":
        return ".emf"
    return next((suffix for start, suffix in _SIGNATURES if data.startswith(start)), "")


def as_png(data: bytes) -> bytes | None:
    """The first picture of a file as PNG; None if it is damaged or too large."""
    from PIL import Image

    try:
        with Image.open(io.BytesIO(data), formats=_FORMATS) as image:
            if image.width * image.height > _MOST_PIXELS:
                return None
            has_alpha = "A" in image.getbands() or "transparency" in image.info
            grey = image.mode in {"1", "L"} and not has_alpha
            target = io.BytesIO()
            image.convert("L" if grey else "RGBA" if has_alpha else "RGB").save(target, "PNG")
            return target.getvalue()
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
