"""Small Word files, each with what an import has made wrong before, and what is right."""

from __future__ import annotations

from pathlib import Path

import pytest
from imported import Importer

pytestmark = pytest.mark.slow

MANUSCRIPTS = Path(__file__).parent / "manuscripts"
STEPS = """\
Do this first.

1. step one
2. step two
3. step three

An interruption between the steps, which goes on for a while.

4. step four
5. step five
- bullet
  - bullet inside
    - bullet deepest
"""


def text_of(name: str, bring_in: Importer) -> tuple[str, str]:
    """The text below the heading of the only theme, and all that is left out or changed."""
    result = bring_in(MANUSCRIPTS / name)
    (path,) = (one for one in result.note.files if one.startswith("text/1-"))
    changed = "\n".join(f"{one.how}: {one.text}" for one in result.report.changed)
    text = result.file(path).partition("\n\n# ")[2].partition("\n\n")[2]
    return text, f"{result.left_out}\n{changed}"


@pytest.mark.parametrize("name", ["lists.docx", "german.docx"])
def test_numbering_goes_on_and_styles_give_the_depth(name: str, bring_in: Importer) -> None:
    assert text_of(name, bring_in)[0] == STEPS


def test_a_figure_has_its_caption_its_source_and_its_reference(bring_in: Importer) -> None:
    text, told = text_of("figure.docx", bring_in)
    assert text == (
        "See [](#fig-flow-amber).\n\n"
        '![To be completed](figures/image1.png "Flow of the Amber"){#fig-flow-amber '
        'source="the council."}\n'
    )
    assert "number that the style adds: Figure 1." in told


def test_marks_and_formulas_in_a_line(bring_in: Importer) -> None:
    text, told = text_of("inline.docx", bring_in)
    assert text == (
        "The share is $\\frac{a + b}{c}$ in all years.\n\n"
        "A checkbox 🗹 and x^2^ and CO~2~ Small Caps all caps yellow\n"
    )
    for entry in (
        "hidden text, which is never published: hidden words",
        "it is struck out: struck",
        "small capitals became plain letters: Small Caps",
        "the highlighting of words was removed: yellow",
        "words set in capitals are set as they were typed: all caps",
    ):
        assert entry in told


def test_notes_stand_where_they_are_called(bring_in: Importer) -> None:
    text, _ = text_of("notes.docx", bring_in)
    assert "A claim.[^1] A table with a note:\n" in text
    assert "| A | B[^2] |\n| --- | --- |\n| one[^3] | two |\n" in text
    assert "A heading with a note {#a-heading-with-a-note}\n\nText.[^4]\n" in text


def test_the_words_of_a_text_box_stay_together(bring_in: Importer) -> None:
    text, told = text_of("review.docx", bring_in)
    assert text == (
        "The council inserted words decided in spring.\n\nA box hangs here.\n\n"
        '::: {.box #box-rivers-glance title="Rivers at a glance"}\n'
        "Amber brings 412 units of water.\n\nBoxed cell\n:::\n\nAfter the box.\n"
    )
    assert "First reviewer inserted it (tracked change): inserted words" in told
    assert "First reviewer deleted it (tracked change): deleted words" in told
