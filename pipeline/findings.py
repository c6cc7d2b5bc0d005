"""Findings: what is wrong in a source or an output, each with a stable code."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Final, Literal

from pipeline.terminal_text import columns, isolated, printable

_INDENT: Final = "    "
_WIDTH: Final = 96
_CUT: Final = "…"

Severity = Literal["error", "warning", "remark"]
"""A remark is told only to those who ask for more, and changes no exit code."""


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
    """One thing that is wrong: a stable code, a message, a place and a hint on how to fix it.

    ``note`` is the name of the note it was found in, where several may be meant.
    """

    code: str
    message: str
    place: Place
    hint: str = ""
    severity: Severity = "error"
    note: str = ""

    @property
    def order(self) -> tuple[str, int, int, str]:
        """Sort key: file, line, column, code."""
        return (self.place.path, self.place.line, self.place.column, self.code)


@dataclass(frozen=True, slots=True)
class Rule:
    """What a code means, for `notepress explain`: what is wrong, why, and how to fix it.

    ``severity`` is that of findings about the source of a note, unless one is reported with
    another.
    """

    code: str
    title: str
    explanation: str
    wrong: str = ""
    right: str = ""
    severity: Severity = "error"


@cache
def rules() -> dict[str, Rule]:
    """Every rule by code, read from the TOML files in ``pipeline/rules``."""
    found: dict[str, Rule] = {}
    folder = Path(__file__).parent / "rules"
    for entry in sorted(folder.iterdir(), key=lambda item: item.name):
        if entry.name.endswith(".toml"):
            for code, fields in tomllib.loads(entry.read_text("utf-8")).items():
                found[code] = Rule(code=code, **fields)
    return found


def render_finding(finding: Finding) -> str:
    """A finding as text for a terminal, without a newline at the end.

    The first line is ``text/2-working-together.md:41:7: N104 figure has no alt text``; then come
    the offending line, cut to what is around the column where it is long, a line with carets
    under it, and ``hint: ...``. Control characters of the source are never passed on.
    """
    place = finding.place
    where = place.path
    if finding.note and not PurePosixPath(where).suffix:
        # A path identifies the note by itself; the name of a theme or of an edition does not.
        where = f"{finding.note}: {where}"
    if place.line:
        where += f":{place.line}:{place.column}"
    severity = "" if finding.severity == "error" else f"{finding.severity}: "
    page = f" (page {place.page})" if place.page else ""
    message = isolated(printable(finding.message))
    lines = [f"{printable(where)}: {finding.code} {severity}{message}{page}"]
    if place.line and place.text.strip():
        lines += _underlined(place)
    if finding.hint:
        lines.append(f"hint: {isolated(printable(finding.hint))}")
    return "\n".join(lines)


def _underlined(place: Place) -> list[str]:
    """The offending line, or the part of it around the column, and its carets."""
    at = min(place.column - 1, len(place.text))
    first = max(0, at - _WIDTH // 3) if len(place.text) > _WIDTH else 0
    last = first + _WIDTH
    before, marked, after = (
        printable(place.text[first:at]),
        printable(place.text[at : min(last, at + place.length)]),
        printable(place.text[at + place.length : last]),
    )
    opening = _CUT if first else ""
    closing = _CUT if last < len(place.text) else ""
    carets = "^" * max(1, columns(marked))
    return [
        f"{_INDENT}{opening}{before}{marked}{after}{closing}".rstrip(),
        f"{_INDENT}{' ' * columns(opening + before)}{carets}",
    ]
