"""The recommendations of a note: collected, as CSV and as JSON."""

from __future__ import annotations

import csv
import io
import json

import pytest

from pipeline.house_style import load_style
from pipeline.note import Note
from pipeline.numbering import number_note
from pipeline.views.recommendations import (
    RecommendationView,
    as_csv,
    as_json,
    view_recommendations,
)
from pipeline.workspace import built_in_styles

ADDRESS = "https://rivers.example/what-the-river-remembers/"


@pytest.fixture(scope="module")
def found(rich_note: Note) -> tuple[RecommendationView, ...]:
    style = load_style(built_in_styles())
    words = style.words(rich_note.metadata.language)
    labels = number_note(rich_note, style.numerals(), words).labels
    return view_recommendations(rich_note, labels, words)


def test_they_are_collected_in_order(found: tuple[RecommendationView, ...]) -> None:
    first, second = found
    assert (first.id, first.number, first.to) == ("sirens", "R1", "Ministry of the “Interior”")
    assert (first.by, first.by_shown) == ("2027-06-30", "30 June 2027")
    assert first.words.endswith("and test it: in spring, in autumn.")
    assert (second.number, second.to, second.by_shown) == ("R2", "", "2028")


def test_csv_is_as_spreadsheets_read_it(found: tuple[RecommendationView, ...]) -> None:
    content = as_csv(found, ADDRESS)
    text = content.decode("utf-8-sig")
    assert content.startswith(b"\xef\xbb\xbf")
    assert text.count("\r\n") == text.count("\n") == 1 + len(found)
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert [row["number"] for row in rows] == ["R1", "R2"]
    assert rows[0]["recommendation"] == found[0].words
    assert rows[0]["address"] == f"{ADDRESS}#sirens"


def test_json_says_the_same(found: tuple[RecommendationView, ...], rich_note: Note) -> None:
    data = json.loads(as_json(found, rich_note, ADDRESS))
    assert data["title"] == rich_note.metadata.title
    assert data["recommendations"] == list(
        csv.DictReader(io.StringIO(as_csv(found, ADDRESS).decode("utf-8-sig"), newline=""))
    )
