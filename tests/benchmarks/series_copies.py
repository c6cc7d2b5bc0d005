"""Copies of a note that was built, under other names, with all that a build of them would leave."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

from pipeline.production.manifest import FILE_NAME, read_manifest


def copy_note(project: Path, root: Path, count: int, name: str = "note-0001") -> None:
    """Write a project with a built note and copies of it, ``count`` in all, each up to date.

    Nothing in the outputs of a copy has its name, but their manifest and their folder.
    """
    shutil.copytree(project, root, ignore=shutil.ignore_patterns("build"))
    shutil.copytree(project / "build" / name, root / "build" / name)
    manifest = read_manifest(root / "build" / name)
    if manifest is None:
        raise ValueError(f"{name} was not built")
    for number in range(2, count + 1):
        copy = f"note-{number:04}"
        for folder in ("source/notes", "build"):
            shutil.copytree(root / folder / name, root / folder / copy)
        made = replace(manifest, note=copy, entry={**manifest.entry, "slug": copy})
        (root / "build" / copy / FILE_NAME).write_text(made.to_json(), "utf-8")
