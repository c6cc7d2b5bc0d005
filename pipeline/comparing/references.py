"""References of two notes in the same words, so that a moved figure is no change of every text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.languages import DEFAULT, find_language, language_of
from pipeline.numbering.labels import label_note
from pipeline.numbering.numbered import write_references
from pipeline.numbering.series import SERIES
from pipeline.numbering.targets import targets_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.note import Note
    from pipeline.numbering.targets import Target


def with_same_numbers(old: Note, new: Note) -> tuple[Note, Note]:
    """Two notes whose references say the numbers of the new one; those of what is gone, the old."""
    if not (old.referred or new.referred):
        return old, new
    targets = {**_targets(old), **_targets(new)}
    return write_references(old, targets, _words(old)), write_references(new, targets, _words(new))


def _targets(note: Note) -> Mapping[str, Target]:
    forms = {series.numerals: "arabic" for series in SERIES}
    words = _words(note)
    return targets_of(note, label_note(note, forms, words), words["digits"])


def _words(note: Note) -> Mapping[str, str]:
    return (find_language(note.metadata.language) or language_of(DEFAULT)).words
