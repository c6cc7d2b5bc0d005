"""Texts are parsed ahead of the rest, and what is wrong with them is left to who reads them."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from broken_notes import lay_out, names
from kept_in_memory import Memory

from pipeline.cache import Cache
from pipeline.errors import SourceError
from pipeline.findings import Finding, render_finding
from pipeline.load import load_note, load_with_warnings
from pipeline.load.ahead import parse_ahead
from pipeline.load.reading import trees

pytestmark = pytest.mark.slow

NOTES = Path(__file__).parent.parent / "notes"
GOLDEN = NOTES.parent / "golden/findings"
REAL = NOTES.parent.parent / "source/notes/global-development-cooperation"


@pytest.mark.parametrize("folder", [REAL, NOTES / "minimal"], ids=lambda folder: folder.name)
def test_a_note_that_was_parsed_ahead_is_loaded_without_pandoc(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = Memory()
    parse_ahead(folder, cache)
    ahead = dict(cache)
    expected = load_note(folder)
    monkeypatch.delattr(trees, "parse")
    assert load_note(folder, cache) == expected
    assert {key for key in cache if key.startswith("tree")} == set(ahead)


@pytest.mark.parametrize("name", names())
def test_what_is_wrong_is_said_afterwards(name: str, tmp_path: Path) -> None:
    folder = lay_out(name, tmp_path)
    cache = Memory()
    parse_ahead(folder, cache)
    printed = "\n\n".join(map(render_finding, findings_of(folder, cache))) + "\n"
    assert printed == (GOLDEN / f"{name}.txt").read_text("utf-8")


def findings_of(folder: Path, cache: Cache) -> Sequence[Finding]:
    try:
        return load_with_warnings(folder, cache).warnings
    except SourceError as error:
        return error.findings


def test_a_folder_that_is_not_there_is_left_to_who_loads_it(tmp_path: Path) -> None:
    cache = Memory()
    parse_ahead(tmp_path / "missing", cache)
    assert not cache


def test_pandoc_can_begin_before_the_heavy_modules_are_imported() -> None:
    program = (
        "import sys, pipeline.load.ahead; "
        "print(sorted({'pydantic', 'yaml', 'jinja2', 'PIL'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"
