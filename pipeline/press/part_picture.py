"""A laid-out part drawn as a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.press.raster import draw_page

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.press.font_programs import Program
    from pipeline.press.parts import PartPages


def draw_first_page(part: PartPages, fonts: Mapping[str, Program], width: int) -> bytes:
    """Return the first page of a part as a PNG ``width`` px wide (see `draw_page`).

    ``fonts`` are the programs of the fonts used (see `cut_fonts`): a part by itself lacks them.
    """
    import pikepdf

    from pipeline.press.font_programs import FontEmbedder
    from pipeline.press.joined_document import copy_part, save

    document = pikepdf.new()
    copy_part(document, part.screen, FontEmbedder(document, fonts))
    return draw_page(save(document, "PDF/UA-1 and PDF/A-3a"), 0, width)
