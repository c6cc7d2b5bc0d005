"""The fonts of a joined document: each font once, subset to the glyphs used in its parts."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pikepdf

from pipeline.cache import Cache, key_of

if TYPE_CHECKING:
    from pipeline.press.parts.parts import PartPages

# Not used in a PDF, where glyphs are selected by number and already positioned.
_UNUSED_TABLES = ("GDEF", "GPOS", "GSUB", "OS/2", "cmap", "name", "post")
_VERSION = "1"


@dataclass(frozen=True, slots=True)
class Program:
    """A font program as it is embedded, and the six letters of its subset tag."""

    content: bytes
    tag: str
    is_cff: bool


def subset_fonts(
    parts: Iterable[PartPages], fonts: Mapping[str, bytes], cache: Cache
) -> Mapping[str, Program]:
    """Subset the fonts that parts use; the result is keyed by the SHA-256 of each font file.

    ``fonts`` are the files with the same keys. Raises KeyError for a font that is missing there.
    """
    used: dict[str, set[int]] = {}
    for part in parts:
        for digest, glyphs in part.glyphs.items():
            used.setdefault(digest, set()).update(glyphs)
    return {digest: _program(fonts[digest], used[digest], cache) for digest in sorted(used)}


class FontEmbedder:
    """Embeds font programs in a document, each once."""

    def __init__(self, document: pikepdf.Pdf, programs: Mapping[str, Program]) -> None:
        self._document = document
        self._programs = programs
        self._streams: dict[str, pikepdf.Object] = {}

    def embed(self, fonts: pikepdf.Object) -> None:
        """Add the programs to the fonts of a part that was copied into the document."""
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
    key = key_of("font-program", _VERSION, font, names)
    content = cache.get(key)
    if content is None:
        content = _subset(font, glyphs)
        cache.put(key, content)
    letters = hashlib.sha256(content).digest()[:6]
    tag = "".join(chr(ord("A") + letter % 26) for letter in letters)
    return Program(content, tag, is_cff=font[:4] == b"OTTO")


def _subset(font: bytes, glyphs: set[int]) -> bytes:
    """Subset a font, keeping glyph numbers; for CFF the result is the bare table."""
    import uharfbuzz

    flags = uharfbuzz.SubsetFlags
    wanted = uharfbuzz.SubsetInput()
    wanted.glyph_set.update(glyphs)
    wanted.drop_table_tag_set.update(
        int.from_bytes(tag.encode("ascii"), "big") for tag in _UNUSED_TABLES
    )
    # A PDF selects glyphs by CID, which must equal the glyph number in CFF fonts too.
    wanted.flags = (
        flags.RETAIN_GIDS | flags.DESUBROUTINIZE | flags.NO_HINTING | flags.CFF_IDENTITY_CHARSET
    )
    face = uharfbuzz.subset(uharfbuzz.Face(font), wanted)
    if font[:4] == b"OTTO":
        return bytes(face.reference_table("CFF ").data)
    return bytes(face.blob.data)
