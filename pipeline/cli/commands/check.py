"""`notepress check`: read the source of notes, report what is wrong, make nothing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import SourceError
from pipeline.freshness import style_folders
from pipeline.house_style import load_style
from pipeline.load import load_note
from pipeline.workspace import find_notes, find_workspace

if TYPE_CHECKING:
    import argparse

    from pipeline.cli.console import Console
    from pipeline.findings import Finding
    from pipeline.workspace import Workspace


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Check the project's style and every note named; report all findings of all of them."""
    workspace = find_workspace(Path.cwd())
    findings = list(_check_style(workspace))
    for folder in find_notes(workspace, tuple(arguments.notes)):
        try:
            note = load_note(folder)
        except SourceError as error:
            findings.extend(error.findings)
        else:
            console.line(f"{note.slug}: no findings")
    if findings:
        raise SourceError(findings)
    console.data({"findings": []})
    return 0


def _check_style(workspace: Workspace) -> tuple[Finding, ...]:
    folders = style_folders(workspace)
    if len(folders) == 1:
        return ()
    from pipeline.press.templates import Templates

    try:
        Templates(load_style(*folders))
    except SourceError as error:
        return error.findings
    return ()
