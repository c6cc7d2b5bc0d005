"""`notepress check`: read the source of notes, report what is wrong, make nothing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import SourceError
from pipeline.load import load_note
from pipeline.workspace import find_notes, find_workspace

if TYPE_CHECKING:
    import argparse

    from pipeline.cli.console import Console
    from pipeline.findings import Finding


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Check every note named and report all findings of all of them."""
    workspace = find_workspace(Path.cwd())
    findings: list[Finding] = []
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
