"""Places of findings as shown to the user: the note, and a path that can be clicked."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from pipeline.works import note_name
from pipeline.workspace import places_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.findings import Finding
    from pipeline.workspace import Workspace


def located(
    here: Path, findings: Iterable[Finding], note: Path, workspace: Workspace
) -> tuple[Finding, ...]:
    """Add the name of the note to findings, and make their paths relative to a folder.

    ``note`` is the folder of the note. Places that are not files, such as themes, keep their
    names; files that are neither below ``here`` nor in the project get absolute paths.
    """
    return tuple(_located(here, finding, note, workspace) for finding in findings)


def with_absolute_paths(folder: Path, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Make the paths of findings about files below a folder absolute."""
    return tuple(
        replace(one, place=replace(one.place, path=str(folder.absolute() / one.place.path)))
        for one in findings
    )


def _located(here: Path, finding: Finding, note: Path, workspace: Workspace) -> Finding:
    found = _find(finding.place.path, note, workspace)
    if found is None:
        return replace(finding, note=note_name(note))
    is_near = found.is_relative_to(here) or found.is_relative_to(workspace.root)
    shown = os.path.relpath(found, here) if is_near else str(found)
    return replace(finding, note=note_name(note), place=replace(finding.place, path=shown))


def _find(path: str, note: Path, workspace: Workspace) -> Path | None:
    """The file of a finding, which may be missing; None if its place is not a file.

    The imprint may be above the note, and the style is that of the project.
    """
    folders = (*places_of(note), workspace.root, workspace.outputs_of(note))
    for folder in folders:
        if (folder / path).is_file():
            return folder / path
    return note / path if PurePosixPath(path).suffix else None
