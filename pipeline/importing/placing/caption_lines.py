"""Captions typed in several paragraphs: "Table 1", its title, and "(Per cent)" below them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from pipeline.importing.placing.labels import label_of, line_of
from pipeline.importing.reading.runs import Run, lines_of, merge, unmarked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.importing.reading.pieces import Piece

_FITTING: Final = frozenset({"table", "picture"})
_MOST_WORDS: Final = 30


def join_caption_lines(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Pieces in which a number by itself, and the lines between it and its table, are one line."""
    found: list[Piece] = []
    at = 0
    while at < len(pieces):
        end = _end(pieces, at)
        found.append(_joined(pieces[at:end]) if end > at + 1 else pieces[at])
        at = end
    return tuple(found)


def _end(pieces: Sequence[Piece], at: int) -> int:
    """Where a caption of several lines that begins here ends; the next piece if none does."""
    label = label_of(pieces[at].text) if pieces[at].kind == "paragraph" else None
    if label is None or label.series not in {"table", "figure"}:
        return at + 1
    if label.length < len(pieces[at].text):
        return at + 1
    for lines in (1, 2):
        title = pieces[at + 1 : at + 1 + lines]
        after = pieces[at + 1 + lines] if at + 1 + lines < len(pieces) else None
        if after is not None and after.kind in _FITTING and all(map(_is_line, title)):
            is_unit = lines == 1 or title[1].text.startswith(("(", "（"))
            return at + 1 + lines if is_unit else at + 1
    return at + 1


def _is_line(piece: Piece) -> bool:
    text = piece.text
    if piece.kind not in {"paragraph", "heading"} or len(lines_of(piece.runs)) != 1:
        return False
    is_sentence = text.endswith((".", "。", ":", "："))
    return len(text.split()) <= _MOST_WORDS and not is_sentence and line_of(text) is None


def _joined(parts: Sequence[Piece]) -> Piece:
    first, *others = parts
    runs = [*unmarked(first.runs, "strong")]
    for number, part in enumerate(others):
        runs += [Run(" " if number else ". "), *unmarked(unmarked(part.runs, "strong"), "emphasis")]
    return replace(first, runs=merge(runs))
