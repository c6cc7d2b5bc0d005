"""Citations among pieces: those whose works are known stay, the others become text."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from pipeline.importing.citations.typing import with_labels
from pipeline.importing.reading.pieces import lines_in, map_lines
from pipeline.importing.reading.runs import Note, Run, Runs
from pipeline.load.citations import KEY

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pipeline.importing.citations.references import References
    from pipeline.importing.ledger import Ledger
    from pipeline.importing.reading.pieces import Piece

CITED: Final = "citation became "
"""How the entries begin of words that became citations."""

_STAYED: Final = "citation stayed words: none can stand in a heading or caption"
_APART: Final = f"{CITED}a word of its own, with a space before it"
_CLOSES: Final = re.compile(r"\S{0,80}[\w.,;:!?)”’»]$")
_KEY: Final = re.compile(rf"(?<!\w)-?{KEY}")


def settle_citations(
    pieces: Iterable[Piece], references: References, ledger: Ledger
) -> tuple[Piece, ...]:
    """Pieces with the citations whose works are known; the others are text, to be completed.

    A name after @ in a sentence is text where it is no key.
    """
    return tuple(_Settler(references, ledger, piece.place).piece(piece) for piece in pieces)


class _Settler:
    def __init__(self, references: References, ledger: Ledger, place: int) -> None:
        self.references = references
        self.ledger = ledger
        self.place = place

    def piece(self, piece: Piece) -> Piece:
        return map_lines(piece, self._runs)

    def _runs(self, runs: Runs) -> Runs:
        found: list[Run] = []
        for run in runs:
            # A number that was raised has no space before it; what notepress sets may need one.
            typed = run.citation.startswith("[") and run.text != run.citation
            glued = _CLOSES.search(found[-1].text) if typed and found else None
            if glued:
                self.ledger.change(self.place, f"{glued.group()}{run.text}", _APART)
                found.append(Run(" ", lift=run.lift))
            found.append(self._run(run))
        return tuple(found)

    def _run(self, run: Run) -> Run:
        if isinstance(run.extra, Note):
            return replace(run, extra=Note(tuple(map(self.piece, run.extra.pieces))))
        if not run.citation:
            return run
        unknown = [key for key in keys_in(run.citation) if key not in self.references.keys]
        if not unknown:
            return run
        if run.citation.startswith("[") or self.references.keys:
            one = ", ".join(dict.fromkeys(unknown))
            why = f"no bibliography of the manuscript has {one}: add it, or write \\@ for a sign"
            where = f"paragraph {self.place} of the manuscript"
            self.ledger.complete(f"references.bib: {where}", run.text, why)
        return replace(run, citation="")


def keys_in(citation: str) -> tuple[str, ...]:
    """The keys of the works that a citation names, in its order."""
    return tuple(match["braced"] or match["key"] for match in _KEY.finditer(citation))


def report_citations(
    pieces: Iterable[Piece], files: Mapping[str, bytes], language: str, ledger: Ledger
) -> frozenset[str]:
    """Enter the words that became citations, or stayed words; the keys that the source cites."""
    text = "\n".join(text.decode() for path, text in files.items() if path.endswith(".md"))
    seen: Counter[str] = Counter()
    there: dict[str, int] = {}
    cited: set[str] = set()
    for piece in pieces:
        for run in _all_runs(piece):
            if not run.citation:
                continue
            citation = with_labels(run.citation, language)
            seen[citation] += 1
            if citation not in there:
                there[citation] = text.count(citation)
            if seen[citation] > there[citation]:
                ledger.change(piece.place, run.text, _STAYED)
                continue
            cited.update(keys_in(citation))
            if run.text != citation:
                ledger.change(piece.place, run.text, f"{CITED}{citation}")
    return frozenset(cited)


def _all_runs(piece: Piece) -> Iterable[Run]:
    for runs in lines_in(piece):
        for run in runs:
            if isinstance(run.extra, Note):
                for inner in run.extra.pieces:
                    yield from _all_runs(inner)
            else:
                yield run
