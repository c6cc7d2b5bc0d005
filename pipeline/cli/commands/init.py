"""`notepress init`: create a note, or a whole project with one."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.cli.beginning_translation import begin_translation, is_translation
from pipeline.errors import CannotRunError
from pipeline.languages import NEW_NOTE
from pipeline.load.ids import is_note_name, slug
from pipeline.production.publish.new_files import write_new_files
from pipeline.production.publish.places import refuse_project_folder, refuse_source_folder
from pipeline.starting.note import (
    SCHEMAS,
    NoteStart,
    imprint_files,
    known_language,
    note_files,
    schema_files,
)
from pipeline.starting.project import BUILD_SCRIPT, project_files
from pipeline.starting.wheel import pack_wheel
from pipeline.workspace import IMPRINT, built_in_styles, find_workspace

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping

    from pipeline.cli.console import Console


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Write the first files; on a terminal, ask for values without a flag."""
    folder: Path = arguments.folder
    if not arguments.project and is_translation(folder, arguments.language, arguments.translates):
        return begin_translation(arguments, console)
    name = folder.resolve().name
    if not arguments.project and not is_note_name(name):
        raise CannotRunError(
            f"a note cannot be named {name!r}: its outputs have the name of its folder",
            hint=f"use lower-case letters, digits and hyphens: {slug(name) or 'note'}",
        )
    refuse = refuse_project_folder if arguments.project else refuse_source_folder
    refuse(folder, find_workspace(Path.cwd()))
    start = _start_of(arguments, name, console)
    files: Mapping[str, str | bytes]
    if arguments.project:
        files = project_files(start, pack_wheel(built_in_styles()))
    else:
        files = _note(folder, start)
    write_new_files(folder, files, executable=(BUILD_SCRIPT,))
    for path in files:
        console.line(f"{folder / path}")
    console.line(f"next: {_next(folder, project=arguments.project)}")
    console.data({"folder": str(folder), "files": list(files)})
    return 0


def _next(folder: Path, *, project: bool) -> str:
    if folder == Path():
        return "notepress build"
    return f"cd {folder} && notepress build" if project else f"notepress build {folder}"


def _start_of(arguments: argparse.Namespace, name: str, console: Console) -> NoteStart:
    language = arguments.language or console.ask("language of the note", NEW_NOTE)
    first = known_language(language).first_note
    return NoteStart(
        slug=name,
        language=language,
        date=arguments.date or dt.date.today(),  # noqa: DTZ011 - the day of the user's own clock
        title=arguments.title or console.ask("title of the note", first.title),
        publisher=arguments.publisher or console.ask("publisher", first.publisher),
    )


def _note(folder: Path, start: NoteStart) -> dict[str, str]:
    """The files of a note, except those that already exist above it."""
    above = folder.resolve().parents
    schemas = next((one / SCHEMAS for one in above[:3] if (one / SCHEMAS).is_dir()), None)
    at = SCHEMAS if schemas is None else Path(os.path.relpath(schemas, folder.resolve())).as_posix()
    files = note_files(start, at)
    if not any((one / IMPRINT).is_file() for one in above[:2]):
        files |= imprint_files(start, at)
    return files if schemas else files | schema_files()
