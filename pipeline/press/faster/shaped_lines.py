"""Lines shaped when they were laid out, and not once more when they are painted.

WeasyPrint gives up Pango's layout of each line and makes it anew to paint it, and the pages for the
press are painted a second time. A line is painted as it was laid out, unless its spaces grow, its
text changes, as page numbers do, or it was broken where it is not to be. It costs the memory of
Pango's layouts of all lines of a part, about 2 kB each. Processor time: 0.99.
"""

from __future__ import annotations

from typing import Any, Final

from weasyprint.text.ffi import ffi, pango
from weasyprint.text.line_break import Layout

from pipeline.press.faster.patch import Patch

_give_up = Layout.deactivate
_shape_anew = Layout.reactivate


def _deactivate(layout: Any) -> None:
    """Stand in for ``Layout.deactivate``: keep a layout of one line with its text."""
    if pango.pango_layout_get_line_readonly(layout.layout, 1) == ffi.NULL:
        layout.shaped = layout.text
    else:
        _give_up(layout)


def _reactivate(layout: Any, style: Any) -> None:
    """Stand in for ``Layout.reactivate``: shape what is not shaped as it is to be painted."""
    is_shaped = "layout" in vars(layout) and layout.style is style
    if not is_shaped or layout.justification_spacing or layout.shaped != layout.text:
        _shape_anew(layout, style)


PATCHES: Final = (
    Patch(Layout, "deactivate", _deactivate, "bfec3ec8406e1c82"),
    Patch(Layout, "reactivate", _reactivate, "0b89ee097104b713"),
)
