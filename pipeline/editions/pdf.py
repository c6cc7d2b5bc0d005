"""The screen PDF: accessible and archivable at once, with the note's source attached."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.editions.edition import Artefact
from pipeline.editions.pdf_description import describe_note, programs_for
from pipeline.editions.photos import screen_pictures
from pipeline.press.pdf.attaching.attachment import pack_source
from pipeline.press.pdf.joining.join import join_for_screen
from pipeline.press.pdf.joining.standards import screen_standard

if TYPE_CHECKING:
    from pipeline.editions.bench import Bench
    from pipeline.press.parts.paged_note import PagedNote
    from pipeline.press.pdf.attaching.attachment import SourceArchive


def archive_source(bench: Bench) -> SourceArchive:
    """The source of the note as its PDF has it, packed while pages are laid out."""
    note = bench.note
    return pack_source(note.attached, note.metadata.published, note.slug)


def make(bench: Bench, paged: PagedNote, source: SourceArchive) -> tuple[Artefact, ...]:
    """Make the screen PDF of the note.

    Raises SourceError for faults of the note, CannotRunError if the engine cannot run.
    """
    parts = paged.parts
    path = f"{bench.note.slug}.pdf"
    content = join_for_screen(
        parts,
        describe_note(bench, path, "pdf"),
        programs_for(bench, parts),
        screen_standard(bench.style),
        source,
        screen_pictures(paged.photos),
    )
    return (Artefact(path, content, "application/pdf"),)
