"""The fonts of a joined document: each font once, subset to the glyphs used in its parts."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pikepdf

from pipeline.cache import Cache, key_of
from pipeline.press.parts.glyph_forms import GlyphForm, unpacked_codes

if TYPE_CHECKING:
    from pipeline.press.parts.parts import PartPages

# Not used in a PDF, where glyphs are selected by number and already positioned.
_UNUSED_TABLES = ("GDEF", "GPOS", "GSUB", "OS/2", "cmap", "name", "post")
_VERSION = "1"
_NO_FORMS: Mapping[GlyphForm, int] = {}


@dataclass(frozen=True, slots=True)
class Program:
    """A font program as it is embedded, and the six letters of its subset tag.

    ``forms`` are the glyphs made for it, by their numbers.
    """

    content: bytes
    tag: str
    is_cff: bool
    forms: Mapping[GlyphForm, int] = field(default_factory=dict)


def subset_fonts(
    parts: Iterable[PartPages], fonts: Mapping[str, bytes], cache: Cache
) -> Mapping[str, Program]:
    """Subset the fonts that parts use; the result is keyed by the SHA-256 of each font file.

    ``fonts`` are the files with the same keys. Raises KeyError for a font that is missing there.
    """
    used: dict[str, set[int]] = {}
    forms: dict[str, set[GlyphForm]] = {}
    for part in parts:
        for digest, glyphs in part.glyphs.items():
            used.setdefault(digest, set()).update(glyphs)
        for digest, made in part.forms.items():
            forms.setdefault(digest, set()).update(made)
    return {
        digest: _program(fonts[digest], used[digest], forms.get(digest, set()), cache)
        for digest in sorted(used)
    }


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
            self._map_codes(descendant, program.forms)

    def _map_codes(self, font: pikepdf.Object, forms: Mapping[GlyphForm, int]) -> None:
        """Put the map from codes to glyphs in the place of the forms (ISO 32000-1, 9.7.4.3)."""
        if not isinstance(font.get("/CIDToGIDMap"), pikepdf.Stream):
            return
        codes = unpacked_codes(font.CIDToGIDMap.read_bytes())
        glyphs = bytearray(2 * (max(codes) + 1))
        for code, form in codes.items():
            number = form if isinstance(form, int) else forms[form]
            glyphs[2 * code : 2 * code + 2] = number.to_bytes(2, "big")
        font.CIDToGIDMap = self._document.make_stream(bytes(glyphs))

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


def _program(font: bytes, glyphs: set[int], forms: set[GlyphForm], cache: Cache) -> Program:
    names = ",".join(map(str, sorted(glyphs)))
    key = key_of("font-program", _VERSION, font, names)
    content = cache.get(key)
    if content is None:
        content = _subset(font, glyphs)
        cache.put(key, content)
    numbers = _NO_FORMS
    if forms:
        from pipeline.press.pdf.joining.composed_glyphs import add_forms, count_glyphs, numbered

        numbers = numbered(forms, count_glyphs(content))
        key = key_of("font-program with forms", key, repr(sorted(forms)))
        subset, composed = content, cache.get(key)
        content = add_forms(subset, numbers) if composed is None else composed
        if composed is None:
            cache.put(key, content)
    letters = hashlib.sha256(content).digest()[:6]
    tag = "".join(chr(ord("A") + letter % 26) for letter in letters)
    return Program(content, tag, is_cff=font[:4] == b"OTTO", forms=numbers)


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
