"""Writing new files, never overwriting existing ones."""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING

from pipeline.errors import CannotRunError
from pipeline.production.publish.ownership import folders_of
from pipeline.production.publish.staging import NEW, Staging, digests_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from pathlib import Path


def write_new_files(
    folder: Path, files: Mapping[str, str | bytes], executable: Collection[str] = ()
) -> None:
    """Write files to a folder, which is created if needed.

    A new folder appears with all its files, or not at all. Those in ``executable`` become
    executable, subject to the umask. Raises CannotRunError, with nothing written, if one of the
    files already exists, or if the folder cannot be written.
    """
    refuse_existing(folder, files)
    links = [path for path in sorted(folders_of(files)) if (folder / path).is_symlink()]
    if links:
        raise CannotRunError(
            f"{folder / links[0]} is a link: files would be written to another folder",
            hint="choose another folder, or move the link out of the way",
        )
    try:
        if folder.exists():
            _write(folder, files, executable)
        else:
            _write_atomically(folder, files, executable)
    except OSError as error:
        raise CannotRunError(f"cannot write {folder}: {error.strerror or error}") from error


def refuse_existing(folder: Path, files: Iterable[str]) -> None:
    """Raise CannotRunError if one of the files already exists in a folder."""
    existing = [path for path in files if (folder / path).exists() or (folder / path).is_symlink()]
    if existing:
        more = f" and {len(existing) - 1} more" if len(existing) > 1 else ""
        raise CannotRunError(
            f"{folder / existing[0]}{more} would be overwritten",
            hint="choose another folder, or move the existing files out of the way",
        )


def _write_atomically(
    folder: Path, files: Mapping[str, str | bytes], executable: Collection[str]
) -> None:
    """Write files to a folder beside the new one, and rename it."""
    folder = folder.absolute()
    staging = Staging(folder.with_name(f".{folder.name}.notepress"), folder)
    staging.refuse_foreign()
    staging.clear()
    contents = {path: _encoded(content) for path, content in files.items()}
    staging.begin(digests_of(contents))
    try:
        _write(staging.box / NEW, contents, executable)
        (staging.box / NEW).rename(folder)
    finally:
        staging.clear()


def _write(folder: Path, files: Mapping[str, str | bytes], executable: Collection[str]) -> None:
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        mode = 0o777 if path in executable else 0o666
        with open(folder / path, "xb", opener=partial(os.open, mode=mode)) as file:
            file.write(_encoded(content))


def _encoded(content: str | bytes) -> bytes:
    return content.encode() if isinstance(content, str) else content
