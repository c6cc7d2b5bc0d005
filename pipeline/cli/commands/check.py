"""`notepress check`: read notes and lay them out, report what is wrong, make nothing."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.checking import check_note, check_source
from pipeline.errors import SourceError
from pipeline.freshness import style_folders
from pipeline.house_style import load_style
from pipeline.workspace import find_notes, find_workspace

if TYPE_CHECKING:
    import argparse

    from pipeline.cli.console import Console
    from pipeline.findings import Finding
    from pipeline.workspace import Workspace


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Check the project's style and every note named; report all findings of all of them.

    Pages are laid out with a style that is right only, and of notes whose source is.
    """
    workspace = find_workspace(Path.cwd(), arguments.out)
    findings = list(_check_style(workspace))
    source_only = arguments.source_only or bool(findings)
    check = check_source if source_only else partial(check_note, workspace=workspace)
    # Those who read SARIF find files by their paths in the project.
    in_project = arguments.format == "sarif"
    for folder in find_notes(workspace, tuple(arguments.notes)):
        console.progress(f"{folder.name}: checking")
        found = check(folder)
        findings += [_placed(one, folder, workspace) for one in found] if in_project else found
        if not found:
            console.line(f"{folder.name}: no findings")
    if findings:
        raise SourceError(findings)
    console.no_findings()
    return 0


def _placed(finding: Finding, folder: Path, workspace: Workspace) -> Finding:
    """Return a finding of a note with the path of its file seen from the project."""
    path = finding.place.path
    # The imprint may lie above the note, and the style is that of the project.
    folders = (folder, *folder.parents[:2], workspace.root)
    above = [place for place in folders if (place / path).is_file()]
    place = (above or [folder])[0] / path
    if not place.is_relative_to(workspace.root):
        return finding
    shown = place.relative_to(workspace.root).as_posix()
    return replace(finding, place=replace(finding.place, path=shown))


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
