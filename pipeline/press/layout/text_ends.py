"""A fix for line breaks in text that ends with a space, as before an emphasis.

If such a text is too long by less than that space, WeasyPrint 70 breaks the line after the first
word with Pango before 1.51.2, which does not measure the space, and drops the space with later
ones. With the fix, a no-break space is measured, and the line breaks before the words it ties; any
other space hangs over the end of the line, as it does in the middle of a text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from weasyprint.layout import inline

from pipeline.typography import NARROW_NO_BREAK, NO_BREAK

# As wide as any space, in em.
_SPACE = 0.5

_Split = Callable[..., tuple[Any, ...]]


@contextmanager
def text_ends_fixed() -> Iterator[None]:
    """Break lines correctly while the context is active."""
    original = inline.split_first_line
    inline.split_first_line = partial(_split_first_line, original)
    try:
        yield
    finally:
        inline.split_first_line = original


def _split_first_line(
    original: _Split, text: str, style: Any, context: Any, max_width: Any, *args: Any, **named: Any
) -> tuple[Any, ...]:
    """Split as WeasyPrint does: a layout, the bytes of its first line, the next start, sizes."""
    split = original(text, style, context, max_width, *args, **named)
    _, length, resume_index, *_ = split
    if max_width is None or resume_index is None:
        return split
    space = _SPACE * style["font_size"]
    if text.endswith((NO_BREAK, NARROW_NO_BREAK)):
        other = original(text, style, context, max_width - space, *args, **named)
        return other if other[1] > length else split
    if text.endswith(" ") and _is_cut_at_last_or_first(text.encode(), length, resume_index):
        whole = original(text.rstrip(" "), style, context, max_width, *args, **named)
        if whole[2] is None:
            return original(text, style, context, max_width + space, *args, **named)
    return split


def _is_cut_at_last_or_first(text: bytes, length: int, resume_index: int) -> bool:
    """Whether a text is broken before its last space, or after its first word."""
    return resume_index >= len(text) or b" " not in text[:length].rstrip(b" ")
