"""Read the files of a note, within size limits."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pipeline.errors import CannotRunError
from pipeline.findings import Place
from pipeline.load.ids import is_note_name, slug
from pipeline.load.reading.part_files import check_parts, duplicate_finding, hint_for_name
from pipeline.part_kinds import place_of_file
from pipeline.works import NOTE, Work, languages_inside, note_name, work_of
from pipeline.workspace import (
    CHART_SUFFIX,
    DATA_SUFFIX,
    IMPRINT,
    KEPT,
    PICTURE_SUFFIXES,
    STYLES,
    bibliography_files,
    imprint_file,
    imprint_pictures,
    kept_revision,
    shared_files,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.load.report import Report
    from pipeline.part_kinds import PartPlace

ABBREVIATIONS: Final = "abbreviations.yaml"
"""Name of the file of abbreviations."""
TEXT_BYTES: Final = 1_000_000
"""Size that a text, YAML or CSV file may have, in bytes."""
BIBLIOGRAPHY_BYTES: Final = 5_000_000
"""Size that a bibliography file may have, in bytes."""
PICTURE_BYTES: Final = 20_000_000
"""Size that a picture may have, in bytes."""
KEPT_BYTES: Final = 100_000_000
"""Size that the PDF of a kept revision may have, in bytes."""

_MEGABYTE: Final = 1_000_000
_TOO_LARGE: Final = {
    TEXT_BYTES: "N154",
    BIBLIOGRAPHY_BYTES: "N154",
    PICTURE_BYTES: "N158",
    KEPT_BYTES: "N244",
}
_KINDS: Final = {
    **dict.fromkeys(PICTURE_SUFFIXES, PICTURE_BYTES),
    **dict.fromkeys((DATA_SUFFIX, CHART_SUFFIX), TEXT_BYTES),
}


@dataclass(slots=True)
class Files:
    """Every source file of a note, by its path in the folder.

    ``texts`` are the paths of the text files in the order of reading, ``oversized`` are pictures
    and data that were not read, because they are too large; ``hides_pictures`` is true where
    ``figures`` is a link, and which pictures there are is not known. ``shared`` are the files
    in a folder above the note, which serve other notes as well; ``work`` is the work that the note
    is in, if it is one in several languages; ``is_alone`` is true of one that is in a folder by
    itself.
    """

    slug: str
    content: dict[str, bytes] = field(default_factory=dict)
    texts: list[str] = field(default_factory=list)
    oversized: set[str] = field(default_factory=set)
    hides_pictures: bool = False
    shared: set[str] = field(default_factory=set)
    work: Work | None = None
    is_alone: bool = False

    def data(self) -> dict[str, bytes]:
        """The CSV files of tables and charts, and the files of charts, by path."""
        return {
            name: data
            for name, data in self.content.items()
            if name.startswith("figures/") and name.endswith((DATA_SUFFIX, CHART_SUFFIX))
        }


def read_folder(folder: Path, report: Report) -> Files:
    """The files of a note's folder.

    Raises `CannotRunError` if there is no such folder or a file in it cannot be read.
    """
    if not folder.is_dir():
        raise CannotRunError(
            f"there is no folder {folder}", "name the folder that contains note.yaml"
        )
    folder = folder.absolute()
    work = work_of(folder)
    own = os.path.normpath(folder).rpartition("/")[2] if work is None else work.folder.name
    files = Files(note_name(Path(os.path.normpath(folder))).replace("/", "-"), work=work)
    files.is_alone = work is None
    if not is_note_name(own):
        message = f"the folder name {own!r} cannot be used for the outputs"
        hint = f"rename it with lower-case letters, digits and hyphens: {slug(own) or 'note'}"
        report.add("N220", message, Place(NOTE), hint)
    if inside := languages_inside(folder):
        message = (
            f"{' and '.join(inside)} in the note {'is' if len(inside) == 1 else 'are'} not read"
        )
        hint = f"move {NOTE}, text and revisions of the note into a folder of its language beside"
        report.add("N395", message, Place(NOTE), hint)
    _read_wanted(folder / NOTE, NOTE, files, report)
    for name, path in shared_files(folder, ("people.yaml", ABBREVIATIONS)).items():
        _read_wanted(path, name, files, report)
        _mark_shared(path, folder, name, files)
    _read_imprint(folder, files, report)
    read_bibliographies(folder, files, report)
    read_texts(folder, files, report)
    for place in (folder,) if work is None else (folder, work.folder):
        _read_figures(place, files, report)
    _read_imprint_pictures(folder, files, report)
    _read_kept(folder, files, report)
    for place in (folder,) if work is None else (folder, work.folder):
        _check_style(place, report)
    return files


def read_facts(folder: Path, report: Report) -> Files:
    """The `note.yaml` alone of a note's folder. Raises `CannotRunError` if it cannot be read."""
    files = Files(folder.name)
    _read_wanted(folder / NOTE, NOTE, files, report)
    return files


def _mark_shared(path: Path, folder: Path, name: str, files: Files) -> None:
    if path.parent != folder:
        files.shared.add(name)


def _read_wanted(path: Path, name: str, files: Files, report: Report) -> None:
    if path.is_file() or path.is_symlink():
        _read(path, name, TEXT_BYTES, files, report)
    else:
        report.add("N201", f"{name} is missing", Place(name), _MISSING[name])


_MISSING: Final = {
    "note.yaml": "note.yaml describes the note: title, date, language and more",
    ABBREVIATIONS: "abbreviations.yaml lists short forms with their long forms and is a file",
    "people.yaml": "people.yaml lists participants and observers and is a file",
}


def imprint_above(folder: Path) -> Path | None:
    """The `imprint.yaml` that a note in a folder shares with others; None without one."""
    found = imprint_file(folder)
    return None if found is None or found.parent == folder.absolute() else found


def _read_imprint(folder: Path, files: Files, report: Report) -> None:
    if (path := imprint_file(folder)) is not None:
        _read(path, IMPRINT, TEXT_BYTES, files, report)


def read_bibliographies(folder: Path, files: Files, report: Report) -> None:
    """Add the bibliographies of the note in a folder to files."""
    for name, path in bibliography_files(folder).items():
        _read(path, name, BIBLIOGRAPHY_BYTES, files, report)
        _mark_shared(path, folder, name, files)


def read_texts(folder: Path, files: Files, report: Report) -> None:
    """Add the text files in a folder to files, whatever is wrong with them.

    Nothing is read, and nothing missed, in a folder that is a link to another.
    """
    if _is_link(folder / "text", "text", report):
        return
    placed: dict[PartPlace, str] = {}
    for path in _entries(folder / "text"):
        name = f"text/{path.name}"
        place = place_of_file(path.name)
        if place is None:
            message = f"{path.name} is not a valid name for a text file"
            report.add("N151", message, Place(name), hint_for_name(path.name))
        elif place in placed:
            report.add("N151", *duplicate_finding(place, placed[place], name))
        else:
            placed[place] = name
            _read(path, name, TEXT_BYTES, files, report)
    files.texts.extend(placed[place] for place in sorted(placed))
    check_parts(placed, report)


def _read_figures(folder: Path, files: Files, report: Report) -> None:
    if _is_link(folder / "figures", "figures", report):
        files.hides_pictures = True
        return
    for path in _entries(folder / "figures"):
        name = f"figures/{path.name}"
        is_picture = path.suffix in _KINDS and (path.is_file() or path.is_symlink())
        # What a note has of its own was read before what it shares.
        is_new = name not in files.content and name not in files.oversized
        if is_picture and is_new and not _read(path, name, _KINDS[path.suffix], files, report):
            files.oversized.add(name)


def _read_imprint_pictures(folder: Path, files: Files, report: Report) -> None:
    """Read what an imprint above the note names, beside which it lies."""
    for name, path in imprint_pictures(folder).items():
        if _is_link(path.parent, f"{path.parent.name}", report):
            return
        own = files.content.pop(name, None)
        _read(path, name, PICTURE_BYTES, files, report)
        if own is not None and own != files.content.get(name):
            message = f"{name} is another picture in the note than beside {IMPRINT}"
            hint = "give one of the two another name: the imprint and the note share their figures"
            report.add("N236", message, Place(name), hint)


def _read_kept(folder: Path, files: Files, report: Report) -> None:
    if _is_link(folder / KEPT, KEPT, report):
        return
    if (folder / KEPT).is_file():
        hint = f"name it otherwise: {KEPT} is the folder of published PDFs"
        report.add("N244", f"{KEPT} is not a folder", Place(KEPT), hint)
    for path in _entries(folder / KEPT):
        name = f"{KEPT}/{path.name}"
        if kept_revision(name) is None:
            message = f"{path.name} is not the name of a kept revision"
            hint = f"name a published PDF for its revision, as in {KEPT}/1.pdf; move others away"
            report.add("N244", message, Place(name), hint)
        else:
            _read(path, name, KEPT_BYTES, files, report)


def _check_style(folder: Path, report: Report) -> None:
    """Report links in the style of a note; it is read elsewhere, and belongs to its folder."""
    if _is_link(folder / STYLES, STYLES, report):
        return
    for path in sorted((folder / STYLES).rglob("*")):
        if path.is_symlink():
            name = path.relative_to(folder).as_posix()
            report.add("N157", f"{name} is a link to another file", Place(name), _NO_LINKS)


def _is_link(folder: Path, name: str, report: Report) -> bool:
    """Whether a folder is a link, and report it."""
    if folder.is_symlink():
        report.add("N157", f"{name} is a link to another folder", Place(name), _NO_FOLDER_LINKS)
        return True
    return False


def _entries(folder: Path) -> Iterator[Path]:
    """Yield the entries of a folder by name, without hidden files and editors' backup files."""
    if folder.is_dir():
        for path in sorted(folder.iterdir()):
            if not path.name.startswith(".") and not path.name.endswith("~"):
                yield path


_NO_FOLDER_LINKS: Final = "put the folder itself here: the folder of a note is self-contained"
_NO_LINKS: Final = "put the file itself here: the folder of a note is self-contained"


def _read(path: Path, name: str, limit: int, files: Files, report: Report) -> bool:
    """Read one file into ``files`` and say whether that could be done."""
    if path.is_symlink():
        report.add("N157", f"{name} is a link to another file", Place(name), _NO_LINKS)
        return False
    if not path.is_file():
        report.add("N151", f"{name} is not a file", Place(name), "put a file there")
        return False
    try:
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except OSError as error:
        raise CannotRunError(f"{name} cannot be read: {error.strerror}") from error
    if len(data) > limit:
        message = f"{name} is too large: more than {limit // _MEGABYTE} MB"
        report.add(_TOO_LARGE[limit], message, Place(name), "make it smaller")
        return False
    files.content[name] = data
    return True
