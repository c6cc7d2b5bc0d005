"""A placeholder for pictures where only the words of a Word file matter."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Final

from pipeline.note.walk import charts_of
from pipeline.press.word.word_tree import WordPicture

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.note import Note

# A PNG of one pixel.
_PIXEL: Final = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAG7buVgAAAABJRU5ErkJggg=="
)


def stand_ins(note: Note) -> Mapping[str, WordPicture]:
    """A picture of one pixel for every picture and chart of a note."""
    shown = (*note.pictures, *(figure.source for figure in charts_of(note)))
    return dict.fromkeys(shown, WordPicture(_PIXEL))
