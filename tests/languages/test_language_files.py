"""The files of languages: each says all that English says, and says it whole."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from itertools import combinations
from pathlib import Path
from string import Formatter
from typing import Any, get_args

import pyphen
import pytest

from pipeline.house_style import load_style
from pipeline.languages import (
    HAN_TAG,
    find_language,
    is_han,
    language_of,
    languages,
    meant_tag,
    tags,
)
from pipeline.languages.counted import COUNTS
from pipeline.languages.dates import locale_of
from pipeline.languages.language import Digits, NoteMarks
from pipeline.languages.writing import own_script_name
from pipeline.load.languages import is_language
from pipeline.note import Note
from pipeline.note.authors import AuthorRole
from pipeline.typography import set_text
from pipeline.views.authors import named_authors
from pipeline.workspace import built_in_styles

FOLDER = Path(__file__).parents[2] / "pipeline" / "languages"
FILES = {tag: tomllib.loads((FOLDER / f"{tag}.toml").read_text("utf-8")) for tag in tags()}
COUNTED = {
    tag: {name: forms for name, forms in file["words"].items() if isinstance(forms, dict)}
    for tag, file in FILES.items()
}
"""The forms of the words that have several, by tag."""
for tag, counted_words in COUNTED.items():
    FILES[tag]["words"] |= {name: forms["other"] for name, forms in counted_words.items()}
MAY_BE_EMPTY = re.compile(
    r"cases|raised_endings|dictionaries|sales_letter|letters|spaces\.(units|not_counted|after_words|together|narrow_together|narrow|no_break|narrow_inside)"
    r"|dates\.(other_months|first_day|pattern|day_endings|between|before|year_endings)"
    r"|importing\.(credited|please|please_when|ranks|headings\.opening)"
)
"""What not every language has, such as a space before high punctuation."""
MAY_BE_EMPTY_IN_HAN = re.compile(
    r"abbreviations|dictionaries|spaces\..*|dates\.forms|importing\.(small_words|headings\..*)"
)
"""What only a language written in words with spaces between them has."""
PAIRS = list(combinations(FILES, 2))
CURLED = re.compile("['\"]")


def keys_of(table: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, Any]]:
    """Give every key below the tables of a file with its dotted name, and its value."""
    for name, value in table.items():
        if isinstance(value, dict) and name not in {"meant", "other_months"}:
            yield from keys_of(value, f"{above}{name}.")
        elif name != "variants":
            yield f"{above}{name}", value


def placeholders(word: str) -> list[str]:
    return sorted(name for _, name, _, _ in Formatter().parse(word) if name is not None)


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list | tuple):
        for part in value.values() if isinstance(value, dict) else value:
            yield from strings(part)


def test_the_languages_there_are() -> None:
    assert {"de", "en", "es", "fr", "pt", "ru", "zh"} <= set(tags())
    assert {language.script for language in languages()} >= {"Cyrl", "Hans", "Latn"}
    assert len({language.name for language in languages()}) == len(tags())


def test_the_readme_names_them_all() -> None:
    readme = (FOLDER.parents[1] / "README.md").read_text("utf-8")
    (said,) = (line for line in readme.splitlines() if "English (`en`)" in line)
    named = set(re.findall(r"\(`([a-z]+)`", said))
    missing = {f"pipeline/languages/{tag}.toml" for tag in named - set(tags())}
    assert missing == set()
    assert set(tags()) - named == set(), "README.md does not name it"


@pytest.mark.parametrize("tag", FILES, ids="{}.toml".format)
def test_every_language_says_all_that_english_says_and_no_more(tag: str) -> None:
    said, wanted = dict(keys_of(FILES[tag])), dict(keys_of(FILES["en"]))
    assert sorted(wanted.keys() - said.keys()) == []
    assert sorted(said.keys() - wanted.keys()) == []


@pytest.mark.parametrize("tag", FILES, ids="{}.toml".format)
def test_nothing_is_left_empty_that_every_language_has(tag: str) -> None:
    han = is_han(tag)
    empty = [
        name
        for name, value in keys_of(FILES[tag])
        if value in ("", [], {})
        and not MAY_BE_EMPTY.fullmatch(name)
        and not (han and MAY_BE_EMPTY_IN_HAN.fullmatch(name))
    ]
    assert empty == []


@pytest.mark.parametrize("tag", FILES, ids="{}.toml".format)
def test_values_are_of_the_kinds_that_english_has(tag: str) -> None:
    kinds = {name: type(value) for name, value in keys_of(FILES["en"])}
    assert {name: type(value) for name, value in keys_of(FILES[tag])} == kinds
    assert all(text.strip() for text in strings(FILES[tag]) if text)


@pytest.mark.parametrize("tag", FILES, ids="{}.toml".format)
def test_every_word_is_filled_in_from_the_same_names(tag: str) -> None:
    variants = FILES[tag].get("variants", ())
    for words in (FILES[tag]["words"], *(variant.get("words", {}) for variant in variants)):
        for name, word in words.items():
            assert placeholders(word) == placeholders(FILES["en"]["words"][name]), name
    assert placeholders(FILES[tag]["person"]) == ["affiliation", "role"]
    for name, pattern in FILES[tag]["formulas"].items():
        if isinstance(pattern, str):
            assert placeholders(pattern) == placeholders(FILES["en"]["formulas"][name]), name
    assert len(FILES[tag]["formulas"]["greek"]) == len(FILES["en"]["formulas"]["greek"])


@pytest.mark.parametrize("tag", FILES, ids="{}.toml".format)
def test_a_counted_word_has_the_forms_of_its_language(tag: str) -> None:
    rule = locale_of(tag).plural_form
    for name, forms in COUNTED[tag].items():
        wanted = set(placeholders(FILES["en"]["words"][name]))
        (count,) = wanted & COUNTS
        assert "other" in forms, name
        assert set(forms) <= {*rule.tags, "other"}, name
        for form, text in forms.items():
            alone = [number for number in range(1, 200) if rule(number) == form]
            may_be_said = {count} if len(alone) < 2 else set()
            assert wanted - may_be_said <= set(placeholders(text)) <= wanted, (name, form)


@pytest.mark.parametrize("tag", [tag for tag in FILES if tag != "en"], ids="{}.toml".format)
def test_no_sentence_is_left_in_english(tag: str) -> None:
    for table in ("words", "first_note", "formulas"):
        words, english = FILES[tag][table], FILES["en"][table]
        texts = {name: text for name, text in words.items() if isinstance(text, str)}
        left = [name for name, text in texts.items() if text == english[name]]
        said = [name for name in left if len(re.findall(r"[^\W\d_]{2,}", texts[name])) > 2]
        assert said == [], f"pipeline/languages/{tag}.toml: {table}"


@pytest.mark.parametrize("tag", FILES, ids="{}.toml".format)
def test_marks_are_curly(tag: str) -> None:
    for name, word in FILES[tag]["words"].items():
        assert not CURLED.search(word), name
    for name, word in language_of(tag).importing.headings.items():
        assert not CURLED.search("".join(word)), name


@pytest.mark.parametrize("tag", [tag for tag in FILES if tag not in {"en", "es"}])
def test_words_have_the_spaces_of_their_language_wherever_they_are_used(tag: str) -> None:
    for one in (tag, *(one for v in FILES[tag].get("variants", ()) for one in v["tags"])):
        for name, word in language_of(one).words.items():
            assert set_text(word, one) == word, name


@pytest.mark.parametrize("tag", FILES, ids="{}.toml".format)
def test_what_an_import_looks_for_is_in_small_letters(tag: str) -> None:
    importing = FILES[tag]["importing"]
    assert [text for text in strings(importing) if text != text.lower()] == []


@pytest.mark.parametrize(("one", "other"), PAIRS, ids="{}.toml".format)
def test_small_words_tell_one_language_from_another(one: str, other: str) -> None:
    first, second = (set(FILES[tag]["importing"]["small_words"]) for tag in (one, other))
    assert first & second == set()


@pytest.mark.parametrize(("one", "other"), PAIRS, ids="{}.toml".format)
def test_a_word_for_a_month_or_a_section_means_the_same_in_all(one: str, other: str) -> None:
    first, second = (language_of(tag) for tag in (one, other))
    months, others = first.dates.numbers, second.dates.numbers
    assert months != others
    assert {name for name in months.keys() & others.keys() if months[name] != others[name]} == set()
    here = {word: key for key, words in first.importing.sections.items() for word in words}
    there = {word: key for key, words in second.importing.sections.items() for word in words}
    assert {word for word in here.keys() & there.keys() if here[word] != there[word]} == set()


@pytest.mark.parametrize("tag", FILES, ids="{}.toml".format)
def test_tags_marks_and_dictionaries_are_what_they_have_to_be(tag: str) -> None:
    language = language_of(tag)
    assert is_language(language.tag)
    assert language.tag.partition("-")[0] == tag
    assert len(language.dates.months) == 12
    assert all(word.endswith(".") and len(word) < 12 for word in language.abbreviations)
    assert all(is_language(meant) for meant in language.meant.values())
    assert all(len(marks) == 2 for marks in (language.single, language.double, *language.pairs))
    assert "".join(mark.strip() for mark in language.double) in language.pairs
    assert language.words["language"] == language.tag
    assert language.note_marks in get_args(NoteMarks)
    assert language.digits in get_args(Digits)
    assert len(set(language.letters)) == len(language.letters)
    assert set(language.dictionaries) <= set(pyphen.LANGUAGES)
    assert {name.partition("_")[0] for name in language.dictionaries} <= {tag}
    assert {meant.partition("-")[0] for meant in language.meant.values()} <= {tag}
    assert all(form.count("{day}") == 1 and "'" not in form for form in language.dates.forms)


def test_a_region_has_what_it_says_and_the_rest_of_its_language() -> None:
    for tag, file in FILES.items():
        for variant in file.get("variants", ()):
            plain = language_of(tag)
            for region in variant["tags"]:
                assert is_language(region)
                assert language_of(region) != plain
                assert language_of(region).words.keys() == plain.words.keys()


def test_tags_are_found_by_language_script_and_what_is_written_for_them() -> None:
    assert find_language("zh-Hant-TW") == language_of("zh")
    assert find_language("pl") is None
    assert language_of("zh").tag == HAN_TAG
    assert [tag for tag in ("zh-Hant", "ja", "yue", "en", "pl") if is_han(tag)] == [
        "zh-Hant", "ja", "yue",
    ]  # fmt: skip
    assert meant_tag("chinese") == "zh-Hans"
    assert meant_tag("jp") == "ja"
    assert meant_tag("xx") is None


def test_the_words_of_a_language_are_those_of_its_file() -> None:
    style = load_style(built_in_styles())
    assert style.words("zh-Hans")["contents"] == "目录"
    assert style.words("fr-CH")["contents"] == "Sommaire"


def test_every_role_of_an_author_has_its_word_in_every_language(authored_note: Note) -> None:
    for tag in tags():
        for role in get_args(AuthorRole):
            author = authored_note.metadata.authors[0].model_copy(update={"role": role})
            data = authored_note.metadata.model_copy(update={"authors": (author,)})
            note = authored_note.model_copy(update={"metadata": data})
            (shown,) = named_authors(note, language_of(tag).words)
            assert shown.role, (tag, role)


def test_a_role_without_its_word_does_not_vanish(authored_note: Note) -> None:
    words = {key: word for key, word in language_of("en").words.items() if key != "author_lead"}
    with pytest.raises(KeyError, match="author_lead"):
        named_authors(authored_note, words)


@pytest.mark.parametrize("tag", FILES, ids="{}.toml".format)
def test_no_other_language_has_its_codes(tag: str) -> None:
    for kind, code in FILES[tag]["codes"].items():
        assert re.fullmatch("[a-z]{3}", code)
        assert code not in {one["codes"][kind] for name, one in FILES.items() if name != tag}


@pytest.mark.parametrize(
    ("language", "name"),
    [("fa", "فارسی"), ("ar", "العربية"), ("he", "עברי"), ("hi", "देवनागरी"), ("ur", "اردو")],
)
def test_a_language_does_not_call_its_letters_those_of_another(language: str, name: str) -> None:
    assert own_script_name(language) == name
