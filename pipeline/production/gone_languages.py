"""Outputs of languages that a note no longer has: they are published with the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.production.manifest import FILE_NAME, read_manifest
from pipeline.works import work_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from pipeline.workspace import Workspace


def outputs_left(notes: Sequence[Path], workspace: Workspace) -> Iterator[Path]:
    """Yield the folders of outputs beside those of notes, each of a language that is gone."""
    works = {work.folder: work for work in map(work_of, notes) if work is not None}
    for folder, work in works.items():
        for manifest in sorted((workspace.out / folder.name).glob(f"*/{FILE_NAME}")):
            place = manifest.parent
            found = read_manifest(place) if place.name not in work.notes else None
            if found is not None and found.note == f"{folder.name}/{place.name}":
                yield place
