"""Works: notes in several languages, each in a folder of its own with what they share beside it.

Everything here looks at names, and at single lines of ``note.yaml``: what is wrong in a work is
found when its notes are loaded.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final

NOTE: Final = "note.yaml"
"""The name of the file that makes a folder a note."""
_SOURCE: Final = ("source", "notes")
TAG: Final = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*")
"""A language tag of BCP 47 in small letters, the name of the folder of a note in a work."""
_KEY: Final = re.compile(r"""["']?([a-z_]+)["']?[ ]*:[ ]*(.*)""")
_FROM: Final = "translated_from"
_TOLD: Final = (
    *("title", "subtitle", "language", "revision", "revisions", "identifiers", "web_address"),
    _FROM,
)
_BYTES: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Work:
    """One note in several languages.

    ``folder`` has the files that they share, ``notes`` are their folders by language, the name of
    each folder; ``original`` is the language that the others were translated from, the first of
    those that are no translation; ``others`` are folders beside them that hold a note and
    have no name of a language, or are links.
    """

    folder: Path
    original: str
    notes: Mapping[str, Path]
    others: tuple[str, ...] = ()


def is_language_folder(name: str) -> bool:
    """Whether a folder can be that of a language: a tag of BCP 47 in small letters."""
    return TAG.fullmatch(name) is not None


def work_in(folder: Path) -> Work | None:
    """The work in a folder; None if it is none.

    A folder in ``source/notes`` is one if it has no ``note.yaml`` and one in a folder of a
    language. Elsewhere it takes two of these, each with a note in the language it is named for, so
    that no folder of single notes is taken for a work.
    """
    folder = folder.absolute()
    if _is_notes(folder) or (folder / NOTE).is_file() or not folder.is_dir():
        return None
    found = [one.parent for one in sorted(folder.glob(f"*/{NOTE}")) if one.parent.name[0] != "."]
    named = [one for one in found if is_language_folder(one.name) and not one.is_symlink()]
    if not _is_notes(folder.parent):
        named = [one for one in named if _is_in_language(one)]
        if len(named) < 2:
            return None
    if not named:
        return None
    originals = [one.name for one in named if not translated_from(one)]
    original = (originals or [one.name for one in named])[0]
    named.sort(key=lambda one: (one.name != original, one.name))
    others = tuple(one.name for one in found if one not in named)
    return Work(folder, original, MappingProxyType({one.name: one for one in named}), others)


def work_of(note: Path) -> Work | None:
    """The work that the note in a folder belongs to; None for a note in one language."""
    note = note.absolute()
    if not is_language_folder(note.name):
        return None
    work = work_in(note.parent)
    return work if work is not None and note.name in work.notes else None


def language_folders(folder: Path) -> tuple[Path, ...]:
    """The folders of the notes of the work in a folder, the original first; empty if it is none."""
    work = work_in(folder)
    return () if work is None else tuple(work.notes.values())


def languages_inside(note: Path) -> tuple[str, ...]:
    """The folders of languages inside that of a note, which is therefore no work."""
    found = (one.parent for one in sorted(note.glob(f"*/{NOTE}")))
    return tuple(one.name for one in found if is_language_folder(one.name) and _is_in_language(one))


def note_name(note: Path) -> str:
    """The name by which people call the note in a folder: ``<slug>``, or ``<slug>/<language>``."""
    note = note.absolute()
    work = work_of(note)
    return note.name if work is None else f"{work.folder.name}/{note.name}"


def translated_from(note: Path) -> str:
    """The folder that the note in a folder says it was translated from; empty for an original."""
    return _value_of(note, _FROM)


def told_digests(note: Path) -> Mapping[str, str]:
    """A digest of what each sister of the note in a folder says of itself, by language.

    It covers title, language, revision, address and identifiers, and is the same for any change
    elsewhere in ``note.yaml``.
    """
    work = work_of(note)
    return {
        name: hashlib.sha256(_told(folder).encode()).hexdigest()
        for name, folder in sorted(work.notes.items() if work is not None else ())
        if folder != note.absolute()
    }


def _told(note: Path) -> str:
    blocks = _blocks(note)
    return "".join(blocks.get(name, "") for name in _TOLD) or "".join(blocks.values())


def _is_notes(folder: Path) -> bool:
    return folder.parts[-2:] == _SOURCE


def _is_in_language(note: Path) -> bool:
    tag = _value_of(note, "language").partition("-")[0].lower()
    return bool(tag) and tag == note.name.partition("-")[0]


def _value_of(note: Path, key: str) -> str:
    """The plain value of a key of ``note.yaml``; empty without one."""
    found = _KEY.match(_blocks(note).get(key, ""))
    return found[2].partition(" #")[0].strip().strip("\"'") if found else ""


def _blocks(note: Path) -> dict[str, str]:
    """The lines of each key of ``note.yaml``, without comments, by key."""
    if not (note / NOTE).is_file():
        return {}  # To open a pipe or a terminal could last for ever.
    try:
        with (note / NOTE).open("rb") as file:
            text = file.read(_BYTES).decode("utf-8", "replace")
    except OSError:
        return {}  # That is reported when the note is loaded.
    blocks: defaultdict[str, list[str]] = defaultdict(list)
    key = ""
    for line in text.removeprefix("\ufeff").splitlines():
        if (found := _KEY.match(line)) is not None:
            key = found[1]
        if line.strip() and not line.lstrip().startswith("#"):
            blocks[key].append(f"{line.rstrip()}\n")
    return {name: "".join(lines) for name, lines in blocks.items()}
