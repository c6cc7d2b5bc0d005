"""A fix for words that are broken anywhere to fit on a line (``overflow-wrap``).

Only a word that begins its line may be. WeasyPrint 70 takes every word of an element that begins a
line for one that does, and so would break the address at the end of a line of one element.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from math import inf
from typing import Any

from weasyprint.formatting_structure.boxes import LineBox
from weasyprint.layout import inline

_Layout = Callable[..., Any]


@contextmanager
def long_words_fixed() -> Iterator[None]:
    """Break words only at the start of a line while the context is active."""
    split_box, split_text = inline.split_inline_box, inline.split_text_box
    starts: list[float] = []
    inline.split_inline_box = partial(_split_inline_box, split_box, starts)
    inline.split_text_box = partial(_split_text_box, split_text, starts)
    try:
        yield
    finally:
        inline.split_inline_box, inline.split_text_box = split_box, split_text


def _split_inline_box(
    original: _Layout, starts: list[float], context: Any, box: Any, *args: Any, **named: Any
) -> Any:
    """Split an element of a line, or a line: the place of its first text is not yet known."""
    if not isinstance(box, LineBox):
        return original(context, box, *args, **named)
    starts.append(inf)
    try:
        return original(context, box, *args, **named)
    finally:
        starts.pop()


def _split_text_box(
    original: _Layout, starts: list[float], context: Any, box: Any, *args: Any, **named: Any
) -> Any:
    """Split a text, which begins its line if none of the line stands before it."""
    if named.get("is_line_start") and starts and box.text.strip():
        starts[-1] = min(starts[-1], box.position_x)
        named["is_line_start"] = box.position_x <= starts[-1]
    return original(context, box, *args, **named)
