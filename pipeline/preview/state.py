"""What the preview shows at a moment: the last good outputs, and what is wrong since."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.findings import Finding


@dataclass(frozen=True, slots=True, order=True)
class File:
    """A file of the last good build: its path, edition, media type and SHA-256."""

    path: str
    edition: str
    media_type: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown of one note.

    ``version`` counts the changes of what is shown; ``outputs`` are the files of the last
    good build; ``findings`` are those of the source as it is now; ``trouble`` says
    why a build could not run.
    """

    slug: str
    title: str = ""
    version: int = 0
    outputs: tuple[File, ...] = ()
    findings: tuple[Finding, ...] = ()
    trouble: str = ""


@dataclass(slots=True)
class Board:
    """What is shown of every note, and a bell for those who wait for the next change."""

    _notes: dict[str, Shown] = field(default_factory=dict)
    _bell: threading.Condition = field(default_factory=threading.Condition)
    _version: int = 0

    def show(self, shown: Shown) -> None:
        """Put up what is shown of a note now, and ring."""
        with self._bell:
            self._version += 1
            self._notes[shown.slug] = replace(shown, version=self._version)
            self._bell.notify_all()

    def find(self, slug: str) -> Shown | None:
        """Return what is shown of a note, or None if there is no such note."""
        with self._bell:
            return self._notes.get(slug)

    def all(self) -> tuple[Shown, ...]:
        """Return what is shown of all notes, by slug."""
        with self._bell:
            return tuple(shown for _, shown in sorted(self._notes.items()))

    def wait(self, version: int, seconds: float) -> tuple[int, tuple[Shown, ...]]:
        """Return the notes changed after a version, waiting up to some seconds for one."""
        with self._bell:
            self._bell.wait_for(lambda: self._version > version, timeout=seconds)
            changed = tuple(one for one in self._notes.values() if one.version > version)
            return self._version, changed
