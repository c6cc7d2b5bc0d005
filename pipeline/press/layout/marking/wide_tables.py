"""Tables that are too wide: set over text and margin, then smaller, then turned on their page.

The style says what each of these looks like (``styles/editions/print/tables.css``); the marks are
set here on the frames of the tables, after a layout has shown which are too wide.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

FRAME: Final = "table-frame"
"""The class of the element around a table and the lines that belong to it."""
SMALLEST: Final = 0.8
"""The smallest size of a table, as a share of its usual size: 7.2 pt of 9 pt."""
TOLERANCE: Final = 1.0
"""How much wider than its frame a table may be, in px: rounding."""

_WIDE, _TURNED = "wide", "turned"
# What a frame stands in if it cannot reach over the margin.
_NARROW = frozenset({"li", "blockquote", "td", "th", "aside"})


def widen_tables(pages: Sequence[Any], html: Any) -> bool:
    """Mark the frames of tables that are too wide; return whether they have to be laid out again.

    ``html`` is the root element.
    """
    frames = [element for element in html.iter("div") if FRAME in _classes(element)]
    if not frames:
        return False
    narrow = {
        inside
        for element in html.iter()
        if element.tag in _NARROW
        for inside in element.iter("div")
    }
    shares = _shares(pages)
    changed = [
        _widen(frame, shares[frame], may_turn=frame not in narrow)
        for frame in frames
        if frame in shares
    ]
    return any(changed)


def _shares(pages: Sequence[Any]) -> dict[Any, float]:
    """The share of its width for which each table that is too wide has room."""
    found: dict[Any, float] = {}
    for page in pages:
        for frame, table in _tables(page._page_box):  # noqa: SLF001 - it has no public name
            if table.width > frame.width + TOLERANCE:
                found[frame.element] = frame.width / table.width
    return found


def _tables(box: Any) -> Iterator[tuple[Any, Any]]:
    """Yield the frames inside a box, each with the box of its table."""
    for child in getattr(box, "children", ()):
        if child.is_table_wrapper and box.element.get("class", "").startswith(FRAME):
            yield box, child
        yield from _tables(child)


def _widen(frame: Any, share: float, *, may_turn: bool) -> bool:
    """Take the next step with a frame; False if none is left."""
    classes = _classes(frame)
    scale = _scale(frame)
    smaller = math.floor(share * 100) / 100
    if may_turn and _WIDE not in classes:
        frame.set("class", " ".join((*classes, _WIDE)))
    elif scale == 1 and smaller >= SMALLEST:
        _set_scale(frame, smaller)
    elif may_turn and _TURNED not in classes:
        frame.set("class", " ".join((*classes, _TURNED)))
        _set_scale(frame, 1)
    elif scale > SMALLEST:
        _set_scale(frame, SMALLEST)
    else:
        return False
    return True


def _classes(element: Any) -> list[str]:
    return str(element.get("class", "")).split()


def _scale(frame: Any) -> float:
    return float(frame.get("style", "").partition(":")[2] or 1)


def _set_scale(frame: Any, scale: float) -> None:
    frame.set("style", f"--table-scale:{scale:g}")
