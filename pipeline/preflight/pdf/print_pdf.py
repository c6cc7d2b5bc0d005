"""The checks of a print PDF, like those of a printer's preflight."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from pipeline.findings import Finding, Place
from pipeline.preflight.pdf.painted.boxes import (
    check_bleed,
    check_boxes,
    check_marks,
    check_slivers,
)
from pipeline.preflight.pdf.painted.fonts import check_fonts
from pipeline.preflight.pdf.painted.inks import check_group, check_inks
from pipeline.preflight.pdf.painted.output_intent import check_output_intent, for_press
from pipeline.preflight.pdf.painted.pictures import check_pictures
from pipeline.preflight.pdf.painted.sheets import (
    check_blank,
    check_fold,
    check_multiple,
    check_sides,
)
from pipeline.preflight.pdf.reading.painting import paint
from pipeline.preflight.pdf.reading.pdf_safety import check_safety, open_pdf
from pipeline.preflight.pdf.screen_pdf import check_page_count
from pipeline.preflight.pdf.self_description import check_self_description
from pipeline.press.pdf.printing.imposition import blank_pages

if TYPE_CHECKING:
    import pikepdf

    from pipeline.preflight.expectations import Expected
    from pipeline.preflight.pdf.reading.painting import Mark

    PageCheck = Callable[[pikepdf.Page, int, Sequence[Mark]], Iterator[Finding]]

_INTERACTIVE = ("/AcroForm", "/Outlines", "/OpenAction", "/StructTreeRoot")
_REBUILD = "build the print edition again"


def check_printed_note(
    content: bytes, expected: Expected, numbers: Sequence[int]
) -> Iterator[Finding]:
    """Yield the faults of the print PDF of a note. Raises UnreadableError.

    ``numbers`` are those of the pages of the note itself; there are none if they are not known.
    """
    blank = blank_pages(numbers, expected.multiple)
    with open_pdf(content) as pdf:
        yield from check_multiple(len(pdf.pages), expected.multiple)
        yield from _check(pdf, expected, expected.title, partial(check_blank, blank))


def check_booklet(content: bytes, expected: Expected, numbers: Sequence[int]) -> Iterator[Finding]:
    """Yield the faults of a booklet; ``numbers`` as above."""
    with open_pdf(content) as pdf:
        yield from check_sides(len(pdf.pages), numbers[-1] if numbers else 0)
        yield from _check(pdf, expected, expected.title, check_fold)


def check_printed_one_pager(content: bytes, expected: Expected) -> Iterator[Finding]:
    """Yield the faults of the print PDF of a one-pager. Raises UnreadableError."""
    with open_pdf(content) as pdf:
        yield from check_page_count(pdf)
        yield from _check(pdf, expected, "")


def _check(pdf: pikepdf.Pdf, expected: Expected, title: str, *more: PageCheck) -> Iterator[Finding]:
    yield from check_safety(pdf)
    yield from check_self_description(pdf, None, title, expected.language)
    yield from check_output_intent(pdf, for_press(expected.condition))
    yield from check_boxes(pdf, expected.trim, expected.bleed, expected.slug)
    yield from _check_static(pdf)
    pages = {number: tuple(paint(page)) for number, page in enumerate(pdf.pages, 1)}
    yield from check_fonts(pages)
    for (number, marks), page in zip(pages.items(), pdf.pages, strict=True):
        yield from check_group(page.obj, number)
        yield from check_inks(marks, number, expected.inks)
        yield from check_pictures(marks, number)
        yield from check_bleed(page, number, marks, expected.thickness)
        for check in (check_slivers, check_marks, *more):
            yield from check(page, number, marks)


def _check_static(pdf: pikepdf.Pdf) -> Iterator[Finding]:
    """Check that the file has no links, forms or bookmarks (ISO 15930-7)."""
    root: Any = pdf.Root
    for key in _INTERACTIVE:
        if key in root:
            message = f"the PDF has {key[1:]}, which is for screens"
            yield Finding("N452", message, Place(""), _REBUILD)
    for number, page in enumerate(pdf.pages, 1):
        count = len(page.obj.get("/Annots", []))
        if count:
            message = f"the page has {count} annotations, which are for screens"
            yield Finding("N452", message, Place("", page=number), _REBUILD)
