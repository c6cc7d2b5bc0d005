"""What a reviewer does to the words of a Word file, and exactly that, is done to the source."""

from __future__ import annotations

import pytest
from docx.oxml.ns import qn
from docx.text.run import Run
from word_review import STYLE, Review, changed_lines, element

from pipeline.load import load_files
from pipeline.note import Note
from pipeline.note.text import Lifted, Paragraph
from pipeline.note.walk import plain
from pipeline.numbering import number_note

pytestmark = pytest.mark.slow

KEY = "[The next flood will pass the mark of 1987 unless the upper meadows are opened.]"
TALK = "There was a long talk about who pays."
PAID = "[Whoever is kept dry should pay whoever is made wet.]{.pull #pull-who-pays}"
ALT = "The wall, seen from the mill: stones below, bricks above."
CAPTION = "Warnings by year, with the few hours they gave"
SOURCE = "The board's own 'flood book', 1953–2003"
NOTE = "Hours from the first bell to the first wet street."
DESCRIBED = "How people who live along a small river speak of its floods, all its fish"
SUM = "The sum named was 40 per cent of a harvest,\\"


@pytest.fixture
def review(rich_note: Note) -> Review:
    return Review(rich_note)


def test_the_words_around_a_reworded_one_stay_divided(review: Review) -> None:
    review.reword("Marks and gauge are", "on both banks", "of both villages")
    merged = review.bring_in()
    changed = changed_lines(review.note, merged)
    soft = "\N{SOFT HYPHEN}"
    read = f"Marks and gauge are read for the trans&shy;boundary book of the flood{soft}keepers"
    assert changed == [f"-{read} on both banks.", f"+{read} of both villages."]
    assert merged.report.not_applied == ()


def test_a_reworded_sentence_is_reworded_in_its_line(review: Review) -> None:
    review.reword("There was a long", "harvest", "good harvest")
    merged = review.bring_in()
    assert changed_lines(review.note, merged) == [
        f"-{TALK} {PAID} {SUM}",
        f"+{TALK} {PAID} {SUM.replace('a harvest', 'a good harvest')}",
    ]
    assert merged.report.not_applied == ()
    assert [change.kind for change in merged.report.comparison.changes] == ["paragraph"]


def test_marks_languages_and_quotation_marks_stay_as_they_are_typed(review: Review) -> None:
    review.reword("The next flood", "prudence", "sagesse")
    review.reword("The next flood", "read out", "read aloud")
    (removed, added) = changed_lines(review.note, review.bring_in())
    assert '[*La Directive inondations* demande de la "prudence" et une carte.]{lang=fr}' in removed
    expected = removed.replace('"prudence"', '"sagesse"').replace("read out", "read aloud")
    assert added[1:] == expected[1:]


def test_tracked_changes_are_accepted_and_told(review: Review) -> None:
    review.replace_tracked("No red lines", "raised", "drawn")
    review.delete_tracked("This paragraph stands")
    merged = review.bring_in()
    assert changed_lines(review.note, merged) == [
        "-This paragraph stands directly under the theme.",
        "-No red lines were raised.",
        "+No red lines were drawn.",
    ]
    assert {(one.author, one.what, one.text) for one in merged.report.tracked} == {
        ("Reviewer One", "deleted", "This paragraph stands directly under the theme."),
        ("Reviewer One", "deleted", "raised"),
        ("Reviewer One", "inserted", "drawn"),
    }


@pytest.mark.parametrize("place", ["before", "behind"])
def test_a_new_sentence_beside_a_lifted_one_is_not_lifted(place: str, review: Review) -> None:
    run = review.cut_out("The next flood", "The next flood" if place == "before" else "opened.")
    words = "So they say. " if place == "before" else " So they say."
    fresh = element(f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>')
    (run.addprevious if place == "before" else run.addnext)(fresh)
    (removed, added) = changed_lines(review.note, review.bring_in())
    key = f"{KEY}{{.key #key-next-flood}}"
    assert key in removed
    assert f"So they say. {key}" in added or f"{key} So they say. Nobody" in added


def test_words_typed_into_a_lifted_sentence_belong_to_it(review: Review) -> None:
    # What is inserted has no style here, as when it is pasted.
    review.replace_tracked("The next flood", "upper", "lower")
    review.replace_tracked("Water that", "street", "road")
    merged = review.bring_in()
    text = merged.files["text/1-floods.md"].decode()
    assert f"{KEY.replace('upper', 'lower')}{{.key #key-next-flood}}" in text
    assert "[Water that is given a meadow does not take a road.]{.pull}" in text
    assert len(changed_lines(review.note, merged)) == 4


def test_a_sentence_without_its_style_is_lifted_no_more(review: Review) -> None:
    for run in review.paragraph("Water that").runs:
        if run.style.name == "Pull Quote":
            run.style = None
    (removed, added) = changed_lines(review.note, review.bring_in())
    assert removed.startswith("-[Water that is given a meadow does not take a street.]{.pull} The")
    assert added.startswith("+Water that is given a meadow does not take a street. The saying is *")


def test_a_sentence_in_the_style_of_lifted_ones_is_lifted_whole(review: Review) -> None:
    run = review.cut_out("No red lines", "red lines were")
    Run(run, review.paragraph("No red lines")).style = "Pull Quote"
    assert changed_lines(review.note, review.bring_in()) == [
        "-No red lines were raised.",
        "+[No red lines were raised.]{.pull}",
    ]


def test_emphasis_comes_and_goes(review: Review) -> None:
    run = Run(
        review.cut_out("This paragraph", "directly under"), review.paragraph("This paragraph")
    )
    run.bold = True
    for one in review.paragraph("Living with").runs:
        one.italic = None
    assert changed_lines(review.note, review.bring_in()) == [
        '-# Living with *high water* {#floods short="High water"}',
        '+# Living with high water {#floods short="High water"}',
        "-This paragraph stands directly under the theme.",
        "+This paragraph stands **directly under** the theme.",
    ]


def test_code_and_the_words_of_links_are_edited_where_they_stand(review: Review) -> None:
    review.reword("the gauge", "2.40 m", "2.60 m")
    review.reword("What follows", "theme by theme", "a theme at a time")
    added = [line for line in changed_lines(review.note, review.bring_in()) if line[0] == "+"]
    assert added == [
        "+1. the gauge at the bridge reads `2.60 m`;",
        "+What follows was said on 9 February 2024 and is set down [a theme at a time](#floods).",
    ]


def test_footnotes_are_edited_where_they_are_defined(review: Review) -> None:
    review.in_footnotes("let alone", "left in peace")
    assert changed_lines(review.note, review.bring_in()) == [
        '-[^wall]: The note says: "It will hold if it is let alone."',
        '+[^wall]: The note says: "It will hold if it is left in peace."',
    ]


def test_a_footnote_goes_with_its_call(review: Review) -> None:
    for call in list(review.paragraph("The river rose")._p.iter(qn("w:footnoteReference"))):
        call.getparent().getparent().remove(call.getparent())
    removed = [line for line in changed_lines(review.note, review.bring_in()) if line[0] == "-"]
    assert [line[:11] for line in removed] == ["-The river ", "-[^rhyme]: "]


def test_a_new_footnote_is_defined_at_the_end_of_the_file(review: Review) -> None:
    note = '<w:footnote w:id="99"><w:p><w:r><w:t>By hand.</w:t></w:r></w:p></w:footnote>'
    review.in_footnotes("</w:footnotes>", f"{note}</w:footnotes>")
    call = element('<w:r><w:footnoteReference w:id="99"/></w:r>')
    review.paragraph("No red lines")._p.append(call)
    assert changed_lines(review.note, review.bring_in()) == [
        "-No red lines were raised.",
        "+No red lines were raised.[^1]",
        "+[^1]: By hand.",
    ]


def test_tables_and_captions_are_edited_in_their_lines(review: Review) -> None:
    review.reword("None", "was given", "was ever given")
    review.reword("Warnings by", "hours", "few hours")
    review.reword("The wall in", "2023", "2024")
    review.reword("The board", "2002", "2003")
    review.reword("Hours from", "siren", "bell")
    below = f'source="{SOURCE}" note="{NOTE}"'
    added = [line for line in changed_lines(review.note, review.bring_in()) if line[0] == "+"]
    assert [line.strip() for line in added] == [
        f'+![{ALT}](figures/wall.png "The wall in 2024"){{#figure-wall .keep-together}}',
        f'+{{#table-warnings caption="{CAPTION}" {below} .wide .keep-together}}',
        "+| 1953 |  no   |     0 | *None* was ever given                          |",
    ]


def test_values_are_edited_in_their_yaml(review: Review) -> None:
    review.reword("Nobody’s figures", "by eye", "by the eye")
    review.reword("How people who", "its fish", "all its fish")
    review.reword("Ada Brook", "Engineer, retired", "Engineer: retired")
    review.reword("How the valley", "water costs", "water really costs")
    review.reword("Fish, and", "may catch", "can catch")
    merged = review.bring_in()
    added = [line for line in changed_lines(review.note, merged) if line[0] == "+"]
    assert added == [
        f"+  {DESCRIBED} and its fields, with every",
        '+  - Nobody\'s figures were checked, and "measured" means measured by the eye.',
        '+    role: {en: "Engineer: retired"}',
        "+lead: How the valley lives with high water, and what the water really costs.",
        "+title: Fish, and who can catch them",
    ]


def test_chinese_is_marked_and_signs_of_markdown_are_escaped(review: Review) -> None:
    review.reword("No red lines", "raised", "raised on 水 by *anyone* [or] <so>")
    (_, added) = changed_lines(review.note, review.bring_in())
    assert "[水]{lang=zh-Hans}" in added
    note = load_files(review.note.slug, {**review.note.files, **review.bring_in().files})
    (paragraph,) = note.themes[1].questions[1].blocks
    assert isinstance(paragraph, Paragraph)
    assert plain(paragraph.inlines) == "No red lines were raised on 水 by *anyone* [or] <so>."


def test_the_lifted_sentences_of_a_note_survive_every_edit_around_them(review: Review) -> None:
    for start in ("The next flood", "Water that", "There was a long", "A warning", "Trout came"):
        review.paragraph(start).add_run(" This was added.")
    merged = review.bring_in()
    note = load_files(review.note.slug, {**review.note.files, **merged.files})

    def lifted(one: Note) -> list[str]:
        return [
            plain(inline.inlines)
            for theme in one.themes
            for part in (*theme.questions, *(t for q in theme.questions for t in q.topics))
            for block in part.blocks
            if isinstance(block, Paragraph)
            for inline in block.inlines
            if isinstance(inline, Lifted)
        ]

    assert lifted(note) == lifted(review.note)
    assert len(merged.report.comparison.changes) == 5


def test_a_table_from_a_file_is_edited_where_its_words_are_typed(review: Review) -> None:
    review.reword("The days on which", "was read", "was read at all")
    review.reword("The miller’s book", "book", "notebook")
    review.add_behind("The miller’s notebook", "Nobody copied it.", "Body Text")
    merged = review.bring_in()
    assert merged.report.not_applied == ()
    added = [line for line in changed_lines(review.note, merged) if line[0] == "+" and line[1:]]
    assert [line.partition("{")[0] for line in added] == [
        "+![The days on which the gauge was read at all](figures/readings.csv)",
        "+Nobody copied it.",
    ]
    assert added[0].endswith('source="The miller\'s notebook"}')


def test_the_rows_of_a_table_from_a_file_are_left_to_the_file(review: Review) -> None:
    table = review.document.tables[-2]
    review.reword("by day; never", "never", "seldom")
    table._tbl.remove(table.rows[2]._tr)
    merged = review.bring_in()
    assert merged.files == {}
    told = {one.text: (one.path, one.line) for one in merged.report.not_applied}
    place = ("text/annex-a-measuring.md", 30)
    assert told == {
        "by day; seldom by night": place,
        "1953 after the “letter” 365 100 %": place,
    }
    assert {one.why for one in merged.report.not_applied} == {
        "the rows of this table are in a CSV file: change it there"
    }


def test_a_whole_table_from_a_file_is_taken_out(review: Review) -> None:
    table = review.document.tables[-2]._tbl
    table.getparent().remove(table)
    (told,) = review.bring_in().report.not_applied
    why = "the caption of the table or a line below it is still there"
    assert told.why == f"deleted in Word: {why}"
    review.delete("The days on which")
    review.delete("The miller’s book")
    (refers,) = (one for one in review.document.paragraphs if "is kept as a" in one.text)
    refers._p.getparent().remove(refers._p)
    merged = review.bring_in()
    assert merged.report.not_applied == ()
    removed = changed_lines(review.note, merged)
    assert [line.partition("{")[0] for line in removed] == [
        "-![The days on which the gauge was read](figures/readings.csv)",
        "-[](#table-readings) is kept as a file.",
    ]


def test_a_table_is_taken_out_whole_or_not_at_all(review: Review) -> None:
    lines = review.document.tables[1]._tbl
    below = list(lines.itersiblings())[:2]
    lines.getparent().remove(lines)
    merged = review.bring_in()
    assert merged.files == {}
    (told,) = merged.report.not_applied
    assert told.text.startswith("Year Siren Hours Remark 1953 no 0")
    why = "the caption of the table or a line below it is still there"
    assert told.why == f"deleted in Word: {why}"
    review.delete("Warnings by year")
    for line in below:
        line.getparent().remove(line)
    merged = review.bring_in()
    assert merged.report.not_applied == ()
    removed = changed_lines(review.note, merged)
    assert [line.partition("  ")[0].partition(" caption")[0] for line in removed] == [
        "-{#table-warnings",
        "-| Year | Siren | Hours | Remark",
        "-|:-----|:-----:|------:|-------------------------------------------|",
        "-| 1953 |",
        "-| 1987 |",
        "-| 2002 |",
        "-[^gauge]: By the gauge at the mill.",
    ]


def test_a_table_that_was_deleted_but_has_changed_since_stays(review: Review) -> None:
    lines = review.document.tables[0]._tbl
    review.delete("Who asked for the key")
    lines.getparent().remove(lines)
    path = "text/1-floods.md"
    text = review.note.files[path].replace(b"his son", b"his heir")
    later = load_files(review.note.slug, {**review.note.files, path: text})
    merged = review.bring_in(later)
    assert merged.files == {}
    assert "deleted in Word, but since changed in the source" in {
        one.why for one in merged.report.not_applied
    }


def test_the_header_row_of_a_table_is_not_taken_out(review: Review) -> None:
    table = review.document.tables[1]
    table._tbl.remove(table.rows[0]._tr)
    merged = review.bring_in()
    assert merged.files == {}
    assert [(one.text, one.why) for one in merged.report.not_applied] == [
        ("Year Siren Hours Remark", "deleted in Word: a table keeps its header row")
    ]


def test_a_new_row_of_a_table_from_a_file_belongs_there(review: Review) -> None:
    table = review.document.tables[-2]
    table.add_row().cells[0].text = "1954"
    merged = review.bring_in()
    assert merged.files == {}
    assert [(one.text, one.why) for one in merged.report.not_applied] == [
        ("1954", "a new row: the rows of this table are in a CSV file: add it there")
    ]


def test_a_signature_belongs_to_the_head_of_its_file(review: Review) -> None:
    picture = review.paragraph("Chair, Water Board")._p.getprevious().getprevious()
    assert picture.tag == qn("w:p")
    picture.getparent().remove(picture)
    review.add_behind("Otto Reed", "Nobody else")
    merged = review.bring_in()
    assert merged.files == {}
    assert [one.why for one in merged.report.not_applied] == [
        "not a part of the text: add it under signed: at the head of this file",
        "this picture is under signed: at the head of its file: change it there",
    ]


def test_signs_in_values_are_escaped_and_stay_so(rich_note: Note) -> None:
    files = dict(rich_note.files)
    for old, new in (
        ("Warnings by year,", r"Warnings \*by\* year\_,"),
        ('"The wall in 2023"', r'"The \*wall\* in 2023 &amp; 2024 &amp;copy; A"'),
    ):
        assert old in files["text/1-floods.md"].decode()
        files["text/1-floods.md"] = files["text/1-floods.md"].replace(old.encode(), new.encode())
    note = load_files(rich_note.slug, files)
    review = Review(number_note(note, STYLE.numerals(), STYLE.words(note.metadata.language)).note)
    review.reword("Warnings *by*", "hours", "few_ *hours* and \\*")
    review.reword("The *wall* in", "2023", "1923")
    review.reword("The *wall* in", "2024", "2024 &amp; B&lt;")
    review.reword("Fish, and", "may catch", "*may* catch")

    merged = review.bring_in()

    added = [line for line in changed_lines(review.note, merged) if line[0] == "+"]
    below = f'source="{SOURCE.replace("2003", "2002")}" note="{NOTE.replace("bell", "siren")}"'
    picture = r"The \*wall\* in 1923 &amp; 2024 &amp;amp; B&amp;lt; &amp;copy; A"
    table = r"Warnings \*by\* year\_, with the few_ \*hours\* and \\* they gave"
    assert merged.report.not_applied == ()
    assert added == [
        rf'+![{ALT}](figures/wall.png "{picture}"){{#figure-wall .keep-together}}',
        f'+{{#table-warnings caption="{table}" {below} .wide .keep-together}}',
        r"+title: Fish, and who \*may\* catch them",
    ]
