"""Where a page begins: what the layout engine tells the editions that number by pages."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PageStart:
    """Where a page of the PDF begins in the text.

    ``offset`` counts the characters of the anchored element that stand before the break, white
    space and footnotes not counted; ``label`` is the folio of the page that begins.
    """

    anchor: str
    offset: int
    label: str
