"""Details that have been circled in red: sizes, figures, faces, rules, pull quotes, one-pagers."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from painted_page import Letter, letters_of, line_widths
from pdf_reader import read_tagged
from validators.pdf_texts import READERS, Reader, text_of

from pipeline.house_style import load_style
from pipeline.press.markup.stylesheets import stylesheet
from pipeline.workspace import built_in_styles

SMALLEST = 7.0
"""The smallest size of labels, captions and small print, in pt; raised numbers may be smaller."""
THINNEST = 0.5
"""The thinnest line that is drawn or ruled, in pt: screened, a thinner one breaks up."""
MM = 72 / 25.4


@pytest.fixture(scope="module")
def letters(circled: Path) -> list[Letter]:
    """The letters of the pages of a note."""
    return list(letters_of(circled / f"{circled.name}.pdf"))


def one_pagers(folder: Path) -> Iterator[Path]:
    """Yield the one-pagers for the screen."""
    found = sorted(folder.glob("one-pagers/*[!t].pdf"))
    assert len(found) == 4
    yield from found


@pytest.mark.slow
def test_small_type_can_be_read(circled: Path, letters: list[Letter]) -> None:
    for folio in (letters, *map(letters_of, one_pagers(circled))):
        small = {one for one in folio if one.size < SMALLEST}
        assert not {one for one in small if not one.sign.isdecimal()}


@pytest.mark.slow
def test_figures_that_are_no_text_stand_on_their_line(circled: Path, letters: list[Letter]) -> None:
    told = [one for path in one_pagers(circled) for one in letters_of(path)]
    figures = [one for one in (*letters, *told) if one.sign in "34579"]
    old_style = {one.face for one in figures if one.is_old_style}
    # Text has old-style figures; labels, numerals, folios and whatever else is in sans has not.
    assert old_style == {"Note-Serif", "Note-Serif-Italic"}
    imprint = [one for one in letters if one.page == 1 and one.sign in "34579"]
    assert len(imprint) > 5
    assert not any(one.is_old_style for one in imprint)


@pytest.mark.slow
def test_lines_are_thick_enough_to_be_printed(circled: Path) -> None:
    printed = circled / f"{circled.name}-print.pdf"
    if not printed.exists():
        pytest.skip("no profile for print")
    widths = [width for _, width in line_widths(printed)]
    assert len(widths) > 100
    assert min(widths) >= THINNEST


@pytest.mark.parametrize("edition", ["print", "one_pager"])
def test_rules_are_thick_enough_to_be_printed(edition: str) -> None:
    css = stylesheet(load_style(built_in_styles()), edition)
    rules = [float(width) for width in re.findall(r"border[\w-]*:\s*([\d.]+)pt", css)]
    assert len(rules) > 5
    assert min(width for width in rules if width) >= THINNEST


@pytest.mark.parametrize("edition", ["print", "one_pager", "web", "epub"])
def test_code_has_a_face_of_its_own(edition: str) -> None:
    style = load_style(built_in_styles())
    rules = re.findall(r"([^{}]*)\{([^{}]*)\}", stylesheet(style, edition))
    faces = {body for head, body in rules if "code" in head.split() and "font-family" in body}
    assert faces
    assert all("font-family: var(--mono)" in body for body in faces)
    assert style.token("mono").startswith('"Note Mono"')


@pytest.mark.slow
def test_no_pull_quote_stands_on_the_page_of_its_sentence(letters: list[Letter]) -> None:
    pages: dict[int, list[Letter]] = defaultdict(list)
    for one in letters:
        pages[one.page].append(one)
    seen = 0
    for page in pages.values():
        margin = "".join(one.sign for one in page if one.left < 60 * MM and 10 < one.size < 12)
        text = "".join(one.sign for one in page if one.left >= 60 * MM)
        for quote in filter(None, re.split(r"(?<=[.?!])", margin)):
            assert quote[:40] not in text
            seen += 1
    assert seen > 8


@pytest.mark.slow
def test_no_quarter_of_a_one_pager_is_empty(circled: Path) -> None:
    for path in one_pagers(circled):
        with pypdfium2.PdfDocument(path) as document:
            height = document[0].get_height()
        tops = sorted(one.top for one in letters_of(path))
        foot = height - 46 * MM
        text = [top for top in tops if top < foot]
        gaps = [below - above for above, below in zip(text, [*text[1:], foot], strict=True)]
        assert max(gaps) < height / 4


@pytest.mark.slow
@pytest.mark.validator
@pytest.mark.parametrize("reader", READERS)
def test_numerals_and_pages_are_apart_from_titles_when_they_are_taken_out(
    circled: Path, reader: Reader
) -> None:
    text = re.sub(r"\s+", " ", text_of(circled / f"{circled.name}.pdf", reader))
    assert "Introduction 4" in text
    for joined in ("IChanges", "IIWhat", "IIISpecific", "IVOther", "Introduction4", "1Which"):
        assert joined not in text


@pytest.mark.slow
@pytest.mark.validator
@pytest.mark.parametrize("reader", READERS)
def test_numbers_of_notes_are_one_space_apart_from_their_words(
    circled: Path, reader: Reader
) -> None:
    text = text_of(circled / f"{circled.name}.pdf", reader)
    for note in ("1 Under the Chatham House Rule", "1 A randomised controlled trial"):
        assert note in text


@pytest.mark.slow
def test_numbers_of_notes_are_apart_from_their_words_where_text_is_read_by_its_tags(
    circled: Path,
) -> None:
    notes = read_tagged((circled / f"{circled.name}.pdf").read_bytes()).root.all("Note")
    assert len(notes) > 2
    assert all(re.match(r"\d+ \w", note.text) for note in notes)
