"""Saving fault reports for the maintainers."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path


def keep_report(text: str) -> Path | None:
    """Write a report to a new file that only this user can read, and return its path.

    It goes to the system's temporary folder or, if that is not writable, to the cache folder of
    the user. Returns None if neither is possible.
    """
    for folder in (_temporary_folder, _cache_folder):
        with suppress(OSError):
            return _write(folder(), text)
    return None


def _temporary_folder() -> Path:
    found = Path(tempfile.gettempdir())
    if found == Path.cwd():
        # Python's last resort if no temporary folder is writable; it may contain a source.
        raise NotADirectoryError
    return found


def _cache_folder() -> Path:
    given = os.environ.get("XDG_CACHE_HOME", "")
    folder = (Path(given) if given else Path("~/.cache").expanduser()) / "notepress"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _write(folder: Path, text: str) -> Path:
    descriptor, name = tempfile.mkstemp(".txt", "notepress-fault-", folder)
    path = Path(name)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", errors="replace") as file:
            file.write(text)
    except OSError:
        path.unlink(missing_ok=True)
        raise
    return path
