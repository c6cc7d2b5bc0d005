"""Recognise the headings of themes, questions and topics."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from pipeline.importing.outlining.heading_numbers import HeadingNumber, read_number, roman_value
from pipeline.importing.outlining.landmarks import landmark
from pipeline.importing.reading.runs import is_all
from pipeline.importing.vocabulary import any_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.importing.reading.pieces import Piece

Role = Literal["theme", "question", "section", "topic"]

_ROMAN: Final = re.compile(
    rf"(?:{any_of('theme')}\s+)?([IVXL]+)\s*[.):：–-]\s+(?=\S)", re.IGNORECASE
)
_ARABIC: Final = re.compile(
    rf"(?:{any_of('question')}\s*)?(\d{{1,2}})\s*[.):：、]\s*(?=\S)", re.IGNORECASE
)
_SUBNUMBER: Final = re.compile(r"(\d+(\.\d+)+\.?|\(?[a-z]\))\s+(?=\S)")
_LONGEST: Final = {"theme": 25, "question": 60, "topic": 30}


@dataclass(frozen=True, slots=True)
class Levels:
    """Heading levels of a manuscript; 0 where it has none of that kind."""

    theme: int = 0
    question: int = 0
    topic: int = 0


@dataclass(frozen=True, slots=True)
class Guess:
    """A guess about a piece: its role, the confidence, the reason, and the length of its number."""

    role: Role
    confidence: float
    why: str
    number_length: int = 0


def find_levels(pieces: Sequence[Piece]) -> Levels:
    """The heading levels used for themes, questions and topics, in pieces without a title page."""
    headings = [piece for piece in pieces if piece.kind == "heading"]
    if not headings:
        return Levels()
    themes = [piece for piece in headings if not landmark(piece.text)]
    theme = min(piece.level for piece in headings)
    if themes and (numbered := [piece for piece in themes if _ROMAN.match(piece.text)]):
        theme = min(theme, numbered[0].level) if _is_top(numbered, theme) else numbered[0].level
    below = sorted({piece.level for piece in headings if piece.level > theme})
    if len(below) == 1:
        asking = [p for p in headings if p.level == below[0] and _is_interrogative(p.text)]
        return Levels(theme, below[0] if asking else 0, below[0])
    question, topic = (*below, 0, 0)[:2]
    return Levels(theme, question, topic)


def _is_top(numbered: Sequence[Piece], level: int) -> bool:
    return any(piece.level == level for piece in numbered)


def _is_interrogative(text: str) -> bool:
    return text.endswith(("?", "？")) or _ARABIC.match(text) is not None


def number_of(piece: Piece, place: int) -> HeadingNumber | None:
    """The number before the words of a heading; a bare figure counts if it is the one expected."""
    number = read_number(piece.text)
    if number is None or number.is_marked or number.depth > 1:
        return number
    return number if piece.kind == "heading" and number.values == (place,) else None


def guess_theme(piece: Piece, levels: Levels, number: int, ahead: int = 0) -> Guess | None:
    """Whether a piece is the heading of theme ``number``; ``ahead`` numbers are of other parts."""
    text = piece.text
    match = _ROMAN.match(text)
    right = match is not None and roman_value(match[1]) in {number, number + ahead}
    if piece.kind == "heading" and piece.level <= levels.theme:
        if match and right:
            return Guess("theme", 1.0, "heading with the next Roman numeral", match.end())
        own = number_of(piece, number + ahead)
        length = own.length if own and own.series != "small" else 0
        return Guess("theme", 0.8, "heading of the highest level", length)
    if match is None or not right or not _could_head(piece, "theme"):
        return None
    if is_all(piece.runs, "strong"):
        return Guess("theme", 0.95, "bold line with the next Roman numeral", match.end())
    return Guess("theme", 0.9, "line with the next Roman numeral", match.end())


def guess_question(piece: Piece, levels: Levels, number: int) -> Guess | None:
    """Whether a piece is the heading of question ``number``, or of a section, of a part."""
    match = _ARABIC.match(piece.text)
    length = match.end() if match else 0
    if piece.kind == "heading":
        return _heading_below(piece, levels, length)
    asks = piece.text.endswith(("?", "？"))
    if piece.kind == "item" and piece.number and _could_head(piece, "question"):
        if piece.size == 1 and (asks or piece.number == number):
            sure = 0.95 if asks and piece.number == number else 0.75
            return Guess("question", sure, "numbered line by itself")
        return Guess("question", 0.8, "numbered line that asks") if asks else None
    if not match or int(match[1]) != number or not _could_head(piece, "question"):
        return None
    if asks:
        return Guess("question", 0.95, "line with the next number that asks", length)
    if is_all(piece.runs, "strong"):
        return Guess("question", 0.85, "bold line with the next number", length)
    return None


def is_asked(pieces: Sequence[Piece], index: int) -> bool:
    """Whether a line is one of a questionnaire: another that asks stands beside it."""
    around = (*pieces[max(0, index - 1) : index], *pieces[index + 1 : index + 2])
    return pieces[index].kind != "heading" and any(
        _ARABIC.match(one.text) and one.text.endswith(("?", "？")) for one in around
    )


def _heading_below(piece: Piece, levels: Levels, length: int) -> Guess | None:
    """A heading of the second level: a question if it asks or is counted, else a section."""
    if not levels.question or piece.level != levels.question:
        return None
    own = read_number(piece.text)
    length = own.length if own and (own.is_marked or own.depth > 1) else length
    if length or piece.look.number or _is_interrogative(piece.text):
        return Guess("question", 0.95, "heading of the second level", length)
    if levels.question == levels.topic:
        return None
    return Guess("section", 0.95, "heading of the second level without a number")


def guess_topic(piece: Piece, levels: Levels) -> Guess | None:
    """Whether a piece is the heading of a topic."""
    match = _SUBNUMBER.match(piece.text)
    length = match.end() if match else 0
    if piece.kind == "heading":
        own = read_number(piece.text)
        length = own.length if own and (own.is_marked or own.depth > 1) else length
        is_next = levels.theme < piece.level <= max(levels.topic, levels.question)
        return Guess("topic", 0.95, "heading of the third level", length) if is_next else None
    if not is_all(piece.runs, "strong") or not _could_head(piece, "topic"):
        return None
    if piece.kind == "item" and not piece.number and not piece.continued:
        return Guess("topic", 0.95, "bold line with a bullet", length)
    return None


def _could_head(piece: Piece, role: str) -> bool:
    short = len(piece.text.split()) <= _LONGEST[role] and len(piece.text) <= 400
    return piece.kind in {"paragraph", "item"} and short
