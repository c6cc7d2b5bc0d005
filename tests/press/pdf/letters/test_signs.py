"""What glyphs of a shaped run say."""

from __future__ import annotations

from types import SimpleNamespace

from hypothesis import given
from hypothesis import strategies as st

from pipeline.press.pdf.letters.signs import Glyph, Run, numbers_joined, signs_of

FONT = SimpleNamespace(upem=1000, advance_of=lambda _: 500)


def run_of(text: str, *glyphs: tuple[int | None, int, float], is_rtl: bool = False) -> Run:
    """A run of glyphs, given from left to right by number, cluster and advance."""
    pen, made = 0.0, []
    for number, cluster, advance in glyphs:
        made.append(Glyph(number, cluster, pen, advance, pen, 0.0))
        pen += advance
    starts = sorted({cluster for _, cluster, _ in glyphs})
    ends = [*starts[1:], len(text)]
    texts = {start: text[start:end] for start, end in zip(starts, ends, strict=True)}
    return Run(FONT, 10.0, is_rtl, 0, tuple(made), texts)


def said(run: Run) -> list[tuple[str, list[int | None]]]:
    return [(sign.text, [glyph.number for glyph in sign.glyphs]) for sign in signs_of(run)]


def test_a_mark_is_the_glyph_without_a_width() -> None:
    # From left to right: the mark of the first letter, and the letter.
    run = run_of("كَ", (7, 0, 0.0), (8, 0, 6.0), is_rtl=True)
    assert said(run) == [("ك", [8]), ("\u064e", [7])]


def test_a_ligature_has_its_first_letter_and_the_others_are_not_drawn() -> None:
    assert said(run_of("لا", (9, 0, 6.0), is_rtl=True)) == [("ل", [9]), ("ا", [])]


def test_two_glyphs_of_one_letter_are_drawn_together() -> None:
    run = run_of("آ", (3, 0, 0.0), (4, 0, 5.0), is_rtl=True)
    assert said(run) == [("آ", [4, 3])]


def test_a_vowel_that_is_drawn_first_is_read_last() -> None:
    assert said(run_of("कि", (5, 0, 3.0), (6, 0, 6.0))) == [("क", [5]), ("ि", [6])]


def test_a_conjunct_says_every_letter() -> None:
    run = run_of("क्ष", (5, 0, 6.0))
    assert said(run) == [("क", [5]), ("्", []), ("ष", [])]


def test_a_joiner_stands_left_of_its_letter_and_controls_of_direction_are_left_out() -> None:
    run = run_of("ی\u200cخ", (2, 2, 5.0), (None, 0, 0.0), (3, 0, 5.0), is_rtl=True)
    assert said(run) == [("\u200cی", [3]), ("خ", [2])]
    assert said(run_of("a\u2068", (1, 0, 5.0), (None, 1, 0.0))) == [("a", [1])]


@given(
    st.text(alphabet="كَُّلاमेंकि", min_size=1, max_size=5),
    st.lists(st.sampled_from([0.0, 5.0]), min_size=1, max_size=5),
    st.booleans(),
)
def test_no_letter_and_no_glyph_is_lost(text: str, advances: list[float], is_rtl: bool) -> None:  # noqa: FBT001 - drawn by Hypothesis
    glyphs = [(number, 0, advance) for number, advance in enumerate(advances, 1)]
    signs = signs_of(run_of(text, *glyphs, is_rtl=is_rtl))
    assert "".join(sign.text for sign in signs) == text
    drawn = [glyph.number for sign in signs for glyph in sign.glyphs]
    assert drawn == (list(range(1, len(advances) + 1))[:: -1 if is_rtl else 1])


def test_no_number_is_so_wide_that_its_font_could_not_hold_it() -> None:
    run = run_of("\u0661" * 90, *((5, place, 6.0) for place in range(90)))
    joined = numbers_joined(signs_of(run))
    assert "".join(one.text for one in joined).replace("\u2060", "") == "\u0661" * 90
    assert max(glyph.x - one.pen for one in joined for glyph in one.glyphs) / 10 * 2048 < 32768
