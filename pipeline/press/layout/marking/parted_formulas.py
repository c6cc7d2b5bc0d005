"""Tall formulas in lines that would run into one in a line above.

Each hangs over the room of its line as far as the letters around it allow, and two of them can meet
between their lines. The line of the lower one gets the height of one line more then, so that all
lines stay on their grid. Lengths are in px (1/96 inch), boxes are those of WeasyPrint 70.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from xml.etree.ElementTree import Element

from weasyprint.formatting_structure.boxes import InlineReplacedBox

from pipeline.press.parts.parts import MATHML, ROOM

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_SVG: Final = "{http://www.w3.org/2000/svg}svg"
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
    """Give room to the lines of formulas that run into others; return whether there were any.

    ``html`` is the root element. The pages have to be laid out again then.
    """
    if next(html.iter(_SVG), None) is None:
        return False
    met = [lower.element for page in pages for lower in _meeting(list(_drawn(page)))]
    if met:
        parents = {child: parent for parent in html.iter() for child in parent}
        for formula in met:
            parent = parents[formula]
            room = Element("span", {"class": ROOM, "style": "vertical-align: 100%"})
            parent.insert(list(parent).index(formula), room)
            formula.set("class", f"{formula.get('class')} parted")
    return bool(met)


def _meeting(formulas: Sequence[_Drawn]) -> Iterator[_Drawn]:
    for formula in formulas:
        is_parted = "parted" in formula.element.get("class", "").split()
        if not is_parted and any(map(formula.runs_into, formulas)):
            yield formula


def _drawn(page: Any) -> Iterator[_Drawn]:
    """Yield the formulas on a page, but not those on lines of their own."""
    for box in page._page_box.descendants():  # noqa: SLF001 - it has no public name
        if isinstance(box, InlineReplacedBox) and box.element.get(MATHML):
            left, top = box.content_box_x(), box.content_box_y()
            space = _SPACE * box.style["font_size"]
            yield _Drawn(box.element, left, left + box.width, top, top + box.height, space)
