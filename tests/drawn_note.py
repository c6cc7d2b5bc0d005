"""The minimal note with a drawn table: heads in two levels, cells over rows and columns."""

from __future__ import annotations

from pathlib import Path

from pipeline.load import load_files
from pipeline.note import Note

ROOT = Path(__file__).parent.parent
TEXT = "text/1-sharing.md"
TABLE = """
{#costs caption="What each village paid" source="river board"}
+-----------+----------+---------------------+---------+
| Village   | Purpose  | Paid, in thousands  | Change, |
|           |          +----------+----------+ in %    |
|           |          | 2023     | 2024     |         |
+===========+==========+==========+==========+========:+
| Upper     | Gates    | 412.5    | 1,204    | -17     |
|           +----------+----------+----------+---------+
|           | Canals,  | 96.25    | -        | +3.5    |
|           | *dug*    |          |          |         |
|           | anew[^d] |          |          |         |
+-----------+----------+----------+----------+---------+
| Middle    | Gates    | not yet counted     | 4       |
+-----------+----------+----------+----------+         |
| Lower     | Gates    | 3        | 4        |         |
|           +----------+----------+----------+---------+
|           | Canals   | 5        | 6        | 1       |
+-----------+----------+----------+----------+---------+
| **All**   | Gates    | 415.5    | 1,208    | -       |
|           +----------+----------+----------+---------+
|           | Canals   | 101.25   | 6        | -       |
+-----------+----------+----------+----------+---------+

Below the table.

[^d]: By hand.
"""


def drawn_files(table: str = TABLE) -> dict[str, bytes]:
    """The files of the note, by their paths."""
    folder = ROOT / "tests/notes/minimal"
    files = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
    return {**files, TEXT: files[TEXT] + table.encode()}


def drawn_note(table: str = TABLE) -> Note:
    """The note."""
    return load_files("drawn", drawn_files(table))
