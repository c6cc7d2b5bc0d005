"""What findings quote is what was typed, and not what stands in for it while a text is read."""

from __future__ import annotations

import pytest

from pipeline.errors import SourceError
from pipeline.findings import Finding
from pipeline.load import load_files
from pipeline.note import Note

TEXT = "text/1-sharing.md"


def found_in(note: Note, typed: str) -> tuple[Finding, ...]:
    files = {**note.files, TEXT: note.files[TEXT] + typed.encode()}
    with pytest.raises(SourceError) as caught:
        load_files("typed", files)
    return tuple(caught.value.findings)


def test_braces_with_a_construct_in_them_are_quoted_as_typed(minimal_note: Note) -> None:
    found = found_in(minimal_note, "\nWater {.key :smile:} here.\n")
    assert "the attributes {.key :smile:} have no element" in [one.message for one in found]


@pytest.mark.parametrize(
    ("table", "hint"),
    [
        ("| A |\n|---|\n| one<br>two |\n", "draw the table"),
        ("+-------+\n| A     |\n+=======+\n| a<br> |\n+-------+\n", "backslash"),
        ("Two<br>lines.\n", "backslash"),
    ],
)
def test_the_way_on_from_a_tag_works_where_it_stands(
    minimal_note: Note, table: str, hint: str
) -> None:
    (found,) = found_in(minimal_note, f"\n{table}")
    assert (found.code, hint in found.hint) == ("N101", True)
