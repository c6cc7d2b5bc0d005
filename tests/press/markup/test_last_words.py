"""The last line of a text is never a single short word or half a hyphenated word."""

from __future__ import annotations

import pytest

from pipeline.note.text import Emphasis, Footnote, Lifted, Text
from pipeline.press.markup.dialect import Dialect
from pipeline.press.markup.last_words import join_last_words, without_last_hyphen
from pipeline.press.markup.writer import Writer


def test_a_short_last_word_is_tied_to_the_one_before_it() -> None:
    assert join_last_words((Text(text="as it was."),), 4) == (Text(text="as it\u00a0was."),)


def test_a_long_last_word_may_stand_alone() -> None:
    text = (Text(text="of the pandemic."),)
    assert join_last_words(text, 4) == text


def test_the_last_word_is_found_inside_emphasis_and_before_a_footnote() -> None:
    note = Footnote(id="one", number=1, blocks=())
    inlines = (Text(text="They "), Emphasis(inlines=(Text(text="let it be"),)), note)
    assert join_last_words(inlines, 4) == (
        Text(text="They "),
        Emphasis(inlines=(Text(text="let it\u00a0be"),)),
        note,
    )


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("by the pandemic.", 'by the <span class="whole">pandemic</span>.'),
        ("<em>the pandemic</em>.’", '<em>the <span class="whole">pandemic</span></em>.’'),
        ("by the way.", "by the way."),
        ("in 2020.", "in 2020."),
    ],
)
def test_a_word_that_could_be_hyphenated_is_marked(markup: str, expected: str) -> None:
    assert without_last_hyphen(markup) == expected


def test_a_one_pager_leaves_no_short_word_alone_and_forces_no_long_one_to_another() -> None:
    writer = Writer(Dialect("paged", "en"))
    for words, written in (("It reaches us.", "It reaches\u00a0us."), ("It is whole.", None)):
        sentence = Lifted(role="key", id="one", inlines=(Text(text=words),))
        assert writer.ending(sentence.inlines) == (written or words)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_small_print_leaves_no_short_word_alone(language: str) -> None:
    writer = Writer(Dialect("paged", language))
    words = {"en": "Under the licence MIT.", "ar": "بموجب رخصة MIT."}[language]
    for line in (words, (Text(text=words),)):
        assert "\u00a0" in writer.small_print(line)
    assert "\u00a0" not in Writer(Dialect("web", language)).small_print(words)
