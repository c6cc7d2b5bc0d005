"""What a review makes of a part that is gone, for every kind of part."""

from __future__ import annotations

from typing import get_args

import pytest

from pipeline.importing.reading.pieces import Piece
from pipeline.importing.reading.runs import Run
from pipeline.reviewing.changes import Removed, read_review
from pipeline.reviewing.parts import Kind, Part
from pipeline.reviewing.tokens import tokenise

NEVER_MADE = {"table", "row", "picture"}
TOLD_BY_ITS_CALL = {"footnote"}
TAKEN_OUT = {
    "heading", "paragraph", "item", "quotation", "figure", "cell", "caption", "collected", "data",
    "drawn",
}  # fmt: skip


def part(kind: Kind, name: str, words: str) -> Part:
    runs = (Run(words),)
    return Part(kind, name, Piece("paragraph", runs), runs, tokenise(runs))


FIRST = part("paragraph", "first", "The river rises.")
LAST = part("paragraph", "last", "The sluice falls.")


@pytest.mark.parametrize("kind", [one for one in get_args(Kind) if one not in NEVER_MADE])
def test_no_part_is_gone_without_a_word(kind: Kind) -> None:
    gone = part(kind, "gone", "An otter sleeps.")
    review = read_review((FIRST, gone, LAST), (FIRST, LAST))
    taken = (Removed("gone"),) if kind in TAKEN_OUT else ()
    assert review.changes == taken
    told = [one.near for one in review.skipped if one.text == "An otter sleeps."]
    assert told == ([] if kind in TAKEN_OUT | TOLD_BY_ITS_CALL else ["gone"])


def test_a_label_goes_with_what_it_is_for() -> None:
    label, value = part("label", "label", "Due:"), part("value", "value", "2028")
    review = read_review((FIRST, label, value, LAST), (FIRST, LAST))
    assert [one.near for one in review.skipped] == ["value"]
