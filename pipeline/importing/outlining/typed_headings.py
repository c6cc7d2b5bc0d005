"""Headings without a style: short lines that are bold, larger, in capitals, numbered, coloured.

Lines of one look that stand before running text are one level, over the whole manuscript; the
larger ones are above the smaller. Numbers give levels too: 1.1 is below 1.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from pipeline.importing.ledger import SURE_ENOUGH
from pipeline.importing.outlining.heading_levels import levels_of
from pipeline.importing.outlining.heading_lines import (
    HeadingLine,
    TextLook,
    could_head,
    family_of,
    heading_line,
    in_sequence,
    is_followed,
    text_look,
    without_rows,
)
from pipeline.importing.outlining.landmarks import landmark
from pipeline.importing.outlining.running_text import is_running

if TYPE_CHECKING:
    from pipeline.importing.ledger import Ledger
    from pipeline.importing.outlining.heading_numbers import HeadingNumber
    from pipeline.importing.reading.pieces import Piece

_LONE_WORDS: Final = 8
_LONE_LENGTH: Final = 70


@dataclass(frozen=True, slots=True)
class Certainty:
    """How sure it is that a piece is a heading, and why."""

    confidence: float
    why: str


@dataclass(frozen=True, slots=True)
class TypedHeadings:
    """The pieces with their headings, and by place how sure those without a style are."""

    pieces: tuple[Piece, ...]
    sure: Mapping[int, Certainty]


def set_headings(pieces: Sequence[Piece], ledger: Ledger) -> TypedHeadings:
    """Make headings of the lines that look like headings; what is unsure is entered and stays."""
    text = text_look(pieces)
    found = [one for at in range(len(pieces)) if (one := heading_line(pieces, at, text))]
    found = [one for one in found if is_followed(pieces, one.index, found)]
    found = without_rows(found)
    rated = _rated(found, pieces)
    for one in found:
        sure = rated.get(one.index)
        if sure and sure.confidence < SURE_ENOUGH:
            piece = pieces[one.index]
            ledger.guess("heading", piece.text, piece.place, sure.confidence, sure.why)
            del rated[one.index]
    found = [one for one in found if one.index in rated]
    if not found and not any(one.kind == "heading" for one in pieces):
        found = _lone_lines(pieces, text)
        lone = Certainty(0.55, "short line by itself before text")
        rated = {one.index: lone for one in found}
    levels = levels_of(found, pieces, text)
    made = list(pieces)
    for one in found:
        piece = made[one.index]
        made[one.index] = replace(piece, kind="heading", level=levels[one.index])
    certain = {pieces[index].place: certainty for index, certainty in rated.items()}
    return TypedHeadings(tuple(made), certain)


def _lone_lines(pieces: Sequence[Piece], text: TextLook) -> list[HeadingLine]:
    """Short lines between paragraphs of a manuscript in which all letters look the same."""
    looks = {(one.look.size, one.look.bold) for one in pieces if one.kind == "paragraph"}
    if len(looks) > 1:
        return []
    found = []
    for at, piece in enumerate(pieces[1:], 1):
        short = len(piece.text.split()) <= _LONE_WORDS and len(piece.text) <= _LONE_LENGTH
        after = pieces[at + 1] if at + 1 < len(pieces) else None
        headed = after is not None and (after.kind in {"item", "table"} or is_running(after))
        asks = piece.text.endswith(("?", "？", "!")) and not is_running(pieces[at - 1])
        if short and headed and not asks and piece.kind == "paragraph" and could_head(piece):
            found.append(HeadingLine(at, family_of(piece.look, text), None, is_larger=False))
    return found if len(found) > 1 else []


def _rated(found: Sequence[HeadingLine], pieces: Sequence[Piece]) -> dict[int, Certainty]:
    """How sure it is of each line that it is a heading; lines without any sign are left out."""
    families = Counter(one.family for one in found)
    in_row = in_sequence(found)
    has_roman = any(
        one.number and one.number.series == "roman" and one.index in in_row for one in found
    )
    rated = {}
    for one in found:
        number = one.number if one.index in in_row else None
        if pieces[one.index].look.outline:
            rated[one.index] = Certainty(0.95, "it has a level in the outline of the file")
        elif certainty := _certainty(one, number, families[one.family], has_roman=has_roman):
            rated[one.index] = certainty
        elif landmark(pieces[one.index].text) and (one.family.is_apart or one.is_larger):
            rated[one.index] = Certainty(0.9, "its words name a part")
    return rated


def _certainty(
    one: HeadingLine, number: HeadingNumber | None, count: int, *, has_roman: bool
) -> Certainty | None:
    look = one.family
    if number and (look.bold or one.is_larger or look.capitals or look.shaded):
        return Certainty(0.95, "line of its own look with the next number")
    if one.is_larger and (look.is_apart or count > 1):
        return Certainty(0.9, "larger than the text")
    if look.shaded or look.bold:
        return Certainty(0.85 if count > 1 else 0.7, "bold line" if look.bold else "shaded line")
    if look.capitals:
        return Certainty(0.8 if count > 1 else 0.55, "line in capitals")
    if one.is_larger:
        return Certainty(0.6, "larger than the text")
    if number and number.series == "roman":
        return Certainty(0.9, "line with the next Roman numeral")
    if number and not has_roman:
        return Certainty(0.75, "line with the next number")
    if look.underlined:
        return Certainty(0.8 if count > 1 else 0.55, "underlined line")
    if look.coloured:
        return Certainty(0.7 if count > 1 else 0.45, "line in a colour of its own")
    if look.italic and count > 1:
        return Certainty(0.55, "line in italics")
    return None
