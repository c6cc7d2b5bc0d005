"""The Word file of a note in Arabic: looked at in LibreOffice, edited, and brought back."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from rewritten import google_docs, libre_office, word_online
from validators.tools import find_program
from word_review import STYLE, Review, changed_lines, element, export

from pipeline.note import Note
from pipeline.reviewing import bring_review_in

pytestmark = pytest.mark.slow

PROGRAMS: dict[str, Callable[[bytes, Path], bytes]] = {
    "word": lambda content, _: content,
    "word online": lambda content, _: word_online(content),
    "google docs": lambda content, _: google_docs(content),
    "libreoffice": libre_office,
}


def edited(note: Note) -> Review:
    """The file with words in place of others, and two words made bold as Word does it.

    One is beside a passage that signs isolate.
    """
    review = Review(note)
    review.reword("وقال خبير في الاتصالات", "خبير", "عالم")
    review.reword("وقال أحد المشاركين", "الشجاعة", "الإرادة")
    run = review.cut_out("ولا بد من أن تكون", "قصيرة وواضحة")
    run.get_or_add_rPr().insert(0, element("<w:bCs/>"))
    return review


@pytest.mark.parametrize("program", PROGRAMS)
def test_what_a_program_only_saved_changes_nothing(
    program: str, arabic_note: Note, tmp_path: Path
) -> None:
    content = PROGRAMS[program](export(arabic_note), tmp_path)
    merged = bring_review_in(content, "note.docx", arabic_note, STYLE, {})
    assert merged.files == {}


@pytest.mark.parametrize("program", ["word", "libreoffice"])
def test_an_edit_changes_what_was_edited(program: str, arabic_note: Note, tmp_path: Path) -> None:
    content = PROGRAMS[program](edited(arabic_note).save(), tmp_path)
    merged = bring_review_in(content, "note.docx", arabic_note, STYLE, {})
    removed, added = (
        [line[1:] for line in changed_lines(arabic_note, merged) if line[0] == sign]
        for sign in "-+"
    )
    assert added == [
        removed[0].replace("الشجاعة", "الإرادة"),
        removed[1].replace("قصيرة وواضحة", "**قصيرة وواضحة**"),
        removed[2].replace("خبير", "عالم"),
    ]


def test_lines_begin_at_the_right_in_libreoffice(arabic_note: Note, tmp_path: Path) -> None:
    path = tmp_path / "note.docx"
    path.write_bytes(export(arabic_note))
    program = find_program("soffice", "LibreOffice")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, path]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    at_left = at_right = 0
    for page in pypdfium2.PdfDocument(tmp_path / "note.pdf"):
        ink = page.render(scale=0.5).to_pil().convert("L").point(lambda value: 255 * (value < 160))
        edge = 1417 / 40
        for row in range(ink.height):
            found = ink.crop((0, row, ink.width, row + 1)).getbbox()
            if found:
                at_left += found[0] < edge + 4
                at_right += found[2] > ink.width - edge - 4
    # The left is ragged.
    assert at_right > 3 * at_left > 0
