"""Pages that hold next to nothing of what the pages before them could not take."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.press.layout_check.found import Found

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.press.layout_check.reading import Page

FEWEST_LINES = 3
"""Lines that a page must hold, unless it has a picture."""


def find_near_empty_pages(pages: Sequence[Page]) -> Iterator[Found]:
    """Yield the pages with fewer lines than they should have.

    A short introduction and a theme of two lines are whole: nothing could be won back.
    """
    for before, page in pairwise(pages):
        lines = len({round(piece.top) for piece in page.flow})
        if 0 < lines < FEWEST_LINES and not _begins(before, page) and not _shows(page):
            yield Found("near-empty page", page.number, page.flow[0].leaf, size=lines)


def _begins(before: Page, page: Page) -> bool:
    """Tell whether a page is the first of its text: after an opener, or under a main title."""
    return page.flow[0].block.tag in ("h1", "h2") or any(p.kind == "art" for p in before.pieces)


def _shows(page: Page) -> bool:
    return any(piece.kind in ("picture", "art") for piece in page.flow)
