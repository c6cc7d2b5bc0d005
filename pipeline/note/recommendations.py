"""The recommendations of a note."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pipeline.note.text import Recommendation
from pipeline.note.walk import headings_of

if TYPE_CHECKING:
    from pipeline.note import Note
    from pipeline.note.parts import Part

COLLECTED: Final = "recommendations"
"""What ``[](#recommendations)`` names, in a paragraph of its own, to have a table of them."""


def recommendations_of(note: Note) -> tuple[Recommendation, ...]:
    """The recommendations of a note in reading order."""
    return tuple(one for part in note.parts for one in recommendations_in(part))


def recommendations_in(part: Part) -> tuple[Recommendation, ...]:
    """The recommendations of a part in reading order: they stand directly under headings."""
    return tuple(
        block
        for heading in headings_of(part)
        for block in heading.blocks
        if isinstance(block, Recommendation)
    )
