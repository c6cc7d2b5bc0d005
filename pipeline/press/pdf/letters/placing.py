"""Where each sign of a chunk is painted, and by which glyph.

Readers part words where they see a gap, and where two glyphs begin in one place. So widths are
those of the shaped text, and signs without a width stand a thousandth of the size before the next
letter, and before one another.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final

from pipeline.press.parts.glyph_forms import GlyphForm
from pipeline.press.pdf.letters.signs import Sign, is_control

THOUSAND: Final = 1000
_MOST_KERNED: Final = 0.5
"""What is further from its neighbour was moved on purpose, as by justification; in em."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A sign, its form, and how far the pen moves before it, in thousandths of the size."""

    sign: Sign
    form: GlyphForm
    move: int


@dataclass(frozen=True, slots=True)
class Piece:
    """Signs of one font in a chunk, and where they begin, in px from the start of the line."""

    font: Any
    size: float
    start: float
    placed: tuple[Placed, ...]


def pieces_of(chunk: Sequence[Sign]) -> Iterator[Piece]:
    """Yield the pieces of a chunk, from left to right, as they are painted."""
    pens = pens_of(chunk)
    # Elsewhere kerning is left to the pen, as everywhere in Latin text.
    is_kept = not any(sign.is_zero for sign in chunk[1:-1]) and not any(
        sign.is_strong for sign in chunk if sign.glyphs
    )
    numbers = range(len(chunk))
    for (font, size), group in groupby(numbers, lambda one: (chunk[one].font, chunk[one].size)):
        places = list(group)
        start = pen = pens[places[0]]
        placed: list[Placed] = []
        for one in places:
            sign = chunk[one]
            move = round((pens[one] - pen) / size * THOUSAND)
            pen += move * size / THOUSAND
            advance = _advance(chunk, one, is_kept=is_kept)
            placed.append(Placed(sign, GlyphForm(advance, _drawn(sign, pens[one])), move))
            # Whole numbers of thousandths: PDFium drops the rest.
            pen += round(advance * THOUSAND / font.upem) * size / THOUSAND
        yield Piece(font, size, start, tuple(placed))


def _drawn(sign: Sign, pen: float) -> tuple[tuple[int, int, int], ...]:
    scale = sign.font.upem / sign.size
    return tuple(
        (glyph.number, round((glyph.x - pen) * scale), round(glyph.y * scale))
        for glyph in sign.glyphs
        if glyph.number is not None
    )


def pens_of(chunk: Sequence[Sign]) -> list[float]:
    """Where each sign of a chunk begins, in px from the start of the line."""
    step = chunk[0].size / THOUSAND
    pens: list[float] = []
    following: float | None = None
    count = 0
    for sign in reversed(chunk):
        if not sign.is_zero:
            following, count = sign.pen, 0
            pens.append(sign.pen)
            continue
        count += 1
        if following is None:
            # The mark at the end of a chunk stands before the one at the start of the next.
            end = sign.pen if is_control(sign.text) else _end_of(chunk, sign.pen)
            following = end - 2 * step if sign.units else end
        pens.append(following - count * step)
    return pens[::-1]


def _end_of(chunk: Sequence[Sign], otherwise: float) -> float:
    """Where the signs of a chunk that take a place end."""
    return max((one.pen + one.advance for one in chunk if not one.is_zero), default=otherwise)


def _advance(chunk: Sequence[Sign], number: int, *, is_kept: bool) -> int:
    """The advance width of a sign in units of its font: to the next that has one."""
    sign = chunk[number]
    upem: int = sign.font.upem
    if sign.is_zero:
        return max(1, round((sign.units or 1) * upem / THOUSAND))
    own: int | None = None
    if len(sign.glyphs) == 1:
        own = sign.font.advance_of(sign.glyphs[0].number)
        if is_kept or sign.is_space:
            return own
    following = next((one for one in chunk[number + 1 :] if not one.is_zero), None)
    end = sign.pen + sign.advance if following is None else following.pen
    advance = round((end - sign.pen) / sign.size * upem)
    if own is not None and abs(advance - own) > _MOST_KERNED * upem:
        return own
    return max(0, advance)
