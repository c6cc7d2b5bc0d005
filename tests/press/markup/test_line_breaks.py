"""Lines are as few as the measure allows, and then even or full."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from pipeline.press.markup.line_breaks import Word, break_lines


def words(text: str) -> list[Word]:
    return [Word(word, 10.0 * len(word), 5.0) for word in text.split()]


def lines(text: str, measure: float, shape: str) -> list[str]:
    parts = text.split()
    starts = (0, *break_lines(tuple(words(text)), measure, shape), len(parts))
    return [" ".join(parts[start:end]) for start, end in itertools.pairwise(starts)]


def test_one_line_is_not_broken() -> None:
    assert lines("Which steps come first?", 400, "even") == ["Which steps come first?"]


def test_no_words_make_no_line_break() -> None:
    assert break_lines((), 100, "even") == ()


def test_even_lines_do_not_leave_a_word_for_the_last_line() -> None:
    title = "Cooperation among institutions working together"
    assert lines(title, 400, "even") == ["Cooperation among institutions", "working together"]


def test_full_lines_fill_the_measure_and_leave_the_last_one_shorter() -> None:
    text = "aaaa bbbb cccc dddd eeee ffff gggg"
    assert lines(text, 180, "full") == ["aaaa bbbb cccc dddd", "eeee ffff gggg"]
    assert lines(text, 180, "even") == ["aaaa bbbb cccc dddd", "eeee ffff gggg"]
    assert lines(f"{text} hhhh iiii jjjj", 180, "full")[0] == "aaaa bbbb cccc dddd"
    assert lines(f"{text} hhhh iiii jjjj", 180, "even")[0] == "aaaa bbbb cccc"


def test_a_short_word_goes_to_the_next_line_if_there_is_room() -> None:
    assert lines("Participants discussed the institutions", 300, "even")[0] == (
        "Participants discussed"
    )


def test_a_word_wider_than_the_measure_has_a_line_to_itself() -> None:
    assert lines("an incomprehensible word", 100, "even") == ["an", "incomprehensible", "word"]


@given(
    st.lists(st.integers(1, 14), min_size=1, max_size=14),
    st.integers(60, 400),
    st.sampled_from(["even", "full"]),
)
def test_lines_are_as_few_as_filling_them_in_turn_makes(
    lengths: list[int], measure: int, shape: str
) -> None:
    text = " ".join("x" * length for length in lengths)
    broken = lines(text, measure, shape)
    filled, width = 1, 0.0
    for length in lengths:
        needed = 10.0 * length if not width else width + 5 + 10.0 * length
        if width and needed > measure:
            filled, width = filled + 1, 10.0 * length
        else:
            width = needed
    assert " ".join(broken) == text
    assert len(broken) == filled
    for line in broken:
        width = sum(10 * len(word) + 5 for word in line.split()) - 5
        assert width <= measure or " " not in line
