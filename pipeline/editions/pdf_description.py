"""What a PDF of a note says of itself, and the fonts it is set in."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from pipeline.press.pdf.font_programs import cut_fonts
from pipeline.press.pdf.pdf_metadata import PdfMetadata

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pipeline.editions.bench import Bench
    from pipeline.note import Note
    from pipeline.press.parts.parts import PartPages
    from pipeline.press.pdf.font_programs import Program


def describe_note(bench: Bench, output: str) -> PdfMetadata:
    """Return what a PDF of a whole note says of itself; ``output`` is its path."""
    note = bench.note
    return describe(note, output, bench.view.cover.full_title, note.metadata.description)


def describe(note: Note, output: str, title: str, description: str) -> PdfMetadata:
    """Return what a PDF made of a note says of itself."""
    data = note.metadata
    return PdfMetadata(
        name=f"{data.identifiers.urn}/{output}",
        title=title,
        creators=(note.publisher.name,),
        description=description,
        language=data.language,
        subjects=data.subjects,
        publisher=note.publisher.name,
        rights=data.licence.statement,
        date=data.published,
    )


def programs_for(bench: Bench, parts: Sequence[PartPages]) -> Mapping[str, Program]:
    """Return the font programs that parts are set in."""
    files = {sha256(font.content).hexdigest(): font.content for font in bench.fonts.fonts}
    return cut_fonts(parts, files, bench.cache)
