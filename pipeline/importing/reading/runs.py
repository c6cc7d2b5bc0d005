"""Text of a manuscript as runs: stretches of characters with the same marks."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.importing.reading.pieces import Piece

Mark = Literal[
    "strong", "emphasis", "super", "sub", "code", "formula", "reference", "numbered", "paged"
]
"""How characters are set.

In a link within the manuscript ``numbered`` words are those that the number of its target stands
for, as in "Figure 1"; ``paged`` ones name the page as well.

A ``reference`` is text in the form of the source, ``[](#map)``, and so is a ``formula``: ``$x_i$``.
"""

LINE_END: Final = "\n"
"""A line that ends in the manuscript by chance."""
LINE_BREAK: Final = "\u2028"
"""A line that ends where the author ended it."""

_BLANKS: Final = re.compile(f"[\\s{LINE_BREAK}]+")


@dataclass(frozen=True, slots=True)
class Lift:
    """A sentence to be lifted: ``key`` or ``pull``, its id if it has one, and a serial number."""

    role: Literal["key", "pull"]
    id: str = ""
    serial: int = 0


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote, referred to at its run."""

    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in the text: where it is in the manuscript, what it says, its caption."""

    source: str
    alternative: str
    caption: str = ""
    decorative: bool = False


@dataclass(frozen=True, slots=True)
class Comment:
    """A reviewer's comment, which begins at its run."""

    id: str
    author: str
    text: str


@dataclass(frozen=True, slots=True)
class CommentEnd:
    """The end of the text that a comment is about."""

    id: str


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A name that the manuscript gives to a place, and whether it can be an id of the note."""

    name: str
    is_id: bool = True


@dataclass(frozen=True, slots=True)
class CellBlock:
    """The start of a block in a cell of a table: a paragraph, or an item with its depth.

    ``number`` is what precedes an item, 0 for a bullet.
    """

    level: int = 0
    number: int = 0


Extra = Note | Picture | Comment | CommentEnd | Bookmark | CellBlock


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text with its marks, or, with ``extra``, something between the words.

    With a ``citation`` in the form of the source, ``[@smith2020]``, the text is what is shown in
    its place, and is never divided.
    """

    text: str = ""
    marks: frozenset[Mark] = frozenset()
    language: str = ""
    target: str = ""
    lift: Lift | None = None
    style: str = ""
    extra: Extra | None = None
    citation: str = ""


Runs = tuple[Run, ...]


def plain(runs: Iterable[Run]) -> str:
    """The characters of runs, line ends kept."""
    return "".join(run.text for run in runs)


def one_line(runs: Iterable[Run]) -> str:
    """The characters of runs with every stretch of white space as one space."""
    return _BLANKS.sub(" ", plain(runs)).strip()


def merge(runs: Iterable[Run]) -> Runs:
    """Merge neighbours with the same marks; remove empty runs."""
    found: list[tuple[Run, list[str]]] = []
    for run in runs:
        if not run.text and run.extra is None:
            continue
        last, texts = found[-1] if found else (None, [])
        apart = run.extra or run.citation
        if last and not apart and not last.extra and replace(last, text=run.text) == run:
            texts.append(run.text)
        else:
            found.append((run, [run.text]))
    return tuple(
        run if len(texts) == 1 else replace(run, text="".join(texts)) for run, texts in found
    )


def split_at(runs: Iterable[Run], position: int) -> tuple[Runs, Runs]:
    """The runs before a character and the rest; what is in between goes with its left."""
    left: list[Run] = []
    right: list[Run] = []
    at = 0
    for run in runs:
        end = at + len(run.text)
        if end <= position or (run.citation and at < position):
            left.append(run)
        elif at >= position:
            right.append(run)
        else:
            left.append(replace(run, text=run.text[: position - at]))
            right.append(replace(run, text=run.text[position - at :]))
        at = end
    return tuple(left), tuple(right)


def drop_start(runs: Iterable[Run], count: int) -> Runs:
    """Cut the first characters off runs; what is between them is kept."""
    left, right = split_at(runs, count)
    return merge((*(run for run in left if run.extra), *right))


def strip(runs: Iterable[Run]) -> Runs:
    """Strip white space from the ends of runs."""
    runs = tuple(runs)
    text = plain(runs)
    left, right = split_at(runs, len(text.rstrip()))
    kept = (*left, *(run for run in right if run.extra))
    return drop_start(kept, len(text) - len(text.lstrip()))


def without_extras(runs: Iterable[Run]) -> Runs:
    """The runs that are text."""
    return merge(run for run in runs if run.extra is None)


def without_blocks(runs: Iterable[Run]) -> Runs:
    """The runs of a cell in one line, without the starts of its blocks."""
    return strip(run for run in runs if not isinstance(run.extra, CellBlock))


def unmarked(runs: Iterable[Run], mark: Mark) -> Runs:
    """Remove a mark from runs."""
    return merge(replace(run, marks=run.marks - {mark}) for run in runs)


def uncited(runs: Iterable[Run]) -> Runs:
    """Runs with what is shown in the place of citations."""
    return merge(replace(run, citation="") for run in runs)


def without_citations(runs: Iterable[Run]) -> Runs:
    """Runs without citations in brackets, for where none can stand, and the space before them."""
    found: list[Run] = []
    for run in runs:
        if not run.citation.startswith("["):
            found.append(run)
        elif found:
            found[-1] = replace(found[-1], text=found[-1].text.rstrip())
    return merge(found)


def is_all(runs: Iterable[Run], mark: Mark) -> bool:
    """Whether all words of runs have a mark."""
    texts = [run for run in runs if run.text.strip()]
    return bool(texts) and all(mark in run.marks for run in texts)


def lines_of(runs: Iterable[Run]) -> tuple[Runs, ...]:
    """The lines that runs are set in, without white space at their ends."""
    lines: list[list[Run]] = [[]]
    for run in runs:
        for number, part in enumerate(re.split(f"[{LINE_END}{LINE_BREAK}]", run.text)):
            if number:
                lines.append([])
            lines[-1].append(replace(run, text=part))
    return tuple(line for line in map(strip, lines) if line)


Edits = dict[int, tuple[int, str]]
"""Edits of a text: the start, the end and the new characters of each."""


def edit(runs: Iterable[Run], edits: Edits) -> Runs:
    """Apply edits to the whole text of runs, across runs; code and formulas are left alone."""
    found, at, skip_to = [], 0, 0
    for run in runs:
        kept = []
        for offset, character in enumerate(run.text, at):
            if run.citation or run.marks & {"code", "formula"}:
                kept.append(character)
            elif offset in edits:
                skip_to, new = edits[offset]
                kept.append(new)
            elif offset >= skip_to:
                kept.append(character)
        at += len(run.text)
        found.append(replace(run, text="".join(kept)))
    return tuple(found)
