"""Boxes that are so long that they may be divided.

A box shorter than half a page is never torn. Which are longer is known after a layout; they are
marked, and the style (``styles/editions/print/boxes.css``) lets those that are be divided.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_BOX: Final = "box"
_LONG: Final = "long"
_SHARE: Final = 0.5
"""The share of the height of a page from which a box may be divided."""


def open_long_boxes(pages: Sequence[Any], html: Any) -> bool:
    """Mark the boxes that are long; return whether the pages have to be laid out again.

    ``html`` is the root element.
    """
    short = {one for one in html.iter("aside") if _BOX in _classes(one)}
    short -= {one for one in short if _LONG in _classes(one)}
    if not short:
        return False
    heights: dict[Any, float] = defaultdict(float)
    for page in pages:
        body = page._page_box  # noqa: SLF001 - it has no public name
        for box in _asides(body):
            if box.element in short:
                heights[box.element] += box.border_height() / body.height
    long = [element for element, height in heights.items() if height >= _SHARE]
    for element in long:
        element.set("class", f"{element.get('class')} {_LONG}")
    return bool(long)


def _asides(box: Any) -> Iterator[Any]:
    """Yield the asides inside a box."""
    for child in getattr(box, "children", ()):
        if child.element_tag == "aside":
            yield child
        else:
            yield from _asides(child)


def _classes(element: Any) -> list[str]:
    return str(element.get("class", "")).split()
