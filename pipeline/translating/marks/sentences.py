"""The sentences of a unit, with the codes that belong to each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.importing.placing.sentences import sentences_of
from pipeline.translating.marks.content import Content, join

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.translating.marks.content import Code, Piece


def split_sentences(content: Content) -> list[tuple[Content, str]]:
    """The sentences of a unit, each with the space between it and the next.

    A code directly behind a sentence, such as the call of a footnote, belongs to it.
    """
    spans = sentences_of(content.words)
    if len(spans) < 2:
        return [(content, "")]
    starts = [0, *(start for start, _ in spans[1:])]
    ends = [*(end for _, end in spans[:-1]), len(content.words)]
    found: list[list[Piece]] = [[] for _ in spans]
    at = 0
    for piece in content.pieces:
        if not isinstance(piece, str):
            found[_sentence_of(piece, at, ends)].append(piece)
            continue
        for number, (start, end) in enumerate(zip(starts, ends, strict=True)):
            first, last = max(at, start), min(at + len(piece), end)
            if first < last:
                found[number].append(piece[first - at : last - at])
        at += len(piece)
    spaces = [content.words[end:start] for end, start in zip(ends, starts[1:], strict=False)]
    return [
        (Content(join(pieces)), space) for pieces, space in zip(found, [*spaces, ""], strict=True)
    ]


def _sentence_of(code: Code, at: int, ends: Sequence[int]) -> int:
    """The sentence of a code behind so many characters of the text."""
    for number, end in enumerate(ends):
        if at < end or (at == end and code.role != "open"):
            return number
    return len(ends) - 1


def join_sentences(sentences: list[tuple[Content, str]]) -> Content:
    """A unit of its sentences and the spaces between them."""
    pieces: list[Piece] = []
    for content, space in sentences:
        pieces += [*content.pieces, space]
    return Content(join(pieces))
