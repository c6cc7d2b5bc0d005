"""Art that keeps clear of the words over it: on covers, openers and bands, and behind the book.

The art of a note is drawn to the edges of its page, and its lines would run through the type. After
layout, all words and pictures are given a space around them in which nothing of the drawing is
painted. Boxes are those of WeasyPrint 70, lengths are in px (1/96 inch).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from weasyprint.formatting_structure.boxes import ReplacedBox, TextBox

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_ART: Final = frozenset({"art", "band-art"})
# How far letters reach above and below their baseline, in em, those without case and capitals less
# than others, and the space around them.
_ABOVE: Final = 0.8
_BELOW: Final = 0.25
_BELOW_CAPITALS: Final = 0.12
_SPACE: Final = 7.0
# How far the handles of a quarter of a circle reach as a Bézier curve.
_CURVE: Final = _SPACE * 0.5523


def clear_art(pages: Sequence[Any]) -> None:
    """Keep the art of each page clear of the words over it.

    ``pages`` are those of a `weasyprint.Document`, before they are written.
    """
    for page in pages:
        boxes = list(page._page_box.descendants(placeholders=True))  # noqa: SLF001 - they are there
        drawings = [
            one for box in boxes if _has_art(box) for one in box.descendants(placeholders=True)
        ]
        over = tuple(box for box in boxes if _is_over(box))
        for box in drawings:
            if _is_drawing(box):
                box.replacement = _Cleared(box.replacement, box, over)


def _has_art(box: Any) -> bool:
    return box.element is not None and bool(_ART & set(box.element.get("class", "").split()))


def _is_drawing(box: Any) -> bool:
    """Whether a box is a drawing, and not a photo, which is veiled instead."""
    return isinstance(box, ReplacedBox) and str(box.element_tag).endswith("svg")


def _is_over(box: Any) -> bool:
    """Whether a box is one of words or of a picture, such as an emblem."""
    if isinstance(box, TextBox):
        return bool(box.text.strip())
    return isinstance(box, ReplacedBox) and box.element_tag == "img"


@dataclass(frozen=True, slots=True)
class _Cleared:
    """A drawing that is painted around the words and pictures ``over`` its box."""

    drawing: Any
    box: Any
    over: tuple[Any, ...]

    def get_intrinsic_size(self, *given: Any) -> Any:
        """The size and the ratio of the drawing."""
        return self.drawing.get_intrinsic_size(*given)

    def draw(self, stream: Any, width: float, height: float, style: Any) -> None:
        """Paint the drawing; where the words are is known only now, as pages can be mirrored."""
        for left, top, right, bottom in self._spaces(width, height):
            stream.rectangle(0, 0, width, height)
            _rounded(stream, left, top, right, bottom)
            stream.clip(even_odd=True)
            stream.end()
        self.drawing.draw(stream, width, height, style)

    def _spaces(self, width: float, height: float) -> Iterator[tuple[float, float, float, float]]:
        x, y = self.box.content_box_x(), self.box.content_box_y()
        for one in self.over:
            left, top, right, bottom = _extent(one)
            if left < x + width and right > x and top < y + height and bottom > y:
                yield left - x - _SPACE, top - y - _SPACE, right - x + _SPACE, bottom - y + _SPACE


def _extent(box: Any) -> tuple[float, float, float, float]:
    """The left, top, right and bottom of what is seen of words or a picture."""
    if not isinstance(box, TextBox):
        left, top = box.content_box_x(), box.content_box_y()
        return left, top, left + box.width, top + box.height
    size, baseline = box.style["font_size"], box.position_y + box.baseline
    below = _BELOW_CAPITALS if box.text == box.text.upper() else _BELOW
    right = box.position_x + box.width
    return box.position_x, baseline - _ABOVE * size, right, baseline + below * size


def _rounded(stream: Any, left: float, top: float, right: float, bottom: float) -> None:
    """Add a rectangle with round corners to the path."""
    corners = ((right, top), (right, bottom), (left, bottom), (left, top))
    stream.move_to(left + _SPACE, top)
    for (x, y), (across, down) in zip(corners, ((1, 0), (0, 1), (-1, 0), (0, -1)), strict=True):
        begun_x, begun_y = x - across * _SPACE, y - down * _SPACE
        end_x, end_y = x - down * _SPACE, y + across * _SPACE
        stream.line_to(begun_x, begun_y)
        stream.curve_to(
            *(begun_x + across * _CURVE, begun_y + down * _CURVE),
            *(end_x + down * _CURVE, end_y - across * _CURVE),
            *(end_x, end_y),
        )
    stream.close()
