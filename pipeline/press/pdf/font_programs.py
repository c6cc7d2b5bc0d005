"""The fonts of a joined document: each face once, cut down to the glyphs its parts use."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pikepdf

from pipeline.cache import Cache, key_of

if TYPE_CHECKING:
    from pipeline.press.parts.parts import PartPages

# Nothing of these is used in a PDF, where glyphs are called by number and have been placed.
_UNUSED_TABLES = ("GDEF", "GPOS", "GSUB", "OS/2", "cmap", "name", "post")
_RECIPE = "1"


@dataclass(frozen=True, slots=True)
class Program:
    """A font program as it is embedded, and the six letters that say it is a subset."""

    content: bytes
    tag: str
    is_cff: bool


def cut_fonts(
    parts: Iterable[PartPages], fonts: Mapping[str, bytes], cache: Cache
) -> Mapping[str, Program]:
    """Return the program of each font used, by the SHA-256 of its file.

    ``fonts`` are the files by the same names; a font that is used and not there is a KeyError.
    """
    used: dict[str, set[int]] = {}
    for part in parts:
        for digest, glyphs in part.glyphs.items():
            used.setdefault(digest, set()).update(glyphs)
    return {digest: _program(fonts[digest], used[digest], cache) for digest in sorted(used)}


class FontEmbedder:
    """Puts font programs into a document, each once."""

    def __init__(self, document: pikepdf.Pdf, programs: Mapping[str, Program]) -> None:
        self._document = document
        self._programs = programs
        self._streams: dict[str, pikepdf.Object] = {}

    def embed(self, fonts: pikepdf.Object) -> None:
        """Complete the fonts of a part that was copied into the document."""
        for font in fonts.values():
            descendant = font.DescendantFonts[0]
            descriptor = descendant.FontDescriptor
            key = "/FontFile3" if "/FontFile3" in descriptor else "/FontFile2"
            digest = str(descriptor[key].Digest)
            program = self._programs[digest]
            del descriptor[key]
            descriptor["/FontFile3" if program.is_cff else "/FontFile2"] = self._stream(digest)
            plain_name = str(font.BaseFont).rpartition("+")[2]
            name = pikepdf.Name(f"/{program.tag}+{plain_name}")
            font.BaseFont = descendant.BaseFont = descriptor.FontName = name

    def _stream(self, digest: str) -> pikepdf.Object:
        if digest not in self._streams:
            program = self._programs[digest]
            stream = self._document.make_stream(program.content)
            if program.is_cff:
                stream.Subtype = pikepdf.Name.CIDFontType0C
            else:
                stream.Length1 = len(program.content)
            self._streams[digest] = stream
        return self._streams[digest]


def _program(font: bytes, glyphs: set[int], cache: Cache) -> Program:
    names = ",".join(map(str, sorted(glyphs)))
    key = key_of("font-program", _RECIPE, font, names)
    content = cache.get(key)
    if content is None:
        content = _cut(font, glyphs)
        cache.put(key, content)
    letters = hashlib.sha256(content).digest()[:6]
    tag = "".join(chr(ord("A") + letter % 26) for letter in letters)
    return Program(content, tag, is_cff=font[:4] == b"OTTO")


def _cut(font: bytes, glyphs: set[int]) -> bytes:
    """Return a font with only some of its glyphs, each at its old place; of CFF the bare table."""
    import uharfbuzz

    flags = uharfbuzz.SubsetFlags
    wanted = uharfbuzz.SubsetInput()
    wanted.glyph_set.update(glyphs)
    wanted.drop_table_tag_set.update(
        int.from_bytes(tag.encode("ascii"), "big") for tag in _UNUSED_TABLES
    )
    # A glyph is called by its number, which in CFF with names of its own must be the glyph's.
    wanted.flags = (
        flags.RETAIN_GIDS | flags.DESUBROUTINIZE | flags.NO_HINTING | flags.CFF_IDENTITY_CHARSET
    )
    face = uharfbuzz.subset(uharfbuzz.Face(font), wanted)
    if font[:4] == b"OTTO":
        return bytes(face.reference_table("CFF ").data)
    return bytes(face.blob.data)
