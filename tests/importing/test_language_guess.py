"""Which language a manuscript is taken to be written in."""

from __future__ import annotations

import pytest

from pipeline.importing.language import guess_language, han_part, latin_part


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The river and the fields that it waters are of the same age.", "en"),
        ("Les champs que la rivière arrose sont dans la vallée avec les prés.", "fr"),
        ("Los campos que riega el río y las praderas son para los pueblos del valle.", "es"),
        ("三个村子共用一条河的水，两位专家谈了此事。", "zh-Hans"),
        ("三个村子共用一条河（Sanli He）的水，两位专家谈了此事，都同意。", "zh-Hans"),
        ("The saying is 水往低处流, and it is said by the old of the valley.", "en"),
    ],
)
def test_a_language_is_told_by_characters_and_small_words(text: str, language: str) -> None:
    guess, sure = guess_language(text)
    assert guess == language
    assert sure > 0.6


@pytest.mark.parametrize("text", ["", "Xyzzy plugh.", "1953 1987 2002"])
def test_what_tells_nothing_is_english_without_confidence(text: str) -> None:
    assert guess_language(text) == ("en", 0.0)


@pytest.mark.parametrize(
    ("line", "han", "latin"),
    [
        ("林月 LIN Yue", "林月", "LIN Yue"),
        ("LIN Yue / 林月", "林月", "LIN Yue /"),
        ("河流学院 教授", "河流学院 教授", ""),
        ("Ada Brook", "", "Ada Brook"),
        ("阿达·布鲁克, Ada Brook", "阿达·布鲁克", "Ada Brook"),
    ],
)
def test_a_line_of_two_languages_is_parted(line: str, han: str, latin: str) -> None:
    assert (han_part(line), latin_part(line)) == (han, latin)
