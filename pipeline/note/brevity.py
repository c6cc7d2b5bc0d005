"""Whether a note is a brief, whose pages need neither contents nor an opening page."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Final

from pipeline.note.text import Figure
from pipeline.note.walk import blocks_below, headings_in, words_of

if TYPE_CHECKING:
    from pipeline.note import Note
    from pipeline.note.parts import Heading

_LONGEST: Final = 7_000
"""The most characters of a brief: about two pages, or 1,100 words of English."""
_FIGURE: Final = 1_200
"""The characters that would stand in the place of a figure: 16 lines."""


def is_brief(note: Note) -> bool:
    """Whether a note is a brief: one theme and nothing else, of about two pages at most.

    Its contents would be that theme alone. A Chinese character is as wide as two others.
    """
    listed = (*note.parts, *note.people.participants, *note.people.observers)
    if len(listed) > 1 or note.parts[0].role != "theme":
        return False
    return sum(map(_length, headings_in(note))) <= _LONGEST


def _length(heading: Heading) -> int:
    words = words_of(heading.blocks)
    wide = sum(unicodedata.east_asian_width(character) in "WF" for character in words)
    figures = sum(isinstance(block, Figure) for block in blocks_below(heading.blocks))
    return len(words) + wide + figures * _FIGURE
