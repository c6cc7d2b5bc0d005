"""The print edition: the note and its one-pagers as PDF/X-4, each with a job ticket.

The style sets the number of which the page count is a multiple, and whether there is a booklet as
well.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pipeline.cache import Cache, key_of
from pipeline.editions.edition import Artefact
from pipeline.editions.job_ticket import write_ticket
from pipeline.editions.one_pager import describe_one_pager
from pipeline.editions.pdf_description import describe_note, programs_for
from pipeline.editions.photos import print_pictures
from pipeline.errors import SourceError
from pipeline.press.engine.engine import LayoutFailedError
from pipeline.press.layout.pagination import cannot_lay_out
from pipeline.press.parts.style_places import look_up
from pipeline.press.pdf.joining.join import PressDocument, join_for_press
from pipeline.press.pdf.printing.imposition import SADDLE_STITCHED
from pipeline.press.pdf.printing.settings import (
    Job,
    condition_of,
    multiple_of,
    read_profile,
    wants_booklet,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.editions.bench import Bench
    from pipeline.editions.one_pager_pages import OnePager
    from pipeline.press.parts.paged_note import PagedNote

_JOIN = "pipeline.press.pdf.joining.join:join_all_for_press"


@dataclass(frozen=True, slots=True)
class Joined:
    """The print PDFs of the note: their content by path, and their bytes."""

    documents: Mapping[str, PressDocument]
    contents: tuple[bytes, ...]


def join_note(bench: Bench, paged: PagedNote) -> Joined:
    """Join the print PDFs of the note, in another process.

    Raises SourceError if that exceeds a limit, and CannotRunError if the profile of the printing
    condition is missing.
    """
    documents = dict(_note_documents(bench, paged))
    bare = [_without_screen(document) for document in documents.values()]
    try:
        contents: tuple[bytes, ...] = bench.engine.run(_JOIN, bare)
    except LayoutFailedError as error:
        raise SourceError([cannot_lay_out("the print edition", error)]) from error
    return Joined(documents, contents)


def make(
    bench: Bench, paged: PagedNote, joined: Joined, one_pagers: Sequence[OnePager]
) -> tuple[Artefact, ...]:
    """Make the print PDFs of the note and its one-pagers.

    Raises SourceError for what cannot be printed, such as a colour without a CMYK equivalent
    (N401), and CannotRunError if the profile of the printing condition is missing.
    """
    laid_out = (*paged.parts, *(one.pages for one in one_pagers))
    findings = dict.fromkeys(finding for part in laid_out for finding in part.print_findings)
    if findings:
        raise SourceError([look_up(finding, bench.style) for finding in findings])
    documents = dict(_one_pager_documents(bench, one_pagers))
    contents = (*joined.contents, *map(join_for_press, documents.values()))
    return tuple(_artefacts(bench, {**joined.documents, **documents}, contents))


def _artefacts(
    bench: Bench, documents: Mapping[str, PressDocument], contents: Sequence[bytes]
) -> Iterator[Artefact]:
    """Yield each PDF and its job ticket."""
    for (path, document), content in zip(documents.items(), contents, strict=True):
        pdf = Artefact(path, content, "application/pdf")
        yield pdf
        ticket = write_ticket(bench, pdf, document.parts, document.job)
        yield Artefact(path.replace(".pdf", ".json"), ticket, "application/json")


def _note_documents(bench: Bench, paged: PagedNote) -> Iterator[tuple[str, PressDocument]]:
    """Yield the path and the content of each PDF of the note."""
    parts, photos = paged.parts, print_pictures(paged.photos)
    fonts = programs_for(bench, parts)
    for suffix, job in _note_jobs(bench):
        path = f"{bench.note.slug}{suffix}.pdf"
        yield path, PressDocument(parts, describe_note(bench, path, "print"), fonts, job, photos)


def _note_jobs(bench: Bench) -> Iterator[tuple[str, Job]]:
    """Yield a file name suffix and a job for each print PDF of the note."""
    plain = _plain_job(bench)
    yield "-print", replace(plain, multiple=multiple_of(bench.style))
    if wants_booklet(bench.style):
        yield (
            "-booklet",
            replace(
                plain,
                multiple=SADDLE_STITCHED,
                is_booklet=True,
                thickness=bench.style.length("paper-thickness"),
            ),
        )


def _one_pager_documents(
    bench: Bench, one_pagers: Sequence[OnePager]
) -> Iterator[tuple[str, PressDocument]]:
    job = replace(_plain_job(bench), is_one_pager=True)
    for one in one_pagers:
        path, pages = one.path("-print"), (one.pages,)
        data = describe_one_pager(bench, one, path)
        photos = print_pictures(one.photos)
        yield path, PressDocument(pages, data, programs_for(bench, pages), job, photos)


def _plain_job(bench: Bench) -> Job:
    condition = condition_of(bench.style)
    return Job(condition, _deflated(read_profile(condition), bench.cache))


def _deflated(profile: bytes, cache: Cache) -> bytes:
    """A profile, deflated for a PDF; cached, because that takes longer than joining."""
    key = key_of("deflated", zlib.ZLIB_RUNTIME_VERSION, profile)
    content = cache.get(key)
    if content is None:
        content = zlib.compress(profile)
        cache.put(key, content)
    return content


def _without_screen(document: PressDocument) -> PressDocument:
    """The content needed for joining, so that no more is sent to the other process."""
    parts = (replace(part, screen=b"", pages={}, starts=(), remarks=()) for part in document.parts)
    return replace(document, parts=tuple(parts))
