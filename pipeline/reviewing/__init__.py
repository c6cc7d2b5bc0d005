"""Bring an edited Word file back onto the source it was made from.

The Word file of the source as it was, which the edited copy carries, is made once more and
compared with the copy, part by part. What differs is what the reviewer did; it is put into the
source word by word, and what the source says then is compared with the copy once more. Nothing
is written to disk here: the files come back as data, with a report in which everything is found
that did not go into the source.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.comparing import compare_notes
from pipeline.errors import SourceError
from pipeline.load import load_files
from pipeline.press.word_document import write_word_file
from pipeline.reviewing.applying import Applier
from pipeline.reviewing.changes import Change, Inserted, Removed, Reworded, Untaken, read_review
from pipeline.reviewing.note_parts import ids_by_bookmark, names_of
from pipeline.reviewing.parts import parts_of
from pipeline.reviewing.places import find_places, read_comments
from pipeline.reviewing.proof import Prover
from pipeline.reviewing.report import NotTaken, ReviewReport
from pipeline.reviewing.since import changes_since
from pipeline.reviewing.source_parts import map_source
from pipeline.reviewing.stand_in import stand_ins
from pipeline.reviewing.word_reader import read_word_copy

if TYPE_CHECKING:
    from pipeline.house_style import Style
    from pipeline.note import Note
    from pipeline.reviewing.parts import Part
    from pipeline.reviewing.places import Finder

__all__ = ["Merged", "bring_review_in"]


@dataclass(frozen=True, slots=True)
class Merged:
    """The files of a note that are others now, by path, and the report."""

    files: Mapping[str, bytes]
    report: ReviewReport


def bring_review_in(
    content: bytes, name: str, note: Note, style: Style, kept: Mapping[str, str]
) -> Merged:
    """Return what an edited Word file makes of the source of a note.

    ``name`` is that of the Word file, ``style`` the one it was made in, ``kept`` are files of the
    note that must not be changed, with the reason. Raises `SourceError` (N160) for what is no
    Word file.
    """
    copy = read_word_copy(content, name)
    base = _base(note, copy.source)
    names = names_of(base or note)
    before = _read_back(base or note, style)
    edited = tuple(part for part in parts_of(copy.pieces, names))
    review = read_review(before, edited)
    current = before if base is None or base.files == note.files else _read_back(note, style)
    changes, conflicts = changes_since(review.changes, before, current)
    outcome = Prover(
        note=note,
        source=(source := map_source(note)),
        current=current,
        applier=lambda: Applier(note, source, ids_by_bookmark(note), names_of(note), kept),
        read_back=lambda one: _read_back(one, style),
    ).prove(changes)
    finder = find_places(outcome)
    untaken = [*review.untaken, *conflicts, *map(_refused, outcome.refused)]
    report = ReviewReport(
        file=name,
        files=tuple(sorted(outcome.files)),
        comparison=compare_notes(note, outcome.note) if outcome.files else None,
        remarks=tuple(read_comments(review, finder)),
        tracked=copy.tracked,
        not_taken=tuple(_not_taken(untaken, copy.unread, finder)),
        knows_source=base is not None,
    )
    return Merged(outcome.files, report)


def _base(note: Note, carried: Mapping[str, bytes]) -> Note | None:
    """Return the note that a Word file was made from; None if it does not say."""
    if not carried:
        return None
    try:
        return load_files(note.slug, {**note.pictures, **carried})
    except SourceError:
        # A picture it shows is gone by now, or another version of notepress made it.
        return None


def _read_back(note: Note, style: Style) -> tuple[Part, ...]:
    """Return the parts of the Word file that a note gives."""
    content = write_word_file(note, style, stand_ins(note))
    return parts_of(read_word_copy(content, note.slug).pieces, names_of(note))


def _refused(refused: tuple[Change, str]) -> Untaken:
    change, why = refused
    match change:
        case Reworded():
            return Untaken(change.part.text, why, change.name)
        case Removed():
            return Untaken("", f"a part was deleted, but {why}", change.name)
        case Inserted():
            texts = ("" if isinstance(one, str) else one.text for one in change.entries)
            return Untaken(" / ".join(filter(None, texts)), why, change.after)


def _not_taken(
    untaken: list[Untaken], unread: tuple[tuple[str, str], ...], finder: Finder
) -> Iterator[NotTaken]:
    for one in untaken:
        path, line = finder.line_of(one.near)
        yield NotTaken(one.text, one.why, path, line)
    for text, why in unread:
        yield NotTaken(text, why)
