"""The data of tables: heads and rows as plain values that other programs read."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from pipeline.house_style import load_style
from pipeline.load import load_files
from pipeline.note import Note
from pipeline.numbering import number_note
from pipeline.views.spreadsheets.table_data import file_name, tables_as_csv
from pipeline.workspace import built_in_styles

MINIMAL = Path(__file__).parents[2] / "notes/minimal"

TABLE = """
{#hours .wide caption="Hours worked" source="the board" note="by hand"}
|  Place  | Spent, m^2^ | Change | Share | Remark     |
|---------|------------:|-------:|------:|------------|
| **Old** |             |        |       |            |
| Port    | {thousand}  | -17    | {share} | see [](#hours) |
| Quay[^a] | 412{decimal}5[^a] | -     | 4 %   | 10^6^ of H~2~O |
| Lock    | 3           | –5     | 100%  | =1+1 *now* |
| **Both** | 6           | +5{decimal}2 |    | $x_1$ |

[^a]: Not all.
"""


def note_with(text: str, language: str = "en") -> Note:
    files = {
        str(path.relative_to(MINIMAL)): path.read_bytes()
        for path in sorted(MINIMAL.rglob("*"))
        if path.is_file()
    }
    meta = files["note.yaml"].decode()
    files["note.yaml"] = meta.replace("language: en-GB\n", f"language: {language}\n").encode()
    (name,) = [path for path in files if path.startswith("text/1-")]
    files[name] += f"\n{text}\n".encode()
    note = load_files("river", files)
    words = load_style(built_in_styles()).words(language)
    return number_note(note, load_style(built_in_styles()).numerals(), words).note


def rows(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))


@pytest.mark.parametrize(
    ("language", "thousand", "share", "decimal"),
    [("en", "1,204", "12.5%", "."), ("fr", "1 204", "12,5 %", ","), ("de", "1.204", "12,5 %", ",")],
)
def test_numbers_are_the_same_in_every_language(
    language: str, thousand: str, share: str, decimal: str
) -> None:
    values = {"thousand": thousand, "share": share, "decimal": decimal}
    text = TABLE
    for name, value in values.items():
        text = text.replace(f"{{{name}}}", value)
    data = tables_as_csv(note_with(text, language))
    head, *body = rows(data["hours"])
    assert head == ["Place", "Spent, m²", "Change", "Share", "Remark"]
    assert [row[:4] for row in body] == [
        ["Old", "", "", ""],
        ["Port", "1204", "-17", "12.5%"],
        ["Quay", "412.5", "-", "4%"],
        ["Lock", "3", "-5", "100%"],
        ["Both", "6", "+5.2", ""],
    ]
    assert body[1][4].startswith("see ")
    assert body[1][4].endswith(" 1")
    assert [row[4] for row in body[2:4]] == ["10⁶ of H₂O", "'=1+1 now"]
    assert body[4][4] == {"en": "x sub 1", "fr": "x indice 1", "de": "x Index 1"}[language]


def test_a_column_with_words_is_left_as_it_is_typed() -> None:
    mixed = '{#t caption="Mixed"}\n| A | B |\n|---|---|\n| x | 1,204 |\n| y | none |'
    found = tables_as_csv(note_with(mixed))
    assert rows(found["t"]) == [["A", "B"], ["x", "1,204"], ["y", "none"]]


def test_tables_without_a_caption_are_not_offered() -> None:
    plain = tables_as_csv(note_with("Nothing more."))
    assert tables_as_csv(note_with("| A | B |\n|---|---|\n| x | 1 |")) == plain


def test_a_table_in_a_box_is_offered(rich_note: Note) -> None:
    found = tables_as_csv(rich_note)
    own = {"table-warnings", "table-readings", "table-staffs", "box-gate-table-who-asked-for"}
    assert own == set(found)
    assert rows(found["table-readings"])[-1] == ["All years", "-", "916", "83.7%"]


def test_every_table_has_a_file_of_its_own() -> None:
    long = "a" * 300
    names = [file_name(one) for one in ("hours", "recommendations", long, f"{long}b")]
    assert names[0] == "hours.csv"
    assert len(set(names)) == len(names)
    assert "recommendations.csv" not in names
    assert all(len(name) < 255 for name in names)
