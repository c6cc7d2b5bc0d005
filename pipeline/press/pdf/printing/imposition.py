"""Imposition schemes: the order of pages on the sheets. Pages are counted from 1."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.languages import Direction

SADDLE_STITCHED = 4
"""The number of pages on a folded sheet; the page count of a booklet is a multiple of it."""


def padding(pages: int, multiple: int) -> range:
    """The numbers of the blank pages that bring the page count to a multiple.

    They come before the last page, which stays the back cover.
    """
    return range(pages, pages + -pages % multiple)


def blank_pages(numbers: Sequence[int], multiple: int) -> tuple[int, ...]:
    """The numbers of all blank pages of print, if its other pages have the ``numbers`` given.

    These are the numbers left out, so that a theme begins on a right-hand page, and then those that
    bring the page count to a multiple.
    """
    total = numbers[-1] if numbers else 0
    left_out = set(range(1, total)).difference(numbers)
    return (*sorted(left_out), *padding(total, multiple))


def saddle_stitch(pages: int, direction: Direction = "ltr") -> tuple[tuple[int, int], ...]:
    """The left and the right page on each side of the sheets of a booklet.

    Sheets are nested and stitched through the fold: the first has the last and the first page on
    its front, the second and the last but one on its back. ``pages`` is a multiple of four. A
    booklet that is read from right to left opens at its right, so that its first page is a
    left-hand one.
    """
    recto = 1 if direction == "ltr" else 0
    return tuple(
        (pages + 1 - page, page) if page % 2 == recto else (page, pages + 1 - page)
        for page in range(1, pages // 2 + 1)
    )
