"""Preflight as commands run it: examine, say what was done, give the findings with full paths."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.cli.places import seen_from, whole

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.cli.console import Console
    from pipeline.findings import Finding
    from pipeline.workspace import Workspace


def examine_notes(
    sources: Sequence[Path],
    workspace: Workspace,
    console: Console,
    *,
    refuse_placeholders: bool = True,
) -> tuple[Finding, ...]:
    """Examine the outputs of the notes in some folders, and return every finding.

    What is left of the words a note began with is one, unless a build has warned of it already.
    Raises CannotRunError if one of them has not been built.
    """
    from pipeline.house_style import load_style
    from pipeline.preflight.examination import absent_checkers, examine_folder
    from pipeline.workspace import style_folders

    style = load_style(*style_folders(workspace))
    findings: list[Finding] = []
    for source in sources:
        slug = source.name
        console.progress(f"{slug}: examining")
        done = examine_folder(workspace.out / slug, style)
        left = left_to_replace(source) if refuse_placeholders else ()
        errors = (replace(one, severity="error") for one in left)
        found = (*errors, *whole(workspace.out / slug, done.findings))
        count = len(found)
        said = f"{count} {'finding' if count == 1 else 'findings'}" if count else "no findings"
        console.line(f"{slug}: {done.examined} files examined, {said}")
        findings += seen_from(Path.cwd(), found, source, workspace)
    if absent := absent_checkers():
        names = " and ".join(absent)
        console.line(f"not asked, because not installed: {names} (see: notepress doctor)")
    return tuple(findings)


def left_to_replace(source: Path) -> tuple[Finding, ...]:
    """Return a warning for each thing in the folder of a sound note that was to be replaced."""
    from pipeline.production.freshness import source_files
    from pipeline.starting.placeholders import find_placeholders

    files = {path: file.read_bytes() for path, file in source_files(source).items()}
    return find_placeholders(files)
