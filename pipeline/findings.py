"""What is wrong in a source or an output: one frozen `Finding` each, with a stable code."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a finding is.

    ``path`` is relative to the folder the user named, or the name of an output. ``line`` and
    ``column`` count from 1; 0 means the whole file. ``text`` is the offending line itself and
    ``length`` how many of its characters the caret underlines. ``page`` is the 1-based page of
    a finding that concerns a laid-out page, else 0.
    """

    path: str
    line: int = 0
    column: int = 0
    text: str = ""
    length: int = 1
    page: int = 0


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong: a stable code, a message, a place and a hint how to mend it."""

    code: str
    message: str
    place: Place
    hint: str = ""
    severity: Severity = "error"

    @property
    def order(self) -> tuple[str, int, int, str]:
        """Sort key: file, line, column, code."""
        return (self.place.path, self.place.line, self.place.column, self.code)


@dataclass(frozen=True, slots=True)
class Rule:
    """The long story of a code, for `notepress explain`: what it means, why, what to do."""

    code: str
    title: str
    explanation: str
    wrong: str = ""
    right: str = ""


@cache
def rules() -> dict[str, Rule]:
    """Return every rule by code, read from the TOML files in ``pipeline/rules``."""
    found: dict[str, Rule] = {}
    folder = resources.files("pipeline.rules")
    for entry in sorted(folder.iterdir(), key=lambda item: item.name):
        if entry.name.endswith(".toml"):
            for code, fields in tomllib.loads(entry.read_text("utf-8")).items():
                found[code] = Rule(code=code, **fields)
    return found
