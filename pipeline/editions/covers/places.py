"""Where a file of a note says what its cover shows, for findings about finished pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.findings import Place

if TYPE_CHECKING:
    from pipeline.note import Note


def place_of_key(note: Note, path: str, key: str) -> Place:
    """The line of a YAML file of a note that begins with a key; the file if none does."""
    text = note.files.get(path, b"").decode("utf-8-sig", "replace")
    for number, line in enumerate(text.splitlines(), start=1):
        if line.startswith(f"{key}:"):
            return Place(path, number, 1, line, len(key))
    return Place(path)
