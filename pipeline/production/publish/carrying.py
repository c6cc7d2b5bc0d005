"""Carrying foreign files from the old folder of outputs to the new one, unchanged."""

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
    """Carry everything at these paths of an old folder to a new one.

    Files and links are hard-linked, folders keep their mode and times. Raises OSError.
    """
    folders = []
    for path in paths:
        if (old / path).is_dir() and not (old / path).is_symlink():
            (new / path).mkdir(parents=True)
            folders.append(path)
        else:
            link(old / path, new / path)
    # Innermost first, because adding an entry to a folder changes its times.
    for path in sorted(folders, key=lambda path: -path.count("/")):
        copy_mode(old / path, new / path)
        shutil.copystat(old / path, new / path)


def link(old: Path, new: Path) -> None:
    """Hard-link a file or a symbolic link, or copy it if that is impossible. Raises OSError."""
    new.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(old, new, follow_symlinks=False)
    except OSError:
        is_other_device = old.lstat().st_dev != new.parent.stat().st_dev
        if is_other_device or not (old.is_symlink() or is_regular(old)):
            raise
        shutil.copy2(old, new, follow_symlinks=False)


def copy_mode(old: Path, new: Path) -> None:
    """Give a folder the mode of another, and its owner if permitted."""
    status = old.stat()
    with suppress(PermissionError):
        os.chown(new, status.st_uid, status.st_gid)
    shutil.copymode(old, new)
