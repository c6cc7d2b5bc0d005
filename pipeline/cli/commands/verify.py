"""`notepress verify`: prove that outputs are what the manifest says and the source gives."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.cli.places import seen_from, whole
from pipeline.errors import SourceError
from pipeline.production.verify import verify_build, verify_files
from pipeline.workspace import find_notes, find_workspace

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from pipeline.cli.console import Console
    from pipeline.findings import Finding


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Verify every note named; 1 if a file is not what it should be."""
    workspace = find_workspace(Path.cwd(), arguments.out)
    findings: list[Finding] = []
    for folder in find_notes(workspace, tuple(arguments.notes)):
        found = verify_files(folder.name, workspace.out)
        how = "every file is what the manifest names"
        if not arguments.files and not _errors(found):
            verified = verify_build(folder, workspace, console.progress)
            found, how = (*found, *verified.findings), _in_words(verified.libraries)
        if not _errors(found):
            console.line(f"{folder.name}: {how}")
        findings += seen_from(Path.cwd(), whole(Path.cwd(), found), folder, workspace)
    if _errors(findings):
        raise SourceError(findings)
    console.no_findings(findings)
    return 0


def _errors(findings: Sequence[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.severity == "error"]


def _in_words(other_libraries: Sequence[str]) -> str:
    if not other_libraries:
        return "built again, same bytes"
    return f"made with other libraries, the same bytes ({'; '.join(other_libraries)})"
