"""A note laid out as pages: its parts, and the page numbers of its elements."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.findings import Finding
    from pipeline.press.parts.page_start import PageStart
    from pipeline.press.parts.parts import PartPages
    from pipeline.press.parts.photo_copies import PhotoCopies
    from pipeline.press.parts.photo_texts import TextOnPhoto


@dataclass(frozen=True, slots=True)
class PagedNote:
    """The result of laying out a note once.

    ``parts`` hold the same pages twice, for the screen and for print; the editions join them.
    ``laid_out`` names the parts laid out now and not taken from the cache; ``fingerprints``
    identify the content of each part, by its name and whatever page it begins on. ``photos`` are
    developed for the size that they have on the pages, by path.
    """

    parts: tuple[PartPages, ...]
    laid_out: frozenset[str] = frozenset()
    fingerprints: Mapping[str, str] = field(default_factory=dict)
    photos: Mapping[str, PhotoCopies] = field(default_factory=dict)

    @property
    def page_count(self) -> int:
        """How many pages the note has."""
        return sum(part.page_count for part in self.parts)

    @property
    def photo_widths(self) -> Mapping[str, float]:
        """The width in inches of each photo where it is largest, by path."""
        found: dict[str, float] = {}
        for part in self.parts:
            for path, width in part.photos.items():
                found[path] = max(width, found.get(path, 0.0))
        return found

    @property
    def photo_texts(self) -> Mapping[str, tuple[TextOnPhoto, ...]]:
        """The texts that stand on photos, by path."""
        return {path: texts for part in self.parts for path, texts in part.photo_texts.items()}

    @property
    def pages(self) -> Mapping[str, int]:
        """The printed page number of every id."""
        return {name: page for part in self.parts for name, page in part.pages.items()}

    def spans(self, names: Sequence[str]) -> Mapping[str, tuple[int, int]]:
        """The first and the last page of each part of the text, by its id.

        ``names`` are the ids of all parts in their order; some of them may be laid out as one.
        """
        tops = {start.anchor for start in self.starts}
        found = {}
        for name, following in zip_longest(names, names[1:], fillvalue=""):
            one = next(part for part in self.parts if name in part.pages)
            last = one.folio + one.page_count - 1
            if following in one.pages:
                last = one.pages[following] - (following in tops)
            found[name] = (one.pages[name], last)
        return found

    @property
    def starts(self) -> tuple[PageStart, ...]:
        """Where each page begins in the text, in page order."""
        return tuple(start for part in self.parts for start in part.starts)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Faults of the layout or the style, without duplicates."""
        return tuple(dict.fromkeys(finding for part in self.parts for finding in part.findings))

    def starts_by_anchor(self) -> Mapping[str, tuple[PageStart, ...]]:
        """The page starts grouped by the element they fall in, as the writer needs them."""
        grouped: dict[str, tuple[PageStart, ...]] = {}
        for start in self.starts:
            grouped[start.anchor] = (*grouped.get(start.anchor, ()), start)
        return grouped
