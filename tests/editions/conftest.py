"""Editions that several test modules open."""

from __future__ import annotations

import pytest
from epub_book import Book, build
from numbered_notes import cited

from pipeline.note import Note


@pytest.fixture(scope="module", params=["minimal_note", "rich_note", "real_note"])
def epub_note(request: pytest.FixtureRequest) -> Note:
    """Each note in turn."""
    return cited(request.getfixturevalue(request.param))


@pytest.fixture(scope="module")
def epub_book(epub_note: Note) -> Book:
    """The EPUB of a note, without page numbers."""
    return build(epub_note)
