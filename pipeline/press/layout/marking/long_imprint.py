"""An imprint that is longer than its page.

The style (``styles/editions/print/front_matter.css``) sets it at the foot of a page, which is only
possible if it fits there. Whether it does is known after a layout; one that does not is marked, and
begins at the head of its page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_IMPRINT: Final = "imprint"
_LONG: Final = "imprint long"
_TOLERANCE: Final = 1.0
"""How far an imprint may reach below the text area, in px: rounding."""


def open_long_imprint(pages: Sequence[Any], html: Any) -> bool:
    """Mark an imprint that does not fit on its page; return whether there is one.

    ``html`` is the root element. The pages have to be laid out again then.
    """
    imprint = html.find(f".//section[@class='{_IMPRINT}']")
    if imprint is None:
        return False
    bottoms = [
        box.position_y + box.margin_height() - area.content_box_y() - area.height
        for area in (page._page_box for page in pages)  # noqa: SLF001 - it has no public name
        for box in _boxes_of(imprint, area)
    ]
    if len(bottoms) <= 1 and max(bottoms, default=0.0) <= _TOLERANCE:
        return False
    imprint.set("class", _LONG)
    return True


def _boxes_of(element: Any, box: Any) -> Iterator[Any]:
    for child in getattr(box, "children", ()):
        if child.element is element:
            yield child
        else:
            yield from _boxes_of(element, child)
