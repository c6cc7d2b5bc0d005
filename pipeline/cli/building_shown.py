"""A build as it is shown: how far it is, and what was made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.cli.sizes import format_size
from pipeline.production.series.listening import Listener
from pipeline.production.series.tasks import is_bad

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from pipeline.cli.console import Console
    from pipeline.production.series.tasks import NoteReport, NoteResult

_VERDICTS = {"made": "made", "up-to-date": "up to date", "refused": "findings", "failed": "failed"}


class BuildingShown(Listener):
    """Shows the steps of a build of ``count`` notes into a folder ``out`` as it goes on.

    With ``fail_fast``, it ends with the first note that cannot be made.
    """

    def __init__(self, count: int, out: Path, console: Console, *, fail_fast: bool) -> None:
        self._count = count
        self._out = out
        self._console = console
        self._fail_fast = fail_fast
        self._done = 0
        self._bad = 0

    def step(self, slug: str, step: str) -> None:
        """Show a step of a note."""
        so_far = f"{self._done} of {self._count}, " if self._count > 1 else ""
        self._console.step(f"{so_far}{slug}", self._out, step)

    def index_step(self, step: str) -> None:
        """Show a step of the index."""
        self._console.step("index", self._out, step)

    def done(self, result: NoteResult) -> None:
        """Count a note."""
        self._done += 1
        self._bad += is_bad(result)

    def remark(self, text: str) -> None:
        """Show a remark."""
        self._console.line(text)

    def must_end(self) -> bool:
        """Say whether no further note is to be begun."""
        return self._fail_fast and self._bad > 0


def show_note(result: NoteResult, console: Console, *, explain: bool) -> None:
    """Print what was made of a note: its editions in a table."""
    report = result.report
    if report is None:
        return
    if explain:
        _show_explanations(result.slug, report, console)
    if not report.made:
        console.line(f"{result.slug}: up to date")
        return
    console.line(f"{result.slug} in {report.folder}, {result.seconds:.1f} s")
    rows = []
    for made in report.made:
        sizes = [path for path, (edition, _) in report.outputs.items() if edition == made.edition]
        main = min(sizes, key=lambda path: (path.count("/"), path))
        name = main if made.files == 1 else f"{main} and {made.files - 1} more"
        rows.append((made.edition, format_size(made.bytes), f"{made.seconds:.2f} s", name))
    console.table(("edition", "size", "time", "file"), rows)
    for line in report.omitted:
        console.detail(line)
    if explain or console.verbosity > 0:
        _show_steps(report, console)


def show_series(
    results: Sequence[NoteResult], count: int, console: Console, *, explain: bool
) -> None:
    """Print what became of several notes: a line in a table for each that was not up to date."""
    for result in results:
        if explain and result.report is not None:
            _show_explanations(result.slug, result.report, console)
    rows = []
    for result in results:
        if result.verdict == "up-to-date":
            console.line(f"{result.slug}: up to date")
            continue
        made = result.report.made if result.report is not None else ()
        rows.append(
            (
                result.slug,
                _VERDICTS[result.verdict],
                str(len(made)),
                format_size(sum(one.bytes for one in made)),
                f"{result.seconds:.1f} s",
            )
        )
    if rows:
        console.table(("note", "", "editions", "size", "time"), rows)
    if len(results) < count:
        console.line(f"{count - len(results)} of {count} notes were not begun")


def _show_explanations(slug: str, report: NoteReport, console: Console) -> None:
    for explanation in (*report.explained, *report.parts):
        console.line(f"{slug}: {explanation}")


def _show_steps(report: NoteReport, console: Console) -> None:
    """Print the steps of a build: those that were done beside others overlap with them."""
    rows = [(one.step, f"{one.begun:.2f} s", f"{one.seconds:.2f} s") for one in report.steps]
    console.table(("step", "begun at", "time"), rows)
