"""A note on pages: its parts, laid out, and what stands on which page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.findings import Finding
    from pipeline.press.parts.page_start import PageStart
    from pipeline.press.parts.parts import PartPages


@dataclass(frozen=True, slots=True)
class PagedNote:
    """The result of laying out a note once.

    ``parts`` hold two writings of the same pages, for the screen and for the press; the editions
    join them. ``laid_out`` names those that were laid out now and not kept from an earlier time;
    ``made_of`` tells, by name, one state of a part's content from another, wherever it begins.
    """

    parts: tuple[PartPages, ...]
    laid_out: frozenset[str] = frozenset()
    made_of: Mapping[str, str] = field(default_factory=dict)

    @property
    def page_count(self) -> int:
        """How many pages the note has."""
        return sum(part.page_count for part in self.parts)

    @property
    def pages(self) -> Mapping[str, int]:
        """The printed page number of every id."""
        return {name: page for part in self.parts for name, page in part.pages.items()}

    @property
    def starts(self) -> tuple[PageStart, ...]:
        """Where each page begins in the text, in page order."""
        return tuple(start for part in self.parts for start in part.starts)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is wrong with the layout or the style, once each."""
        return tuple(dict.fromkeys(finding for part in self.parts for finding in part.findings))

    def starts_by_anchor(self) -> Mapping[str, tuple[PageStart, ...]]:
        """Return the page starts grouped by the element they fall in, as the writer wants them."""
        grouped: dict[str, tuple[PageStart, ...]] = {}
        for start in self.starts:
            grouped[start.anchor] = (*grouped.get(start.anchor, ()), start)
        return grouped
