"""The texts that may be alike are found with none left out, and few besides."""

from __future__ import annotations

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.comparing.candidates import Candidates
from pipeline.comparing.word_changes import share_of_words

TEXTS = st.lists(st.lists(st.sampled_from("abcdefgh"), max_size=9).map(" ".join), max_size=12)


@settings(max_examples=50)
@given(TEXTS, TEXTS, st.sampled_from([0.5, 0.7, 0.75]))
def test_none_that_is_alike_is_left_out(old: list[str], new: list[str], least: float) -> None:
    candidates = Candidates(dict(enumerate(new)), least)
    for text in old:
        found = candidates.of(text)
        alike = {at for at, one in enumerate(new) if share_of_words(text, one) >= least}
        assert alike <= set(found)
        assert found == sorted(found)


def test_words_that_all_texts_have_bring_few_together() -> None:
    dice = Random(1)
    texts = {
        place: f"the {' '.join(str(dice.randrange(10**9)) for _ in range(8))} of its"
        for place in range(200)
    }
    candidates = Candidates(texts, 0.75)
    assert [candidates.of(text) for text in texts.values()] == [[place] for place in texts]
