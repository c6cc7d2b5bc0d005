"""A specimen of a style: a note that has every component that notes can have."""

from __future__ import annotations

from importlib import resources
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.resources.abc import Traversable

SPECIMEN: Final = "specimen"
"""The name of the note."""


def specimen_files() -> dict[str, str]:
    """The files of the specimen, by their path in the note."""
    return dict(_files(resources.files("pipeline.starting") / "files" / SPECIMEN, ""))


def _files(folder: Traversable, prefix: str) -> Iterator[tuple[str, str]]:
    for entry in sorted(folder.iterdir(), key=lambda item: item.name):
        if entry.is_dir():
            yield from _files(entry, f"{prefix}{entry.name}/")
        else:
            yield f"{prefix}{entry.name}", entry.read_text("utf-8")
