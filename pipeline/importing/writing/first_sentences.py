"""The first sentences of running text, for values that sum it up: leads and descriptions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pipeline.importing.placing.sentences import sentences_of, words_of
from pipeline.importing.reading.pieces import all_pieces
from pipeline.importing.reading.runs import Run, one_line, without_citations

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pipeline.importing.placing.sections import Section
    from pipeline.importing.reading.pieces import Piece

_MARKS: Final = frozenset({"formula", "reference", "code"})
_UNSAID: Final = "\ufffc"
"""Stands for what cannot be said in plain words."""
_ASIDE: Final = re.compile(
    rf"\s*\([^()]*(?:{_UNSAID}|(?<![\w.])@\w)[^()]*\)|\s*\[[^\[\]]*(?<![\w.])@\w[^\[\]]*\]"
)
_RAW: Final = re.compile(
    rf"{_UNSAID}|(?<![\w.])@\w|\]\(|\[\^|\$\$|\{{[{{#.:]|</?[A-Za-z]|\\[A-Za-z]|\[To be completed"
)
_WHOLE: Final = re.compile("[.!?…。！？؟۔।][’”“‘\"')\\]»」』）]*$")
_FEWEST_WORDS: Final = 3


def first_sentences(sections: Iterable[Section]) -> Iterator[str]:
    """Yield the first whole sentences of each paragraph that can be said in plain words.

    Those of list items, quotations and boxes come after all paragraphs.
    """
    pieces = [piece for one in sections for inner in _all(one) for piece in inner.pieces]
    running = [one for one in pieces if one.kind == "paragraph"]
    for piece in (*running, *_others(pieces)):
        if text := sentences_in(piece.runs):
            yield text


def sentences_in(runs: Iterable[Run]) -> str:
    """The first sentences of runs that have no mark of the source, next to each other."""
    text = one_line(Run(_UNSAID) if run.marks & _MARKS else run for run in without_citations(runs))
    text = _ASIDE.sub("", text)
    found = ""
    for start, stop in sentences_of(text):
        sentence = text[start:stop]
        if not _is_plain(sentence):
            if found:
                break
        else:
            found = f"{found}{text[start - 1 : start]}{sentence}" if found else sentence
    return found


def _others(pieces: Iterable[Piece]) -> Iterator[Piece]:
    kinds = {"item", "quotation", "recommendation"}
    for piece in pieces:
        if piece.kind in kinds:
            yield piece
        yield from (one for one in all_pieces(piece.inner) if one.kind in {"paragraph", *kinds})


def _is_plain(sentence: str) -> bool:
    return (
        _WHOLE.search(sentence) is not None
        and _RAW.search(sentence) is None
        and len(words_of(sentence)) >= _FEWEST_WORDS
    )


def _all(section: Section) -> Iterator[Section]:
    yield section
    for inner in section.sections:
        yield from _all(inner)
