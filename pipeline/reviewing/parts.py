"""The named parts of a Word file: paragraphs, cells, values and the like."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from pipeline.importing.reading.pieces import Piece
from pipeline.importing.reading.runs import (
    LINE_BREAK,
    Bookmark,
    Comment,
    Note,
    Picture,
    Run,
    Runs,
    lines_of,
)
from pipeline.reviewing.tokens import Token, plain_of, strip_blanks, tokenise, words_of

Kind = Literal[
    "heading", "paragraph", "item", "quotation", "cell", "figure", "caption", "footnote",
    "value", "fixed", "table", "picture",
]  # fmt: skip
"""What a part is. Those that are ``fixed`` notepress writes by itself; ``table`` and ``picture``
are new ones, which no source has a name for."""

BLOCKS: Final = frozenset({"heading", "paragraph", "item", "quotation"})
"""Kinds that are in the order of the text by themselves."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a Word file.

    ``name`` is its bookmark, empty for what is new. ``shape`` is what the Word file makes of it:
    kind, level, and whether it is numbered.
    """

    kind: Kind
    name: str
    piece: Piece
    runs: Runs
    tokens: tuple[Token, ...]
    shape: tuple[str, int, bool] = field(default=("", 0, False))

    @property
    def text(self) -> str:
        """Its words."""
        return plain_of(self.tokens).replace(LINE_BREAK, " ")

    @property
    def is_empty(self) -> bool:
        """Whether nothing is left of it, except perhaps comments."""
        return not self.tokens and self.kind not in {"figure", "picture"}

    @property
    def comments(self) -> tuple[tuple[int, Comment], ...]:
        """The comments that begin in it, each with how many characters are before it."""
        found, at = [], 0
        for run in self.runs:
            if isinstance(run.extra, Comment):
                found.append((at, run.extra))
            at += len(run.text)
        return tuple(found)


def parts_of(pieces: tuple[Piece, ...], names: Mapping[str, Kind]) -> tuple[Part, ...]:
    """The parts that pieces make; ``names`` are the bookmarks a source knows."""
    return tuple(part for piece in pieces for part in _parts(piece, names))


def note_name(note: Note, names: Mapping[str, Kind]) -> str:
    """The name of the first paragraph of a footnote; empty for a new footnote."""
    found = (_name(piece.runs, names) for piece in note.pieces)
    return next(filter(None, found), "")


def _parts(piece: Piece, names: Mapping[str, Kind]) -> Iterator[Part]:
    if piece.kind == "table":
        yield from _cells(piece, names)
        return
    if piece.kind == "picture":
        yield _picture(piece, names)
        return
    if any(names.get(name) == "value" for _, name in _bookmarks(piece.runs)):
        for line in lines_of(piece.runs):
            yield _part(piece, line, names)
        return
    yield _part(piece, piece.runs, names)
    yield from _footnotes(piece.runs, names)


def _part(piece: Piece, runs: Runs, names: Mapping[str, Kind]) -> Part:
    name = _name(runs, names)
    own: Kind = piece.kind
    shape = (str(piece.kind), piece.level, piece.number > 0)
    return Part(names.get(name, own), name, piece, runs, tokenise(runs), shape)


def _cells(piece: Piece, names: Mapping[str, Kind]) -> Iterator[Part]:
    cells = [cell for row in piece.rows for cell in row]
    if not any(_name(cell, names) for cell in cells):
        runs = tuple(run for cell in cells for run in (*cell, Run(" ")))
        yield Part("table", "", piece, runs, tokenise(runs))
        return
    for cell in cells:
        if tokens := tokenise(cell):
            yield Part("cell", _name(cell, names), piece, cell, tokens, ("cell", 0, False))
            yield from _footnotes(cell, names)


def _picture(piece: Piece, names: Mapping[str, Kind]) -> Part:
    name = _name(piece.runs, names)
    pictures = [run.extra for run in piece.runs if isinstance(run.extra, Picture)]
    words = " ".join(picture.alternative for picture in pictures)
    kind: Kind = "figure" if names.get(name) == "figure" else "picture"
    tokens = strip_blanks(Token(word) for word in words_of(words))
    return Part(kind, name, piece, piece.runs, tokens, ("figure", len(pictures), False))


def _footnotes(runs: Runs, names: Mapping[str, Kind]) -> Iterator[Part]:
    for run in runs:
        if isinstance(run.extra, Note) and note_name(run.extra, names):
            for piece in run.extra.pieces:
                part = _part(piece, piece.runs, names)
                yield Part("footnote", part.name, piece, part.runs, part.tokens, part.shape)


def _name(runs: Runs, names: Mapping[str, Kind]) -> str:
    """The first known bookmark of runs.

    Of those in one place the last one counts: what the others belonged to was deleted, and its end
    with it.
    """
    known = [(at, name) for at, name in _bookmarks(runs) if name in names]
    return next((name for at, name in reversed(known) if at == known[0][0]), "")


def _bookmarks(runs: Runs) -> Iterator[tuple[int, str]]:
    at = 0
    for run in runs:
        if isinstance(run.extra, Bookmark):
            yield at, run.extra.name
        at += len(run.text)
