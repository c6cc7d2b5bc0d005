"""The benchmark, which is run by hand: it begins, and its peers are given the words of the note."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.note import Note
from pipeline.note.walk import headings_in, plain

FOLDER = Path(__file__).parent / "benchmarks"


def test_it_can_begin() -> None:
    command = [sys.executable, FOLDER / "run.py", "--help"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "--rounds" in done.stdout


def test_peers_are_given_the_words_of_the_note(
    real_note: Note, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(FOLDER))
    from note_words import words_of

    said = "".join(words_of(real_note).replace("\\", "").split())
    for heading in headings_in(real_note):
        assert "".join(plain(heading.title).split()) in said
