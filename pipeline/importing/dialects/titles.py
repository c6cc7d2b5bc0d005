"""The first line of a callout: ``[!NOTE] Its title``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

_ENDS: Final = frozenset({"SoftBreak", "LineBreak"})


@dataclass(frozen=True, slots=True)
class FirstLine:
    """The mark in brackets at the head of a line, the title after it, and the lines below."""

    mark: str
    title: list[Any]
    rest: list[Any]


def title_of_line(inlines: list[Any]) -> FirstLine:
    """The parts of the first line of inlines."""
    end = next((at for at, one in enumerate(inlines) if one["t"] in _ENDS), len(inlines))
    line, rest = inlines[:end], inlines[end + 1 :]
    mark = ""
    while line and (line[0]["t"] == "Str" or (mark and line[0]["t"] == "Space")):
        text = line[0].get("c", " ")
        mark += text
        line = line[1:]
        if "]" in text:
            break
    closed = mark.find("]") + 1
    # What follows the bracket without a space is the sign of a folded callout.
    after = mark[closed:].lstrip("+-")
    title = ([{"t": "Str", "c": after}] if after else []) + line
    while title and title[0]["t"] == "Space":
        title = title[1:]
    return FirstLine(mark[:closed], title, rest)
