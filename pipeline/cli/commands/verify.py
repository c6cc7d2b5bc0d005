"""`notepress verify`: prove that outputs match their manifest and their source."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.cli.places import located, with_absolute_paths
from pipeline.errors import SourceError
from pipeline.production.verify import verify_build, verify_files
from pipeline.works import note_name
from pipeline.workspace import find_notes, find_workspace

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from pipeline.cli.console import Console
    from pipeline.findings import Finding


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Verify all notes given. Raises SourceError if a file is not as it should be."""
    workspace = find_workspace(Path.cwd(), arguments.out)
    findings: list[Finding] = []
    for folder in find_notes(workspace, tuple(arguments.notes)):
        found = verify_files(workspace.outputs_of(folder))
        how = "every file matches the manifest"
        if not arguments.files and not _errors(found):
            verified = verify_build(folder, workspace, console.progress)
            found, how = (*found, *verified.findings), _outcome(verified.libraries)
        if not _errors(found):
            console.line(f"{note_name(folder)}: {how}")
        findings += located(Path.cwd(), with_absolute_paths(Path.cwd(), found), folder, workspace)
    if _errors(findings):
        raise SourceError(findings)
    console.no_findings(findings)
    return 0


def _errors(findings: Sequence[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.severity == "error"]


def _outcome(other_libraries: Sequence[str]) -> str:
    if not other_libraries:
        return "built again, same bytes"
    return f"made with other libraries, the same bytes ({'; '.join(other_libraries)})"
