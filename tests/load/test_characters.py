"""Quotation marks, joined lines, ids made from words, language tags."""

from __future__ import annotations

import pytest

from pipeline.findings import Place
from pipeline.load.characters import collapse, curl, join_lines
from pipeline.load.ids import Ids, is_id, slug
from pipeline.load.languages import is_language, language_hint


@pytest.mark.parametrize(
    ("typed", "language", "printed"),
    [
        ('"Yes," she said.', "en", "“Yes,” she said."),
        ("the engineer's 'note'", "en-GB", "the engineer’s ‘note’"),
        ("\"He said 'no'.\"", "en", "“He said ‘no’.”"),
        ("(\"so\") and ['so']", "en", "(“so”) and [‘so’]"),
        ("in the '90s", "en", "in the ’90s"),
        ('l\'eau "vive"', "fr", "l’eau «\u202fvive\u202f»"),
        ('"agua"', "es", "«agua»"),
        ('"水"', "zh-Hans", "“水”"),
        ("\"Wasser\", sagt's 'so'", "de", "„Wasser“, sagt’s ‚so‘"),
        ("\"Wasser\", 'so'", "de-CH", "«Wasser», ‹so›"),
        ('"água"', "pt-BR", "“água”"),
        ('"água"', "pt-MZ", "«água»"),
        ("\"вода и 'река'\"", "ru", "«вода и „река“»"),
        ("\"'No,' he said.\"", "en", "“‘No,’ he said.”"),
        ("no marks", "en", "no marks"),
    ],
)
def test_straight_quotation_marks_are_curled(typed: str, language: str, printed: str) -> None:
    assert curl(typed, language) == printed


def test_white_space_is_collapsed_but_not_what_holds_words_together() -> None:
    assert collapse("  a \n\t b\u00a0c  ") == "a b\u00a0c"


def test_lines_are_joined() -> None:
    text, starts = join_lines(["三里", "\n", "河", " ", "is", "\n", "here", " ", " ", "."])

    assert text == "三里河 is here ."
    assert [text[start : start + 1] for start in starts[:3]] == ["三", "河", "河"]


@pytest.mark.parametrize(
    ("words", "made"),
    [
        ("What's new, in 2024?", "whats-new-in-2024"),
        ("Balázs Horváth", "balazs-horvath"),
        ("Große Straße", "grosse-strasse"),
        ("三里河", ""),
        ("One two three four five six seven eight nine", "one-two-three-four-five-six-seven-eight"),
    ],
)
def test_ids_are_made_from_words(words: str, made: str) -> None:
    assert slug(words) == made
    assert not made or is_id(made)


def test_an_id_made_twice_gets_a_number_and_leaves_given_ones_alone() -> None:
    ids = Ids(frozenset({"river-2"}))
    place = Place("a.md")

    made = [ids.make("river", place) for _ in range(3)]

    assert made == ["river", "river-3", "river-4"]
    assert ids.choose("river-2", "other", place) == "river-2"


@pytest.mark.parametrize("name", ["page-4", "participants", "contents", "gates-heading"])
def test_an_id_made_leaves_alone_what_editions_give_themselves(name: str) -> None:
    assert Ids(frozenset()).make(name, Place("a.md")) == f"{name}-2"


@pytest.mark.parametrize("tag", ["en", "en-GB", "zh-Hans", "zh-Hant-TW", "yue", "es-419"])
def test_languages_there_are(tag: str) -> None:
    assert is_language(tag)


@pytest.mark.parametrize(
    ("tag", "hint"),
    [
        ("cn", "did you mean zh-Hans?"),
        ("EN", "did you mean en?"),
        ("zh_hans", "did you mean zh-Hans?"),
        ("en-gb", "did you mean en-GB?"),
        ("jp", "did you mean ja?"),
    ],
)
def test_tags_that_are_none_and_what_was_meant(tag: str, hint: str) -> None:
    assert not is_language(tag)
    assert language_hint(tag) == hint
