"""What came back from a translator, whatever the format of the file."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from pipeline.findings import Finding, Place

if TYPE_CHECKING:
    from pipeline.translating.files.tags import Marked

MOST_BYTES: Final = 30_000_000
"""The size that a file of a translator may have, in bytes."""


@dataclass(frozen=True, slots=True)
class Returned:
    """One segment of a file: its unit, what its source was, and its translation.

    ``part`` counts the sentences of a unit from 1, and is 0 for a whole unit. ``is_ready`` says
    whether the translator is done with it, ``is_reviewed`` whether somebody else has read it.
    ``mark`` is the digest of the translation that was exported. ``line`` is that of its target.
    """

    key: str
    part: int
    source: Marked
    target: Marked | None
    is_ready: bool
    is_reviewed: bool
    mark: str
    line: int
    space: str = ""


@dataclass(slots=True)
class ReturnedFile:
    """A file of a translator: the note and languages it is for, its segments, its faults."""

    path: str
    lines: tuple[str, ...]
    note: str = ""
    source_language: str = ""
    target_language: str = ""
    segments: list[Returned] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def report(
        self, code: str, message: str, line: int, hint: str = "", *, is_warning: bool = False
    ) -> None:
        """Add a finding about a line."""
        text = self.lines[line - 1] if 0 < line <= len(self.lines) else ""
        shown = text.strip()
        column = text.find(shown) + 1 if shown else 1
        place = (
            Place(self.path, line, column, text, max(1, len(shown))) if line else Place(self.path)
        )
        severity = "warning" if is_warning else "error"
        self.findings.append(Finding(code, message, place, hint, severity))  # type: ignore[arg-type]
