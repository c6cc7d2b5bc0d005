"""Headings separated from their text, and headings in which a line ends with a hyphen."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.press.layout_check.found import Found

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pipeline.press.layout_check.reading import Page, Piece

HYPHENS = ("-", "\u2010")


def find_stranded_headings(pages: Sequence[Page]) -> Iterator[Found]:
    """Yield headings, panels and table captions at the end of a page, before their content."""
    for page, following in pairwise(pages):
        # An opener has its page to itself.
        opens = any(piece.kind == "art" for piece in page.pieces)
        if page.flow and following.flow and _leads_on(page.flow[-1]) and not opens:
            last = page.flow[-1]
            lines = (piece.text for piece in page.flow if piece.block is last.block)
            yield Found("stranded heading", page.number, last.block, " ".join(lines))


def find_hyphens_in_headings(blocks: Iterable[Sequence[Piece]]) -> Iterator[Found]:
    """Yield each heading in which a line that is not the last ends with a hyphen."""
    for lines in blocks:
        ends = [pair for pair in pairwise(lines) if pair[0].text.endswith(HYPHENS)]
        if lines[0].kind == "heading" and ends:
            line, following = ends[0]
            word = line.text.split()[-1] + following.text.split()[0]
            yield Found("hyphen in heading", line.page, line.block, word)


def _leads_on(piece: Piece) -> bool:
    return piece.kind in ("heading", "panel") or piece.block.tag == "caption"
