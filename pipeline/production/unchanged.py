"""Notes for which there was nothing to do, and whose files are as they were then.

Sizes and times of all files that a build looks at are compared with those of then, and no content
is read. A file that was changed just before it was looked at counts as changed, because a further
change could give it the same times. What is kept can be lost at any time.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from pipeline.cache import key_of
from pipeline.production.digests import look_at
from pipeline.production.program import program_and_tools
from pipeline.production.publish.release import staging_of
from pipeline.production.style_inputs import style_files
from pipeline.works import work_of
from pipeline.workspace import BIBLIOGRAPHIES, IMPRINT, built_in_styles, places_of

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.cache import Cache
    from pipeline.workspace import Workspace

_FORM: Final = "2"
_HOLDS: Final = 1.0
"""Seconds for which what was seen of a shared place is taken for what is there."""
_SHARED: Final = (IMPRINT, *BIBLIOGRAPHIES)
_FIGURES: Final = "figures"


class Looks:
    """What was seen a moment ago of the places that many notes share: styles, files beside them.

    A run over a thousand notes looks at each of them a few times, and not a thousand times.
    """

    def __init__(self) -> None:
        self._seen: dict[str, tuple[float, _LookedAt]] = {}

    def at(self, place: str) -> _LookedAt:
        """What is there now, or was within the last second."""
        now = time.monotonic()
        begun, seen = self._seen.get(place, (-_HOLDS, None))
        if seen is None or now - begun >= _HOLDS:
            self._seen[place] = now, _look(place)
            return self._seen[place][1]
        return seen


class Unchanged:
    """A note and everything that a build of it looks at, as it is when this is made.

    ``workspace`` is that of the note in ``source``. Looked at are its folder and that of its work,
    what it may share with the notes around it, the styles, its outputs and all that is among them;
    what it shares is taken from the ``looks`` of the run.
    """

    def __init__(
        self,
        source: Path,
        workspace: Workspace,
        editions: Sequence[str],
        cache: Cache,
        looks: Looks,
    ) -> None:
        self._workspace = workspace
        self._cache = cache
        outputs = workspace.outputs_of(source)
        places = (os.fsencode(source.absolute()), os.fsencode(outputs.absolute()))
        self._key = key_of("unchanged", _FORM, *places, *editions)
        content = cache.get(self._key)
        self._kept = json.loads(content) if content is not None else None
        elsewhere = self._kept["elsewhere"] if self._kept else self._elsewhere()
        self._looked_at = _LookedAt(program_and_tools())
        for place in (*map(str, _shared_places(source, workspace)), *elsewhere):
            self._looked_at.include(place, looks.at(place))
        for place in map(str, _own_places(source, outputs)):
            self._looked_at.include(place, _look(place))
        self._files_elsewhere = elsewhere

    @property
    def is_known(self) -> bool:
        """Whether there was nothing to do for it as it is."""
        seen = self._looked_at
        return not seen.has_links and self._kept is not None and self._kept["seen"] == seen.digest

    def keep(self) -> None:
        """Keep that there is nothing to do, found by contents that were read after it was made."""
        seen = self._looked_at
        if not seen.is_settled or seen.has_links or self._files_elsewhere != self._elsewhere():
            return
        data = {"elsewhere": self._files_elsewhere, "seen": seen.digest}
        self._cache.put(self._key, json.dumps(data).encode())

    def _elsewhere(self) -> list[str]:
        """The files of the style that are in none of its folders: those that it names."""
        folders = (built_in_styles(), self._workspace.styles, *self._workspace.note_styles)
        files = style_files(self._workspace).values()
        return sorted(str(path) for path in files if not any(map(path.is_relative_to, folders)))


def _shared_places(source: Path, workspace: Workspace) -> Iterator[Path]:
    """Yield the files and folders that builds of other notes look at as well."""
    for place in places_of(source)[1:]:
        yield from (place / name for name in _SHARED)
        yield place / _FIGURES
    yield built_in_styles()
    yield workspace.styles


def _own_places(source: Path, outputs: Path) -> Iterator[Path]:
    """Yield the other files and folders that a build looks at."""
    work = work_of(source)
    yield source if work is None else work.folder
    yield outputs
    yield staging_of(outputs).box


def _look(place: str) -> _LookedAt:
    """Look at a file, or a folder with all that is in it, which need not be there."""
    seen = _LookedAt("")
    seen.add(place)
    return seen


class _LookedAt:
    """A digest of the names and marks of files, and whether any change from now on changes it."""

    def __init__(self, begun: str) -> None:
        self._hash = hashlib.sha256(begun.encode())
        self.is_settled = True
        self.has_links = False

    @property
    def digest(self) -> str:
        """The SHA-256 of all that was looked at."""
        return self._hash.hexdigest()

    def include(self, place: str, seen: _LookedAt) -> None:
        """Count what was seen of a place in."""
        self._add_line(place, seen.digest)
        self.is_settled = self.is_settled and seen.is_settled
        self.has_links = self.has_links or seen.has_links

    def add(self, place: str) -> None:
        """Look at a file, or a folder with all that is in it, which need not be there."""
        if os.path.islink(place):  # noqa: PTH114 - often called
            self.has_links = True
        if os.path.isdir(place):  # noqa: PTH112
            self._add_folder(place)
        else:
            self._add_file(place)

    def _add_folder(self, folder: str) -> None:
        self._add_line(folder, "")
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError:
            self.is_settled = False
            return
        for entry in entries:
            if entry.is_symlink():
                # What it leads to can change without it.
                self.has_links = True
            elif entry.is_dir():
                self._add_folder(entry.path)
            else:
                self._add_file(entry.path)

    def _add_file(self, path: str) -> None:
        try:
            mark, is_settled = look_at(path)
        except OSError:
            self._add_line(path, "cannot be looked at")
            return
        self._add_line(path, repr(mark))
        self.is_settled = self.is_settled and is_settled

    def _add_line(self, path: str, what: str) -> None:
        self._hash.update(f"{path}\0{what}\n".encode("utf-8", "surrogateescape"))
