"""Pieces: a manuscript as a flat list of headings, paragraphs, list items, tables, pictures, boxes.

`blocks` makes them of what pandoc has read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from pipeline.importing.reading.looks import PLAIN_LOOK, Look
from pipeline.importing.reading.runs import Bookmark, Note, Picture, Run, Runs, one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

Kind = Literal[
    "heading", "paragraph", "item", "quotation", "table", "picture", "box", "recommendation"
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class DrawnCell:
    """The place of a cell of a table: its row and column, and how many of each it spans."""

    row: int
    column: int
    rows: int
    columns: int


@dataclass(frozen=True, slots=True)
class Piece:
    """One paragraph or other block of a manuscript.

    ``level`` is that of a heading, or the depth of an item's list, from 1. ``number`` is what
    precedes a numbered item, 0 for a bullet; ``group`` names the list, ``size`` says how many
    items it has, and a ``continued`` item is a further paragraph of the one before. ``rows`` are
    the rows of a table, its head first, ``heads`` the number of those; ``spans`` says of each cell
    how many columns it spans, and whether it continues the one above it, where that is known.
    ``drawn`` are the places of the cells, if some span others or contain more than a line.
    ``look`` says what a heading, paragraph or item looks like. ``place`` counts the pieces from 1.

    The ``runs`` of a picture are the picture and its caption, those of a table its caption, those
    of a box its title. ``inner`` is what a box or recommendation contains, ``credit`` and
    ``remark`` are the source and the note of a figure or table, ``label`` is the name by which
    the text refers to it, such as "figure 1". ``to`` and ``by`` say who should do what is
    recommended, and when.
    """

    kind: Kind
    runs: Runs = ()
    level: int = 0
    number: int = 0
    group: int = 0
    size: int = 0
    continued: bool = False
    style: str = ""
    rows: tuple[tuple[Runs, ...], ...] = ()
    heads: int = 1
    spans: tuple[tuple[tuple[int, bool], ...], ...] = ()
    drawn: tuple[DrawnCell, ...] = ()
    look: Look = PLAIN_LOOK
    inner: tuple[Piece, ...] = ()
    credit: Runs = ()
    remark: Runs = ()
    label: str = ""
    to: str = ""
    by: str = ""
    place: int = 0

    @property
    def text(self) -> str:
        """The words in one line."""
        return one_line(self.runs)

    @property
    def all_words(self) -> str:
        """The words, those of footnotes, cells, pictures and all that is inside among them."""
        runs = [
            *self.runs,
            *(run for row in self.rows for cell in row for run in (*cell, Run(" "))),
        ]
        parts = [self.text, one_line(runs)] if self.rows else [self.text]
        for run in (*runs, *self.credit, *self.remark):
            if isinstance(run.extra, Note):
                parts += [piece.all_words for piece in run.extra.pieces]
            elif isinstance(run.extra, Picture):
                parts += [run.extra.alternative, run.extra.source]
        parts += [one_line(self.credit), one_line(self.remark)]
        parts += [piece.all_words for piece in self.inner]
        return " ".join(part for part in parts if part)

    @property
    def bookmark(self) -> str:
        """The name that the manuscript gives to the piece; empty without one."""
        names = (one.extra for one in self.runs if isinstance(one.extra, Bookmark))
        name = next((one.name for one in names if one.is_id and not one.name.startswith("_")), "")
        # Programs count the number of a footnote among the words that they make a name of.
        bare = name.rstrip("0123456789")
        made = re.sub(r"[^a-z0-9]+", "-", self.text.lower()).strip("-")
        return bare if bare == made else name

    @property
    def anchors(self) -> tuple[str, ...]:
        """All names by which the manuscript refers to the piece."""
        names = [run.extra.name for run in self.runs if isinstance(run.extra, Bookmark)]
        return (*names, self.label) if self.label else tuple(names)


def map_lines(piece: Piece, change: Callable[[Runs], Runs]) -> Piece:
    """A piece with each of its lines changed, those of cells and of what is inside among them."""
    return replace(
        piece,
        runs=change(piece.runs),
        rows=tuple(tuple(change(cell) for cell in row) for row in piece.rows),
        credit=change(piece.credit),
        remark=change(piece.remark),
        inner=tuple(map_lines(one, change) for one in piece.inner),
    )


def lines_in(piece: Piece) -> Iterator[Runs]:
    """Yield the lines of a piece, those of cells and of what is inside among them."""
    yield piece.runs
    for row in piece.rows:
        yield from row
    yield piece.credit
    yield piece.remark
    for one in piece.inner:
        yield from lines_in(one)


def all_pieces(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Yield pieces and all that are inside them, but not those of footnotes."""
    for piece in pieces:
        yield piece
        yield from all_pieces(piece.inner)


def captioned(piece: Piece, words: Runs) -> Piece:
    """A picture with a caption, of which its words in the place of it are no copy."""
    runs = tuple(
        replace(run, extra=replace(run.extra, alternative=""))
        if isinstance(run.extra, Picture) and run.extra.alternative == one_line(words)
        else run
        for run in piece.runs
        if run.extra
    )
    return replace(piece, runs=(*runs, *words))
