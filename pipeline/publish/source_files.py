"""Replace files of a source, all of them or none."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from typing import TYPE_CHECKING

from pipeline.errors import CannotRunError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path


def replace_source_files(folder: Path, old: Mapping[str, bytes], new: Mapping[str, bytes]) -> None:
    """Replace files in a folder by new contents; ``old`` are those they were made from.

    The new files are made complete beside the old ones and then take their places. Raises
    CannotRunError, with the old files in place, if one of them is not as it was any more, and
    where the folder cannot be written.
    """
    for path in new:
        if not (folder / path).is_file() or (folder / path).read_bytes() != old.get(path):
            raise CannotRunError(
                f"{folder / path} was changed meanwhile", hint="nothing was written; try again"
            )
    for path in old:
        # Left by a run that was killed.
        with suppress(OSError):
            _part_of(folder / path).unlink(missing_ok=True)
    parts = {folder / path: _part_of(folder / path) for path in new}
    done: list[Path] = []
    try:
        for (place, part), content in zip(parts.items(), new.values(), strict=True):
            _write(part, content, place)
        for place, part in parts.items():
            part.replace(place)
            done.append(place)
    except OSError as error:
        _put_back(folder, old, done)
        raise CannotRunError(
            f"cannot write {folder}: {error.strerror or error}", hint="the source is as it was"
        ) from error
    finally:
        for part in parts.values():
            with suppress(OSError):
                part.unlink(missing_ok=True)


def _part_of(path: Path) -> Path:
    return path.with_name(f".{path.name}.part")


def _write(part: Path, content: bytes, model: Path) -> None:
    """Write a file that may be read and written by whoever may do so with a model."""
    with part.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    shutil.copymode(model, part)


def _put_back(folder: Path, old: Mapping[str, bytes], done: Iterable[Path]) -> None:
    for place in done:
        with suppress(OSError):
            place.write_bytes(old[place.relative_to(folder).as_posix()])
