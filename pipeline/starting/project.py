"""The beginning of a project: one note, its publisher, a place for styles, and what builds them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from pipeline.starting.forms import fill, read_form, values_of
from pipeline.starting.note import (
    SCHEMAS,
    imprint_files,
    known_language,
    note_files,
    schema_files,
)

if TYPE_CHECKING:
    from pipeline.starting.note import NoteStart

FIRST_NOTE: Final = "first-note"
"""Name of the note that a project begins with."""


def project_files(start: NoteStart, version: str) -> dict[str, str]:
    """Return the files of a new project by path; ``version`` is that of notepress it asks for."""
    start = replace(start, slug=FIRST_NOTE)
    publisher = start.publisher or values_of(known_language(start.language))["publisher"]
    note = note_files(start, f"../../../{SCHEMAS}")
    return {
        ".gitignore": read_form("project/gitignore"),
        "Makefile": read_form("project/Makefile"),
        "README.md": fill("project/README.md", {"publisher": publisher}),
        "ci/build.sh": read_form("project/ci.sh"),
        "requirements.txt": fill("project/requirements.txt", {"version": version}),
        "styles/README.md": read_form("style/README.md"),
        **{f"source/{path}": text for path, text in imprint_files(start, f"../{SCHEMAS}").items()},
        **{f"source/notes/{FIRST_NOTE}/{path}": text for path, text in note.items()},
        **schema_files(),
    }
