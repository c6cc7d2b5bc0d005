"""Page numbers that a list has named before, taken out of laid-out pages.

The pages on which a work is cited are known after layout. Two citations may stand on one page,
which is then named once; what stands before the other goes with it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from weasyprint.formatting_structure.boxes import ParentBox, TextBox

from pipeline.press.parts.parts import BEFORE, ONCE, SHOWN

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence


def boxes_of_repeated(pages: Sequence[Any], numbers: Mapping[str, int]) -> tuple[Any, ...]:
    """The text boxes of the numbers that are named before in their list, and before those."""
    named: dict[str, set[int]] = {}
    found = []
    for box in _texts(pages):
        listed = None if box.element is None else box.element.get(ONCE)
        if listed is None:
            continue
        known = named.setdefault(listed, set())
        shown = box.element.get(SHOWN)
        number = numbers[shown or box.element.get(BEFORE)]
        if number in known:
            found.append(box)
        elif shown:
            known.add(number)
    return tuple(found)


def take_out(pages: Iterable[Any], elements: Collection[Any]) -> None:
    """Take the boxes of elements, and the links that they are, out of pages."""
    for page in pages:
        page.links = [link for link in page.links if link[3].element not in elements]
        for box in list(page._page_box.descendants(placeholders=True)):  # noqa: SLF001
            if isinstance(box, ParentBox):
                box.children = [one for one in box.children if one.element not in elements]


def place_links(pages: Iterable[Any]) -> None:
    """Move the areas of links that are page numbers to where these stand now."""
    for page in pages:
        page.links = [
            (kind, target, _area(box), box) if _is_number(box) else (kind, target, area, box)
            for kind, target, area, box in page.links
        ]


def _is_number(box: Any) -> bool:
    return box.element is not None and bool(box.element.get(ONCE) and box.element.get(SHOWN))


def _area(box: Any) -> tuple[float, float, float, float]:
    left, top, width, height = box.hit_area()
    return left, top, left + width, top + height


def _texts(pages: Iterable[Any]) -> Iterator[Any]:
    for page in pages:
        for box in page._page_box.descendants(placeholders=True):  # noqa: SLF001
            if isinstance(box, TextBox):
                yield box
