"""The report of a fault, kept for whoever is to mend it."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path


def keep_report(text: str) -> Path | None:
    """Write a report to a new file that only this user can read, and return its path.

    It goes to the system's temporary folder or, where that cannot be written, among what this
    user's programs remember. Return None if neither takes it.
    """
    for folder in (_temporary, _remembered):
        with suppress(OSError):
            return _write(folder(), text)
    return None


def _temporary() -> Path:
    found = Path(tempfile.gettempdir())
    if found == Path.cwd():
        # What Python takes where none of the usual folders can be written; it may hold a source.
        raise NotADirectoryError
    return found


def _remembered() -> Path:
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
