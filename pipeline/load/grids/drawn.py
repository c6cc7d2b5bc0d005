"""A drawn table: its cells, and where their words stand; or what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class CellLine:
    """A line of the words of a cell: its line in the text, and the characters before it there."""

    line: int
    before: int
    text: str


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell: its words without the spaces around them, and how many rows and columns it has."""

    lines: tuple[CellLine, ...]
    rows: int
    columns: int


@dataclass(frozen=True, slots=True)
class Grid:
    """A drawn table: its lines in a text, from ``first`` up to ``end``, and its rows of cells.

    ``lead`` is what stands before each of its lines: the spaces of a list, the > of a quotation.
    A row holds the cells that begin in it; ``alignments`` are named as pandoc names them.
    """

    first: int
    end: int
    lead: str
    alignments: tuple[str, ...]
    heads: int
    rows: tuple[tuple[GridCell, ...], ...]


class GridError(NamedTuple):
    """What is wrong with a drawn table, at a line and character of the text, counted from 0."""

    line: int
    at: int
    length: int
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class WrongGrid:
    """The lines of what was meant to be a drawn table, and what is wrong with it."""

    first: int
    end: int
    error: GridError
