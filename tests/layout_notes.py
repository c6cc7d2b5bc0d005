"""Manuscripts whose pages have a fault: each is the minimal note with some files changed."""

from __future__ import annotations

import shutil
from pathlib import Path

from pipeline.workspace import Workspace

NOTES = Path(__file__).parent / "notes"
LAYOUT = NOTES / "layout"


def names() -> list[str]:
    """Return the names of the manuscripts: codes, some with a word behind."""
    return sorted(folder.name for folder in LAYOUT.iterdir())


def put(name: str, target: Path, out: Path) -> tuple[Path, Workspace]:
    """Copy the minimal note and lay a manuscript over it; return its folder and the workspace.

    A folder ``styles`` in the manuscript is the project's style.
    """
    folder = target / "note"
    shutil.copytree(NOTES / "minimal", folder)
    shutil.copytree(LAYOUT / name, folder, dirs_exist_ok=True)
    return folder, Workspace(target, target, folder / "styles", out)
