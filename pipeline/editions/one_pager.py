"""The one-pagers edition: each theme on one A4 page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.editions.edition import Artefact
from pipeline.editions.pdf_description import describe, programs_for
from pipeline.editions.photos import screen_pictures
from pipeline.note.formula_words import spoken
from pipeline.press.pdf.joining.join import join_for_screen
from pipeline.press.pdf.joining.standards import screen_standard

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.editions.bench import Bench
    from pipeline.editions.one_pager_pages import OnePager
    from pipeline.press.pdf.joining.pdf_metadata import PdfMetadata


def make(bench: Bench, one_pagers: Sequence[OnePager]) -> tuple[Artefact, ...]:
    """Make the one-pager of every theme.

    Raises SourceError with an N320 for each theme whose text does not fit.
    """
    return tuple(_for_screen(bench, one) for one in one_pagers)


def describe_one_pager(bench: Bench, one: OnePager, path: str) -> PdfMetadata:
    """The metadata of the PDF of a one-pager."""
    view = one.view
    return describe(bench.note, path, view.title, spoken(view.lead, view.language), view.words)


def _for_screen(bench: Bench, one: OnePager) -> Artefact:
    parts = (one.pages,)
    data = describe_one_pager(bench, one, one.path())
    photos = screen_pictures(one.photos)
    standard = screen_standard(bench.style)
    content = join_for_screen(parts, data, programs_for(bench, parts), standard, photos=photos)
    return Artefact(one.path(), content, "application/pdf")
