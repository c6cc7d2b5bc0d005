"""What WeasyPrint 70 lays out from left to right in any direction, laid out by the direction.

That are the columns of a grid, the indent of a first line, boxes out of the flow that stay where
they stand in the text (``position: absolute`` without a place in the line's direction), flexible
boxes out of the flow, which are moved as if they were in it, and the place of a space at the end of
a line, which is on the other side of the text in each direction.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from typing import Any, Final

from weasyprint.layout import absolute, block, flex, inline
from weasyprint.layout.absolute import AbsolutePlaceholder

_Layout = Callable[..., Any]
_RTL: Final = "rtl"


@contextmanager
def right_to_left(root: Any) -> Iterator[None]:
    """Lay out by the direction of each box while active.

    ``root`` is the root element; where nothing in it runs from right to left, nothing is changed.
    """
    with ExitStack() as stack:
        if any(element.get("dir") == _RTL for element in root.iter()):
            for module, name, replacement in _REPLACED:
                stack.enter_context(_replaced(module, name, replacement))
        yield


@contextmanager
def _replaced(module: Any, name: str, replacement: _Layout) -> Iterator[None]:
    """Replace a function of the engine by one that is given the original."""
    original = getattr(module, name)
    setattr(module, name, partial(replacement, original))
    try:
        yield
    finally:
        setattr(module, name, original)


def _is_rtl(box: Any) -> bool:
    return bool(box.style["direction"] == _RTL)


def _grid_layout(original: _Layout, context: Any, box: Any, *args: Any, **named: Any) -> Any:
    """Lay out a grid, and mirror its items inside it."""
    result = original(context, box, *args, **named)
    grid = result[0]
    if grid is not None and _is_rtl(grid):
        edges = 2 * grid.content_box_x() + grid.width
        for item in grid.children:
            item.translate(edges - 2 * item.position_x - item.margin_width(), 0)
    return result


def _get_next_linebox(
    original: _Layout, context: Any, linebox: Any, *args: Any, **named: Any
) -> Any:
    """Lay out a line; its indent stands before its text, and boxes out of it keep their place."""
    indent = linebox.text_indent
    line, resume_at = original(context, linebox, *args, **named)
    if line is not None and _is_rtl(line):
        for child in line.children:
            if child.is_in_normal_flow():
                child.translate(-indent, 0)
            elif isinstance(child, AbsolutePlaceholder):
                # Its right edge: before its place was measured from the left edge of the line.
                before = child.position_x - line.position_x
                child.translate(line.width - 2 * before, 0)
    return line, resume_at


def _remove_last_whitespace(original: _Layout, context: Any, line: Any) -> None:
    """Take the space from the end of a line; what stands to the right of it closes the gap."""
    width = line.width
    original(context, line)
    gone = width - line.width
    if not gone:
        return
    *around, text = _last_boxes(line)
    if text.pango_layout.first_line_direction % 2:
        # Its space is painted at its left; the engine has moved all of the line by it.
        for child in line.children:
            child.translate(gone, ignore_floats=True)
        text.translate(-gone)
    for box in around:
        if _is_rtl(box):
            for child in box.children[:-1]:
                if child.is_in_normal_flow():
                    child.translate(-gone, ignore_floats=True)


def _last_boxes(line: Any) -> Iterator[Any]:
    """Yield a line, the last box in it, the last box in that one, and so on."""
    box = line
    while True:
        yield box
        children = box.all_children()
        if not children:
            return
        box = children[-1]


def _out_of_flow_layout(
    original: _Layout, context: Any, box: Any, index: int, child: Any, *args: Any, **named: Any
) -> Any:
    """Lay out a box between blocks that is out of the flow: its right edge is that of the text."""
    result = original(context, box, index, child, *args, **named)
    if child.is_absolutely_positioned() and _is_rtl(box):
        child.position_x += box.width
    return result


def _absolute_width(
    original: _Layout, box: Any, context: Any, *args: Any, **named: Any
) -> tuple[bool, float]:
    """The width of a box out of the flow, and how far it moves from its right edge."""
    is_static = box.left == box.right == "auto" and not box.is_outside_marker
    moves: tuple[bool, float] = original(box, context, *args, **named)
    parent = box.style.parent_style
    if is_static and parent is not None and parent["direction"] == _RTL:
        return True, box.width - box.margin_width()
    return moves


def _flex_layout(original: _Layout, context: Any, box: Any, *args: Any, **named: Any) -> Any:
    """Lay out a flexible box that is out of the flow where it is, to be moved to its place."""
    left = box.position_x
    result = original(context, box, *args, **named)
    if result[0] is not None and box.is_absolutely_positioned():
        result[0].translate(left - result[0].position_x, 0)
    return result


_REPLACED: Final[tuple[tuple[Any, str, _Layout], ...]] = (
    (block, "grid_layout", _grid_layout),
    (block, "_out_of_flow_layout", _out_of_flow_layout),
    (flex, "flex_layout", _flex_layout),
    (inline, "get_next_linebox", _get_next_linebox),
    (inline, "remove_last_whitespace", _remove_last_whitespace),
    (absolute, "absolute_width", _absolute_width),
)
