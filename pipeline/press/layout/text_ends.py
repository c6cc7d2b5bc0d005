"""Text that ends with a space, as before an emphasis, broken where it should be.

Where such a text is too long by less than that space, WeasyPrint 70 ends the line after the first
word. While this is entered, a no-break space counts, and the line ends before what it ties; any
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
def mended_text_ends() -> Iterator[None]:
    """Mend the breaking of lines for as long as this is entered."""
    theirs = inline.split_first_line
    inline.split_first_line = partial(_split_first_line, theirs)
    try:
        yield
    finally:
        inline.split_first_line = theirs


def _split_first_line(
    theirs: _Split, text: str, style: Any, context: Any, max_width: Any, *more: Any, **most: Any
) -> tuple[Any, ...]:
    """Return a layout, the bytes of its first line, those that come before the next, and sizes."""
    found = theirs(text, style, context, max_width, *more, **most)
    _, length, resume_index, *_ = found
    if max_width is None or resume_index is None:
        return found
    space = _SPACE * style["font_size"]
    if text.endswith((NO_BREAK, NARROW_NO_BREAK)):
        other = theirs(text, style, context, max_width - space, *more, **most)
        return other if other[1] > length else found
    if text.endswith(" ") and b" " not in text.encode()[:length].rstrip(b" "):
        whole = theirs(text.rstrip(" "), style, context, max_width, *more, **most)
        if whole[2] is None:
            return theirs(text, style, context, max_width + space, *more, **most)
    return found
