"""Remove marks of lifted sentences that do not contain a whole sentence, and report that."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from pipeline.importing.outlining.landmarks import TEXT_REGIONS
from pipeline.importing.reading.runs import Lift, Run, Runs, merge, one_line, plain
from pipeline.load.text.lifted import problem_of_sentence

if TYPE_CHECKING:
    from pipeline.importing.ledger import Ledger
    from pipeline.importing.placing.outline import Placed

_WITHOUT_KEYS: Final = frozenset({"introduction", "foreword", "acknowledgements"})


def settle_marks(placed: Iterable[Placed], ledger: Ledger) -> tuple[Placed, ...]:
    """Remove each mark that does not contain whole sentences of a paragraph of the text."""
    return tuple(_settle(item, ledger) for item in placed)


def _settle(item: Placed, ledger: Ledger) -> Placed:
    runs = item.piece.runs
    for lift in dict.fromkeys(run.lift for run in runs if run.lift):
        problem = _problem(item, lift)
        if problem:
            words = one_line(run for run in runs if run.lift == lift)
            how = f"the mark .{lift.role} was removed: {problem}"
            ledger.change(item.piece.place, words, how)
            runs = tuple(replace(run, lift=None) if run.lift == lift else run for run in runs)
    rows = tuple(tuple(_bare(cell) for cell in row) for row in item.piece.rows)
    return replace(item, piece=replace(item.piece, runs=merge(runs), rows=rows))


def _problem(item: Placed, lift: Lift) -> str:
    if item.role != "text" or item.region not in TEXT_REGIONS:
        return "it is not in the text"
    if item.region in _WITHOUT_KEYS and lift.role == "key":
        return f"the {item.region} has no key messages"
    if item.piece.kind == "heading":
        return "it is in a heading"
    places = [place for place, run in enumerate(item.piece.runs) if run.lift == lift]
    parts = item.piece.runs[: places[0]], item.piece.runs[places[0] : places[-1] + 1]
    before, words, after = map(_text, (*parts, item.piece.runs[places[-1] + 1 :]))
    problem = problem_of_sentence(before, words, after)
    return f"it {problem}" if problem else ""


def _text(runs: Iterable[Run]) -> str:
    return plain(runs).replace("\n", " ")


def _bare(runs: Runs) -> Runs:
    return merge(replace(run, lift=None) for run in runs)
