from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pipeline.load import load_with_warnings

MINIMAL = Path(__file__).parents[2] / "notes/minimal"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return shutil.copytree(MINIMAL, tmp_path / "note")


def _warnings(folder: Path, text: str) -> list[tuple[str, str]]:
    (folder / "text/introduction.md").write_text(f"# The UNO\n\n{text}\n", "utf-8")
    return [(one.code, one.message) for one in load_with_warnings(folder).warnings]


CAPITALS = "The WHO met. `WHO` and [a link](https://who.int/WHO) met. The WHO and the WHO met."


def test_a_note_without_the_file_is_not_warned(folder: Path) -> None:
    assert _warnings(folder, CAPITALS) == []


def test_what_is_not_used_and_what_is_not_listed_are_warnings(folder: Path) -> None:
    (folder / "abbreviations.yaml").write_text("UNO: United Nations Organization\n", "utf-8")
    assert _warnings(folder, CAPITALS) == [
        ("N225", "UNO is not used in the text"),
        ("N226", "WHO is used 3 times and is not in abbreviations.yaml"),
    ]


def test_plurals_roman_numerals_and_names_in_the_metadata_need_no_line(folder: Path) -> None:
    (folder / "abbreviations.yaml").write_text("NGO: non-governmental organisation\n", "utf-8")
    with (folder / "note.yaml").open("a", encoding="utf-8") as note:
        note.write("partners:\n  - {name: {en: River School}, acronym: RSC, role: convener}\n")
    text = "NGOs met the RSC. The RSC met others. The RSC met in part XIV, XIV and XIV."
    assert _warnings(folder, text) == []
