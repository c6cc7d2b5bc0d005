"""What a reviewer did to the rows, columns and merged cells of tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from pipeline.comparing.rising import longest_rise
from pipeline.importing.reading.runs import plain

if TYPE_CHECKING:
    from pipeline.importing.reading.pieces import Piece
    from pipeline.reviewing.parts import Part

CELLS: Final = frozenset({"cell", "data", "drawn"})
"""Kinds of parts that are cells of a table that the source has."""

_WHY: Final = {
    "merged": "cells of this table were merged or split: change it in the source",
    "rows": "rows of this table were moved: move them in the source",
    "columns": "cells of this table were moved to other columns: move them in the source",
    "divided": "this table was divided, or joined with another one: change it in the source",
    "added": "an empty row or column was added to this table: add it in the source",
    "deleted": "an empty row or column of this table was deleted: delete it in the source",
}


@dataclass(frozen=True, slots=True)
class TableChange:
    """What is different in the shape of one table.

    ``columns`` are the cells of each column that is gone. ``told`` are words and the reason why
    they cannot go into the source, and ``near`` is the cell where. ``left`` are cells whose words
    and absence say nothing, since they were merged with others.
    """

    columns: tuple[tuple[str, ...], ...] = ()
    told: tuple[tuple[str, str], ...] = ()
    near: str = ""
    left: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Place:
    """The place of a cell in its table, and how many rows and columns it covers."""

    row: int
    column: int
    columns: int
    rows: int = 1


@dataclass(frozen=True, slots=True)
class _Grid:
    """The cells of a table by name, its width, and how many of its rows have no words."""

    cells: Mapping[str, _Place]
    texts: Mapping[str, str]
    width: int
    blank: int

    def words(self, names: Iterable[str]) -> str:
        """The words of some cells."""
        return " ".join(self.texts[name] for name in names)


def table_changes(
    base: Sequence[Part], edited: Sequence[Part], names: Sequence[str]
) -> tuple[TableChange, ...]:
    """The differences in shape of the tables of a Word file and of an edited copy.

    ``names`` are those of the edited parts. A table of which nothing is left has none.
    """
    cells_of = _by_piece((part.name, part) for part in base if part.kind in CELLS)
    edited_of = _by_piece(
        (name, part) for name, part in zip(names, edited, strict=True) if part.kind in CELLS
    )
    home = {name: at for at, (_, own) in edited_of.items() for name, _ in own if name}
    found = []
    for piece, own in cells_of.values():
        homes = {home[name] for name, _ in own if name in home}
        if not homes:
            continue
        now, there = edited_of[min(homes)]
        joined = {name for name, _ in there if name} - {name for name, _ in own}
        if len(homes) > 1 or joined:
            near = next(name for name, _ in own if name in home)
            said = ((own[0][1].text, _WHY["divided"]),)
            found.append(TableChange(told=said, near=near))
        else:
            is_typed = own[0][1].kind == "cell"
            found.append(_change(_grid(piece, own), _grid(now, there), is_typed=is_typed))
    return tuple(found)


def _by_piece(
    parts: Iterator[tuple[str, Part]],
) -> dict[int, tuple[Piece, list[tuple[str, Part]]]]:
    """The cells of each table: they are made from one piece."""
    found: dict[int, tuple[Piece, list[tuple[str, Part]]]] = {}
    for name, part in parts:
        found.setdefault(id(part.piece), (part.piece, []))[1].append((name, part))
    return found


def _grid(piece: Piece, parts: Sequence[tuple[str, Part]]) -> _Grid:
    name_of = {id(part.runs): name for name, part in parts}
    cells: dict[str, _Place] = {}
    above: dict[int, str] = {}
    width = 0
    for at, (row, spans) in enumerate(zip(piece.rows, piece.spans, strict=True)):
        column = 0
        for cell, (columns, continues) in zip(row, spans, strict=True):
            name = name_of.get(id(cell), "")
            upper = above.get(column, "") if continues and not name else ""
            if upper:
                cells[upper] = replace(cells[upper], rows=cells[upper].rows + 1)
            elif name:
                cells[name] = _Place(at, column, columns)
            above[column] = upper or name
            column += columns
        width = max(width, column)
    blank = sum(not any(plain(cell).strip() for cell in row) for row in piece.rows)
    return _Grid(cells, {name: part.text for name, part in parts}, width, blank)


def _change(old: _Grid, new: _Grid, *, is_typed: bool) -> TableChange:
    """The difference between the shapes of a table; ``is_typed`` if its rows are lines of text."""
    here = [name for name in old.cells if name in new.cells]
    gone = [name for name in old.cells if name not in new.cells]
    grown = [name for name in here if _covers(new, name) > _covers(old, name)]
    split = [name for name in here if _covers(new, name) < _covers(old, name) and not gone]
    told = []
    if merged := grown + split:
        told.append((new.words(merged), _WHY["merged"]))
    pairs = {name: (old.cells[name], new.cells[name]) for name in here}
    if moved := _moved({name: (was.row, now.row) for name, (was, now) in pairs.items()}):
        told.append((new.words(moved), _WHY["rows"]))
    if moved := _moved({name: (was.column, now.column) for name, (was, now) in pairs.items()}):
        told.append((new.words(moved), _WHY["columns"]))
    lost = [] if grown or not is_typed else _lost_columns(old, new, gone)
    if not merged and (why := _empty(old, new, len(lost))):
        told.append(("", why))
    left = frozenset(merged + gone if grown else merged)
    return TableChange(tuple(lost), tuple(told), next(iter(here)), left)


def _covers(grid: _Grid, name: str) -> int:
    return grid.cells[name].columns * grid.cells[name].rows


def _moved(places: Mapping[str, tuple[int, int]]) -> list[str]:
    """The cells whose row or column is in another order, or that left it.

    ``places`` are the numbers of the row or column of each cell as it was and as it is.
    """
    counts: dict[int, Counter[int]] = {}
    for old, new in places.values():
        counts.setdefault(old, Counter())[new] += 1
    most = {old: found.most_common(1)[0][0] for old, found in counts.items()}
    staying = longest_rise(sorted(most, key=lambda old: (most[old], old)))
    return [name for name, (old, new) in places.items() if old not in staying or new != most[old]]


def _lost_columns(old: _Grid, new: _Grid, gone: Sequence[str]) -> list[tuple[str, ...]]:
    """The cells of each column that is gone from the table, those with words."""
    if new.width >= old.width:
        return []
    columns: dict[int, list[str]] = {}
    for name, place in old.cells.items():
        columns.setdefault(place.column, []).append(name)
    return [tuple(own) for own in columns.values() if set(own) <= set(gone)]


def _empty(old: _Grid, new: _Grid, lost: int) -> str:
    """What became of rows and columns without words."""
    if new.blank > old.blank or (new.width > old.width and "" not in new.texts):
        return _WHY["added"]
    has_gone = any(name not in new.cells for name in old.cells)
    if new.blank < old.blank or (new.width < old.width and not lost and not has_gone):
        return _WHY["deleted"]
    return ""
