"""Words with a count in them, in the forms of the plural that their language has."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import SourceError
from pipeline.house_style import load_style
from pipeline.languages.counted import flat_words, with_own
from pipeline.phrases import counted
from pipeline.workspace import built_in_styles

RUSSIAN = flat_words(
    {
        "language": "ru",
        "moved": "Текст перенесён",
        "minutes_to_read": {
            "one": "{minutes} минута чтения",
            "few": "{minutes} минуты чтения",
            "many": "{minutes} минут чтения",
            "other": "{minutes} минуты чтения",
        },
    }
)


@pytest.mark.parametrize(
    ("count", "shown"),
    [(1, "минута"), (2, "минуты"), (5, "минут"), (11, "минут"), (21, "минута"), (112, "минут")],
)
def test_the_form_is_that_of_the_count(count: int, shown: str) -> None:
    written = counted(RUSSIAN, "minutes_to_read", count).format(minutes=count)
    assert written == f"{count} {shown} чтения"


def test_a_word_of_one_form_is_the_same_for_every_count() -> None:
    assert counted({"language": "zh-Hans", "a": "{minutes}分钟"}, "a", 1) == "{minutes}分钟"


def test_a_word_of_a_style_takes_the_place_of_every_form() -> None:
    own = with_own(RUSSIAN, {"minutes_to_read": "{minutes} мин"})
    assert counted(own, "minutes_to_read", 21) == "{minutes} мин"
    assert own["moved"] == RUSSIAN["moved"]


def test_forms_of_a_style_are_read_and_checked(tmp_path: Path) -> None:
    (tmp_path / "words").mkdir()
    words = tmp_path / "words" / "en.toml"
    words.write_text('minutes_to_read = { one = "one minute", other = "{minutes} minutes" }\n')
    style = load_style(built_in_styles(), tmp_path)
    assert counted(style.words("en"), "minutes_to_read", 1) == "one minute"
    assert counted(style.words("en"), "minutes_to_read", 2) == "{minutes} minutes"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('contents = { one = "Content", other = "Contents" }', "word contents has no form one"),
        ('minutes_to_read = { one = "1 min" }', "word minutes_to_read has no form other"),
        ('minutes_to_read = { some = "a", other = "b" }', "word minutes_to_read has no form some"),
        ("minutes_to_read = {}", "word minutes_to_read is not text"),
        ('minutes_to_read = { few = "{x}", other = "{minutes}" }', "is filled in with {x}"),
        ('minuts = { few = "{x}", other = "{minutes}" }', "unknown word minuts"),
    ],
)
def test_forms_that_no_word_has_are_findings(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "en.toml").write_text(f"{text}\n")
    with pytest.raises(SourceError) as raised:
        load_style(built_in_styles(), tmp_path)
    assert said in raised.value.findings[0].message
