"""Recognise the headings of themes, questions and topics."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from pipeline.importing.placing.landmarks import landmark
from pipeline.importing.reading.runs import is_all
from pipeline.importing.vocabulary import any_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.importing.reading.pieces import Piece

Role = Literal["theme", "question", "topic"]

_ROMAN: Final = re.compile(
    rf"(?:{any_of('theme')}\s+)?([IVXL]+)\s*[.):：–-]\s+(?=\S)", re.IGNORECASE
)
_ARABIC: Final = re.compile(
    rf"(?:{any_of('question')}\s*)?(\d{{1,2}})\s*[.):：、]\s*(?=\S)", re.IGNORECASE
)
_SUBNUMBER: Final = re.compile(r"(\d+(\.\d+)+\.?|\(?[a-z]\))\s+(?=\S)")
_VALUES: Final = {"I": 1, "V": 5, "X": 10, "L": 50}
_LONGEST: Final = {"theme": 25, "question": 60, "topic": 30}


@dataclass(frozen=True, slots=True)
class Levels:
    """Heading levels of a manuscript; 0 where it has none of that kind."""

    theme: int = 0
    question: int = 0
    topic: int = 0
    numerals: bool = False
    """Themes have Roman numerals."""


@dataclass(frozen=True, slots=True)
class Guess:
    """A guess about a piece: its role, the confidence, the reason, and the length of its number."""

    role: Role
    confidence: float
    why: str
    number_length: int = 0


def roman_value(numeral: str) -> int:
    """The value of a Roman numeral below 90; 0 for letters that are none."""
    total = 0
    values = [_VALUES[letter] for letter in numeral.upper()]
    for value, following in zip(values, [*values[1:], 0], strict=True):
        total += -value if value < following else value
    return total


def find_levels(pieces: Sequence[Piece]) -> Levels:
    """The heading levels used for themes, questions and topics."""
    headings = [piece for piece in pieces if piece.kind == "heading" and not landmark(piece.text)]
    numbered = [piece for piece in headings if _ROMAN.match(piece.text)]
    if not numbered and headings:
        top = [piece for piece in headings if piece.level == headings[0].level]
        if len(top) == 1 and len(headings) > 1:
            headings = headings[1:]
    if not headings:
        return Levels()
    theme = numbered[0].level if numbered else min(piece.level for piece in headings)
    below = sorted({piece.level for piece in headings if piece.level > theme})
    if len(below) == 1:
        asking = [p for p in headings if p.level == below[0] and _is_interrogative(p.text)]
        return Levels(theme, below[0] if asking else 0, below[0], bool(numbered))
    question, topic = (*below, 0, 0)[:2]
    return Levels(theme, question, topic, bool(numbered))


def _is_interrogative(text: str) -> bool:
    return text.endswith(("?", "？")) or _ARABIC.match(text) is not None


def guess_theme(piece: Piece, levels: Levels, number: int) -> Guess | None:
    """Whether a piece is the heading of theme ``number``."""
    text = piece.text
    match = _ROMAN.match(text)
    right = match is not None and roman_value(match[1]) == number
    length = match.end() if match else 0
    if piece.kind == "heading" and piece.level == levels.theme:
        if right:
            return Guess("theme", 1.0, "heading with the next Roman numeral", length)
        if levels.numerals and number == 1:
            return None
        arabic = _ARABIC.match(text)
        length = length or (arabic.end() if arabic else 0)
        return Guess("theme", 0.8, "heading of the highest level", length)
    if not right or not _could_head(piece, "theme"):
        return None
    if is_all(piece.runs, "strong"):
        return Guess("theme", 0.95, "bold line with the next Roman numeral", length)
    return Guess("theme", 0.9, "line with the next Roman numeral", length)


def guess_question(piece: Piece, levels: Levels, number: int) -> Guess | None:
    """Whether a piece is the heading of question ``number`` of a theme."""
    match = _ARABIC.match(piece.text)
    length = match.end() if match else 0
    if piece.kind == "heading":
        if not levels.question or piece.level != levels.question:
            return None
        if levels.question == levels.topic and not _is_interrogative(piece.text):
            return None
        return Guess("question", 0.95, "heading of the second level", length)
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


def guess_topic(piece: Piece, levels: Levels) -> Guess | None:
    """Whether a piece is the heading of a topic."""
    match = _SUBNUMBER.match(piece.text)
    length = match.end() if match else 0
    if piece.kind == "heading":
        deep = piece.level > levels.theme
        return Guess("topic", 0.95, "heading of the third level", length) if deep else None
    if not is_all(piece.runs, "strong") or not _could_head(piece, "topic"):
        return None
    if piece.kind == "item" and not piece.number and not piece.continued:
        return Guess("topic", 0.95, "bold line with a bullet", length)
    if piece.kind == "paragraph" and not piece.text.endswith((".", "。", ":", "：", ";")):
        return Guess("topic", 0.7, "bold line", length)
    return None


def _could_head(piece: Piece, role: Role) -> bool:
    short = len(piece.text.split()) <= _LONGEST[role] and len(piece.text) <= 400
    return piece.kind in {"paragraph", "item"} and short
