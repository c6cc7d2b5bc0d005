"""The terms of use: a known licence brings its name, text and address in the note's language."""

from __future__ import annotations

import pytest

from pipeline.languages import language_of, tags
from pipeline.note import Note
from pipeline.note.metadata import Licence
from pipeline.views.imprint.imprint_page import imprint
from pipeline.views.imprint.terms import Terms, terms_of

IGO = "https://creativecommons.org/licenses/by/3.0/igo/"


def terms(note: Note, language: str = "en", **licence: str) -> Terms:
    metadata = note.metadata.model_copy(update={"licence": Licence(**licence)})
    changed = note.model_copy(update={"metadata": metadata})
    found = terms_of(changed, language_of(language).words)
    assert found
    return found


def test_terms_of_ones_own_are_as_they_were_written(real_note: Note) -> None:
    found = terms(real_note, name="House terms", statement="Copy it.")
    assert found == Terms("House terms", "Copy it.", (), "", "")


def test_an_id_stands_for_name_text_and_address(real_note: Note) -> None:
    found = terms(real_note, spdx="CC-BY-4.0")
    assert (found.name, found.web) == ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/")
    assert "Creative Commons Attribution 4.0 International (CC BY 4.0)" in found.statement
    assert found.conditions == ()


def test_own_words_stand_before_those_of_the_licence(real_note: Note) -> None:
    found = terms(real_note, spdx="CC-BY-4.0", statement="Share it.", web="https://rivers.example/")
    assert (found.name, found.statement, found.web) == (
        "CC BY 4.0",
        "Share it.",
        "https://rivers.example/",
    )


@pytest.mark.parametrize("language", tags())
def test_organisations_of_states_ask_that_nobody_speaks_in_their_name(
    real_note: Note, language: str
) -> None:
    assert real_note.publisher
    found = terms(real_note, language, spdx="CC-BY-3.0-IGO")
    assert found.web == IGO
    assert len(found.conditions) == 2
    assert all(real_note.publisher.name in condition for condition in found.conditions)
    assert terms(real_note, language, spdx="CC-BY-NC-ND-3.0-IGO").conditions == ()
    *others, alike = terms(real_note, language, spdx="CC-BY-NC-SA-3.0-IGO").conditions
    assert (*others,) == found.conditions
    assert alike == language_of(language).words["terms_share_alike"]


def test_the_imprint_has_the_terms(real_note: Note) -> None:
    metadata = real_note.metadata.model_copy(update={"licence": Licence(spdx="CC-BY-3.0-IGO")})
    note = real_note.model_copy(update={"metadata": metadata})
    *_, section = imprint(note, language_of("en").words).sections
    assert (section.title, len(section.paragraphs)) == ("CC BY 3.0 IGO", 3)
    assert section.lines[0].target == IGO
