from __future__ import annotations

import pytest

from pipeline.load import load_files
from pipeline.note import Note
from pipeline.note.abbreviation_list import around_list, listed_abbreviations

LISTED = """
NGO: non-governmental organisation
CRS: Common Reporting Standard
US$: United States dollar
école: a school
EU: European Union
EU ETS: emissions trading system
UNUSED: what the text does not use
"""
THEME = """# The CRS {#a}

An école has a box.

::: {.box #held title="The EU"}
NGOs pay US$5.[^1]
:::

[^1]: It has the EU ETS.
"""


@pytest.fixture(scope="module")
def note(minimal_note: Note) -> Note:
    files = {
        path: data for path, data in minimal_note.files.items() if not path.startswith("text/")
    }
    texts = {"abbreviations.yaml": LISTED, "text/1-a.md": THEME}
    return load_files("short", files | {path: text.encode() for path, text in texts.items()})


def shorts(note: Note, form: str) -> list[str]:
    return [one.short for one in listed_abbreviations(note, form)]


def test_what_is_used_anywhere_in_the_text_is_listed_by_its_letters(note: Note) -> None:
    assert shorts(note, "always") == ["CRS", "école", "EU", "EU ETS", "NGO", "US$"]
    first = listed_abbreviations(note, "always")[0]
    assert (first.id, first.long) == ("list-of-abbreviations-1", "Common Reporting Standard")


def test_a_list_is_as_long_as_the_style_wants(note: Note) -> None:
    assert shorts(note, "none") == []
    assert len(shorts(note, "from 6")) == 6
    assert shorts(note, "from 7") == []


def test_a_note_without_abbreviations_has_no_list(minimal_note: Note) -> None:
    assert shorts(minimal_note, "always") == []


def test_it_stands_behind_what_introduces_the_note(rich_note: Note) -> None:
    before, behind = around_list(rich_note.parts)
    assert (*before, *behind) == rich_note.parts
    assert [part.role for part in before] == ["foreword", "acknowledgements"]
