"""Glyphs that a font lacks, made of those that it has."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

Piece = tuple[int, int, int]
"""A glyph of the font, and how far to the right and how far up it is drawn."""


@dataclass(frozen=True, slots=True, order=True)
class GlyphForm:
    """Glyphs of a font drawn as one: its advance width, and the pieces; all in units of the font.

    One without pieces is blank. PDF readers take a mark that is raised or moved by operators for a
    word of its own, so what shaping has moved is drawn in its place by the font.
    """

    advance: int
    pieces: tuple[Piece, ...] = ()

    @property
    def glyphs(self) -> tuple[int, ...]:
        """The glyphs that it needs."""
        return tuple(glyph for glyph, _, _ in self.pieces)


def packed_codes(
    codes: Iterable[int], forms: Mapping[int, GlyphForm], aliases: Mapping[int, int]
) -> bytes:
    """Serialise codes with the forms and glyphs they stand for; most are those of glyphs."""
    rows = [
        (code, *_packed(forms[code])) if code in forms else (code, aliases.get(code, code))
        for code in sorted(codes)
    ]
    return json.dumps(rows, separators=(",", ":")).encode()


def unpacked_codes(content: bytes) -> Mapping[int, GlyphForm | int]:
    """Restore the codes of `packed_codes`, each with its form, or with the number of its glyph."""
    rows = json.loads(content)
    return {code: unpacked(rest) if len(rest) > 1 else rest[0] for code, *rest in rows}


def _packed(form: GlyphForm) -> tuple[int, tuple[Piece, ...]]:
    return form.advance, form.pieces


def unpacked(row: Iterable[object]) -> GlyphForm:
    """Restore a form from its advance and its pieces, as JSON has them."""
    advance, pieces = row
    if not isinstance(advance, int) or not isinstance(pieces, list):
        raise TypeError(f"{row} is not the form of a glyph")
    return GlyphForm(advance, tuple((glyph, right, up) for glyph, right, up in pieces))
