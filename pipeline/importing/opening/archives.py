"""Archives (.zip) of a manuscript, unpacked within limits."""

from __future__ import annotations

import io
import stat
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

from pipeline.errors import SourceError
from pipeline.findings import Finding, Place
from pipeline.importing.opening.data import PAGES, WORD_FILES
from pipeline.importing.opening.text_document import MARKDOWN
from pipeline.importing.zip_entries import (
    DAMAGED,
    MOST_ENTRIES,
    Trouble,
    find_trouble,
    read_entry,
)
from pipeline.scratch import ScratchFolder

if TYPE_CHECKING:
    from pipeline.importing.opening.data import Manuscript

_ALONE: Final = WORD_FILES | PAGES | {".odt", ".rtf"}
_AGAIN: Final = "pack the folder again"


def read_packed(name: str, content: bytes, read: Callable[[Path], Manuscript]) -> Manuscript:
    """The manuscript in a .zip archive: a folder of Markdown files, or one file of another kind.

    ``read`` reads what was unpacked. Raises `SourceError` (N160) for an archive that is damaged,
    has a password, unpacks without end or names files outside of itself.
    """
    with ScratchFolder() as scratch:
        folder = scratch / "unpacked"
        folder.mkdir()
        _unpack(name, content, folder)
        place = _main(folder)
        found = read(place)
    return replace(found, name=name) if place.suffix.lower() not in _ALONE else found


def _unpack(name: str, content: bytes, folder: Path) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if trouble := find_trouble(archive):
                raise _refusal(name, *_TROUBLES[trouble])
            for entry in (one for one in archive.infolist() if not one.is_dir()):
                path = folder / _inside(name, entry)
                if path.name.startswith("._") or "__MACOSX" in path.parts:
                    continue
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(read_entry(archive, entry))
    except DAMAGED as error:
        raise _refusal(name, "it is damaged, or no archive of this kind", _AGAIN) from error


_TROUBLES: Final[dict[Trouble, tuple[str, str]]] = {
    "large": ("it unpacks to more than 200 MB", "leave out what is no text"),
    "many": (f"it has more than {MOST_ENTRIES:,} files", "leave out what is no text"),
    "protected": ("it is protected with a password", "pack it without a password"),
    "unusual": ("its files are compressed in an unusual way", "pack it as an ordinary .zip"),
}


def _inside(name: str, entry: zipfile.ZipInfo) -> Path:
    """The path of a file below the folder. Raises `SourceError` if it leads out of it."""
    path = PurePosixPath(entry.filename.replace("\\", "/"))
    is_link = stat.S_ISLNK(entry.external_attr >> 16)
    if path.is_absolute() or ".." in path.parts or ":" in entry.filename or is_link:
        raise _refusal(name, f"“{entry.filename}” leads out of it", _AGAIN)
    return Path(path)


def _refusal(name: str, why: str, hint: str) -> SourceError:
    return SourceError([Finding("N160", f"the archive cannot be read: {why}", Place(name), hint)])


def _main(folder: Path) -> Path:
    """What is in an archive: the only file that is no Markdown, else the folder."""
    inside = list(folder.iterdir())
    while len(inside) == 1 and inside[0].is_dir():
        folder = inside[0]
        inside = list(folder.iterdir())
    files = [one for one in folder.rglob("*") if one.is_file()]
    alone = [one for one in files if one.suffix.lower() in _ALONE]
    if len(alone) == 1 and not any(one.suffix.lower() in MARKDOWN for one in files):
        return alone[0]
    return folder
