"""A Word file that nobody edited changes nothing; what programs do to it by themselves neither."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from word_review import STYLE, Review, element, export

from pipeline.errors import CannotRunError, SourceError
from pipeline.load import load_files, load_note
from pipeline.note import Note
from pipeline.reviewing import bring_review_in
from pipeline.reviewing.parts import parts_of
from pipeline.reviewing.source.note_parts import names_of
from pipeline.reviewing.source.source_parts import map_source
from pipeline.reviewing.word.word_reader import read_word_copy

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
MADE_OF_ABBREVIATIONS = "the list of abbreviations is made from abbreviations.yaml: change it there"
NOTES = [
    *(ROOT / "tests/notes" / name for name in ("minimal", "rich", "chinese", "french", "spanish")),
    *sorted(file.parent for file in (ROOT / "source/notes").rglob("note.yaml")),
]


@pytest.fixture(scope="module", params=NOTES, ids=lambda path: path.name)
def note(request: pytest.FixtureRequest) -> Note:
    return load_note(request.param)


def test_without_an_edit_nothing_changes(note: Note) -> None:
    merged = bring_review_in(export(note), "note.docx", note, STYLE, {})
    assert merged.files == {}
    report = merged.report
    assert (report.remarks, report.tracked, report.not_applied) == ((), (), ())
    assert report.knows_source


def test_charts_come_back_with_their_data(charted_note: Note) -> None:
    merged = bring_review_in(export(charted_note), "note.docx", charted_note, STYLE, {})
    assert merged.files == {}
    assert merged.report.not_applied == ()


def test_every_kind_of_block_comes_back_from_every_place(places_note: Note) -> None:
    merged = bring_review_in(export(places_note), "note.docx", places_note, STYLE, {})
    assert merged.files == {}
    assert merged.report.not_applied == ()


def test_the_source_is_found_word_by_word(note: Note) -> None:
    source = map_source(note)
    parts = parts_of(read_word_copy(export(note), "note.docx").pieces, names_of(note))
    for part in parts:
        place = source.parts.get(part.name)
        if place is None or place.keys or place.kind in {"collected", "data"}:
            continue
        if place.quoted is not None:
            continue  # A line without marks is found as a whole.
        said = [one.token.lifted_key[:2] for one in place.words.tokens]
        assert said == [token.lifted_key[:2] for token in part.tokens]
        text = source.texts[place.path].text
        for one in place.words.tokens:
            if one.token.text.isalnum() and not one.token.marks and not one.token.target:
                typed = re.sub("&shy;|\N{SOFT HYPHEN}", "", text[one.start : one.end])
                assert typed == one.token.text


def test_what_a_word_processor_does_by_itself_changes_nothing(rich_note: Note) -> None:
    review = Review(rich_note)
    # It parts runs wherever it likes, marks errors of spelling, names languages by country, sets
    # bookmarks of its own, and curls or straightens quotation marks.
    review.cut_out("The next flood", "next flood")
    for text in ("“will not hold”", "engineer’s"):
        straight = re.sub("[“”]", '"', text).replace("’", "'")
        review.reword("The next flood", text, straight)
    run = review.cut_out("No red lines", "red")
    run.addprevious(element('<w:proofErr w:type="spellStart"/>'))
    run.addnext(element('<w:bookmarkStart w:id="901" w:name="_GoBack"/>'))
    run.get_or_add_rPr().append(element('<w:lang w:val="en-US"/>'))
    assert review.bring_in().files == {}


def test_the_word_file_of_another_note_is_refused(rich_note: Note, minimal_note: Note) -> None:
    with pytest.raises(CannotRunError, match="made from the note rich"):
        bring_review_in(export(rich_note), "rich.docx", minimal_note, STYLE, {})
    review = Review(rich_note)
    review.forget_source()
    with pytest.raises(CannotRunError, match="has 2 of the 14 paragraphs of this note"):
        review.bring_in(onto=minimal_note)


def test_what_is_no_word_file_is_a_finding(minimal_note: Note) -> None:
    with pytest.raises(SourceError) as caught:
        bring_review_in(b"no archive", "note.docx", minimal_note, STYLE, {})
    assert [finding.code for finding in caught.value.findings] == ["N160"]


def test_names_of_authors_come_back(authored_note: Note) -> None:
    review = Review(authored_note)
    review.reword("Institute of Small Rivers", "Small", "Great")
    review.reword("Jan-Peter van der Brook", "Jan-Peter", "J.-P.")
    note_yaml = review.bring_in().files["note.yaml"].decode()
    assert "{en: Institute of Great Rivers, pt:" in note_yaml
    assert "- name: J.-P. van der Brook" in note_yaml


def test_the_list_of_abbreviations_is_no_text_of_the_source(minimal_note: Note) -> None:
    shorts = ("CRS", "DAC", "EU", "G20", "NFC", "NGO", "ODA", "SDR")
    listed = "".join(f"{short}: long form of {short}\n" for short in shorts)
    files = {
        "abbreviations.yaml": listed.encode(),
        "text/summary.md": f"# Summary\n\nThey are {', '.join(shorts)}.\n".encode(),
    }
    note = load_files("short", {**minimal_note.files, **files})
    review = Review(note)
    assert review.paragraph("DAC\t").style.name == "Abbreviation"
    merged = bring_review_in(review.save(), "note.docx", note, STYLE, {})
    assert (merged.files, merged.report.not_applied) == ({}, ())
    review.reword("DAC\t", "long form", "other form")
    merged = bring_review_in(review.save(), "note.docx", note, STYLE, {})
    assert merged.files == {}
    (told,) = merged.report.not_applied
    assert told.why == MADE_OF_ABBREVIATIONS
    review = Review(note)
    review.add_behind("DAC\t", "NATO\tlong form of NATO")
    review.delete("EU\t")
    merged = review.bring_in()
    assert merged.files == {}
    assert {(one.text, one.why) for one in merged.report.not_applied} == {
        ("NATO long form of NATO", "not a part of the text: add it in abbreviations.yaml"),
        ("EU long form of EU", MADE_OF_ABBREVIATIONS),
    }
