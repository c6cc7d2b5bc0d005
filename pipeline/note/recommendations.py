"""The recommendations of a note, and what is known of each besides its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.languages.dates import set_known_date
from pipeline.note.text import Recommendation
from pipeline.note.walk import headings_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pipeline.note import Note


def recommendations_of(note: Note) -> tuple[Recommendation, ...]:
    """The recommendations of a note in reading order: they stand directly under headings."""
    headings = headings_in(note)
    return tuple(
        block
        for heading in headings
        for block in heading.blocks
        if isinstance(block, Recommendation)
    )


def facts_of(
    recommendation: Recommendation, words: Mapping[str, str], language: str
) -> Iterator[tuple[str, str]]:
    """Yield who should do it and by when, each after its label.

    ``words`` are the interface words of the language.
    """
    if recommendation.to:
        yield words["recommendation_to"], recommendation.to
    if recommendation.by:
        yield words["recommendation_by"], set_known_date(recommendation.by, language)
