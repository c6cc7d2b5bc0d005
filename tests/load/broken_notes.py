"""Broken manuscripts: each is the minimal note with some files changed or removed."""

from __future__ import annotations

import shutil
from pathlib import Path

NOTES = Path(__file__).parent.parent / "notes"
MINIMAL = NOTES / "minimal"
BROKEN = NOTES / "broken"


def names() -> list[str]:
    """The names of the broken manuscripts."""
    return sorted(folder.name for folder in BROKEN.iterdir())


def lay_out(name: str, target: Path) -> Path:
    """Copy the minimal note to a folder of the target and lay a broken manuscript over it.

    A file ``REMOVED`` in the manuscript lists what is taken away.
    """
    folder = target / "note"
    shutil.copytree(MINIMAL, folder)
    shutil.copytree(BROKEN / name, folder, dirs_exist_ok=True)
    removed = folder / "REMOVED"
    if removed.exists():
        for path in removed.read_text("utf-8").split():
            (folder / path).unlink()
        removed.unlink()
    return folder
