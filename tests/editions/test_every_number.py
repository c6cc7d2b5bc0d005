"""What a note counts has its number in every edition, and not only in what refers to it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pypdfium2
import pytest
from edition_texts import READERS
from kept_in_memory import LAID_OUT
from markdown_words import letters

from pipeline.editions.table import ALL_NAMES
from pipeline.editions.workbench import Workbench
from pipeline.house_style import load_style
from pipeline.note import Note
from pipeline.note.text import Formula, Paragraph
from pipeline.note.walk import blocks_below, headings_in, plain, words_of
from pipeline.numbering.series import SERIES, Series
from pipeline.workspace import built_in_styles

pytestmark = pytest.mark.slow

# One-pagers hold nothing that is numbered; on printed pages only the place tells what belongs
# together.
IN_ORDER = [name for name in ALL_NAMES if name not in {"one-pagers", "print"}]


@pytest.fixture(scope="module")
def bench(rich_note: Note) -> Iterator[Workbench]:
    made = Workbench(rich_note, load_style(built_in_styles()), LAID_OUT)
    yield made
    made.engine.close()


@pytest.fixture(scope="module", params=IN_ORDER)
def texts(request: pytest.FixtureRequest, bench: Workbench) -> dict[str, str]:
    """The letters of the files of an edition."""
    return {name: one.text for name, one in READERS[request.param](bench).items()}


@pytest.fixture(scope="module")
def pages(bench: Workbench) -> list[str]:
    """What is printed on each page of the print edition."""
    contents = (one.content for one in bench.artefacts("print") if one.path.endswith("-print.pdf"))
    document = pypdfium2.PdfDocument(next(contents))
    return [page.get_textpage().get_text_bounded() for page in document]


def all_blocks(bench: Workbench) -> list[Any]:
    """Return the blocks of a note in their order."""
    return [block for one in headings_in(bench.note) for block in blocks_below(one.blocks)]


def counted(bench: Workbench, series: Series) -> list[Any]:
    """Return the blocks of a note that a series counts."""
    found = [one for one in all_blocks(bench) if one.kind == series.kind and series.is_counted(one)]
    assert found, f"tests/notes/rich has no {series.word} that is counted"
    return found


def words_after(bench: Workbench, block: Any) -> str:
    """Return the first letters of what stands after the number of a block."""
    blocks = all_blocks(bench)
    following = blocks[blocks.index(block) + 1 :]
    words = getattr(block, "caption", ()) or getattr(block, "title", ())
    words = words or next(one.inlines for one in following if isinstance(one, Paragraph))
    return letters(plain(words))[:12]


def signs_of(block: Any) -> str:
    """The letters of a formula, which stand behind its number in JATS (label, then formula)."""
    return letters(next(one.tex for one in block.inlines if isinstance(one, Formula)))


def squeezed(text: str) -> str:
    """Return a text without spaces and capitals, which a style may choose for labels."""
    return "".join(text.split()).casefold()


def number_of(bench: Workbench, block: Any) -> str:
    """Return the number as it is shown: that of a formula stands alone."""
    label = bench.labels[block.id]
    return f"({label.number})" if isinstance(block, Paragraph) else label.text


@pytest.mark.parametrize("series", SERIES, ids=lambda series: series.word)
def test_every_number_is_shown(series: Series, bench: Workbench, texts: dict[str, str]) -> None:
    for block in counted(bench, series):
        number = letters(number_of(bench, block))
        for name, text in texts.items():
            before_it = isinstance(block, Paragraph) and name == "metadata"
            words = signs_of(block) if before_it else words_after(bench, block)
            assert f"{number}{words}" in text, name


@pytest.mark.parametrize("series", SERIES, ids=lambda series: series.word)
def test_every_number_is_printed(series: Series, bench: Workbench, pages: list[str]) -> None:
    for block in counted(bench, series):
        words, shown = words_after(bench, block), squeezed(number_of(bench, block))
        on = [squeezed(page) for page in pages if words in letters(page)]
        assert any(shown in page for page in on), shown


def test_every_recommendation_stands_in_the_table_of_them(
    texts: dict[str, str], bench: Workbench
) -> None:
    (table,) = (one for one in all_blocks(bench) if getattr(one, "collects", ""))
    rows = [
        letters("".join(words_of(cell.blocks) for cell in row))
        for row in (*table.head, *table.body)
    ]
    assert len(rows) == 3
    assert any(all(row in text for row in rows) for text in texts.values())
