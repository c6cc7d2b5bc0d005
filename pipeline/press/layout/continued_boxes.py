"""The title of a long box above its text, on every page but the first.

It stands in the box, hidden by the style unless the box may be divided. Its lines are laid out
apart, and the part of the box on a further page begins with them, below a border and a padding as
at its beginning. No page has nothing but a title: it is left out above a picture for which there is
no room otherwise.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from inspect import signature
from typing import Any

from weasyprint.layout import block

from pipeline.press.parts.parts import CONTINUED

_Layout = Callable[..., tuple[Any, ...]]
_SIGNATURE = signature(block.block_container_layout)


@contextmanager
def box_titles_continued() -> Iterator[None]:
    """Lay out boxes with the continued title on further pages only, while active."""
    original = block.block_container_layout
    block.block_container_layout = partial(_container_layout, original)
    try:
        yield
    finally:
        block.block_container_layout = original


def _container_layout(
    original: _Layout, context: Any, box: Any, *args: Any, **named: Any
) -> tuple[Any, ...]:
    title = _continued(box) if box.element_tag == "aside" else None
    if title is None:
        return original(context, box, *args, **named)
    given = _SIGNATURE.bind(context, box, *args, **named).arguments
    if given["skip_stack"] is not None and not context.in_column:
        result = _with_title(original, given, title)
        if result is not None:
            return result
    return original(**_afresh(given, title))


def _continued(box: Any) -> Any:
    """The box of the continued title inside a box, if the style shows it."""
    for child in box.children:
        if child.element is not None and CONTINUED in child.element.get("class", "").split():
            return child
    return None


def _afresh(given: dict[str, Any], title: Any) -> dict[str, Any]:
    """Arguments for a layout that can be repeated, of the box without its continued title."""
    box, margins = given["box"], given["adjoining_margins"]
    return {
        **given,
        "box": box.copy_with_children([child for child in box.children if child is not title]),
        "adjoining_margins": None if margins is None else [*margins],
    }


def _with_title(original: _Layout, given: dict[str, Any], title: Any) -> tuple[Any, ...] | None:
    """The next part of a box under its title; None if it needs the room of the title."""
    context, box = given["context"], given["box"]
    placed = {name: given[name] for name in ("absolute_boxes", "fixed_boxes")}
    edge = box.border_top_width + box.padding_top
    title.position_x, title.position_y = box.content_box_x(), box.position_y + edge
    line = block.block_level_layout(context, title, 0, None, box, **placed)[0]
    arguments = _afresh(given, title)
    arguments["box"].position_y += edge + line.margin_height()
    result = original(**arguments)
    part = result[0]
    if part is None or context.overflows_page(
        given["bottom_space"], part.content_box_y() + part.height
    ):
        block.remove_placeholders(context, [line, *([part] if part else ())], **placed)
        return None
    _put_above(part, line, box)
    return result


def _put_above(part: Any, line: Any, box: Any) -> None:
    """Extend a part of a box upwards, over its title and an upper edge like that of the box."""
    height = line.margin_height()
    line.translate(dy=part.position_y - height - line.position_y)
    part.border_top_width = box.border_top_width
    part.padding_top = box.padding_top + height
    part.position_y -= box.border_top_width + part.padding_top
    part.remove_decoration_sides.discard("top")
    part.children = [line, *part.children]
