"""The location of the cache between builds: in the project, or in a folder of the user."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from pipeline.production.publish.disk_cache import DiskCache

FOLDER: Final = ".notepress"
"""The name of the cache folder in a project."""
_MARK: Final = ".gitignore"
_WORDS: Final = "# Work that notepress keeps between builds. It can be deleted at any time.\n*\n"
_PART: Final = ".part"


def open_cache(root: Path) -> DiskCache:
    """Open the cache of a project or a folder.

    It is in ``.notepress`` there or, if that is not writable or not ours, in the cache folder of
    the user, or else in a temporary one. If there is no place at all, nothing is cached.
    """
    project = root / FOLDER
    if _is_usable(project, shared=True):
        return DiskCache(project)
    own = (folder for folder in _folders_of_user() if _is_usable(folder, shared=False))
    return DiskCache(next(own, project / "nowhere"))


def root_for_strangers() -> Path:
    """Where the cache is kept for notes that come from another machine, in place of a project."""
    own = next(_folders_of_user())
    return own.with_name(f"{own.name}-from-elsewhere")


def _folders_of_user() -> Iterator[Path]:
    import tempfile

    given = os.environ.get("XDG_CACHE_HOME", "")
    home = os.path.expanduser("~")  # noqa: PTH111 - Path.home() raises where there is none
    if os.path.isabs(given) or os.path.isabs(home):  # noqa: PTH117
        yield (Path(given) if given else Path(home, ".cache")) / "notepress"
    yield Path(tempfile.gettempdir(), f"notepress-{os.getuid()}")


def _is_usable(folder: Path, *, shared: bool) -> bool:
    """Whether a folder is ours, or could be created, and is not writable by everyone.

    Unless it is ``shared``, it must belong to the user and be writable by nobody else.
    """
    try:
        folder.mkdir(mode=0o777 if shared else 0o700, parents=True, exist_ok=True)
        _mark(folder)
        found = folder.stat()
        others = 0 if shared else stat.S_IWGRP
        safe = not found.st_mode & (others | stat.S_IWOTH)
        safe = safe and (shared or found.st_uid == os.getuid())
        return safe and os.access(folder, os.W_OK) and (folder / _MARK).read_text() == _WORDS
    except (OSError, ValueError):
        return False


def _mark(folder: Path) -> None:
    """Mark a folder as ours, if it has nothing in it but remains of an interrupted attempt."""
    # Not looked through if it is marked: there can be many thousands of entries.
    if (folder / _MARK).exists() or any(not name.endswith(_PART) for name in os.listdir(folder)):  # noqa: PTH208
        return
    part = folder / f"{_MARK}.{os.getpid()}{_PART}"
    try:
        with part.open("x") as file:
            file.write(_WORDS)
        part.replace(folder / _MARK)
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
