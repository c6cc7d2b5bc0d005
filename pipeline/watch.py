"""Watching for changed files, and naming them.

The operating system reports changes, through watchfiles. Some file systems, such as network
folders, report nothing, so the files are also checked twice a second. Time stamps and sizes say
which files changed; what is made again is decided by content, as always.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Collection, Generator, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.production.freshness import source_files
from pipeline.production.style_inputs import style_files
from pipeline.works import NOTE, note_name, work_of

if TYPE_CHECKING:
    from threading import Event

    from pipeline.workspace import Workspace

_QUIET = 0.02
"""Seconds without a change before one is reported: an editor may save in several steps."""
_LONGEST_WAIT = 500
"""Milliseconds between checks while no change is reported."""
_POLLING = 0.1
"""Seconds between checks where the system cannot report changes."""

_Files = Callable[[], Mapping[str, Path]]
_Signature = Mapping[str, tuple[int, int, int]]
_Folders = Mapping[Path, tuple[int, int]]


def changes(files: _Files, stop: Event) -> Iterator[tuple[str, ...]]:
    """Yield the names of changed, added and removed files, for each change, until stopped.

    Changes count from the call on, not from the first `next`. A change is reported when nothing
    more has happened for a moment.
    """
    return _changes(files, stop, _signature(files()))


def _changes(files: _Files, stop: Event, known: _Signature) -> Iterator[tuple[str, ...]]:
    # A build is over whenever the next change is asked for, and nobody waits. What it left in
    # cycles would stay for dozens of edits, 160 MB of it. What is there by now, stays anyway.
    gc.collect()
    gc.freeze()
    while not stop.is_set():
        folders = _folders(files())
        with closing(_reports(folders, stop)) as reports:
            for _ in reports:
                listing = files()
                if _signature(listing) != known:
                    before, known = known, _once_quiet(files, stop)
                    names = {*before, *known}
                    if changed := [one for one in names if before.get(one) != known.get(one)]:
                        yield tuple(sorted(changed))
                        gc.collect()
                    listing = files()
                if _folders(listing) != folders:
                    break


def _reports(folders: _Folders, stop: Event) -> Generator[Collection[object], None, None]:
    """Yield whenever the files should be checked, and once at the start: what was reported."""
    from watchfiles import watch

    # Something may have changed before the system began to watch.
    yield ()
    try:
        yield from watch(
            *folders,
            watch_filter=None,
            step=int(_QUIET * 1000),
            stop_event=stop,
            rust_timeout=_LONGEST_WAIT,
            yield_on_timeout=True,
            recursive=False,
        )
    except (OSError, RuntimeError):
        # A folder is gone, or the limit of watched folders is reached, for this user or at all.
        while not stop.wait(_POLLING):
            yield ()


def _once_quiet(files: _Files, stop: Event) -> _Signature:
    """The signature of the files, once two checks have found the same."""
    now = _signature(files())
    while not stop.wait(_QUIET):
        before, now = now, _signature(files())
        if before == now:
            break
    return now


def watched_files(folders: tuple[Path, ...], workspace: Workspace) -> Mapping[str, Path]:
    """The files that the outputs of notes depend on, by name."""
    files = {f"style {name}": path for name, path in style_files(workspace).items()}
    shared = set(files.values())
    for folder in folders:
        files |= {
            f"{note_name(folder)}/{name}": path for name, path in source_files(folder).items()
        }
        if (work := work_of(folder)) is not None:
            # Each language says what the others are called.
            told = {name: note / NOTE for name, note in work.notes.items() if note != folder}
            files |= {f"{work.folder.name}/{name}/{NOTE}": path for name, path in told.items()}
        styles = style_files(workspace.for_note(folder))
        own = {name: path for name, path in styles.items() if path not in shared}
        files |= {f"style {name} of {note_name(folder)}": path for name, path in own.items()}
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
    """The folders of files, with device and inode: a folder may be replaced by another."""
    found = {}
    for folder in sorted({path.parent for path in files.values()}):
        try:
            stat = folder.stat()
        except OSError:
            continue
        found[folder] = (stat.st_dev, stat.st_ino)
    return found
