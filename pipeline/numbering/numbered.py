"""A note with its numbers: what each label says, and what each reference says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline.languages import find_language
from pipeline.note.replacing import replace_inlines
from pipeline.note.text import Reference
from pipeline.numbering.collected import collect_recommendations
from pipeline.numbering.labels import Labels, label_note
from pipeline.numbering.references import ReferenceWriter
from pipeline.numbering.targets import targets_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.note import Note
    from pipeline.numbering.targets import Target


@dataclass(frozen=True, slots=True)
class Numbered:
    """A note whose references say what they refer to, whose tables are full, and its labels."""

    note: Note
    labels: Labels


def number_note(note: Note, forms: Mapping[str, str], words: Mapping[str, str]) -> Numbered:
    """Number a note by the numerals of a style (``forms``, by token), in the words of a language.

    A note without references is returned as it is.
    """
    labels = label_note(note, forms, words)
    if not note.referred:
        return Numbered(note, labels)
    written = write_references(note, targets_of(note, labels, words["digits"]), words)
    return Numbered(collect_recommendations(written, labels, words), labels)


def write_references(note: Note, targets: Mapping[str, Target], words: Mapping[str, str]) -> Note:
    """A note whose references name these targets."""
    language = find_language(note.metadata.language)
    cases = language.cases if language else ()
    writer = ReferenceWriter(targets, words, len(note.themes), cases)

    def write(inline: Any) -> Any:
        return writer.write(inline) if isinstance(inline, Reference) else inline

    return replace_inlines(note, write)
