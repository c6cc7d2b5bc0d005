"""Recto pages for print: their text moved to the inside, their margin column to the outside.

Every page is laid out as a verso, with the margin column where lines begin: to the left of the
text, or to its right in a note that is read from right to left, whose recto pages are left-hand
ones. Text and margin column together are as wide on either side, so no line changes on a recto:
boxes only move across. Boxes are those of WeasyPrint 70, lengths are in px (1/96 inch).
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
_CORNERS: Final = frozenset(
    f"@{edge}-{side}-corner" for edge in ("top", "bottom") for side in ("left", "right")
)
"""The margin boxes beside the text."""


def mirror_pages(pages: Sequence[Any], folio: int, sides: Sides) -> bool:
    """Move what stands on the recto pages among those of a part; return whether there are any.

    ``folio`` is the number of the first page; odd ones are recto pages. Pages in one colour,
    without margins, stay as they are.
    """
    mirror = _Mirror(sides)
    changed = False
    for number, page in enumerate(pages, folio):
        body = page._page_box  # noqa: SLF001 - it has no public name
        if body.margin_left and (number % 2 or not sides.column):
            changed = True
            mirror.move_page(body, is_recto=bool(number % 2))
    return changed


@dataclass(frozen=True, slots=True)
class _Across:
    """The measures of a page in px, from the edge at which lines begin.

    They say where text and margin column begin and end; ``sign`` is -1 on a page that is read from
    right to left, where these measures grow to the left.
    """

    outer: float
    column: float
    inner: float
    width: float
    sign: int

    @property
    def edge(self) -> float:
        """Where the text begins on a verso."""
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

    def start(self, left: float, width: float) -> float:
        """Where something begins that is so far from the left edge of the page, and so wide."""
        return left if self.sign > 0 else self.width - left - width

    def shift(self, box: Any, by: float) -> None:
        """Move a box alone."""
        box.position_x += self.sign * by

    def translate(self, box: Any, by: float) -> None:
        """Move a box, and all that is in it."""
        box.translate(self.sign * by)


class _Mirror:
    def __init__(self, sides: Sides) -> None:
        self._sides = sides

    def move_page(self, body: Any, *, is_recto: bool) -> None:
        """Move what stands on a page."""
        outer, column, inner = (
            length * _PX_PER_MM
            for length in (self._sides.outer, self._sides.column, self._sides.inner)
        )
        sign = -1 if body.style["direction"] == "rtl" else 1
        across = _Across(outer, column, inner, body.margin_width(), sign)
        for area in body.children:
            if isinstance(area, boxes.MarginBox):
                if not column:
                    _move_line_alone(area, across, is_recto=is_recto)
                elif is_recto:
                    _move_line(area, across)
            elif is_recto:
                _move(area, across)
                # The places of grounds were taken from the boxes before.
                layout_box_backgrounds(body, area, _no_picture)


def _no_picture(**_: object) -> None:
    """No picture: grounds that style sheets give have none."""


def _move_line(area: Any, across: _Across) -> None:
    """Move a running head or a folio: what is beside the text to the outer edge."""
    if area.at_keyword not in _CORNERS:
        across.translate(area, across.text)
        return
    ends = [across.start(box.position_x, box.width) + box.width for box in _texts(area)]
    if ends:
        across.translate(area, across.width - across.outer - max(ends))


def _move_line_alone(area: Any, across: _Across, *, is_recto: bool) -> None:
    """Move a running head or a folio of a page without margin column: folios stand outside."""
    if is_recto:
        across.translate(area, across.whole)
        return
    starts = [(across.start(box.position_x, box.width), box.width) for box in _texts(area)]
    if not starts or area.at_keyword.startswith("@top"):
        return
    if _is_folio(area, across):
        across.translate(area, across.outer - min(start for start, _ in starts))
    else:
        end = max(start + width for start, width in starts)
        across.translate(area, across.width - across.inner - end)


def _is_folio(area: Any, across: _Across) -> bool:
    """Whether a margin box at the foot has the folio: beside the text, or where its lines end."""
    return area.at_keyword in _CORNERS or area.at_keyword == (
        "@bottom-right" if across.sign > 0 else "@bottom-left"
    )


def _texts(box: Any) -> Iterator[Any]:
    return (one for one in box.descendants() if isinstance(one, boxes.TextBox))


def _move(box: Any, across: _Across) -> None:
    """Move a box, and what is in it, as its place demands."""
    box = box._box if isinstance(box, AbsolutePlaceholder) else box  # noqa: SLF001 - as above
    if not isinstance(box, boxes.BlockLevelBox) and box.style["position"] != "absolute":
        across.shift(box, across.text)
        _move_children(box, across)
        return
    start = across.start(box.border_box_x(), box.border_width())
    is_in_text = start >= across.edge - _ROUNDING
    if _is_hanging(box, start, across):
        gap = _GUTTER * _PX_PER_MM
        across.translate(box, across.hanging + max(0.0, gap - max(0.0, start - across.outer)))
    elif not _WHOLE.isdisjoint(_classes(box)):
        across.translate(box, across.whole)
    elif is_in_text and isinstance(box, boxes.TableBox):
        across.translate(box, across.text)
    elif is_in_text:
        across.shift(box, across.text)
        _move_children(box, across)
    elif across.start(box.content_box_x(), box.width) >= across.edge - _ROUNDING:
        _move_panel(box, start, across)
    else:
        across.translate(box, across.whole)


def _move_panel(box: Any, start: float, across: _Across) -> None:
    """Move a ground or a rule over margin column and text, which has its content in the text.

    One that reaches to the edges of the page stays, and its content moves. A ground begins a little
    before the text, which would stand at its edge.
    """
    by, more = across.whole, _GUTTER * _PX_PER_MM if box.background is not None else 0.0
    if start < across.outer - _ROUNDING:
        by, more = 0.0, 0.0
    before, behind = across.text - by + more, by - across.text
    if across.sign > 0:
        across.shift(box, by - more)
        box.padding_left += before
        box.padding_right += behind
    else:
        across.shift(box, by)
        box.padding_right += before
        box.padding_left += behind
    _move_children(box, across)


def _move_children(box: Any, across: _Across) -> None:
    for child in box.all_children():
        _move(child, across)


def _is_hanging(box: Any, start: float, across: _Across) -> bool:
    """Whether a box is placed in the margin column."""
    is_absolute = box.style["position"] == "absolute"
    return bool(is_absolute and start + box.border_width() <= across.edge + _ROUNDING)


def _classes(box: Any) -> list[str]:
    if box.element is None or "::" in box.element_tag:
        return []
    return str(box.element.get("class", "")).split()
