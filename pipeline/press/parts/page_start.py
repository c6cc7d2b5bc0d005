"""The start of a page in the text, for editions that show the page numbers of the PDF."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PageStart:
    """The place in the text where a page of the PDF begins.

    ``offset`` is the number of characters of the anchored element before the break, not counting
    white space, soft hyphens and footnotes; ``label`` is the folio of the page that begins.
    """

    anchor: str
    offset: int
    label: str
