"""A folder beside the outputs in which new ones are made, and what a killed run left in it.

Its journal names every file that we put into it or take into it, with its bytes. A run that is
killed leaves it behind; the next one removes what the journal proves to be ours, or to be still
there among the outputs, and puts anything else back among them.
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
from pipeline.production.freshness import digest_of
from pipeline.production.publish.ownership import Owned, folders_of, is_regular

_HEAD: Final = "notepress puts outputs in place here; the next build clears this folder up\n"
_JOURNAL: Final = "journal"
_SCRATCH: Final = "scratch"
_COMPLETE: Final = "complete"
NEW: Final = "new"
"""Name of the folder of new outputs; of the old ones, once the two have changed places."""
OLD: Final = "old"
"""Name of the old outputs where two folders cannot change places in one step."""


@dataclass(frozen=True, slots=True)
class Staging:
    """The folder ``box`` in which what comes to ``folder`` is made first."""

    box: Path
    folder: Path

    @property
    def is_there(self) -> bool:
        """Whether a run that was killed, or is at work, has left something."""
        return os.path.lexists(self.box)

    def refuse_foreign(self) -> None:
        """See that nobody has something of that name. Raises CannotRunError."""
        if self.is_there and self._owned() is None:
            raise self._in_the_way()

    def begin(self, owned: Owned) -> None:
        """Make the folder, with a journal of the files that will be in it.

        Raises CannotRunError if there is something of that name, OSError as writing does.
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
        """Write a file that is whole from the moment it has its name."""
        place.parent.mkdir(parents=True, exist_ok=True)
        scratch = self.box / _SCRATCH
        with scratch.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        scratch.replace(place)

    def complete(self) -> None:
        """Note that all that is to come is there, so that it may be put in place after a kill."""
        self.write(self.box / _COMPLETE, b"")

    @property
    def is_complete(self) -> bool:
        """Whether a run was killed after it had made all, while it put files in place."""
        return self._owned() is not None and is_regular(self.box / _COMPLETE)

    def clear(self) -> None:
        """Take away all that is ours; put back, or else leave, whatever is not.

        Only for who holds the lock of the outputs.
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
            f"{self.box} is in the way, and was not made by notepress or holds what was not",
            hint="move what is in it to where it belongs, and delete it",
        )

    def _owned(self) -> Owned | None:
        """Return what the journal names; None where the folder is not of our making."""
        if not self.box.is_dir() or self.box.is_symlink():
            return None
        names = {entry.name for entry in os.scandir(self.box)}
        if _JOURNAL not in names:
            # Killed before there was a journal, or when there was nothing else any more.
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
    """Empty a folder of outputs that were in place, or were to come in place, of a folder.

    What is there as well, or has bytes that the journal names, is removed. The rest, which
    somebody put there meanwhile, goes to the folder, or stays if there is something else.
    """
    ours = {".", *folders_of(owned)}
    for place, names, files in os.walk(work, topdown=False):
        inside = Path(place)
        with suppress(OSError):
            inside.chmod(inside.stat().st_mode | stat.S_IRWXU)
        for path in (inside / name for name in (*files, *names)):
            if path.is_symlink() or not path.is_dir():
                _take_away(path, folder, _in(work, path), owned)
        there = folder / _in(work, inside)
        with suppress(OSError):
            if _in(work, inside) not in ours and folder.is_dir() and not os.path.lexists(there):
                there.mkdir(parents=True)
            inside.rmdir()


def _in(folder: Path, path: Path) -> str:
    return path.relative_to(folder).as_posix()


def _take_away(place: Path, folder: Path, path: str, owned: Owned) -> None:
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
    """Return whether two paths are one file, or the one a copy of the other."""
    if not os.path.lexists(other):
        return False
    if os.path.samestat(one.lstat(), other.lstat()):
        return True
    if one.is_symlink() and other.is_symlink():
        return one.readlink() == other.readlink()
    return is_regular(one) and is_regular(other) and filecmp.cmp(one, other, shallow=False)


def digests_of(contents: Mapping[str, bytes]) -> Owned:
    """Return what will be ours when some contents are written."""
    return {path: frozenset({sha256(one).hexdigest()}) for path, one in contents.items()}
