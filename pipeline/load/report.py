"""Collect findings, and compute the places in a source file they point to."""

from __future__ import annotations

import bisect
import itertools
import re
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Final

from pipeline.findings import Finding, Place, rules
from pipeline.load.positions import Spot

if TYPE_CHECKING:
    from pipeline.findings import Severity
    from pipeline.load.citations import Citation

MOST_FINDINGS: Final = 100
"""The most findings of one file that are shown."""

_LENGTH: Final = 240
_LINE_END: Final = re.compile("\n")


@dataclass(frozen=True)
class SourceText:
    """The text of one file, with plain line ends, and the path by which findings name it.

    ``typed`` is the text as it is in the file where ``text`` is what shall be parsed in its place;
    their characters stand in the same places. ``citations`` are those for which marks stand in it.
    """

    path: str
    text: str
    typed: str = ""
    citations: tuple[Citation, ...] = ()

    def with_text(self, text: str) -> SourceText:
        """Return another text to be parsed in the place of this one; findings quote the file."""
        return (
            self if text == self.text else replace(self, text=text, typed=self.typed or self.text)
        )

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The lines of the file without their ends."""
        return tuple(self.text.split("\n"))

    @cached_property
    def _typed_lines(self) -> tuple[str, ...]:
        return tuple(self.typed.split("\n")) if self.typed else self.lines

    def place(self, spot: Spot | None) -> Place:
        """The place of a spot, clamped to the file; the whole file for None."""
        if spot is None:
            return Place(self.path)
        line = min(max(spot.line, 1), len(self.lines))
        text = self._typed_lines[line - 1]
        column = min(max(spot.column, 1), len(text) + 1)
        length = max(1, min(spot.length, len(text) - column + 1))
        return Place(self.path, line, column, text, length)

    def as_typed(self, words: str, spot: Spot | None) -> str:
        """Words of the text as the file has them at a spot, where others may stand in."""
        if spot is None or spot.line > len(self.lines):
            return words
        start, end = spot.column - 1, spot.column - 1 + len(words)
        is_there = self.lines[spot.line - 1][start:end] == words
        return self._typed_lines[spot.line - 1][start:end] if is_there else words

    def spot_at(self, offset: int, length: int = 1) -> Spot:
        """The spot of the character at an offset in the text."""
        line = bisect.bisect_right(self._starts, offset)
        return Spot(line, offset - self._starts[line - 1] + 1, length)

    def offset_of(self, spot: Spot) -> int:
        """The offset in the text of the character at a spot."""
        return self._starts[min(spot.line, len(self._starts)) - 1] + spot.column - 1

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        """The offset at which each line begins."""
        return (0, *(match.end() for match in _LINE_END.finditer(self.text)))

    def is_escaped(self, spot: Spot | None) -> bool:
        """Whether there is a backslash at a spot, so that what follows is a literal character."""
        if spot is None or spot.line > len(self.lines):
            return False
        return self.lines[spot.line - 1][spot.column - 1 : spot.column] == "\\"

    def spot_in_braces(self, wanted: str, spot: Spot | None) -> Spot | None:
        """The spot of an attribute in the braces that belong to an element.

        ``spot`` is that of the element. Its braces are after it on its line, or on one of
        the two lines before it; the spot itself is returned if they are not found.
        """
        if spot is None:
            return None
        pattern = _in_braces(wanted)
        for line in range(spot.line, max(0, spot.line - 3), -1):
            start = spot.column - 1 if line == spot.line else 0
            if match := pattern.search(self.lines[line - 1], start):
                return Spot(line, match.start(1) + 1, len(wanted))
        return spot

    def first(self, words: str) -> Spot | None:
        """The first spot of words, or None. Used where the parser gives no place."""
        offset = self.text.find(words)
        return None if offset < 0 else self.spot_at(offset, len(words))

    def spot_behind(self, words: str, spot: Spot, offset: int = 0) -> Spot:
        """The spot of words on the line of a spot, at an offset or behind it; else the spot."""
        line = self.lines[min(spot.line, len(self.lines)) - 1]
        at = line.find(words, spot.column - 1 + offset)
        return spot if at < 0 else Spot(spot.line, at + 1, len(words))

    def any_braces(self, wanted: str) -> Spot | None:
        """The first spot of an attribute in braces, or None."""
        match = _in_braces(wanted).search(self.text)
        return self.spot_at(match.start(1), len(wanted)) if match else None


def _in_braces(wanted: str) -> re.Pattern[str]:
    return re.compile(rf"\{{[^{{}}]*?({re.escape(wanted)})(?![\w-])")


class Report:
    """The findings made so far, each once, in the order in which they were made."""

    def __init__(self) -> None:
        self._findings: dict[Finding, None] = {}

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings made so far."""
        return tuple(self._findings)

    def add(
        self,
        code: str,
        message: str,
        place: Place,
        hint: str = "",
        *,
        severity: Severity | None = None,
    ) -> None:
        """Add a finding, its message and hint shortened if they quote very long names.

        An error stops the note from being built, a warning does not. ``severity`` is that of the
        rule unless given.
        """
        severity = severity or rules()[code].severity
        self._findings[Finding(code, _short(message), place, _short(hint), severity)] = None

    def extend(self, other: Report) -> None:
        """Add the findings of another report."""
        self._findings.update(other._findings)

    @property
    def has_errors(self) -> bool:
        """Whether any finding is an error."""
        return any(finding.severity == "error" for finding in self._findings)

    def paths(self) -> set[str]:
        """The files that have findings."""
        return {finding.place.path for finding in self._findings}

    def first_of_each_file(self, most: int = MOST_FINDINGS) -> list[Finding]:
        """The first findings of each file, and one that says how many more there are.

        A file of a megabyte can have more findings than anybody could read.
        """
        shown: list[Finding] = []
        ordered = sorted(self._findings, key=lambda finding: finding.order)
        for path, group in itertools.groupby(ordered, key=lambda finding: finding.place.path):
            found = list(group)
            shown += found[:most]
            if len(found) > most:
                message = f"{len(found) - most} more findings in {path} are not shown"
                last = Place(path, found[most].place.line, 1)
                shown.append(Finding("N159", message, last, "fix the first ones and check again"))
        return shown


def _short(text: str) -> str:
    return text if len(text) <= _LENGTH else f"{text[:_LENGTH]}…"
