"""The order in which text is painted, and the signs for readers alone.

Readers of PDF files turn lines round by rules of their own, and each by others (`docs/reading.md`
has the measurements):

- PDFium sorts what is painted by place, turns what runs from right to left, and mirrors brackets.
  It never turns digits, marks and commas that stand side by side.
- Poppler sorts by place too. To it, what follows a number or a comma is a passage from left to
  right, up to the next letter.
- MuPDF and pdf.js keep the order of painting. Each turns letters that follow one another to the
  right, and takes a jump back for the beginning of something else.

So passages (chunks) are painted in the order of the text, and letters in each from left to right.
A mark of direction (LRM or RLM, UAX 9) without width stands where a reader would go wrong; pdf.js
does not see them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Final

from pipeline.press.pdf.letters.signs import (
    LRM,
    RLM,
    Run,
    Sign,
    is_mark,
    numbers_joined,
    signs_of,
)

START: Final = 20
"""The width of a mark at the start of a chunk, in thousandths of the size: PDFium sees a space
between two pieces of text that touch where neither has a width."""
END: Final = 2
"""That of one at the end. Of two glyphs alike in one place, PDFium drops one."""
_INNER: Final = 1
_UNSEEN: Final = 1.0005
"""How much larger marks are that are painted by themselves."""
_WEAK: Final = frozenset({"CS", "ET", "ES", "EN", "AN"})
_LEFT: Final = frozenset({"ET", "ES", "EN"})

_APART: Final = 4
"""Their width; PDFium drops what is narrower than 0.01 pt."""
_FEW: Final = 0.3

Chunk = list[Sign]
"""Signs from left to right, painted one after another."""


def chunks_of(runs: Sequence[Run], *, is_rtl: bool, space: float | None = None) -> list[Chunk]:
    """The chunks of a line of text in the order of the text, which is from right to left or not.

    ``space`` is the width in px of the space at which the line ends, if it does.
    """
    found: list[Chunk] = []
    was_rtl = is_rtl
    passages = list(_passages(runs))
    if is_rtl and space is not None and passages:
        passages = _spaced(passages, space)
    for run_is_rtl, signs in passages:
        if run_is_rtl:
            for piece in _pieces(signs):
                first, *more = _turned(piece)
                found += [_begun(first if was_rtl else first[1:], found), *more]
                was_rtl = True
        elif is_rtl:
            chunk = [_before(signs[0], LRM), *signs, _after(signs[-1], RLM)]
            found.append(_begun(chunk, found, is_left=True))
            was_rtl = True
        else:
            chunk = [_before(signs[0], LRM), *signs] if was_rtl else signs
            found.append(_begun(chunk, found, is_left=True))
            was_rtl = False
    return found


def _begun(chunk: Chunk, before: Sequence[Chunk], *, is_left: bool = False) -> Chunk:
    """A chunk after others: after marks that are painted by themselves, another mark begins it.

    To MuPDF these are part of what has an LRM before it.
    """
    if not before or before[-1][-1].units != _APART or chunk[0].text != LRM:
        return chunk
    first = replace(chunk[0], text=RLM)
    if is_left:
        return [first, _beside(chunk[1], LRM), *chunk[1:]]
    return [first, *chunk[2 if chunk[1].text == RLM else 1 :]]


def closing(chunks: Sequence[Chunk]) -> Chunk:
    """A mark that ends a passage from right to left, at its right end, in a line of the other."""
    last = max((sign for chunk in chunks for sign in chunk), key=lambda sign: sign.pen)
    return [replace(_after(last, LRM), units=START)]


def _passages(runs: Sequence[Run]) -> Iterator[tuple[bool, Chunk]]:
    """Yield signs of one direction in the order of the text, whatever their fonts."""
    ordered = sorted(runs, key=lambda run: run.start)
    for is_rtl, group in groupby(ordered, key=lambda run: run.is_rtl):
        # Within a run all glyphs are of one font, so that one glyph can be made of them.
        read = signs_of if is_rtl else _with_numbers
        signs = [sign for run in group for sign in read(run)]
        if signs:
            yield is_rtl, signs


def _with_numbers(run: Run) -> Chunk:
    return numbers_joined(signs_of(run))


def _pieces(signs: Iterable[Sign]) -> Iterator[Chunk]:
    """Yield what is turned together: letters of a font and all between them, or another sign.

    pdf.js begins anew where the font changes.
    """
    piece: Chunk = []
    for sign in signs:
        is_alone = _stands_alone(sign)
        if piece and (is_alone or sign.font is not piece[-1].font):
            yield from _whole_or_single(piece)
            piece = []
        if is_alone:
            yield [sign]
        else:
            piece.append(sign)
    yield from _whole_or_single(piece)


def _stands_alone(sign: Sign) -> bool:
    """Whether a sign is mirrored, as brackets are, or such as a per cent sign."""
    return bool(sign.text) and (
        bool(unicodedata.mirrored(sign.text[0])) or unicodedata.bidirectional(sign.text[0]) in _LEFT
    )


def _whole_or_single(piece: Chunk) -> Iterator[Chunk]:
    if any(sign.is_strong for sign in piece):
        yield piece
    else:
        yield from ([sign] for sign in piece)


def _turned(piece: Chunk) -> list[Chunk]:
    """A piece from left to right, with marks; the first of them says that it is another chunk."""
    signs = piece[::-1]
    first, last = signs[0], signs[-1]
    start, end = _before(first, LRM), _after(last, RLM)
    if len(signs) == 1 and unicodedata.mirrored(first.text[:1] or " "):
        return [[start, _beside(first, RLM), first, _after(first, LRM), end]]
    if first.is_space and _has_few_letters(signs):
        return [*_turned(piece[:-1]), *_turned(piece[-1:])]
    if is_mark(first.text) and len(signs) > 1:
        count = next((n for n, sign in enumerate(signs) if not is_mark(sign.text)), len(signs))
        *before, rest = _turned(piece[: len(signs) - count])
        return [*before, [*rest, _after(last, LRM)], _apart(signs[:count])]
    if not first.is_space and not first.is_strong:
        return [[start, _beside(first, RLM), *_guarded(signs), end]]
    return [[start, *_guarded(signs), end]]


def _has_few_letters(signs: Sequence[Sign]) -> bool:
    """Whether pdf.js takes a piece for one from left to right, as it does not count marks."""
    letters = sum(sign.is_strong for sign in signs)
    return bool(letters) and letters < _FEW * (len(signs) + 1)


def _apart(marks: Sequence[Sign]) -> Chunk:
    """Marks at the end of a piece, painted by themselves: pdf.js takes no mark for a beginning.

    It does so where the size of the font changes, be it unseen.
    """
    apart = [replace(one, size=one.size * _UNSEEN, units=_APART) for one in marks]
    if any(one.glyphs for one in marks):
        return apart
    # Without ink, PDFium drops a piece whose first and last sign are less than 0.01 pt apart, and
    # sees a space before one whose first sign has no width.
    first, step = apart[0], apart[0].size / 1000
    ahead = replace(first, pen=first.pen - (len(apart) + 7) * step, advance=START * step)
    return [ahead, *apart[1:], Sign(RLM, first.font, first.size, first.pen - 2 * step, units=END)]


def _spaced(passages: list[tuple[bool, Chunk]], width: float) -> list[tuple[bool, Chunk]]:
    """Passages with the space at the end of their line."""
    is_rtl, signs = passages[-1]
    last = signs[-1]
    leftmost = min((sign for _, one in passages for sign in one), key=lambda sign: sign.pen)
    space = Sign(" ", last.font, last.size, leftmost.pen - width, width)
    if is_rtl:
        return [*passages[:-1], (True, [*signs, space])]
    return [*passages, (True, [space])]


def _guarded(signs: Sequence[Sign]) -> Iterator[Sign]:
    """Yield signs, with marks of direction between those that some reader would not turn."""
    for place, sign in enumerate(signs):
        following = signs[place + 1] if place + 1 < len(signs) else None
        if not sign.is_space:
            yield sign
            if following is not None and is_mark(following.text) and _is_weak(sign):
                yield _beside(following, RLM)
            continue
        # At the ends pdf.js would drop the space, and after a mark double it.
        is_end = place == 0 or following is None
        is_seen = is_end or (following is not None and is_mark(following.text))
        yield replace(sign, text=f"{RLM}{sign.text}") if is_seen else sign
        if following is not None and not following.is_strong and not is_mark(following.text):
            yield _beside(following, RLM)


def _is_weak(sign: Sign) -> bool:
    return bool(sign.text) and unicodedata.bidirectional(sign.text[0]) in _WEAK


def _before(sign: Sign, mark: str) -> Sign:
    return Sign(mark, sign.font, sign.size, sign.pen, units=START)


def _beside(sign: Sign, mark: str) -> Sign:
    return Sign(mark, sign.font, sign.size, sign.pen, units=_INNER)


def _after(sign: Sign, mark: str) -> Sign:
    units = END if mark == RLM else _INNER
    return Sign(mark, sign.font, sign.size, sign.pen + sign.advance, units=units)
