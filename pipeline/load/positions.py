"""Places in a source file, as pandoc's ``data-pos`` attributes give them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final


@dataclass(frozen=True, slots=True, order=True)
class Spot:
    """A place in a file: line and column count from 1; ``length`` is what a caret underlines."""

    line: int
    column: int
    length: int = 1


_POSITION: Final = re.compile(r"(?:^|[;@])(\d+):(\d+)-(\d+):(\d+)")


def _stretches(attributes: list[Any]) -> list[tuple[int, ...]]:
    """The stretches of the file that ``data-pos`` names, in order: lines and columns."""
    positions = dict(attributes[2]).get("data-pos", "")
    return sorted(tuple(map(int, match.groups())) for match in _POSITION.finditer(positions))


def first_spot(attributes: list[Any]) -> Spot | None:
    """The place that ``data-pos`` gives: the first of its stretches in the file."""
    found = _stretches(attributes)
    if not found:
        return None
    line, column, end_line, end_column = found[0]
    return Spot(line, column, max(1, end_column - column) if end_line == line else 1)


def end_spots(attributes: list[Any]) -> tuple[Spot, Spot] | None:
    """The places of the first and the last character of what ``data-pos`` names."""
    found = _stretches(attributes)
    if not found:
        return None
    (line, column, *_), (*_, end_line, end_column) = found[0], found[-1]
    return Spot(line, column), Spot(end_line, max(1, end_column - 1))
