"""Right-hand pages for print: their text moved to the inside, their margin column to the outside.

Every page is laid out as a left-hand page, with the margin column to the left of the text. Text and
margin column together are as wide on either side, so no line changes on a right-hand page: boxes
only move across. Boxes are those of WeasyPrint 70, lengths are in px (1/96 inch).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder
from weasyprint.layout.background import layout_box_backgrounds

if TYPE_CHECKING:
    from pipeline.press.parts.press import Sides

_PX_PER_MM: Final = 96 / 25.4
_GUTTER: Final = 6.0
"""The least space in mm between the text and what hangs in the margin column."""
_ROUNDING: Final = 1.0
_WHOLE: Final = frozenset({"contents", "imprint"})
"""The classes of what is moved as a whole: lists with their numerals before them."""
_FOLIO: Final = {"@bottom-left-corner", "@bottom-right"}
_CORNERS: Final = {"@top-left-corner", "@bottom-left-corner"}


def mirror_pages(pages: Sequence[Any], folio: int, sides: Sides) -> bool:
    """Move what stands on the right-hand pages among those of a part; return whether there are any.

    ``folio`` is the number of the first page; odd ones are right-hand pages. Pages in one colour,
    without margins, stay as they are.
    """
    mirror = _Mirror(sides)
    changed = False
    for number, page in enumerate(pages, folio):
        body = page._page_box  # noqa: SLF001 - it has no public name
        if body.margin_left and (number % 2 or not sides.column):
            changed = True
            mirror.move_page(body, is_right=bool(number % 2))
    return changed


@dataclass(frozen=True, slots=True)
class _Across:
    """The measures of a page in px: where its text and its margin column begin and end."""

    outer: float
    column: float
    inner: float
    width: float

    @property
    def edge(self) -> float:
        """Where the text begins on a left-hand page."""
        return self.outer + self.column

    @property
    def text(self) -> float:
        """How far text moves."""
        return self.inner - self.edge

    @property
    def whole(self) -> float:
        """How far moves what is as wide as text and margin column."""
        return self.inner - self.outer

    @property
    def hanging(self) -> float:
        """How far moves what is in the margin column, and keeps its distance from its edge."""
        return self.width - 2 * self.outer - self.column


class _Mirror:
    def __init__(self, sides: Sides) -> None:
        self._sides = sides

    def move_page(self, body: Any, *, is_right: bool) -> None:
        """Move what stands on a page."""
        outer, column, inner = (
            length * _PX_PER_MM
            for length in (self._sides.outer, self._sides.column, self._sides.inner)
        )
        across = _Across(outer, column, inner, body.margin_width())
        for area in body.children:
            if isinstance(area, boxes.MarginBox):
                if not column:
                    _move_line_alone(area, across, is_right=is_right)
                elif is_right:
                    _move_line(area, across)
            elif is_right:
                _move(area, across)
                # The places of grounds were taken from the boxes before.
                layout_box_backgrounds(body, area, _no_picture)


def _no_picture(**_: object) -> None:
    """No picture: grounds that style sheets give have none."""


def _move_line(area: Any, across: _Across) -> None:
    """Move a running head or a folio: what is beside the text to the outer edge."""
    if area.at_keyword not in _CORNERS:
        area.translate(across.text)
        return
    ends = [box.position_x + box.width for box in _texts(area)]
    if ends:
        area.translate(across.width - across.outer - max(ends))


def _move_line_alone(area: Any, across: _Across, *, is_right: bool) -> None:
    """Move a running head or a folio of a page without margin column: folios stand outside."""
    if is_right:
        area.translate(across.whole)
        return
    texts = [*_texts(area)]
    if not texts or area.at_keyword.startswith("@top"):
        return
    if area.at_keyword in _FOLIO:
        area.translate(across.outer - min(box.position_x for box in texts))
    else:
        end = max(box.position_x + box.width for box in texts)
        area.translate(across.width - across.inner - end)


def _texts(box: Any) -> Iterator[Any]:
    return (one for one in box.descendants() if isinstance(one, boxes.TextBox))


def _move(box: Any, across: _Across) -> None:
    """Move a box, and what is in it, as its place demands."""
    box = box._box if isinstance(box, AbsolutePlaceholder) else box  # noqa: SLF001 - as above
    if not isinstance(box, boxes.BlockLevelBox) and box.style["position"] != "absolute":
        box.position_x += across.text
        _move_children(box, across)
        return
    left = box.border_box_x()
    is_in_text = left >= across.edge - _ROUNDING
    if _is_hanging(box, left, across):
        gap = _GUTTER * _PX_PER_MM
        box.translate(across.hanging + max(0.0, gap - max(0.0, left - across.outer)))
    elif not _WHOLE.isdisjoint(_classes(box)):
        box.translate(across.whole)
    elif is_in_text and isinstance(box, boxes.TableBox):
        box.translate(across.text)
    elif is_in_text:
        box.position_x += across.text
        _move_children(box, across)
    elif box.content_box_x() >= across.edge - _ROUNDING:
        _move_panel(box, left, across)
    else:
        box.translate(across.whole)


def _move_panel(box: Any, left: float, across: _Across) -> None:
    """Move a ground or a rule over margin column and text, which has its content in the text.

    One that reaches to the edges of the page stays, and its content moves. A ground begins a little
    before the text, which would stand at its edge.
    """
    by, more = across.whole, _GUTTER * _PX_PER_MM if box.background is not None else 0.0
    if left < across.outer - _ROUNDING:
        by, more = 0.0, 0.0
    box.position_x += by - more
    box.padding_left += across.text - by + more
    box.padding_right -= across.text - by
    _move_children(box, across)


def _move_children(box: Any, across: _Across) -> None:
    for child in box.all_children():
        _move(child, across)


def _is_hanging(box: Any, left: float, across: _Across) -> bool:
    """Whether a box is placed in the margin column."""
    is_absolute = box.style["position"] == "absolute"
    return bool(is_absolute and left + box.border_width() <= across.edge + _ROUNDING)


def _classes(box: Any) -> list[str]:
    if box.element is None or "::" in box.element_tag:
        return []
    return str(box.element.get("class", "")).split()
