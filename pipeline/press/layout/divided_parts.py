"""Parts that stand together on pages, and are divided so that no page is left half empty.

The style (``styles/editions/print/together.css``) keeps each whole, so that one that does not fit
on the rest of a page begins the next. If that leaves more than half of the page, the part begins
there all the same; this is known after a layout.
"""

from __future__ import annotations

from itertools import pairwise
from math import fsum
from typing import TYPE_CHECKING, Any, Final

from weasyprint.formatting_structure.boxes import FootnoteAreaBox

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_TOGETHER: Final = "parts-together"
_DIVIDED: Final = "divided"
_BREAK: Final = "break-before"
_SHARE: Final = 0.5
"""The share of the height of a page that must not be left empty."""


def divide_parts(pages: Sequence[Any], html: Any) -> bool:
    """Mark the first part that has to be divided; return whether there is one.

    ``html`` is the root element. The pages have to be laid out again then.
    """
    if _TOGETHER not in _classes(html.find("body")):
        return False
    for before, page in pairwise(pages):
        part = next(_parts_on(page)).element
        is_new = part not in {box.element for box in _parts_on(before)}
        if is_new and _share_left(before) > _SHARE and _may_be_divided(part):
            part.set("class", f"{part.get('class')} {_DIVIDED}")
            return True
    return False


def _may_be_divided(part: Any) -> bool:
    """Whether a part is not yet divided, and was not put on a new page by its author."""
    return not {_DIVIDED, _BREAK} & _classes(part)


def _share_left(page: Any) -> float:
    """The share of a page that is empty below its last part."""
    whole = page._page_box  # noqa: SLF001 - it has no public name
    bottom = max(box.position_y + box.border_height() for box in _parts_on(page))
    notes = fsum(box.margin_height() for box in whole.children if isinstance(box, FootnoteAreaBox))
    return float((whole.content_box_y() + whole.height - notes - bottom) / whole.height)


def _parts_on(page: Any) -> Iterator[Any]:
    """Yield the boxes of the parts on a page."""
    root = page._page_box.children[0]  # noqa: SLF001 - it has no public name
    for body in root.children:
        yield from (box for box in body.children if box.element_tag == "section")


def _classes(element: Any) -> set[str]:
    return set(str(element.get("class", "")).split())
