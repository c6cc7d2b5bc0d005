"""Word files as people make them: text boxes, tracked changes, comments, tables, pictures."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.shared import Inches
from imported import Importer
from PIL import Image
from word_parts import (
    add_bookmark,
    add_box,
    add_deleted,
    add_field,
    add_footnote,
    add_inserted,
    element,
    indent,
)

from pipeline.errors import SourceError
from pipeline.importing import import_manuscript
from pipeline.note.text import Figure, ItemList, Paragraph, Table, Text
from pipeline.note.walk import footnotes_of, lifted_of, plain
from pipeline.note.word_marks import STYLES

pytestmark = pytest.mark.slow

LIMES = "Limes were cut back every winter until they were too weak to flower."


@pytest.fixture
def word() -> Any:
    """A Word file with a title, an introduction, a theme and an open question."""
    document = docx.Document()
    document.add_paragraph("Trees on the quay", style="Title")
    document.add_heading("Introduction", 1)
    document.add_paragraph("This is about the trees that stand between the houses and the water.")
    document.add_heading("I. The limes", 1)
    document.add_heading("1. Why do they not flower?", 2)
    return document


def save(document: Any, folder: Path) -> Path:
    path = folder / "quay.docx"
    document.save(str(path))
    return path


def test_tracked_changes_are_accepted_and_reported(
    word: Any, bring_in: Importer, tmp_path: Path
) -> None:
    paragraph = word.add_paragraph("They were ")
    add_deleted(paragraph, "hardly ever")
    add_inserted(paragraph, "always")
    paragraph.add_run(" cut.")
    result = bring_in(save(word, tmp_path))
    assert "They were always cut." in result.file("text/1-limes.md")
    assert "Reviewer One deleted it (tracked change): hardly ever" in result.left_out
    assert [change.text for change in result.report.changed] == ["always"]


def test_numbers_that_notepress_wrote_are_left_out_and_reported(
    word: Any, bring_in: Importer, tmp_path: Path
) -> None:
    style = word.styles.add_style(STYLES["caption number"], WD_STYLE_TYPE.CHARACTER)
    heading = word.add_heading("", 1)
    heading.add_run("Annex A\u2002", style=style)
    heading.add_run("Letters to the harbour")
    word.add_paragraph("The first came in 1880.")
    result = bring_in(save(word, tmp_path))
    assert result.note.themes[-1].title == (Text(text="Letters to the harbour"),)
    assert "notepress numbers it anew: Annex A" in result.left_out


def test_words_of_simple_fields_are_words(word: Any, bring_in: Importer, tmp_path: Path) -> None:
    own = word.styles.add_style(STYLES["caption number"], WD_STYLE_TYPE.CHARACTER)
    paragraph = word.add_paragraph("They stand in row ")
    add_field(paragraph, " SEQ Row ", "seven")
    paragraph.add_run(" of the plan.")
    numbered = word.add_paragraph("")
    numbered.add_run("Box ", style=own)
    add_field(numbered, " SEQ Box ", "2").style = own
    numbered.add_run(" The rows were planted in 1880.")
    result = bring_in(save(word, tmp_path))
    assert "in row seven of the plan." in result.file("text/1-limes.md")
    assert "notepress numbers it anew: Box 2" in result.left_out


def test_comments_are_reported_at_their_lines(
    word: Any, bring_in: Importer, tmp_path: Path
) -> None:
    word.add_paragraph("They were planted in 1880.")
    paragraph = word.add_paragraph("They were cut ")
    run = paragraph.add_run("every winter")
    paragraph.add_run(" for forty years.")
    word.add_comment(run, "Every second winter, surely?", author="Reviewer Two", initials="R2")
    result = bring_in(save(word, tmp_path))
    (remark,) = result.report.remarks
    assert (remark.author, remark.text) == ("Reviewer Two", "Every second winter, surely?")
    assert remark.anchor == "every winter"
    lines = result.file(remark.path).splitlines()
    assert lines[remark.line - 1] == "They were cut every winter for forty years."


def test_a_text_box_that_repeats_a_sentence_marks_it(
    word: Any, bring_in: Importer, tmp_path: Path
) -> None:
    paragraph = word.add_paragraph(f"It was a custom of the quay. {LIMES}")
    add_box(paragraph, LIMES)
    result = bring_in(save(word, tmp_path))
    (question,) = result.note.themes[0].questions
    (block,) = question.blocks
    assert isinstance(block, Paragraph)
    (sentence,) = lifted_of([block], "pull")
    assert plain(sentence.inlines) == LIMES


def test_a_text_box_that_repeats_nothing_becomes_text(
    word: Any, bring_in: Importer, tmp_path: Path
) -> None:
    paragraph = word.add_paragraph("It was a custom of the quay.")
    add_box(paragraph, "Nobody had ever asked the trees, of course.")
    result = bring_in(save(word, tmp_path))
    assert "\n\nNobody had ever asked the trees, of course.\n" in result.file("text/1-limes.md")
    assert any("Nobody had ever asked" in one.text for one in result.report.doubted)


def test_footnotes_stay_where_they_are_called(
    word: Any, bring_in: Importer, tmp_path: Path
) -> None:
    paragraph = word.add_paragraph("They were cut every winter.")
    add_footnote(word, paragraph, "The bills are in the archive of the town.")
    note = bring_in(save(word, tmp_path)).note
    (footnote,) = footnotes_of(note.themes[0].questions[0].blocks)
    (text,) = footnote.blocks
    assert isinstance(text, Paragraph)
    assert plain(text.inlines) == "The bills are in the archive of the town."


def test_a_footnote_of_a_heading_moves_to_the_text(
    word: Any, bring_in: Importer, tmp_path: Path
) -> None:
    heading = word.add_heading("Winters", 3)
    word.add_paragraph("They were cut every winter.")
    add_footnote(word, heading, "From All Saints to Candlemas.")
    (topic,) = bring_in(save(word, tmp_path)).note.themes[0].questions[0].topics
    assert plain(topic.title) == "Winters"
    assert len(list(footnotes_of(topic.blocks))) == 1


def test_a_table_becomes_a_table_with_its_cells_in_place(
    word: Any, bring_in: Importer, tmp_path: Path
) -> None:
    word.add_paragraph("The counts are these.")
    table = word.add_table(rows=3, cols=3)
    for place, text in enumerate(["Year", "Trees", "Note | remark", "1880", "40", "", "1920"]):
        table.cell(place // 3, place % 3).text = text
    table.cell(2, 1).merge(table.cell(2, 2)).text = "31 and *counting*"
    result = bring_in(save(word, tmp_path))
    (found,) = [
        block for block in result.note.themes[0].questions[0].blocks if isinstance(block, Table)
    ]
    cells = [cell for row in (*found.head, *found.body) for cell in row]
    texts = [
        "".join(plain(part.inlines) for part in cell.blocks if isinstance(part, Paragraph))
        for cell in cells
    ]
    assert texts[:6] == ["Year", "Trees", "Note | remark", "1880", "40", ""]
    assert texts[6:] == ["1920", "31 and *counting*"]
    assert cells[-1].columns == 2


def test_pictures_come_along_with_their_captions(
    word: Any, bring_in: Importer, tmp_path: Path
) -> None:
    data = io.BytesIO()
    Image.new("RGB", (60, 40), "green").save(data, "PNG")
    word.add_paragraph("This is the quay.")
    word.add_picture(data, Inches(1))
    word.add_paragraph("The quay in 1880", style="Caption")
    result = bring_in(save(word, tmp_path))
    (figure,) = [
        block for block in result.note.themes[0].questions[0].blocks if isinstance(block, Figure)
    ]
    assert plain(figure.caption) == "The quay in 1880"
    assert result.note.pictures[figure.source].startswith(b"\x89PNG")
    assert any(entry.path == figure.source for entry in result.report.to_complete)


def test_a_picture_that_cannot_be_set_is_to_be_completed_in_its_place(
    word: Any, bring_in: Importer, tmp_path: Path
) -> None:
    data = io.BytesIO()
    Image.new("RGB", (60, 40), "green").save(data, "PNG")
    word.add_paragraph("This is the quay.")
    word.add_picture(data, Inches(1))
    word.add_paragraph("Figure 1. The quay in 1880", style="Caption")
    word.part.related_parts["rId9"]._blob = b"no picture at all"
    result = bring_in(save(word, tmp_path))
    assert result.note.pictures == {}
    text = result.file("text/1-limes.md")
    assert "To be completed: the picture image1.png\n\nThe quay in 1880\n" in text
    assert any(one.path == "figures" for one in result.report.to_complete)


def test_lists_keep_their_depth_and_their_numbers(
    word: Any, bring_in: Importer, tmp_path: Path
) -> None:
    word.add_paragraph("Three things were tried.")
    word.add_paragraph("less cutting", style="List Bullet")
    indent(word, word.add_paragraph("in spring only", style="List Bullet"))
    word.add_paragraph("more water", style="List Bullet")
    result = bring_in(save(word, tmp_path))
    (found,) = [
        block for block in result.note.themes[0].questions[0].blocks if isinstance(block, ItemList)
    ]
    assert [len(item.blocks) for item in found.items] == [2, 1]
    inner = found.items[0].blocks[1]
    assert isinstance(inner, ItemList)


def test_what_stands_outside_the_text_is_in_the_report(
    word: Any, bring_in: Importer, tmp_path: Path
) -> None:
    word.add_paragraph("They were cut every winter.")
    section = word.sections[0]
    section.header.paragraphs[0].text = "Draft for the harbour board"
    section.footer.paragraphs[0].text = "Page of a draft"
    result = bring_in(save(word, tmp_path))
    assert "header of the Word file: Draft for the harbour board" in result.left_out
    assert "footer of the Word file: Page of a draft" in result.left_out
    assert "harbour board" not in result.file("text/1-limes.md")


def test_a_bookmark_names_its_heading(word: Any, bring_in: Importer, tmp_path: Path) -> None:
    heading = word.add_heading("Winters", 3)
    add_bookmark(heading, "cold-months")
    word.add_paragraph("They were cut every winter.")
    (topic,) = bring_in(save(word, tmp_path)).note.themes[0].questions[0].topics
    assert topic.id == "cold-months"


def test_people_in_a_table_are_read_by_its_heads(
    word: Any, bring_in: Importer, tmp_path: Path
) -> None:
    word.add_paragraph("They were cut every winter.")
    word.add_heading("List of participants", 1)
    rows = [
        ["Organisation", "Name", "Position"],
        ["Royal Gardens, Kew", "Joseph Banks", "Adviser"],
        ["Uppsala University", "Carl Linnaeus", "Professor of Medicine"],
    ]
    table = word.add_table(rows=len(rows), cols=3)
    for place, row in enumerate(rows):
        for column, text in enumerate(row):
            table.cell(place, column).text = text
    banks, linnaeus = bring_in(save(word, tmp_path)).note.people.participants
    assert (banks.id, banks.role["en"]) == ("joseph-banks", "Adviser")
    assert dict(linnaeus.affiliation or {}) == {"en": "Uppsala University"}


def test_people_one_a_line_are_read_under_their_organisations(
    word: Any, bring_in: Importer, tmp_path: Path
) -> None:
    word.add_paragraph("They were cut every winter.")
    word.add_heading("Observers", 1)
    word.add_paragraph().add_run("Royal Gardens").bold = True
    word.add_paragraph("Joseph Banks, Adviser", style="List Bullet")
    word.add_paragraph("William Aiton – Head Gardener", style="List Bullet")
    (gardens,) = bring_in(save(word, tmp_path)).note.people.observers
    assert dict(gardens.organisation) == {"en": "Royal Gardens"}
    assert [person.role["en"] for person in gardens.people] == ["Adviser", "Head Gardener"]


def test_a_file_that_is_no_word_file_is_a_finding(tmp_path: Path) -> None:
    path = tmp_path / "quay.docx"
    path.write_bytes(b"not a zip at all")
    with pytest.raises(SourceError) as caught:
        import_manuscript(path, "quay")
    assert [finding.code for finding in caught.value.findings] == ["N160"]


def test_a_caption_that_a_table_has_twice_is_one(
    word: Any, bring_in: Importer, tmp_path: Path
) -> None:
    word.add_paragraph("The counts are these.")
    word.add_paragraph("Limes of the quay", style="Caption")
    table = word.add_table(rows=2, cols=2)
    for place, text in enumerate(["Year", "Trees", "1880", "40"]):
        table.cell(place // 2, place % 2).text = text
    table._tbl.tblPr.append(element('<w:tblCaption w:val="Limes of the quay"/>'))
    result = bring_in(save(word, tmp_path))
    assert result.file("text/1-limes.md").count("Limes of the quay") == 1
    assert not result.report.words.inserted


def test_terms_of_definitions_are_whole_words(
    word: Any, bring_in: Importer, tmp_path: Path
) -> None:
    for name, text in (("Definition Term", "Pollard"), ("Definition", "A tree cut at the head.")):
        word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        word.add_paragraph(text, style=name)
    result = bring_in(save(word, tmp_path))
    assert "\n**Pollard**\n\nA tree cut at the head.\n" in result.file("text/1-limes.md")
