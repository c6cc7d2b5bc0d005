"""The print edition: the note and its one-pagers for the press, PDF/X-4, each with a ticket."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from pipeline.editions.edition import Artefact, Edition
from pipeline.editions.job_ticket import write_ticket
from pipeline.editions.one_pager import describe_one_pager
from pipeline.editions.pdf_description import describe_note, programs_for
from pipeline.errors import SourceError
from pipeline.press.join import join_for_press
from pipeline.press.printing import condition_of, read_profile
from pipeline.press.style_places import look_up

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.editions.workbench import Workbench
    from pipeline.press.parts import PartPages
    from pipeline.press.pdf_metadata import PdfMetadata
    from pipeline.press.printing import Condition


def make(bench: Workbench) -> tuple[Artefact, ...]:
    """Return the note and its one-pagers for the press.

    Raises SourceError for what cannot be printed, such as a colour without a twin (N401), and
    CannotRunError where the profile of the printing condition is missing.
    """
    condition = condition_of(bench.style)
    profile = zlib.compress(read_profile(condition))
    pages = [one.pages for one in bench.one_pagers]
    laid_out = (*bench.paged.parts, *pages)
    findings = dict.fromkeys(finding for part in laid_out for finding in part.print_findings)
    if findings:
        raise SourceError([look_up(finding, bench.style) for finding in findings])
    return tuple(_artefacts(bench, condition, profile))


EDITION = Edition("print", "the note and its one-pagers for the press (PDF/X-4)", make)


def _artefacts(bench: Workbench, condition: Condition, profile: bytes) -> Iterator[Artefact]:
    """Yield each PDF with its ticket."""
    for path, parts, data in _documents(bench):
        content = join_for_press(parts, data, programs_for(bench, parts), condition, profile)
        yield Artefact(path, content, "application/pdf")
        ticket = write_ticket(bench, path, content, parts, condition)
        yield Artefact(path.replace(".pdf", ".json"), ticket, "application/json")


def _documents(
    bench: Workbench,
) -> Iterator[tuple[str, tuple[PartPages, ...], PdfMetadata]]:
    """Yield the path of each PDF, its parts and what it says of itself."""
    path = f"{bench.note.slug}-print.pdf"
    yield path, bench.paged.parts, describe_note(bench, path)
    for one in bench.one_pagers:
        path = one.path("-print")
        yield path, (one.pages,), describe_one_pager(bench, one, path)
