"""Drawings with words as elements of a page, whose faces their words are set in."""

from __future__ import annotations

import re

import pytest
from lxml import html

from pipeline.note.text import Figure
from pipeline.press.markup.dialect import Dialect
from pipeline.press.markup.drawings import drawings_with_words, inline_drawing, written_in
from pipeline.press.markup.writer import Writer

DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" id="top" version="1.1" width="90" height="40" '
    'viewBox="0 0 90 40" xml:space="preserve"><defs><linearGradient id="a"><stop offset="0" '
    'stop-color="#aa0000"/></linearGradient><path id="b" d="M0 0h9"/></defs>'
    '<g vector-effect="non-scaling-stroke"><rect width="9" height="9" fill="url(#a)"/>'
    '<use href="#b" fill="#abcdef"/></g><text y="20">Źródło <tspan font-weight="700">联合国</tspan>'
    "</text></svg>"
).encode()


def test_what_is_written_in_a_drawing_is_found() -> None:
    assert written_in(DRAWING) == "Źródło 联合国"
    assert written_in(DRAWING.replace(b"text", b"desc")) == ""


def test_ids_of_two_drawings_are_told_from_one_another() -> None:
    found = inline_drawing(DRAWING, "A plan", "fig-1")
    assert {'id="fig-1-a"', 'fill="url(#fig-1-a)"', 'id="fig-1-b"', 'href="#fig-1-b"'} <= set(
        re.findall(r'(?:id|fill|href)="[^"]*"', found)
    )
    # A colour is no reference.
    assert 'fill="#abcdef"' in found
    assert 'stop-color="#aa0000"' in found


def test_its_size_is_that_of_the_page_and_its_words_have_a_size() -> None:
    (svg,) = html.fragments_fromstring(inline_drawing(DRAWING, 'A "plan" & more', "fig-1"))
    assert (svg.get("role"), svg.get("aria-label")) == ("img", 'A "plan" & more')
    assert (svg.get("width"), svg.get("height"), svg.get("id")) == (None, None, None)
    assert svg.get("viewbox") == "0 0 90 40"
    assert svg.get("font-size") == "16px"
    given = DRAWING.replace(b'width="90"', b'font-size="9px"')
    assert 'font-size="9px"' in inline_drawing(given, "", "fig-1")


def test_one_that_says_nothing_is_hidden() -> None:
    found = inline_drawing(DRAWING, "", "fig-1")
    assert 'aria-hidden="true"' in found
    assert "role=" not in found


@pytest.mark.parametrize(("name", "count"), [("web", 1), ("epub", 1), ("paged", 0)])
def test_only_drawings_with_words_are_set_into_a_page(name: str, count: int) -> None:
    pictures = {
        "figures/plan.svg": DRAWING,
        "figures/mark.svg": DRAWING.replace(b"text", b"desc"),
        "figures/photo.png": b"<text",
    }
    drawings = drawings_with_words(pictures) if name != "paged" else {}
    figures = [
        Figure(id=f"fig-{at}", source=path, alternative="It is seen", caption=())
        for at, path in enumerate(pictures, 1)
    ]
    dialect = Dialect(name, "en-GB", drawings=drawings)  # type: ignore[arg-type]
    written = str(Writer(dialect).blocks(figures))
    assert written.count("<svg") == count
    assert written.count("<img") == 3 - count
