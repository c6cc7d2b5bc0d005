"""Taking place, camera and comments out of a photo whose pixels stay as they are."""

from __future__ import annotations

import re
from collections.abc import Iterator

_PNG_HEAD = 8
_PNG_KEPT = (b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND")
_BEGIN = b"\xff\xd8"
_END = b"\xff\xd9"
# Restarts belong to the data of a scan, and so does the byte FF, followed by 00.
_MARKER = re.compile(rb"\xff[\x01-\xcf\xd8-\xfe]")
_SCAN = 0xDA
# JFIF, and Adobe's that says which colours these are (ISO/IEC 10918-6, 6.5.3).
_JPEG_KEPT = (0xE0, 0xEE)
_APPLICATION = range(0xE0, 0xF0)
_COMMENT = 0xFE


def without_metadata(photo: bytes) -> bytes:
    """A well-formed JPEG or PNG of its picture alone."""
    is_png = photo.startswith(b"\x89PNG")
    return b"".join(_png_parts(photo) if is_png else _jpeg_parts(photo))


def png_data(photo: bytes) -> bytes:
    """The pixels of a PNG, as its compressed data."""
    return b"".join(chunk[8:-4] for chunk in _chunks(photo) if chunk[4:8] == b"IDAT")


def _png_parts(photo: bytes) -> Iterator[bytes]:
    yield photo[:_PNG_HEAD]
    yield from (chunk for chunk in _chunks(photo) if chunk[4:8] in _PNG_KEPT)


def _chunks(photo: bytes) -> Iterator[bytes]:
    start = _PNG_HEAD
    while start < len(photo):
        end = start + 12 + int.from_bytes(photo[start : start + 4])
        yield photo[start:end]
        start = end


def _jpeg_parts(photo: bytes) -> Iterator[bytes]:
    """Yield the segments and scans of a picture, after whose end others may follow."""
    yield _BEGIN
    end = len(_BEGIN)
    while (found := _MARKER.search(photo, end)) and found[0] != _END:
        start, marker = found.start(), found[0][1]
        end = start + 2 + int.from_bytes(photo[start + 2 : start + 4])
        if marker == _SCAN:
            following = _MARKER.search(photo, end)
            end = following.start() if following else len(photo)
        if marker in _JPEG_KEPT or not (marker in _APPLICATION or marker == _COMMENT):
            yield photo[start:end]
    yield _END
