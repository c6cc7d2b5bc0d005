"""The recommendations of a note: collected for lists of them, and as data."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pipeline.languages.dates import set_known_date
from pipeline.languages.digits import in_european
from pipeline.note.formula_words import spoken
from pipeline.note.recommendations import recommendations_of
from pipeline.note.repeating import repeated, unlinked
from pipeline.note.walk import line_of
from pipeline.phrases import facts_of
from pipeline.views.numerals import page_range
from pipeline.views.spreadsheets.csv_rows import write_csv

if TYPE_CHECKING:
    from pipeline.note import Note
    from pipeline.note.text import Inlines, Recommendation
    from pipeline.numbering import Labels
    from pipeline.views.full_note import NoteView

_COLUMNS: Final = ("number", "recommendation", "to", "by", "address")

Pages = tuple[int, int]
"""The first and last page of something."""

_MOST: Final = 3
"""Recommendations on a one-pager; the note has the others."""
_BETWEEN: Final = " · "


@dataclass(frozen=True, slots=True)
class Recommended:
    """A recommendation: its number, its words, and who should do it by when, with its page."""

    label: str
    inlines: Inlines
    facts: str


@dataclass(frozen=True, slots=True)
class RecommendationLines:
    """The first recommendations of a note or theme, and where all are if there are ``more``."""

    first: tuple[Recommended, ...] = ()
    more: str = ""


NO_RECOMMENDATIONS: Final = RecommendationLines()


def first_recommendations(
    some: Sequence[Recommendation],
    every: Sequence[Recommendation],
    view: NoteView,
    labels: Labels,
    pages: Mapping[str, Pages],
) -> RecommendationLines:
    """The first of some recommendations, and where all of the note are if there are more.

    ``every`` are those of the note; ``pages`` are the pages of each, by id.
    """
    first = tuple(_recommended(some[:_MOST], view, labels, pages))
    if len(some) <= _MOST:
        return RecommendationLines(first)
    found = [pages[one.id] for one in every if one.id in pages]
    where = [on_pages((found[0][0], found[-1][1]), view.words)] if found else []
    return RecommendationLines(first, _BETWEEN.join([view.words["all_recommendations"], *where]))


def _recommended(
    some: Sequence[Recommendation], view: NoteView, labels: Labels, pages: Mapping[str, Pages]
) -> Iterator[Recommended]:
    for one in some:
        label = labels[one.id].text if one.id in labels else ""
        facts = [value for _, value in facts_of(one, view.words, view.language)]
        facts += [on_pages(pages[one.id], view.words)] if one.id in pages else []
        yield Recommended(label, repeated(line_of(one.blocks)), _BETWEEN.join(facts))


def on_pages(pages: Pages, words: Mapping[str, str]) -> str:
    """The pages as they are named, such as "pages 5–9"."""
    word = "on_page" if pages[0] == pages[1] else "on_pages"
    return words[word].format(pages=page_range(words, *pages))


@dataclass(frozen=True, slots=True)
class RecommendationView:
    """A recommendation in short: its number, what should be done, by whom and by when.

    ``number`` is as the note sets it, such as R1. ``inlines`` are all of it in one line, without
    links, ``words`` the same in characters alone, ``by``
    is as it is typed and ``by_shown`` as the language writes it; what is not known is empty.
    """

    id: str
    number: str
    inlines: Inlines
    words: str
    to: str
    by: str
    by_shown: str


def view_recommendations(
    note: Note, labels: Labels, words: Mapping[str, str]
) -> tuple[RecommendationView, ...]:
    """The recommendations of a note in reading order; ``labels`` are its numbers."""
    language = note.metadata.language
    return tuple(_view(one, language, labels, words) for one in recommendations_of(note))


def _view(
    one: Recommendation, language: str, labels: Labels, interface: Mapping[str, str]
) -> RecommendationView:
    inlines = unlinked(line_of(one.blocks))
    return RecommendationView(
        id=one.id,
        number=labels[one.id].text if one.id in labels else "",
        inlines=inlines,
        words=spoken(inlines, language),
        to=one.to or "",
        by=one.by or "",
        by_shown=set_known_date(one.by, language, interface["digits"]) if one.by else "",
    )


def as_csv(recommendations: tuple[RecommendationView, ...], address: str) -> bytes:
    """The recommendations as CSV (RFC 4180), in UTF-8 with a byte order mark.

    ``address`` is that of the page that has them.
    """
    return write_csv((_COLUMNS, *(_row(one, address) for one in recommendations)))


def as_json(recommendations: tuple[RecommendationView, ...], note: Note, address: str) -> bytes:
    """The recommendations as JSON, with the title of their note."""
    data = {
        "title": note.metadata.title,
        "address": address,
        "language": note.metadata.language,
        "recommendations": [
            dict(zip(_COLUMNS, _row(one, address), strict=True)) for one in recommendations
        ],
    }
    return f"{json.dumps(data, ensure_ascii=False, indent=1)}\n".encode()


def _row(one: RecommendationView, address: str) -> tuple[str, ...]:
    return in_european(one.number), one.words, one.to, one.by, f"{address}#{one.id}"
