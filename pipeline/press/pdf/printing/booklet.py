"""Imposition of print pages for a saddle-stitched booklet, two to a side of a sheet.

Each page becomes a form XObject (ISO 32000-1, 8.10) that is clipped at the fold, so that nothing
bleeds onto the facing page; fonts and pictures are not changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pikepdf
from pikepdf import Array, Dictionary, Name

from pipeline.press.pdf.printing.imposition import saddle_stitch
from pipeline.press.pdf.printing.press_marks import POINTS_PER_MM, Sheet, draw_marks

if TYPE_CHECKING:
    from pipeline.languages import Direction
    from pipeline.press.pdf.printing.press_marks import Box


def impose(document: pikepdf.Pdf, thickness: float = 0.0, direction: Direction = "ltr") -> None:
    """Turn the pages of a document, a multiple of four, into the sides of a booklet's sheets.

    It is bound at the left, or at the right if it is read in that ``direction``.

    Each sheet is ``thickness`` mm thick: nested, the inner ones stick out by as much a sheet, and
    are cut shorter there. Their pages are moved to the fold instead, so that outer margins are as
    wide throughout.
    """
    pages = [page.obj for page in document.pages]
    sheet = _sheet_of(pages[0])
    spread = sheet.doubled()
    *_, content = draw_marks(spread)
    marks = document.make_stream(content)
    for place, (left, right) in enumerate(saddle_stitch(len(pages), direction)):
        creep = round(place // 2 * thickness * POINTS_PER_MM, 3)
        side = _blank_side(spread, marks, pages[0].Resources.ColorSpace)
        for number, area, shift in zip(
            (left, right), _areas(sheet, creep), _shifts(sheet, creep), strict=True
        ):
            page = pages[number - 1]
            if _is_painted(page):
                name = f"/Page{number}"
                side.Resources.XObject[name] = _form(document, page, area)
                side.Contents.append(document.make_stream(_call(name, shift)))
        document.pages.append(pikepdf.Page(document.make_indirect(side)))
    del document.pages[: len(pages)]


def _blank_side(spread: Sheet, marks: pikepdf.Object, spaces: pikepdf.Object) -> Dictionary:
    return Dictionary(
        Type=Name.Page,
        MediaBox=Array(spread.media),
        BleedBox=Array(spread.bleed),
        TrimBox=Array(spread.trim),
        Resources=Dictionary(ColorSpace=spaces, XObject=Dictionary()),
        Contents=Array([marks]),
    )


def _sheet_of(page: pikepdf.Object) -> Sheet:
    trim, bleed, media = (_box(page[name]) for name in ("/TrimBox", "/BleedBox", "/MediaBox"))
    return Sheet(trim, bleed, media)


def _box(sides: pikepdf.Object) -> Box:
    left, bottom, right, top = (float(side) for side in sides)
    return left, bottom, right, top


def _areas(sheet: Sheet, creep: float) -> tuple[Box, Box]:
    """The visible area of a left and of a right page: without the bleed at the fold.

    What is moved over the fold by ``creep`` pt is not visible either.
    """
    left, bottom, right, top = sheet.bleed
    return (left, bottom, sheet.trim[2] - creep, top), (sheet.trim[0] + creep, bottom, right, top)


def _shifts(sheet: Sheet, creep: float) -> tuple[float, float]:
    """How far to the right a left and a right page are moved, in pt."""
    return creep, sheet.trim[2] - sheet.trim[0] - creep


def _is_painted(page: pikepdf.Object) -> bool:
    """Whether a page has more than printer's marks, which are its last content stream."""
    return len(page.Contents) > 1


def _form(document: pikepdf.Pdf, page: pikepdf.Object, area: Box) -> pikepdf.Object:
    content = b"\n".join(stream.read_bytes() for stream in list(page.Contents)[:-1])
    return document.make_stream(
        content,
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=Array(area),
        Resources=page.Resources,
    )


def _call(name: str, shift: float) -> bytes:
    return f"q 1 0 0 1 {shift:g} 0 cm {name} Do Q".encode()
