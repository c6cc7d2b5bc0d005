"""Whether a PDF for the press has the pages of the PDF for the screen, with the same words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest

from pipeline.findings import Finding, Place
from pipeline.press.pdf.imposition import padding

_UNEQUAL = re.compile(r"[\s\u00ad\u2010\ufffe]+")
_AGAIN = "build both editions again"
_SHOWN = 30


def read_pages(content: bytes) -> list[str]:
    """Return the text of each page of a PDF, without spaces and hyphens of line ends.

    Raises ValueError for a page that cannot be read.
    """
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(content) as document:  # type: ignore[no-untyped-call]
            pages = (page.get_textpage().get_text_range() for page in document)
            return [_UNEQUAL.sub("", text) for text in pages]
    except pypdfium2.PdfiumError as error:
        raise ValueError(str(error)) from error


def check_same_pages(printed: bytes, screen: bytes, multiple: int) -> Iterator[Finding]:
    """Yield where the pages for the press differ from those for the screen.

    Those for the press have blank ones before the last, up to a multiple.
    """
    paper, light = read_pages(printed), read_pages(screen)
    blank = padding(len(light), multiple)
    if len(paper) != len(light) + len(blank):
        message = f"{len(paper)} pages for the press, {len(light)} for the screen"
        if blank:
            message += f" and {len(blank)} blank to make up a multiple of {multiple}"
        yield Finding("N460", message, Place(""), _AGAIN)
        return
    light[-1:-1] = [""] * len(blank)
    for number, (here, there) in enumerate(zip_longest(paper, light), 1):
        if here != there:
            at = next(i for i, pair in enumerate(zip_longest(here, there)) if len(set(pair)) > 1)
            message = (
                f"the page reads {here[at : at + _SHOWN]!r}, "
                f"on the screen {there[at : at + _SHOWN]!r}"
            )
            yield Finding("N460", message, Place("", page=number), _AGAIN)
