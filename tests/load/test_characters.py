"""Quotation marks, joined lines, ids made from words, language tags."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, strategies

from pipeline.findings import Place
from pipeline.languages import languages
from pipeline.load import load_files
from pipeline.load.characters import collapse, curl, join_lines
from pipeline.load.ids import Ids, is_id, is_reserved, slug
from pipeline.load.languages import is_language, language_hint
from pipeline.note.walk import words_of

MINIMAL = Path(__file__).parents[1] / "notes/minimal"


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


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("ui-design", ["text-ui-design", "text-ui-design-2"]),
        ("imprint", ["text-imprint", "text-imprint-2"]),
        ("imprint-heading", ["text-imprint-heading-2", "text-imprint-heading-3"]),
        ("page", ["page", "text-page", "text-page-2"]),
        ("ui", ["ui", "text-ui"]),
    ],
)
def test_an_id_is_made_where_one_with_any_number_is_reserved(name: str, made: list[str]) -> None:
    ids = Ids(frozenset())

    assert [ids.make(name, Place("a.md")) for _ in made] == made


RESERVED = (
    "Page",
    "Page 2",
    "List of abbreviations",
    "List of figures",
    "UI",
    "UI design",
    "UI 2",
    "Imprint",
    "Imprint heading",
    "Cover",
)
HEADINGS = sorted({*RESERVED, *(text for one in languages() for text in one.words.values())})


@given(
    strategies.lists(strategies.sampled_from(HEADINGS), max_size=30),
    strategies.sets(strategies.sampled_from([f"text-{slug(words, 8)}" for words in RESERVED])),
)
def test_ids_made_from_any_headings_are_unique_and_not_reserved(
    headings: list[str], taken: set[str]
) -> None:
    ids = Ids(frozenset(taken))

    made = [ids.make(slug(words) or "topic", Place("a.md")) for words in headings]

    assert len({*made, *taken}) == len(made) + len(taken)
    assert not any(is_reserved(name) for name in made)


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


@pytest.mark.slow
@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "He “said ‘yes’ and” left. “A ‘b’ c”."),
        ("ru", "He «said „yes“ and» left. «A „b“ c»."),
        ("ar", "He «said ”yes“ and» left. «A ”b“ c»."),
    ],
)
def test_a_quotation_inside_another_has_the_other_marks(language: str, said: str) -> None:
    files = {
        path.relative_to(MINIMAL).as_posix(): path.read_bytes()
        for path in MINIMAL.rglob("*")
        if path.is_file()
    }
    files["note.yaml"] = files["note.yaml"].replace(b"en-GB", language.encode())
    typed = 'He "said "yes" and" left. "A \'b\' c".'
    files["text/introduction.md"] = f"# Rivers {{#rivers}}\n\n{typed}\n".encode()
    assert words_of(load_files("minimal", files).parts[0].blocks) == said
