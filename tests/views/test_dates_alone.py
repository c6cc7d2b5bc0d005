"""A date that stands by itself begins as a line does."""

from __future__ import annotations

import pytest

from pipeline.house_style import load_style
from pipeline.note import Note
from pipeline.views.matter import cover
from pipeline.workspace import built_in_styles


@pytest.mark.parametrize(
    ("language", "precision", "alone", "in_line"),
    [
        ("vi", "day", "Ngày", "ngày"),
        ("fr", "month", "Mars", "mars"),
        ("en-GB", "day", "1 March", "1 March"),
        ("fa", "day", "۱ مارس", "۱ مارس"),
    ],
)
def test_it_has_a_capital_on_the_cover(
    language: str, precision: str, alone: str, in_line: str, minimal_note: Note
) -> None:
    data = minimal_note.metadata
    update = {
        "language": language,
        "date_precision": precision,
        "published": data.published.replace(month=3, day=1),
    }
    note = minimal_note.model_copy(update={"metadata": data.model_copy(update=update)})
    shown = cover(note, load_style(built_in_styles()).words(language))
    assert shown.date_alone.startswith(alone)
    assert shown.date.startswith(in_line)
