"""Columns of numbers, totals and groups are known by what the cells say."""

from __future__ import annotations

import pytest

from pipeline.note.table_grid import cells_by_column, grid_of, heads_by_column, joined_rows
from pipeline.note.table_shape import Number, number_in, plain_number, shape_of, text_of_cell
from pipeline.note.text import Cell, Inline, Paragraph, Strong, Table, Text


def cell(words: str) -> Cell:
    """A cell; ``**`` around its words makes them strong."""
    if not words:
        return Cell(blocks=())
    text = Text(text=words.strip("*"))
    inline: Inline = Strong(inlines=(text,)) if words.startswith("**") else text
    return Cell(blocks=(Paragraph(id="p", inlines=(inline,)),))


def table(*rows: tuple[str, ...]) -> Table:
    width = len(rows[0])
    return Table(
        id="t",
        alignments=("default",) * width,
        head=(tuple(map(cell, ("Head",) * width)),),
        body=tuple(tuple(map(cell, row)) for row in rows),
    )


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", Number()),
        ("1,204.5", Number(1)),
        ("12 000", Number()),
        ("1’204.25", Number(2)),
        ("-8.4", Number(1)),
        ("−8", Number()),
        ("+5.2", Number(1)),
        ("7.5 %", Number(1, " %")),
        ("7%", Number(0, "%")),
        ("–", Number(is_none=True)),
        ("..", Number(is_none=True)),
        ("", Number(is_none=True)),
    ],
)
def test_numbers_are_read(text: str, number: Number) -> None:
    assert number_in(text, ".") == number


@pytest.mark.parametrize("text", ["1-2", "3–5", "12a", "1.2.3", "USD 5", "12,5", "ca. 3", "1,20"])
def test_ranges_and_words_are_no_numbers(text: str) -> None:
    assert number_in(text, ".") is None


def test_the_decimal_sign_is_that_of_the_language() -> None:
    assert number_in("1.204,5", ",") == Number(1)
    assert number_in("1.204,5", ".") is None
    assert number_in("0.5", ",") is None


def test_what_a_number_lacks_on_its_right_is_as_wide_as_the_longest() -> None:
    shape = shape_of(table(("a", "412.5"), ("b", "288"), ("c", "96.25 %"), ("d", "-")), ".")
    (column,) = shape.columns.values()
    padding = [
        column.padding(number)
        for text in ("412.5", "288", "96.25 %", "-")
        if (number := number_in(text, "."))
    ]
    assert padding == ["0 %", ".00 %", "", ".00 %"]


def test_the_first_column_and_columns_of_words_are_not_of_numbers() -> None:
    shape = shape_of(table(("2019", "12", "two", "-"), ("2020", "7", "3", "-")), ".")
    assert list(shape.columns) == [1]


def test_a_row_that_is_strong_is_a_total_and_one_alone_in_it_a_group() -> None:
    shape = shape_of(table(("**Metered**", "", ""), ("Port", "3", "5"), ("**All**", "3", "5")), ".")
    assert shape.rows == ("group", "plain", "total")
    assert list(shape.columns) == [1, 2]


def test_strong_words_in_a_table_of_words_are_no_totals() -> None:
    assert shape_of(table(("**One**", "word"), ("Two", "more")), ".").rows == ("plain", "plain")
    assert shape_of(table(("**One**", "1"), ("**Two**", "2")), ".").rows == ("plain", "plain")


@pytest.mark.parametrize(
    ("text", "decimal", "number"),
    [
        ("1,204.5", ".", "1204.5"),
        ("1\u202f204,5", ",", "1204.5"),
        ("1.204", ",", "1204"),
        ("1’204.25", ".", "1204.25"),
        ("−8", ".", "-8"),
        ("–8,4 %", ",", "-8.4%"),
        ("+5.2", ".", "+5.2"),
        ("–", ",", "–"),
        ("..", ".", ".."),
        ("", ".", ""),
        ("2010–2019", ".", "2010–2019"),
        ("1,5", ".", "1,5"),
    ],
)
def test_numbers_are_written_as_programs_read_them(text: str, decimal: str, number: str) -> None:
    assert plain_number(text, decimal) == number


def test_a_row_has_what_is_over_several_rows_and_the_first_what_is_over_several_columns() -> None:
    words, other = cell("a"), cell("b")
    wide = words.model_copy(update={"columns": 2})
    high = words.model_copy(update={"rows": 2})
    assert cells_by_column(((wide, other),), 3) == [[words.blocks, (), other.blocks]]
    rows = cells_by_column(((high, other), (other,)), 2)
    assert rows == [[words.blocks, other.blocks], [words.blocks, other.blocks]]


def test_a_column_has_all_heads_above_it() -> None:
    words, other = cell("a"), cell("b")
    wide = words.model_copy(update={"columns": 2})
    heads = heads_by_column(((wide,), (other, words)), 2)
    assert heads == [(*words.blocks, *other.blocks), words.blocks * 2]


def spanning(words: str, rows: int = 1, columns: int = 1) -> Cell:
    return cell(words).model_copy(update={"rows": rows, "columns": columns})


def merged_table(*rows: tuple[Cell, ...], width: int) -> Table:
    head = (tuple(map(cell, ("Head",) * width)),)
    return Table(id="t", alignments=("default",) * width, head=head, body=rows)


def test_a_cell_is_in_every_place_of_the_grid_that_it_covers() -> None:
    rows = (
        (spanning("a", rows=2), spanning("b", columns=2)),
        (spanning("c"), spanning("d", rows=2)),
        (spanning("e", columns=2),),
    )
    words = [
        [text_of_cell(one.cell) if one else None for one in slots] for slots in grid_of(rows, 3)
    ]
    assert words == [["a", "b", "b"], ["a", "c", "d"], ["e", "e", "d"]]
    assert joined_rows(rows) == (3, 0, 0)


def test_rows_are_joined_as_far_as_cells_reach() -> None:
    rows = tuple((spanning("x", rows=count),) for count in (1, 2, 1, 1))
    assert joined_rows(rows) == (1, 2, 0, 1)


def test_merged_cells_leave_the_columns_of_numbers_where_they_are() -> None:
    shape = shape_of(
        merged_table(
            (spanning("Upper", rows=2), spanning("Gates"), spanning("1.5")),
            (spanning("Canals"), spanning("2")),
            (spanning("Lower"), spanning("closed", columns=2)),
            (spanning("**All**", rows=2), spanning("Gates"), spanning("3.5")),
            (spanning("Canals"), spanning("4")),
            width=3,
        ),
        ".",
    )
    assert list(shape.columns) == [2]
    assert shape.rows == ("plain", "plain", "plain", "total", "total")


def test_a_strong_cell_over_a_whole_row_is_the_head_of_a_group() -> None:
    shape = shape_of(
        merged_table(
            (spanning("**Metered**", columns=3),),
            (spanning("**Port**", columns=2), spanning("")),
            (spanning("**Upper**", rows=2), spanning(""), spanning("")),
            (spanning("1"), spanning("2")),
            (spanning("not strong", columns=3),),
            width=3,
        ),
        ".",
    )
    assert shape.rows[:2] == ("group", "group")
    assert "group" not in shape.rows[2:]
