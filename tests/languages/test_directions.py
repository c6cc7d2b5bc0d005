from __future__ import annotations

import pytest

from pipeline.languages import direction_of, languages


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("en-GB", "ltr"),
        ("ru", "ltr"),
        ("he", "rtl"),
        ("he-IL", "rtl"),
        ("FA", "rtl"),
        ("az-Arab", "rtl"),
        ("az-Latn-AZ", "ltr"),
        ("uz", "ltr"),
        ("ar-Latn", "ltr"),
        ("pa-Arab-PK", "rtl"),
        ("xx", "ltr"),
    ],
)
def test_direction_is_that_of_the_script_or_of_the_language(tag: str, expected: str) -> None:
    assert direction_of(tag) == expected


def test_a_language_with_a_file_has_the_direction_in_it() -> None:
    assert [direction_of(one.tag) for one in languages()] == [one.direction for one in languages()]
