"""The checks of a screen PDF, for accessibility and archiving."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.findings import Finding, Place
from pipeline.preflight.pdf.painted.boxes import check_size
from pipeline.preflight.pdf.painted.fonts import check_fonts
from pipeline.preflight.pdf.painted.output_intent import SRGB, check_output_intent
from pipeline.preflight.pdf.painted.screen_colours import check_screen_colours
from pipeline.preflight.pdf.reading.painting import paint
from pipeline.preflight.pdf.reading.pdf_safety import check_safety, open_pdf
from pipeline.preflight.pdf.reading.structure_tree import read_structure
from pipeline.preflight.pdf.self_description import check_self_description
from pipeline.preflight.pdf.source_attachment import check_source_attachment
from pipeline.preflight.pdf.tags.bookmarks import check_bookmarks
from pipeline.preflight.pdf.tags.elements_led_to import check_second
from pipeline.preflight.pdf.tags.links import check_links, check_targets
from pipeline.preflight.pdf.tags.structure import check_structure
from pipeline.preflight.pdf.tags.tagging import check_languages, check_tagging, read_content

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pikepdf

    from pipeline.preflight.expectations import Expected
    from pipeline.preflight.pdf.reading.painting import Mark

_REBUILD = "build the note again"


def check_note(content: bytes, expected: Expected) -> Iterator[Finding]:
    """Yield the faults of the PDF of a note. Raises UnreadableError."""
    with open_pdf(content) as pdf:
        yield from _check(pdf, expected, expected.title)
        yield from check_bookmarks(pdf)
        yield from check_source_attachment(pdf, content, expected.source)


def check_one_pager(content: bytes, expected: Expected) -> Iterator[Finding]:
    """Yield the faults of the PDF of a one-pager. Raises UnreadableError."""
    with open_pdf(content) as pdf:
        yield from check_page_count(pdf)
        yield from _check(pdf, expected, "")


def check_page_count(pdf: pikepdf.Pdf) -> Iterator[Finding]:
    """Yield a finding for a one-pager that is not one page."""
    count = len(pdf.pages)
    if count != 1:
        yield Finding("N429", f"a one-pager has {count} pages", Place(""), _REBUILD)


def _check(pdf: pikepdf.Pdf, expected: Expected, title: str) -> Iterator[Finding]:
    yield from check_safety(pdf)
    yield from check_self_description(pdf, expected.standard, title, expected.language)
    yield from check_output_intent(pdf, SRGB)
    yield from check_size(pdf, expected.trim)
    pages = {number: tuple(paint(page)) for number, page in enumerate(pdf.pages, 1)}
    yield from check_fonts(pages)
    yield from check_screen_colours(pages)
    yield from _check_tags(pdf, pages)
    if expected.standard.is_second:
        yield from check_second(pdf)


def _check_tags(pdf: pikepdf.Pdf, pages: Mapping[int, Sequence[Mark]]) -> Iterator[Finding]:
    root = read_structure(pdf)
    marked = "/MarkInfo" in pdf.Root and pdf.Root.MarkInfo.get("/Marked", False)
    if root is None or not root.kids or not marked:
        what = (
            "has no structure tree" if root is None or not root.kids else "is not marked as tagged"
        )
        yield Finding("N430", f"the PDF {what}", Place(""), _REBUILD)
    yield from check_targets(pdf)
    if root is None:
        return
    contents = read_content(pages)
    yield from check_tagging(pdf, root, contents)
    yield from check_languages(root, contents)
    yield from check_structure(root)
    yield from check_links(pdf, root)
