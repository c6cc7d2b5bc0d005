"""The places of findings as the user sees them: which note, and a path that can be clicked."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.findings import Finding
    from pipeline.workspace import Workspace


def seen_from(
    here: Path, findings: Iterable[Finding], note: Path, workspace: Workspace
) -> tuple[Finding, ...]:
    """Return findings of a note with its name, and with paths that lead to files from a folder.

    ``note`` is the folder of the note. What is no file, such as a theme, keeps its name; a file
    that is neither below ``here`` nor in the project has its whole path.
    """
    return tuple(_seen(here, finding, note, workspace) for finding in findings)


def whole(folder: Path, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings about files below a folder with whole paths."""
    return tuple(
        replace(one, place=replace(one.place, path=str(folder.absolute() / one.place.path)))
        for one in findings
    )


def _seen(here: Path, finding: Finding, note: Path, workspace: Workspace) -> Finding:
    found = _find(finding.place.path, note, workspace)
    if found is None:
        return replace(finding, note=note.name)
    is_near = found.is_relative_to(here) or found.is_relative_to(workspace.root)
    shown = os.path.relpath(found, here) if is_near else str(found)
    return replace(finding, note=note.name, place=replace(finding.place, path=shown))


def _find(path: str, note: Path, workspace: Workspace) -> Path | None:
    """Return the file a finding names, also one that is missing; None if it names something else.

    The imprint may lie above the note, and the style is that of the project.
    """
    folders = (note, *note.parents[:2], workspace.root, workspace.out / note.name)
    for folder in folders:
        if (folder / path).is_file():
            return folder / path
    return note / path if PurePosixPath(path).suffix else None
