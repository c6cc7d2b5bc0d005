"""What is said of a drawn table between two notes."""

from __future__ import annotations

from drawn_note import TABLE, drawn_note

from pipeline.comparing import compare_notes

_APART = """\
+-----+-----+
| a   | b   |
+=====+=====+
| c   | d   |
|     +-----+
|     | e   |
+-----+-----+
"""
_MORE = {"+-": "-", "+=": "=", "| ": " "}
_ACROSS = """\
+-----+-----+
| a   | b   |
+=====+=====+
| c   | d   |
+-----+-----+
| e         |
+-----------+
"""


def table(drawing: str) -> str:
    return f'\n{{#costs caption="Costs"}}\n{drawing}'


def test_other_words_in_a_cell_are_a_change_of_the_table() -> None:
    later = TABLE.replace("not yet counted", "none counted   ")
    (change,) = compare_notes(drawn_note(), drawn_note(later)).changes
    assert (change.kind, change.what) == ("table", ("reworded",))


def test_the_same_drawn_in_wider_columns_is_no_change() -> None:
    wider = "\n".join(f"{line[0]}{_MORE[line[:2]]}{line[1:]}" for line in _APART.splitlines())
    assert compare_notes(drawn_note(table(_APART)), drawn_note(table(wider))).changes == ()


def test_cells_merged_otherwise_are_reformatted() -> None:
    (change,) = compare_notes(drawn_note(table(_APART)), drawn_note(table(_ACROSS))).changes
    assert (change.kind, change.what) == ("table", ("reformatted",))
