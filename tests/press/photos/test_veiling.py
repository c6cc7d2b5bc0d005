"""Photos under a veil: cut around their focus, and as dark as the texts on them need."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from pipeline.press.parts.photo_texts import TextOnPhoto
from pipeline.press.photos.cropping import crop_box
from pipeline.press.photos.veiling import Veil, contrast, least_contrast, thickness, veiled

BLUE, WHITE, SAND = (13, 59, 92), (255, 255, 255), (232, 217, 184)
STOPS = ((0.0, 0.2), (1.0, 0.0))
TITLE = TextOnPhoto("cover-title", WHITE, 0.1, 0.2, 0.9, 0.3)
SUBTITLE = TextOnPhoto("cover-subtitle", SAND, 0.1, 0.32, 0.5, 0.36)


def under_veil(photo: Image.Image, veil: Veil) -> Image.Image:
    return veiled(photo, veil.colour, thickness(photo, veil, 100))


@given(
    st.tuples(st.integers(1, 5000), st.integers(1, 5000)),
    st.floats(0.1, 10),
    st.tuples(st.integers(0, 100), st.integers(0, 100)),
)
def test_a_cut_is_inside_the_picture_and_has_its_focus(
    size: tuple[int, int], ratio: float, focus: tuple[int, int]
) -> None:
    left, top, right, bottom = crop_box(size, ratio, focus)
    assert 0 <= left < right <= size[0]
    assert 0 <= top < bottom <= size[1]
    assert right - left == size[0] or bottom - top == size[1]
    assert left - 1 <= size[0] * focus[0] / 100 <= right + 1
    assert top - 1 <= size[1] * focus[1] / 100 <= bottom + 1


def test_the_focus_is_in_the_middle_where_it_can_be() -> None:
    assert crop_box((1000, 1000), 4, (50, 40)) == (0, 275, 1000, 525)
    assert crop_box((1000, 1000), 4, (50, 5)) == (0, 0, 1000, 250)
    assert crop_box((300, 200), 0, (10, 10)) == (0, 0, 300, 200)


@pytest.mark.parametrize("level", [0, 60, 128, 200, 255])
def test_every_text_can_be_read_on_any_photo(level: int) -> None:
    photo = Image.new("RGB", (400, 600), (level, level, level))
    finished = under_veil(photo, Veil(BLUE, (1, 0, 0, 0), STOPS, (TITLE, SUBTITLE)))
    assert least_contrast(finished, TITLE, 100) >= 4.5
    assert least_contrast(finished, SUBTITLE, 100) >= 4.5


def test_a_bright_spot_behind_a_word_counts_and_one_elsewhere_does_not() -> None:
    photo = Image.new("RGB", (400, 600), (20, 20, 20))
    photo.paste(WHITE, (200, 140, 212, 152))
    beside = Image.new("RGB", (400, 600), (20, 20, 20))
    beside.paste(WHITE, (200, 400, 212, 412))
    veil = Veil(BLUE, (1, 0, 0, 0), STOPS, (TITLE,))
    assert least_contrast(photo, TITLE, 100) < 1.5
    assert least_contrast(under_veil(photo, veil), TITLE, 100) >= 4.5
    assert max(thickness(photo, veil, 100)) > 0.7
    assert max(thickness(beside, veil, 100)) < 0.21


def test_the_veil_is_thick_only_near_the_text() -> None:
    photo = Image.new("RGB", (400, 600), WHITE)
    rows = thickness(photo, Veil(BLUE, (1, 0, 0, 0), STOPS, (TITLE,)), 100)
    assert rows[150] > 0.7
    assert rows[-1] == pytest.approx(0.0, abs=0.01)
    assert rows[400] < 0.1
    steps = [abs(one - other) for one, other in pairwise(rows)]
    assert max(steps) < 0.02


def test_a_veil_in_too_light_a_colour_is_measured_as_it_is() -> None:
    photo = Image.new("RGB", (400, 600), WHITE)
    finished = under_veil(photo, Veil((150, 190, 220), (0, 0, 0, 0), STOPS, (TITLE,)))
    assert least_contrast(finished, TITLE, 100) < 2.5


def test_contrast_is_that_of_wcag() -> None:
    assert contrast(WHITE, (0, 0, 0)) == pytest.approx(21)
    assert contrast((119, 119, 119), WHITE) == pytest.approx(4.48, abs=0.01)
