"""The tables of a note as data to be downloaded."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

from pipeline.languages import decimal_sign
from pipeline.languages.digits import EUROPEAN, number_signs
from pipeline.note.formula_words import read_aloud
from pipeline.note.replacing import replace_inlines
from pipeline.note.table_grid import cells_by_column, heads_by_column
from pipeline.note.table_shape import plain_number, shape_of
from pipeline.note.text import Figure, Formula, Raised, Table, Text
from pipeline.note.walk import blocks_below, charts_of, headings_in, line_of, plain
from pipeline.views.spreadsheets.csv_rows import write_csv

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.note import Note
    from pipeline.note.text import Blocks

_TAKEN: Final = frozenset({"recommendations"})
# File systems take names of up to 255 bytes.
_LONGEST: Final = 200
_SIGNS: Final = "0123456789+−-=()"
_RAISED: Final = {
    "super": str.maketrans(_SIGNS, "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾"),
    "sub": str.maketrans(_SIGNS, "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎"),
}


def tables_as_csv(note: Note) -> dict[str, bytes]:
    """The tables of a note that have a caption or are from a file, and of charts, as CSV, by id.

    Words are as they are read, without footnotes. The numbers of a column of numbers are as
    programs write them, whatever the language of the note.
    """
    language = note.metadata.language
    return {table.id: write_csv(_rows(table, language)) for table in _tables(note)}


def charts_as_csv(note: Note) -> dict[str, str]:
    """The data of the charts of a note as CSV, by id."""
    ids = {figure.chart.id for figure in charts_of(note) if figure.chart}
    if not ids:
        return {}
    found = tables_as_csv(note).items()
    return {name: data.decode().replace("\r\n", "\n") for name, data in found if name in ids}


def file_name(table: str) -> str:
    """The name of the file with the data of the table that has this id."""
    if len(table) <= _LONGEST and table not in _TAKEN:
        return f"{table}.csv"
    # No id has this sign in it.
    return f"{table[:_LONGEST]}_{sha256(table.encode()).hexdigest()[:8]}.csv"


def _tables(note: Note) -> Iterator[Table]:
    for heading in headings_in(note):
        for block in blocks_below(heading.blocks):
            if isinstance(block, Table) and (block.caption or block.data):
                yield block
            elif isinstance(block, Figure) and block.chart:
                from pipeline.charts.data_table import data_table

                signs = number_signs(EUROPEAN, decimal_sign(note.metadata.language))
                yield data_table(block.chart, signs)


def _rows(table: Table, language: str) -> Iterator[list[str]]:
    decimal, width = decimal_sign(language), len(table.alignments)
    numbers = shape_of(table, decimal).columns
    yield [_words(blocks, language) for blocks in heads_by_column(table.head, width)]
    for row in cells_by_column(table.body, width):
        words = [_words(blocks, language) for blocks in row]
        yield [
            plain_number(cell, decimal) if column in numbers else cell
            for column, cell in enumerate(words)
        ]


def _words(blocks: Blocks, language: str) -> str:
    """The words of a cell in one line, with spaces of one kind."""
    inlines = line_of(blocks)
    if not all(isinstance(inline, Text) for inline in inlines):
        inlines = replace_inlines(inlines, lambda one: _as_text(one, language))
    return " ".join(plain(inlines).split())


def _as_text(inline: Any, language: str) -> Any:
    """A formula in words, and raised figures as characters of their own: 10⁶ is not 106."""
    match inline:
        case Formula():
            return Text(text=read_aloud(inline, language))
        case Raised() if set(plain(inline.inlines)) <= set(_SIGNS):
            return Text(text=plain(inline.inlines).translate(_RAISED[inline.position]))
        case _:
            return inline
