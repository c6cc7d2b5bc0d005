"""Which page stands where when pages are printed several to a sheet. Pages count from 1."""

from __future__ import annotations

SADDLE_STITCHED = 4
"""How many pages a folded sheet has: a booklet has a multiple of it."""


def padding(pages: int, multiple: int) -> range:
    """Return the numbers of the blank pages that bring pages to a multiple.

    They stand before the last page, which stays the last and so the outside of the back.
    """
    return range(pages, pages + -pages % multiple)


def saddle_stitch(pages: int) -> tuple[tuple[int, int], ...]:
    """Return the left and the right page of each side of the sheets of a booklet.

    Sheets lie in one another and are stitched through the fold: the first holds the last page
    beside the first and, on its back, the second beside the last but one. ``pages`` is a multiple
    of four.
    """
    return tuple(
        (page, pages + 1 - page) if page % 2 == 0 else (pages + 1 - page, page)
        for page in range(1, pages // 2 + 1)
    )
