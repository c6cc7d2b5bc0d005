"""Word files that come back from LibreOffice, Word Online and Google Docs, edited or not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from rewritten import google_docs, libre_office, word_online
from word_review import STYLE, Review, changed_lines, element, export

from pipeline.load import load_note
from pipeline.note import Note
from pipeline.reviewing import Merged, bring_review_in

pytestmark = pytest.mark.slow


def saved_by(program: str, content: bytes, folder: Path) -> bytes:
    """A Word file as a program saves it."""
    match program:
        case "word online":
            return word_online(content)
        case "google docs":
            return google_docs(content)
        case "libreoffice":
            return libre_office(content, folder)
        case _:
            return libre_office(content, folder, via="odt")


def edit(note: Note) -> Review:
    """The Word file of a note with an edit of every kind that writers make."""
    review = Review(note)
    review.reword("There was a long", "harvest", "good harvest")
    review.reword("The staffs are in two books", "drew them", "was the first to draw them")
    review.add_behind("No red lines", "Blue ones were.")
    review.delete("This paragraph stands")
    review.split("A topic may stand", "The marks on the mill")
    review.add_behind("in a state of alarm", "in fog;")
    review.reword("None", "None", "Nothing")
    review.replace_tracked("Marks and gauge are", "on both banks", "of both villages")
    review.comment("From the fourth on", "Since when?")
    return review


def order_anew(note: Note) -> Review:
    """The Word file of a note with two paragraphs joined to one, and one moved."""
    review = Review(note)
    first, second = review.paragraph("The next flood")._p, review.paragraph("Water that")._p
    first.extend(list(second)[1:])
    second.getparent().remove(second)
    review.paragraph("No red lines")._p.addnext(review.paragraph("There was a long talk")._p)
    return review


def typed(note: Note, merged: Merged) -> list[str]:
    """The changed lines; a dash that is kept as it was typed is as good as the sign."""
    return [line.replace("--", "\N{EN DASH}") for line in changed_lines(note, merged)]


def bring_in(content: bytes, note: Note) -> Merged:
    return bring_review_in(content, "edited.docx", note, STYLE, {})


@pytest.mark.parametrize(
    ("name", "program"),
    [
        ("rich", "word online"),
        *((name, "google docs") for name in ("rich", "authored", "chinese")),
        ("rich", "libreoffice by odt"),
    ],
)
def test_what_a_program_does_by_itself_changes_nothing(
    name: str, program: str, tmp_path: Path
) -> None:
    note = load_note(Path(__file__).parents[2] / "tests/notes" / name)
    merged = bring_in(saved_by(program, export(note), tmp_path), note)
    assert changed_lines(note, merged) == []
    assert merged.report.not_applied == ()
    assert merged.report.knows_source == (program == "word online")


@pytest.mark.parametrize("program", ["word online", "google docs", "libreoffice"])
@pytest.mark.parametrize("made", [edit, order_anew])
def test_every_edit_comes_back_from_every_program(
    made: Callable[[Note], Review], program: str, rich_note: Note, tmp_path: Path
) -> None:
    content = made(rich_note).save()
    from_word = bring_in(content, rich_note)
    merged = bring_in(saved_by(program, content, tmp_path), rich_note)
    assert len(changed_lines(rich_note, from_word)) >= 9
    assert typed(rich_note, merged) == typed(rich_note, from_word)
    assert merged.report.not_applied == from_word.report.not_applied
    assert merged.report.tracked == from_word.report.tracked
    assert merged.report.remarks == from_word.report.remarks


def test_a_key_message_stays_one_where_a_program_knows_no_styles(rich_note: Note) -> None:
    review = Review(rich_note)
    review.split("The next flood", "Nobody in the room")
    merged = bring_in(google_docs(review.save()), rich_note)
    (_, key, rest) = changed_lines(rich_note, merged)
    assert key.endswith("unless the upper meadows are opened.]{.key}")
    assert rest.startswith("+Nobody in the room disagreed")


def test_what_was_made_bold_without_our_styles_is_bold(rich_note: Note) -> None:
    review = Review(rich_note)
    review.cut_out("No red lines", "red").get_or_add_rPr().append(element("<w:b/>"))
    merged = bring_in(google_docs(review.save()), rich_note)
    assert changed_lines(rich_note, merged) == [
        "-No red lines were raised.", "+No **red** lines were raised.",
    ]  # fmt: skip


def test_a_citation_that_was_changed_is_told(rich_note: Note) -> None:
    review = Review(rich_note)
    review.reword("The staffs are in two books", "Ford (1871, 12)", "Ford (1872)")
    merged = bring_in(google_docs(review.save()), rich_note)
    assert merged.files == {}
    (told,) = merged.report.not_applied
    assert "Ford (1872) drew them" in told.text
