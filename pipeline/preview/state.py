"""The state of the preview: the last successful outputs, and errors since then."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.findings import Finding


@dataclass(frozen=True, slots=True, order=True)
class File:
    """A file of the last successful build: its path, edition, media type and SHA-256."""

    path: str
    edition: str
    media_type: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Shown:
    """The state of one note.

    ``language`` is its tag, empty before its first build. ``version`` counts its changes;
    ``outputs`` are the files of the last successful build;
    ``findings`` are those of the current source; ``error`` says why a build could not run.
    """

    slug: str
    title: str = ""
    version: int = 0
    outputs: tuple[File, ...] = ()
    findings: tuple[Finding, ...] = ()
    error: str = ""
    language: str = ""


@dataclass(slots=True)
class Board:
    """The states of all notes, and a condition for waiting for the next change."""

    _notes: dict[str, Shown] = field(default_factory=dict)
    _changed: threading.Condition = field(default_factory=threading.Condition)
    _version: int = 0

    def show(self, shown: Shown) -> None:
        """Set the state of a note, and notify those who wait."""
        with self._changed:
            self._version += 1
            self._notes[shown.slug] = replace(shown, version=self._version)
            self._changed.notify_all()

    def find(self, slug: str) -> Shown | None:
        """The state of a note, or None if there is no such note."""
        with self._changed:
            return self._notes.get(slug)

    def all(self) -> tuple[Shown, ...]:
        """The states of all notes, sorted by slug."""
        with self._changed:
            return tuple(shown for _, shown in sorted(self._notes.items()))

    def wait(self, version: int, seconds: float) -> tuple[int, tuple[Shown, ...]]:
        """The notes changed after a version; waits up to ``seconds`` for a change."""
        with self._changed:
            self._changed.wait_for(lambda: self._version > version, timeout=seconds)
            changed = tuple(one for one in self._notes.values() if one.version > version)
            return self._version, changed
