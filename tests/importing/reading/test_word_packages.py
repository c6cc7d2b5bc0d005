"""Word files whose parts are elsewhere, or in the name spaces of Strict Open XML."""

from __future__ import annotations

from pathlib import Path

import pytest
import word_forms
from imported import Importer

from pipeline.importing.reading.word_archive import unpack
from pipeline.importing.reading.word_package import MAIN, settle_package

PARTS = word_forms.plain_file()


@pytest.mark.slow
@pytest.mark.parametrize("form", sorted(word_forms.FORMS))
def test_text_note_picture_and_header_are_found_in_any_form(
    form: str, bring_in: Importer, tmp_path: Path
) -> None:
    path = word_forms.write(tmp_path / "mill.docx", word_forms.FORMS[form](PARTS))

    result = bring_in(path)

    written = "".join(result.file(f"text/{one.name}") for one in result.folder.glob("text/*.md"))
    assert "It was closed at dusk.[^1]" in written
    assert "[^1]: By the miller himself." in written
    assert [one.name for one in result.folder.glob("figures/*")] == ["image1.png"]
    assert result.note.metadata.title == "Gates of the mill"
    assert "header of the Word file: Mill papers" in result.left_out
    assert result.report.words.manuscript > 12


def test_a_usual_file_is_left_as_it_is() -> None:
    assert settle_package(PARTS) == PARTS


def test_a_part_that_stands_where_the_text_belongs_gives_way() -> None:
    parts = word_forms.renamed(PARTS)
    decoy = {**parts, MAIN: b"<old/>"}

    assert b"closed at dusk" in settle_package(decoy)[MAIN]


def test_relationships_in_circles_and_to_nowhere_do_no_harm(tmp_path: Path) -> None:
    wild = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        b'<Relationship Id="a" Type="x/officeDocument" Target="../../../etc/passwd"/>'
        b'<Relationship Id="b" Type="x/officeDocument" Target="_rels/.rels"/>'
        b"<!-- no --><Relationship/></Relationships>"
    )
    path = word_forms.write(tmp_path / "mill.docx", {**PARTS, "_rels/.rels": wild})

    assert MAIN in unpack(path.read_bytes(), path.name)


def test_an_address_in_the_text_is_not_translated() -> None:
    text = b'<w:t xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main">http://purl.oclc.org/ooxml/x/y</w:t>'

    settled = settle_package({**PARTS, MAIN: text})[MAIN]

    assert b">http://purl.oclc.org/ooxml/x/y<" in settled
    assert b'"http://schemas.openxmlformats.org/wordprocessingml/2006/main"' in settled
