"""Logs of runs: files that are only added to, a line of JSON for each event."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any, Final

from pipeline.errors import CannotRunError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

LAST_RUN: Final = "last-build.jsonl"
"""The name of the log of the last run, in the cache."""
_BEGINS: Final = b'{"event": '


class RunLog:
    """A log at a path. A line is there as soon as it is added, whole, whoever else adds to it.

    A file that is there is added to, or replaced if it is ``new``, as long as it is a log. Raises
    CannotRunError if it is something else, or cannot be written.
    """

    def __init__(self, path: Path, *, new: bool = False) -> None:
        self._path = path
        flags = os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._file = os.open(path, flags, 0o666)
            begins = os.pread(self._file, len(_BEGINS), 0)
            if begins not in {b"", _BEGINS}:
                os.close(self._file)
                raise CannotRunError(
                    f"{path} exists, and is not a log of notepress", hint="name another file"
                )
            if new:
                os.ftruncate(self._file, 0)
        except OSError as error:
            raise self._unwritable(error) from error

    def add(self, event: str, values: Mapping[str, Any]) -> None:
        """Add a line. Raises CannotRunError if it cannot be written."""
        line = json.dumps({"event": event, **values}) + "\n"
        try:
            os.write(self._file, line.encode())
        except OSError as error:
            raise self._unwritable(error) from error

    def close(self) -> None:
        """Close the file."""
        os.close(self._file)

    def _unwritable(self, error: OSError) -> CannotRunError:
        return CannotRunError(
            f"cannot write {self._path}: {error.strerror or error}", hint="name another file"
        )
