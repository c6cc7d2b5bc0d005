"""The numbers of footnotes, when citations have become footnotes among those that were typed."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Any

from pipeline.note.text import Box, Footnote, Table
from pipeline.note.types import Model

if TYPE_CHECKING:
    from collections.abc import Iterator


def number_footnotes(part: Any) -> Any:
    """A part whose footnotes are numbered in the order of reading.

    Those of a box or a table have letters, and are counted by themselves.
    """
    return _numbered(part, count(1), is_lettered=False)


def _numbered(value: Any, numbers: Iterator[int], *, is_lettered: bool) -> Any:
    if isinstance(value, tuple):
        parts = tuple(_numbered(one, numbers, is_lettered=is_lettered) for one in value)
        return parts if any(map(_is_not, parts, value)) else value
    if not isinstance(value, Model):
        return value
    if isinstance(value, Footnote):
        return value.model_copy(update={"number": next(numbers), "is_lettered": is_lettered})
    if isinstance(value, Box | Table):
        numbers, is_lettered = count(1), True
    changed = {
        name: new
        for name, old in value
        if (new := _numbered(old, numbers, is_lettered=is_lettered)) is not old
    }
    return value.model_copy(update=changed) if changed else value


def _is_not(one: object, other: object) -> bool:
    return one is not other
