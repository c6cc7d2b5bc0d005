"""Notice that files have changed, and say which.

Stamps and sizes only tell when to look; what is made again is decided by content, as always.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.production.freshness import source_files, style_files

if TYPE_CHECKING:
    from threading import Event

    from pipeline.workspace import Workspace

INTERVAL = 0.01
"""Seconds between two looks at the files that are known."""
_LOOKS_A_LISTING = 30
# In every so many looks the folders are listed, which takes ten times as long, for new files.

_Signature = Mapping[str, tuple[int, int, int]]


def changes(files: Callable[[], Mapping[str, Path]], stop: Event) -> Iterator[tuple[str, ...]]:
    """Return the names of files that changed, came or went, change after change, until stopped.

    What changes after this was called is noticed, however late the first one is asked for. A
    change is reported when the files have been still for one look, so that an editor that saves
    in several steps is seen as one change.
    """
    listing = files()
    return _changes(files, stop, listing, _signature(listing))


def _changes(
    files: Callable[[], Mapping[str, Path]],
    stop: Event,
    listing: Mapping[str, Path],
    known: _Signature,
) -> Iterator[tuple[str, ...]]:
    last = known
    for look in count():
        if stop.wait(INTERVAL):
            return
        if look % _LOOKS_A_LISTING == 0:
            listing = files()
        now = _signature(listing)
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
