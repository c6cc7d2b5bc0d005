"""Where lines may end: what is never parted, and what only where it must be."""

from __future__ import annotations

import pytest

from pipeline.press.lines.breaks import Allowed, MeasuredText, Run, places_of
from pipeline.press.lines.chinese_words import inside_words
from pipeline.press.lines.hyphenation import USUAL_LIMITS, hyphens_of, is_name

WIDE = 1000.0


def _measured(text: str, language: str = "en", **more: object) -> MeasuredText:
    """A text of which every character is as wide as any other, in one run."""
    run = Run(0, len(text), language, hyphens="auto", hyphen=0.5, **more)  # type: ignore[arg-type]
    breaks = [place for place in range(1, len(text)) if text[place - 1] in " -/–"]
    return MeasuredText(text, [float(place) for place in range(len(text) + 1)], [run], breaks)


def _hyphenated(text: str, language: str = "en", allowed: Allowed = Allowed.HYPHENS) -> list[str]:
    """What stands before each hyphen that can be added."""
    places = places_of(_measured(text, language), 0, allowed, WIDE)
    return [text[: place.end] for place, _ in places if place.adds_hyphen]


def test_words_are_hyphenated_and_names_are_not() -> None:
    assert _hyphenated("understanding it") != []
    assert _hyphenated("Australia has it") == []
    assert _hyphenated("Australia has it", allowed=Allowed.ANYTHING) != []
    assert _hyphenated("the ASEAN2030agenda has it") == []


def test_the_last_word_is_not_divided() -> None:
    assert _hyphenated("of understanding.") == []


def test_nouns_of_german_are_hyphenated_unless_a_title_stands_before_them() -> None:
    assert _hyphenated("die Zusammenarbeit ist gut", "de") != []
    assert not any("Mül" in one for one in _hyphenated("Dr.\u00a0Müllersdorf ist da", "de"))
    assert is_name("BMWKreis", "", "de")


@pytest.mark.parametrize("word", ["well-understood", "understood-well"])
def test_a_compound_costs_more_at_its_hyphen_and_beside_it(word: str) -> None:
    costs = {end.cost for _, end in places_of(_measured(f"{word} of it"), 0, Allowed.HYPHENS, WIDE)}
    assert sorted(costs) == [0.0, 0.04]


def test_soft_hyphens_are_taken_and_the_word_has_no_other() -> None:
    text = "super\u00adintendent of it"
    assert _hyphenated(text) == ["super\u00ad"]


def test_a_number_keeps_its_unit_in_another_run() -> None:
    text = "It has 25 kg of it"
    runs = [Run(0, 7, "en"), Run(7, 9, "en"), Run(9, len(text), "en")]
    offsets = [float(place) for place in range(len(text) + 1)]
    breaks = [place for place in range(1, len(text)) if text[place - 1] == " "]
    measured = MeasuredText(text, offsets, runs, breaks)
    starts = [place.start for place, _ in places_of(measured, 0, Allowed.HYPHENS, WIDE)]
    assert text.index("kg") not in starts
    assert text.index("25") in starts


def test_words_of_chinese_are_whole() -> None:
    name = "商务部国际贸易经济合作研究院"
    inside = set(inside_words(name))
    assert name.index("合作") + 1 in inside
    assert name.index("国际贸易") not in inside
    places = range(1, len(name))
    offsets = [float(place) for place in range(len(name) + 1)]
    measured = MeasuredText(name, offsets, [Run(0, len(name), "zh-Hans")], list(places))
    cheap = [p.start for p, end in places_of(measured, 0, Allowed.WORDS, WIDE) if end.cost < 1]
    assert name.index("合作") in cheap
    assert name.index("合作") + 1 not in cheap


def test_a_language_without_patterns_has_no_hyphens() -> None:
    assert hyphens_of("understanding", "xx", USUAL_LIMITS) == ()
    assert _hyphenated("المسؤوليات كلها", "ar") == []


def test_a_word_longer_than_its_line_is_divided_anywhere_where_a_style_says_so() -> None:
    measured = _measured("x" * 25, breaks_anywhere=True)
    places = places_of(measured, 0, Allowed.ANYTHING, 10.0)
    assert [place.start for place, _ in places] == [10, 20]
    assert places_of(_measured("x" * 25), 0, Allowed.ANYTHING, 10.0) == []
