"""The widths of the columns of a table in a Word file, from what their cells hold.

They follow the rule by which CSS divides a table (CSS 2.2, 17.5.2.2): every column has room for its
longest word, and what is left goes to those with the longest lines.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from pipeline.note.text import Paragraph
from pipeline.note.walk import blocks_below, plain

if TYPE_CHECKING:
    from pipeline.note.text import Blocks, Cell, Table

_ROOM: Final = 64
"""Characters in a line as wide as the text, in the widest faces that a reader may have."""
_PADDING: Final = 3
"""Room beside the text of a cell, in characters."""
_LINE_ENDS: Final = re.compile(r"[ \t\n]+|(?<=-)")


def column_shares(table: Table) -> tuple[float, ...]:
    """The widths of the columns as shares of the width of the text, together 1."""
    count = len(table.alignments)
    least, most = [1 + _PADDING] * count, [1 + _PADDING] * count
    for place, cell in _placed((*table.head, *table.body), count):
        for text in _lines(cell.blocks):
            least[place] = max(least[place], _longest_word(text) + _PADDING)
            most[place] = max(most[place], _width(text) + _PADDING)
    return tuple(round(share, 4) for share in _shared(least, most))


def _shared(least: Sequence[int], most: Sequence[int]) -> Iterator[float]:
    """Yield the share of each column, between its longest word and its longest line."""
    room, wanted = max(_ROOM, sum(least)), sum(most)
    if wanted <= room:
        yield from (one / wanted for one in most)
        return
    spare = (room - sum(least)) / (wanted - sum(least))
    yield from ((low + (high - low) * spare) / room for low, high in zip(least, most, strict=True))


def _placed(rows: Sequence[Sequence[Cell]], count: int) -> Iterator[tuple[int, Cell]]:
    """Yield each cell that is in one column, with the number of the column."""
    taken = [0] * count
    for row in rows:
        free = [place for place in range(count) if not taken[place]]
        taken = [max(0, rows_left - 1) for rows_left in taken]
        for cell in row:
            own, free = free[: cell.columns], free[cell.columns :]
            for place in own:
                taken[place] = cell.rows - 1
            if len(own) == 1:
                yield own[0], cell


def _lines(blocks: Blocks) -> Iterator[str]:
    """Yield the words of each paragraph of a cell."""
    for block in blocks_below(blocks):
        if isinstance(block, Paragraph):
            yield plain(block.inlines)


def _longest_word(text: str) -> int:
    """The width of the longest part that no line ends in; Chinese is divided anywhere."""
    narrow = "".join(" " if _is_wide(sign) else sign for sign in text)
    return max(map(len, _LINE_ENDS.split(narrow)))


def _is_wide(sign: str) -> bool:
    return unicodedata.east_asian_width(sign) in "WF"


def _width(text: str) -> int:
    return sum(2 if _is_wide(sign) else 1 for sign in text)
