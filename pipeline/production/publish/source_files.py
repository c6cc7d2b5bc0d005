"""Replacing files of a source, all or none.

Several files cannot be replaced atomically: if a run is killed in between, it leaves the remaining
new files, complete, and the next run continues with them.
"""

from __future__ import annotations

import filecmp
import os
import shutil
from contextlib import suppress
from typing import TYPE_CHECKING

from pipeline.errors import CannotRunError
from pipeline.production.publish.ownership import is_regular
from pipeline.production.publish.staging import NEW, OLD, Staging, digests_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from pipeline.production.publish.ownership import Owned

STAGING = ".edit.notepress"
"""The name of the folder in a note in which new files are prepared."""


def replace_source_files(folder: Path, old: Mapping[str, bytes], new: Mapping[str, bytes]) -> None:
    """Replace files in a folder by new contents, which were derived from ``old``.

    A file that is not in ``old`` must not exist yet, and is created. All new files are written
    beside the old ones first. Raises CannotRunError, with the old files in place, if one of them
    has changed, or if the folder cannot be written.
    """
    for path in new:
        if not _is_as_it_was(folder / path, old.get(path)):
            raise CannotRunError(
                f"{folder / path} changed while it was being edited",
                hint="nothing was written; try again",
            )
    staging = Staging(folder / STAGING, folder)
    staging.refuse_foreign()
    staging.clear()
    if new:
        _replace(staging, old, new)


def _is_as_it_was(place: Path, content: bytes | None) -> bool:
    """Whether a file has a content, or is missing if that is None."""
    if content is None:
        return not os.path.lexists(place) and not place.parent.is_symlink()
    return place.is_file() and place.read_bytes() == content


def finish_replacing(folder: Path) -> None:
    """Finish replacing files for a run that was killed after it had prepared all of them.

    A file that was changed since then is left alone.
    """
    staging = Staging(folder / STAGING, folder)
    if not staging.is_complete:
        return
    for new in _files_below(staging.box / NEW):
        path = new.relative_to(staging.box / NEW)
        old, place = staging.box / OLD / path, folder / path
        if is_regular(old):
            is_same = is_regular(place) and filecmp.cmp(old, place, shallow=False)
        else:
            is_same = not os.path.lexists(place) and place.parent.is_dir()
        if is_same:
            new.replace(place)
    staging.clear()


def _files_below(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if is_regular(path))


def _replace(staging: Staging, old: Mapping[str, bytes], new: Mapping[str, bytes]) -> None:
    folder = staging.folder
    done: list[Path] = []
    try:
        staging.begin(_merged(digests_of(old), digests_of(new)))
        for path, content in new.items():
            staging.write(staging.box / NEW / path, content)
            if path in old:
                staging.write(staging.box / OLD / path, old[path])
                shutil.copymode(folder / path, staging.box / NEW / path)
            else:
                (folder / path).parent.mkdir(parents=True, exist_ok=True)
        staging.complete()
        for path in new:
            (staging.box / NEW / path).replace(folder / path)
            done.append(folder / path)
    except OSError as error:
        _restore(folder, old, done)
        raise CannotRunError(
            f"cannot write {folder}: {error.strerror or error}", hint="the source is unchanged"
        ) from error
    finally:
        staging.clear()


def _merged(old: Owned, new: Owned) -> Owned:
    return {path: digests | old.get(path, frozenset()) for path, digests in new.items()}


def _restore(folder: Path, old: Mapping[str, bytes], done: Iterable[Path]) -> None:
    for place in done:
        content = old.get(place.relative_to(folder).as_posix())
        with suppress(OSError):
            if content is None:
                place.unlink()
            else:
                place.write_bytes(content)
