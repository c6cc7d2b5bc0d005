"""The focus of a cover photo: two whole numbers, and nothing that only counts as such."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from pipeline.note.covers.cover import CoverPhoto


def test_a_focus_is_two_shares() -> None:
    assert CoverPhoto(picture="figures/a.jpg", focus=(0, 100)).focus == (0, 100)


@pytest.mark.parametrize("focus", [[True, False], [50, True], [50], [50, 101], [1, 2, 3]])
def test_what_is_no_focus_is_refused(focus: list[object]) -> None:
    with pytest.raises(ValidationError, match="is not a focus: two whole numbers from 0 to 100"):
        CoverPhoto.model_validate({"picture": "figures/a.jpg", "focus": focus})
