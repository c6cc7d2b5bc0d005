"""What the report of a review says: comments at their lines, and all that was not taken over."""

from __future__ import annotations

import json

import pytest
from docx.oxml import parse_xml
from word_review import Review, changed_lines, element, new_cell

from pipeline.load import load_files
from pipeline.note import Note
from pipeline.reviewing import Merged
from pipeline.reviewing.report import as_data, describe

pytestmark = pytest.mark.slow

MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
SHARED = "shared with other notes"


@pytest.fixture
def review(rich_note: Note) -> Review:
    return Review(rich_note)


def line_of(review: Review, merged: Merged, path: str, line: int) -> str:
    content = merged.files.get(path, review.note.files[path])
    return content.decode().split("\n")[line - 1]


def test_comments_are_told_at_the_lines_they_have_afterwards(review: Review) -> None:
    review.add_behind("This paragraph stands", "A new paragraph moves what follows.")
    for start, text in {
        "A new paragraph": "new",
        "A topic may stand": "topic",
        "There was a long": "second line",
        "1953": "cell",
        "How people who": "value",
        "Tom Ford": "person",
    }.items():
        review.comment(start, text)
    merged = review.bring_in()
    lines = {one.text: line_of(review, merged, one.path, one.line) for one in merged.report.remarks}
    assert lines["new"] == "A new paragraph moves what follows."
    assert lines["topic"].startswith("A topic may stand before the first question.")
    assert lines["second line"] == "payable at Michaelmas."
    assert lines["cell"].startswith("| 1953 |")
    assert lines["value"].startswith("  How people who live along a small river")
    assert lines["person"] == "        role: {en: Secretary}"
    assert {one.author for one in merged.report.remarks} == {"Reviewer Two"}
    assert all(one.anchor for one in merged.report.remarks)


def test_comments_alone_change_nothing(review: Review) -> None:
    review.comment("No red lines", "Is this so?")
    merged = review.bring_in()
    assert merged.files == {}
    (remark,) = merged.report.remarks
    assert (remark.path, remark.line, remark.text) == ("text/2-fish.md", 14, "Is this so?")


def test_what_has_no_place_is_told_with_its_words_and_line(review: Review) -> None:
    review.reword("Participants", "Participants", "People")
    review.delete("Ada Brook")
    review.add_behind("Isla Marsh", "Max Somebody")
    review.paragraph("What the old marks").style = "Heading 2"
    review.paragraph("No red lines").style = "List Bullet"
    review.add_behind("The name of the river", "A fourth theme", "Heading 1")
    review.document.tables[1].rows[1]._tr.append(new_cell("2024"))
    review.document.sections[0].header.paragraphs[0].text = "Draft"
    review.paragraph("It came by night").add_run(" Struck.").font.strike = True
    merged = review.bring_in()
    told = {one.text: one for one in merged.report.not_applied}
    assert {text: (one.path, one.line) for text, one in told.items()} == {
        "People": ("", 0),
        "Ada Brook": ("people.yaml", 7),
        "Engineer, retired": ("people.yaml", 8),
        "Max Somebody": ("people.yaml", 30),
        "What the old marks show": ("text/1-floods.md", 10),
        "No red lines were raised.": ("text/2-fish.md", 14),
        "A fourth theme": ("text/3-other-points.md", 7),
        "2024": ("text/1-floods.md", 77),
        "Draft": ("", 0),
        "Struck.": ("", 0),
    }
    assert told["What the old marks show"].why.startswith("its level changed from 3 to 2")
    assert list(merged.files) == ["text/introduction.md"]


def test_what_would_break_the_source_is_not_taken_over(review: Review) -> None:
    review.delete("Opening the meadows")  # a link leads to it
    review.delete("No red lines")  # a question without a text
    review.reword("Trout came", "2011, ten years after the weir was opened.", "2011")
    merged = review.bring_in()
    assert {one.why.split()[-1] for one in merged.report.not_applied} == {"note", "text"}
    # The key message has lost its end, so that it goes on to the next one.
    (_, added) = changed_lines(review.note, merged)
    assert added.startswith("+[Trout came back in 2011 Eels did not.]{.key} [*Las truchas")


def test_a_part_with_a_file_of_its_own_is_left_where_it_is(review: Review) -> None:
    body = review.document.element.body
    titles = [one for one in review.document.paragraphs if one.style.name == "Heading 1"]
    starts = {one.text.partition("\u2002")[2]: one._p for one in titles}
    conclusion = next(one._p for one in titles if one.text == "Conclusion")
    annex = starts["Letters to the board"]
    end = next(one._p for one in titles if one.text == "References")
    children = list(body)
    for part in children[children.index(annex) : children.index(end)]:
        conclusion.addprevious(part)
    merged = review.bring_in()
    assert merged.files == {}
    assert [(one.text, one.line) for one in merged.report.not_applied] == [
        ("Letters to the board", 1),
        ("The letter of 1953", 3),
        ("The miller wrote: “Send bread.”", 5),
    ]
    why = "this part is a file of its own: move, rename or delete the file"
    assert {one.why for one in merged.report.not_applied} == {f"moved in Word: {why}"}
    for part in children[children.index(annex) : children.index(end)]:
        part.getparent().remove(part)
    merged = review.bring_in()
    assert merged.files == {}
    first, *others = merged.report.not_applied
    assert (first.why, len(others)) == (f"deleted in Word: {why}", 2)


def test_a_heading_that_cannot_stand_does_not_keep_its_text_out(review: Review) -> None:
    review.add_behind("What follows", "Text under it.")
    review.add_behind("What follows", "A heading in the introduction", "Heading 3")
    merged = review.bring_in()
    assert changed_lines(review.note, merged) == ["+Text under it."]
    (one,) = merged.report.not_applied
    assert one.text == "A heading in the introduction"


def test_a_file_that_must_not_change_is_left_alone(review: Review) -> None:
    review.reword("River Press publishes", "is said", "was said")
    merged = review.bring_in(kept={"imprint.yaml": SHARED})
    assert merged.files == {}
    (one,) = merged.report.not_applied
    assert (one.why, one.path) == (SHARED, "imprint.yaml")
    assert list(review.bring_in().files) == ["imprint.yaml"]


def test_words_in_a_box_and_formulas_are_told(review: Review) -> None:
    paragraph = review.paragraph("No red lines")._p
    paragraph.append(parse_xml(f'<m:oMath xmlns:m="{MATH}"><m:r><m:t>a+b</m:t></m:r></m:oMath>'))
    inside = "<w:txbxContent><w:p><w:r><w:t>In a box.</w:t></w:r></w:p></w:txbxContent>"
    paragraph.append(element(f"<w:r><w:pict>{inside}</w:pict></w:r>"))
    told = {one.text for one in review.bring_in().report.not_applied}
    assert {"a+b", "In a box."} <= told


def test_a_footnote_that_calls_itself_ends(review: Review) -> None:
    call = '<w:r><w:footnoteReference w:id="99"/></w:r>'
    note = f'<w:footnote w:id="99"><w:p><w:r><w:t>Again.</w:t></w:r>{call}</w:p></w:footnote>'
    review.in_footnotes("</w:footnotes>", f"{note}</w:footnotes>")
    review.paragraph("No red lines")._p.append(element(call))
    assert review.bring_in().report.file == "edited.docx"


@pytest.fixture
def later(rich_note: Note) -> Note:
    """The source as it is after somebody else has worked on it."""
    text = rich_note.files["text/2-fish.md"].decode()
    text = text.replace("Eels did not.", "Eels never did.")
    text = text.replace("# Fish {#fish}", "# Fish {#fish}\n\nA paragraph of its own.")
    return load_files("rich", {**rich_note.files, "text/2-fish.md": text.encode()})


def test_changes_of_two_people_go_together(review: Review, later: Note) -> None:
    review.reword("No red lines", "raised", "drawn")
    review.add_behind("Which fish came back?", "Two did.", "Body Text")
    merged = review.bring_in(onto=later)
    assert changed_lines(later, merged) == [
        "+Two did.",
        "-No red lines were raised.",
        "+No red lines were drawn.",
    ]
    assert merged.report.not_applied == ()


def test_what_both_have_changed_is_left_and_told(review: Review, later: Note) -> None:
    review.reword("Trout came", "Eels did not.", "Eels may have.")
    merged = review.bring_in(onto=later)
    assert merged.files == {}
    (one,) = merged.report.not_applied
    assert one.why == "the source has also changed here since the Word file was made"
    assert "Eels may have." in one.text
    assert (one.path, one.line) == ("text/2-fish.md", 12)


def test_a_change_that_is_made_already_is_not_made_again(review: Review, later: Note) -> None:
    review.reword("Trout came", "Eels did not.", "Eels never did.")
    merged = review.bring_in(onto=later)
    assert merged.files == {}
    assert merged.report.not_applied == ()


def test_without_its_source_the_file_is_compared_with_the_source_of_now(
    review: Review, later: Note
) -> None:
    review.forget_source()
    review.reword("No red lines", "raised", "drawn")
    merged = review.bring_in(onto=later)
    assert not merged.report.knows_source
    assert (
        "+[Trout came back in 2011, ten years after the weir was opened.]{.key} Eels did not."
        in [line.partition(" [*")[0] for line in changed_lines(later, merged)]
    )
    assert "check that it does not revert any changes of the source" in describe(merged.report)


def test_the_report_is_text_and_data(review: Review) -> None:
    review.replace_tracked("No red lines", "raised", "drawn")
    review.comment("No red lines", "Better?")
    review.delete("Ada Brook")
    report = review.bring_in().report
    text = describe(report)
    assert text.startswith("edited.docx changes text/2-fish.md\n")
    assert "  No red lines were [-raised-]{+drawn+}.\n" in text
    assert "Comments (1)\n- text/2-fish.md:14: Reviewer Two: Better?" in text
    assert "- Reviewer One deleted “raised”" in text
    assert "- people.yaml:7: deleted in Word" in text
    data = json.loads(json.dumps(as_data(report)))
    assert data["comments"][0]["line"] == 14
    assert data["comparison"]["changes"][0]["kind"] == "paragraph"
