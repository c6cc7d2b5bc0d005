"""Notes to build and what became of them, as plain data that passes between processes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from pipeline.editions.timings import Timing
    from pipeline.errors import NotepressError
    from pipeline.findings import Finding
    from pipeline.production.explaining import Explanation
    from pipeline.production.left_out import LeftOut
    from pipeline.production.making import Made
    from pipeline.production.report import Report
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
class NoteReport:
    """What was made of a note: a `Report` without its manifest.

    ``outputs`` gives the edition and the size in bytes of each file, by its path in ``folder``;
    ``explained`` explains what was done with each of them, ``parts`` with each part of the PDF.
    """

    folder: Path
    made: tuple[Made, ...]
    reasons: tuple[str, ...]
    outputs: Mapping[str, tuple[str, int]]
    explained: tuple[Explanation, ...]
    parts: tuple[Explanation, ...]
    left_out: tuple[LeftOut, ...]
    omitted: tuple[str, ...]
    steps: tuple[Timing, ...]


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


def report_of(report: Report) -> NoteReport:
    """What is told of a build of one note."""
    return NoteReport(
        folder=report.folder,
        made=report.made,
        reasons=report.reasons,
        outputs={
            path: (output.edition, output.bytes) for path, output in report.manifest.outputs.items()
        },
        explained=report.outputs,
        parts=report.parts,
        left_out=report.left_out,
        omitted=report.omitted,
        steps=report.steps,
    )


def up_to_date_result(slug: str, report: Report) -> NoteResult:
    """The result for a note for which there was nothing to do."""
    return NoteResult(slug, "up-to-date", report=report_of(report), seconds=report.seconds)


def is_bad(result: NoteResult) -> bool:
    """Whether a note was neither made nor up to date."""
    return result.verdict in {"refused", "failed"}
