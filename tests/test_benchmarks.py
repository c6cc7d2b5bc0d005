"""The benchmark, which is run by hand: it begins, and its peers are given the words of the note."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from numbered_notes import load_numbered

from pipeline.load import load_with_warnings
from pipeline.note import Note
from pipeline.note.text import Code, Formula, Text
from pipeline.note.walk import headings_in, nodes_below
from pipeline.workspace import find_workspace, notes_in_source

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "tests/benchmarks"
NOTES = [
    "tests/notes/rich",
    *(str(path.relative_to(ROOT)) for path in notes_in_source(find_workspace(ROOT))),
]


def test_it_can_begin() -> None:
    for name, option in (("run.py", "--rounds"), ("series.py", "--beside")):
        command = [sys.executable, FOLDER / name, "--help"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")
        assert option in done.stdout


def test_an_edit_in_watch_is_followed_to_all_editions(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(FOLDER))
    from longer_note import write_longer_note
    from setting import NOTE, Setting
    from watching import watching

    with watching(Setting(tmp_path, 1, write_longer_note(NOTE, tmp_path, 1))) as watched:
        delays = watched.edit()
    assert 0 < delays.screen_pdf < delays.everything


@pytest.mark.parametrize("folder", NOTES)
def test_peers_are_given_the_words_of_the_note(
    folder: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(FOLDER))
    from note_words import words_of

    note = load_numbered(folder)
    said = _bare(words_of(note))
    missing = [text for text in _texts_of(note) if _bare(text) not in said]
    assert missing == []


def test_generated_notes_are_valid_and_always_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(FOLDER))
    from series_notes import KINDS, write_series

    for kind in KINDS:
        few, more = (write_series(tmp_path / f"{kind}-{count}", count, kind) for count in (6, 20))
        assert [_files(folder) for folder in few] == [_files(folder) for folder in more[:6]]
        notes = [load_with_warnings(folder) for folder in more]
        assert [note.warnings for note in notes] == [()] * 20
        assert len({note.note.metadata.title for note in notes}) == 20
    assert len({note.note.metadata.language for note in notes}) > 5


def _files(folder: Path) -> dict[str, bytes]:
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def _texts_of(note: Note) -> Iterator[str]:
    for heading in headings_in(note):
        for node in nodes_below((*heading.title, *heading.blocks)):
            match node:
                case Text() | Code():
                    yield node.text
                case Formula():
                    yield node.tex
                case _:
                    pass
    for part in note.parts:
        yield from filter(None, (part.subtitle, part.lead))
        yield from (one.name for one in part.signed)


def _bare(text: str) -> str:
    return "".join(text.replace("\\", "").split())


def test_mypy_checks_all_of_it() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    assert settings["tool"]["mypy"]["modules"] == sorted(path.stem for path in FOLDER.glob("*.py"))
