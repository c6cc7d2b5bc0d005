"""Running text, as opposed to lines of a title page, headings and entries."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pipeline.importing.reading.runs import lines_of, one_line

if TYPE_CHECKING:
    from pipeline.importing.reading.pieces import Piece

_RUNNING_WORDS: Final = 20
_SENTENCE_WORDS: Final = 7
_RUNNING_HAN: Final = 40


def is_running(piece: Piece) -> bool:
    """Whether a paragraph is running text, and no line of a title page."""
    if piece.kind != "paragraph" or piece.style.lower() in {"title", "subtitle"}:
        return False
    words, han = len(piece.text.split()), sum("一" <= sign <= "鿿" for sign in piece.text)
    if han > len(piece.text) / 2:
        return han > _RUNNING_HAN or piece.text.endswith("。")
    lines = [one_line(line) for line in lines_of(piece.runs)]
    if len(lines) > 1 and max(len(line.split()) for line in lines) < _RUNNING_WORDS / 2:
        return False
    is_sentence = ends_sentence(piece.text) and words >= _SENTENCE_WORDS
    return words > _RUNNING_WORDS or is_sentence


def ends_sentence(text: str) -> bool:
    """Whether a text ends as a sentence does."""
    return text.rstrip("”’\"')").endswith((".", "!", "?", "…", ":", ";", "。", "！", "？"))
