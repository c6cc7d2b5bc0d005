"""Translations for tests: every letter is another one, and every mark stays."""

from __future__ import annotations

import codecs
from collections.abc import Mapping
from pathlib import Path

from pipeline.translating.marks.content import Content
from pipeline.translating.returning.merging import Translated
from pipeline.translating.returning.placing import place_all
from pipeline.translating.standing.folders import Side
from pipeline.translating.standing.recording import confirmed
from pipeline.translating.standing.state import STATE
from pipeline.translating.standing.status import compare_sides
from pipeline.translating.units.unit import Unit

ROOT = Path(__file__).parents[2]


def files_of(folder: Path) -> dict[str, bytes]:
    """The note.yaml and the texts of a note."""
    paths = [folder / "note.yaml", *sorted((folder / "text").glob("*.md"))]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def rotated(content: Content) -> Content:
    """A content in which every Latin letter is another one."""
    return Content(
        tuple(
            codecs.encode(piece, "rot13") if isinstance(piece, str) else piece
            for piece in content.pieces
        )
    )


def translated(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files of a translation of a note, with the state of it."""
    original = Side(Path("en"), dict(files))
    note = files["note.yaml"].replace(b"language: en\n", b"language: fr\ntranslated_from: en\n")
    base = Side(Path("fr"), {**files, "note.yaml": note})
    pairs = compare_sides(original, base).pairs
    new = [
        Translated(pair.original, pair.translation, rotated(pair.original.content), "", 1)
        for pair in pairs
        if pair.original is not None and pair.translation is not None
    ]
    done = Side(
        Path("fr"), {**base.files, **place_all(new, pairs, original.units, base.files).files}
    )
    standing = compare_sides(original, done)
    content, _ = confirmed(standing.pairs, (), standing.pairs)
    return {**done.files, STATE: content}


def words(unit: Unit) -> list[str]:
    """The words of a unit."""
    return unit.content.words.split()
