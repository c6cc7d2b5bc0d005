"""What only the look of a Word file says: hidden words, dropped capitals, marks, deep lists."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_COLOR_INDEX
from docx.shared import RGBColor
from imported import Importer, Result
from word_parts import add_box, add_footnote, element

WHY_HIDDEN = "hidden text, which is never published"


@pytest.fixture
def word() -> Any:
    document = docx.Document()
    document.add_paragraph("Trees on the quay", style="Title")
    document.add_heading("Introduction", 1)
    document.add_paragraph("This is about the trees that stand between the houses and the water.")
    document.add_heading("I. The limes", 1)
    return document


def text_of(document: Any, bring_in: Importer, folder: Path) -> tuple[str, Result]:
    path = folder / "quay.docx"
    document.save(str(path))
    result = bring_in(path)
    return result.file("text/1-limes.md"), result


@pytest.mark.slow
def test_hidden_words_are_never_published_and_always_told(
    word: Any, bring_in: Importer, tmp_path: Path
) -> None:
    paragraph = word.add_paragraph("The limes were cut ")
    paragraph.add_run("by the mayor's cousin ").font.hidden = True
    paragraph.add_run("every winter.")
    style = word.styles.add_style("Remark", WD_STYLE_TYPE.CHARACTER)
    style.font.hidden = True
    word.styles.add_style("Inner remark", WD_STYLE_TYPE.CHARACTER).base_style = style
    paragraph.add_run(" Ask the gardener.", style="Inner remark")
    whole = word.styles.add_style("Draft", WD_STYLE_TYPE.PARAGRAPH)
    whole.font.hidden = True
    word.add_paragraph("Nobody has read this.", style="Draft").add_run(
        " But this."
    ).font.hidden = False
    add_box(paragraph, "Inside a shape that is hidden.")
    paragraph._p[-1].insert(0, element("<w:rPr><w:vanish/></w:rPr>"))
    add_footnote(word, paragraph, "Said in a footnote that is hidden.")
    paragraph._p[-1].insert(0, element("<w:rPr><w:vanish/></w:rPr>"))

    text, result = text_of(word, bring_in, tmp_path)

    for hidden in (
        "by the mayor's cousin",
        "Ask the gardener.",
        "Nobody has read this.",
        "Inside a shape that is hidden.",
        "Said in a footnote that is hidden.",
    ):
        assert f"{WHY_HIDDEN}: {hidden}" in result.left_out
        assert all(hidden.encode() not in content for content in result.note.files.values())
    assert "The limes were cut every winter." in text
    assert "But this." in text


@pytest.mark.slow
def test_words_that_a_page_hides_are_not_published(bring_in: Importer, tmp_path: Path) -> None:
    path = tmp_path / "quay.html"
    path.write_text(
        "<html><body><h1>Limes</h1><p>They were cut"
        '<span style="display: none"> by a cousin</span>.</p>'
        '<div hidden><p>A draft.</p></div><div style="visibility:hidden">Another.</div>'
        "</body></html>",
        "utf-8",
    )
    result = bring_in(path)
    assert "They were cut.\n" in result.file("text/1-limes.md")
    for hidden in ("by a cousin", "A draft.", "Another."):
        assert f"{WHY_HIDDEN}: {hidden}" in result.left_out


@pytest.mark.slow
def test_marks_that_no_note_has_are_told_once_with_their_words(
    word: Any, bring_in: Importer, tmp_path: Path
) -> None:
    for words in ("first", "second"):
        paragraph = word.add_paragraph("Here ")
        paragraph.add_run(f"{words} small").font.small_caps = True
        paragraph.add_run(" and ")
        paragraph.add_run(f"{words} yellow").font.highlight_color = WD_COLOR_INDEX.YELLOW
        paragraph.add_run(" and ")
        paragraph.add_run(f"{words} red").font.color.rgb = RGBColor(200, 0, 0)
        paragraph.add_run(" and ")
        paragraph.add_run(f"{words} capitals").font.all_caps = True
        paragraph.add_run(" and ")
        paragraph.add_run(f"{words} lined").font.underline = True
        paragraph.add_run(" stand.")

    text, result = text_of(word, bring_in, tmp_path)

    told = {one.how: one.text for one in result.report.changed}
    for how, kind in (
        ("small capitals became plain letters", "small"),
        ("the highlighting of words was removed", "yellow"),
        ("coloured words are set in the colour of the text", "red"),
        ("words set in capitals are set as they were typed", "capitals"),
        ("underlined words are emphasised", "lined"),
    ):
        assert told[how] == f"first {kind}”, “second {kind}"
    assert "Here first small and first yellow and first red" in text
    assert "*first lined* stand." in text


@pytest.mark.slow
def test_a_dropped_capital_is_the_first_letter_of_its_paragraph(
    word: Any, bring_in: Importer, tmp_path: Path
) -> None:
    capital = word.add_paragraph("D")
    capital._p.get_or_add_pPr().append(element('<w:framePr w:dropCap="drop" w:lines="3"/>'))
    capital.runs[0].bold = True
    word.add_paragraph("rought comes every year. It stays for a month.")
    text, _ = text_of(word, bring_in, tmp_path)
    assert "\nDrought comes every year. It stays for a month.\n" in text


@pytest.mark.slow
def test_styles_of_lists_give_the_depth(word: Any, bring_in: Importer, tmp_path: Path) -> None:
    word.add_paragraph("Tried so far:")
    for style, words in (
        ("List Bullet", "cutting"),
        ("List Bullet 2", "in spring"),
        ("List Bullet 3", "before the birds"),
        ("List Bullet 2", "in autumn"),
        ("List Bullet", "watering"),
        ("List Number 2", "by day"),
        ("List Number 2", "by night"),
    ):
        word.add_paragraph(words, style=style)
    text, _ = text_of(word, bring_in, tmp_path)
    assert (
        "- cutting\n  - in spring\n    - before the birds\n  - in autumn\n- watering\n"
        "  1. by day\n  2. by night\n" in text
    )
