"""A folder that a trial may write to, and nowhere else."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

_WRITES: Final = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_PATHS: Final = {
    "os.chmod": 1, "os.chown": 1, "os.link": 2, "os.mkdir": 1, "os.remove": 1, "os.rename": 2,
    "os.rmdir": 1, "os.symlink": 2, "os.truncate": 1, "os.utime": 1, "shutil.rmtree": 1,
}  # fmt: skip
"""How many paths come first among the arguments of an audit event (PEP 578) that changes files."""
_IN_OPEN_FOLDERS: Final = ("os.remove", "os.rmdir")
_HARMLESS: Final = ("/dev/null", "/proc/self/")


class WroteOutsideError(BaseException):
    """Something was about to be written outside the sandbox; not caught by what is tried."""


class _Guard:
    """The hook, which Python never takes away again, and the folder it guards at the moment."""

    def __init__(self) -> None:
        self.root: str | None = None
        self.hooked = False

    def watch(self, root: Path | None) -> None:
        self.root = None if root is None else f"{root.resolve()}/"
        if not self.hooked:
            sys.addaudithook(self.hook)
            self.hooked = True

    def hook(self, event: str, arguments: tuple[Any, ...]) -> None:
        if self.root is None:
            return
        if event == "open":
            path, _, flags = arguments
            if isinstance(flags, int) and flags & _WRITES:
                self.look(path)
        elif event in _PATHS:
            if event in _IN_OPEN_FOLDERS and arguments[1] not in (None, -1):
                return  # The tree they are in was looked at when its removal began.
            first = 1 if event == "os.symlink" else 0
            for path in arguments[first : _PATHS[event]]:
                self.look(path)

    def look(self, path: object) -> None:
        if not isinstance(path, str | bytes | os.PathLike) or self.root is None:
            return
        name = os.fsdecode(path)
        if "__pycache__" in Path(name).parts[-2:]:
            return  # Python keeps what it compiled of a module that is imported late.
        parent = os.path.realpath(Path(name).parent)
        whole = f"{parent}/{Path(name).name}"
        if not f"{whole}/".startswith(self.root) and not whole.startswith(_HARMLESS):
            self.root, root = None, self.root
            raise WroteOutsideError(f"{whole} is not in {root}")


_GUARD: Final = _Guard()


@contextmanager
def only_in(root: Path) -> Iterator[None]:
    """Let nothing be written outside a folder by this process: `WroteOutsideError`."""
    _GUARD.watch(root)
    try:
        yield
    finally:
        _GUARD.watch(None)
