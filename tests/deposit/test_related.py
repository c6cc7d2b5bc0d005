"""What a translation says in each record of the note from which it was translated."""

from __future__ import annotations

import pytest
from kit_notes import kit_of, with_data

from pipeline.note import Note

ORIGINAL = "10.5555/rivers.8.en"


@pytest.mark.parametrize(
    ("name", "relation"),
    [
        ("crossref.xml", "isTranslationOf"),
        ("datacite.json", "IsDerivedFrom"),
        ("invenio.json", "isderivedfrom"),
        ("schema-org.jsonld", "translationOfWork"),
        ("jats.xml", 'link-type="translation-of"'),
    ],
)
def test_a_translation_names_its_original(name: str, relation: str, full_note: Note) -> None:
    assert relation not in kit_of(full_note)[name].decode()
    names = full_note.metadata.identifiers.model_copy(update={"translation_of": ORIGINAL})
    said = kit_of(with_data(full_note, identifiers=names))[name].decode()
    assert ORIGINAL in said
    assert relation in said
