"""Lines of running text set anew around a number that has become wider or narrower.

What follows the number moves, and a justified line keeps both its edges: its spaces share the
difference, which is a small part of a point each.
"""

from __future__ import annotations

from math import fsum
from typing import TYPE_CHECKING, Any

from weasyprint.formatting_structure.boxes import InlineBox, LineBox, TextBox
from weasyprint.layout.inline import count_expandable_spaces

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


def respace(pages: Iterable[Any], changes: Mapping[Any, float]) -> None:
    """Set the lines of changed text boxes anew; the boxes have their new widths already."""
    for page in pages:
        for box in page._page_box.descendants(placeholders=True):  # noqa: SLF001
            if isinstance(box, LineBox):
                change = fsum(changes.get(text, 0.0) for text in _texts(box))
                if change:
                    _set_line(box, change, changes)


def _set_line(line: Any, change: float, changes: Mapping[Any, float]) -> None:
    spaces = count_expandable_spaces(line)
    is_justified = spaces and any(text.justification_spacing for text in _texts(line))
    extra = -change / spaces if is_justified else 0.0
    # A line from right to left that is not justified keeps its right edge.
    is_rtl = line.style["direction"] == "rtl"
    advance = -change if is_rtl and not is_justified else 0.0
    for child in _visually(line):
        advance = _move(child, extra, advance, changes)


def _move(box: Any, extra: float, advance: float, changes: Mapping[Any, float]) -> float:
    """Move a box by ``advance``, widen its spaces by ``extra``; returns what moves the next."""
    if isinstance(box, TextBox):
        box.position_x += advance
        advance += changes.get(box, 0.0)
        if extra and (spaces := count_expandable_spaces(box)):
            box.justification_spacing += extra
            box.pango_layout.justification_spacing = box.justification_spacing
            box.width += extra * spaces
            advance += extra * spaces
    elif isinstance(box, InlineBox):
        box.position_x += advance
        before = advance
        for child in _visually(box):
            advance = _move(child, extra, advance, changes)
        box.width += advance - before
    else:
        box.translate(advance, 0)
    return advance


def _visually(box: Any) -> Iterator[Any]:
    """Yield the children of a line that are in the flow, from left to right."""
    children = box.children[::-1] if box.style["direction"] == "rtl" else box.children
    return (child for child in children if child.is_in_normal_flow())


def _texts(box: Any) -> Iterator[Any]:
    """Yield the text boxes of a line."""
    for child in box.children:
        if isinstance(child, TextBox):
            yield child
        elif isinstance(child, InlineBox) and child.is_in_normal_flow():
            yield from _texts(child)
