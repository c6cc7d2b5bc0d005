"""A laid-out part drawn as a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.cache import Cache, key_of
from pipeline.press.pdf.raster import draw_page
from pipeline.versions import version_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.press.parts.parts import PartPages
    from pipeline.press.pdf.font_programs import Program

# Raise the number when raster.py changes what it draws.
_RECIPE = "1"
_TOOLS = ("pillow", "pypdfium2")


def draw_first_page(
    part: PartPages, fonts: Mapping[str, Program], width: int, cache: Cache
) -> bytes:
    """Return the first page of a part as a PNG ``width`` px wide (see `draw_page`).

    ``fonts`` are the programs of the fonts used (see `cut_fonts`): a part by itself lacks them.
    The picture is kept by what stands on the page.
    """
    import pikepdf

    from pipeline.press.pdf.font_programs import FontEmbedder
    from pipeline.press.pdf.joined_document import copy_first_page, save

    document = pikepdf.new()
    copy_first_page(document, part.screen, FontEmbedder(document, fonts))
    page = save(document, "PDF/UA-1 and PDF/A-3a")
    tools = " ".join(f"{tool} {version_of(tool)}" for tool in _TOOLS)
    key = key_of("picture", _RECIPE, tools, str(width), page)
    picture = cache.get(key)
    if picture is None:
        picture = draw_page(page, 0, width)
        cache.put(key, picture)
    return picture
