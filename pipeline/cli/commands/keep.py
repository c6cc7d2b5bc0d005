"""`notepress keep`: keep the published revision of a note in its source."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.production.keeping import keep_revision
from pipeline.works import note_name
from pipeline.workspace import find_notes, find_workspace

if TYPE_CHECKING:
    import argparse

    from pipeline.cli.console import Console


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Copy the screen PDF of each note given into its source, under its revision."""
    workspace = find_workspace(Path.cwd(), arguments.out)
    done = []
    for source in find_notes(workspace, tuple(arguments.notes)):
        kept = keep_revision(source, workspace.outputs_of(source), workspace.root)
        word = "kept in" if kept.is_new else "was kept already in"
        console.line(f"{note_name(source)}: revision {kept.revision} {word} {kept.path}")
        done.append(
            {"note": note_name(source), "revision": kept.revision, "path": str(kept.path),
             "is_new": kept.is_new}
        )  # fmt: skip
    console.data({"notes": done})
    return 0
