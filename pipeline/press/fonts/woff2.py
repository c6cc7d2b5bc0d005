"""WOFF2 (W3C Recommendation, 8 August 2024): the container of fonts for the web and for EPUB.

fontTools writes it too, but only with the slowest setting of Brotli, which takes twice the time
of the next one and gains nothing on fonts of a few dozen kilobytes. So the container is written
here, and fontTools only transforms the outlines (clause 5).
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from io import BytesIO
from typing import Any

_BROTLI_QUALITY = 10
_HEADER = struct.Struct(">4s4sLHHLLHHLLLLL")
_VERSION = (1, 0)
_NO_METADATA = (0, 0, 0)
_NO_PRIVATE_DATA = (0, 0)
_DIRECTORY_SIZE, _DIRECTORY_ENTRY_SIZE = 12, 16
# Bit 11 of the flags of `head`: the font has been through a lossless transformation.
_LOSSLESS = 1 << 11


@dataclass(frozen=True, slots=True)
class _Table:
    """A table as it is stored, and how long it was before; ``changed`` if it was transformed."""

    tag: str
    size: int
    stored: bytes
    changed: bool = False


def woff2(otf: bytes) -> bytes:
    """Return an OpenType font as WOFF2; the same font gives the same bytes."""
    import brotli
    from fontTools.ttLib import TTFont

    font = TTFont(BytesIO(otf), lazy=True, recalcBBoxes=False, recalcTimestamp=False)
    font["head"].flags |= _LOSSLESS
    tables = _tables(font)
    directory = b"".join(map(_entry, tables))
    packed = brotli.compress(
        b"".join(table.stored for table in tables),
        mode=brotli.MODE_FONT,
        quality=_BROTLI_QUALITY,
    )
    unpacked_size = _DIRECTORY_SIZE + sum(
        _DIRECTORY_ENTRY_SIZE + _padded(table.size) for table in tables
    )
    size = _padded(_HEADER.size + len(directory) + len(packed))
    fields = (b"wOF2", otf[:4], size, len(tables), 0, unpacked_size, len(packed), *_VERSION)
    header = _HEADER.pack(*fields, *_NO_METADATA, *_NO_PRIVATE_DATA)
    return bytes(header + directory + packed).ljust(size, b"\0")


def _tables(font: Any) -> list[_Table]:
    """Return the tables of a font in the order of their tags, outlines transformed."""
    done: dict[str, _Table] = {}
    if "glyf" in font:
        outlines, places, transformed = _transform_outlines(font)
        done["glyf"] = _Table("glyf", len(outlines), transformed, changed=True)
        done["loca"] = _Table("loca", len(places), b"", changed=True)
    for tag in sorted(set(font.reader.keys()) - set(done)):
        data = font[tag].compile(font) if font.isLoaded(tag) else font.reader[tag]
        done[tag] = _Table(tag, len(data), data)
    return [done[tag] for tag in sorted(done)]


def _transform_outlines(font: Any) -> tuple[bytes, bytes, bytes]:
    """Return `glyf`, `loca` and the transformed `glyf` (clause 5.1) of a TrueType font."""
    from fontTools.ttLib.woff2 import WOFF2GlyfTable

    outlines = WOFF2GlyfTable("glyf")
    outlines.decompile(font.reader["glyf"], font)
    font["glyf"] = outlines
    # Decoders put every outline on a multiple of four bytes, so the lengths must say so.
    outlines.padding = 4
    plain = outlines.compile(font)
    return plain, font["loca"].compile(font), outlines.transform(font)


def _entry(table: _Table) -> bytes:
    """Return the entry of a table in the directory (clause 4.1)."""
    from fontTools.ttLib.woff2 import getKnownTagIndex, packBase128, woff2UnknownTagIndex

    index = getKnownTagIndex(table.tag)
    name = table.tag.encode("ascii") if index == woff2UnknownTagIndex else b""
    sizes = (table.size, len(table.stored)) if table.changed else (table.size,)
    return bytes([index]) + name + b"".join(map(packBase128, sizes))


def _padded(size: int) -> int:
    return size + -size % 4
