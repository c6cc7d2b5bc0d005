"""Lines as high as their style says, whichever faces are in them.

A face that steps in, such as the one for Chinese, has its letters higher or lower than that of the
text. WeasyPrint 70 centres each between its line's edges, so that a line with both is higher than
others, by up to a point. With this, text stands in its line as that of the style's first face does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from weasyprint.layout import inline
from weasyprint.text.line_break import strut

_Split = Callable[..., tuple[Any, ...]]


@contextmanager
def even_lines() -> Iterator[None]:
    """Lay out lines of one height while active."""
    original = inline.split_text_box
    inline.split_text_box = partial(_split_text_box, original)
    try:
        yield
    finally:
        inline.split_text_box = original


def _split_text_box(original: _Split, *args: Any, **named: Any) -> tuple[Any, ...]:
    result = original(*args, **named)
    box = result[0]
    if box is not None:
        height, baseline = strut(box.style)
        box.margin_top += baseline - box.baseline
        box.margin_bottom = height - box.height - box.margin_top
        box.baseline = baseline
    return result
