"""`notepress preflight`: check the finished files of notes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.cli.examining import examine_notes
from pipeline.errors import SourceError
from pipeline.workspace import find_notes, find_workspace

if TYPE_CHECKING:
    import argparse

    from pipeline.cli.console import Console


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Check the outputs of all notes given. Raises SourceError if there are errors."""
    workspace = find_workspace(Path.cwd(), arguments.out)
    folders = find_notes(workspace, tuple(arguments.notes))
    findings = examine_notes(folders, workspace, console)
    if any(finding.severity == "error" for finding in findings):
        raise SourceError(findings)
    console.no_findings(findings)
    return 0
