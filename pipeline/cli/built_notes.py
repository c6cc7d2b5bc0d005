"""What was built, in tables: the editions of one note, or a line for each of several."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from pipeline.cli.durations import format_duration
from pipeline.cli.sizes import format_size

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.cli.console import Console
    from pipeline.production.report import NoteReport
    from pipeline.production.series.tasks import NoteResult

_VERDICTS: Final = {
    "made": "made",
    "up-to-date": "up to date",
    "refused": "with findings",
    "failed": "failed",
}
_MOST_LINES: Final = 40
"""How many notes are told one by one; of more, those that could not be made and the slowest."""
_SLOWEST: Final = 5


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
        paths = [path for path, (edition, _) in report.outputs.items() if edition == made.edition]
        main = min(paths, key=lambda path: (path.count("/"), path))
        name = main if made.files == 1 else f"{main} and {made.files - 1} more"
        rows.append((made.edition, format_size(made.bytes), f"{made.seconds:.2f} s", name))
    console.table(("edition", "size", "time", "file"), rows)
    for line in report.omitted:
        console.detail(line)
    if explain or console.verbosity > 0:
        _show_steps(report, console)


def show_series(
    results: Sequence[NoteResult],
    count: int,
    seconds: float,
    console: Console,
    *,
    explain: bool,
) -> None:
    """Print what became of ``count`` notes in so many seconds, in the order of the notes.

    Each has a line; of many, those that could not be made, and the slowest.
    """
    if explain or console.verbosity > 0:
        for result in results:
            show_note(result, console, explain=explain)
    is_short = len(results) <= _MOST_LINES
    slowest = sorted(results, key=lambda one: -one.seconds)[:_SLOWEST]
    for result in results:
        if is_short and result.verdict == "up-to-date":
            console.line(f"{result.slug}: up to date")
    rows = [
        _row(one)
        for one in results
        if one.verdict != "up-to-date" and (is_short or one.report is None or one in slowest)
    ]
    if rows:
        console.table(("note", "editions", "size", "time", "processors", ""), rows)
    counts: Counter[str] = Counter(one.verdict for one in results)
    told = [f"{counts[verdict]} {word}" for verdict, word in _VERDICTS.items() if counts[verdict]]
    if len(results) < count:
        told.append(f"{count - len(results)} not begun")
    console.line(f"{count} notes in {format_duration(seconds)}: {', '.join(told)}")


def _row(result: NoteResult) -> tuple[str, ...]:
    made = result.report.made if result.report is not None else ()
    size = format_size(sum(one.bytes for one in made)) if made else ""
    times = (f"{result.seconds:.1f} s", f"{result.processor_seconds:.1f} s")
    return (result.slug, str(len(made) or ""), size, *times, _VERDICTS[result.verdict])


def _show_explanations(slug: str, report: NoteReport, console: Console) -> None:
    for explanation in (*report.explained, *report.parts):
        console.line(f"{slug}: {explanation}")


def _show_steps(report: NoteReport, console: Console) -> None:
    """Print the steps of a build: those that were done beside others overlap with them."""
    rows = [(one.step, f"{one.begun:.2f} s", f"{one.seconds:.2f} s") for one in report.steps]
    console.table(("step", "begun at", "time"), rows)
