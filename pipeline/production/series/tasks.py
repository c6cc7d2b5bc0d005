"""Notes to build and what became of them, as plain data that passes between processes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.errors import NotepressError
    from pipeline.findings import Finding
    from pipeline.production.report import NoteReport
    from pipeline.workspace import Workspace

Verdict = Literal["made", "up-to-date", "refused", "failed"]
"""What became of a note: ``refused`` if its source has findings, ``failed`` if something else
prevented it. Its outputs are the earlier ones in these two cases."""


@dataclass(frozen=True, slots=True)
class NoteTask:
    """A note to build: its slug, its folder, the folders of the run, the editions asked for.

    All editions that are made by default are meant if none are named. ``remarks`` on the pages
    are among the findings if they are wanted.
    """

    slug: str
    folder: Path
    workspace: Workspace
    editions: tuple[str, ...] = ()
    remarks: bool = False


@dataclass(frozen=True, slots=True)
class NoteResult:
    """What became of a note.

    ``findings`` are warnings if it was made, with places as in the note itself; ``report`` is
    there if it was made or is up to date; ``error`` is what prevented it otherwise. ``seconds`` are
    by the clock, ``processor_seconds`` those of all processes that worked for it. ``worker`` is the
    number of the process that built it, ``memory`` the bytes that it and its engine held then; both
    are 0 if none was needed.
    """

    slug: str
    verdict: Verdict
    findings: tuple[Finding, ...] = ()
    report: NoteReport | None = None
    error: NotepressError | None = None
    seconds: float = 0.0
    processor_seconds: float = 0.0
    worker: int = 0
    memory: int = 0


Outlook = NoteTask | NoteResult
"""A note to be made, or what became of one for which there is nothing to do."""


def is_bad(result: NoteResult) -> bool:
    """Whether a note was neither made nor up to date."""
    return result.verdict in {"refused", "failed"}
