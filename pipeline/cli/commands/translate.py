"""`notepress translate`: give a note to translators, take their work back, say how far it is."""

from __future__ import annotations

import os
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pipeline.cli.places import located
from pipeline.errors import CannotRunError, SourceError
from pipeline.works import (
    NOTE,
    Work,
    is_language_folder,
    note_name,
    translated_from,
    work_in,
    work_of,
)
from pipeline.workspace import KEPT, find_workspace

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Mapping

    from pipeline.cli.console import Console
    from pipeline.note import Note
    from pipeline.translating.exporting import Format
    from pipeline.translating.files.marked_file import ReturnedFile
    from pipeline.translating.standing.folders import Side
    from pipeline.translating.standing.status import Standing
    from pipeline.workspace import Workspace

_SUFFIXES: Final = {"xliff": ".xlf", "po": ".po"}
_NOT_A_WORK: Final = (
    "move note.yaml and text into a folder of their language beside figures: docs/languages.md"
)


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Do what the arguments say."""
    workspace = find_workspace(Path.cwd())
    actions = {"export": _export, "import": _import, "status": _status, "confirm": _confirm}
    return actions[arguments.action](arguments, workspace, console)


def _export(arguments: argparse.Namespace, workspace: Workspace, console: Console) -> int:
    from pipeline.load import load_note
    from pipeline.production.publish.kept_work import open_cache
    from pipeline.production.publish.one_file import refuse_foreign_file, write_file
    from pipeline.translating.exporting import export_note

    original, folder = _sides(arguments.note, arguments.language, workspace)
    form: Format = arguments.file_format
    path: Path = arguments.output or Path(
        f"{_slug(original)}.{arguments.language.lower()}{_SUFFIXES[form]}"
    )
    cache = open_cache(workspace.root)
    if os.path.lexists(path):
        refuse_foreign_file(path, cache)
    note = load_note(original)
    sides = _read(original, workspace), _read(folder, workspace)
    exported = export_note(note, *sides, arguments.language, form=form, by=arguments.by)
    redline = _redline(arguments.since, note, original, path, workspace)
    write_file(path, exported.content, cache)
    console.line(f"{path}: {exported.summary}")
    if redline is not None:
        place = path.with_suffix(".redline.html")
        write_file(place, redline, cache)
        console.line(f"{place}: what has changed in the original since {arguments.since}")
    return 0


def _redline(
    since: str | None, note: Note, original: Path, path: Path, workspace: Workspace
) -> bytes | None:
    """The redline of an original since a revision; None if none is asked for."""
    if since is None:
        return None
    from pipeline.cli.commands.diff import make_redline
    from pipeline.comparing import compare_notes
    from pipeline.production.publish.kept_work import open_cache
    from pipeline.production.publish.one_file import refuse_foreign_file
    from pipeline.revisions import read_revision

    cache = open_cache(workspace.root)
    place = path.with_suffix(".redline.html")
    refuse_foreign_file(place, cache)
    kept = original / KEPT / f"{since}.pdf"
    is_file = since.lower().endswith(".pdf")
    inside = original.relative_to(workspace.root) if original.is_relative_to(workspace.root) else ""
    name = str(kept) if kept.is_file() else since if is_file else f"{since}:{inside}"
    old = read_revision(name, workspace)
    return make_redline(place, compare_notes(old, note), (old, note), workspace, cache)


def _import(arguments: argparse.Namespace, workspace: Workspace, console: Console) -> int:
    from pipeline.translating.returning.bringing_in import bring_in, read_returned
    from pipeline.translating.standing.folders import read_side

    path: Path = arguments.file
    returned = read_returned(_content(path), str(path))
    original, folder = _sides(returned.note, returned.target_language, workspace)
    _check_language(returned, original)
    if work_of(original) is None:
        raise CannotRunError(f"{returned.note} is a note in one language", _NOT_A_WORK)
    _finish(folder)
    before = _read(folder, workspace)
    source = read_side(original, with_pictures=before.is_empty)
    brought = bring_in(returned, source, before, _shared(original, folder))
    _write(folder, before, brought.files)
    console.warnings(brought.warnings)
    count = f"{brought.translated} translated, {brought.confirmed} confirmed"
    console.line(f"{note_name(folder)}: {count}; {len(brought.files)} files written")
    console.data(
        {"folder": str(folder), "files": sorted(brought.files), "translated": brought.translated,
         "confirmed": brought.confirmed, "warnings": [asdict(one) for one in brought.warnings]}
    )  # fmt: skip
    return 0


def _check_language(returned: ReturnedFile, original: Path) -> None:
    """Raise `SourceError` for a file whose texts were not in the language of the original."""
    from pipeline.load import load_note

    language = load_note(original).metadata.language
    if returned.source_language.lower() != language.lower():
        message = f"the file translates from {returned.source_language}, not from {language}"
        returned.report("N449", message, 0, "export the file again")
        raise SourceError(returned.findings)


def _status(arguments: argparse.Namespace, workspace: Workspace, console: Console) -> int:
    from pipeline.translating.standing.status import as_data, describe, findings_of

    told = []
    for standing in _standings(arguments, workspace):
        console.line(describe(standing))
        found = findings_of(standing)
        folder = standing.translation.folder
        console.warnings(located(Path.cwd(), found, folder, workspace))
        told.append(as_data(standing))
    console.data({"translations": told})
    return 0


def _confirm(arguments: argparse.Namespace, workspace: Workspace, console: Console) -> int:
    from pipeline.translating.standing.recording import confirmed
    from pipeline.translating.standing.state import STATE
    from pipeline.translating.standing.status import select

    original, folder = _sides(arguments.note, arguments.language, workspace)
    standing = _standing(original, folder, workspace)
    pairs, unknown = select(standing, arguments.units)
    if unknown:
        hint = "name it by its key or by its place in the translation: text/1-wells.md:12"
        raise CannotRunError(f"the translation has no text {unknown[0]}", hint)
    if arguments.all:
        pairs = tuple(one for one in standing.pairs if one.original and one.translation)
    elif not pairs:
        raise CannotRunError("nothing is named that is right", "name texts, or give --all")
    content, count = confirmed(standing.pairs, standing.translation.state[0], pairs)
    _finish(folder)
    _write(folder, standing.translation, {STATE: content})
    console.line(f"{note_name(folder)}: {count} confirmed")
    console.data({"translation": note_name(folder), "confirmed": count})
    return 0


def _standings(arguments: argparse.Namespace, workspace: Workspace) -> Iterator[Standing]:
    """Yield how the translations that are asked for stand, all of them by default."""
    works = [_work(arguments.note, workspace)] if arguments.note else _works(workspace)
    for work in works:
        if not isinstance(work, Work):
            raise CannotRunError(f"{work.name} is a note in one language", _NOT_A_WORK)
        for name, folder in work.notes.items():
            if name != work.original and arguments.language in {None, name}:
                yield _standing(_original_of(work, folder), folder, workspace)


def _works(workspace: Workspace) -> list[Work]:
    folders = sorted((workspace.source / "notes").glob("*"))
    return [work for folder in folders if (work := work_in(folder)) is not None]


def _standing(original: Path, folder: Path, workspace: Workspace) -> Standing:
    from pipeline.translating.standing.status import compare_sides

    if not (folder / NOTE).is_file():
        raise CannotRunError(
            f"{note_name(original)} has no translation in {folder.name}",
            f"begin it: notepress translate export {_slug(original)} {folder.name}",
        )
    return compare_sides(_read(original, workspace), _read(folder, workspace))


def _read(folder: Path, workspace: Workspace) -> Side:
    """The language in a folder. Raises `SourceError` if the state of a translation is damaged."""
    from pipeline.translating.standing.folders import read_side

    side = read_side(folder)
    if damaged := side.state[1]:
        raise SourceError(list(located(Path.cwd(), damaged, folder, workspace)))
    return side


def _shared(original: Path, folder: Path) -> dict[str, bytes]:
    """The files beside the text by which a translation is checked: its own or the original's."""
    from pipeline.production.freshness import source_files

    place = folder if (folder / NOTE).is_file() else original
    return {
        path: file.read_bytes()
        for path, file in source_files(place).items()
        if path != NOTE and not path.startswith("text/")
    }


def _finish(folder: Path) -> None:
    from pipeline.production.publish.source_files import finish_replacing

    if folder.is_dir():
        finish_replacing(folder)


def _write(folder: Path, before: Side, files: Mapping[str, bytes]) -> None:
    """Write new and changed files of a translation, all or none."""
    from pipeline.production.publish.new_files import write_new_files
    from pipeline.production.publish.source_files import replace_source_files

    if os.path.lexists(folder):
        replace_source_files(folder, before.files, files)
    elif files:
        write_new_files(folder, files)


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise CannotRunError(f"cannot read {path}: {error.strerror}") from error


def _sides(name: str, language: str, workspace: Workspace) -> tuple[Path, Path]:
    """The folders of the original of a work, and of its translation, which may not exist yet."""
    if not is_language_folder(language.lower()):
        raise CannotRunError(f"{language} is no tag of a language", "name it as in: fr, pt-BR, ar")
    work = _work(name, workspace)
    if not isinstance(work, Work):
        return work, work / language.lower()
    folder = work.folder / language.lower()
    if folder.is_symlink():
        raise CannotRunError(f"{folder} is a link", "put the folder of the language in its place")
    if folder.name == work.original:
        raise CannotRunError(f"{language} is the language of the original")
    return _original_of(work, folder), folder


def _original_of(work: Work, folder: Path) -> Path:
    """The folder that a translation is made from: the one that it names, else the original."""
    named = translated_from(folder)
    return work.notes[named if named in work.notes and named != folder.name else work.original]


def _work(name: str, workspace: Workspace) -> Work | Path:
    """The work with a name, or the folder of a note in one language."""
    for folder in (Path(name), workspace.source / "notes" / name):
        if (work := work_in(folder) or work_of(folder)) is not None:
            return work
        if (folder / NOTE).is_file():
            return folder.resolve()
    raise CannotRunError(f"{name} is not a note", "name a folder in source/notes")


def _slug(original: Path) -> str:
    work = work_of(original)
    return original.name if work is None else work.folder.name
