"""The pictures of its cover that a note is offered with: their files and media types."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.note import Note


def cover_suffix(note: Note) -> str:
    """The suffix of pictures of the cover: that of a JPEG where there is a photo on it."""
    return ".jpg" if note.metadata.cover else ".png"


def cover_type(note: Note) -> str:
    """The media type of pictures of the cover."""
    return "image/jpeg" if note.metadata.cover else "image/png"


def social_name(note: Note) -> str:
    """The file of the picture for link previews, beside the page of the web edition."""
    return f"social{cover_suffix(note)}"
