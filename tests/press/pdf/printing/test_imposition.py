"""Imposition: page counts are filled up to a multiple, and every page is in its place once."""

from __future__ import annotations

import pytest

from pipeline.press.pdf.printing.imposition import padding, saddle_stitch


@pytest.mark.parametrize(
    ("pages", "multiple", "blank"),
    [
        (15, 4, [15]),
        (16, 4, []),
        (13, 4, [13, 14, 15]),
        (15, 1, []),
        (5, 6, [5]),
        (1, 4, [1, 2, 3]),
    ],
)
def test_blank_pages_stand_before_the_last(pages: int, multiple: int, blank: list[int]) -> None:
    assert list(padding(pages, multiple)) == blank


def test_the_sides_of_two_sheets() -> None:
    assert saddle_stitch(8) == ((8, 1), (2, 7), (6, 3), (4, 5))


def test_sheets_that_are_read_from_right_to_left_are_bound_at_the_right() -> None:
    assert saddle_stitch(8, "rtl") == ((1, 8), (7, 2), (3, 6), (5, 4))


@pytest.mark.parametrize("pages", [4, 8, 16, 64])
def test_sheets_laid_in_one_another_are_read_in_order(pages: int) -> None:
    sides = saddle_stitch(pages)
    fronts, backs = sides[::2], sides[1::2]
    # A leaf has the right page of a front before the left one of the back, or the other half.
    first_half = [page for (_, recto), (verso, _) in zip(fronts, backs, strict=True)
                  for page in (recto, verso)]  # fmt: skip
    second_half = [page for (verso, _), (_, recto) in zip(fronts[::-1], backs[::-1], strict=True)
                   for page in (recto, verso)]  # fmt: skip
    assert first_half + second_half == list(range(1, pages + 1))
