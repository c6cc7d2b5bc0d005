"""The room that a text leaves on its page, foretold without laying it out.

A document is parsed, its styles are matched and its texts are shaped once. At another size only
the values of its styles differ, and the lines of its texts, which are planned as the engine has
them set. What is not known here is measured by the engine, and so is what is too close to call.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from weasyprint import DEFAULT_OPTIONS
from weasyprint.document import Document
from weasyprint.formatting_structure.build import build_formatting_structure
from weasyprint.layout.page import PageType, set_page_type_computed_styles

from pipeline.press.layout.fitting.block_heights import Block, Column, read_block
from pipeline.press.layout.fitting.copyfitting import Room
from pipeline.press.layout.fitting.line_heights import length_of
from pipeline.press.layout.fitting.other_values import OtherValues

_FIRST_PAGE: Final = PageType("right", blank=False, name="", index=0, groups=())
_SIZE: Final = "{:g}pt"


class ForetoldPage:
    """A document in one style, whose text is set at a size and a leading.

    Its ``sheets`` are stylesheets of WeasyPrint; the page is ``width`` and ``height`` px large.
    Raises UnforetellableError if there is something in it that is not known.
    """

    def __init__(
        self, html: Any, sheets: list[Any], options: Mapping[str, Any], width: float, height: float
    ) -> None:
        context = _context(html, sheets, options)
        root = build_formatting_structure(
            html.etree_element,
            context.style_for,
            context.get_image_from_uri,
            html.base_url,
            context.target_collector,
            context.counter_style,
            context.footnotes,
        )
        set_page_type_computed_styles(_FIRST_PAGE, html, context.style_for)
        page = context.style_for(_FIRST_PAGE)
        self._width = width - _edges(page, width, "left", "right")
        self._height = height - _edges(page, height, "top", "bottom")
        self._root: Block = read_block(context, root, self._width)

    def room(self, size: float, leading: float, line: float) -> Room:
        """The room that the text leaves, in lines of so many px."""
        styles = OtherValues({"__size": _SIZE.format(size), "__leading": f"{leading:g}"})
        column = Column(styles)
        column.add(self._root, self._width)
        bottom, fullest = max(column.bottoms, default=(0.0, "the lead"))
        return Room((self._height - bottom) / line, fullest, self._height / line)


def _context(html: Any, sheets: list[Any], options: Mapping[str, Any]) -> Any:
    return Document._build_layout_context(  # noqa: SLF001 - there is no public way to it
        html,
        options["font_config"],
        options["counter_style"],
        options["color_profiles"],
        {**DEFAULT_OPTIONS, "stylesheets": sheets},
    )


def _edges(style: Any, length: float, *sides: str) -> float:
    names = (f"{kind}_{side}" for kind in ("margin", "padding") for side in sides)
    borders: float = sum(style[f"border_{side}_width"] for side in sides)
    return borders + sum(length_of(style[name], length) for name in names)
