"""A build as it goes on: the note and step it is at, how far it is, and how long it will take."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from pipeline.cli.durations import format_duration
from pipeline.production.series.listening import Listener
from pipeline.production.series.tasks import is_bad

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.cli.build_log import BuildLog
    from pipeline.cli.console import Console
    from pipeline.production.series.tasks import NoteResult, NoteTask

_INTERVAL: Final = 30.0
"""Seconds between lines that tell how far a build is, where they cannot be overwritten."""


class BuildingShown(Listener):
    """Shows how far a build of ``count`` notes into a folder ``out`` is, and writes its log.

    With ``fail_fast``, it ends with the first note that cannot be made; with ``check_contents``,
    contents are compared whatever sizes and times say.
    """

    def __init__(
        self,
        count: int,
        out: Path,
        console: Console,
        log: BuildLog,
        *,
        fail_fast: bool = False,
        check_contents: bool = False,
    ) -> None:
        self._count = count
        self._out = out
        self._console = console
        self._log = log
        self._fail_fast = fail_fast
        self._busy: dict[str, str] = {}
        self._first: float | None = None
        self._told = time.monotonic()
        self._made = 0
        self.done_count = 0
        self._check_contents = check_contents
        self._bad = 0

    def begun(self, task: NoteTask) -> None:
        """Show a note that is being built."""
        self._log.begun(task)
        self._first = self._first or time.monotonic()
        self._busy[task.slug] = ""
        self._show()

    def step(self, slug: str, step: str) -> None:
        """Show a step of a note."""
        if self._console.told_to_wait(slug, self._out, step):
            return
        self._busy[slug] = step
        self._show()

    def index_step(self, step: str) -> None:
        """Show a step of the index."""
        self._console.step("index", self._out, step)

    def done(self, result: NoteResult) -> None:
        """Count a note."""
        self._log.done(result)
        self._busy.pop(result.slug, None)
        self.done_count += 1
        self._made += result.verdict != "up-to-date"
        self._bad += is_bad(result)
        self._show()

    def remark(self, text: str) -> None:
        """Show a remark."""
        self._console.line(text)

    def must_end(self) -> bool:
        """Say whether no further note is to be begun."""
        return self._fail_fast and self._bad > 0

    def checks_contents(self) -> bool:
        """Say whether contents are compared in any case."""
        return self._check_contents

    def wants_remarks(self) -> bool:
        """Say whether remarks will be printed."""
        return self._console.tells_remarks

    def _show(self) -> None:
        busy = ", ".join(f"{slug}: {step}" if step else slug for slug, step in self._busy.items())
        if self._count == 1:
            self._console.progress(busy)
            return
        self._console.progress(f"{self._so_far()}; {busy}" if busy else self._so_far())
        if time.monotonic() - self._told > _INTERVAL:
            self._told = time.monotonic()
            self._console.news(self._so_far())

    def _so_far(self) -> str:
        bad = f", {self._bad} could not be made" if self._bad else ""
        return f"{self.done_count} of {self._count} notes{bad}{self._time_left()}"

    def _time_left(self) -> str:
        left = self._count - self.done_count
        if self._first is None or not self._made or not left:
            return ""
        seconds = (time.monotonic() - self._first) / self._made * left
        return f", about {format_duration(seconds)} left"
