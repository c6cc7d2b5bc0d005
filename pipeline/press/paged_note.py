"""A note on pages: the finished PDFs, and what stands on which page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.findings import Finding
    from pipeline.press.markup import PageStart


@dataclass(frozen=True, slots=True)
class PagedNote:
    """The result of laying out a note once.

    ``screen`` and ``print`` are two writings of the same pages. ``pages`` gives the printed
    page number of every id, ``starts`` where each page begins in the text, in page order.
    ``findings`` is what the layout check found (N3xx).
    """

    screen: bytes
    print: bytes
    page_count: int
    pages: Mapping[str, int]
    starts: tuple[PageStart, ...]
    findings: tuple[Finding, ...] = ()

    def starts_by_anchor(self) -> Mapping[str, tuple[PageStart, ...]]:
        """Return the page starts grouped by the element they fall in, as the writer wants them."""
        grouped: dict[str, tuple[PageStart, ...]] = {}
        for start in self.starts:
            grouped[start.anchor] = (*grouped.get(start.anchor, ()), start)
        return grouped
