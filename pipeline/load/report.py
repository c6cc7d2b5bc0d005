"""Findings as they are made: a list that grows, and the places in a source file they point at."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from pipeline.findings import Finding, Place
from pipeline.load.syntax import Spot

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True)
class SourceText:
    """The text of one file, with plain line ends, and the path by which findings name it."""

    path: str
    text: str

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The lines of the file without their ends."""
        return tuple(self.text.split("\n"))

    def place(self, spot: Spot | None) -> Place:
        """Return the place of a spot, held within the file; the whole file for None."""
        if spot is None:
            return Place(self.path)
        line = min(max(spot.line, 1), len(self.lines))
        text = self.lines[line - 1]
        column = min(max(spot.column, 1), len(text) + 1)
        length = max(1, min(spot.length, len(text) - column + 1))
        return Place(self.path, line, column, text, length)

    def spot_at(self, offset: int, length: int = 1) -> Spot:
        """Return the spot of the character at an offset in the text."""
        line = self.text.count("\n", 0, offset) + 1
        return Spot(line, offset - self.text.rfind("\n", 0, offset), length)

    def is_escaped(self, spot: Spot | None) -> bool:
        """Say whether a backslash stands at a spot: what it escapes is meant as a character."""
        if spot is None or spot.line > len(self.lines):
            return False
        return self.lines[spot.line - 1][spot.column - 1 : spot.column] == "\\"

    def spot_in_braces(self, wanted: str, spot: Spot | None) -> Spot | None:
        """Return where an attribute stands in the braces that belong to an element.

        ``spot`` is that of the element. Its braces stand behind it in its line, or on one of
        the two lines before it; the spot itself is returned if they are not found.
        """
        if spot is None:
            return None
        pattern = re.compile(rf"\{{[^{{}}]*?({re.escape(wanted)})(?![\w-])")
        for line in range(spot.line, max(0, spot.line - 3), -1):
            start = spot.column - 1 if line == spot.line else 0
            if match := pattern.search(self.lines[line - 1], start):
                return Spot(line, match.start(1) + 1, len(wanted))
        return spot


@dataclass(slots=True)
class Report:
    """The findings made so far, each once."""

    findings: list[Finding] = field(default_factory=list)

    def add(self, code: str, message: str, place: Place, hint: str = "") -> None:
        """Add a finding."""
        self.extend([Finding(code, message, place, hint)])

    def extend(self, findings: Iterable[Finding]) -> None:
        """Add findings of another report."""
        self.findings.extend(found for found in findings if found not in self.findings)
