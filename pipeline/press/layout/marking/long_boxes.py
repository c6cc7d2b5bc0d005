"""Boxes, and tables of few rows, that are so long that they may be divided.

One shorter than half a page is never torn. Which are longer is known after a layout; they are
marked, and the style (``boxes.css`` and ``tables.css`` in ``styles/editions/print``) lets those
that are be divided.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_KEPT: Final = {"aside": {"box"}, "div": {"table-frame", "short"}}
"""The classes of what is kept together, by its tag."""
_LONG: Final = "long"
_SHARE: Final = 0.5
"""The share of the height of a page from which one may be divided."""


def open_long_boxes(pages: Sequence[Any], html: Any) -> bool:
    """Mark the boxes and tables that are long; return whether the pages have to be laid out again.

    ``html`` is the root element.
    """
    short = {
        one
        for tag, classes in _KEPT.items()
        for one in html.iter(tag)
        if classes <= _classes(one) and _LONG not in _classes(one)
    }
    if not short:
        return False
    heights: dict[Any, float] = defaultdict(float)
    for page in pages:
        body = page._page_box  # noqa: SLF001 - it has no public name
        for box in _boxes_of(short, body):
            heights[box.element] += box.border_height() / body.height
    long = [element for element, height in heights.items() if height >= _SHARE]
    for element in long:
        element.set("class", f"{element.get('class')} {_LONG}")
    return bool(long)


def _boxes_of(elements: set[Any], box: Any) -> Iterator[Any]:
    """Yield the boxes of some elements inside a box, but none inside another of them."""
    for child in getattr(box, "children", ()):
        if child.element in elements:
            yield child
        else:
            yield from _boxes_of(elements, child)


def _classes(element: Any) -> set[str]:
    return set(str(element.get("class", "")).split())
