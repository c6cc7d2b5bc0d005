"""The record of an import: what it recognised, guessed, changed, left out, and cannot know."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Final

SURE_ENOUGH: Final = 0.5
"""Confidence from which a guess is acted on; below it the words stay text."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """Something the importer took for a part of a note.

    ``confidence`` goes from 0 to 1; ``place`` counts the paragraphs of the manuscript from 1.
    """

    what: str
    text: str
    place: int
    confidence: float
    why: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Words of the manuscript that are not in the source, and why."""

    text: str
    place: int
    why: str


@dataclass(frozen=True, slots=True)
class Changed:
    """Words that are in the source, but differ from the manuscript."""

    text: str
    place: int
    how: str


@dataclass(frozen=True, slots=True)
class Moved:
    """Words that are in the source as they were, but not where they stood; ``where`` says where."""

    text: str
    place: int
    where: str


@dataclass(frozen=True, slots=True)
class ToComplete:
    """A value of the source that the importer had to make up, or something left for a person.

    ``path`` names file and key. ``file`` and ``line`` are where it stands in the source, and
    ``key`` what is called so there; empty or 0 while that is not known.
    """

    path: str
    value: str
    why: str
    file: str = ""
    line: int = 0
    key: str = ""

    def at(self, file: str, line: int, key: str) -> ToComplete:
        """The same with its place."""
        return replace(self, file=file, line=line, key=key)


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that may be more than the text it stayed, and its place in the source."""

    what: str
    text: str
    confidence: float
    why: str
    file: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Remark:
    """A reviewer's comment, and the file and line of the source it belongs to (0: not found)."""

    author: str
    text: str
    anchor: str
    path: str = ""
    line: int = 0


@dataclass(slots=True)
class Ledger:
    """The book while it is written; every step of an import adds to it."""

    recognised: list[Recognised] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    changed: list[Changed] = field(default_factory=list)
    moved: list[Moved] = field(default_factory=list)
    doubted: list[Recognised] = field(default_factory=list)
    """Guesses that were not acted on."""
    to_complete: list[ToComplete] = field(default_factory=list)
    _marks: dict[str, tuple[int, list[str]]] = field(default_factory=dict)

    def recognise(self, what: str, text: str, place: int, confidence: float, why: str) -> None:
        """Enter something recognised or, below certainty, guessed."""
        self.recognised.append(Recognised(what, text, place, confidence, why))

    def guess(self, what: str, text: str, place: int, confidence: float, why: str) -> bool:
        """Enter a guess, and say whether to act on it: below `SURE_ENOUGH` the words stay text.

        Such words are then reported as to be completed.
        """
        sure = confidence >= SURE_ENOUGH
        entries = self.recognised if sure else self.doubted
        entries.append(Recognised(what, text, place, confidence, why))
        return sure

    def leave_out(self, place: int, text: str, why: str) -> None:
        """Enter words that do not go into the source."""
        self.left_out.append(LeftOut(text, place, why))

    def change(self, place: int, text: str, how: str) -> None:
        """Enter words that go into the source in another form."""
        self.changed.append(Changed(text, place, how))

    def move(self, place: int, text: str, where: str) -> None:
        """Enter words, all of them, that the source has at another place, and say where that is.

        ``where`` completes a sentence: “at the end of the introduction”, “authors in note.yaml”.
        """
        self.moved.append(Moved(text, place, where))

    def lose_mark(self, how: str, text: str, place: int = 0) -> None:
        """Enter words that lose a mark: one entry for each kind of mark, with all of its words."""
        self._marks.setdefault(how, (place, []))[1].append(text)

    def changes(self) -> tuple[Changed, ...]:
        """All that was changed, lost marks among it."""
        marks = (
            Changed("”, “".join(texts), place, how) for how, (place, texts) in self._marks.items()
        )
        return (*self.changed, *marks)

    def complete(self, path: str, value: str, why: str) -> None:
        """Enter a value that a person has to complete."""
        self.to_complete.append(ToComplete(path, value, why))
