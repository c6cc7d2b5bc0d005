from __future__ import annotations

from collections.abc import Iterator

import pytest

from pipeline.note import Note
from pipeline.note.replacing import lines_in
from pipeline.note.text import Block, BlockElement, WorkList
from pipeline.note.walk import blocks_below, children_of, headings_in, is_block

KINDS = sorted(kind.__name__ for kind in BlockElement.__subclasses__() if kind is not WorkList)


@pytest.mark.parametrize("kind", KINDS)
def test_the_lines_of_every_kind_of_block_are_in_reading_order(rich_note: Note, kind: str) -> None:
    headings = headings_in(rich_note)
    blocks = [one for heading in headings for one in blocks_below(heading.blocks)]
    blocks = [one for one in blocks if type(one).__name__ == kind]
    assert blocks, f"tests/notes/rich has no {kind}"
    for block in blocks:
        wanted = list(inlines_of(block))
        found = [id(inline) for line in lines_in(block) for inline in line]
        assert [one for one in found if one in wanted] == wanted


def inlines_of(block: Block) -> Iterator[int]:
    """The inlines of a block, by their identity, in the order in which it is read."""
    for child in children_of(block):
        if is_block(child):
            yield from inlines_of(child)
        else:
            yield id(child)
