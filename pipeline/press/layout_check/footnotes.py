"""Footnotes that are on another page than their call, or truncated or lost for lack of room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.press.layout_check.found import Found

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.press.layout_check.reading import Page


def find_displaced_footnotes(pages: Sequence[Page]) -> Iterator[Found]:
    """Yield the footnotes that are not on the page of their call."""
    printed = {note: page.number for page in pages for note in page.noted}
    for page in pages:
        for note in page.called:
            if note not in printed:
                yield Found("lost footnote", page.number, note)
            elif printed[note] != page.number:
                yield Found("displaced footnote", page.number, note)
