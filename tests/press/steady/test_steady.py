"""Lines break at the same places with every version of Pango, and widths are added alike."""

from __future__ import annotations

import inspect
import pkgutil
import re
from importlib import import_module

import pypdfium2
import pytest
from part_jobs import lay_out, screen
from weasyprint import layout
from weasyprint.layout import table

from pipeline.press.engine.engine import Engine
from pipeline.press.steady.line_breaks import tied
from pipeline.press.steady.sums import same_sums

TIED = {
    # Pango 1.50 breaks after the sign |, 1.56 does not.
    "« |oui": 2,
    "oui |»": 4,
    "see -|x": 5,
    "Fig.|1": 4,
    "2019–|2023": 5,
    "२०१९-|२०२३": 5,
    "الشكل،|1": 6,
    # 1.56 breaks, 1.50 does not.
    "»oui« |(non)": 6,
    '"oui" |(non)': 6,
    "a |.5": 2,
    "美|“人": 1,
    "人”|之": 2,
    # The sign of direction belongs to what is before it.
    "«\u200f |x": 3,
}
FREE = (
    "„Zitat“ und",  # In German “ closes.
    "the ’90s",
    "a (b) c",
    "yes, no: 5 - 3",
    "Rome–Milan",
    "well-known",
    "美人之",
    "“oui” non",
)
SAMPLES = {
    "no «yes» (but) then": ["no", "«yes» (but)", "then"],
    "a -x b": ["a", "-x", "b"],
    "see Fig.1 and .5": ["see", "Fig.1", "and .5"],
    "„Zitat“ und the ’90s": ["„Zitat“", "und", "the", "’90s"],
    # What was said of a text before it was cut does not stay.
    "one two (three) «four» (five) six": ["one", "two", "(three)", "«four» (five)", "six"],
}


@pytest.mark.parametrize("text", TIED)
def test_a_line_breaks_only_where_all_break_it(text: str) -> None:
    assert TIED[text] == text.index("|")
    assert TIED[text] in tied(text.replace("|", ""))


@pytest.mark.parametrize("text", FREE)
def test_other_places_are_left_to_pango(text: str) -> None:
    assert tied(text) == []


@pytest.mark.slow
def test_pango_breaks_no_line_there(engine: Engine) -> None:
    body = "".join(f"<p>{text}</p>" for text in SAMPLES)
    css = "p { width: 1pt; text-align: left; hyphens: none; text-wrap: wrap }"
    document = pypdfium2.PdfDocument(screen(lay_out(engine, body, css)))
    lines = [line for page in document for line in _lines(page)]
    folio = ["1"]
    assert lines == [line for lines in SAMPLES.values() for line in lines] + folio


def _lines(page: pypdfium2.PdfPage) -> list[str]:
    return [line.strip() for line in page.get_textpage().get_text_range().splitlines()]


def test_all_of_layout_that_adds_widths_adds_alike() -> None:
    names = [one.name for one in pkgutil.iter_modules(layout.__path__, "weasyprint.layout.")]
    modules = [import_module(name) for name in names]
    adding = [one for one in modules if re.search(r"\bsum\(", inspect.getsource(one))]
    with same_sums():
        plain = {one.__name__ for one in adding if "sum" not in vars(one)}
        added = vars(table)["sum"]([0.1, 0.2, 0.3])
    assert added == 0.1 + 0.2 + 0.3 != 0.6
    # Spaces of a line are counted there.
    assert plain == {"weasyprint.layout.inline"}
    assert not [one for one in modules if "sum" in vars(one)]
