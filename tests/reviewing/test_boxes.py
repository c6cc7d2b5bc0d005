"""Boxes and recommendations that a reviewer edits in Word."""

from __future__ import annotations

import pytest
from word_review import Review, changed_lines

from pipeline.note import Note

pytestmark = pytest.mark.slow


@pytest.fixture
def review(rich_note: Note) -> Review:
    return Review(rich_note)


def test_a_paragraph_in_the_style_of_a_box_goes_into_the_box(review: Review) -> None:
    review.add_behind("The gate at the mill", "It creaks.", "Box Text")
    assert changed_lines(review.note, review.bring_in()) == ["+It creaks."]


def test_a_paragraph_of_a_recommendation_goes_into_it(review: Review) -> None:
    review.add_behind("Tell the farmers first", "And then the millers.", "Recommendation")
    text = review.bring_in().files["text/1-floods.md"].decode()
    assert "Tell [the farmers](#meadows) first.\n\nAnd then the millers.\n\n:::\n" in text


def test_a_paragraph_of_the_text_stays_outside(review: Review) -> None:
    review.add_behind("2028", "Nobody else was named.", "Body Text")
    text = review.bring_in().files["text/1-floods.md"].decode()
    assert "Tell [the farmers](#meadows) first.\n:::\n\nNobody else was named.\n" in text


def test_new_boxes_and_recommendations_get_their_fences(review: Review) -> None:
    review.add_behind("No red lines", "Say so.", "Recommendation")
    review.add_behind("No red lines", "And blue.", "Box Text")
    review.add_behind("No red lines", "They were red.", "Box Text")
    review.add_behind("No red lines", 'Red "lines"', "Box Title")
    assert [*changed_lines(review.note, review.bring_in())] == [
        '+::: {.box title="Red “lines”"}',
        "+They were red.",
        "+And blue.",
        "+:::",
        "+::: {.recommendation}",
        "+Say so.",
        "+:::",
    ]


def test_what_goes_into_a_box_or_out_of_one_is_told(review: Review) -> None:
    review.paragraph("The gate at the mill").style = "Body Text"
    review.paragraph("No red lines").style = "Box Text"
    review.paragraph("Tell").style = "Body Text"
    merged = review.bring_in()
    assert merged.files == {}
    assert [(one.why, one.line) for one in merged.report.not_applied] == [
        ("this paragraph was taken out of its box: move it in the source", 41),
        ("this paragraph was taken out of its recommendation: move it in the source", 89),
        ("this paragraph was put into a box: move it in the source", 14),
    ]


def test_title_addressee_and_time_are_reworded(review: Review) -> None:
    review.reword("Box\u00a0", "closed", "shut")
    review.reword("Ministry of the", "Ministry", "Minister")
    review.reword("2028", "2028", "2029-05")
    text = review.bring_in().files["text/1-floods.md"].decode()
    assert '::: {.box #box-gate title="The gate that “never” shut"}' in text
    assert 'to="Minister of the “Interior”" by="2027-06-30"}' in text
    assert '::: {.recommendation by="2029-05"}' in text
