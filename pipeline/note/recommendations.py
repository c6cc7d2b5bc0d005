"""The recommendations of a note."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pipeline.note.text import Recommendation
from pipeline.note.walk import headings_in

if TYPE_CHECKING:
    from pipeline.note import Note

COLLECTED: Final = "recommendations"
"""What ``[](#recommendations)`` names, in a paragraph of its own, to have a table of them."""


def recommendations_of(note: Note) -> tuple[Recommendation, ...]:
    """The recommendations of a note in reading order: they stand directly under headings."""
    headings = headings_in(note)
    return tuple(
        block
        for heading in headings
        for block in heading.blocks
        if isinstance(block, Recommendation)
    )
