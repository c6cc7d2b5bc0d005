"""Lists of contents, of figures and of tables that were typed or made by a word processor."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from pipeline.importing.outlining.heading_numbers import read_number
from pipeline.importing.outlining.landmarks import annex_length, landmark
from pipeline.importing.reading.runs import lines_of, one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.importing.ledger import Ledger
    from pipeline.importing.reading.pieces import Piece

_DOTTED: Final = re.compile(r"[\s.…·_]*(?:\d{1,3}|[ivxl]{1,6})$")
_LEADERS: Final = re.compile(r"(?:\s*[.…·_]){3,}\s*(?:\d{1,3}|[ivxl]{1,6})$")
_PAGED: Final = re.compile(r"\S\s+\d{1,3}$")
_FEWEST: Final = 3
LISTS: Final = frozenset({"contents", "lists"})
"""Regions of lists that the style generates."""
WHY: Final = "table of contents, which is generated"


@dataclass(slots=True)
class Contents:
    """Knows the lines of a list of contents by what stands later in the manuscript."""

    pieces: Sequence[Piece]
    ledger: Ledger
    later: dict[str, int] = field(init=False)
    """Short lines in small letters, without their numbers, and the last place of each."""
    all: str = field(init=False)
    starts: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self.later, self.starts = {}, []
        texts, length = [], 0
        for index, piece in enumerate(self.pieces):
            text = piece.text.lower()
            self.starts.append(length)
            texts.append(text)
            length += len(text) + 1
            if len(text) < 400:
                self.later[_bare(text)] = index
        self.all = "\n".join(texts)

    def holds(self, index: int, *, listed: bool) -> bool:
        """Whether a piece is a line of such a list; ``listed``: under the heading of one."""
        piece = self.pieces[index]
        if piece.style.lower().startswith(("toc", "table of figures")):
            return True
        if piece.kind not in {"paragraph", "item"}:
            return listed and piece.kind == "table" and self._rows(index)
        lines = [one_line(line) for line in lines_of(piece.runs)]
        if listed:
            lines = lines[landmark(lines[0]) in LISTS :] if lines else []
            return bool(lines) and all(self._is_line(line, index) for line in lines)
        return self._is_row(index)

    def begins(self, index: int) -> bool:
        """Whether a paragraph has the heading of a list of contents as its first line."""
        piece = self.pieces[index]
        if piece.kind != "paragraph":
            return False
        first, *others = [one_line(line) for line in lines_of(piece.runs)] or [""]
        is_list = bool(others) and landmark(first) in LISTS
        return is_list and all(self._is_line(line, index) for line in others)

    def leave_out(self, piece: Piece) -> None:
        """Enter a line of the list as left out."""
        self.ledger.leave_out(piece.place, piece.all_words, WHY)

    def _is_line(self, line: str, index: int) -> bool:
        if _LEADERS.search(line):
            return True
        text = _DOTTED.sub("", line).strip().lower()
        return self._comes(text, index)

    def _comes(self, text: str, index: int) -> bool:
        """Whether words come again later."""
        if self.later.get(_bare(text), -1) > index:
            return True
        start = self.starts[index] + len(self.pieces[index].text)
        return bool(text) and self.all.find(text, start) >= 0

    def _rows(self, index: int) -> bool:
        """Whether the rows of a table are lines of contents."""
        rows = [" ".join(one_line(cell) for cell in row) for row in self.pieces[index].rows]
        return bool(rows) and all(self._is_line(row.strip(), index) for row in rows if row.strip())

    def _is_row(self, index: int) -> bool:
        """Whether a line without a heading of contents above stands in a row of such lines."""
        return any(
            all(self._is_paged(at) for at in range(first, first + _FEWEST))
            for first in range(max(0, index - _FEWEST + 1), index + 1)
            if first + _FEWEST <= len(self.pieces)
        )

    def _is_paged(self, index: int) -> bool:
        piece = self.pieces[index]
        if piece.kind not in {"paragraph", "item"} or len(piece.text) > 200:
            return False
        if _LEADERS.search(piece.text):
            return True
        if not _PAGED.search(piece.text):
            return False
        return self.later.get(_bare(_DOTTED.sub("", piece.text).lower()), -1) > index


def _bare(text: str) -> str:
    """A line without its number and without a stop at its end."""
    text = text.strip()
    number = read_number(text)
    bare = text[max(number.length if number else 0, annex_length(text)) :] or text
    return bare.strip(" .:：")
