"""Tall formulas in lines that follow one another.

Each has the room that it needs beside letters: it hangs over its line as far as these allow, and
has further lines above and below for the rest. Where there are such lines below one formula and
above the next, the more of them are enough for both. Where two formulas would run into each other
all the same, the lower one gets one line more, so that all lines stay on their grid. Lengths are in
px (1/96 inch), boxes are those of WeasyPrint 70.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from xml.etree.ElementTree import Element

from weasyprint.formatting_structure.boxes import InlineReplacedBox, LineBox

from pipeline.press.parts.parts import MATHML, ROOM, room_style

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_SVG: Final = "{http://www.w3.org/2000/svg}svg"
_PARTED: Final = "data-parted"
_SPACE: Final = 0.15
"""How far two drawings may overlap, in em: each has a space of 0.1 em around its ink."""


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A formula on a page: its element, its edges, and how far another one may come into it."""

    element: Any
    left: float
    right: float
    top: float
    bottom: float
    space: float

    def runs_into(self, above: _Drawn) -> bool:
        """Whether it overlaps with one that stands higher."""
        is_higher = above.top < self.top and above.bottom < self.bottom
        is_beside = above.right <= self.left or self.right <= above.left
        return is_higher and not is_beside and above.bottom - self.top > self.space


def part_formulas(pages: Sequence[Any], html: Any) -> bool:
    """Give room to the lines of formulas that run into others, and none twice between two lines.

    Returns whether there were any. ``html`` is the root element. The pages have to be laid out
    again then.
    """
    # Most parts have none, and looking through all boxes takes a while.
    if not any(one.get(MATHML) for one in html.iter(_SVG)):
        return False
    changed = [_share(line, following) for page in pages for line, following in _lines(page)]
    if any(changed):
        return True
    met = [lower.element for page in pages for lower in _meeting(list(_drawn(page)))]
    if met:
        parents = {child: parent for parent in html.iter() for child in parent}
        for formula in met:
            parent = parents[formula]
            room = Element("span", {ROOM: "1", "style": room_style(1)})
            parent.insert(list(parent).index(formula), room)
            formula.set(_PARTED, "")
    return bool(met)


def _share(line: Any, following: Any) -> bool:
    """Let room above the following line, if there is one, be room below a line.

    Returns whether that is new: lines may have been broken otherwise since it was last done.
    """
    rooms = () if following is None else _rooms_in(following)
    needed = max((int(room.get(ROOM)) for room in rooms), default=0)
    is_new = False
    for room in _rooms_in(line):
        if int(room.get(ROOM)) < 0:
            style = room_style(min(0, int(room.get(ROOM)) + max(0, needed)))
            is_new = is_new or room.get("style") != style
            room.set("style", style)
    return is_new


def _rooms_in(line: Any) -> Iterator[Any]:
    """Yield the elements that make a line higher."""
    for box in line.descendants():
        if box.element is not None and box.element.get(ROOM) is not None:
            yield box.element


def _lines(page: Any) -> Iterator[tuple[Any, Any]]:
    """Yield each line on a page, and the one that follows it in its block, or None."""
    for box in page._page_box.descendants():  # noqa: SLF001 - it has no public name
        lines = getattr(box, "children", ())
        if lines and isinstance(lines[0], LineBox):
            yield from zip(lines, (*lines[1:], None), strict=True)


def _meeting(formulas: Sequence[_Drawn]) -> Iterator[_Drawn]:
    for formula in formulas:
        if formula.element.get(_PARTED) is None and any(map(formula.runs_into, formulas)):
            yield formula


def _drawn(page: Any) -> Iterator[_Drawn]:
    """Yield the formulas on a page, but not those on lines of their own."""
    for box in page._page_box.descendants():  # noqa: SLF001 - it has no public name
        if isinstance(box, InlineReplacedBox) and box.element.get(MATHML):
            left, top = box.content_box_x(), box.content_box_y()
            space = _SPACE * box.style["font_size"]
            yield _Drawn(box.element, left, left + box.width, top, top + box.height, space)
