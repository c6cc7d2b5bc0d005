"""Blank pages in print PDFs: before right-hand pages, and up to a multiple for the sheets."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pikepdf

from pipeline.press.pdf.printing.imposition import blank_pages

if TYPE_CHECKING:
    from collections.abc import Sequence

_BOXES = ("/MediaBox", "/BleedBox", "/TrimBox")


def insert_blank_pages(
    document: pikepdf.Pdf, numbers: Sequence[int], multiple: int
) -> Sequence[int]:
    """Insert blank pages, and return their numbers, counted from 1.

    ``numbers`` are those of the pages that there are. Blank pages have the boxes and the printer's
    marks of the last page; the marks are its last content stream.
    """
    last = document.pages[-1].obj
    blanks = blank_pages(numbers, multiple)
    for number in blanks:
        blank = pikepdf.Dictionary(
            Type=pikepdf.Name.Page,
            Resources=pikepdf.Dictionary(ColorSpace=last.Resources.ColorSpace),
            Contents=pikepdf.Array([last.Contents[-1]]),
        )
        for box in _BOXES:
            blank[box] = last[box]
        document.pages.insert(number - 1, pikepdf.Page(document.make_indirect(blank)))
    return blanks
