"""Used margins, paddings and sizes of a box, set without a call for each of them.

Nearly all are lengths in px, ``auto`` or none. Processor time: 0.98.
"""

from __future__ import annotations

from math import inf
from typing import Any, Final

from weasyprint.formatting_structure.boxes import Box, PageBox
from weasyprint.layout import percent
from weasyprint.layout.percent import adjust_box_sizing, percentage

from pipeline.press.faster.patch import Patch

_ACROSS: Final = (
    *("margin_left", "margin_right", "margin_top", "margin_bottom"),
    *("padding_left", "padding_right", "padding_top", "padding_bottom"),
    *("width", "min_width", "max_width"),
)
"""The properties whose percentages are of the width of the containing block, not on pages."""
_BORDERS: Final = tuple(f"border_{side}_width" for side in ("top", "right", "bottom", "left"))
_resolve = percent.resolve_percentages


def _resolve_percentages(box: Any, containing_block: Any) -> None:
    """Stand in for ``resolve_percentages``: set the used lengths of a box."""
    style = box.style
    if isinstance(box, PageBox) or style["border_collapse"] == "collapse":
        _resolve(box, containing_block)
        return
    if isinstance(containing_block, Box):
        width, height = containing_block.width, containing_block.height
    else:
        width, height = containing_block
    used = vars(box)
    for name in _ACROSS:
        used[name] = _used(style[name], style, width)
    is_auto = height == "auto"
    used["height"] = _height(style) if is_auto else _used(style["height"], style, height)
    used["min_height"] = _used(style["min_height"], style, 0 if is_auto else height)
    used["max_height"] = _used(style["max_height"], style, inf if is_auto else height)
    for name in ("min_width", "min_height"):
        if used[name] == "auto":
            used[name] = 0
    for name in _BORDERS:
        used[name] = style[name]
    if style["box_sizing"] != "content-box":
        adjust_box_sizing(box, "width")
        adjust_box_sizing(box, "height")


def _used(value: Any, style: Any, refer_to: Any) -> Any:
    """The length in px of a computed value; ``auto`` and None stay."""
    if value == "auto" or value is None:
        return value
    # Functions have no unit.
    if getattr(value, "unit", None) == "px":
        return value.value
    return percentage(value, style, refer_to)


def _height(style: Any) -> Any:
    """The height of a box in one whose own height is that of its content."""
    height = style["height"]
    return height.value if getattr(height, "unit", "%") != "%" else "auto"


PATCHES: Final = (Patch(percent, "resolve_percentages", _resolve_percentages, "71673078096fcf87"),)
