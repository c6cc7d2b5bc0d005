"""The works that a note cites, as files for programs that manage references."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.note.text import WorkList
from pipeline.note.walk import blocks_below, headings_in
from pipeline.views.reference_files.files import reference_files

if TYPE_CHECKING:
    from pipeline.note import Note
    from pipeline.views.reference_files.files import CitationFile


def works_as_files(note: Note) -> dict[str, tuple[CitationFile, ...]]:
    """The files of each list of works, by its name; they are in the order of the list."""
    if not note.items:
        return {}
    return {
        listed.name: reference_files(listed.name, [note.items[work.key] for work in listed.works])
        for heading in headings_in(note)
        for listed in blocks_below(heading.blocks)
        if isinstance(listed, WorkList)
    }
