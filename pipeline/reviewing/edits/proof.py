"""Apply changes to a source, and verify that it then has the words of the reviewer's file."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from pipeline.comparing.alignment import opcodes
from pipeline.errors import SourceError
from pipeline.load import load_files
from pipeline.reviewing.changes import Change, Inserted, Removed, Reworded
from pipeline.reviewing.edits.applying import Applier, CannotPlaceError, PlacedEdit, Step
from pipeline.reviewing.edits.expectation import (
    Expected,
    expect,
    expect_values,
    part_words,
    text_of,
    values_of,
)
from pipeline.reviewing.edits.files import EditedFile, edit_file, overlapping, steps_at

if TYPE_CHECKING:
    from pipeline.note import Note
    from pipeline.reviewing.parts import Part
    from pipeline.reviewing.source.source_parts import SourceMap

_DIFFERENT: Final = "the source would differ from the Word file"
_CONFLICT: Final = "it conflicts with another change"

ReadBack = Callable[["Note"], tuple["Part", ...]]
"""Makes the Word file of a note and reads its parts."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A note with changes made in it.

    ``files`` are those that are others now, by path; ``refused`` are changes that were not made,
    and why; ``text`` are the parts of the text as the new source gives them, each with what was
    expected of it.
    """

    note: Note
    files: Mapping[str, bytes]
    refused: tuple[tuple[Change, str], ...]
    text: tuple[tuple[Part, Expected], ...]


@dataclass(slots=True)
class ChangeProver:
    """Makes changes in one note until all that are made come out as they were meant."""

    note: Note
    source: SourceMap
    current: Sequence[Part]
    applier: Callable[[], Applier]
    read_back: ReadBack
    steps: list[Step] = field(default_factory=list)
    refused: list[tuple[Change, str]] = field(default_factory=list)

    def prove(self, changes: Iterable[Change]) -> Outcome:
        """The note with all changes that can be made.

        A change that does not come out as meant word by word is made with its paragraph written
        full_rewrite; one that does not come out then is refused.
        """
        self.steps = [Step(number, change) for number, change in enumerate(changes)]
        while self.steps:
            outcome = self._attempt()
            if outcome is not None:
                return outcome
        names = self.applier().names
        pairs = zip(text_of(self.current), expect(self.current, (), {}, names), strict=True)
        return Outcome(self.note, {}, tuple(self.refused), tuple(pairs))

    def _attempt(self) -> Outcome | None:
        """The note if all steps worked, else retry or drop some and return None."""
        applier = self.applier()
        edits = self._edits(applier)
        if edits is None:
            return None
        files = self._files(edits, applier)
        changed = {path: one.content for path, one in files.items()}
        try:
            note = load_files(self.note.slug, {**self.note.files, **changed})
        except SourceError as error:
            for finding in error.findings:
                place = finding.place
                for number in steps_at(files, place.path, place.line):
                    self._retry(number, f"{finding.code} {finding.message}")
            return None
        return self._compare(note, changed, applier)

    def _edits(self, applier: Applier) -> list[PlacedEdit] | None:
        found: list[PlacedEdit] = []
        complete = True
        for step in tuple(self.steps):
            try:
                found += applier.edits(step, self.steps)
            except CannotPlaceError as error:
                self._refuse(step, str(error))
                complete = False
        for number in overlapping(found) if complete else ():
            self._retry(number, _CONFLICT)
            complete = False
        return found if complete else None

    def _files(self, edits: Sequence[PlacedEdit], applier: Applier) -> dict[str, EditedFile]:
        return {
            path: edit_file(
                self.note.files[path],
                [one for one in edits if one.path == path],
                applier.renderers[path].definitions if path in applier.renderers else (),
            )
            for path in dict.fromkeys(one.path for one in edits)
        }

    def _compare(self, note: Note, files: Mapping[str, bytes], applier: Applier) -> Outcome | None:
        parts = self.read_back(note)
        expected = expect(self.current, self.steps, self.source.parts, applier.names)
        text = text_of(parts)
        removals = {step.number for step in self.steps if isinstance(step.change, Removed)}
        wrong = _failed_steps(expected, [part_words(part) for part in text], removals)
        actual = values_of(parts)
        wrong |= {
            number
            for name, (keys, number) in expect_values(self.current, self.steps).items()
            if actual.get(name) != keys
        }
        if not wrong:
            pairs = tuple(zip(text, expected, strict=True))
            return Outcome(note, files, tuple(self.refused), pairs)
        for number in wrong - {-1} or {step.number for step in self.steps}:
            self._retry(number, _DIFFERENT)
        return None

    def _retry(self, number: int, why: str) -> None:
        """Make a step in the other way that is left for it, or refuse it.

        A paragraph can be rewritten; several inserted parts can be tried one by one.
        """
        for place, step in enumerate(self.steps):
            if step.number != number:
                continue
            match step.change:
                case Reworded() if not step.full_rewrite:
                    self.steps[place] = replace(step, full_rewrite=True)
                case Inserted(after, entries) if len(entries) > 1:
                    last = max(one.number for one in self.steps)
                    self.steps[place : place + 1] = [
                        Step(last + at, Inserted(after, (entry,)))
                        for at, entry in enumerate(entries, 1)
                    ]
                case _:
                    self._refuse(step, why)
            return

    def _refuse(self, step: Step, why: str) -> None:
        """Drop a step; what moves in it stays where it is."""
        self.steps.remove(step)
        self.refused.append((step.change, why))


def _failed_steps(
    expected: Sequence[Expected], actual: Sequence[Hashable], removals: set[int]
) -> set[int]:
    """The numbers of the steps whose words differ from those expected.

    Differences without a step may be due to a removal, or else to the nearest step.
    """
    found: set[int] = set()
    for what, first, last, _, _ in opcodes([one.part_words for one in expected], actual):
        if what != "equal":
            own = {one.number for one in expected[first:last]} - {-1}
            found |= own or removals or _nearest(expected, first)
    return found


def _nearest(expected: Sequence[Expected], place: int) -> set[int]:
    distances = [
        (abs(at - place), one.number) for at, one in enumerate(expected) if one.number >= 0
    ]
    return {min(distances)[1]} if distances else {-1}
