"""Parts that stand together on pages, and themes in the contents: divided where a page stays empty.

The style (``styles/editions/print``, ``together.css`` and ``front_matter.css``) keeps each whole,
so that one that does not fit on the rest of a page begins the next. If that leaves too much of the
page, it begins there all the same; this is known after a layout.
"""

from __future__ import annotations

from itertools import pairwise
from math import fsum
from typing import TYPE_CHECKING, Any, Final

from weasyprint.formatting_structure.boxes import FootnoteAreaBox

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_TOGETHER: Final = "parts-together"
_CONTENTS: Final = "contents-list"
_DIVIDED: Final = "divided"
_BREAK: Final = "break-before"
_OF_PARTS: Final = 0.5
"""The share of the height of a page that parts must not leave empty."""
_OF_CONTENTS: Final = 0.25
"""The share that the contents must not leave empty."""
_FEWEST: Final = 4
"""How many entries a theme has at least if it can be divided: no page has less than two of them."""


def divide_parts(pages: Sequence[Any], html: Any) -> bool:
    """Mark the first part that has to be divided; return whether there is one.

    ``html`` is the root element. The pages have to be laid out again then.
    """
    if _TOGETHER not in _classes(html.find("body")):
        return False
    found = (one for one in _left_by(pages, _parts_on, _OF_PARTS) if _may_be_divided(one))
    return _mark(next(found, None))


def divide_contents(pages: Sequence[Any], html: Any) -> bool:
    """Mark the first theme in the contents that has to be divided; return whether there is one.

    ``html`` is the root element. The pages have to be laid out again then.
    """
    if html.find(f".//ol[@class='{_CONTENTS}']") is None:
        return False
    found = (
        one
        for one in _left_by(pages, _entries_on, _OF_CONTENTS)
        if len(one.findall("ol/li")) >= _FEWEST and _may_be_divided(one)
    )
    return _mark(next(found, None))


def _left_by(
    pages: Sequence[Any], blocks_on: Callable[[Any], Iterator[Any]], share: float
) -> Iterator[Any]:
    """Yield the elements that begin a page, and leave more than a share of the one before empty."""
    for before, page in pairwise(pages):
        above = list(blocks_on(before))
        begun = {box.element for box in above}
        first = next((box.element for box in blocks_on(page)), None)
        if above and first not in {None, *begun} and _share_left(before, above) > share:
            yield first


def _mark(element: Any) -> bool:
    if element is None:
        return False
    element.set("class", f"{element.get('class')} {_DIVIDED}")
    return True


def _may_be_divided(element: Any) -> bool:
    """Whether an element is not yet divided, and was not put on a new page by its author."""
    return not {_DIVIDED, _BREAK} & _classes(element)


def _share_left(page: Any, blocks: Sequence[Any]) -> float:
    """The share of a page that is empty below the last of its blocks."""
    whole = page._page_box  # noqa: SLF001 - it has no public name
    bottom = max(box.position_y + box.border_height() for box in blocks)
    notes = fsum(box.margin_height() for box in whole.children if isinstance(box, FootnoteAreaBox))
    return float((whole.content_box_y() + whole.height - notes - bottom) / whole.height)


def _parts_on(page: Any) -> Iterator[Any]:
    """Yield the boxes of the parts on a page."""
    root = page._page_box.children[0]  # noqa: SLF001 - it has no public name
    for body in root.children:
        yield from (box for box in body.children if box.element_tag == "section")


def _entries_on(page: Any) -> Iterator[Any]:
    """Yield the boxes of themes and other entries of the contents on a page."""
    for section in _parts_on(page):
        for box in section.children:
            if box.element_tag == "ol" and box.element.get("class") == _CONTENTS:
                yield from box.children


def _classes(element: Any) -> set[str]:
    return set(str(element.get("class", "")).split())
