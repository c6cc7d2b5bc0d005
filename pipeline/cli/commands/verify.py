"""`notepress verify`: prove that outputs are what the manifest says and the source gives."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import SourceError
from pipeline.verify import verify_build, verify_files
from pipeline.workspace import find_notes, find_workspace

if TYPE_CHECKING:
    import argparse

    from pipeline.cli.console import Console
    from pipeline.findings import Finding


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Verify every note named; 1 if a file is not what it should be."""
    workspace = find_workspace(Path.cwd(), arguments.out)
    findings: list[Finding] = []
    for folder in find_notes(workspace, tuple(arguments.notes)):
        found = verify_files(folder.name, workspace.out)
        if not arguments.files and not found:
            found = verify_build(folder, workspace, console.progress)
        if not found:
            how = "every file is what the manifest names"
            console.line(f"{folder.name}: {how if arguments.files else 'built again, same bytes'}")
        findings.extend(found)
    if findings:
        raise SourceError(findings)
    console.no_findings()
    return 0
