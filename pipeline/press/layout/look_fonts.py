"""The fonts of a look, in a form that can be copied with the process that holds them.

From Pango 1.51.2 on every font map has a thread of its own, which asks fontconfig. A copy of the
process has the map and not the thread, and would wait for its answers for ever. So what is copied
holds the fonts as fontconfig has read them, and each copy makes a font map when it lays out.

This reaches into WeasyPrint's `FontConfiguration`, which makes one font map and keeps it.
"""

from __future__ import annotations

from typing import Any

from weasyprint.text.ffi import ffi, fontconfig, gobject, pangoft2
from weasyprint.text.fonts import FontConfiguration

# WeasyPrint calls it nowhere, and so does not declare it.
ffi.cdef("FcConfig * FcConfigReference (FcConfig *config);")


class LookFonts(FontConfiguration):  # type: ignore[misc]
    """Fonts whose font map is made when it is first wanted, and can be let go."""

    _config: Any
    _font_map: Any = None

    def __init__(self) -> None:
        super().__init__()
        # The font map has the one reference that there is, and these outlive it.
        self._config = ffi.gc(
            fontconfig.FcConfigReference(self._config), fontconfig.FcConfigDestroy
        )

    @property
    def font_map(self) -> Any:
        """The font map of Pango, with the fonts that were added so far."""
        if self._font_map is None:
            self._font_map = ffi.gc(pangoft2.pango_ft2_font_map_new(), gobject.g_object_unref)
            pangoft2.pango_fc_font_map_set_config(
                ffi.cast("PangoFcFontMap *", self._font_map), self._config
            )
        return self._font_map

    @font_map.setter
    def font_map(self, font_map: Any) -> None:
        """Keep the font map that WeasyPrint makes first."""
        self._font_map = font_map

    def let_go(self) -> None:
        """Let the font map go, and its thread with it unless something laid out is left."""
        self._font_map = None
