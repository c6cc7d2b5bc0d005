"""Let what is somebody else's be in a new folder of outputs as it is in the old one."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from contextlib import suppress
from typing import TYPE_CHECKING

from pipeline.production.publish.ownership import is_regular

if TYPE_CHECKING:
    from pathlib import Path


def carry(paths: Iterable[str], old: Path, new: Path) -> None:
    """Give everything at some paths of an old folder its place in a new one.

    A file or a link is the very same in both, and a folder has the mode and the times it had.
    Raises OSError.
    """
    folders = []
    for path in paths:
        if (old / path).is_dir() and not (old / path).is_symlink():
            (new / path).mkdir(parents=True)
            folders.append(path)
        else:
            link(old / path, new / path)
    # The innermost first, for what is put into a folder changes its times.
    for path in sorted(folders, key=lambda path: -path.count("/")):
        copy_mode(old / path, new / path)
        shutil.copystat(old / path, new / path)


def link(old: Path, new: Path) -> None:
    """Give a file or a link a second name, or copy it where it cannot have one. Raises OSError."""
    new.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(old, new, follow_symlinks=False)
    except OSError:
        away = old.lstat().st_dev != new.parent.stat().st_dev
        if away or not (old.is_symlink() or is_regular(old)):
            raise
        shutil.copy2(old, new, follow_symlinks=False)


def copy_mode(old: Path, new: Path) -> None:
    """Give a folder the mode of another, and its owner where that is permitted."""
    there = old.stat()
    with suppress(PermissionError):
        os.chown(new, there.st_uid, there.st_gid)
    shutil.copymode(old, new)
