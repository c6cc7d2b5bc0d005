"""Words divided by a page break."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.press.layout_check.found import Found
from pipeline.press.layout_check.headings import HYPHENS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pipeline.press.layout_check.reading import Piece


def find_hyphens_at_page_ends(blocks: Iterable[Sequence[Piece]]) -> Iterator[Found]:
    """Yield the words that begin on one page and end on the next."""
    for lines in blocks:
        for line, following in pairwise(lines):
            if line.page != following.page and line.text.endswith(HYPHENS):
                word = line.text.split()[-1] + following.text.split()[0]
                yield Found("hyphen at page end", line.page, line.leaf, word)
