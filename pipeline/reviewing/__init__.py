"""Apply an edited Word file to the source it was made from.

The Word file of the source as it was, which the edited copy carries, is made once more and
compared with the copy, part by part. What differs is what the reviewer did; it is put into the
source word by word, and what the source says then is compared with the copy once more. Nothing
is written to disk here: the files come back as data, with a report in which everything is found
that did not go into the source.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from pipeline.cache import Cache, NoCache
from pipeline.citing.citing import cite_note
from pipeline.comparing import compare_notes
from pipeline.errors import CannotRunError, SourceError
from pipeline.load import load_files
from pipeline.press.word.word_document import write_word_file
from pipeline.reviewing.changes import Change, Inserted, Removed, Reworded, Skipped, read_review
from pipeline.reviewing.edits.applying import Applier
from pipeline.reviewing.edits.places import find_places, read_comments
from pipeline.reviewing.edits.proof import ChangeProver, Outcome
from pipeline.reviewing.parts import BLOCKS, parts_of
from pipeline.reviewing.report import NotApplied, ReviewReport
from pipeline.reviewing.since import changes_since
from pipeline.reviewing.source.note_parts import ids_by_bookmark, names_of
from pipeline.reviewing.source.source_parts import SourceMap, map_source
from pipeline.reviewing.typed_citations import typed_citations
from pipeline.reviewing.word.restoring import restored
from pipeline.reviewing.word.stand_in import stand_ins
from pipeline.reviewing.word.word_reader import read_word_copy
from pipeline.workspace import TEXT_SUFFIXES

if TYPE_CHECKING:
    from pipeline.house_style import Style
    from pipeline.note import Note
    from pipeline.reviewing.edits.places import Finder
    from pipeline.reviewing.parts import Part
    from pipeline.reviewing.word.word_reader import WordCopy

__all__ = ["Merged", "bring_review_in"]

_WRONG_NOTE: Final = "name the note it was made from; import another manuscript with --to"
_EDITED_CITATION: Final = "edited in Word: the style gives what {source} says; edit that instead"
_NO_CACHE: Final = NoCache()
_LEAST_KNOWN: Final = 0.5
"""The least share of a note that its Word file must contain."""


@dataclass(frozen=True, slots=True)
class Merged:
    """The files of a note that are others now, by path, and the report."""

    files: Mapping[str, bytes]
    report: ReviewReport


@dataclass(frozen=True, slots=True)
class _WordFiles:
    """The Word files that notes give in a style, read as edited ones are."""

    style: Style
    cache: Cache

    def cited(self, note: Note) -> Note:
        """The note as its editions have it: with its citations set and its references."""
        if not note.cited:
            return note
        words = self.style.words(note.metadata.language)
        return cite_note(note, self.style.citations(), words, self.cache)

    def file(self, note: Note) -> bytes:
        """The Word file that a note gives whose citations are set."""
        return write_word_file(note, self.style, stand_ins(note))

    def parts(self, note: Note) -> tuple[Part, ...]:
        """The parts of the Word file that a note gives."""
        cited = self.cited(note)
        return parts_of(read_word_copy(self.file(cited), note.slug).pieces, names_of(cited))


def bring_review_in(
    content: bytes,
    name: str,
    note: Note,
    style: Style,
    kept: Mapping[str, str],
    cache: Cache = _NO_CACHE,
) -> Merged:
    """Apply the changes in an edited Word file to the source of a note.

    ``name`` is that of the Word file, ``style`` the one it was made in, ``kept`` are files of the
    note that must not be changed, with the reason. Raises `SourceError` (N160) for what is no
    Word file, and `CannotRunError` for the Word file of another note.
    """
    copy = read_word_copy(content, name)
    if copy.slug and copy.slug != note.slug:
        raise CannotRunError(f"{name} was made from the note {copy.slug}", _WRONG_NOTE)
    base = _base(note, copy.source)
    words = _WordFiles(style, cache)
    cited = words.cited(base or note)
    names = names_of(cited)
    file = words.file(cited)
    made = read_word_copy(file, note.slug)
    before = parts_of(made.pieces, names)
    if whole := restored(content, file, name):
        copy = replace(read_word_copy(whole, name), tracked=copy.tracked)
    edited = parts_of(copy.pieces, names)
    _check(edited, before, name)
    review = read_review(before, edited)
    current = before if base is None or base is note else words.parts(note)
    changes, conflicts = changes_since(review.changes, before, current)
    outcome = _prove(note, current, changes, words, kept)
    finder = find_places(outcome)
    texts = {part.name: part.text for part in current}
    refused = (_refused(change, why, texts) for change, why in outcome.refused)
    typed = typed_citations(edited, before) if note.cited else ()
    skipped = [*review.skipped, *conflicts, *refused, *typed]
    report = ReviewReport(
        file=name,
        files=tuple(sorted(outcome.files)),
        comparison=compare_notes(note, outcome.note) if outcome.files else None,
        remarks=tuple(read_comments(review, finder)),
        tracked=copy.tracked,
        not_applied=tuple(_not_applied(skipped, _came_in(copy, made), finder)),
        knows_source=base is not None,
    )
    return Merged(outcome.files, report)


def _prove(
    note: Note,
    current: tuple[Part, ...],
    changes: tuple[Change, ...],
    words: _WordFiles,
    kept: Mapping[str, str],
) -> Outcome:
    """The note with changes made in it, those that can be."""
    source = map_source(note) if changes else SourceMap({}, {})
    return ChangeProver(
        note=note,
        source=source,
        current=current,
        applier=lambda: Applier(note, source, ids_by_bookmark(note), names_of(note), kept),
        read_back=words.parts,
    ).prove(changes)


def _base(note: Note, carried: Mapping[str, bytes]) -> Note | None:
    """The note that a Word file was made from; None if it does not say."""
    if not carried:
        return None
    if carried == _texts(note):
        return note
    try:
        return load_files(note.slug, {**note.pictures, **carried})
    except SourceError:
        # One of its pictures no longer exists, or another version of notepress made it.
        return None


def _came_in(copy: WordCopy, made: WordCopy) -> tuple[tuple[str, str], ...]:
    """What cannot be read in an edited file and was not in the one that was made, in order."""
    known = Counter(made.unread)
    new = []
    for one in copy.unread:
        if known[one]:
            known[one] -= 1
        else:
            new.append(one)
    said = dict.fromkeys(one for one in copy.citations if one not in made.citations)
    return (*new, *((words, _EDITED_CITATION.format(source=source)) for source, words in said))


def _texts(note: Note) -> dict[str, bytes]:
    return {path: data for path, data in note.files.items() if path.endswith(TEXT_SUFFIXES)}


def _check(edited: Sequence[Part], before: Sequence[Part], name: str) -> None:
    """Refuse a Word file that has hardly anything of the note: it is a copy of another."""
    known = {part.name for part in before if part.kind in BLOCKS}
    there = {part.name for part in edited} & known
    if len(there) < _LEAST_KNOWN * len(known):
        raise CannotRunError(
            f"{name} has {len(there)} of the {len(known)} paragraphs of this note", _WRONG_NOTE
        )


def _refused(change: Change, why: str, texts: Mapping[str, str]) -> Skipped:
    match change:
        case Reworded():
            return Skipped(change.part.text, why, change.name)
        case Removed():
            gone = " ".join(filter(None, (texts.get(name) for name in change.names)))
            return Skipped(gone, f"deleted in Word: {why}", change.name)
        case Inserted():
            said = (
                texts.get(one, "") if isinstance(one, str) else one.text for one in change.entries
            )
            return Skipped(" / ".join(said), why, change.after)


def _not_applied(
    skipped: list[Skipped], unread: tuple[tuple[str, str], ...], finder: Finder
) -> Iterator[NotApplied]:
    for one in skipped:
        path, line = finder.line_of(one.near)
        yield NotApplied(one.text, one.why, path, line)
    for text, why in unread:
        yield NotApplied(text, why)
