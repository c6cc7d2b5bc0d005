"""Pango's layouts of text, set up once for a style and then copied.

WeasyPrint makes a context, a font description and a list of features anew for each layout that it
tries, about five for a line, though all of them depend on the style alone. Processor time: 0.97.
"""

from __future__ import annotations

from typing import Any, Final

from weasyprint.text.ffi import ffi, gobject, pango
from weasyprint.text.line_break import Layout

from pipeline.press.faster.patch import Patch

# WeasyPrint never calls it, and so does not declare it.
ffi.cdef("PangoLayout * pango_layout_copy (PangoLayout *layout);")

_KEPT: Final = "layout_kept"
"""The attribute of a style with the attributes of a layout for it, as they are before any text. A
copied style, which may be changed, does not have it."""

_set_up_anew = Layout.setup


def _set_up(layout: Any, style: Any) -> None:
    """Stand in for ``Layout.setup``."""
    kept = vars(style).get(_KEPT)
    if kept is None:
        first = Layout.__new__(Layout)
        _set_up_anew(first, style)
        kept = vars(style)[_KEPT] = vars(first)
        del kept["style"]
    vars(layout).update(kept, style=style)
    layout.layout = ffi.gc(pango.pango_layout_copy(kept["layout"]), gobject.g_object_unref)


PATCHES: Final = (Patch(Layout, "setup", _set_up, "fb227a55094f41d4"),)
