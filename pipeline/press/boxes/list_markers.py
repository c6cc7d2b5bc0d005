"""Marks of list items beside the words of their first line, where that is higher than one line.

WeasyPrint 70 puts them at the head of the item, but the line of a tall formula has its words lower.
Lengths are in px (1/96 inch).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from weasyprint.formatting_structure.boxes import LineBox

from pipeline.press.parts.parts import ROOM

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def lower_markers(pages: Sequence[Any]) -> None:
    """Lower the marks of list items by whole lines, to the first lines of the items.

    ``pages`` are those of a `weasyprint.Document`, before they are written.
    """
    roots = [page._page_box.children[0] for page in pages]  # noqa: SLF001 - it has no public name
    if not any(one.get(ROOM) for one in roots[0].element.iter()):
        return
    for root in roots:
        for item in _items(root):
            line = next(_lines_in(item), None)
            for mark in filter(_is_marker, item.children):
                own = next(_lines_in(mark), None)
                if line is not None and own is not None:
                    lines = round((_baseline(line) - _baseline(own)) / own.height)
                    mark.translate(0, lines * own.height)


def _items(box: Any) -> Iterator[Any]:
    for one in box.descendants():
        if one.element_tag == "li" and any(map(_is_marker, getattr(one, "children", ()))):
            yield one


def _is_marker(box: Any) -> bool:
    return bool(getattr(box, "is_outside_marker", False))


def _lines_in(box: Any) -> Iterator[Any]:
    return (one for one in box.descendants() if isinstance(one, LineBox))


def _baseline(line: Any) -> float:
    return float(line.position_y + line.baseline)
