"""Tables whose rows are in a CSV file: the same as if they were typed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from kept_in_memory import PARSED

from pipeline.errors import SourceError
from pipeline.load import load_note, load_with_warnings, locate
from pipeline.load.reading.folder import TEXT_BYTES
from pipeline.note import Note
from pipeline.note.table_shape import shape_of
from pipeline.note.text import Table
from pipeline.note.walk import words_of

MINIMAL = Path(__file__).parents[2] / "notes/minimal"
HEAD = "# Other points {#other-points}\n\n"
DATA = """\
Village,Area,Hours
Upper,120,12.5
Middle,-80,8
\\*Lower\\*,--,"it's \\<b>"
Total,40,20.5
"""
TYPED = """{#hours caption="Hours -- by village" source="Board" note="A note." .wide .keep-together}
| Village | Hours | Area |
|:--------|-------|-----:|
| Upper | 12.5 | 120 |
| Middle | 8 | -80 |
| \\*Lower\\* | it's \\<b> | -- |
| **Total** | 20.5 | 40 |
"""
SHOWN = (
    '![Hours -- by village](figures/hours.csv){.table #hours columns="Village, Hours, Area"'
    ' totals="Total" align="left, auto, right" source="Board" note="A note." .wide'
    " .keep-together}\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    note = Path(shutil.copytree(MINIMAL, tmp_path / "river"))
    (note / "figures/hours.csv").write_text(DATA, "utf-8")
    return note


def load(folder: Path, text: str) -> Note:
    (folder / "text/2-other-points.md").write_text(HEAD + text, "utf-8")
    return load_note(folder, PARSED)


def table_of(note: Note) -> Table:
    (table,) = (one for one in note.themes[1].blocks if isinstance(one, Table))
    return table


def test_it_is_the_table_that_could_have_been_typed(folder: Path) -> None:
    shown = table_of(load(folder, SHOWN))
    typed = table_of(load(folder, TYPED))
    assert shown.data == "figures/hours.csv"
    assert shown.model_copy(update={"data": ""}) == typed
    assert shape_of(shown, ".").rows == ("plain", "plain", "plain", "total")


def test_attributes_can_stand_on_the_line_above(folder: Path) -> None:
    behind = table_of(load(folder, '![](figures/hours.csv){.table #hours source="Board"}\n'))
    above = table_of(load(folder, '{.table #hours source="Board"}\n![](figures/hours.csv)\n'))
    assert behind == above
    assert [words_of(cell.blocks) for cell in above.head[0]] == ["Village", "Area", "Hours"]


def test_names_with_commas_are_parted_by_semicolons(folder: Path) -> None:
    (folder / "figures/hours.csv").write_text('"Area, ha",Hours\n"Old, Upper",12\n', "utf-8")
    text = '![](figures/hours.csv){.table columns="Hours; Area, ha"}\n'
    table = table_of(load(folder, text))
    assert [words_of(cell.blocks) for cell in table.head[0]] == ["Hours", "Area, ha"]


@pytest.mark.parametrize(
    ("key", "name"),
    [("columns", "Area, ha"), ("totals", "Total, all"), ("columns", "Hours, Area, ha")],
)
def test_a_name_with_a_comma_that_is_cut_at_it_is_not_offered_again(
    folder: Path, key: str, name: str
) -> None:
    (folder / "figures/hours.csv").write_text('"Area, ha",Hours\n"Total, all",12\n', "utf-8")
    with pytest.raises(SourceError) as raised:
        load(folder, f'![](figures/hours.csv){{.table {key}="{name}"}}\n')
    hints = {finding.hint for finding in raised.value.findings}
    whole = name.removeprefix("Hours, ")
    assert hints == {f'a name has a comma, so put a semicolon after each, as in {key}="{whole};"'}
    load(folder, f'![](figures/hours.csv){{.table {key}="{whole};"}}\n')


def test_a_file_is_read_for_each_table_and_kept_with_the_note(folder: Path) -> None:
    (folder / "figures/unused.csv").write_text("not read", "utf-8")
    note = load(
        folder,
        '![One](figures/hours.csv){.table columns="Village, Area"}\n\n'
        '![Two](figures/hours.csv){.table columns="Village, Hours"}\n',
    )
    assert dict(note.data) == {"figures/hours.csv": DATA.encode()}
    assert {"figures/hours.csv", "figures/unused.csv"} < set(note.files)


def test_a_cell_is_found_in_its_file(folder: Path) -> None:
    places = locate(load(folder, SHOWN), {"hours-3-2"})
    place = places["hours-3-2"]
    assert (place.path, place.line, place.column) == ("figures/hours.csv", 3, 12)


def findings(folder: Path, text: str) -> list[tuple[str, str]]:
    with pytest.raises(SourceError) as raised:
        load(folder, text)
    return [(one.code, one.place.path) for one in raised.value.findings]


def test_a_reference_to_a_table_with_a_broken_file_is_not_found_as_well(folder: Path) -> None:
    (folder / "figures/hours.csv").write_text("", "utf-8")
    assert findings(folder, SHOWN + "\nSee [](#hours).\n") == [("N180", "figures/hours.csv")]


def test_a_file_that_is_too_large_is_not_read(folder: Path) -> None:
    (folder / "figures/hours.csv").write_bytes(b"A\n" + b"1" * TEXT_BYTES)
    assert findings(folder, SHOWN) == [("N154", "figures/hours.csv")]


def test_a_link_to_a_file_is_refused(folder: Path) -> None:
    outside = (folder / "figures/hours.csv").rename(folder.parent / "hours.csv")
    (folder / "figures/hours.csv").symlink_to(outside)
    assert ("N157", "figures/hours.csv") in findings(folder, SHOWN)


def test_an_abbreviation_of_a_cell_is_used(folder: Path) -> None:
    (folder / "abbreviations.yaml").write_text("QZB: Quarter Zonal Board\n", "utf-8")
    (folder / "figures/hours.csv").write_text("Village,Board\nUpper,QZB\n", "utf-8")
    load(folder, "![](figures/hours.csv){.table}\n")
    assert [one.code for one in load_with_warnings(folder, PARSED).warnings] == []
