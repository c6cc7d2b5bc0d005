"""A manuscript and the note made of it, word by word: what the one has and the other has not."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import yaml

from pipeline.importing.accounting.alignment import align
from pipeline.importing.accounting.claims import Claims
from pipeline.importing.accounting.contents import Contents, Passage
from pipeline.importing.accounting.source_words import read_source
from pipeline.importing.accounting.word_account import settle_words
from pipeline.preview.manuscript_lines import Line, Numbers, Side, lines_of
from pipeline.preview.words_in_html import Chunk, chunks_of, chunks_of_page, put_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.importing.accounting.word_account import WordFates

_NO_CLAIMS: Final = Claims((), (), (), (), (), frozenset(), ())
_ROUNDS: Final = 4
_STRAYS: Final = 2
_SHOWN: Final = 160
"""The most characters of a place in the list of places."""


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of words that only the manuscript has, or only the note.

    ``number`` counts all places from 1, in the order of the manuscript; ``where`` names it.
    """

    number: int
    side: Side
    text: str
    where: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """The lines of a manuscript, the page of the note with its marks, and the places."""

    lines: tuple[Line, ...]
    page: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class _Row:
    """Neighbouring words of one side that the other has not: first and last, and after what."""

    side: Side
    first: int
    last: int
    after: int


def compare(manuscript: Contents, files: Mapping[str, bytes], page: str) -> Comparison:
    """Compare a manuscript with the source files of a note and with its page on the web.

    Words that notepress sets by itself, such as "Figure 2", are no words of the note.
    """
    source = read_source(files)
    told = Contents((*source.passages, *_subjects(files)), source.things)
    fates = settle_words(manuscript, told, _NO_CLAIMS)
    chunks = chunks_of_page(page)
    on_page = _on_page(fates.source.words, chunks)
    rows = sorted(
        _rows(fates, _set_by_notepress(chunks, on_page)),
        key=lambda row: (row.after, row.side, row.first),
    )
    places = tuple(_place(number, row, fates) for number, row in enumerate(rows, 1))
    numbers: Numbers = {
        (row.side, at): (number, at == row.first)
        for number, row in enumerate(rows, 1)
        for at in range(row.first, row.last + 1)
    }
    return Comparison(
        tuple(lines_of(manuscript.passages, fates, numbers, files)),
        _marked(page, chunks, on_page, fates, numbers),
        places,
    )


def _subjects(files: Mapping[str, bytes]) -> Iterator[Passage]:
    """Yield the subjects of a note, which its manuscript has as keywords."""
    data = yaml.load(files.get("note.yaml", b""), yaml.CSafeLoader)
    found = data.get("subjects") if isinstance(data, dict) else None
    for one in found if isinstance(found, list) else ():
        yield Passage(str(one), "note.yaml: subjects", "value")


def _set_by_notepress(chunks: Sequence[Chunk], on_page: Mapping[int, int]) -> Counter[str]:
    """The words of a page that are not typed in its source, such as a date in words."""
    taken = set(on_page.values())
    free = (chunk for at, chunk in enumerate(chunks) if at not in taken)
    return Counter(word for chunk in free for word in chunk.words)


def _rows(fates: WordFates, shown: Counter[str]) -> Iterator[_Row]:
    """Yield the rows of both sides; ``shown`` are words that the page has besides."""
    for first, last in _stretches(_missing(fates), fates.manuscript.of):
        words = Counter(fates.manuscript.words[first : last + 1])
        if words - shown:
            yield _Row("manuscript", first, last, first)
        else:
            shown = shown - words
    before = {partner: at for at, partner in enumerate(fates.partners) if partner >= 0}
    new = [at for at, found in enumerate(fates.found) if not found]
    nearest, at = -1, 0
    for first, last in _stretches(new, fates.source.of):
        while at < first:
            nearest = before.get(at, nearest)
            at += 1
        yield _Row("note", first, last, nearest)


def _missing(fates: WordFates) -> list[int]:
    """The words that only the manuscript has.

    One or two between them that are found anywhere else, such as "of", are of the same place.
    """
    missing = [at for at, fate in enumerate(fates.fates) if not fate]
    found = list(missing)
    for one, other in pairwise(missing):
        between = range(one + 1, other)
        is_near = (
            0 < len(between) <= _STRAYS and fates.manuscript.of[one] == (fates.manuscript.of[other])
        )
        if is_near and all(fates.fates[at] in {"moved", "value"} for at in between):
            found += between
    return sorted(found)


def _stretches(indices: Sequence[int], of: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield first and last of neighbours in the same passage."""
    start = 0
    for at, index in enumerate(indices):
        following = indices[at + 1] if at + 1 < len(indices) else -1
        if following != index + 1 or of[following] != of[index]:
            yield indices[start], index
            start = at + 1


def _place(number: int, row: _Row, fates: WordFates) -> Place:
    tokens, passages = (
        (fates.manuscript, fates.passages)
        if row.side == "manuscript"
        else (fates.source, fates.source_passages)
    )
    passage = passages[tokens.of[row.first]]
    first = tokens.of.index(tokens.of[row.first])
    text = _typed(passage, row.first - first, row.last - first)
    shown = text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
    return Place(number, row.side, shown, passage.place)


def _typed(passage: Passage, first: int, last: int) -> str:
    """The words of a passage from one to another, as they are typed."""
    at, inside = 0, []
    for chunk in chunks_of(passage.text):
        if at <= last and at + len(chunk.words) > first:
            inside.append(chunk)
        at += len(chunk.words)
    return " ".join(passage.text[inside[0].start : inside[-1].end].split()) if inside else ""


def _on_page(words: Sequence[str], chunks: Sequence[Chunk]) -> dict[int, int]:
    """For each word of the source that the page shows, the chunk that it is in."""
    shown = [(word, at) for at, chunk in enumerate(chunks) for word in chunk.words]
    here, there = list(range(len(words))), list(range(len(shown)))
    found: dict[int, int] = {}
    # Notes, and parts whose order is fixed, are elsewhere on the page.
    for _ in range(_ROUNDS):
        pairs = align([words[at] for at in here], [shown[at][0] for at in there])
        if not pairs:
            break
        found |= {here[one]: shown[there[other]][1] for one, other in pairs}
        taken = {one for one, _ in pairs}, {other for _, other in pairs}
        here = [at for place, at in enumerate(here) if place not in taken[0]]
        there = [at for place, at in enumerate(there) if place not in taken[1]]
    return found


def _marked(
    page: str,
    chunks: Sequence[Chunk],
    on_page: Mapping[int, int],
    fates: WordFates,
    numbers: Numbers,
) -> str:
    """The page with a mark around each word that is new, and an anchor for each passage."""
    pieces: dict[int, list[str]] = defaultdict(list)
    anchored: set[int] = set()
    for at, partner in enumerate(fates.partners):
        passage = fates.manuscript.of[at]
        if partner in on_page and passage not in anchored:
            anchored.add(passage)
            pieces[chunks[on_page[partner]].start].append(f'<span data-line="{passage}"></span>')
    begun: set[int] = set()
    done: set[int] = set()
    for word, chunk in sorted(on_page.items()):
        if ("note", word) not in numbers or chunk in done:
            continue
        done.add(chunk)
        number, _ = numbers["note", word]
        name = f' id="place-{number}"' if number not in begun else ""
        begun.add(number)
        pieces[chunks[chunk].start].append(f'<mark{name} data-place="{number}">')
        pieces[chunks[chunk].end].insert(0, "</mark>")
    return put_in(page, pieces)
