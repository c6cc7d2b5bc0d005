"""The interface words: every language says everything that English says."""

from __future__ import annotations

import tomllib
from string import Formatter

import pytest

from pipeline.house_style import load_style
from pipeline.typography import set_text
from pipeline.workspace import built_in_styles

WORDS = {
    path.stem: tomllib.loads(path.read_text("utf-8"))
    for path in sorted((built_in_styles() / "words").glob("*.toml"))
}


def placeholders(word: str) -> list[str]:
    return sorted(name for _, name, _, _ in Formatter().parse(word) if name is not None)


def test_the_languages_there_are() -> None:
    assert {"en", "es", "fr", "zh"} <= WORDS.keys()


@pytest.mark.parametrize("tag", WORDS)
def test_every_language_has_every_word(tag: str) -> None:
    assert WORDS[tag].keys() == WORDS["en"].keys()


@pytest.mark.parametrize("tag", WORDS)
def test_every_word_is_filled_in_from_the_same_names(tag: str) -> None:
    for name, word in WORDS["en"].items():
        assert placeholders(WORDS[tag][name]) == placeholders(word), name


@pytest.mark.parametrize("tag", WORDS)
def test_words_are_whole_and_their_marks_are_curly(tag: str) -> None:
    for name, word in WORDS[tag].items():
        assert word.strip(), name
        assert "'" not in word, name
        assert '"' not in word, name


def test_french_words_have_their_spaces_wherever_they_are_used() -> None:
    for name, word in WORDS["fr"].items():
        assert set_text(word, "fr") == word, name


def test_the_words_of_a_language_are_those_of_its_file() -> None:
    style = load_style(built_in_styles())
    assert style.words("zh-Hans")["contents"] == "目录"
    assert style.words("fr-CH")["contents"] == "Sommaire"
