"""The print edition: the note and its one-pagers for the press, PDF/X-4, each with a ticket.

The style says to which number the pages of the note are filled up, and whether they are set on
the sheets of a booklet as well.
"""

from __future__ import annotations

import zlib
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.cache import Cache, key_of
from pipeline.editions.edition import Artefact, Edition
from pipeline.editions.job_ticket import write_ticket
from pipeline.editions.one_pager import describe_one_pager
from pipeline.editions.pdf_description import describe_note, programs_for
from pipeline.errors import SourceError
from pipeline.press.imposition import SADDLE_STITCHED
from pipeline.press.join import join_for_press
from pipeline.press.printing import Job, condition_of, multiple_of, read_profile, wants_booklet
from pipeline.press.style_places import look_up

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.editions.workbench import Workbench
    from pipeline.press.parts import PartPages
    from pipeline.press.pdf_metadata import PdfMetadata


def make(bench: Workbench) -> tuple[Artefact, ...]:
    """Return the note and its one-pagers for the press.

    Raises SourceError for what cannot be printed, such as a colour without a twin (N401), and
    CannotRunError where the profile of the printing condition is missing.
    """
    condition = condition_of(bench.style)
    profile = _deflated(read_profile(condition), bench.cache)
    pages = [one.pages for one in bench.one_pagers]
    laid_out = (*bench.paged.parts, *pages)
    findings = dict.fromkeys(finding for part in laid_out for finding in part.print_findings)
    if findings:
        raise SourceError([look_up(finding, bench.style) for finding in findings])
    return tuple(_artefacts(bench, Job(condition, profile)))


EDITION = Edition("print", "the note and its one-pagers for the press (PDF/X-4)", make)


def _deflated(profile: bytes, cache: Cache) -> bytes:
    """Return a profile as it stands in a PDF; to deflate one takes longer than a whole print."""
    key = key_of("deflated", zlib.ZLIB_RUNTIME_VERSION, profile)
    content = cache.get(key)
    if content is None:
        content = zlib.compress(profile)
        cache.put(key, content)
    return content


def _artefacts(bench: Workbench, plain: Job) -> Iterator[Artefact]:
    """Yield each PDF with its ticket."""
    for path, parts, data, job in _documents(bench, plain):
        content = join_for_press(parts, data, programs_for(bench, parts), job)
        yield Artefact(path, content, "application/pdf")
        ticket = write_ticket(bench, path, content, parts, job)
        yield Artefact(path.replace(".pdf", ".json"), ticket, "application/json")


def _documents(
    bench: Workbench, plain: Job
) -> Iterator[tuple[str, tuple[PartPages, ...], PdfMetadata, Job]]:
    """Yield the path of each PDF, its parts, what it says of itself and what it is made for."""
    for ending, job in _jobs_of_note(bench, plain):
        path = f"{bench.note.slug}{ending}.pdf"
        yield path, bench.paged.parts, describe_note(bench, path), job
    for one in bench.one_pagers:
        path = one.path("-print")
        yield path, (one.pages,), describe_one_pager(bench, one, path), plain


def _jobs_of_note(bench: Workbench, plain: Job) -> Iterator[tuple[str, Job]]:
    """Yield what the note is printed for, after the end of the file's name."""
    yield "-print", replace(plain, multiple=multiple_of(bench.style))
    if wants_booklet(bench.style):
        yield "-booklet", replace(plain, multiple=SADDLE_STITCHED, is_booklet=True)
