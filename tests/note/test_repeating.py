from __future__ import annotations

from pipeline.note.repeating import repeated, shortened, unlinked
from pipeline.note.text import (
    Emphasis,
    Footnote,
    Formula,
    Inlines,
    Lifted,
    Link,
    Reference,
    Text,
)
from pipeline.note.walk import plain
from pipeline.press.markup.writer import Dialect, Writer


def text(words: str) -> Inlines:
    return (Text(text=words),)


LINK = Link(target="#a", inlines=text("a link"))
NOTE = Footnote(id="note-a", number=1, blocks=())
REFERENCE = Reference(ids=("b",), inlines=(Link(target="#b", inlines=text("Figure 2")),))
LINE = (
    *text("See "),
    Lifted(role="key", id="key-a", inlines=(LINK, NOTE, *text(" and "))),
    Emphasis(inlines=(REFERENCE,)),
)


def test_what_is_repeated_has_neither_footnotes_nor_anchors() -> None:
    assert repeated(LINE) == (*text("See "), LINK, *text(" and "), LINE[2])


def test_what_is_a_link_itself_has_none_inside() -> None:
    figure = Emphasis(inlines=text("Figure 2"))
    assert unlinked(LINE) == (*text("See "), *text("a link"), *text(" and "), figure)


def test_an_entry_of_the_contents_is_one_link() -> None:
    written = Writer(Dialect("paged", "en")).entry("contents-item", LINE)
    assert "<a " not in written
    assert "<em>Figure" in written


def test_soft_hyphens_do_not_count_where_a_line_is_cut() -> None:
    line = text("Inter\u00adgovern\u00admental bodies meet")
    assert shortened(line, 32) == line
    assert plain(shortened(line, 26)) == "Intergovernmental bodies…"
    assert plain(shortened(line, 12)) == "Intergovern…"


def test_a_long_line_is_cut_at_a_word_and_never_in_a_formula() -> None:
    formula = Formula(tex="x < 2", mathml="<mi>x</mi>")
    line = (*text("One two "), Emphasis(inlines=(*text("three "), formula, *text(" four"))))
    assert shortened(line, 40) == line
    assert plain(shortened(line, 18)) == "One two three x < 2…"
    assert plain(shortened(line, 14)) == "One two three…"
    assert plain(shortened(line, 9)) == "One two…"
    assert plain(shortened(text("Hippopotamus"), 5)) == "Hipp…"
