"""Cells over several rows at the end of a page."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

import pypdfium2
import pytest
from part_jobs import lay_out, screen
from pdf_reader import read_tagged

from pipeline.note.text import Cell, Paragraph, Table, Text
from pipeline.press.engine.engine import Engine
from pipeline.press.markup.dialect import Dialect
from pipeline.press.markup.writer import Writer
from pipeline.press.parts.parts import PartPages
from pipeline.workspace import built_in_styles

pytestmark = pytest.mark.slow

SHEETS = ("parts/table.css", "editions/print/tables.css")
PAGE = """
:root {
  --trim-width: 210mm; --trim-height: 297mm; --text-size: 9.8pt; --line: 14pt;
  --margin-top: 24mm; --margin-bottom: 26mm; --margin-outer: 22mm; --margin-inner: 22mm;
  --margin-column: 40mm; --folio-drop: 9mm;
  --sans: "Note Sans"; --blue: #0d3b5c; --grey: #0d3b5c; --rule: #0d3b5c;
}
@page { size: 210mm 297mm; margin: 24mm 22mm 26mm 62mm; @bottom-center { content: none } }
body { margin: 0 } p { text-align: left }
"""
CSS = PAGE + "".join(built_in_styles().joinpath(name).read_text("utf-8") for name in SHEETS)


def cell(words: str, rows: int = 1, columns: int = 1) -> Cell:
    inlines = (Text(text=words),)
    return Cell(blocks=(Paragraph(id=words.lower(), inlines=inlines),), rows=rows, columns=columns)


def merged(spans: Sequence[int]) -> Table:
    """A table whose first column has cells of so many rows; the others name row and column."""
    body = []
    for group, rows in enumerate(spans):
        for row in range(rows):
            own = [cell(f"r{group}-{row}-{column}") for column in (1, 2)]
            body.append(tuple(own if row else [cell(f"group{group}", rows), *own]))
    return Table(
        id="t",
        alignments=("default",) * 3,
        head=((cell("Group", 2), cell("Both", 1, 2)), (cell("One"), cell("Two"))),
        body=tuple(body),
    )


def laid_out(engine: Engine, table: Table, above: int) -> PartPages:
    body = str(Writer(Dialect("paged", "en")).blocks((table,)))
    lines = f'<div style="height: {above}pt"></div>'
    return lay_out(engine, f"<section>{lines}{body}<p>After</p></section>", CSS)


def rows_on(part: PartPages) -> list[list[str]]:
    """The first words of the rows on each page, as row and group."""
    document = pypdfium2.PdfDocument(BytesIO(screen(part)))
    texts = [document[page].get_textpage().get_text_range() for page in range(part.page_count)]
    return [[word for word in text.split() if word.endswith("-1")] for text in texts]


@pytest.mark.parametrize("above", range(480, 600, 15))
def test_no_page_ends_between_a_few_rows_that_a_cell_joins(engine: Engine, above: int) -> None:
    part = laid_out(engine, merged([3] * 8), above)
    pages = rows_on(part)
    assert sorted(row for page in pages for row in page) == sorted(
        f"r{group}-{row}-1" for group in range(8) for row in range(3)
    )
    for page in pages:
        assert len(page) % 3 == 0
    assert not [one for one in part.remarks if one.kind == "divided row"]


def test_more_rows_are_divided_and_nothing_is_lost(engine: Engine) -> None:
    part = laid_out(engine, merged([30, 30]), 300)
    pages = rows_on(part)
    assert len(pages) > 1
    found = [row for page in pages for row in page]
    assert found == [f"r{group}-{row}-1" for group in range(2) for row in range(30)]
    assert not [one for one in part.remarks if "row" in one.kind]
    tags = read_tagged(screen(part))
    assert tags.unused == []
    heads = [one.text for one in tags.root.all("TH")]
    assert heads == ["Group", "Both", "One", "Two", "group0", "group1"]
