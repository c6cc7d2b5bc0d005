"""Notes for which there was nothing to do, and whose files are as they were then.

Sizes and times of all files that a build looks at are compared with those of then, and no content
is read. A file that was changed just before it was looked at counts as changed, because a further
change could give it the same times. What is kept can be lost at any time.
"""

from __future__ import annotations

import hashlib
import json
import os
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

_FORM: Final = "1"
_SHARED: Final = (IMPRINT, *BIBLIOGRAPHIES)
_FIGURES: Final = "figures"


class Unchanged:
    """A note and everything that a build of it looks at, as it is when this is made.

    ``workspace`` is that of the note in ``source``. Looked at are its folder and that of its work,
    what it may share with the notes around it, the styles, its outputs and all that is among them.
    """

    def __init__(
        self, source: Path, workspace: Workspace, editions: Sequence[str], cache: Cache
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
        for place in (*map(str, _places(source, workspace, outputs)), *elsewhere):
            self._looked_at.add(place)
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


def _places(source: Path, workspace: Workspace, outputs: Path) -> Iterator[Path]:
    """Yield the files and folders that a build looks at."""
    work = work_of(source)
    yield source if work is None else work.folder
    for place in places_of(source)[1:]:
        yield from (place / name for name in _SHARED)
        yield place / _FIGURES
    yield built_in_styles()
    yield workspace.styles
    yield outputs
    yield staging_of(outputs).box


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
