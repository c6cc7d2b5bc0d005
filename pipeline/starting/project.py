"""A new project: one note, its publisher, a folder for styles, and what builds them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from pipeline.starting.forms import fill, read_form
from pipeline.starting.note import (
    SCHEMAS,
    imprint_files,
    known_language,
    note_files,
    schema_files,
)

if TYPE_CHECKING:
    from pipeline.starting.note import NoteStart
    from pipeline.starting.wheel import Wheel

FIRST_NOTE: Final = "first-note"
"""Name of the note that a project begins with."""

BUILD_SCRIPT: Final = "ci/build.sh"
"""The CI script: the only executable file of a project."""

_PACKAGES: Final = (
    "ca-certificates git libharfbuzz-subset0 libpango-1.0-0 libpangoft2-1.0-0 make python3-venv"
    " scribus-data"
)


def project_files(start: NoteStart, wheel: Wheel) -> dict[str, str | bytes]:
    """The files of a new project by path; it installs notepress from the ``wheel``."""
    start = replace(start, slug=FIRST_NOTE)
    publisher = start.publisher or known_language(start.language).first_note.publisher
    note = note_files(start, f"../../../{SCHEMAS}")
    values = {"publisher": publisher, "packages": _PACKAGES, "wheel": f"vendor/{wheel.file}"}
    return {
        ".github/workflows/notes.yml": fill("project/github.yml", values),
        ".gitignore": read_form("project/gitignore"),
        ".gitlab-ci.yml": fill("project/gitlab.yml", values),
        "Makefile": read_form("project/Makefile"),
        "README.md": fill("project/README.md", values),
        BUILD_SCRIPT: read_form("project/ci.sh"),
        "requirements.txt": fill("project/requirements.txt", values),
        "styles/README.md": read_form("style/README.md"),
        **{f"source/{path}": text for path, text in imprint_files(start, f"../{SCHEMAS}").items()},
        **{f"source/notes/{FIRST_NOTE}/{path}": text for path, text in note.items()},
        f"vendor/{wheel.file}": wheel.content,
        **schema_files(),
    }
