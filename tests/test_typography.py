"""Typographic rules by language: spaces that must not break, and nothing but spaces changed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.note import Note
from pipeline.note.walk import headings_of, inlines_of
from pipeline.typography import keep_last_words, set_text

LANGUAGES = ("en-GB", "fr", "es", "zh-Hans", "pt-PT", "de", "ru", "it", "ar", "pl")


def shown(text: str, language: str) -> str:
    """Set text, with ``_`` for the no-break space and ``~`` for the narrow one."""
    return set_text(text, language).replace("\u00a0", "_").replace("\u202f", "~")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("14 experts met for 2 percentage points", "14_experts met for 2_percentage points"),
        ("70 per cent of 115 million people", "70_per_cent of 115_million people"),
        ("a rod of 1500 mm, 3.5 kg and 20 %", "a rod of 1500_mm, 3.5_kg and 20_%"),
        ("on 20 November 2020, or November 20, 2020", "on 20_November 2020, or November_20, 2020"),
        ("in March 2021 they met", "in March 2021 they met"),
        ("in 2020 participants met", "in 2020 participants met"),
        ("the COVID-19 pandemic, in 3-4 weeks", "the COVID-19 pandemic, in 3-4_weeks"),
        ("1 of 4, and 3 to 5 days", "1_of_4, and 3_to_5_days"),
        ("theme 2 and theme 3", "theme_2 and theme_3"),
        ("see p. 12, pp. 3–4 and No. 7", "see p._12, pp._3–4 and No._7"),
        ("No. It was not so", "No. It was not so"),
        ("Dr Brook, Prof. Lin and Mr. Ford", "Dr_Brook, Prof._Lin and Mr._Ford"),
        ("rivers, e.g. the Rhine", "rivers, e.g._the Rhine"),
        ("the dash – as here – stays", "the dash_– as here_– stays"),
        ("pages 5–13 – and more", "pages_5–13_– and more"),
        ("of 300 internationalisations", "of 300 internationalisations"),
        ("USD 5 billion", "USD_5_billion"),
        ("What? Yes: so!", "What? Yes: so!"),
        ("licence CC BY-SA 4.0.", "licence CC_BY-SA_4.0."),
        ("J. R. Brook and A.-M. Lin", "J._R._Brook and A.-M._Lin"),
    ],
)
def test_english(text: str, expected: str) -> None:
    assert shown(text, "en-GB") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Pourquoi ? Parce que !", "Pourquoi~? Parce que~!"),
        ("Pourquoi? Ainsi; non!", "Pourquoi~? Ainsi~; non~!"),
        ("Quoi ?! Vraiment !!", "Quoi~?! Vraiment~!!"),
        ("Voici : deux choses", "Voici_: deux choses"),
        ("Voici: deux choses", "Voici_: deux choses"),
        ("à 12:30, voir https://a.example/b?c=d;e", "à 12:30, voir https://a.example/b?c=d;e"),
        ("le mot « page » et «ligne»", "le mot «~page~» et «~ligne~»"),
        ("« Où va-t-on ? »", "«~Où va-t-on~?~»"),
        ("(?) et [!]", "(?) et [!]"),
        ("10 000 habitants, 1 250 000 euros", "10~000_habitants, 1~250~000_euros"),
        ("en 2020 300 personnes", "en 2020 300_personnes"),
        ("70 % ou 70% ; 5 €", "70_% ou 70_%~; 5_€"),
        ("le 5 mars 2021 et le 1er mai", "le 5_mars 2021 et le 1er_mai"),
        ("M. Hugo, Mme Curie et le Dr Roux", "M._Hugo, Mme_Curie et le Dr_Roux"),
        ("p. 12, no 5, n° 6", "p._12, no_5, n°_6"),
        ("un tiret – ainsi – là", "un tiret_– ainsi_– là"),
        ("en 2020 l’aide", "en 2020 l’aide"),
        ("3 de ces 12 points", "3 de ces 12_points"),
    ],
)
def test_french(text: str, expected: str) -> None:
    assert shown(text, "fr-FR") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("el 5 de marzo de 2021", "el 5_de_marzo de 2021"),
        ("10 000 lectores y 14 expertos", "10~000_lectores y 14_expertos"),
        ("el 70 % y el 70 por ciento", "el 70_% y el 70_por_ciento"),
        ("la Sra. Ocampo y el Dr. Cajal", "la Sra._Ocampo y el Dr._Cajal"),
        ("en EE. UU., pág. 12, n.º 7", "en EE._UU., pág._12, n.º_7"),
        ("¿Cómo? ¡Así! Y: nada", "¿Cómo? ¡Así! Y: nada"),
        ("2 de 3 páginas", "2_de_3_páginas"),
    ],
)
def test_spanish(text: str, expected: str) -> None:
    assert shown(text, "es") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“美美与共”，是什么意思？", "“美美与共”，是什么意思？"),
        ("2021 年 3 月 5 日，共 14 位专家", "2021_年 3_月 5_日，共 14_位专家"),
        ("第 5 章，图 2", "第_5_章，图_2"),
        ("2021年3月5日", "2021年3月5日"),
        ("清华大学 教授", "清华大学 教授"),
        ("用 PDF 出版", "用 PDF 出版"),
    ],
)
def test_chinese(text: str, expected: str) -> None:
    assert shown(text, "zh-Hans") == expected


def test_a_language_without_rules_is_left_alone() -> None:
    assert set_text("12 stron – tak!", "pl") == "12 stron – tak!"


# Pieces that the rules look at, so that what is drawn meets them.
_WORDS = "12 3 2021 000 p. No. Dr M. mars May de of per cent experts mm n° EE. UU. 第 年 1er à por"
_WORDS += " z. B. i. d. R. § Mai Jahrhundert Prozent maio R$ mil в и т. е. д. мая г. млн бы же №"
_SIGNS = " \u00a0\u202f\n–—:;!?%«»„“”’()[]…/.,°"
_PIECES = st.lists(st.sampled_from([*_SIGNS, *_WORDS.split()]), max_size=14).map("".join)
_TEXTS = st.one_of(_PIECES, st.text(max_size=30))


@given(_TEXTS, st.sampled_from(LANGUAGES))
@pytest.mark.slow
def test_set_twice_is_set_once(text: str, language: str) -> None:
    once = set_text(text, language)
    assert set_text(once, language) == once


@given(_TEXTS, st.sampled_from(LANGUAGES))
@pytest.mark.slow
def test_only_spaces_change(text: str, language: str) -> None:
    assert "".join(set_text(text, language).split()) == "".join(text.split())


@given(_TEXTS)
def test_no_line_break_that_an_author_typed_is_lost(text: str) -> None:
    for language in LANGUAGES:
        assert set_text(text, language).count("\n") == text.count("\n")


def test_the_text_of_a_real_note_keeps_its_words(real_note: Note) -> None:
    joined = 0
    for theme in real_note.themes:
        for heading in headings_of(theme):
            for inline in inlines_of(heading.blocks):
                if inline.kind == "text":
                    text = set_text(inline.text, "en-GB")
                    assert text.replace("\u00a0", " ") == inline.text
                    longest = max(text.split(" "), key=len, default="")
                    assert len(longest) <= 30, longest
                    joined += text.count("\u00a0")
    assert joined > 5


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("What else was said on it?", "What else was said on_it?"),
        ("Who takes how much?", "Who takes how much?"),
        ("Water", "Water"),
        ("谁来分水？", "谁来分水？"),
    ],
)
def test_a_short_last_word_is_not_left_alone(text: str, expected: str) -> None:
    assert keep_last_words(text).replace("\u00a0", "_") == expected
    assert keep_last_words(keep_last_words(text)) == keep_last_words(text)
