"""The log of a build: which notes were begun and done, and what they took."""

from __future__ import annotations

import datetime as dt
import time
from collections import Counter
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from pipeline.errors import CannotRunError
from pipeline.production.publish.kept_work import open_cache
from pipeline.production.publish.run_log import LAST_RUN, RunLog
from pipeline.production.series.listening import Listener
from pipeline.versions import version_of

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.production.series.tasks import NoteResult, NoteTask
    from pipeline.workspace import Workspace


class BuildLog(Listener):
    """Writes what it hears as lines of JSON, each with the time in UTC; nothing without a log.

    One that nobody ``asked`` for stops no build.
    """

    def __init__(self, log: RunLog | None, count: int, *, asked: bool) -> None:
        self._log = log
        self._is_asked = asked
        self._verdicts: Counter[str] = Counter()
        self._begun = time.monotonic()
        self._add("run", {"notes": count, "notepress": version_of("notepress")})

    def begun(self, task: NoteTask) -> None:
        """Write that a note is begun."""
        self._add("begun", {"note": task.slug})

    def done(self, result: NoteResult) -> None:
        """Write what became of a note."""
        self._verdicts[result.verdict] += 1
        values = {
            "note": result.slug,
            "verdict": result.verdict,
            "findings": [one.code for one in result.findings],
            "seconds": round(result.seconds, 3),
            "processor_seconds": round(result.processor_seconds, 3),
            "worker": result.worker,
            "memory": result.memory,
        }
        error = result.error
        self._add("done", {**values, **({"error": str(error)} if error is not None else {})})

    def end(self, event: str) -> None:
        """Write how the run ended, and how many notes had which end in it."""
        seconds = round(time.monotonic() - self._begun, 3)
        self._add(event, {**dict(sorted(self._verdicts.items())), "seconds": seconds})
        if self._log is not None:
            self._log.close()

    def _add(self, event: str, values: dict[str, Any]) -> None:
        if self._log is None:
            return
        now = dt.datetime.now(dt.UTC).isoformat(timespec="milliseconds")
        try:
            self._log.add(event, {"at": now, **values})
        except CannotRunError:
            if self._is_asked:
                raise


def open_log(named: Path | None, count: int, workspace: Workspace) -> BuildLog:
    """The log of a build: a file that was named, or for several notes one in the cache.

    Raises CannotRunError if a file that was named cannot be written, or is no log.
    """
    if named is not None:
        return BuildLog(RunLog(named), count, asked=True)
    log = None
    if count > 1:
        # Nobody has asked for it.
        with suppress(CannotRunError):
            log = RunLog(open_cache(workspace.root).folder / LAST_RUN, new=True)
    return BuildLog(log, count, asked=False)
