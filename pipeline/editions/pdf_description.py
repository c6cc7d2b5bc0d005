"""The metadata of a note's PDFs, and their font programs."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING, Literal

from pipeline.bidi import plain_line
from pipeline.note.identifiers import digits_of
from pipeline.press.pdf.joining.font_programs import subset_fonts
from pipeline.press.pdf.joining.pdf_metadata import PdfMetadata
from pipeline.press.pdf.joining.xmp_numbers import Numbers
from pipeline.views.authors import creators_of, publisher_of
from pipeline.views.description import description_of
from pipeline.views.imprint.terms import terms_of
from pipeline.views.sisters import sisters_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pipeline.editions.bench import Bench
    from pipeline.note import Note
    from pipeline.note.identifiers import digits_of
    from pipeline.press.parts.parts import PartPages
from pipeline.press.pdf.joining.font_programs import Program


def describe_note(bench: Bench, output: str, edition: Literal["pdf", "print"]) -> PdfMetadata:
    """The metadata of the PDF of a whole note, with the numbers of its edition.

    ``output`` is its path.
    """
    note, view = bench.note, bench.view
    data = describe(note, output, view.cover.full_title, description_of(note), view.words)
    names = note.metadata.identifiers
    isbn, issns = getattr(names.isbns, edition), names.issns
    found = Numbers(
        doi=names.doi or "",
        isbn=digits_of(isbn) if isbn else "",
        issn=(issns.print if edition == "print" else "") or "",
        online_issn=(issns.online if edition == "pdf" else "") or "",
    )
    related = tuple(one.lasting for one in sisters_of(note) if one.lasting)
    return replace(data, numbers=found, relations=related)


def describe(
    note: Note, output: str, title: str, description: str, words: Mapping[str, str]
) -> PdfMetadata:
    """The metadata of any PDF made from a note; ``words`` are those of its language."""
    data, terms = note.metadata, terms_of(note, words)
    return PdfMetadata(
        name=f"{note.urn}/{output}",
        title=plain_line(title, data.language),
        creators=creators_of(note),
        description=description,
        language=data.language,
        subjects=data.subjects,
        publisher=publisher_of(note),
        rights=terms.statement if terms else "",
        terms_at=terms.web if terms else "",
        date=data.published,
        modified=data.revised,
    )


def programs_for(bench: Bench, parts: Sequence[PartPages]) -> Mapping[str, Program]:
    """The font programs of parts."""
    files = {sha256(font.content).hexdigest(): font.content for font in bench.fonts.fonts}
    return subset_fonts(parts, files, bench.cache)
