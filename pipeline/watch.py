"""Notice that files have changed, and say which.

Stamps and sizes only tell when to look; what is made again is decided by content, as always.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.freshness import source_files, style_files

if TYPE_CHECKING:
    from threading import Event

    from pipeline.workspace import Workspace

INTERVAL = 0.12
"""Seconds between two looks."""

_Signature = Mapping[str, tuple[int, int, int]]


def changes(files: Callable[[], Mapping[str, Path]], stop: Event) -> Iterator[tuple[str, ...]]:
    """Yield the names of files that changed, came or went since the last look, until stopped.

    A change is reported when the files have been still for one look, so that an editor that
    saves in several steps is seen as one change.
    """
    known = _signature(files())
    last = known
    while not stop.wait(INTERVAL):
        now = _signature(files())
        if now != known and now == last:
            yield tuple(sorted(name for name in {*known, *now} if known.get(name) != now.get(name)))
            known = now
        last = now


def watched_files(folders: tuple[Path, ...], workspace: Workspace) -> Mapping[str, Path]:
    """Return the files that the outputs of notes depend on, by name."""
    files = {f"style {name}": path for name, path in style_files(workspace).items()}
    for folder in folders:
        files |= {f"{folder.name}/{name}": path for name, path in source_files(folder).items()}
    return files


def _signature(files: Mapping[str, Path]) -> _Signature:
    found = {}
    for name, path in files.items():
        try:
            stat = path.stat()
        except OSError:
            continue
        found[name] = (stat.st_mtime_ns, stat.st_size, stat.st_ino)
    return found
