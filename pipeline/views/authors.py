"""The author of a note that names no person as one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.views.matter import own_wording

if TYPE_CHECKING:
    from pipeline.note import Note


def authors(note: Note) -> tuple[str, ...]:
    """The names of the group authors of a note, in its own language where they have one.

    The conveners are the authors of their own note. A note that restates another publication is
    not their work, so its publisher is the author.
    """
    data = note.metadata
    conveners = [partner for partner in data.partners if partner.role == "convener"]
    if not conveners or data.original is not None:
        return (note.publisher.name,)
    return tuple(own_wording(partner.name, data.language) for partner in conveners)
