"""Notes with what the registries ask for."""

from __future__ import annotations

from pathlib import Path

import pytest
from kit_notes import identified, with_data

from pipeline.load import load_note
from pipeline.note import Note

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def sparse_note() -> Note:
    """A note without authors, publisher, series and identifiers."""
    return load_note(ROOT / "tests/notes/sparse")


@pytest.fixture(scope="session")
def full_note(rich_note: Note) -> Note:
    """The rich note with every identifier."""
    return identified(rich_note)


@pytest.fixture(scope="session")
def full_authored_note(authored_note: Note, rich_note: Note) -> Note:
    """The note that names its authors, with every identifier and a publisher with an address."""
    note = identified(authored_note)
    publisher = rich_note.publisher
    return with_data(note).model_copy(update={"publisher": publisher})
