"""Links of a manuscript whose addresses the source does not have: they are in the report."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pipeline.importing.reading.runs import Note

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pipeline.importing.ledger import Ledger
    from pipeline.importing.reading.pieces import Piece
    from pipeline.importing.reading.runs import Run

_ADDRESS: Final = re.compile(
    r"(?:https?://|mailto:)[^\s<>\[\]\"]*[^\s<>\[\]\"),.;:]", re.IGNORECASE
)


def report_links(pieces: Iterable[Piece], files: Mapping[str, bytes], ledger: Ledger) -> None:
    """Enter the addresses of links on words that the source has without them, or not at all.

    Such are the words of a title, of an author, of what was left out.
    """
    texts = (text.decode() for path, text in files.items() if not path.startswith("figures/"))
    written = {address for text in texts for address in _ADDRESS.findall(text)}
    told: set[str] = set()
    for place, run in _runs(pieces):
        target = run.target
        known = target in written or target.rstrip("),.;:") in written
        if target and not target.startswith("#") and not known and target not in told:
            told.add(target)
            ledger.leave_out(place, target, "address of a link on words that cannot have one there")


def _runs(pieces: Iterable[Piece]) -> Iterator[tuple[int, Run]]:
    """Yield every run with its place, those of cells and footnotes too."""
    for piece in pieces:
        for runs in (piece.runs, *(cell for row in piece.rows for cell in row)):
            for run in runs:
                yield piece.place, run
                if isinstance(run.extra, Note):
                    yield from _runs(run.extra.pieces)
