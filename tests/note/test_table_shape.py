"""Columns of numbers, totals and groups are known by what the cells say."""

from __future__ import annotations

import pytest

from pipeline.note.table_shape import Number, cells_by_column, number_in, plain_number, shape_of
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


def test_a_cell_over_others_is_the_first_of_them() -> None:
    words, other = cell("a"), cell("b")
    wide = words.model_copy(update={"columns": 2})
    high = words.model_copy(update={"rows": 2})
    assert cells_by_column(((wide, other),), 3) == [[words.blocks, (), other.blocks]]
    rows = cells_by_column(((high, other), (other,)), 2)
    assert rows == [[words.blocks, other.blocks], [(), other.blocks]]
