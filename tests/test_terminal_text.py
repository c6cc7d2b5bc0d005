"""Carets stand under what they mean, and quoted Arabic leaves the rest of a line in order."""

from __future__ import annotations

import unicodedata

import pytest

from pipeline.findings import Finding, Place, render_finding
from pipeline.terminal_text import columns, isolated, printable


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("water", 5),
        ("eau\u0301", 3),
        ("水井", 4),
        ("ماء", 3),
        ("تُقاس", 4),
        ("می\u200cرود", 5),
        ("שָׁלוֹם", 4),
        ("पानी", 4),
        ("हिन्दी", 5),
        ("\u2068ماء\u2069", 3),
    ],
)
def test_the_width_of_a_text_is_that_of_its_letters(text: str, width: int) -> None:
    assert columns(text) == width


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("لا تُقاس اليوم سوى بئر", "سوى"),
        ("अगर पानी मीठा हो", "मीठा"),
        ("水井 and ماء here", "here"),
        ("او نمی‌رود خانه", "خانه"),
    ],
)
def test_carets_stand_under_a_word(line: str, word: str) -> None:
    place = Place("text/1-a.md", 3, line.index(word) + 1, line, len(word))
    _, shown, carets = render_finding(Finding("N124", "a word", place)).split("\n")
    assert shown.strip() == line
    before = carets.index("^")
    letters, at = [], 0
    for sign in shown:
        if before <= at < len(carets) and not (at == before and _is_mark(sign)):
            letters.append(sign)
        at += columns(sign)
    assert "".join(letters).strip() == word


def _is_mark(sign: str) -> bool:
    return unicodedata.category(sign) in {"Mn", "Cf"}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ('figure "water 12"', 'figure "water 12"'),
        ('"بئر 12" is not "ماء"', '"\u2068بئر 12\u2069" is not "\u2068ماء\u2069"'),
        ("“بئر (SMS)” twice", "“\u2068بئر (SMS)\u2069” twice"),
        ("no face for ش (U+0634)", "no face for \u2068ش\u2069 (U+0634)"),
        ("[בְּאֵר שֶׁבַע]{lang=he}", "[\u2068בְּאֵר שֶׁבַע\u2069]{lang=he}"),
        ("“水井”", "“水井”"),
    ],
)
def test_what_is_quoted_is_isolated(text: str, shown: str) -> None:
    assert isolated(text) == shown


def test_marks_of_direction_of_a_source_are_never_passed_on() -> None:
    assert printable("a\u202eb\u2066c\u200fd\x1b[m") == "a\ufffdb\ufffdc\ufffdd\ufffd[m"
    assert printable("نمی\u200cرود\t水\u3000井") == "نمی\u200cرود 水 井"
