"""Placed pieces become themes with their questions and topics."""

from __future__ import annotations

import pytest
from piece_writing import in_region, pieces, placed, told

from pipeline.importing.ledger import Ledger
from pipeline.importing.placing.outline import Placed
from pipeline.importing.placing.sections import Section, build_sections
from pipeline.importing.reading.runs import Note


def shape(section: Section) -> tuple[object, ...]:
    """Say a section as its kind and words, its paragraphs, and the sections in it."""
    own = tuple(piece.text for piece in section.pieces)
    return (section.kind, section.text, own, *map(shape, section.sections))


THEME, QUESTION, TOPIC, TEXT = "theme", "question", "topic", "text"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (
            [
                (THEME, "# A"),
                (TEXT, "a"),
                (QUESTION, "## B"),
                (TEXT, "b"),
                (TOPIC, "### C"),
                (TEXT, "c"),
            ],
            ("theme", "A", ("a",), ("question", "B", ("b",), ("topic", "C", ("c",)))),
        ),
        (
            [(THEME, "# A"), (TOPIC, "### B"), (QUESTION, "## C"), (TOPIC, "### D")],
            ("theme", "A", (), ("topic", "B", ()), ("question", "C", (), ("topic", "D", ()))),
        ),
        (
            [(THEME, "# A"), (QUESTION, "## B"), (QUESTION, "## C"), (TEXT, "c")],
            ("theme", "A", (), ("question", "B", ()), ("question", "C", ("c",))),
        ),
    ],
)
def test_sections_stand_in_those_above_them(
    typed: list[tuple[str, str]], expected: tuple[object, ...]
) -> None:
    parts = build_sections(placed(*typed), (), "Title", Ledger())
    assert parts.introduction is None
    assert [shape(theme) for theme in parts.themes] == [expected]


def test_a_subtitle_loses_its_brackets() -> None:
    (theme,) = build_sections(
        placed((THEME, "# A"), ("subtitle", "(seen from both banks)")), (), "Title", Ledger()
    ).themes
    assert theme.subtitle == "Seen from both banks"


def test_a_footnote_of_a_heading_is_called_under_it() -> None:
    typed = placed((THEME, "# A[^noted]"), (TEXT, "a"), (TEXT, "b"))
    (theme,) = build_sections(typed, (), "Title", Ledger()).themes
    assert theme.text == "A"
    assert [any(isinstance(run.extra, Note) for run in one.runs) for one in theme.pieces] == [
        True,
        False,
    ]


def test_an_introduction_takes_in_what_stood_before_it() -> None:
    (heading, text) = pieces("# INTRODUCTION", "It rose.")
    opening = pieces("Before all.")
    found = [
        Placed(heading, "introduction", "landmark"),
        Placed(text, "introduction"),
        *placed((THEME, "# A")),
    ]
    parts = build_sections(found, opening, "Title", Ledger())
    assert parts.introduction is not None
    assert shape(parts.introduction) == (
        "introduction",
        "Introduction",
        ("Before all.", "It rose."),
    )
    assert [theme.text for theme in parts.themes] == ["A"]


def test_text_without_a_theme_is_one_with_the_title_of_the_note() -> None:
    ledger = Ledger()
    parts = build_sections(in_region("introduction", "One.", "Two."), (), "A River", ledger)
    assert parts.introduction is None
    assert [shape(theme) for theme in parts.themes] == [("theme", "A River", ("One.", "Two."))]
    assert told(ledger) == [("theme", "A River")]
    assert ledger.recognised[0].confidence < 0.5
