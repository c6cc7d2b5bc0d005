"""Pages that are nearly empty, with only a few lines left over from the page before."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.press.layout_check.found import Found

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.press.layout_check.reading import Page

MIN_LINES = 3
"""The fewest lines on a page without a picture."""


def find_near_empty_pages(pages: Sequence[Page]) -> Iterator[Found]:
    """Yield the pages with too few lines.

    The first page of a text may be short: there is no page before from which to save lines.
    """
    for before, page in pairwise(pages):
        lines = len({round(piece.top) for piece in page.flow})
        if 0 < lines < MIN_LINES and not _begins(before, page) and not _shows(page):
            yield Found("near-empty page", page.number, page.flow[0].leaf, size=lines)


def _begins(before: Page, page: Page) -> bool:
    """Whether a page is the first of its text: after an opening page, or under a main title."""
    return page.flow[0].block.tag in ("h1", "h2") or any(p.kind == "art" for p in before.pieces)


def _shows(page: Page) -> bool:
    return any(piece.kind in ("picture", "art") for piece in page.flow)
