"""Everything between lines of text in whole lines, so that text stays on its grid.

Figures, tables, boxes and panels have lines of other heights, and pictures of any. The difference
to the nearest number of whole lines of the text, at most half a line, is added to their foot or
taken from it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from inspect import signature
from typing import TYPE_CHECKING, Any, Final

from weasyprint.layout import block
from weasyprint.text.line_break import strut

if TYPE_CHECKING:
    from collections.abc import Set

_Layout = Callable[..., tuple[Any, ...]]
_SIGNATURE = signature(block.block_container_layout)
_CLASSES: Final[dict[str, Set[str]]] = {
    "aside": {"box"},
    "div": {"table-frame", "recommendation", "equation"},
    "p": {"part-lead"},
    "section": {"recommendation"},
}
"""The classes of what is as high as whole lines, by its tag."""
_TAGS: Final = {"figure"}
"""The tags of what always is."""
_ONE_PAGER: Final = "one-pager"
_LEAST: Final = 0.01


@dataclass(frozen=True, slots=True)
class _Given:
    """The element whose lines all text has, and what is being laid out in whole lines."""

    body: Any
    around: list[Any] = field(default_factory=list)


@contextmanager
def whole_lines(root: Any) -> Iterator[None]:
    """Lay out what stands between lines of text in whole lines while active.

    ``root`` is the root element; a one-pager, which has no grid, is left as it is.
    """
    original = block.block_container_layout
    body = root.find("body")
    if body is not None and _ONE_PAGER not in body.get("class", "").split():
        block.block_container_layout = partial(_container_layout, original, _Given(body))
    try:
        yield
    finally:
        block.block_container_layout = original


def _container_layout(
    original: _Layout, given: _Given, context: Any, box: Any, *args: Any, **named: Any
) -> tuple[Any, ...]:
    if given.around or not _is_whole(box):
        return original(context, box, *args, **named)
    given.around.append(box)
    try:
        result = original(context, box, *args, **named)
    finally:
        given.around.pop()
    made, resume_at, *_ = result
    if made is not None and resume_at is None:
        arguments = _SIGNATURE.bind(context, box, *args, **named).arguments
        line = strut(context.style_for(given.body))[0]
        _round(made, line, context, arguments["bottom_space"])
    return result


def _is_whole(box: Any) -> bool:
    classes = _CLASSES.get(box.element_tag, set())
    if box.element is None or box.is_floated() or not (classes or box.element_tag in _TAGS):
        return False
    return box.element_tag in _TAGS or bool(classes & set(box.element.get("class", "").split()))


def _round(box: Any, line: float, context: Any, bottom_space: float) -> None:
    """Add to the height of a box what makes it whole lines; at the foot of a page, never more."""
    height = box.border_height()
    change = round(height / line) * line - height
    bottom = box.border_box_y() + height + change
    if abs(change) > _LEAST and not (change > 0 and context.overflows_page(bottom_space, bottom)):
        box.height += change
