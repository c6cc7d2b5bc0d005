"""What a manuscript and its note have and the other has not, and where it is marked."""

from __future__ import annotations

import re

from pipeline.importing.accounting.manuscript_words import read_markdown
from pipeline.preview.comparison import Comparison, compare
from pipeline.preview.words_in_html import chunks_of, chunks_of_page

TEXT = """# Wells

Villages drink from shallow wells. In dry years a third of them fails.

## Who draws water

Women carry nine buckets of ten, said Fatima & Sons.[^1]

[^1]: Counted in August.
"""
PAGE = """<!doctype html><html><head><title>Wells</title><style>p{}</style></head><body>
<nav>Contents Who draws water</nav>
<main id="main"><p class="date">March 2021</p><h2 id="a">Wells</h2>
<p>Villages drink from <em>deep</em> wells. In dry years a third of them fails.</p>
<svg viewBox="0 0 1 1"><text>Chart</text></svg>
<h3>Who draws water</h3>
<p>Women carry nine buckets of ten, said Fatima &amp; Sons.<sup><a href="#n">1</a></sup></p>
<script>const text = "<p>no text</p>";</script>
<section><p>1 Counted in August.</p></section></main></body></html>"""
SOURCE = TEXT.replace("shallow", "deep")


def compared(manuscript: str, source: str = SOURCE, page: str = PAGE) -> Comparison:
    files = {"note.yaml": b"title: Water\nsubjects: [drought]\n", "text/1-w.md": source.encode()}
    return compare(read_markdown(manuscript), files, page)


def marks(html: str) -> list[str]:
    return re.findall(r"<mark[^>]*>([^<]*)</mark>", html)


def test_words_of_one_side_are_marked_there() -> None:
    found = compared(TEXT)
    assert [(one.side, one.text) for one in found.places] == [
        ("note", "deep"),
        ("manuscript", "shallow"),
    ]
    marked = [one for line in found.lines for one in line.stretches if one.number]
    assert [(one.text, one.number) for one in marked] == [("shallow", 2)]
    assert marks(found.page) == ["deep"]
    assert '<em><mark id="place-1" data-place="1">deep</mark></em>' in found.page


def test_a_page_is_as_it_was_but_for_the_marks() -> None:
    found = compared(TEXT)
    bare = re.sub(r'</?mark[^>]*>|<span data-line="\d+"></span>', "", found.page)
    assert bare == PAGE


def test_nothing_is_marked_where_both_say_the_same() -> None:
    found = compared(SOURCE)
    assert found.places == ()
    assert marks(found.page) == []
    assert [line.kind for line in found.lines if line.kind == "heading"] == ["heading"] * 2


def test_lines_are_found_on_the_page() -> None:
    found = compared(TEXT)
    anchors = [int(one) for one in re.findall(r'data-line="(\d+)"', found.page)]
    numbers = [line.number for line in found.lines]
    assert set(anchors) <= set(numbers)
    assert found.page.index(f'data-line="{anchors[0]}"') < found.page.index("Villages")


def test_what_the_page_or_the_facts_say_is_no_difference() -> None:
    found = compared(f"March 2021\n\nKeywords: drought\n\n{SOURCE}")
    assert [one.text for one in found.places] == ["Keywords"]


def test_short_words_found_elsewhere_do_not_divide_a_place() -> None:
    manuscript = SOURCE.replace("In dry years", "Letters of the office of wells came. In dry years")
    (place,) = compared(manuscript).places
    assert place.text == "Letters of the office of wells came"


def test_chunks_are_words_without_the_signs_around_them() -> None:
    text = "He said: “co-operation”, 干旱 — H\u00ad2O."
    chunks = list(chunks_of(text))
    assert [text[one.start : one.end] for one in chunks] == [
        "He", "said", "co-operation", "干", "旱", "H\u00ad2O",
    ]  # fmt: skip
    assert chunks[2].words == ("co", "operation")


def test_menus_and_drawings_of_a_page_are_no_text() -> None:
    words = [word for chunk in chunks_of_page(PAGE) for word in chunk.words]
    assert words[:3] == ["march", "2021", "wells"]
    assert "chart" not in words
    assert "contents" not in words
    assert "const" not in words
