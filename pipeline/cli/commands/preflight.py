"""`notepress preflight`: examine the finished files of notes."""

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
    """Examine the outputs of every note named; 1 if there is a finding."""
    workspace = find_workspace(Path.cwd(), arguments.out)
    folders = find_notes(workspace, tuple(arguments.notes))
    findings = examine_notes(folders, workspace, console)
    if findings:
        raise SourceError(findings)
    console.no_findings()
    return 0
