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
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pipeline.cache import key_of
from pipeline.production.digests import KnownDigests, look_at_all
from pipeline.production.explaining import Explanation
from pipeline.production.manifest import FILE_NAME
from pipeline.production.program import program_and_tools
from pipeline.production.publish.kept_work import open_cache
from pipeline.production.publish.release import staging_of
from pipeline.production.report import NoteReport, report_of, report_on_standing
from pipeline.production.standing import standing_of
from pipeline.production.style_inputs import style_files
from pipeline.works import is_language_folder, work_of
from pipeline.workspace import BIBLIOGRAPHIES, IMPRINT, built_in_styles, places_of

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.workspace import Workspace

_FORM: Final = "3"
_HOLDS: Final = 1.0
"""Seconds for which what was seen of shared places is taken for what is there."""
_SHARED: Final = (IMPRINT, *BIBLIOGRAPHIES)
_FIGURES: Final = "figures"


def existing_report(
    source: Path,
    workspace: Workspace,
    editions: Sequence[str] = (),
    *,
    check_contents: bool = False,
    looks: Looks | None = None,
) -> NoteReport | None:
    """The report on the note in a folder if there is nothing to do for it; None otherwise.

    Contents are read unless all files have the size and the times that they had when there was
    nothing to do; with ``check_contents`` they are read in any case. Nothing but that is kept, and
    nothing slow imported. ``looks`` are those of a run over many notes. Raises CannotRunError as
    `pipeline.production.standing.standing_of`.
    """
    workspace = workspace.for_note(source)
    if not (workspace.outputs_of(source) / FILE_NAME).exists():
        return _report_by_contents(source, workspace, editions)
    unchanged = Unchanged(source, workspace, editions, looks or Looks(workspace))
    if not check_contents and (known := unchanged.known_report()) is not None:
        return known
    seen = unchanged.look()
    report = _report_by_contents(source, workspace, editions)
    if report is not None and not report.left_out:
        unchanged.keep(seen, report)
    return report


def _report_by_contents(
    source: Path, workspace: Workspace, editions: Sequence[str]
) -> NoteReport | None:
    state = standing_of(source, workspace, editions, KnownDigests().of)
    return report_of(report_on_standing(state, 0.0)) if state.is_done else None


class Looks:
    """What was seen a moment ago of the places that many notes share: styles, files beside them.

    A run over a thousand notes looks at each of them a few times, and not a thousand times.
    That there is nothing to do is kept in the cache of their ``workspace``.
    """

    def __init__(self, workspace: Workspace) -> None:
        self.cache = open_cache(workspace.root)
        self.program = program_and_tools()
        self._styles = workspace.styles
        self._places: dict[Path, tuple[str, ...]] = {}
        self._seen: dict[tuple[str, ...], tuple[float, _LookedAt]] = {}

    def at(self, places: tuple[str, ...]) -> _LookedAt:
        """What is there now, or was within the last second."""
        now = time.monotonic()
        begun, seen = self._seen.get(places, (-_HOLDS, None))
        if seen is None or now - begun >= _HOLDS:
            seen = _LookedAt("")
            seen.add(list(_all_in(places)))
            self._seen[places] = now, seen
        return seen

    def places_around(self, source: Path) -> tuple[str, ...]:
        """The files and folders that builds of other notes than that in a folder look at as well.

        Those of a note without other languages are those of each such note beside it.
        """
        may_be_in_work = is_language_folder(source.name)
        found = None if may_be_in_work else self._places.get(source.parent)
        if found is None:
            found = tuple(map(str, _shared_places(source, self._styles)))
            if not may_be_in_work:
                self._places[source.parent] = found
        return found


@dataclass(frozen=True, slots=True)
class Seen:
    """What was there: the files of the style elsewhere, the note's own files and folders."""

    elsewhere: list[str]
    own: list[str]
    looked: _LookedAt


class Unchanged:
    """What is kept of a note for which there was nothing to do, and what is there now.

    ``workspace`` is that of the note in ``source``. Looked at are its folder and that of its work,
    what it may share with the notes around it, the styles, its outputs and all that is among them;
    what it shares is taken from the ``looks`` of the run.
    """

    def __init__(
        self, source: Path, workspace: Workspace, editions: Sequence[str], looks: Looks
    ) -> None:
        self._source, self._workspace, self._looks = source, workspace, looks
        self._outputs = workspace.outputs_of(source)
        places = (os.fsencode(source.absolute()), os.fsencode(self._outputs.absolute()))
        self._key = key_of("unchanged", _FORM, *places, *editions)

    def known_report(self) -> NoteReport | None:
        """The report on the note if there was nothing to do for it as it is; None otherwise."""
        content = self._looks.cache.get(self._key)
        if content is None:
            return None
        kept = json.loads(content)
        # Whatever comes to a folder changes its mark.
        if self._look_at(kept["elsewhere"], kept["own"]).digest != kept["seen"]:
            return None
        parts = tuple(Explanation(name, "up to date") for name in kept["parts"])
        outputs = {path: (edition, size) for path, (edition, size) in kept["outputs"].items()}
        return NoteReport(self._outputs, outputs, parts)

    def look(self) -> Seen:
        """Look at everything as it is now, before contents are read."""
        elsewhere = self._files_elsewhere()
        own = list(_all_in(_own_places(self._source, self._outputs)))
        return Seen(elsewhere, own, self._look_at(elsewhere, own))

    def keep(self, seen: Seen, report: NoteReport) -> None:
        """Keep that there is nothing to do, found by contents that were read since all was seen."""
        looked = seen.looked
        if looked.has_links or not looked.is_settled or seen.elsewhere != self._files_elsewhere():
            return
        data = {
            "elsewhere": seen.elsewhere,
            "own": seen.own,
            "seen": looked.digest,
            "outputs": report.outputs,
            "parts": [part.name for part in report.parts],
        }
        self._looks.cache.put(self._key, json.dumps(data).encode())

    def _look_at(self, elsewhere: Sequence[str], own: Sequence[str]) -> _LookedAt:
        seen = _LookedAt(self._looks.program)
        for shared in (self._looks.places_around(self._source), tuple(elsewhere)):
            seen.include(self._looks.at(shared))
        seen.add(own)
        return seen

    def _files_elsewhere(self) -> list[str]:
        """The files of the style that are in none of its folders: those that it names."""
        folders = (built_in_styles(), self._workspace.styles, *self._workspace.note_styles)
        files = style_files(self._workspace).values()
        return sorted(str(path) for path in files if not any(map(path.is_relative_to, folders)))


def _shared_places(source: Path, styles: Path) -> Iterator[Path]:
    for place in places_of(source)[1:]:
        yield from (place / name for name in _SHARED)
        yield place / _FIGURES
    yield built_in_styles()
    yield styles


def _own_places(source: Path, outputs: Path) -> tuple[str, ...]:
    """The other files and folders that a build looks at."""
    work = work_of(source)
    own = source if work is None else work.folder
    return (str(own), str(outputs), str(staging_of(outputs).box))


def _all_in(places: Iterable[str]) -> Iterator[str]:
    """Yield files and folders, which need not be there, each folder before all that is in it."""
    for place in places:
        yield place
        yield from _all_below(place)


def _all_below(folder: str) -> Iterator[str]:
    """Yield all that is in a folder, but not what links lead to; nothing if it is none."""
    try:
        with os.scandir(folder) as entries:
            found = sorted((entry.path, entry.is_dir(follow_symlinks=False)) for entry in entries)
    except OSError:
        return  # Its own mark says whether it is there, and may be read.
    for path, is_folder in found:
        yield path
        if is_folder:
            yield from _all_below(path)


class _LookedAt:
    """A digest of the marks of files and folders, and whether any change from now on changes it."""

    def __init__(self, begun: str) -> None:
        self._hash = hashlib.sha256(begun.encode())
        self.is_settled = True
        self.has_links = False

    @property
    def digest(self) -> str:
        """The SHA-256 of all that was looked at."""
        return self._hash.hexdigest()

    def include(self, seen: _LookedAt) -> None:
        """Count what was seen of other places in."""
        self._hash.update(seen.digest.encode())
        self.is_settled = self.is_settled and seen.is_settled
        self.has_links = self.has_links or seen.has_links

    def add(self, places: Sequence[str]) -> None:
        """Look at files and folders, which need not be there; what is in them is not looked at."""
        seen = look_at_all(places)
        self._hash.update(repr((places, seen.marks)).encode())
        self.is_settled = self.is_settled and seen.are_settled
        # What a link leads to can change without it.
        self.has_links = self.has_links or seen.have_links
