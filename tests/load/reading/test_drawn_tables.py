"""Drawn tables are read as pandoc reads them, with the places of their words in the file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import SourceError
from pipeline.load import load_files
from pipeline.load.constructs.check import check_constructs
from pipeline.load.grids import Grid, WrongGrid, find_grids
from pipeline.load.loading import load_with_warnings
from pipeline.load.reading.pandoc import parse
from pipeline.load.report import Report, SourceText
from pipeline.note import Note
from pipeline.note.text import ItemList, Table
from pipeline.note.walk import lettered_notes_of, nodes_below, words_of
from pipeline.pandoc import run_pandoc

TWO_LEVELS = """\
+-----------+----------+---------------------+---------+
| Village   | Purpose  | Paid                | Change  |
|           |          +----------+----------+         |
|           |          | 2023     | 2024     |         |
+:==========+==========+:========:+==========+========:+
| Upper     | Gates    | 412.5    | 1,204    | -17     |
|           +----------+----------+----------+---------+
|           | Canals,  | 96.25    | 8        | +3.5    |
|           | *dug*    |          |          |         |
+-----------+----------+----------+----------+---------+
| Middle    | Gates    | not yet counted     | 4       |
+-----------+----------+----------+----------+         |
| Lower                           | 5        |         |
+---------------------------------+----------+---------+
"""
CHINESE = """\
+--------+------+
| 村庄   | 小时 |
+========+======+
| 上村和 | 12   |
| 中村   |      |
|        +------+
|        | 8    |
+--------+------+
"""
BLOCK = """\
+---+---+---+
| A | B | C |
+===+===+===+
| x     | y |
|       |   |
|       +---+
|       | z |
+---+---+---+
| a | b | c |
+---+---+---+
"""


def tables_in(tree: Any) -> Iterator[Any]:
    """The content of each table of pandoc's tree, in order."""
    if isinstance(tree, dict):
        if tree.get("t") == "Table":
            yield tree["c"]
        yield from tables_in(list(tree.values()))
    elif isinstance(tree, list):
        for one in tree:
            yield from tables_in(one)


def shape_of_tree(content: Any) -> tuple[Any, ...]:
    """The alignments of a table, and the spans and words of its cells, head and body."""
    _, _, columns, head, bodies, _ = content
    rows = [[row[1] for row in head[1]], [row[1] for body in bodies for row in body[3]]]
    return (
        [alignment["t"] for alignment, _ in columns],
        [[[(one[2], one[3], _words(one[4])) for one in row] for row in part] for part in rows],
    )


def _words(tree: Any) -> str:
    if isinstance(tree, list):
        return "".join(map(_words, tree))
    if tree["t"] in ("Space", "SoftBreak"):
        return " "
    content = tree.get("c", [])
    if isinstance(content, str):
        return content
    return _words([one for one in content if isinstance(one, (dict, list))])


@pytest.mark.parametrize("text", [TWO_LEVELS, CHINESE, BLOCK], ids=["levels", "chinese", "block"])
def test_cells_span_what_they_span_to_pandoc(text: str) -> None:
    own = json.loads(parse({"a": text})["a"])
    theirs = json.loads(run_pandoc(["--from=markdown", "--to=json"], text.encode()))
    assert shape_of_tree(*tables_in(own)) == shape_of_tree(*tables_in(theirs))


def test_words_have_their_places_in_the_file() -> None:
    text = f"Before *it*.\n\n{CHINESE}\nAfter *it*.\n"
    lines = text.split("\n")
    tree = json.loads(parse({"a": text}, positions=True)["a"])
    found = dict(_placed(tree))
    assert set(found) >= {"Before", "村庄", "小时", "上村和", "中村", "12", "8", "After"}
    for words, (line, column) in found.items():
        assert lines[line - 1][column - 1 :].startswith(words)


def _placed(tree: Any) -> Iterator[tuple[str, tuple[int, int]]]:
    if isinstance(tree, list):
        for one in tree:
            yield from _placed(one)
    elif isinstance(tree, dict):
        if tree.get("t") == "Span" and tree["c"][1][0]["t"] == "Str":
            place = dict(tree["c"][0][2])["data-pos"].partition("-")[0]
            line, _, column = place.rpartition("@")[2].partition(":")
            yield tree["c"][1][0]["c"], (int(line), int(column))
        elif "c" in tree or "blocks" in tree:
            yield from _placed(tree.get("c", tree.get("blocks")))


def note_with(minimal_note: Note, text: str) -> Note:
    head = "---\nlead: What else was said.\n---\n\n# Other points {#other-points}\n\n"
    files = {**minimal_note.files, "text/2-other-points.md": (head + text).encode()}
    return load_files("drawn", files)


def table_in(note: Note) -> Table:
    (table,) = (one for one in nodes_below(note.parts[-1].blocks) if isinstance(one, Table))
    return table


def test_a_cell_holds_what_the_cell_of_any_table_holds(minimal_note: Note) -> None:
    text = """\
{#t caption="Gates" .wide}
+-------------+----------+
| Gate        | Hours    |
+=============+=========:+
| *Old* gate, | $n^2$    |
| the[^a]     |          |
| [first]     |          |
|             |          |
| Closed.     |          |
+-------------+----------+
| a \\| b \\`   | -        |
|             +----------+
|             | 2010.    |
+-------------+----------+

[first]: https://example.org/

[^a]: A note with a | in it.
"""
    table = table_in(note_with(minimal_note, text))
    assert (table.id, table.wide, table.is_drawn) == ("t", True, True)
    assert table.alignments == ("default", "right")
    assert [[(one.rows, one.columns) for one in row] for row in table.body] == [
        [(1, 1), (1, 1)],
        [(2, 1), (1, 1)],
        [(1, 1)],
    ]
    assert [[words_of(one.blocks) for one in row] for row in table.body] == [
        ["Old gate, the first Closed.", "n^2"],
        ["a | b `", "-"],
        ["2010."],
    ]
    assert [words_of(one.blocks) for one in lettered_notes_of(table)] == ["A note with a | in it."]
    assert len(table.body[0][0].blocks) == 2


def test_a_drawn_table_stands_in_a_list_and_in_a_quotation(minimal_note: Note) -> None:
    for lead in ("  ", "> "):
        drawn = "".join(f"{lead}{line}\n" for line in BLOCK.splitlines())
        opening = "- An item:\n\n" if lead == "  " else "> A word:\n>\n"
        table = table_in(note_with(minimal_note, opening + drawn))
        assert [one.columns for row in table.body for one in row][:2] == [2, 1]


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        ("- 1,200  ", "a list is not allowed in a table"),
        ("> one    ", "a quotation is not allowed in a table"),
        ("# one    ", "heading is inside another element"),
        ("<b>one   ", "HTML"),
    ],
)
def test_what_no_cell_holds_is_found_at_its_place(
    minimal_note: Note, cell: str, message: str
) -> None:
    border, head = "+-----------+---+\n", "| A         | B |\n+===========+===+\n"
    text = f"{border}{head}| {cell} | c |\n{border}"
    with pytest.raises(SourceError) as caught:
        note_with(minimal_note, text)
    found = [one for one in caught.value.findings if message in one.message]
    assert [(one.place.line, one.place.column >= 3) for one in found] == [(10, True)]


def test_a_cell_holds_paragraphs_and_lists_in_lists(minimal_note: Note) -> None:
    text = (
        "+-----------+---------+\n| A         | B       |\n+===========+=========+\n"
        "| Two:      | - c     |\n|           |         |\n| 3. one,   |         |\n"
        "|    more   |         |\n| 4. two    |         |\n|    - deep |         |\n"
        "|           +---------+\n| Last.     | -       |\n+-----------+---------+\n"
    )
    (first, second), (dash,) = table_in(note_with(minimal_note, text)).body
    opening, numbered, last = first.blocks
    assert isinstance(numbered, ItemList)
    assert (numbered.ordered, numbered.start, first.rows) == (True, 3, 2)
    assert [words_of(item.blocks) for item in numbered.items] == ["one, more", "two deep"]
    assert isinstance(numbered.items[1].blocks[1], ItemList)
    assert [words_of((one,)) for one in (opening, last)] == ["Two:", "Last."]
    assert [one.kind for one in second.blocks] == ["list"]
    assert words_of(dash.blocks) == "-"


def test_a_table_in_the_cell_of_a_table_is_found() -> None:
    text = (
        "+-----------+---+\n| A         | B |\n+===========+===+\n"
        "| +---+---+ | c |\n| | x | y | |   |\n| +---+---+ |   |\n+-----------+---+\n"
    )
    (found,) = find_grids(text)
    assert isinstance(found, WrongGrid)
    assert found.error.message == "a table is not allowed in a table"
    assert (found.error.line, found.error.at) == (3, 2)


@pytest.mark.parametrize("line", ["::: box", ":::", "> ::: box", "- :::"])
def test_a_box_in_a_cell_is_told(line: str) -> None:
    """It would end with the cell, or the cell with it."""
    text = (
        "+-----------+---+\n| A         | B |\n+===========+===+\n"
        f"| a         | b |\n| {line:9} |   |\n+-----------+---+\n"
    )
    (found,) = find_grids(text)
    assert isinstance(found, WrongGrid)
    assert found.error.message == "a box is not allowed in a table"
    assert (found.error.line, found.error.at) == (4, 2)


def test_prices_and_marks_of_two_cells_are_no_pair() -> None:
    text = (
        "+-------+-------+\n| US$   | US$   |\n+=======+=======+\n| $5    | $6    |\n"
        "+-------+-------+\n| $m    | a==b  |\n+-------+-------+\n"
    )
    report = Report()
    checked = check_constructs(SourceText("a.md", text), report)
    assert [one.message for one in report.findings] == []
    assert [type(one) for one in find_grids(checked.text)] == [Grid]


def test_a_note_without_drawn_tables_is_parsed_as_it_was() -> None:
    text = "C+++ and a +-- b.\n\n| a | b |\n|---|---|\n| +- | -+ |\n"
    assert list(find_grids(text)) == []


@pytest.mark.parametrize(
    "text",
    ["+-" * 20000 + "+\n", "+-+\n| |\n" * 20000, ("+-" * 300 + "+\n" + "| " * 300 + "|\n") * 60],
    ids=["wide", "long", "square"],
)
@pytest.mark.slow
def test_large_drawings_are_traced_once(text: str) -> None:
    assert len(list(find_grids(text))) == 1


def test_nothing_is_warned_of(minimal_note: Note, tmp_path: Path) -> None:
    folder = tmp_path / "drawn"
    for path, content in minimal_note.files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    before = load_with_warnings(folder).warnings
    with (folder / "text/1-sharing.md").open("a", encoding="utf-8") as file:
        file.write(f"\n{TWO_LEVELS}")
    assert load_with_warnings(folder).warnings == before
