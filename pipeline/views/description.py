"""What a note is about, for catalogues, search engines and link previews."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pipeline.note.formula_words import spoken
from pipeline.note.repeating import repeated, shortened
from pipeline.note.text import Paragraph

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.note import Note
    from pipeline.note.text import Block, Inlines

_TOLD_BY: Final = frozenset({"summary", "introduction", "theme"})
_LONGEST: Final = 300
"""Characters; what a description in `note.yaml` may have at most."""


def description_of(note: Note) -> str:
    """The description of a note, else its subtitle, else how its text begins, else its title."""
    data = note.metadata
    lead = next((part.lead for part in note.parts if part.role == "summary" and part.lead), "")
    begins = beginning(
        block for part in note.parts if part.role in _TOLD_BY for block in part.blocks
    )
    words = spoken(begins, data.language).strip()
    return data.description or data.subtitle or lead or words or data.title


def beginning(blocks: Iterable[Block]) -> Inlines:
    """The first paragraph among blocks, cut at a word if it is long; empty if there is none."""
    paragraphs = (one for one in blocks if isinstance(one, Paragraph))
    return next((shortened(repeated(one.inlines), _LONGEST) for one in paragraphs), ())
