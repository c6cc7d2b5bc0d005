"""Building one note in any process and any thread, with an engine that stays for the next one."""

from __future__ import annotations

import os
import time
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from pipeline.errors import CannotRunError, NotepressError, SourceError
from pipeline.faults import translate_errors
from pipeline.production.building import build_in_place
from pipeline.production.options import BuildOptions
from pipeline.production.report import report_of
from pipeline.production.series.tasks import NoteResult
from pipeline.production.series.warm_engines import WarmEngines

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.production.series.tasks import NoteTask

_ENGINES: Final = WarmEngines()
"""The engines of this process. A task is plain data and brings none with it."""


def _no_progress(step: str) -> None: ...


def build_note(task: NoteTask, progress: Callable[[str], None] = _no_progress) -> NoteResult:
    """Build a note, and return what became of it; whatever is wrong with it is in the result.

    The engine that laid it out stays for the next note that is built in this process; a thread
    that finds none idle starts another one. `end_engines` stops them, and so does the end of the
    process. ``progress`` is called with each step as it begins.
    """
    begun, before = time.perf_counter(), _ENGINES.consumption()
    result = _built(task, progress)
    now = _ENGINES.consumption()
    return replace(
        result,
        seconds=time.perf_counter() - begun,
        processor_seconds=now.processor_seconds - before.processor_seconds,
        worker=os.getpid(),
        memory=now.memory,
    )


def end_engines() -> None:
    """Stop the engines that stayed in this process."""
    _ENGINES.end()


def _built(task: NoteTask, progress: Callable[[str], None]) -> NoteResult:
    try:
        with translate_errors(), _ENGINES.one() as engine:
            workspace = task.workspace.for_note(task.folder)
            options = BuildOptions(remarks=task.remarks)
            report = build_in_place(
                task.folder, workspace, task.editions, progress, engine, options
            )
    except SourceError as error:
        return NoteResult(task.slug, "refused", error.findings, error=error)
    except NotepressError as error:
        return NoteResult(task.slug, "failed", error=error)
    except ConnectionError as error:
        return NoteResult(task.slug, "failed", error=CannotRunError(f"a process ended: {error}"))
    return NoteResult(
        task.slug,
        "made" if report.made else "up-to-date",
        report.warnings,
        report_of(report),
    )
