"""Lifted sentences end as sentences of their language do."""

from __future__ import annotations

import pytest

from pipeline.load.text.lifted import problem_of_sentence


@pytest.mark.parametrize(
    ("before", "words", "after"),
    [
        ("", "Who pays for it?", " Nobody."),
        ("من يدفع؟ ", "لا أحد يدفع.", " ثم"),
        ("", "من يدفع ثمن الماء؟", " لا أحد."),
        ("", "کون ادا کرتا ہے۔", " کوئی نہیں۔"),
        ("पानी कम है। ", "कौन देता है।", " कोई नहीं।"),
        ("", "«من يدفع؟»", " قال."),
        ("", "谁付？", "没有人。"),
        ("", "מי משלם?", " אף אחד."),
    ],
)
def test_whole_sentences_are_whole_in_every_script(before: str, words: str, after: str) -> None:
    assert problem_of_sentence(before, words, after) == ""


@pytest.mark.parametrize(
    ("before", "words", "after", "said"),
    [
        ("", "من يدفع،", " قال", "does not end with a full stop"),
        ("من يدفع، ", "لا أحد.", "", "begins in the middle of a sentence"),
        ("", "कौन देता है।", "कोई", "ends in the middle of a sentence"),
    ],
)
def test_cut_sentences_are_told(before: str, words: str, after: str, said: str) -> None:
    assert problem_of_sentence(before, words, after) == said
