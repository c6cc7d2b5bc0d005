"""Write files that are not there yet, and never over one that is."""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING

from pipeline.errors import CannotRunError
from pipeline.production.publish.ownership import folders_of
from pipeline.production.publish.staging import NEW, Staging, digests_of

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from pathlib import Path


def write_new_files(
    folder: Path, files: Mapping[str, str | bytes], executable: Collection[str] = ()
) -> None:
    """Write texts and bytes to their paths in a folder, which is made if it is not there.

    A folder that is not there comes into being with all its files, or not at all. Those in
    ``executable`` get the permission to run, as far as the umask allows. Raises CannotRunError,
    with nothing written, if one of them is there already, and where the folder cannot be written.
    """
    there = [path for path in files if (folder / path).exists() or (folder / path).is_symlink()]
    if there:
        more = f" and {len(there) - 1} more" if len(there) > 1 else ""
        raise CannotRunError(
            f"{folder / there[0]}{more} would be overwritten",
            hint="choose another folder, or move what is there out of the way",
        )
    links = [path for path in sorted(folders_of(files)) if (folder / path).is_symlink()]
    if links:
        raise CannotRunError(
            f"{folder / links[0]} is a link: what is written there would come to another folder",
            hint="choose another folder, or move what is there out of the way",
        )
    try:
        if folder.exists():
            _write(folder, files, executable)
        else:
            _write_at_once(folder, files, executable)
    except OSError as error:
        raise CannotRunError(f"cannot write {folder}: {error.strerror or error}") from error


def _write_at_once(
    folder: Path, files: Mapping[str, str | bytes], executable: Collection[str]
) -> None:
    """Write files in a folder beside the one that is wanted, and rename it."""
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
