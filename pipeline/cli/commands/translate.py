"""`notepress translate`: give a note to translators, take their work back, say how far it is."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pipeline.cli.places import located
from pipeline.errors import CannotRunError, SourceError
from pipeline.works import NOTE, work_in, work_of
from pipeline.workspace import find_workspace

if TYPE_CHECKING:
    import argparse

    from pipeline.cli.console import Console
    from pipeline.translating.exporting import Format
    from pipeline.works import Work
    from pipeline.workspace import Workspace

_SUFFIXES: Final = {"xliff": ".xlf", "po": ".po"}


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Do what the arguments say."""
    workspace = find_workspace(Path.cwd())
    actions = {"export": _export}
    return actions[arguments.action](arguments, workspace, console)


def _export(arguments: argparse.Namespace, workspace: Workspace, console: Console) -> int:
    from pipeline.load import load_note
    from pipeline.production.publish.kept_work import open_cache
    from pipeline.production.publish.one_file import refuse_foreign_file, write_file
    from pipeline.translating.exporting import export_note
    from pipeline.translating.standing.folders import read_side

    original, folder = _sides(arguments.note, arguments.language, workspace)
    form: Format = arguments.file_format
    path: Path = arguments.output or Path(
        f"{_slug(original)}.{arguments.language.lower()}{_SUFFIXES[form]}"
    )
    cache = open_cache(workspace.root)
    if os.path.lexists(path):
        refuse_foreign_file(path, cache)
    note = load_note(original)
    sides = read_side(original), read_side(folder)
    if damaged := sides[1].state[1]:
        raise SourceError(list(located(Path.cwd(), damaged, folder, workspace)))
    exported = export_note(
        note,
        *sides,
        arguments.language,
        form=form,
        by=arguments.by,
    )
    write_file(path, exported.content, cache)
    console.line(f"{path}: {exported.summary}")
    return 0


def _sides(name: str, language: str, workspace: Workspace) -> tuple[Path, Path]:
    """The folders of the original of a work, and of its translation, which may not exist yet."""
    from pipeline.works import is_language_folder

    if not is_language_folder(language.lower()):
        raise CannotRunError(f"{language} is no tag of a language", "name it as in: fr, pt-BR, ar")
    work = _work(name, workspace)
    if isinstance(work, Path):
        return work, work / language.lower()
    original = work.notes[work.original]
    folder = work.folder / language.lower()
    if folder == original:
        raise CannotRunError(f"{language} is the language of the original")
    return original, folder


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
