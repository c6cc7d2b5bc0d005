"""A check that the print PDF has the same pages and words as the screen PDF."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from pipeline.findings import Finding, Place
from pipeline.press.pdf.printing.imposition import blank_pages

_UNEQUAL = re.compile(r"[\s\u00ad\u2010\ufffe]+")
_ACCENTS = re.compile("[\u0300-\u036f]")
_REBUILD = "build both editions again"
_SHOWN = 30


def read_pages(content: bytes) -> list[str]:
    """The text of each page of a PDF, without case, spaces, and hyphens of line ends.

    Raises ValueError for a page that cannot be read.
    """
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(content) as document:  # type: ignore[no-untyped-call]
            pages = (page.get_textpage().get_text_range() for page in document)
            return [_without_case(_UNEQUAL.sub("", text)) for text in pages]
    except pypdfium2.PdfiumError as error:
        raise ValueError(str(error)) from error


def _without_case(text: str) -> str:
    """A text without case: labels in capitals are read from the screen PDF as they were typed."""
    apart = unicodedata.normalize("NFD", text.casefold().replace("ı", "i"))
    return unicodedata.normalize("NFC", _ACCENTS.sub("", apart))


def check_same_pages(
    printed: bytes, screen: bytes, numbers: Sequence[int], multiple: int
) -> Iterator[Finding]:
    """Yield differences between print and screen pages, which have the ``numbers`` given.

    The print PDF has blank pages where numbers are left out, and before the last one up to a
    multiple.
    """
    on_paper, on_screen = read_pages(printed), read_pages(screen)
    blank = blank_pages(numbers, multiple)
    if len(on_paper) != len(on_screen) + len(blank):
        message = f"{len(on_paper)} pages for print, {len(on_screen)} for the screen"
        if blank:
            message += f" and {len(blank)} blank"
        yield Finding("N460", message, Place(""), _REBUILD)
        return
    for place in blank:
        on_screen.insert(place - 1, "")
    for number, (one, other) in enumerate(zip_longest(on_paper, on_screen), 1):
        # What is moved across on the right-hand pages of print is read in another order.
        if one != other and sorted(one) != sorted(other):
            at = next(i for i, pair in enumerate(zip_longest(one, other)) if len(set(pair)) > 1)
            message = (
                f"the page reads {one[at : at + _SHOWN]!r}, "
                f"on the screen {other[at : at + _SHOWN]!r}"
            )
            yield Finding("N460", message, Place("", page=number), _REBUILD)
