"""A picture of the first page of a laid-out part."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from pipeline.cache import Cache, key_of
from pipeline.press.pdf.rendering.raster import draw_page, photograph_page
from pipeline.versions import version_of

if TYPE_CHECKING:
    from pipeline.press.parts.parts import PartPages
    from pipeline.press.parts.photo_copies import PdfPicture
    from pipeline.press.pdf.joining.font_programs import Program

# Increase the number when the output of raster.py changes.
_VERSION = "2"
_NO_PHOTOS: Mapping[str, PdfPicture] = {}
_TOOLS = ("pillow", "pypdfium2")


def draw_first_page(
    part: PartPages,
    fonts: Mapping[str, Program],
    width: int,
    cache: Cache,
    photos: Mapping[str, PdfPicture] = _NO_PHOTOS,
    *,
    as_photo: bool = False,
) -> bytes:
    """Draw the first page of a part as a PNG ``width`` px wide, or ``as_photo``, as a JPEG.

    ``fonts`` are the font programs (see `subset_fonts`) and ``photos`` the photos by path, which a
    part lacks. The picture is cached by the content of the page.
    """
    import pikepdf

    from pipeline.press.pdf.joining.font_programs import FontEmbedder
    from pipeline.press.pdf.joining.joined_document import copy_first_page, save
    from pipeline.press.pdf.joining.photos import embed_photos
    from pipeline.press.pdf.joining.standards import UA1_AND_A3A

    document = pikepdf.new()
    copy_first_page(document, part.screen, FontEmbedder(document, fonts))
    embed_photos(document, photos)
    page = save(document, UA1_AND_A3A.version)
    tools = " ".join(f"{tool} {version_of(tool)}" for tool in _TOOLS)
    key = key_of("picture", _VERSION, tools, str(width), page)
    if as_photo:
        key = key_of("photo of a page", key)
    picture = cache.get(key)
    if picture is None:
        picture = (photograph_page if as_photo else draw_page)(page, 0, width)
        cache.put(key, picture)
    return picture
