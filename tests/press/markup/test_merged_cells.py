"""Merged cells as markup: spans, what heads are heads of, what stands under what."""

from __future__ import annotations

import pytest
from drawn_note import drawn_note
from lxml import html

from pipeline.note import Note
from pipeline.note.text import Table
from pipeline.note.walk import blocks_below
from pipeline.press.markdown import TextTree
from pipeline.press.markup.dialect import Dialect, DialectName
from pipeline.press.markup.writer import Writer


@pytest.fixture(scope="module")
def note() -> Note:
    return drawn_note()


@pytest.fixture(scope="module")
def table(note: Note) -> Table:
    blocks = note.parts[1].questions[-1].blocks
    return next(one for one in blocks_below(blocks) if isinstance(one, Table) and one.id == "costs")


def written(table: Table, name: DialectName) -> html.HtmlElement:
    return html.fromstring(str(Writer(Dialect(name, "en")).blocks((table,))))


@pytest.mark.parametrize("name", ["paged", "web", "epub"])
def test_cells_span_rows_and_columns(table: Table, name: DialectName) -> None:
    rows = written(table, name).xpath("//tr[not(@class='continued')]")
    spans = [[(one.get("rowspan"), one.get("colspan")) for one in row] for row in rows]
    assert spans[:3] == [
        [("2", None), ("2", None), (None, "2"), ("2", None)],
        [(None, None)] * 2,
        [("2", None), *[(None, None)] * 4],
    ]
    assert spans[4] == [(None, None), (None, None), (None, "2"), ("2", None)]


def test_heads_say_what_they_are_heads_of(table: Table) -> None:
    tree = written(table, "web")
    heads = [(one.text_content(), one.get("scope")) for one in tree.xpath("//thead//th")]
    assert heads == [
        ("Village", "col"),
        ("Purpose", "col"),
        ("Paid, in thousands", "colgroup"),
        ("Change, in %", "col"),
        ("2023", "col"),
        ("2024", "col"),
    ]
    # A head of a group of columns stands over a group (HTML, 4.9.10).
    assert [one.get("span") for one in tree.xpath("//colgroup")] == [None, None, "2", None]
    rows = [(one.text_content(), one.get("scope")) for one in tree.xpath("//tbody//th")]
    assert rows == [("Upper", "row"), ("Middle", "row"), ("Lower", "row"), ("All", "row")]


def test_numbers_stand_in_their_columns(table: Table) -> None:
    tree = written(table, "web")
    numbers = [one.text_content() for one in tree.xpath("//tbody//td[@class='number']")]
    assert numbers[:6] == ["412.5", "1,204", "−17", "96.25", "–", "+3.5"]
    assert "not yet counted" not in numbers
    (across,) = tree.xpath("//td[@colspan]")
    assert across.get("class") == "align-center"


def test_a_total_may_have_two_rows(table: Table) -> None:
    rows = written(table, "web").xpath("//tbody/tr")
    assert ["total" in str(one.get("class")).split() for one in rows] == [False] * 5 + [True] * 2


def test_rows_that_a_cell_joins_are_held_together(table: Table) -> None:
    rows = written(table, "paged").xpath("//tbody/tr")
    held = ["held" in str(one.get("class")).split() for one in rows]
    assert held == [True, False, True, True, False, True, False]


def test_a_row_says_which_of_its_ends_a_cell_above_covers(table: Table) -> None:
    rows = written(table, "web").xpath("//tr")
    ends = [
        [name for name in (one.get("class") or "").split() if "covered" in name] for one in rows
    ]
    assert ends == [
        [],
        ["covered-start", "covered-end"],
        [],
        ["covered-start"],
        [],
        ["covered-end"],
        ["covered-start"],
        [],
        ["covered-start"],
    ]


def test_in_markdown_every_row_can_be_read_by_itself(table: Table) -> None:
    (tree,) = (
        one
        for one in TextTree(
            "", "en", {"source_line": "Source", "labelled": "{label}: {text}"}
        ).text((table.model_copy(update={"source": (), "caption": ()}),))
    )
    _, _, _, head, bodies, _ = tree["c"]
    rows = [[_words(cell[4]) for cell in row[1]] for row in (*head[1], *bodies[0][3])]
    assert rows == [
        [
            "Village",
            "Purpose",
            "Paid, in thousands 2023",
            "Paid, in thousands 2024",
            "Change, in %",
        ],
        ["Upper", "Gates", "412.5", "1,204", "-17"],
        ["Upper", "Canals, dug anew*", "96.25", "-", "+3.5"],
        ["Middle", "Gates", "not yet counted", "", "4"],
        ["Lower", "Gates", "3", "4", "4"],
        ["Lower", "Canals", "5", "6", "1"],
        ["All", "Gates", "415.5", "1,208", "-"],
        ["All", "Canals", "101.25", "6", "-"],
    ]


def _words(tree: object) -> str:
    match tree:
        case {"t": "Space" | "RawInline"}:
            return " "
        case {"t": "Note"}:
            return "*"
        case {"c": inside}:
            return _words(inside)
        case str():
            return tree
        case list():
            return "".join(_words(one) for one in tree if isinstance(one, (dict, str, list)))
    return ""
