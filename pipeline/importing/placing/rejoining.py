"""Rejoin paragraphs that a pull quote or a page break has split."""

from __future__ import annotations

from collections import deque
from dataclasses import replace
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Final

from pipeline.importing.placing.sentences import (
    begins_mid_sentence,
    ends_mid_sentence,
    sentences_of,
)
from pipeline.importing.reading.runs import Run, merge

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.importing.ledger import Ledger
    from pipeline.importing.placing.outline import Placed

_MOST_BETWEEN: Final = 3
_MOST_SENTENCES: Final = 4


def rejoin(placed: Sequence[Placed], ledger: Ledger) -> tuple[Placed, ...]:
    """Rejoin broken paragraphs; what was between their halves now follows them."""
    rest = deque(placed)
    found = []
    while rest:
        parts = [rest.popleft()]
        while (second := _continuation(parts[-1], rest)) is not None:
            later = rest[second]
            del rest[second]
            found_why = "there was a quote in between" if second else "its two parts were adjacent"
            parts.append(later)
            ledger.recognise(
                "rejoined paragraph", later.piece.text, later.piece.place,
                0.95 if second else 0.85, found_why,
            )  # fmt: skip
        found.append(_joined(parts))
    return tuple(found)


def _continuation(first: Placed, rest: deque[Placed]) -> int | None:
    """The index of the second half of a broken paragraph."""
    if not _is_text(first) or first.piece.style or not ends_mid_sentence(first.piece.text):
        return None
    for index, other in enumerate(islice(rest, _MOST_BETWEEN + 1)):
        if other.role != "text" or other.region != first.region:
            return None
        if _is_text(other) and not other.piece.style and begins_mid_sentence(other.piece.text):
            return index
        if other.piece.kind != "picture" and not _could_interrupt(other):
            return None
    return None


def _is_text(placed: Placed) -> bool:
    return placed.role == "text" and placed.piece.kind == "paragraph"


def _could_interrupt(placed: Placed) -> bool:
    if placed.piece.kind not in {"paragraph", "quotation"}:
        return False
    if all("formula" in run.marks for run in placed.piece.runs if run.text.strip()):
        return False  # A formula of its own line belongs to the sentence around it.
    text = placed.piece.text
    return len(sentences_of(text)) <= _MOST_SENTENCES and not ends_mid_sentence(text)


def _joined(parts: Sequence[Placed]) -> Placed:
    """The parts of a paragraph merged into one, at the place of the first."""
    first, *others = parts
    if not others:
        return first
    runs = [*first.piece.runs]
    for before, part in pairwise(parts):
        gap = "" if before.piece.text.endswith("-") else " "
        runs += [Run(gap), *part.piece.runs]
    return replace(first, piece=replace(first.piece, runs=merge(runs)))
