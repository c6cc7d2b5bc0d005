"""The folders of a work, read as far as translations need them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from pipeline.load.reading.folder import TEXT_BYTES, Files, read_texts
from pipeline.load.report import Report
from pipeline.translating.standing.state import STATE, STATE_BYTES, read_state
from pipeline.translating.units.note_units import units_of
from pipeline.works import NOTE, note_name

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.findings import Finding
    from pipeline.translating.standing.state import Record
    from pipeline.translating.units.unit import Units

_LIMITS: Final = {NOTE: TEXT_BYTES, STATE: STATE_BYTES}


@dataclass(frozen=True)
class Side:
    """One language of a work, as it is in its folder.

    ``files`` are its own note.yaml, its texts and the state of its translation, by path.
    """

    folder: Path
    files: dict[str, bytes]

    @property
    def name(self) -> str:
        """The name of the note, such as ``wells/fr``."""
        return note_name(self.folder)

    @cached_property
    def units(self) -> Units:
        """Its units, whatever else is wrong with them."""
        return units_of(self.files)

    @cached_property
    def state(self) -> tuple[tuple[Record, ...], tuple[Finding, ...]]:
        """What it was translated from, and what is wrong with the file that says so."""
        return read_state(self.files.get(STATE))


def read_side(folder: Path) -> Side:
    """The language in a folder; a folder that is not there has no files.

    Raises `CannotRunError` for a file that cannot be read.
    """
    files = Files(folder.name)
    if folder.is_dir():
        read_texts(folder.absolute(), files, Report())
    content = dict(files.content)
    for name, limit in _LIMITS.items():
        place = folder / name
        if place.is_file() and not place.is_symlink() and place.stat().st_size <= limit:
            content[name] = place.read_bytes()
    return Side(folder, content)
