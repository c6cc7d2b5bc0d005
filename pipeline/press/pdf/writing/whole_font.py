"""Fonts as a part uses them: whole, with codes for glyphs and meanings that they lack."""

from __future__ import annotations

from functools import cached_property
from hashlib import sha256
from typing import Any

import uharfbuzz
from weasyprint.pdf.fonts import Font

from pipeline.press.parts.glyph_forms import GlyphForm

_ROOM_FOR_MISSING = 256
"""Codes after those of the glyphs of a font, which WeasyPrint uses for characters that it lacks."""


class WholeFont(Font):  # type: ignore[misc]
    """A font that is not subset yet: that is done once for all parts.

    ``forms`` are the glyphs that it lacks, ``aliases`` glyphs that have another meaning besides, by
    their codes in the part.
    """

    name: bytes
    upem: int
    space: int | None = None

    def __init__(self, pango_font: Any, description: Any, size: float) -> None:
        super().__init__(pango_font, description, size)
        self.digest = sha256(self.file_content).hexdigest()
        # Pango's name of a font differs between versions.
        self.hash = _name_of(f"{self.digest} {self.style} {self.weight}")
        self.name = b"/%b+%b" % (self.hash.encode(), self.name.partition(b"+")[2])
        self.forms: dict[int, GlyphForm] = {}
        self.aliases: dict[int, int] = {}
        self._alias_codes: dict[tuple[int, str], int] = {}
        self._codes: dict[tuple[GlyphForm, str], int] = {}

    def add_space(self) -> int:
        """The glyph of the space, which is recorded as used."""
        if self.space is None:
            self.space = self._shaper.get_nominal_glyph(ord(" ")) or 0
            self.to_unicode.setdefault(self.space, " ")
            advance = self.advance_of(self.space)
            self.widths.setdefault(self.space, round(advance * 1000 / self.upem))
        return self.space

    def advance_of(self, glyph: int) -> int:
        """The advance width of a glyph in units of the font."""
        advance: int = self._shaper.get_glyph_h_advance(glyph)
        return advance

    def code_of(self, form: GlyphForm, text: str) -> int:
        """The code of a form with a meaning: a glyph of the font, or one that it lacks."""
        key = (form, text)
        if key not in self._codes:
            code = self._own_code(form, text)
            if code is None:
                code = self._next_code()
                self.forms[code] = form
            self._codes[key] = code
            self.to_unicode[code] = text
            self.widths.setdefault(code, round(form.advance * 1000 / self.upem))
        return self._codes[key]

    def alias_of(self, glyph: int, text: str) -> int:
        """The code of a glyph that has been used, with a meaning that it may not have there."""
        if self.to_unicode.get(glyph) == text:
            return glyph
        key = (glyph, text)
        if key not in self._alias_codes:
            code = self._alias_codes[key] = self._next_code()
            self.aliases[code] = glyph
            self.to_unicode[code], self.widths[code] = text, self.widths[glyph]
        return self._alias_codes[key]

    def _next_code(self) -> int:
        first: int = self.glyph_count + _ROOM_FOR_MISSING
        return first + len(self.forms) + len(self.aliases)

    def _own_code(self, form: GlyphForm, text: str) -> int | None:
        """The number of the glyph that a form is, if it can have this meaning too."""
        if len(form.pieces) != 1 or form.pieces[0][1:] != (0, 0):
            return None
        glyph = form.pieces[0][0]
        is_as_it_is = form.advance == self.advance_of(glyph)
        return glyph if is_as_it_is and self.to_unicode.get(glyph, text) == text else None

    @cached_property
    def _shaper(self) -> uharfbuzz.Font:
        return uharfbuzz.Font(uharfbuzz.Face(self.file_content, self.index))

    def clean(self, to_unicode: object, hinting: object) -> None:
        """Do nothing; WeasyPrint would subset the font here."""


def _name_of(font: str) -> str:
    return "".join(chr(ord("A") + byte % 26) for byte in sha256(font.encode()).digest()[:8])
