"""The fonts of a style, in a form that survives a fork of the process that loaded them.

Since Pango 1.51.2 every font map has a thread of its own, which queries fontconfig. A forked
process has the map but not the thread, and would wait for its replies for ever. So the fork
server holds only the fonts as read by fontconfig, and each worker makes its own font map.

This relies on internals of WeasyPrint's `FontConfiguration`, which makes one font map and keeps it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from weasyprint.text.ffi import ffi, fontconfig, gobject, pangoft2
from weasyprint.text.fonts import FontConfiguration

# WeasyPrint never calls it, and so does not declare it.
ffi.cdef("FcConfig * FcConfigReference (FcConfig *config);")


class ForkableFonts(FontConfiguration):  # type: ignore[misc]
    """Fonts whose font map is made on first use and can be released."""

    _config: Any
    _font_map: Any = None

    def __init__(self) -> None:
        super().__init__()
        # The font map holds the only reference, and these fonts outlive it.
        self._config = ffi.gc(
            fontconfig.FcConfigReference(self._config), fontconfig.FcConfigDestroy
        )

    @property
    def font_map(self) -> Any:
        """Pango's font map, with the fonts added so far."""
        if self._font_map is None:
            self._font_map = ffi.gc(pangoft2.pango_ft2_font_map_new(), gobject.g_object_unref)
            pangoft2.pango_fc_font_map_set_config(
                ffi.cast("PangoFcFontMap *", self._font_map), self._config
            )
        return self._font_map

    @font_map.setter
    def font_map(self, font_map: Any) -> None:
        """Set the font map; WeasyPrint does so when it is initialised."""
        self._font_map = font_map

    def keep_files_in(self, folder: Path) -> None:
        """Keep the files of faces that are added from now on in a folder of the caller.

        WeasyPrint takes a face whose rule is the same for one that it has, whatever its file.
        """
        self._folder = folder

    def release(self) -> None:
        """Release the font map; its thread ends once no layout refers to it any more."""
        self._font_map = None
