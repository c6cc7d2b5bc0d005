"""Formulas among runs: where they may stand in a note, and what becomes of the others."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from pipeline.importing.reading.formulas import formulas_in
from pipeline.importing.reading.pieces import lines_in
from pipeline.importing.reading.runs import Note, Run, Runs, merge, plain, unmarked
from pipeline.load.constructs.dollar_pairs import find_pairs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pipeline.importing.ledger import Ledger
    from pipeline.importing.reading.pieces import Piece

_DISPLAY: Final = "$$"


def is_display(runs: Runs) -> bool:
    """Whether runs are one formula on lines of its own."""
    return len(runs) == 1 and _is_formula(runs[0]) and runs[0].text.startswith(_DISPLAY)


def settled(runs: Runs) -> Runs:
    """Runs of a line whose formulas the source can hold; if it cannot, they are plain text."""
    in_line = tuple(_in_line(run) for run in runs)
    wanted = [run.text for run in in_line if _is_formula(run)]
    if not wanted:
        return in_line
    written = "".join(run.text if _is_formula(run) else _stand_in(run) for run in in_line)
    found = [written[start:end] for start, end in formulas_in(written)]
    return in_line if wanted == found else unmarked(runs, "formula")


def _in_line(run: Run) -> Run:
    if not _is_formula(run):
        return run
    if run.target or run.lift:
        # No formula is in a link or a lifted sentence.
        return replace(run, marks=run.marks - {"formula"})
    return replace(run, text=run.text.replace(_DISPLAY, "$"))


def _stand_in(run: Run) -> str:
    """What is seen of words when formulas are looked for between them."""
    # Before a digit a dollar sign is not escaped.
    return re.sub(r"\$(?!\d)", r"\\$", re.sub(r"[\\`]", "x", run.text))


def without_bars(runs: Runs) -> Runs:
    """Runs of a cell, which a ``|`` would end: a formula with one is plain text."""
    return merge(
        replace(run, marks=run.marks - {"formula"}) if "|" in run.text else run for run in runs
    )


def report_formulas(pieces: Iterable[Piece], files: Mapping[str, bytes], ledger: Ledger) -> None:
    """Enter the formulas that became plain text, and the dollar signs that may be of one."""
    sources = [text.decode() for path, text in files.items() if path.endswith(".md")]
    left = Counter(text[start:end] for text in sources for start, end in formulas_in(text))
    for place, runs in _lines(pieces):
        for run in runs:
            if not _is_formula(run):
                continue
            shown = run.text if left[run.text] else run.text.replace(_DISPLAY, "$")
            if left[shown]:
                left[shown] -= 1
            else:
                ledger.change(place, run.text, "formula became plain text: none can stand there")
        text = plain(run for run in runs if not run.marks & {"code", "formula", "reference"})
        for pair in find_pairs(text):
            if pair.meaning != "prices":
                what = text[pair.start : pair.end]
                ledger.change(place, what, "dollar signs of what may be a formula are printed")


def _lines(pieces: Iterable[Piece]) -> Iterator[tuple[int, Runs]]:
    """Yield the place and the runs of every line: paragraphs, cells, footnotes."""
    for piece in pieces:
        for runs in lines_in(piece):
            yield piece.place, runs
            for run in runs:
                if isinstance(run.extra, Note):
                    yield from _lines(run.extra.pieces)


def _is_formula(run: Run) -> bool:
    return "formula" in run.marks
