"""Drawn tables in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from pipeline.load.grids.drawn import Grid, GridError, WrongGrid
from pipeline.load.grids.lines import Line
from pipeline.load.grids.tracing import BORDER, CONTENT, Drawing

_ABOVE: Final = re.compile(r"[ >]*(\{.*\}|:{3,}.*)?[ \t]*")
_BELOW: Final = re.compile(r"[ >]*(:{3,})?[ \t]*")


def find_grids(text: str) -> Iterator[Grid | WrongGrid]:
    """Yield the drawn tables of a text, in order."""
    if "+-" not in text and "+=" not in text and "+:" not in text:
        return
    lines = text.split("\n")
    at = 0
    while at < len(lines):
        match = BORDER.fullmatch(lines[at])
        if match is None:
            at += 1
            continue
        lead = match["lead"]
        end = at
        while end < len(lines) and lines[end].startswith(lead):
            if not lines[end].startswith(CONTENT, len(lead)):
                break
            end += 1
        yield _read(lines, at, end, lead)
        at = end


def _read(lines: Sequence[str], first: int, end: int, lead: str) -> Grid | WrongGrid:
    drawing = Drawing(first, lead, tuple(Line(one, len(lead)) for one in lines[first:end]))
    above = lines[first - 1] if first else ""
    below = lines[end] if end < len(lines) else ""
    error: GridError | None = None
    if not _ABOVE.fullmatch(above):
        error = drawing.error(0, "this table is part of a paragraph", "put an empty line before it")
    elif not _BELOW.fullmatch(below):
        message, hint = "text stands directly below this table", "put an empty line after it"
        error = GridError(end, len(below) - len(below.lstrip()), len(below.strip()), message, hint)
    else:
        error = drawing.trace() or drawing.head_error() or drawing.words_error()
    return WrongGrid(first, end, error) if error else drawing.grid(end)
