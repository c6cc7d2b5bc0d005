"""The columns of a table in a Word file have the room that their cells need."""

from __future__ import annotations

import pytest

from pipeline.note.text import Cell, Paragraph, Table, Text
from pipeline.press.word.word_columns import column_shares

LONG = "Publish every edition of a note from one source, and look at all of them again."


def table(*rows: tuple[str | Cell, ...], columns: int = 0) -> Table:
    made = [tuple(one if isinstance(one, Cell) else cell(one) for one in row) for row in rows]
    count = columns or len(rows[0])
    return Table(id="t", alignments=("left",) * count, head=(made[0],), body=tuple(made[1:]))


def cell(text: str, columns: int = 1, rows: int = 1) -> Cell:
    paragraph = Paragraph(id="p", inlines=(Text(text=text),))
    return Cell(blocks=(paragraph,) if text else (), columns=columns, rows=rows)


def test_a_long_text_gets_what_short_words_do_not_need() -> None:
    number, text, year = column_shares(table(("No.", "What", "When"), ("R1", LONG, "2027")))
    assert 0.08 < number < year < 0.15
    assert number + text + year == pytest.approx(1, abs=0.001)


def test_every_column_has_room_for_its_longest_word() -> None:
    narrow, wide = column_shares(table(("Recommendation", "What"), ("a b", LONG * 9)))
    assert narrow > len("Recommendation") / 64
    assert wide > narrow


def test_a_table_that_fits_has_columns_like_its_lines() -> None:
    assert column_shares(table(("aaaaa", "aaaaaaaaaaaaa"), ("b", ""))) == (0.3333, 0.6667)
    assert column_shares(table(("", ""), ("", ""))) == (0.5, 0.5)


def test_long_words_in_many_columns_share_the_text() -> None:
    shares = column_shares(table(tuple("a" * size for size in (27, 57, 27, 57))))
    assert shares == pytest.approx((1 / 6, 1 / 3, 1 / 6, 1 / 3), abs=0.001)


def test_chinese_is_divided_anywhere_and_is_twice_as_wide() -> None:
    short, long = column_shares(table(("三里河", "三" * 90), ("a", "b")))
    assert short < 0.2 < long
    assert column_shares(table(("三三三三", "a" * 8))) == (0.5, 0.5)


def test_a_cell_over_several_columns_widens_none_and_the_next_row_keeps_its_places() -> None:
    over = table((cell(LONG, columns=2), cell("a")), ("b", "b", "b"))
    assert len(set(column_shares(over.model_copy(update={"alignments": ("left",) * 3})))) == 1
    down = table((cell("a", rows=2), "b"), ("c" * 20,))
    first, second = column_shares(down)
    assert first < second
