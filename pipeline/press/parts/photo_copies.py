"""The copies of a photo that editions use: plain data, which is cached."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal

PLACEHOLDER = "Photo"
"""The entry of a picture in a laid-out part with the path of the photo to be put in its place."""

CROP = ".cut-"
"""What stands behind the path of a photo in that of a part of it, cut for a place."""

SCREEN_RESOLUTION = 220
"""The most pixels of a photo for an inch of a page, on screen."""

PRINT_RESOLUTION = 300
"""The same in print."""

MIN_RESOLUTION = 250
"""The fewest pixels for an inch that look sharp in print."""

PUBLISHED: Mapping[str, str] = {
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".png": "image/png",
}
"""The media types of photos as they are published, by suffix: those that every reader knows."""

Space = Literal["DeviceGray", "DeviceRGB", "DeviceCMYK"]


@dataclass(frozen=True, slots=True)
class PdfPicture:
    """A picture as it is embedded in a PDF (ISO 32000-1, 8.9.5).

    ``data`` is a JPEG, or else deflated; ``predicted`` are the colours of a pixel if each row
    begins with a PNG filter, or 0. ``is_inverted`` says that inks are written inverted, as Adobe
    does. ``mask`` is the opacity, deflated, if there is any transparency.
    """

    width: int
    height: int
    space: Space
    data: bytes
    is_jpeg: bool
    is_inverted: bool = False
    predicted: int = 0
    mask: bytes = b""


@dataclass(frozen=True, slots=True)
class PhotoCopies:
    """A photo developed for all editions.

    ``file`` is in sRGB, without metadata, for web pages, EPUB and Word; ``print`` is None without
    the profile of the printing condition.
    """

    file: bytes
    screen: PdfPicture
    print: PdfPicture | None


def pack_copies(copies: PhotoCopies) -> bytes:
    """Serialise copies for the cache: a line of JSON, then all data."""
    pictures = [copies.screen, *([copies.print] if copies.print else [])]
    parts = [copies.file]
    heads = []
    for one in pictures:
        parts += [one.data, one.mask]
        heads.append(asdict(replace(one, data=b"", mask=b"")) | {"data": None, "mask": None})
    head = {"sizes": [len(part) for part in parts], "pictures": heads}
    return b"\n".join((json.dumps(head).encode(), b"".join(parts)))


def unpack_copies(content: bytes) -> PhotoCopies:
    """Restore copies from the output of `pack_copies`."""
    # Sliced once: copies of many photos take long to be made.
    end = content.index(b"\n")
    head: dict[str, Any] = json.loads(content[:end])
    parts, start = [], end + 1
    for size in head["sizes"]:
        parts.append(content[start : start + size])
        start += size
    pictures = [
        PdfPicture(**{**fields, "data": data, "mask": mask})
        for fields, data, mask in zip(head["pictures"], parts[1::2], parts[2::2], strict=True)
    ]
    return PhotoCopies(parts[0], pictures[0], pictures[1] if len(pictures) > 1 else None)
