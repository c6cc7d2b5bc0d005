"""Beginning a translation with `notepress init`, in a folder beside its original."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import CannotRunError
from pipeline.languages import DEFAULT
from pipeline.load import load_note
from pipeline.load.languages import in_usual_case, is_language, language_hint
from pipeline.production.publish.new_files import write_new_files
from pipeline.production.publish.places import refuse_source_folder
from pipeline.starting.translation import TranslationStart, translation_files
from pipeline.works import NOTE, Work, is_language_folder, note_name, work_in
from pipeline.workspace import find_workspace

if TYPE_CHECKING:
    import argparse

    from pipeline.cli.console import Console


def is_translation(folder: Path, language: str | None, translates: str | None) -> bool:
    """Whether what is to be begun is another language of a note that is there."""
    place = folder.absolute()
    is_of_a_note = language is not None and (place / NOTE).is_file()
    if translates is not None or (is_of_a_note and _language_of(place) != language):
        return True
    return is_language_folder(place.name) and _note_around(place) is not None


def begin_translation(arguments: argparse.Namespace, console: Console) -> int:
    """Write the files of a translation, and say what is left to do.

    ``arguments.folder`` is that of the translation, or the note in several languages or its name.
    Raises SourceError for an original that has findings, and CannotRunError.
    """
    folder = _folder_of(arguments.folder, arguments.language)
    language = arguments.language or in_usual_case(folder.name) or folder.name
    if not is_language(language):
        raise CannotRunError(f"{language!r} is not a language tag", hint=language_hint(language))
    original = _original_of(folder, arguments.translates)
    refuse_source_folder(folder, find_workspace(Path.cwd()))
    published = arguments.date or dt.date.today()  # noqa: DTZ011 - the day of the user's own clock
    note = load_note(original)
    own = [path for path in note.files if (original / path).is_file()]
    files = translation_files(TranslationStart(language, note.folder, published), note, own)
    write_new_files(folder, files)
    for path in files:
        console.line(f"{folder / path}")
    console.line(f"next: write over the words of {note_name(original)}, then")
    console.line(f"notepress check {folder}")
    console.data({"folder": str(folder), "files": list(files)})
    return 0


def _original_of(folder: Path, translates: str | None) -> Path:
    """The folder of the note to be translated, beside that of its translation."""
    work = work_in(folder.parent)
    if work is None:
        raise _in_one_language(folder)
    original = work.notes.get(translates or work.original)
    if original is None:
        hint = f"write --translates {' or '.join(work.notes)}"
        raise CannotRunError(f"{work.folder.name} is not in {translates}", hint=hint)
    return original


def _folder_of(given: Path, language: str | None) -> Path:
    """The folder of a translation, given as such, or as the note that is translated."""
    if is_language_folder(given.absolute().name) and _note_around(given.absolute()) is not None:
        return given
    notes = find_workspace(Path.cwd()).source / "notes"
    for place in (given, notes / given):
        if work_in(place) is not None or (place / NOTE).is_file():
            if language is None:
                raise CannotRunError(
                    f"into which language is {given} to be translated?",
                    hint=f"add --language, such as: notepress init {given} --language fr",
                )
            return place / language.lower()
    hint = "write its folder, or its name in source/notes"
    raise CannotRunError(f"there is no note {given} to translate", hint=hint)


def _note_around(folder: Path) -> Work | Path | None:
    """The work or the single note that the folder above is; None if it is neither."""
    above = folder.parent
    return work_in(above) or (above if (above / NOTE).is_file() else None)


def _in_one_language(folder: Path) -> CannotRunError:
    """What to do before a note in one language can have a second one."""
    note = folder.parent
    own = note / (_language_of(note).partition("-")[0].lower() or DEFAULT)
    moved = [str(note / name) for name in (NOTE, "text", "revisions") if (note / name).exists()]
    return CannotRunError(
        f"{note.name} is a note in one language, and its files are still in {note}",
        hint=f"move those of its language, and repeat this: mkdir {own} && "
        f"mv {' '.join(moved)} {own}",
    )


def _language_of(note: Path) -> str:
    """The language in a note.yaml, whatever else is wrong with it; empty if it says none."""
    text = (note / NOTE).read_text("utf-8", "replace")
    told = next((line for line in text.splitlines() if line.startswith("language:")), "")
    return told.partition(":")[2].strip().strip("\"'")
