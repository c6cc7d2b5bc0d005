"""All checks of a layout, with their remarks in the order of the pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipeline.press.layout_check.anchors import anchor_of
from pipeline.press.layout_check.characters import find_typewriter_characters
from pipeline.press.layout_check.footnotes import find_displaced_footnotes
from pipeline.press.layout_check.headings import find_hyphens_in_headings, find_stranded_headings
from pipeline.press.layout_check.hyphens import find_hyphens_at_page_ends
from pipeline.press.layout_check.layout_hints import find_ineffective_hints
from pipeline.press.layout_check.line_faults import (
    find_divided_names,
    find_pairs_of_hyphens,
    find_short_last_lines,
)
from pipeline.press.layout_check.line_lengths import find_loose_lines, find_overfull_lines
from pipeline.press.layout_check.margin_column import find_misplaced_pull_quotes
from pipeline.press.layout_check.page_fill import find_near_empty_pages
from pipeline.press.layout_check.paragraph_ends import find_short_last_words, find_single_lines
from pipeline.press.layout_check.reading import read_pages
from pipeline.press.layout_check.table_cuts import find_divided_rows, find_overfull_tables
from pipeline.press.layout_check.ties import find_missing_no_break_spaces
from pipeline.press.parts.remarks import Remark

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from pipeline.press.boxes.document_tree import DocumentTree
    from pipeline.press.layout_check.found import Found
    from pipeline.press.layout_check.reading import Page, Piece

_PAGE_CHECKS = (
    find_stranded_headings,
    find_near_empty_pages,
    find_overfull_lines,
    find_displaced_footnotes,
    find_divided_rows,
    find_overfull_tables,
    find_misplaced_pull_quotes,
    find_typewriter_characters,
)
_BLOCK_CHECKS = (
    find_single_lines,
    find_short_last_words,
    find_short_last_lines,
    find_pairs_of_hyphens,
    find_divided_names,
    find_loose_lines,
    find_hyphens_at_page_ends,
    find_hyphens_in_headings,
    find_missing_no_break_spaces,
)


def check_layout(
    document: Any, tree: DocumentTree, lay_out: Callable[[], Any]
) -> tuple[Remark, ...]:
    """Check a laid-out document, and return the remarks in the order of its pages.

    ``lay_out`` repeats the layout with the current state of the elements. Neither the document
    nor the elements are changed in the end.
    """
    pages = read_pages(document.pages, tree)
    found = [*_find(pages)]
    found += find_ineffective_hints(tree.root, pages, lambda: read_pages(lay_out().pages, tree))
    found.sort(key=lambda one: one.page)
    remarks = (
        Remark(one.kind, one.page, anchor_of(one.element, tree), one.words, one.size)
        for one in found
    )
    return tuple(dict.fromkeys(remarks))


def _find(pages: Sequence[Page]) -> Iterator[Found]:
    for find in _PAGE_CHECKS:
        yield from find(pages)
    blocks = _lines_by_block(pages)
    for find_in in _BLOCK_CHECKS:
        yield from find_in(blocks)


def _lines_by_block(pages: Sequence[Page]) -> list[list[Piece]]:
    """The lines of each paragraph, heading, list item or cell, across page breaks."""
    blocks: dict[object, list[Piece]] = {}
    for page in pages:
        for piece in page.pieces:
            if piece.kind not in ("picture", "art"):
                blocks.setdefault(piece.block, []).append(piece)
    return list(blocks.values())
