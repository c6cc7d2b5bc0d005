"""Write files that are not there yet, and never over one that is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.errors import CannotRunError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def write_new_files(folder: Path, files: Mapping[str, str | bytes]) -> None:
    """Write texts and bytes to their paths in a folder, which is made if it is not there.

    Raises CannotRunError, with nothing written, if one of them is there already, and where the
    folder cannot be written.
    """
    there = [path for path in files if (folder / path).exists() or (folder / path).is_symlink()]
    if there:
        more = f" and {len(there) - 1} more" if len(there) > 1 else ""
        raise CannotRunError(
            f"{folder / there[0]}{more} would be overwritten",
            hint="choose another folder, or move what is there out of the way",
        )
    try:
        for path, content in files.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            with (folder / path).open("xb") as file:
                file.write(content.encode() if isinstance(content, str) else content)
    except OSError as error:
        raise CannotRunError(f"cannot write {folder}: {error.strerror or error}") from error
