"""Footnotes printed on another page than their call, or for want of room not at all or cut."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.press.layout_check.found import Found

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.press.layout_check.reading import Page


def find_displaced_footnotes(pages: Sequence[Page]) -> Iterator[Found]:
    """Yield the footnotes that do not stand on the page they are called on."""
    printed = {note: page.number for page in pages for note in page.noted}
    for page in pages:
        for note in page.called:
            if note not in printed:
                yield Found("lost footnote", page.number, note)
            elif printed[note] != page.number:
                yield Found("footnote elsewhere", page.number, note)
