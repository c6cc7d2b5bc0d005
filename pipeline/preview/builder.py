"""Building for the preview, after every change of the source."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.editions.table import ALL_NAMES
from pipeline.errors import CannotRunError, FaultError, SourceError
from pipeline.faults import translate_errors
from pipeline.preview.state import Board, File, Shown
from pipeline.production.manifest import Manifest, read_manifest
from pipeline.watch import changes, watched_files
from pipeline.works import note_name

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from threading import Event

    from pipeline.production.report import Report
    from pipeline.workspace import Workspace

    Build = Callable[[Path], Report]


def rebuild_on_change(
    folders: tuple[Path, ...],
    workspace: Workspace,
    board: Board,
    build: Build,
    stop: Event,
    report_fault: Callable[[FaultError], None],
) -> None:
    """Build all notes, then again after each change, and show the results, until stopped.

    ``build`` builds the note in a folder; ``report_fault`` is called for bugs in notepress.
    """
    # Start watching now, so that changes during the first build are noticed.
    changed_files = changes(lambda: watched_files(folders, workspace), stop)
    for folder in folders:
        _rebuild(folder, board, build, report_fault)
    for _ in changed_files:
        for folder in folders:
            _rebuild(folder, board, build, report_fault)


def show_existing(folders: tuple[Path, ...], workspace: Workspace, board: Board) -> None:
    """Show existing outputs, so that there is something to see at once."""
    for folder in folders:
        manifest = read_manifest(workspace.outputs_of(folder))
        board.show(_built(note_name(folder), manifest) if manifest else Shown(note_name(folder)))


def _rebuild(
    folder: Path,
    board: Board,
    build: Build,
    report_fault: Callable[[FaultError], None],
) -> None:
    last = board.find(note_name(folder)) or Shown(note_name(folder))
    try:
        with translate_errors():
            report = build(folder)
        shown = _built(note_name(folder), report.manifest)
    except SourceError as error:
        shown = replace(last, findings=error.findings, error="")
    except CannotRunError as error:
        shown = replace(last, findings=(), error=f"{error} ({error.hint})")
    except FaultError as error:
        report_fault(error)
        shown = replace(last, findings=(), error=f"{error} (see the terminal for the report)")
    if replace(shown, version=0) != replace(last, version=0):
        board.show(shown)


def _built(slug: str, manifest: Manifest) -> Shown:
    outputs = (
        File(path, output.edition, output.media_type, output.sha256)
        for path, output in manifest.outputs.items()
        if output.edition in ALL_NAMES  # Another version of notepress may have more editions.
    )
    return Shown(
        slug=slug,
        title=manifest.title,
        outputs=tuple(sorted(outputs)),
        language=str(manifest.entry.get("language", "")),
    )
