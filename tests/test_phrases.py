"""Interface words, filled in."""

from __future__ import annotations

import pytest

from pipeline.languages import language_of
from pipeline.phrases import titled


@pytest.mark.parametrize(
    ("tag", "title", "said"),
    [
        ("en", "Rivers", "Rivers: Now"),
        ("en", "Who pays?", "Who pays? Now"),
        ("fr", "Qui paie\u202f?", "Qui paie\u202f? Now"),
        ("ar", "من يدفع؟", "من يدفع؟ Now"),
        ("zh", "谁付？", "谁付？Now"),
        ("en", "“Who pays?”", "“Who pays?” Now"),
    ],
)
def test_a_question_has_no_colon_behind_it(tag: str, title: str, said: str) -> None:
    assert titled(language_of(tag).words, title, "Now") == said
