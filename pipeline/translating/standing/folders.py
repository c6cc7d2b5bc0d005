"""The folders of a work, read as far as translations need them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from pipeline.load.reading.folder import (
    ABBREVIATIONS,
    PICTURE_BYTES,
    TEXT_BYTES,
    Files,
    read_texts,
)
from pipeline.load.report import Report
from pipeline.translating.standing.state import STATE, STATE_BYTES, read_state
from pipeline.translating.units.note_units import units_of
from pipeline.works import NOTE, note_name
from pipeline.workspace import CHART_SUFFIX, DATA_SUFFIX, PICTURE_SUFFIXES

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.findings import Finding
    from pipeline.translating.standing.state import Record
    from pipeline.translating.units.unit import Units

_LIMITS: Final = {NOTE: TEXT_BYTES, ABBREVIATIONS: TEXT_BYTES, STATE: STATE_BYTES}
_FIGURES: Final = "figures"


@dataclass(frozen=True)
class Side:
    """One language of a work, as it is in its folder.

    ``files`` are its own by path: note.yaml, abbreviations, texts, figures and what they are drawn
    from, and the state of its translation.
    """

    folder: Path
    files: dict[str, bytes]

    @property
    def name(self) -> str:
        """The name of the note, such as ``wells/fr``."""
        return note_name(self.folder)

    @property
    def is_empty(self) -> bool:
        """Whether there is no note in the folder yet."""
        return NOTE not in self.files

    @cached_property
    def units(self) -> Units:
        """Its units, whatever else is wrong with them."""
        return units_of(self.files)

    @cached_property
    def state(self) -> tuple[tuple[Record, ...], tuple[Finding, ...]]:
        """What it was translated from, and what is wrong with the file that says so."""
        return read_state(self.files.get(STATE))


def read_side(folder: Path, *, with_pictures: bool = False) -> Side:
    """The language in a folder; a folder that is not there has no files.

    Pictures of its own are needed only to begin another language with them.

    Raises `CannotRunError` for a file that cannot be read.
    """
    files = Files(folder.name)
    if folder.is_dir():
        read_texts(folder.absolute(), files, Report())
    content = dict(files.content)
    for name, limit in _LIMITS.items():
        _take(folder, name, limit, content)
    if not (folder / _FIGURES).is_symlink():
        for path in sorted((folder / _FIGURES).glob("*")):
            is_text = path.suffix in {CHART_SUFFIX, DATA_SUFFIX}
            if is_text or (with_pictures and path.suffix in PICTURE_SUFFIXES):
                limit = TEXT_BYTES if is_text else PICTURE_BYTES
                _take(folder, f"{_FIGURES}/{path.name}", limit, content)
    return Side(folder, content)


def _take(folder: Path, name: str, limit: int, content: dict[str, bytes]) -> None:
    """Read a file that is no link and not too large."""
    place = folder / name
    if place.is_file() and not place.is_symlink() and place.stat().st_size <= limit:
        content[name] = place.read_bytes()
