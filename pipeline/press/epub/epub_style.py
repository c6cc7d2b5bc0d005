"""The stylesheet of an EPUB, written so that every reading system can keep it.

The parts are made for a page with a grid, and for engines of today. A reading system may know
no custom property and no logical side, may size the text on the body rather than the root, and
lets its reader choose the space between lines. So tokens are written out, sides are left and
right, sizes are made relative to their surroundings, and lines that keep to the grid of the page
are left to the reading system.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.press.epub.physical_sides import with_physical_sides
from pipeline.press.fonts.font_sets import font_face_css
from pipeline.press.markup.stylesheets import stylesheet

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.house_style import Style
    from pipeline.press.fonts.font_sets import FontSet

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_ROOT = re.compile(r":root\s*\{([^}]*)\}")
_TOKEN = re.compile(r"--([a-z0-9-]+)\s*:\s*([^;]+);")
_USE = re.compile(r"var\(--([a-z0-9-]+)(?:,\s*([^()]*))?\)")
_GRID_LINE = re.compile(r"\s*line-height:[^;}]*var\(--line\)[^;}]*;")
_ROOT_UNIT = re.compile(r"(?<=\d)rem\b")
_EMPTY = re.compile(r"[^{}]+\{\s*\}")
_BLANK_LINES = re.compile(r"\n\s*\n+")


def epub_stylesheet(style: Style, fonts: FontSet) -> str:
    """Return ``editions/epub.css`` with what it imports, its fonts in ``../fonts/``.

    A token set again in a later ``:root`` has its later value throughout. One that is set nowhere
    or leads back to itself stays as it is, and reading systems pass over the declaration.
    """
    css = _COMMENT.sub("", stylesheet(style, "epub"))
    tokens = {name: value for block in _ROOT.findall(css) for name, value in _TOKEN.findall(block)}
    css = _GRID_LINE.sub("", _ROOT.sub("", css))
    css = _ROOT_UNIT.sub("em", _write_out(css, tokens))
    css = with_physical_sides(_BLANK_LINES.sub("\n", _EMPTY.sub("", css)).strip())
    return f"{font_face_css(fonts, '../fonts/{}'.format)}{css}\n"


def _write_out(css: str, tokens: Mapping[str, str]) -> str:
    def value(use: re.Match[str]) -> str:
        name, fallback = use.groups()
        if name in tokens:
            others = {other: value for other, value in tokens.items() if other != name}
            return _write_out(tokens[name], others)
        return use.group() if fallback is None else str(fallback)

    return _USE.sub(value, css)
