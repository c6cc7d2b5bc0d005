"""What each glyph of a shaped run says: its letters, one by one, in the order of the text.

A PDF font gives a glyph one meaning (ISO 32000-1, 9.10.3). In many scripts a glyph has several, and
several glyphs may have one; the shaper knows only which of them belong together (a cluster).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any, Final, Literal

LRM: Final = "\u200e"
RLM: Final = "\u200f"
_WORD_JOINER: Final = "\u2060"
_BIDI_CONTROLS: Final = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e") | frozenset(
    map(chr, range(0x2066, 0x206A))
)
_JOINERS: Final = frozenset("\u200c\u200d")
_STRONG: Final = frozenset({"R", "AL"})
_KINDS: Final = {"AN": "n", "CS": "s"}
# What a glyph is made of stands at most 32767 units to the right (OpenType, "glyf").
_NUMBER: Final = re.compile("n(?:s?n){1,19}")
_MOST: Final = 10_000
"""The most matches that are tried for a cluster; real ones have ten letters at most."""
Match = Literal["both", "letter", "glyph"]


@dataclass(frozen=True, slots=True)
class Glyph:
    """A glyph as shaped: its number, None if nothing is drawn, and its place in px.

    ``x`` and ``y`` are where it is drawn, to the right of the start of the line and above its
    baseline, and ``pen`` is where its advance begins. ``cluster`` is where its letters begin.
    """

    number: int | None
    cluster: int
    pen: float
    advance: float
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Run:
    """Glyphs of one font in one direction, from left to right, and the texts of their clusters.

    ``font`` is the font of the PDF and ``size`` its size in px; ``start`` is where the text of the
    run begins in that of the line.
    """

    font: Any
    size: float
    is_rtl: bool
    start: int
    glyphs: tuple[Glyph, ...]
    texts: dict[int, str]


@dataclass(frozen=True, slots=True)
class Sign:
    """A piece of text, and what is drawn for it: glyphs, or nothing.

    ``pen`` is where it begins, in px from the start of the line, and ``advance`` its width; that
    of marks and of what is not drawn is 0. ``units`` is a fixed width in thousandths of the size
    for a sign that only readers see.
    """

    text: str
    font: Any
    size: float
    pen: float
    advance: float = 0.0
    glyphs: tuple[Glyph, ...] = ()
    units: int = 0

    @property
    def is_zero(self) -> bool:
        """Whether it takes no place of its own on the line."""
        return not self.advance

    @property
    def is_strong(self) -> bool:
        """Whether it is a letter of a script that is written from right to left (UAX 9)."""
        return bool(self.text) and unicodedata.bidirectional(self.text[-1]) in _STRONG

    @property
    def is_space(self) -> bool:
        """Whether it is a space, which may have a mark of direction."""
        return self.text[-1:].isspace()


def is_mark(text: str) -> bool:
    """Whether a text begins with a mark that is drawn above or below another letter."""
    return bool(text) and unicodedata.category(text[0]) == "Mn"


def is_control(text: str) -> bool:
    """Whether a text is a mark of direction (UAX 9)."""
    return text in _BIDI_CONTROLS


def signs_of(run: Run) -> list[Sign]:
    """The signs of a run, in the order of its text."""
    glyphs = run.glyphs[::-1] if run.is_rtl else run.glyphs
    found: list[Sign] = []
    joiner = ""
    for cluster, group in groupby(glyphs, key=lambda glyph: glyph.cluster):
        drawn = [glyph for glyph in group if glyph.number is not None]
        letters, joiners = _letters(run.texts[cluster])
        signs = list(_cluster_signs(run, letters, drawn))
        if signs and joiner and not run.is_rtl:
            signs[0] = replace(signs[0], text=joiner + signs[0].text)
        found += signs
        joiner = joiners if signs else joiner + joiners
        if run.is_rtl and found and joiner:
            found[-1] = replace(found[-1], text=joiner + found[-1].text)
            joiner = ""
    return found


def numbers_joined(signs: Sequence[Sign]) -> list[Sign]:
    """Signs with each number in Arabic-Indic digits as one sign, which is drawn as one glyph.

    To MuPDF such digits are letters from right to left, and it turns those painted one by one, or
    a glyph whose meaning begins with one. So a word joiner begins it, which to PDFium is of the
    class of digits.
    """
    kinds = "".join(_kind(sign.text) for sign in signs)
    found: list[Sign] = []
    end = 0
    for number in _NUMBER.finditer(kinds):
        start = number.start()
        found += signs[end:start]
        end = number.end()
        whole = signs[start]
        for sign in signs[start + 1 : end]:
            whole = replace(_joined(whole, sign.glyphs), text=whole.text + sign.text)
        found.append(replace(whole, text=_WORD_JOINER + whole.text))
    return [*found, *signs[end:]]


def _kind(text: str) -> str:
    """A letter for what a sign is in a number: a digit, what may stand between two, or neither."""
    return _KINDS.get(unicodedata.bidirectional(text), " ") if len(text) == 1 else " "


def _letters(text: str) -> tuple[list[str], str]:
    """The letters of a cluster, without controls of direction, and the joiners in it.

    A joiner shares the glyph of the letter beside it, and stands left of it: pdf.js leaves out
    glyphs whose text ends in a character that is not seen.
    """
    seen = [one for one in text if one not in _BIDI_CONTROLS]
    letters = [one for one in seen if one not in _JOINERS]
    return letters, "".join(one for one in seen if one in _JOINERS)


def _cluster_signs(run: Run, letters: list[str], glyphs: list[Glyph]) -> Iterator[Sign]:
    if not glyphs:
        return
    signs: list[Sign] = []
    loose: list[Glyph] = []
    for letter, glyph in _matched(letters or [""], glyphs):
        if letter is None and glyph is not None:
            if signs and signs[-1].glyphs:
                signs[-1] = _joined(signs[-1], [glyph])
            else:
                loose.append(glyph)
        elif letter is not None:
            drawn = [*loose, glyph] if glyph is not None else []
            loose = [] if glyph is not None else loose
            pen = drawn[0].pen if drawn else glyphs[0].pen
            sign = Sign(letter, run.font, run.size, pen)
            for one in drawn:
                sign = _joined(sign, [one])
            signs.append(sign)
    # Of two glyphs alike in one place PDFium drops one: those that are not drawn differ in width.
    undrawn = 0
    for sign in signs:
        undrawn += not sign.glyphs
        yield sign if sign.glyphs else replace(sign, units=undrawn)


def _joined(sign: Sign, glyphs: Iterable[Glyph]) -> Sign:
    """A sign with more glyphs."""
    for glyph in glyphs:
        if not sign.glyphs:
            sign = replace(sign, pen=glyph.pen, advance=glyph.advance, glyphs=(glyph,))
            continue
        pen = min(sign.pen, glyph.pen)
        end = max(sign.pen + sign.advance, glyph.pen + glyph.advance)
        sign = replace(sign, pen=pen, advance=end - pen, glyphs=(*sign.glyphs, glyph))
    return sign


def _matched(
    letters: Sequence[str], glyphs: Sequence[Glyph]
) -> Iterable[tuple[str | None, Glyph | None]]:
    """Letters and the glyphs that stand for them, in order; marks go to glyphs without a width."""
    if len(letters) == len(glyphs) == 1:
        return [(letters[0], glyphs[0])]
    is_small = len(letters) * len(glyphs) <= _MOST
    best = _best_matches(letters, glyphs) if is_small else []
    if not best or not best[0][0][0]:
        return [(letters[0], glyphs[0]), *((None, one) for one in glyphs[1:]),
                *((one, None) for one in letters[1:])]  # fmt: skip
    pairs: list[tuple[str | None, Glyph | None]] = []
    row = column = 0
    while row < len(letters) or column < len(glyphs):
        match best[row][column][1]:
            case "both":
                pairs.append((letters[row], glyphs[column]))
                row, column = row + 1, column + 1
            case "letter":
                pairs.append((letters[row], None))
                row += 1
            case "glyph":
                pairs.append((None, glyphs[column]))
                column += 1
    return pairs


def _best_matches(letters: Sequence[str], glyphs: Sequence[Glyph]) -> list[list[tuple[int, Match]]]:
    """How many can be matched from each letter and glyph on, and the first step to it."""
    rows, columns = len(letters), len(glyphs)
    best: list[list[tuple[int, Match]]] = [
        [(0, "letter" if row < rows else "glyph")] * (columns + 1) for row in range(rows + 1)
    ]
    for row in reversed(range(rows)):
        for column in reversed(range(columns)):
            is_one = is_mark(letters[row]) == (not glyphs[column].advance)
            steps: list[tuple[int, Match]] = [
                (best[row + 1][column + 1][0] + 1 if is_one else -1, "both"),
                (best[row][column + 1][0], "glyph"),
                (best[row + 1][column][0], "letter"),
            ]
            best[row][column] = max(steps, key=lambda step: step[0])
    return best
