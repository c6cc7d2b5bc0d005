"""The files of metadata of notes, for all tests of them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pipeline.cache import NoCache
from pipeline.deposit.facts import Facts, gather
from pipeline.deposit.kit import files_of
from pipeline.editions.bench import Bench
from pipeline.house_style import load_style
from pipeline.load import load_note
from pipeline.note import Note
from pipeline.workspace import built_in_styles

ROOT = Path(__file__).parents[2]


def sparse() -> Note:
    """Return a note without authors, publisher, series and identifiers."""
    return load_note(ROOT / "tests/notes/sparse")


def facts_of(note: Note) -> Facts:
    bench = Bench(note, load_style(built_in_styles()), NoCache())
    return gather(bench.note, bench.view, bench.labels)


def kit_of(note: Note) -> Mapping[str, bytes]:
    """Return the files of a note by their names."""
    return {one.name: one.content for one in files_of(facts_of(note))}


def with_data(note: Note, **values: object) -> Note:
    """Return a note with other values in its metadata."""
    return note.model_copy(update={"metadata": note.metadata.model_copy(update=values)})
