"""Digests of files: computed, or known since they were computed earlier in a run."""

from __future__ import annotations

import hashlib
import os
import stat
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

Digest = Callable[["Path"], str]
"""A function that gives the SHA-256 of a file, 64 hexadecimal digits. Raises OSError."""

_SETTLED = 4_000_000_000
"""The nanoseconds after which a further change gives a file another time on every file system."""

Mark = tuple[int, int, int, int, int]
"""What tells of a change of a file: device, inode, size, and the times of content and inode.

Nobody can set the last of them."""
_NOTHING: Mark = (0, 0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Marks:
    """The marks of files and folders, in their order.

    They ``are_settled`` if any change from when they were looked at on gives another one;
    ``have_links`` if a place among them is a link.
    """

    marks: Sequence[Mark]
    are_settled: bool
    have_links: bool


def digest_of(path: Path) -> str:
    """The SHA-256 of a file, 64 hexadecimal digits. Raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


class KnownDigests:
    """The digests of the files met in a run; each file is hashed once as long as it is unchanged.

    A file counts as unchanged if it is the same inode, with the same size and the same times of
    its content and of its inode, the last of which nobody can set; one that was changed just
    before it was hashed is hashed again. What is removed is hashed without it.
    """

    def __init__(self) -> None:
        self._known: dict[Path, tuple[Mark, str]] = {}

    def of(self, path: Path) -> str:
        """The SHA-256 of a file, 64 hexadecimal digits. Raises OSError."""
        with path.open("rb") as file:
            mark = mark_of(os.fstat(file.fileno()))
            known = self._known.get(path)
            if known is not None and known[0] == mark:
                return known[1]
            settled = _is_settled(mark, time.time_ns())
            digest = hashlib.file_digest(file, "sha256").hexdigest()
            if settled and mark_of(os.fstat(file.fileno())) == mark:
                self._known[path] = mark, digest
        return digest


def mark_of(found: os.stat_result) -> Mark:
    """The mark of a file, from what the system says of it."""
    return (
        found.st_dev,
        found.st_ino,
        found.st_size,
        found.st_mtime_ns,
        found.st_ctime_ns,
    )


def look_at(path: str) -> tuple[Mark, bool]:
    """The mark of a file, and whether it is settled: any change from now on will change it.

    Raises OSError.
    """
    now = time.time_ns()
    mark = mark_of(os.stat(path))  # noqa: PTH116 - often called
    return mark, _is_settled(mark, now)


def look_at_all(places: Sequence[str]) -> Marks:
    """The marks of files and folders, which need not be there, and of links in place of theirs."""
    now = time.time_ns()
    marks, have_links = [], False
    for place in places:
        try:
            found = os.lstat(place)
        except OSError:
            marks.append(_NOTHING)
            continue
        have_links = have_links or stat.S_ISLNK(found.st_mode)
        marks.append(mark_of(found))
    return Marks(marks, all(_is_settled(mark, now) for mark in marks), have_links)


def _is_settled(mark: Mark, now: int) -> bool:
    return max(mark[-2:]) + _SETTLED < now
