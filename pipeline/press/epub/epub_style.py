"""The stylesheet of an EPUB, simplified so that every reading system supports it.

The styles are made for pages with a baseline grid and for current engines. A reading system may
not support custom properties or logical sides, may size the text on the body rather than the
root, and lets readers choose the line height. So tokens are replaced by their values, logical
sides by left and right, root-relative sizes by relative ones, and line heights that follow the
grid are removed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.languages.digits import EUROPEAN
from pipeline.press.epub.physical_sides import with_physical_sides
from pipeline.press.fonts.font_sets import font_face_css
from pipeline.press.markup.counters import with_counters
from pipeline.press.markup.stylesheets import stylesheet

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pipeline.house_style import Style
    from pipeline.languages import Direction
    from pipeline.press.fonts.font_sets import FontSet

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_ROOT = re.compile(r":root\s*\{([^}]*)\}")
_TOKEN = re.compile(r"--([a-z0-9-]+)\s*:\s*([^;]+);")
_USE = re.compile(r"var\(--([a-z0-9-]+)(?:,\s*([^()]*))?\)")
_GRID_LINE = re.compile(r"\s*line-height:[^;}]*var\(--line\)[^;}]*;")
_ROOT_UNIT = re.compile(r"(?<=\d)rem\b")
_EMPTY = re.compile(r"[^{}]+\{\s*\}")
_BLANK_LINES = re.compile(r"\n\s*\n+")


def epub_stylesheet(
    style: Style,
    fonts: FontSet,
    sheets: Iterable[str] = (),
    rules: str = "",
    direction: Direction = "ltr",
    digits: str = EUROPEAN,
) -> str:
    """``editions/epub.css`` with its imports, more sheets and rules, and fonts in ``../fonts/``.

    Its logical sides become those of a text that runs in ``direction``; lists are counted in ten
    ``digits``.
    A token that is set twice has the later value throughout. One that is not set, or refers to
    itself, is kept, and reading systems ignore the declaration.
    """
    written = (stylesheet(style, one) for one in ("epub", *sheets))
    css = _COMMENT.sub("", "".join((*written, rules)))
    tokens = {name: value for block in _ROOT.findall(css) for name, value in _TOKEN.findall(block)}
    css = _GRID_LINE.sub("", _ROOT.sub("", css))
    css = _ROOT_UNIT.sub("em", _resolve(css, tokens))
    css = with_counters(css, digits)
    css = with_physical_sides(_BLANK_LINES.sub("\n", _EMPTY.sub("", css)).strip(), direction)
    return f"{font_face_css(fonts, '../fonts/{}'.format)}{css}\n"


def _resolve(css: str, tokens: Mapping[str, str]) -> str:
    def value(use: re.Match[str]) -> str:
        name, fallback = use.groups()
        if name in tokens:
            others = {other: value for other, value in tokens.items() if other != name}
            return _resolve(tokens[name], others)
        return use.group() if fallback is None else str(fallback)

    return _USE.sub(value, css)
