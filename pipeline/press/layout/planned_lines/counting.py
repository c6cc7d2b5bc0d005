"""How many texts on laid-out pages have lines that were planned."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from weasyprint.formatting_structure.boxes import LineBox

from pipeline.press.parts.line_count import LineCount

if TYPE_CHECKING:
    from collections.abc import Iterable


def mark_planned(box: Any) -> None:
    """Mark the box of a text of several lines as planned; lines are copies of it."""
    box.is_planned, box.left_for = True, None


def mark_left(box: Any, why: str) -> None:
    """Mark the box of a text of several lines as left to the engine."""
    box.is_planned, box.left_for = False, why


def count_lines(pages: Iterable[Any]) -> LineCount:
    """Count the texts of pages; those that style sheets generate, such as folios, do not count."""
    planned: set[Any] = set()
    left: dict[Any, str] = {}
    for page in pages:
        for box in page._page_box.descendants(placeholders=True):  # noqa: SLF001
            if isinstance(box, LineBox) and box.element is not None:
                if getattr(box, "is_planned", False):
                    planned.add(box.element)
                elif why := getattr(box, "left_for", None):
                    left[box.element] = why
    return LineCount(len(planned), tuple(left.values()))
