"""Large print: the sizes of all that is read, and no italics."""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pypdfium2
import pypdfium2.raw
import pytest

from pipeline.cache import NoCache
from pipeline.editions.workbench import Workbench
from pipeline.house_style import Style, load_style
from pipeline.load.loading import load_note
from pipeline.workspace import built_in_styles

RICH = Path(__file__).parent.parent / "notes" / "rich"


@pytest.fixture(scope="module")
def style(tmp_path_factory: pytest.TempPathFactory) -> Style:
    folder = tmp_path_factory.mktemp("styles")
    (folder / "tokens.css").write_text(":root { --edition-size: large }", "utf-8")
    return load_style(built_in_styles(), folder)


@pytest.fixture(scope="module")
def pdf(style: Style) -> Iterator[bytes]:
    bench = Workbench(load_note(RICH), style, NoCache())
    yield bench.artefacts("pdf")[0].content
    bench.engine.close()


def test_it_is_set_in_18_points_in_one_column(style: Style) -> None:
    assert (style.length("text-size"), style.length("line")) == (18, 24)
    assert style.length("margin-column") == 0
    assert style.length("text-measure") == 166
    assert style.length("one-pager-width") == 210


def sizes(content: bytes) -> dict[float, int]:
    """How many letters there are of each size in pt, the pages in one colour aside."""
    found: dict[float, int] = defaultdict(int)
    for page in pypdfium2.PdfDocument(content):
        text = page.get_textpage()
        for index in range(text.count_chars()):
            if text.get_text_range(index, 1).strip():
                size = pypdfium2.raw.FPDFText_GetFontSize(text, index)
                matrix = pypdfium2.raw.FS_MATRIX()
                pypdfium2.raw.FPDFText_GetMatrix(text, index, matrix)
                found[round(size * abs(matrix.d), 1)] += 1
    return found


@pytest.mark.slow
def test_nothing_that_is_read_is_small(pdf: bytes) -> None:
    found = sizes(pdf)
    assert sum(found.values()) > 4000
    small = {size: count for size, count in found.items() if size < 13}
    # Raised letters, marks of notes, digits of the barcode, pages behind the references.
    assert sum(small.values()) / sum(found.values()) < 0.03
    large = sum(count for size, count in found.items() if size >= 17.9)
    assert large / sum(found.values()) > 0.7


@pytest.mark.slow
def test_there_are_no_italics(pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        names = {
            str(font.BaseFont)
            for page in document.pages
            for font in page.obj.Resources.get("/Font", {}).values()
        }
    assert names
    assert not [name for name in names if "Italic" in name or "Oblique" in name]
