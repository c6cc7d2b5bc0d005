"""Imposition schemes: the order of pages on the sheets. Pages are counted from 1."""

from __future__ import annotations

SADDLE_STITCHED = 4
"""The number of pages on a folded sheet; the page count of a booklet is a multiple of it."""


def padding(pages: int, multiple: int) -> range:
    """The numbers of the blank pages that bring the page count to a multiple.

    They come before the last page, which stays the back cover.
    """
    return range(pages, pages + -pages % multiple)


def saddle_stitch(pages: int) -> tuple[tuple[int, int], ...]:
    """The left and the right page on each side of the sheets of a booklet.

    Sheets are nested and stitched through the fold: the first has the last and the first page on
    its front, the second and the last but one on its back. ``pages`` is a multiple of four.
    """
    return tuple(
        (page, pages + 1 - page) if page % 2 == 0 else (pages + 1 - page, page)
        for page in range(1, pages // 2 + 1)
    )
