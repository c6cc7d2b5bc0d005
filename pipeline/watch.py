"""Notice that files have changed, and say which.

The system tells when to look, by way of watchfiles. What it does not tell is noticed all the same:
the files are looked at twice a second anyway, for in a folder from a network nothing may be told.
Stamps and sizes say which files changed; what is made again is decided by content, as always.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Generator, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.production.freshness import source_files, style_files

if TYPE_CHECKING:
    from threading import Event

    from pipeline.workspace import Workspace

_STILL = 0.02
"""Seconds that files have to be still, so that an editor that saves in several steps is seen as one
change."""
_AT_THE_LATEST = 500
"""Milliseconds between two looks where nothing is told."""
_UNTOLD = 0.1
"""Seconds between two looks where the system has nothing left to tell with."""

_Files = Callable[[], Mapping[str, Path]]
_Signature = Mapping[str, tuple[int, int, int]]
_Folders = Mapping[Path, tuple[int, int]]


def changes(files: _Files, stop: Event) -> Iterator[tuple[str, ...]]:
    """Return the names of files that changed, came or went, change after change, until stopped.

    What changes after this was called is noticed, however late the first one is asked for. A
    change is reported when the files have been still for a moment.
    """
    return _changes(files, stop, _signature(files()))


def _changes(files: _Files, stop: Event, known: _Signature) -> Iterator[tuple[str, ...]]:
    while not stop.is_set():
        folders = _folders(files())
        with closing(_occasions(folders, stop)) as occasions:
            for _ in occasions:
                listing = files()
                if _signature(listing) != known:
                    before, known = known, _when_still(files, stop)
                    names = {*before, *known}
                    if changed := [one for one in names if before.get(one) != known.get(one)]:
                        yield tuple(sorted(changed))
                    listing = files()
                if _folders(listing) != folders:
                    break


def _occasions(folders: _Folders, stop: Event) -> Generator[Collection[object], None, None]:
    """Yield whenever there is reason to look, and first at once: what happened, as far as told."""
    from watchfiles import watch

    # Something may have happened before the system was asked to tell.
    yield ()
    try:
        yield from watch(
            *folders,
            watch_filter=None,
            step=int(_STILL * 1000),
            stop_event=stop,
            rust_timeout=_AT_THE_LATEST,
            yield_on_timeout=True,
            recursive=False,
        )
    except (OSError, RuntimeError):
        # A folder is gone again, or the system watches as many as it may, for this user or at all.
        while not stop.wait(_UNTOLD):
            yield ()


def _when_still(files: _Files, stop: Event) -> _Signature:
    """Return what files are like when two looks have seen the same."""
    now = _signature(files())
    while not stop.wait(_STILL):
        before, now = now, _signature(files())
        if before == now:
            break
    return now


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


def _folders(files: Mapping[str, Path]) -> _Folders:
    """Return the folders of files, and which ones they are: another may take the place of one."""
    found = {}
    for folder in sorted({path.parent for path in files.values()}):
        try:
            stat = folder.stat()
        except OSError:
            continue
        found[folder] = (stat.st_dev, stat.st_ino)
    return found
