"""A staging folder beside the outputs, and recovery after a run that was killed.

Its journal lists every file that we put or move into it, with its digests. If a run is killed, the
next one removes from the folder what the journal proves to be ours, or what still exists among the
outputs, and moves everything else back to them.
"""

from __future__ import annotations

import filecmp
import json
import os
import stat
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from pipeline.errors import CannotRunError
from pipeline.production.digests import digest_of
from pipeline.production.publish.ownership import Owned, folders_of, is_regular

_HEAD: Final = "notepress puts outputs in place here; the next build clears this folder up\n"
_JOURNAL: Final = "journal"
_SCRATCH: Final = "scratch"
_COMPLETE: Final = "complete"
NEW: Final = "new"
"""The name of the folder of new outputs, and of the old ones after the exchange."""
OLD: Final = "old"
"""The name of the folder of old outputs if folders cannot be exchanged atomically."""


@dataclass(frozen=True, slots=True)
class Staging:
    """The folder ``box`` in which the new content of ``folder`` is prepared."""

    box: Path
    folder: Path

    @property
    def is_there(self) -> bool:
        """Whether there is one, of a run that was killed or is still running."""
        return os.path.lexists(self.box)

    def refuse_foreign(self) -> None:
        """Check that there is nothing foreign with its name. Raises CannotRunError."""
        if self.is_there and self._owned() is None:
            raise self._in_the_way()

    def begin(self, owned: Owned) -> None:
        """Create the folder, with a journal of the files that will be in it.

        Raises CannotRunError if there is something with its name, OSError if writing fails.
        """
        if self.is_there:
            raise self._in_the_way()
        self.box.mkdir(parents=True)
        files = {path: sorted(digests) for path, digests in owned.items()}
        try:
            self.write(self.box / _JOURNAL, (_HEAD + json.dumps(files)).encode())
        except OSError:
            self.clear()
            raise

    def write(self, place: Path, content: bytes) -> None:
        """Write a file atomically: it is complete as soon as it has its name."""
        place.parent.mkdir(parents=True, exist_ok=True)
        scratch = self.box / _SCRATCH
        with scratch.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        scratch.replace(place)

    def complete(self) -> None:
        """Record that all files are prepared, so that they may be put in place after a kill."""
        self.write(self.box / _COMPLETE, b"")

    @property
    def is_complete(self) -> bool:
        """Whether a run was killed after preparing all files, while putting them in place."""
        return self._owned() is not None and is_regular(self.box / _COMPLETE)

    def clear(self) -> None:
        """Remove everything that is ours; move everything else back, or leave it.

        The caller must hold the lock of the outputs.
        """
        owned = self._owned()
        if owned is None:
            return
        old = self.box / OLD
        if old.is_dir() and not os.path.lexists(self.folder):
            old.rename(self.folder)
        for work in (old, self.box / NEW):
            if work.is_dir():
                _empty(work, self.folder, owned)
        with suppress(OSError):
            (self.box / _SCRATCH).unlink(missing_ok=True)
            if {entry.name for entry in os.scandir(self.box)} <= {_COMPLETE, _JOURNAL}:
                (self.box / _COMPLETE).unlink(missing_ok=True)
                (self.box / _JOURNAL).unlink(missing_ok=True)
                self.box.rmdir()

    def _in_the_way(self) -> CannotRunError:
        return CannotRunError(
            f"{self.box} is in the way, and has files in it that were not made by notepress",
            hint="move them elsewhere, and delete it",
        )

    def _owned(self) -> Owned | None:
        """The files in the journal; None if the folder is not ours."""
        if not self.box.is_dir() or self.box.is_symlink():
            return None
        names = {entry.name for entry in os.scandir(self.box)}
        if _JOURNAL not in names:
            # Killed before the journal was written, or after everything else was removed.
            scratch = self.box / _SCRATCH
            half = names == {_SCRATCH} and is_regular(scratch) and _begins_a_journal(scratch)
            return {} if half or not names else None
        try:
            head, _, files = (self.box / _JOURNAL).read_text("utf-8").partition("\n")
            if f"{head}\n" != _HEAD:
                return None
            return {path: frozenset(digests) for path, digests in json.loads(files).items()}
        except (OSError, ValueError, TypeError, AttributeError):
            return None


def _begins_a_journal(path: Path) -> bool:
    with path.open("rb") as file:
        found = file.read(len(_HEAD))
    return _HEAD.encode().startswith(found)


def _empty(work: Path, folder: Path, owned: Owned) -> None:
    """Empty a folder of old or new outputs of a folder.

    Files that also exist in the folder, or are listed in the journal, are removed. Others, which
    somebody has added meanwhile, are moved to the folder, or left if their place is taken.
    """
    ours = {".", *folders_of(owned)}
    for place, names, files in os.walk(work, topdown=False):
        inside = Path(place)
        with suppress(OSError):
            inside.chmod(inside.stat().st_mode | stat.S_IRWXU)
        for path in (inside / name for name in (*files, *names)):
            if path.is_symlink() or not path.is_dir():
                _remove_or_return(path, folder, _in(work, path), owned)
        there = folder / _in(work, inside)
        with suppress(OSError):
            if _in(work, inside) not in ours and folder.is_dir() and not os.path.lexists(there):
                there.mkdir(parents=True)
            inside.rmdir()


def _in(folder: Path, path: Path) -> str:
    return path.relative_to(folder).as_posix()


def _remove_or_return(place: Path, folder: Path, path: str, owned: Owned) -> None:
    there = folder / path
    with suppress(OSError):
        if _is_same(place, there) or (
            is_regular(place) and digest_of(place) in owned.get(path, ())
        ):
            place.unlink()
        elif folder.is_dir() and not os.path.lexists(there):
            there.parent.mkdir(parents=True, exist_ok=True)
            place.rename(there)


def _is_same(one: Path, other: Path) -> bool:
    """Whether two paths are the same file, or copies of each other."""
    if not os.path.lexists(other):
        return False
    if os.path.samestat(one.lstat(), other.lstat()):
        return True
    if one.is_symlink() and other.is_symlink():
        return one.readlink() == other.readlink()
    return is_regular(one) and is_regular(other) and filecmp.cmp(one, other, shallow=False)


def digests_of(contents: Mapping[str, bytes]) -> Owned:
    """The ownership of contents that are going to be written."""
    return {path: frozenset({sha256(one).hexdigest()}) for path, one in contents.items()}
