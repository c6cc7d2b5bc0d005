"""Drawings with words that neither a page nor the layout engine can set."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pipeline.findings import Finding, Place
from pipeline.invisible import RIGHT_TO_LEFT
from pipeline.note.text import Figure
from pipeline.note.walk import headings_in, nodes_below
from pipeline.press.markup.drawings import drawings_with_words, written_in
from pipeline.press.markup.drawn.markup import drawn_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.editions.bench import Bench

# Letters that turn, join or change places: those from right to left, and of the scripts of India.
_SHAPED: Final = re.compile(f"[{RIGHT_TO_LEFT}\u0900-\u0dff]")


def unset_words(bench: Bench) -> Iterator[Finding]:
    """Yield an error for every drawing with words that pages would show in pieces.

    The layout engine sets the text of a drawing letter by letter, from the left (WeasyPrint 70). A
    page sets it as text of its own where it can.
    """
    drawings = drawings_with_words(bench.note.pictures)
    shaped = {path for path, one in drawings.items() if _SHAPED.search(written_in(one))}
    if not shaped:
        return
    by_themselves = [
        block
        for heading in headings_in(bench.note)
        for block in heading.blocks
        if isinstance(block, Figure)
    ]
    set_here = {
        name
        for name, one in drawn_for(by_themselves, bench.note.pictures).items()
        if not _SHAPED.search(written_in(one.lifted.shapes))
    }
    told: set[str] = set()
    for heading in headings_in(bench.note):
        for figure in nodes_below((*heading.title, *heading.blocks)):
            if not isinstance(figure, Figure) or figure.source not in shaped - told:
                continue
            if figure.id not in set_here:
                told.add(figure.source)
                yield Finding("N360", _MESSAGE, Place(figure.source), _HINT)


_MESSAGE: Final = "words of the drawing cannot be set on pages: their letters would not be joined"
_HINT: Final = (
    "give each line of words a place of its own, upright and without an outline, in a figure that"
    " is in no box; or turn the words into outlines"
)
