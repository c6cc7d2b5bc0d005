"""Where things are: the notes of a project, its styles, its outputs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import CannotRunError

_PACKAGE = Path(__file__).parent
OUTPUTS = "build"
"""Name of the folder of outputs, where no other is given."""
STYLES = "styles"
"""Name of the style folder of a project, or of a note that is built alone."""

STYLE_SUFFIXES = frozenset({".css", ".html", ".js", ".opf", ".svg", ".toml", ".xhtml"})
"""Endings of the files that a style is made of."""


@dataclass(frozen=True, slots=True)
class Workspace:
    """The folders of one run.

    ``root`` is the project's folder, in which work is kept between builds; ``source`` holds
    ``notes/``, ``styles`` is the style folder of the project (it may be missing, then the built-in
    style is used as it is), ``out`` is where the outputs go, and nothing else.
    """

    root: Path
    source: Path
    styles: Path
    out: Path

    @property
    def is_project(self) -> bool:
        """Whether there is a project, and not just a folder in which a note is built."""
        return (self.source / "notes").is_dir()


def built_in_styles() -> Path:
    """Return the style folder that comes with notepress: in a wheel, or beside a checkout."""
    inside = _PACKAGE / "styles"
    return inside if inside.is_dir() else _PACKAGE.parent / "styles"


def style_folders(workspace: Workspace) -> tuple[Path, ...]:
    """Return the style folders in force: the built-in one, then the project's own if it differs."""
    built_in = built_in_styles()
    own = workspace.styles
    if own.is_dir() and own.resolve() != built_in.resolve():
        return (built_in, own)
    return (built_in,)


def find_workspace(start: Path, out: Path | None = None) -> Workspace:
    """Return the workspace around a folder: the nearest folder above it with ``source/notes``.

    Without one the start itself is the root, so that a single note can be built anywhere.
    """
    start = start.resolve()
    root = next(
        (folder for folder in (start, *start.parents) if (folder / "source" / "notes").is_dir()),
        start,
    )
    return Workspace(root, root / "source", root / STYLES, out or root / OUTPUTS)


def find_notes(workspace: Workspace, names: tuple[str, ...] = ()) -> tuple[Path, ...]:
    """Return the folders of the notes named: paths, or names under ``source/notes``; else all.

    Raises CannotRunError for a name that is no note, and where there is no note at all.
    """
    if names:
        return tuple(_find_note(workspace, name) for name in names)
    found = notes_in_source(workspace)
    if not found and (workspace.root / "note.yaml").is_file():
        return (workspace.root,)
    if not found:
        raise CannotRunError(
            f"no note in {workspace.source / 'notes'}",
            hint="name a folder that holds a note.yaml, or start one with: notepress init",
        )
    return found


def notes_in_source(workspace: Workspace) -> tuple[Path, ...]:
    """Return the folders under ``source/notes`` that hold a note, by name."""
    notes = workspace.source / "notes"
    return tuple(sorted(path.parent for path in notes.glob("*/note.yaml")))


def _find_note(workspace: Workspace, name: str) -> Path:
    for folder in (Path(name), workspace.source / "notes" / name):
        if (folder / "note.yaml").is_file():
            return folder.resolve()
    raise CannotRunError(
        f"{name} is no note", hint="a note is a folder that holds a note.yaml and text/"
    )
