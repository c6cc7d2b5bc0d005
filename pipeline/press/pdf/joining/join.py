"""Joining laid-out parts to one PDF, for the screen or for print.

The output depends on the parts only, not on the order in which they were laid out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from pipeline.errors import SourceError
from pipeline.findings import Finding, Place
from pipeline.languages import direction_of, is_right_to_left
from pipeline.press.parts.parts import page_numbers
from pipeline.press.pdf.attaching.attachment import attach_source
from pipeline.press.pdf.joining.destinations import join_destinations
from pipeline.press.pdf.joining.font_programs import FontEmbedder, Program
from pipeline.press.pdf.joining.joined_document import copy_part, save, set_metadata
from pipeline.press.pdf.joining.outline import join_outlines
from pipeline.press.pdf.joining.output_intent import add_print_intent, add_screen_intent
from pipeline.press.pdf.joining.pdf_metadata import PdfMetadata, info_of, xmp_of
from pipeline.press.pdf.joining.photos import embed_photos
from pipeline.press.pdf.joining.second_structure import (
    convert_destinations,
    convert_structure,
    read_targets,
)
from pipeline.press.pdf.joining.standards import met_by
from pipeline.press.pdf.joining.structure import join_structures
from pipeline.press.pdf.printing.blank_pages import insert_blank_pages
from pipeline.press.pdf.printing.booklet import impose

if TYPE_CHECKING:
    from pipeline.press.parts.parts import PartPages
    from pipeline.press.parts.photo_copies import PdfPicture
    from pipeline.press.pdf.attaching.attachment import SourceArchive
    from pipeline.press.pdf.joining.standards import ScreenStandard
    from pipeline.press.pdf.printing.settings import Job

_PRINT_VERSION = "1.6"
_NO_PHOTOS: Mapping[str, PdfPicture] = {}


def join_for_screen(
    parts: Sequence[PartPages],
    data: PdfMetadata,
    fonts: Mapping[str, Program],
    standard: ScreenStandard,
    source: SourceArchive | None = None,
    photos: Mapping[str, PdfPicture] = _NO_PHOTOS,
) -> bytes:
    """Join parts to one PDF that conforms to a standard for the screen.

    ``fonts`` are the font programs (see `subset_fonts`), ``source`` the archive to attach as
    its source, ``photos`` those that the parts lack, by path. Raises SourceError (N391) for a link
    to an id that no part has.
    """
    _check_links(parts)
    document = pikepdf.new()
    embedder = FontEmbedder(document, fonts)
    copied = [copy_part(document, part.screen, embedder) for part in parts]
    embed_photos(document, photos)
    join_structures(document, [part.structure for part in copied if part.structure is not None])
    join_destinations(
        document, [part.destinations for part in copied if part.destinations is not None]
    )
    join_outlines(document, [part.outlines for part in copied if part.outlines is not None])
    root = document.Root
    root.Lang = String(data.language)
    root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    _set_direction(document, data)
    root.PageLabels = Dictionary(Nums=Array(_labels(page_numbers(parts))))
    add_screen_intent(document)
    if source is not None:
        attach_source(document, source, data.title, data.modified)
    if standard.is_second:
        targets = read_targets([part.targets for part in copied if part.targets is not None])
        convert_structure(document, targets)
        convert_destinations(document, targets)
    _describe(document, data, met_by(document, standard), [part.screen for part in parts])
    return save(document, standard.version)


@dataclass(frozen=True, slots=True)
class PressDocument:
    """The content of a print PDF; ``fonts`` and ``photos`` are as for the screen."""

    parts: Sequence[PartPages]
    data: PdfMetadata
    fonts: Mapping[str, Program]
    job: Job
    photos: Mapping[str, PdfPicture] = field(default_factory=dict)


def join_all_for_press(
    contents: Sequence[PressDocument],
    request: object,  # noqa: ARG001 - it sends no requests
) -> tuple[bytes, ...]:
    """Join several print PDFs. Run this through `pipeline.press.engine.engine`."""
    return tuple(map(join_for_press, contents))


def join_for_press(content: PressDocument) -> bytes:
    """Join parts to one PDF that conforms to PDF/X-4."""
    parts, job = content.parts, content.job
    document = pikepdf.new()
    embedder = FontEmbedder(document, content.fonts)
    for part in parts:
        copy_part(document, part.print, embedder)
    embed_photos(document, content.photos)
    blank = insert_blank_pages(document, page_numbers(parts), job.multiple)
    if job.is_booklet:
        impose(document, job.thickness, direction_of(content.data.language))
    else:
        labels = Array([0, Dictionary(S=Name.D, St=parts[0].folio)])
        document.Root.PageLabels = Dictionary(Nums=labels)
    _set_direction(document, content.data)
    add_print_intent(document, job.condition, job.profile)
    _describe(
        document, content.data, None, [*(part.print for part in parts), *(b"\f" for _ in blank)]
    )
    document.docinfo.Trapped = Name("/False")
    return save(document, _PRINT_VERSION)


def _set_direction(document: pikepdf.Pdf, data: PdfMetadata) -> None:
    """Say that pages are read from right to left, for views of two pages (ISO 32000-1, 12.2)."""
    if is_right_to_left(data.language):
        preferences = document.Root.get("/ViewerPreferences", Dictionary())
        preferences.Direction = Name.R2L
        document.Root.ViewerPreferences = preferences


def _describe(
    document: pikepdf.Pdf,
    data: PdfMetadata,
    standard: ScreenStandard | None,
    contents: Sequence[bytes],
) -> None:
    """Describe a document for the screen, or by default for print."""
    # PDF/A-4 has no Info dictionary (ISO 19005-4, 6.1.3).
    entries = {} if standard is not None and standard.is_second else info_of(data)
    info = ((key, String(value)) for key, value in entries.items())
    set_metadata(document, info, xmp_of(data, standard, b"".join(contents)))


def _labels(numbers: Sequence[int]) -> Iterator[Any]:
    """Yield the page labels of a document: where numbers go on elsewhere, and with which."""
    for place, number in enumerate(numbers):
        if not place or number != numbers[place - 1] + 1:
            yield place
            yield Dictionary(S=Name.D, St=number)


def _check_links(parts: Sequence[PartPages]) -> None:
    known = {name for part in parts for name in part.pages}
    broken = [
        Finding("N391", f"a link leads to #{name}, which does not exist", Place(part.name))
        for part in parts
        for name in part.links
        if name not in known
    ]
    if broken:
        raise SourceError(broken)
