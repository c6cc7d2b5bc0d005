"""`notepress watch`: build again whenever a file is saved."""

from __future__ import annotations

import threading
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.cli.error_reporting import report_error
from pipeline.cli.places import located
from pipeline.editions.table import PRELOADED_STYLES
from pipeline.errors import NotepressError, SourceError
from pipeline.faults import translate_errors
from pipeline.press.engine.engine import Engine
from pipeline.production.building import build_folder, refuse_outputs
from pipeline.production.left_out import left_out_of
from pipeline.production.options import BuildOptions
from pipeline.watch import changes, watched_files
from pipeline.works import note_name
from pipeline.workspace import Workspace, find_notes, find_workspace

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from pipeline.cli.console import Console
    from pipeline.production.report import Report


SHOWN_FIRST = ("pdf",)
"""The editions to publish before the others are made."""


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Build the notes given, then again after every change, until interrupted."""
    workspace = find_workspace(Path.cwd(), arguments.out)
    folders = find_notes(workspace, tuple(arguments.notes))
    editions = tuple(arguments.editions or ())
    refuse_outputs(folders, workspace)
    # Start watching now, so that changes during the first build are noticed.
    changed_files = changes(lambda: watched_files(folders, workspace), threading.Event())
    with Engine(max_preloaded=PRELOADED_STYLES * len(folders)) as engine:
        for folder in folders:
            _build(folder, workspace, editions, engine, arguments.words, console)
        for left_out in left_out_of(editions, workspace):
            console.line(str(left_out))
        console.line("watching; end with Ctrl-C")
        for changed in changed_files:
            console.detail(", ".join(changed))
            for folder in folders:
                _build(folder, workspace, editions, engine, arguments.words, console)
    return 0


def _build(
    folder: Path,
    workspace: Workspace,
    editions: tuple[str, ...],
    engine: Engine,
    words: Sequence[str],
    console: Console,
) -> None:
    try:
        steps = partial(console.step, note_name(folder), workspace.out)
        with translate_errors():
            options = BuildOptions(SHOWN_FIRST, console.tells_remarks)
            report = build_folder(folder, workspace, editions, steps, engine, options)
    except SourceError as error:
        console.findings(located(Path.cwd(), error.findings, folder, workspace))
    except NotepressError as error:
        report_error(error, words, console)
    else:
        _print_report(report, console)
        console.warnings(located(Path.cwd(), report.warnings, folder, workspace))


def _print_report(report: Report, console: Console) -> None:
    if report.made:
        why = "; ".join(report.reasons[:3])
        console.line(f"{report.slug}: built in {report.seconds:.2f} s ({why})")
    else:
        console.detail(f"{report.slug}: up to date")
