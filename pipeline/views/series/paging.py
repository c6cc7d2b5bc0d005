"""The pages of an index of many notes: which notes stand on which, and what is said on all.

A page has notes of one year. It is filled from the oldest note on, so that a new note changes no
page but the newest of its year, which has the name of the year alone; those that are full are
numbered. The newest pages together are the front of the index.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from pipeline.languages.own_names import own_names
from pipeline.views.series.works import newest_first, works_of

_ALONE: Final = 50
"""The most works of an index that is one page."""
_PAGE: Final = 36
"""The works of a full page."""
_FRONT: Final = 24
"""The fewest works at the front."""
_WEIGHT: Final = 80_000
"""The bytes of entries, as JSON, with which a page is full in any case."""
_WEIGHT_ALONE: Final = 160_000


@dataclass(frozen=True, slots=True)
class Row:
    """What has to be known of every note to place it in the index; the rest is its entry.

    ``home`` is the address of the index as its own address tells it, ``listed`` whether it has a
    page with an address; ``weight`` and ``digest`` are the bytes and the SHA-256 of its entry;
    ``made_with`` is a digest of what the note was made with. The others are those of the entry.
    """

    slug: str
    work: str
    is_original: bool
    day: str
    updated: str
    language: str
    publisher: str
    home: str
    listed: bool
    weight: int
    digest: str
    made_with: str


@dataclass(frozen=True, slots=True)
class Chunk:
    """The works on one page, the newest first; ``part`` is 0 for the newest of a year."""

    year: str
    part: int
    works: tuple[tuple[Row, ...], ...]

    @property
    def name(self) -> str:
        """What its files are named for."""
        return f"{self.year}-{self.part}" if self.part else self.year

    @property
    def rows(self) -> tuple[Row, ...]:
        """The notes of all its works."""
        return tuple(row for work in self.works for row in work)


@dataclass(frozen=True, slots=True)
class Whole:
    """What all pages of an index share: language, publisher and the address of its folder."""

    language: str
    publisher: str
    address: str


@dataclass(frozen=True, slots=True)
class Division:
    """An index divided into pages, the newest first; the first ``front`` of them are the front."""

    whole: Whole
    chunks: tuple[Chunk, ...]
    front: int
    languages: tuple[str, ...]

    @property
    def years(self) -> tuple[str, ...]:
        """All years, the newest first."""
        return tuple(dict.fromkeys(chunk.year for chunk in self.chunks))


@dataclass(frozen=True, slots=True)
class Paging:
    """What leads from one page to the others, for its template; without a page it is empty.

    ``here`` names the page; it is empty at the front. ``languages`` are those of all notes, by tag.
    """

    here: str
    year: str
    years: tuple[str, ...]
    newer: str
    older: str
    languages: tuple[tuple[str, str], ...]


def fits_one_page(rows: Sequence[Row]) -> bool:
    """Whether an index is small enough for one page, one feed and one catalogue."""
    weight = sum(row.weight for row in rows)
    return weight <= _WEIGHT_ALONE and len(works_of(rows)) <= _ALONE


def divide(rows: Sequence[Row]) -> Division:
    """Divide an index into pages. The order of the rows does not matter."""
    works = sorted(works_of(rows), key=lambda work: newest_first(work[0]))
    chunks = tuple(
        chunk
        for year, group in groupby(works, key=lambda work: work[0].day[:4])
        for chunk in _of_year(year, tuple(group))
    )
    count, front = 0, 0
    while count < _FRONT and front < len(chunks):
        count += len(chunks[front].works)
        front += 1
    languages = tuple(sorted({row.language for row in rows}))
    return Division(_whole([work[0] for work in works]), chunks, front, languages)


def paging_of(division: Division, place: int | None) -> Paging:
    """What leads from a page, or from the front, to the others."""
    chunks = division.chunks
    names = own_names(division.languages)
    here = None if place is None else chunks[place]
    older = division.front if place is None else place + 1
    return Paging(
        here=here.name if here else "",
        year=here.year if here else "",
        years=division.years,
        newer=chunks[place - 1].name if place else "",
        older=chunks[older].name if older < len(chunks) else "",
        languages=tuple(sorted(((tag, names[tag]) for tag in names), key=lambda one: one[1])),
    )


def _of_year(year: str, works: Sequence[tuple[Row, ...]]) -> tuple[Chunk, ...]:
    filled = list(_filled(works))
    last = len(filled)
    return tuple(
        Chunk(year, 0 if part == last else part, tuple(reversed(filled[part - 1])))
        for part in range(last, 0, -1)
    )


def _filled(works: Sequence[tuple[Row, ...]]) -> Iterator[list[tuple[Row, ...]]]:
    """Yield the works of each page, both from the oldest on."""
    page: list[tuple[Row, ...]] = []
    weight = 0
    for work in reversed(works):
        own = sum(row.weight for row in work)
        if page and (len(page) == _PAGE or weight + own > _WEIGHT):
            yield page
            page, weight = [], 0
        page.append(work)
        weight += own
    if page:
        yield page


def _whole(rows: Sequence[Row]) -> Whole:
    # Not those of the newest: then one note could change every page.
    return Whole(
        _commonest(row.language for row in rows),
        _commonest(row.publisher for row in rows if row.publisher),
        _commonest(row.home for row in rows if row.home),
    )


def _commonest(values: Iterable[str]) -> str:
    counts = Counter(values)
    return min(counts, key=lambda one: (-counts[one], one), default="")
