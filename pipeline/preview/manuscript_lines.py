"""The lines of a manuscript as they are shown beside its note, with the marks in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from pipeline.preview.words_in_html import chunks_of

if TYPE_CHECKING:
    from pipeline.importing.accounting.contents import Passage
    from pipeline.importing.accounting.word_account import WordFates

Side = Literal["manuscript", "note"]
Numbers = Mapping[tuple[Side, int], tuple[int, bool]]
"""The number of the place of a word of a side, and whether it is its first."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words of a line of the manuscript, and the number of their place; 0 without one.

    ``is_first`` if the place begins here.
    """

    text: str
    number: int = 0
    is_first: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A passage of the manuscript: its stretches, and what it is in (table, footnote) or else is.

    ``number`` is its place among those that are read in order, -1 for others; ``group`` is the same
    for what is in one thing.
    """

    number: int
    stretches: tuple[Stretch, ...]
    kind: str
    group: int


def lines_of(
    passages: Sequence[Passage], fates: WordFates, numbers: Numbers, files: Mapping[str, bytes]
) -> Iterator[Line]:
    """Yield the lines of the passages of a manuscript; ``files`` are those of its note."""
    headings = set(_headings(fates, files))
    starts = {passage: at for at, passage in reversed(list(enumerate(fates.manuscript.of)))}
    number = -1
    for passage in passages:
        if passage.kind not in {"text", "number"}:
            yield Line(-1, (Stretch(passage.text),), passage.kind, -1)
            continue
        number += 1
        stretches = _parted(passage.text, starts.get(number, 0), numbers)
        kind = "heading" if number in headings else "part" if passage.inside else passage.kind
        yield Line(number, tuple(_joined(stretches)), kind, (*passage.inside, -1)[0])


def _headings(fates: WordFates, files: Mapping[str, bytes]) -> Iterator[int]:
    """Yield the passages of the manuscript that are headings in the note."""
    lines: dict[str, list[str]] = {}
    for at, partner in enumerate(fates.partners):
        if partner >= 0 and fates.fates[at] == "source":
            place = fates.source_passages[fates.source.of[partner]].place
            path, _, number = place.rpartition(":")
            if path in files and number.isdigit():
                if path not in lines:
                    lines[path] = files[path].decode().split("\n")
                if lines[path][int(number) - 1 : int(number)] and (
                    lines[path][int(number) - 1].startswith("#")
                ):
                    yield fates.manuscript.of[at]


def _parted(text: str, at: int, numbers: Numbers) -> list[Stretch]:
    """The stretches of a text whose first word has a number among all, ``at``."""
    stretches: list[Stretch] = []
    last = 0
    for chunk in chunks_of(text):
        own = range(at, at + len(chunk.words))
        at = own.stop
        marks = [numbers["manuscript", one] for one in own if ("manuscript", one) in numbers]
        if marks:
            is_first = any(first for _, first in marks)
            stretches.append(Stretch(text[last : chunk.start]))
            stretches.append(Stretch(text[chunk.start : chunk.end], marks[0][0], is_first))
            last = chunk.end
    return [*stretches, Stretch(text[last:])]


def _joined(stretches: Sequence[Stretch]) -> list[Stretch]:
    """Stretches with those of one place in one, together with what is between them."""
    found: list[Stretch] = []
    for one in stretches:
        before = next((at for at in range(len(found) - 1, -1, -1) if found[at].number), -1)
        gap = "".join(each.text for each in found[before + 1 :])
        if one.number and before >= 0 and found[before].number == one.number:
            text = f"{found[before].text}{gap}{one.text}"
            found[before:] = [Stretch(text, one.number, found[before].is_first)]
        elif one.text:
            found.append(one)
    return found
