"""The tables of a font file that say what it is, read within limits and without trusting it.

OpenType fonts (ISO/IEC 14496-22) are read as they are, WOFF2 (W3C Recommendation, 8 August 2024)
as far as its tables are not transformed.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

LARGEST: Final = 64 * 2**20
"""The most bytes of a font file, packed and unpacked: as large as a Chinese one may be."""

_SFNT: Final = frozenset({b"\x00\x01\x00\x00", b"OTTO", b"true"})
_WOFF2: Final = b"wOF2"
_OTHERS: Final = {
    b"wOFF": ("WOFF, not WOFF2", "use the file in WOFF2, TTF or OTF"),
    b"ttcf": ("a collection of fonts", "use a file with one font in it"),
    b"%!PS": ("a PostScript font", "use the file in WOFF2, TTF or OTF"),
}
# The tables that a WOFF2 file names by a number, in the order of these (5.2).
_KNOWN: Final = (
    "cmap head hhea hmtx maxp name OS/2 post cvt_ fpgm glyf loca prep CFF_ VORG EBDT EBLC gasp "
    "hdmx kern LTSH PCLT VDMX vhea vmtx BASE GDEF GPOS GSUB EBSC JSTF MATH CBDT CBLC COLR CPAL "
    "SVG_ sbix acnt avar bdat bloc bsln cvar fdsc feat fmtx fvar gvar hsty just lcar mort morx "
    "opbd prop trak Zapf Silf Glat Gloc Feat Sill"
).replace("_", " ")
_TAGS: Final = tuple(_KNOWN[at : at + 4] for at in range(0, len(_KNOWN), 5))
_OUTLINES: Final = ("glyf", "CFF ", "CFF2")
_NEEDED: Final = ("OS/2", "cmap", "head", "hhea", "hmtx", "maxp")


class BadFontError(Exception):
    """A file that cannot be used as a font; its hint is the second argument, if there is one."""


@dataclass(frozen=True, slots=True)
class Axis:
    """An axis of a variable font: its tag, and its values as the design has them."""

    tag: str
    least: float
    default: float
    most: float


@dataclass(frozen=True, slots=True)
class FontFacts:
    """What a font says of itself.

    ``rights`` are its embedding rights, the bits of ``fsType``; ``weight`` is 1 to 1000 as in CSS.
    ``blocks`` are the numbers of the blocks of Unicode that it is made for (``ulUnicodeRange``).
    """

    rights: int
    weight: int
    italic: bool
    axes: tuple[Axis, ...]
    has_small_capitals: bool = False
    blocks: frozenset[int] = frozenset()


def read_facts(content: bytes) -> FontFacts:
    """The facts of a font file. Raises BadFontError if it is none, or not one that can be used."""
    if len(content) > LARGEST:
        raise BadFontError(f"it is larger than {LARGEST // 2**20} MB")
    head = content[:4]
    if head in _OTHERS:
        raise BadFontError(f"it is {_OTHERS[head][0]}", _OTHERS[head][1])
    if head != _WOFF2 and head not in _SFNT:
        raise BadFontError("it is no font", "use a file in WOFF2, TTF or OTF")
    try:
        tables = _woff2_tables(content) if head == _WOFF2 else _sfnt_tables(content)
        return _facts(tables)
    except (struct.error, IndexError, UnicodeDecodeError) as error:
        raise BadFontError("it is damaged, or not whole") from error


def is_woff2(content: bytes) -> bool:
    """Whether a font file is WOFF2."""
    return content.startswith(_WOFF2)


def _facts(tables: dict[str, bytes]) -> FontFacts:
    missing = [name for name in _NEEDED if name not in tables]
    if missing:
        raise BadFontError(f"it has no table {missing[0]}")
    if not any(name in tables for name in _OUTLINES):
        raise BadFontError("it has pictures and no outlines", "use a font whose glyphs are drawn")
    weight, _, rights = struct.unpack_from(">3H", tables["OS/2"], 4)
    (selection,) = struct.unpack_from(">H", tables["OS/2"], 62)
    return FontFacts(
        rights=rights,
        weight=min(max(weight, 1), 1000),
        italic=bool(selection & 1),
        axes=tuple(_axes(tables.get("fvar", b""))),
        has_small_capitals="smcp" in _features(tables.get("GSUB", b"")),
        blocks=frozenset(_blocks(tables["OS/2"])),
    )


def _blocks(table: bytes) -> Iterator[int]:
    """Yield the numbers of the blocks that a font says it is made for (OpenType, OS/2)."""
    for place, bits in enumerate(struct.unpack_from(">4I", table, 42)):
        yield from (32 * place + bit for bit in range(32) if bits >> bit & 1)


def _features(table: bytes) -> Iterator[str]:
    """Yield the tags of the features of a table of substitutions (OpenType, GSUB)."""
    if table:
        (start,) = struct.unpack_from(">H", table, 6)
        (count,) = struct.unpack_from(">H", table, start)
        for at in range(count):
            (tag,) = struct.unpack_from(">4s", table, start + 2 + at * 6)
            yield tag.decode("latin-1")


def _axes(table: bytes) -> list[Axis]:
    if not table:
        return []
    offset, _, count, size = struct.unpack_from(">4H", table, 4)
    found = []
    for at in range(offset, offset + count * size, size or 1):
        tag, least, default, most = struct.unpack_from(">4s3i", table, at)
        values = (value / 65536 for value in (least, default, most))
        found.append(Axis(tag.decode("latin-1"), *values))
    return found


def _sfnt_tables(content: bytes) -> dict[str, bytes]:
    (count,) = struct.unpack_from(">H", content, 4)
    tables = {}
    for number in range(count):
        tag, _, offset, length = struct.unpack_from(">4s3I", content, 12 + 16 * number)
        if offset + length > len(content):
            raise BadFontError("it is damaged, or not whole")
        tables[tag.decode("latin-1")] = content[offset : offset + length]
    return tables


def _woff2_tables(content: bytes) -> dict[str, bytes]:
    # Only needed by styles with such a font.
    import brotli

    (count,) = struct.unpack_from(">H", content, 12)
    (packed,) = struct.unpack_from(">I", content, 20)
    at, directory = 48, []
    for _ in range(count):
        tag, length, at = _entry(content, at)
        directory.append((tag, length))
    if sum(length for _, length in directory) > LARGEST:
        raise BadFontError(f"it is larger than {LARGEST // 2**20} MB")
    unpack = brotli.Decompressor()
    try:
        stream = unpack.process(content[at : at + packed], output_buffer_limit=LARGEST)
    except brotli.error as error:
        raise BadFontError("it is damaged, or not whole") from error
    if not unpack.is_finished():
        raise BadFontError("it is damaged, not whole, or too large")
    tables, start = {}, 0
    for tag, length in directory:
        if start + length > len(stream):
            raise BadFontError("it is damaged, or not whole")
        tables[tag] = stream[start : start + length]
        start += length
    return tables


def _entry(content: bytes, at: int) -> tuple[str, int, int]:
    """The tag of a table, the length that it has in the stream, and where its entry ends."""
    flags, at = content[at], at + 1
    if flags & 63 == 63:
        tag, at = content[at : at + 4].decode("latin-1"), at + 4
    else:
        tag = _TAGS[flags & 63]
    length, at = _number(content, at)
    version = flags >> 6
    is_transformed = version != 3 if tag in {"glyf", "loca"} else version != 0
    if is_transformed:
        length, at = _number(content, at)
    return tag, length, at


def _number(content: bytes, at: int) -> tuple[int, int]:
    """A number in base 128 (WOFF2, 4.1), and where it ends."""
    value = 0
    for place in range(at, at + 5):
        value = value << 7 | content[place] & 127
        if not content[place] & 128:
            return value, place + 1
    raise BadFontError("it is damaged, or not whole")
