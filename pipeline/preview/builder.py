"""Keep what the preview shows in step with the source: build after every change."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.editions.table import ALL_NAMES
from pipeline.errors import CannotRunError, FaultError, SourceError
from pipeline.faults import put_in_words
from pipeline.preview.state import Board, File, Shown
from pipeline.production.manifest import Manifest, read_manifest
from pipeline.watch import changes, watched_files

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from threading import Event

    from pipeline.production.building import Report
    from pipeline.workspace import Workspace

    Build = Callable[[Path], Report]


def keep_in_step(
    folders: tuple[Path, ...],
    workspace: Workspace,
    board: Board,
    build: Build,
    stop: Event,
    tell: Callable[[FaultError], None],
) -> None:
    """Build every note, then again after each change, and show the result; until stopped.

    ``build`` builds the note in a folder; ``tell`` is told of faults of notepress itself.
    """
    # From now on: what is saved during the first build is built next.
    changed_files = changes(lambda: watched_files(folders, workspace), stop)
    for folder in folders:
        _rebuild(folder, board, build, tell)
    for _ in changed_files:
        for folder in folders:
            _rebuild(folder, board, build, tell)


def show_last(folders: tuple[Path, ...], workspace: Workspace, board: Board) -> None:
    """Show what was built before, so that there is something to see at once."""
    for folder in folders:
        manifest = read_manifest(workspace.out / folder.name)
        board.show(_good(folder.name, manifest) if manifest else Shown(folder.name))


def _rebuild(
    folder: Path,
    board: Board,
    build: Build,
    tell: Callable[[FaultError], None],
) -> None:
    last = board.find(folder.name) or Shown(folder.name)
    try:
        with put_in_words():
            report = build(folder)
        shown = _good(folder.name, report.manifest)
    except SourceError as error:
        shown = replace(last, findings=error.findings, trouble="")
    except CannotRunError as error:
        shown = replace(last, findings=(), trouble=f"{error} ({error.hint})")
    except FaultError as error:
        tell(error)
        shown = replace(last, findings=(), trouble=f"{error} (the terminal says where it is told)")
    if replace(shown, version=0) != replace(last, version=0):
        board.show(shown)


def _good(slug: str, manifest: Manifest) -> Shown:
    outputs = (
        File(path, output.edition, output.media_type, output.sha256)
        for path, output in manifest.outputs.items()
        if output.edition in ALL_NAMES  # Another version of notepress may know more.
    )
    return Shown(slug=slug, title=manifest.title, outputs=tuple(sorted(outputs)))
