"""Writing the source of a note, which came from elsewhere, into a temporary folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.errors import CannotRunError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def unpack(
    folder: Path,
    files: Iterable[tuple[str, bytes]],
    folders: Iterable[str],
    links: Iterable[tuple[str, str]],
) -> None:
    """Write files, folders and links into a new folder, by their paths in it.

    Links come last, so that nothing is written through one; they are there to be found and refused
    like those of any note. Raises CannotRunError, before it writes it, for a path that leaves the
    folder, and if writing fails.
    """
    try:
        for path in folders:
            _inside(folder, path).mkdir(parents=True, exist_ok=True)
        for path, content in files:
            place = _inside(folder, path)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)
        for path, target in links:
            place = _inside(folder, path)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.symlink_to(target)
    except OSError as error:
        raise CannotRunError(
            f"cannot unpack a note into {folder}: {error.strerror or error}",
            hint="free some space, or set TMPDIR to a folder that is writable",
        ) from error


def _inside(folder: Path, path: str) -> Path:
    """The place of a path in a folder. Raises CannotRunError if it is not below it."""
    if "\0" in path or {"", ".", ".."}.intersection(path.split("/")):
        raise CannotRunError(f"a packed note has a file outside of its folder: {path!r}")
    place = folder / path
    if any(one.is_symlink() for one in place.parents if one.is_relative_to(folder)):
        raise CannotRunError(f"a packed note has a file behind a link: {path!r}")
    return place
