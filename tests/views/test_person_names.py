from __future__ import annotations

import pytest

from pipeline.views.person_names import name_of


@pytest.mark.parametrize(
    ("written", "family", "turned", "short"),
    [
        ("Ana María Ferreira", None, "Ferreira, Ana María", "Ferreira, A. M."),
        ("Jean-Paul Sartre", None, "Sartre, Jean-Paul", "Sartre, J.-P."),
        ("Jan van der Brook", None, "van der Brook, Jan", "van der Brook, J."),
        ("J. F. Kennedy", None, "Kennedy, J. F.", "Kennedy, J. F."),
        ("Gabriel García Márquez", "García Márquez", "García Márquez, Gabriel", None),
        ("Liu Wei", "Liu", "Liu, Wei", "Liu, W."),
        ("LIN Yue", None, "LIN, Yue", "LIN, Y."),
        ("Лев Толстой", None, "Толстой, Лев", "Толстой, Л."),
        ("刘伟", None, "刘伟", "刘伟"),
        ("Sukarno", None, "Sukarno", "Sukarno"),
    ],
)
def test_the_family_name_comes_first(
    written: str, family: str | None, turned: str, short: str | None
) -> None:
    name = name_of(written, family)
    assert name.inverted == turned
    assert short is None or name.short == short


def test_a_name_that_begins_with_the_family_name_stays_in_a_text() -> None:
    assert name_of("Liu Wei", "Liu").turned_in_text == "Liu Wei"
    assert name_of("Wei Liu", "Liu").turned_in_text == "Liu, Wei"
