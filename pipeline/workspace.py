"""The folders of a project: its notes, its styles, its outputs; and what their files end in."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import CannotRunError
from pipeline.works import NOTE, is_language_folder, language_folders, note_name, work_in, work_of

if TYPE_CHECKING:
    from collections.abc import Iterable

_PACKAGE = Path(__file__).parent
OUTPUTS = "build"
"""The default name of the folder of outputs."""
STYLES = "styles"
"""The name of the style folder of a project, and of that of a note."""

WRITTEN_SUFFIXES = (".md", ".yaml")
"""The suffixes of the source files of a note that are written: its text and its facts."""
DATA_SUFFIX = ".csv"
"""The suffix of the source files of tables, and of the data of charts."""
CHART_SUFFIX = ".yaml"
"""The suffix of the files in ``figures`` that say how a chart is drawn."""
BIBLIOGRAPHIES = ("references.bib", "references.json", "references.yaml", "references.ris")
"""The names of the bibliography files of a note, in the order of reading."""
TEXT_SUFFIXES = (*WRITTEN_SUFFIXES, DATA_SUFFIX, ".bib", ".json", ".ris")
"""The suffixes of all source files of a note that are no pictures."""
LOGOS = "logos/"
"""The folder in editions of logos made ready, in place of that of the figures of a note."""
PHOTO_SUFFIXES = (".png", ".jpg", ".jpeg", ".webp", ".avif")
"""The suffixes of the photos that a note may use."""
PICTURE_SUFFIXES = (".svg", *PHOTO_SUFFIXES)
"""The suffixes of the pictures that a note may use."""
TRANSLATED = "translation.json"
"""The name of the file that says what a translation was made from; no output depends on it."""
KEPT = "revisions"
"""The folder in a note with its published revisions: the screen PDF of each, ``<number>.pdf``."""
_KEPT_FILE = re.compile(rf"{KEPT}/([1-9][0-9]*)\.pdf")
IMPRINT = "imprint.yaml"
"""The name of the file about the publisher; it can be up to two folders above the note."""
_PICTURE = re.compile(r"figures/[A-Za-z0-9][A-Za-z0-9._-]*\.(?:svg|png|jpe?g|webp|avif)\b")
STYLE_SUFFIXES = frozenset({".csl", ".css", ".html", ".js", ".opf", ".svg", ".toml", ".xhtml"})
"""The suffixes of style files that are text."""
FONT_SUFFIXES = (".woff2", ".ttf", ".otf")
"""The suffixes of the font files of a style."""
FONT_PACKAGE = "pypi:"
"""What the address of a font in an installed package begins with, in the tokens of a style."""
_PACKAGE_NAME = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?")
_EXAMPLE_FONT = f"{FONT_PACKAGE}fontpkg-lora/Lora[wght].ttf"


@dataclass(frozen=True, slots=True)
class Workspace:
    """The folders of one run.

    ``root`` is the project folder, which has the cache; ``source`` contains ``notes/``; ``styles``
    is the style folder of the project (if it is missing, the built-in style is used unchanged);
    ``out`` is for outputs only; ``note_styles`` are the style folders of the work and of the note
    being built, which may be missing as well.
    """

    root: Path
    source: Path
    styles: Path
    out: Path
    note_styles: tuple[Path, ...] = ()

    @property
    def is_project(self) -> bool:
        """Whether this is a project, and not just a folder in which a note is built."""
        return (self.source / "notes").is_dir()

    def for_note(self, folder: Path) -> Workspace:
        """The same folders, and the style of the note in a folder over that of the project.

        Between the two is the style of its work, if it is a note in several languages.
        """
        work = work_of(folder)
        places = (folder,) if work is None else (work.folder, folder)
        return replace(self, note_styles=tuple(place / STYLES for place in places))

    def outputs_of(self, folder: Path) -> Path:
        """The folder of outputs of the note in a folder: ``<out>/<slug>[/<language>]``."""
        return self.out / note_name(folder)


def kept_revision(path: str) -> int | None:
    """The number of the revision that is kept at a path in a note; None if it is another file."""
    found = _KEPT_FILE.fullmatch(path)
    return int(found[1]) if found else None


def built_in_styles() -> Path:
    """The style folder that comes with notepress: in a wheel, or beside a checkout."""
    inside = _PACKAGE / "styles"
    return inside if inside.is_dir() else _PACKAGE.parent / "styles"


def style_folders(workspace: Workspace) -> tuple[Path, ...]:
    """The style folders in use: the built-in one, that of the project, of the work, of the note.

    Each once, and only those that exist; a later one overrides those before it.
    """
    found = {built_in_styles().resolve(): built_in_styles()}
    for own in (workspace.styles, *workspace.note_styles):
        if own.is_dir():
            found.setdefault(own.resolve(), own)
    return tuple(found.values())


def find_workspace(start: Path, out: Path | None = None) -> Workspace:
    """The workspace of a folder: the nearest folder above it with ``source/notes``.

    Without one, the folder itself is the root, so that a single note can be built anywhere.
    """
    start = start.resolve()
    root = next(
        (folder for folder in (start, *start.parents) if (folder / "source" / "notes").is_dir()),
        start,
    )
    return Workspace(root, root / "source", root / STYLES, out or root / OUTPUTS)


def places_of(folder: Path) -> tuple[Path, ...]:
    """The folders in which what a note can share is looked for, the nearest first.

    They are its own, that of its work if it is in several languages, and two more above.
    """
    folder = folder.absolute()
    # A new language is in a work before it is a note.
    is_in_work = is_language_folder(folder.name) and work_in(folder.parent) is not None
    return (folder, *folder.parents[: 3 if is_in_work else 2])


def shared_files(folder: Path, names: Iterable[str]) -> dict[str, Path]:
    """The files of these names that a note has, by name: its own, or those of its work."""
    work = work_of(folder)
    places = (folder,) if work is None else (folder, work.folder)
    found: dict[str, Path] = {}
    for name in names:
        for place in places:
            if os.path.lexists(place / name):
                found.setdefault(name, place / name)
    return found


def bibliography_files(folder: Path) -> dict[str, Path]:
    """The bibliography files of the note in a folder, by name: in it, or in a folder above.

    The nearest file of each name counts, up to two folders above the note or its work and inside
    the source of a project, so that nothing of the user's but notes is taken for a source.
    """
    own, *above = places_of(folder)
    source, work = find_workspace(own).source, work_of(own)
    inside = (one for one in above if one.resolve().is_relative_to(source))
    around = inside if work is None else (work.folder, *inside)
    found: dict[str, Path] = {}
    for place in (own, *around):
        for name in BIBLIOGRAPHIES:
            if (place / name).is_file() or (place / name).is_symlink():
                found.setdefault(name, place / name)
    return found


def imprint_file(folder: Path) -> Path | None:
    """The imprint of the note in a folder: its own, or the nearest above; None without one."""
    places = (one / IMPRINT for one in places_of(folder))
    return next((one for one in places if one.is_file() or one.is_symlink()), None)


def imprint_pictures(folder: Path) -> dict[str, Path]:
    """The pictures that an imprint above the note in a folder names, by their path beside it.

    One that is beside the note, or its work, is in its figures, as every other picture.
    """
    imprint, work = imprint_file(folder), work_of(folder)
    own = {folder.absolute()} if work is None else {folder.absolute(), work.folder}
    if imprint is None or imprint.parent in own:
        return {}
    try:
        text = imprint.read_text("utf-8", errors="replace")
    except OSError:
        return {}  # That is reported when the imprint itself is read.
    named = {name: imprint.parent / name for name in pictures_named_in(text)}
    return {name: path for name, path in named.items() if path.is_file() or path.is_symlink()}


def pictures_named_in(text: str) -> tuple[str, ...]:
    """The paths of pictures that a YAML file names, each once."""
    return tuple(dict.fromkeys(one for one in _PICTURE.findall(text)))


def find_notes(workspace: Workspace, names: tuple[str, ...] = ()) -> tuple[Path, ...]:
    """The folders of notes, given as paths or names under ``source/notes``; all by default.

    The name of a work stands for its notes in all languages, and ``<slug>/<language>`` for one.
    Raises CannotRunError for a name that is not a note, and if there is no note at all.
    """
    if names:
        found = [folder for name in names for folder in _find_note(workspace, name)]
        return tuple(dict.fromkeys(found))
    found = list(notes_in_source(workspace))
    if found:
        return tuple(found)
    if alone := _notes_in(workspace.root):
        return alone
    raise CannotRunError(
        f"there are no notes in {workspace.source / 'notes'}",
        hint="name a folder with a note.yaml in it, or create a note with: notepress init",
    )


def notes_in_source(workspace: Workspace) -> tuple[Path, ...]:
    """The folders of notes under ``source/notes``, sorted by name; of a work the original first."""
    notes = workspace.source / "notes"
    names = sorted(os.listdir(notes)) if notes.is_dir() else []  # noqa: PTH208 - sorted as text
    return tuple(note for name in names for note in _notes_in(notes / name))


def _notes_in(folder: Path) -> tuple[Path, ...]:
    """The folder of a note, or those of a work; empty if it is neither."""
    return (folder,) if (folder / NOTE).is_file() else language_folders(folder)


def _find_note(workspace: Workspace, name: str) -> tuple[Path, ...]:
    for folder in (Path(name), workspace.source / "notes" / name):
        if found := _notes_in(folder.resolve()):
            return found
    raise CannotRunError(
        f"{name} is not a note", hint="a note is a folder with a note.yaml and text/ in it"
    )


def package_font(address: str) -> Path:
    """The font file that an address names in an installed package: ``pypi:NAME/FILE``.

    Nothing of the package is run. Raises FileNotFoundError, whose message is a hint.
    """
    # Few styles name one, and importing it takes longer than all else in this module.
    from importlib import metadata

    name, _, inside = address.removeprefix(FONT_PACKAGE).partition("/")
    if _PACKAGE_NAME.fullmatch(name) is None:
        raise FileNotFoundError(f"write the name of a package and a file in it: {_EXAMPLE_FONT}")
    try:
        package = metadata.distribution(name)
    except (metadata.PackageNotFoundError, ValueError) as error:
        raise FileNotFoundError(f"pip install {name}") from error
    fonts = [one for one in package.files or () if one.suffix in FONT_SUFFIXES]
    for one in fonts:
        if inside in {one.name, one.as_posix()}:
            return Path(str(package.locate_file(one)))
    named = ", ".join(one.name for one in fonts[:12]) or "it has none"
    raise FileNotFoundError(f"fonts of {name}: {named}")
