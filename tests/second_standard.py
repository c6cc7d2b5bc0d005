"""The PDF of a note by PDF/UA-2 and PDF/A-4f, of parts laid out for both standards at once."""

from __future__ import annotations

from pipeline.editions.pdf import archive_source
from pipeline.editions.pdf_description import describe_note, programs_for
from pipeline.editions.photos import screen_pictures
from pipeline.editions.workbench import Workbench
from pipeline.press.pdf.joining.join import join_for_screen
from pipeline.press.pdf.joining.standards import UA2_AND_A4F


def by_second_standard(bench: Workbench) -> bytes:
    """The PDF of a note as a style with `--pdf-standard: ua-2+a-4f` has it."""
    paged = bench.paged
    return join_for_screen(
        paged.parts,
        describe_note(bench, f"{bench.note.slug}.pdf", "pdf"),
        programs_for(bench, paged.parts),
        UA2_AND_A4F,
        archive_source(bench),
        screen_pictures(paged.photos),
    )
