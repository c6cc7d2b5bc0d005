"""How the pages of a part end: how full each is, and what a typesetter would mend.

Boxes are those of WeasyPrint 70, lengths are in px (1/96 inch).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from math import ceil
from typing import TYPE_CHECKING, Any, Final

from weasyprint.formatting_structure.boxes import FootnoteAreaBox, LineBox, ReplacedBox
from weasyprint.text.line_break import strut

from pipeline.press.boxes.document_tree import HEADINGS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LEAST_FILL: Final = 0.4
"""The share of a page that is filled at least, unless its text ends on it."""
GOOD_FILL: Final = 0.8
"""The share of a page from which nothing is done to fill it."""
FEW_LINES: Final = 5
"""Fewer lines than these are better saved than set on a page by themselves."""
LINES_BELOW: Final = 3
"""So many lines stand below a heading at the foot of a page."""
_WHOLE: Final = frozenset({"box", "key-messages", "recommendation", "table-frame", "equation"})
_WHOLE_TAGS: Final = frozenset({"figure", "table"})
_NAMED: Final = frozenset({"numbered", "box"})
"""The classes of what is told from others by its number or title."""
MANY: Final = 99
_ROUNDING: Final = 0.01
_ABOVE: Final = {"question-title": 3, "topic-title": 2}
"""How many empty lines are above a heading, by its class; above other things there are two."""
_TOGETHER: Final = 2
"""How many lines of a paragraph stand together."""
_PAGE_BREAKS: Final = frozenset({"page", "always", "left", "right", "recto", "verso"})


@dataclass(frozen=True, slots=True)
class Unit:
    """A paragraph, heading, figure or the like, as far as it stands on a page.

    ``lines`` is how many lines it has, and many if it has other things than lines; ``around`` are
    the boxes around it, from the outermost.
    """

    box: Any
    lines: int
    around: tuple[Any, ...]

    @property
    def element(self) -> Any:
        """The element that it shows."""
        return self.box.element

    @property
    def bottom(self) -> float:
        """Its lower edge: that of its last line, as what goes on reaches to the foot of a page."""
        if self.lines < MANY:
            last = self.box.children[-1]
            return float(last.position_y + last.height)
        return float(self.box.border_box_y() + self.box.border_height())

    @property
    def top(self) -> float:
        """Its upper edge: that of its first line."""
        if self.lines < MANY:
            return float(self.box.children[0].position_y)
        return float(self.box.border_box_y())

    @property
    def page(self) -> str:
        """The name of the kind of page that it stands on."""
        return str(self.box.style["page"])

    @property
    def block(self) -> Any:
        """The element of the block that it is in, of those of the text."""
        boxes = (*self.around, self.box)
        return next((box.element for box in boxes if _is_whole(box)), self.element)

    @property
    def may_wait(self) -> bool:
        """Whether it has a number or a title, so that text may stand before it."""
        return not _NAMED.isdisjoint(classes_of(self.block))

    @property
    def is_heading(self) -> bool:
        """Whether it leads on to what follows."""
        classes = classes_of(self.element)
        is_panel = "key-messages" in classes and "alone" not in classes
        return is_panel or self.box.element_tag in HEADINGS


@dataclass(frozen=True, slots=True)
class PageEnd:
    """The end of a page with running text.

    ``page`` is the place of the page among those of its part, from 0. ``free`` is the height below
    the last of its ``units``, ``height`` that of the page without its footnotes, ``line`` that of a
    line. ``next`` is what begins the following page, and None where the text ends, or was made to
    end; ``needed`` is the height that it needs at least.
    """

    page: int
    units: tuple[Unit, ...]
    free: float
    height: float
    line: float
    next: Unit | None = None
    needed: float = 0.0

    @property
    def fill(self) -> float:
        """The share of the page that is filled."""
        return 1 - self.free / self.height

    @property
    def lines(self) -> int:
        """How many lines the page has."""
        return sum(unit.lines for unit in self.units)

    @property
    def lacking(self) -> int:
        """How many lines have to be saved for more text to stand on the page."""
        return ceil((self.needed - self.free) / self.line - _ROUNDING)

    @property
    def free_lines(self) -> int:
        """How many more lines the page has room for."""
        return int(self.free / self.line + _ROUNDING)

    @property
    def lines_below_heading(self) -> int:
        """How many lines stand below the last heading of the page."""
        below = 0
        for unit in reversed(self.units):
            if unit.is_heading:
                return below
            below += unit.lines
        return MANY

    @property
    def is_short(self) -> bool:
        """Whether most of the page is empty, and more text follows."""
        return self.next is not None and self.fill < LEAST_FILL

    @property
    def is_loose(self) -> bool:
        """Whether much of the page is empty, and more text follows."""
        return self.next is not None and self.fill < GOOD_FILL

    @property
    def is_stranding(self) -> bool:
        """Whether a heading is among its last lines, and more of its text follows."""
        goes_on = self.next is not None and not self.next.is_heading
        return goes_on and self.lines_below_heading < LINES_BELOW

    @property
    def has_few(self) -> bool:
        """Whether it has so few lines that they are better saved."""
        return self.lines < FEW_LINES


def page_ends(pages: Sequence[Any]) -> tuple[PageEnd, ...]:
    """The ends of all pages with running text, in their order."""
    read = [(_box_of(page), units_of(page)) for page in pages]
    found = []
    for number, ((body, units), (_, following)) in enumerate(pairwise([*read, (None, ())])):
        if units:
            end = _end(number, body, units)
            goes_on = following and not _is_forced(units[-1], following[0])
            found.append(_with_next(end, following) if goes_on else end)
    return tuple(found)


def units_of(page: Any) -> tuple[Unit, ...]:
    """What stands in the flow of a page, in its order."""
    return tuple(_units(_box_of(page).children[0]))


def classes_of(element: Any) -> list[str]:
    """The classes of an element; none for a box without one."""
    return [] if element is None else str(element.get("class", "")).split()


def _box_of(page: Any) -> Any:
    return page._page_box  # noqa: SLF001 - it has no public name


def _end(number: int, body: Any, units: tuple[Unit, ...]) -> PageEnd:
    notes = sum(box.margin_height() for box in body.children if isinstance(box, FootnoteAreaBox))
    height = body.height - notes
    bottom = max(unit.bottom for unit in units)
    line = strut(body.children[0].children[0].style)[0]
    return PageEnd(number, units, body.content_box_y() + height - bottom, height, line)


def _with_next(end: PageEnd, units: tuple[Unit, ...]) -> PageEnd:
    """A page with what follows it: a heading needs room for what stands below it as well."""
    first, last = units[0], next((unit for unit in units if not unit.is_heading), units[-1])
    bottom = last.bottom
    if last.lines < MANY:
        bottom -= max(0, last.lines - _TOGETHER) * end.line
    names = (_ABOVE[name] for name in classes_of(first.element) if name in _ABOVE)
    above = next(names, 0 if first.lines < MANY else _TOGETHER)
    needed = bottom - first.box.border_box_y() + above * end.line
    return replace(end, next=first, needed=needed)


def _units(box: Any, around: tuple[Any, ...] = ()) -> Iterator[Unit]:
    """Yield what stands in the flow of a page; ``around`` are the boxes around it."""
    for child in box.children:
        if not child.is_in_normal_flow():
            continue
        inner = getattr(child, "children", ())
        if isinstance(child, ReplacedBox) or _is_whole(child):
            yield Unit(child, MANY, around)
        elif inner and isinstance(inner[0], LineBox):
            yield Unit(child, len(inner), around)
        else:
            yield from _units(child, (*around, child))


def _is_whole(box: Any) -> bool:
    return box.element_tag in _WHOLE_TAGS or not _WHOLE.isdisjoint(classes_of(box.element))


def _is_forced(last: Unit, first: Unit) -> bool:
    """Whether the author or the style ended a page between two units."""
    before, after = (*last.around, last.box), (*first.around, first.box)
    ended = _new(before, after, "break_after")
    return ended or _new(after, before, "break_before") or last.page != first.page


def _new(boxes: Sequence[Any], others: Sequence[Any], name: str) -> bool:
    """Whether one of the boxes whose elements are not among others asks for a break."""
    known = {box.element for box in others}
    return any(box.style[name] in _PAGE_BREAKS for box in boxes if box.element not in known)
