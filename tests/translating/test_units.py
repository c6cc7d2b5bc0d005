"""The units of the notes there are: complete, placed to the character, and named once."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline.translating.marks.writing import read_typed, write_typed
from pipeline.translating.units.note_units import units_of
from pipeline.translating.units.text_units import HEAD
from pipeline.translating.units.unit import Units

ROOT = Path(__file__).parents[2]
NOTES = sorted(
    path.parent
    for folder in ("source/notes", "tests/notes")
    for path in (*(ROOT / folder).glob("*/note.yaml"), *(ROOT / folder).glob("*/*/note.yaml"))
    if "broken" not in path.parts
)


def read(folder: Path) -> Units:
    files = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
    return units_of(files)


@pytest.mark.parametrize("folder", NOTES, ids=lambda folder: folder.name)
def test_units_are_where_they_say_and_come_back_from_what_is_written(folder: Path) -> None:
    units = read(folder)
    assert len({unit.key for unit in units.units}) == len(units.units)
    for unit in units.units:
        text = units.texts[unit.path]
        typed = text[unit.start : unit.end]
        first = min(unit.block[0], (unit.fence or unit.block)[0])
        assert first <= unit.start < unit.end <= unit.block[1]
        assert text.count("\n", 0, unit.start) + 1 == unit.line
        if unit.form not in {"value", "data"}:
            assert typed.split("\n")[0] == unit.typed.split("\n")[0]
        if unit.form != "data":
            assert read_typed(write_typed(unit.content, unit.form), unit.form) == unit.content


def test_every_letter_of_the_text_is_in_a_unit() -> None:
    """What is left of a text without its units has no words, but those of its marks."""
    units = read(ROOT / "tests/notes/rich")
    for path, text in units.texts.items():
        if not path.startswith("text/"):
            continue
        left = list(text)
        for unit in units.units:
            if unit.path == path:
                left[unit.start : unit.end] = " " * (unit.end - unit.start)
        body = "".join(left)[len(head[0]) if (head := HEAD.match(text)) else 0 :]
        words = _MARKS.sub("", body)
        assert [line for line in words.split("\n") if any(map(str.isalpha, line))] == [], path


_MARKS = re.compile(
    r"\$\$[^$]+\$\$|\{[^{}]*\}|\]\([^()]*\)|\[\^[\w-]+\]:?|\[\]\(#[\w-]+\)", re.MULTILINE
)


def test_units_say_what_they_are() -> None:
    found = {
        unit.key: (unit.kind, unit.content.words) for unit in read(NOTES_BY_NAME["rich"]).units
    }
    assert found["facts/title"] == ("title", "What the River Remembers: Floods, Fish and Fields")
    assert found["theme-1/meadows/item2"][1] == "the farmer has been told, and"
    assert found["theme-1/meadows/box-gate/title"] == ("box title", "The gate that “never” closed")
    assert found["theme-1/warning/sirens/to"] == ("to", "Ministry of the “Interior”")
    assert found["theme-1/warning/table-warnings/r1c3"] == ("column head", "Hours")
    assert found["theme-1/warning/table-warnings/r4c4"] == ("cell", "see the rule")
    assert found["theme-1/wall/figure-meadow/source"] == ("source", "Own picture")
    assert found["theme-1/wall/figure-wall/alt"][0] == "alternative text"
    assert found["theme-1/note-gate/p1"][0] == "footnote"


NOTES_BY_NAME = {folder.name: folder for folder in NOTES}


def test_cells_of_data_are_units_unless_a_chart_is_drawn_from_them() -> None:
    table = b'Village;"Who; when"\nUpper;12\n"The ""Lower""";\n'
    files = {
        "figures/a.csv": table,
        "figures/b.csv": b"x,y\nA name,2\n",
        "figures/b.yaml": b"kind: bar\ndata: b.csv\nx: x\ny: y\n",
    }
    units = units_of(files)
    found = [(one.key, one.typed, one.line) for one in units.units]
    assert found == [
        ("figures/a.csv/r1c1", "Village", 1),
        ("figures/a.csv/r1c2", "Who; when", 1),
        ("figures/a.csv/r2c1", "Upper", 2),
        ("figures/a.csv/r3c1", 'The "Lower"', 3),
    ]
    text = table.decode()
    for unit in reversed(units.units):
        text = text[: unit.start] + write_typed(unit.content, unit.form) + text[unit.end :]
    assert text.encode() == table
