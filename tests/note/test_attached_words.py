"""In Arabic "and", "for" and "by" are written to the word behind them, also if it is Latin."""

from __future__ import annotations

import pytest

from pipeline.note.abbreviations import uses_in


@pytest.mark.parametrize(
    ("text", "count"),
    [("دعا إليه UNDP وCAITEC في عام 2020", 1), ("لCAITEC وبCAITEC", 2), ("xCAITEC", 0)],
)
def test_an_abbreviation_is_one_behind_an_attached_word(text: str, count: int) -> None:
    assert len([*uses_in(text, ["CAITEC"])]) == count
