"""Preflight as commands run it: examine, say what was done, give the findings with full paths."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.cli.console import Console
    from pipeline.findings import Finding
    from pipeline.workspace import Workspace


def examine_notes(
    slugs: Sequence[str], workspace: Workspace, console: Console
) -> tuple[Finding, ...]:
    """Examine the outputs of notes, each in its folder, and return every finding.

    Raises CannotRunError if one of them has not been built.
    """
    from pipeline.freshness import style_folders
    from pipeline.house_style import load_style
    from pipeline.preflight.examination import absent_checkers, examine_folder

    style = load_style(*style_folders(workspace))
    findings: list[Finding] = []
    for slug in slugs:
        console.progress(f"{slug}: examining")
        folder = workspace.out / slug
        done = examine_folder(folder, style)
        count = len(done.findings)
        said = f"{count} {'finding' if count == 1 else 'findings'}" if count else "no findings"
        console.line(f"{slug}: {done.examined} files examined, {said}")
        findings += [_shown(finding, folder) for finding in done.findings]
    if absent := absent_checkers():
        names = " and ".join(absent)
        console.line(f"not asked, because not installed: {names} (see: notepress doctor)")
    return tuple(findings)


def _shown(finding: Finding, folder: Path) -> Finding:
    """Return a finding with the path of its file as one would type it here."""
    path = folder / finding.place.path
    here = Path.cwd()
    shown = path.relative_to(here) if path.is_relative_to(here) else path
    return replace(finding, place=replace(finding.place, path=str(shown)))
