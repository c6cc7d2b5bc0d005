"""`notepress preview`: show every edition in a browser, following edits."""

from __future__ import annotations

import threading
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.cli.error_reporting import report_error
from pipeline.editions.table import PRELOADED_STYLES
from pipeline.errors import CannotRunError, NotepressError
from pipeline.faults import translate_errors
from pipeline.house_style import load_style
from pipeline.press.engine.engine import Engine
from pipeline.press.markup.templates import Templates
from pipeline.preview.beside import Beside, read_beside
from pipeline.preview.builder import rebuild_on_change, show_existing
from pipeline.preview.pages import BESIDE, Pages
from pipeline.preview.server import PreviewServer
from pipeline.preview.state import Board
from pipeline.production.building import build_folder, refuse_outputs
from pipeline.production.left_out import left_out_of
from pipeline.production.options import BuildOptions
from pipeline.works import note_name
from pipeline.workspace import find_notes, find_workspace, style_folders

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from pipeline.cli.console import Console
    from pipeline.workspace import Workspace

_RETRY_DELAY = 1
"""Seconds to wait before the preview continues after an error."""


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Serve the preview on 127.0.0.1 until interrupted."""
    workspace = find_workspace(Path.cwd(), arguments.out)
    folders = find_notes(workspace, tuple(arguments.notes))
    beside = None
    if arguments.beside is not None:
        beside = _beside(arguments.beside, folders, workspace)
    return serve(folders, workspace, arguments, console, beside)


def _beside(file: Path, folders: tuple[Path, ...], workspace: Workspace) -> Beside:
    """A manuscript beside the only note. Raises CannotRunError if there are several."""
    if len(folders) > 1:
        raise CannotRunError(
            f"{file.name} can be shown beside one note, not beside {len(folders)}",
            hint=f"name the note: notepress preview NOTE --beside {file.name}",
        )
    return Beside(file.name, read_beside(file), folders[0], workspace.out)


def serve(
    folders: tuple[Path, ...],
    workspace: Workspace,
    arguments: argparse.Namespace,
    console: Console,
    beside: Beside | None = None,
) -> int:
    """Serve the preview of notes until interrupted; ``arguments`` have the port and the editor."""
    refuse_outputs(folders, workspace)
    board = Board()
    show_existing(folders, workspace, board)
    pages = Pages(
        Templates(load_style(*style_folders(workspace))),
        workspace.out,
        {note_name(folder): folder for folder in folders},
        arguments.editor,
        beside,
    )
    stop = threading.Event()
    words = arguments.words
    with (
        PreviewServer(
            workspace.out,
            board,
            pages,
            arguments.port,
            lambda error: report_error(error, words, console),
        ) as server,
        Engine(max_preloaded=PRELOADED_STYLES * len(folders)) as engine,
    ):
        build = partial(
            build_folder,
            workspace=workspace,
            progress=partial(console.step, "preview", workspace.out),
            engine=engine,
            options=BuildOptions(first=("pdf",)),
        )
        follow = partial(rebuild_on_change, folders, workspace, board, build, stop, server.report)
        builder = threading.Thread(target=_keep_following, args=(follow, server.report, stop))
        try:
            builder.start()
            view = f"note/{beside.slug}/{BESIDE}" if beside else ""
            console.result(f"{server.address}{view}")
            for left_out in left_out_of((), workspace):
                console.line(str(left_out))
            server.serve_forever()
        finally:
            # Once the address is known, an interrupt may come at any point.
            stop.set()
            server.ending = True
            if builder.is_alive():
                builder.join()
    return 0


def _keep_following(
    follow: Callable[[], None],
    report: Callable[[NotepressError], None],
    stop: threading.Event,
) -> None:
    """Follow the source until stopped, whatever errors occur meanwhile."""
    while not stop.is_set():
        try:
            with translate_errors():
                follow()
        except NotepressError as error:
            report(error)
            stop.wait(_RETRY_DELAY)
