"""The screen PDF: both PDF/UA-1 and PDF/A-3a, with the note's source attached."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.editions.edition import Artefact
from pipeline.editions.pdf_description import describe_note, programs_for
from pipeline.editions.photos import screen_pictures
from pipeline.press.pdf.joining.join import join_for_screen

if TYPE_CHECKING:
    from pipeline.editions.bench import Bench
    from pipeline.press.parts.paged_note import PagedNote


def make(bench: Bench, paged: PagedNote) -> tuple[Artefact, ...]:
    """Make the screen PDF of the note.

    Raises SourceError for faults of the note, CannotRunError if the engine cannot run.
    """
    note, parts = bench.note, paged.parts
    path = f"{note.slug}.pdf"
    content = join_for_screen(
        parts,
        describe_note(bench, path, "pdf"),
        programs_for(bench, parts),
        note.attached,
        screen_pictures(paged.photos),
    )
    return (Artefact(path, content, "application/pdf"),)
