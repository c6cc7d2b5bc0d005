"""What the first bytes of a photo say of it: its size when upright, and a stand-in for it."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import PurePosixPath

from PIL import ExifTags, Image

from pipeline.press.parts.photo_copies import PUBLISHED

FORMATS = ("AVIF", "JPEG", "PNG", "WEBP")
"""The formats of photos, as Pillow names them; the pictures of some cameras are JPEG and more."""

_UPRIGHT = 1
_ORIENTATIONS = range(1, 9)
_SIDEWAYS = range(5, 9)
_WITH_ALPHA = frozenset({"LA", "La", "PA", "RGBA", "RGBa"})


def opened(photo: bytes) -> Image.Image:
    """A photo of which nothing but the beginning is read yet."""
    return Image.open(io.BytesIO(photo), formats=FORMATS)


def orientation_of(picture: Image.Image) -> int:
    """How the camera was held (Exif 2.32, 4.6.4): 1 is upright, as is what cannot be read."""
    try:
        found = picture.getexif().get(ExifTags.Base.Orientation)
    except SyntaxError:
        # Pillow says so of damaged Exif data; the pixels can be whole all the same.
        return _UPRIGHT
    return found if isinstance(found, int) and found in _ORIENTATIONS else _UPRIGHT


def is_turned(picture: Image.Image) -> bool:
    """Whether a camera held upright has written a photo lying on its side."""
    return orientation_of(picture) in _SIDEWAYS


def size_of(photo: bytes) -> tuple[int, int]:
    """The width and height in pixels of a photo that stands upright."""
    picture = opened(photo)
    width, height = picture.size
    return (height, width) if is_turned(picture) else (width, height)


def published_name(path: str, photo: bytes) -> str:
    """The path that the copy of a photo for web pages has: every reader knows its format."""
    if PurePosixPath(path).suffix in PUBLISHED:
        return path
    return f"{path}.png" if has_alpha(opened(photo)) else f"{path}.jpg"


def has_alpha(picture: Image.Image) -> bool:
    """Whether a picture can have transparent areas."""
    return picture.mode in _WITH_ALPHA or "transparency" in picture.info


def stand_in(photo: bytes) -> bytes:
    """A PNG of the size of a photo without any pixels, by which pages can be laid out."""
    return blank(*size_of(photo))


def blank(width: int, height: int) -> bytes:
    """A PNG of a size without any pixels."""
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", b"")


def _chunk(kind: bytes, body: bytes) -> bytes:
    length, check = struct.pack(">I", len(body)), struct.pack(">I", zlib.crc32(kind + body))
    return length + kind + body + check
