"""How far laid-out lines have come in a text."""

from __future__ import annotations

from pipeline.press.boxes.text_progress import TextProgress


def test_a_numeral_that_stands_elsewhere_is_passed_over() -> None:
    progress = TextProgress("VIII Fish, and who may catch them")
    progress.advance("Fish, and who")
    assert progress.is_between_words
    progress.advance("may catch")
    assert progress.is_between_words
    progress.advance("them")
    assert progress.is_done


def test_a_hyphen_that_was_added_is_known() -> None:
    progress = TextProgress("an institution")
    progress.advance("an insti-")
    assert progress.hyphenated
    assert not progress.is_between_words
    progress.advance("tution")
    assert progress.is_done
