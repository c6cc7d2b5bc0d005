"""Edited Word files: read and compared with the note, as far as that needs no pandoc."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from random import Random

from fuzz.kinds.word_samples import altered, exported, minimal_note, pack, small_file
from fuzz.trial import Files, Kind
from pipeline.findings import Finding
from pipeline.note import Note
from pipeline.reviewing.changes import read_review
from pipeline.reviewing.parts import Part, parts_of
from pipeline.reviewing.source.note_parts import names_of
from pipeline.reviewing.word.word_reader import read_word_copy

_TEXTS = ("word/document.xml", "word/document.xml", "word/document.xml", "word/footnotes.xml")


@cache
def _before() -> tuple[Part, ...]:
    note: Note = minimal_note()
    return parts_of(read_word_copy(pack(exported()), "note.docx").pieces, names_of(note))


def make(dice: Random) -> Files:
    """The Word file of the minimal note, or another one, altered."""
    if dice.random() < 0.8:
        return {"edited.docx": altered(small_file(), (*_TEXTS, "word/comments.xml"), dice)}
    return {"edited.docx": altered(exported(), _TEXTS, dice)}


def run(files: Files, folder: Path) -> Iterable[Finding]:
    """Read it and find what was changed."""
    copy = read_word_copy(files["edited.docx"], "edited.docx")
    read_review(_before(), parts_of(copy.pieces, names_of(minimal_note())))
    return ()


KIND = Kind("reviews", make, run, short=80, share=2)
