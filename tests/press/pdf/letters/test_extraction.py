"""Text taken out of finished PDF files is the text of their source, in scripts of many kinds."""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Mapping
from pathlib import Path

import pikepdf
import pytest
from read_words import compare, source_words
from validators.pdf_texts import READERS, Reader, text_of
from validators.verapdf import check_pdf

from pipeline.cli import main
from pipeline.languages import find_language
from pipeline.preflight.pdf.source_attachment import check_source_attachment

NOTES = Path(__file__).parents[3] / "notes/extraction"
LANGUAGES = ("ar", "fa", "he", "hi")
EDITIONS = ("pdf", "print", "one-pagers")
KEY_MESSAGES = {
    "ar": "حُدِّدت الحصص سنة 1950، ولم تُقَس منذ ذلك الحين.",
    "fa": "سهم‌ها در سال ۱۹۵۰ تعیین شد و از آن پس اندازه‌گیری نشده است.",
    "he": "החלקים נקבעו בשנת 1950, ומאז לא נמדדו.",
    "hi": "हिस्से 1950 में तय हुए थे, और तब से नापे नहीं गए।",
}
# Of 149 words; docs/reading.md tells what is left.
IN_ENGLISH: Mapping[Reader, int] = {"PDFium": 134, "Poppler": 143, "MuPDF": 147, "pdf.js": 146}

pytestmark = [pytest.mark.slow, pytest.mark.validator]


def built(name: str, root: Path) -> Path:
    """The folder of the built editions of a note, which `--preflight` finds no fault with."""
    shutil.copytree(NOTES / name, root / "source/notes" / name)
    named = [word for edition in EDITIONS for word in ("--edition", edition)]
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        assert main(["build", "-q", "--preflight", *named]) == 0
    return root / "build" / name


@pytest.fixture(scope="module", params=LANGUAGES)
def note(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built editions of a note in one of the languages."""
    return built(request.param, tmp_path_factory.mktemp("extraction"))


def _without_label(text: str, language: str) -> str:
    """A text without the label of key messages, which Poppler reads behind one beside it."""
    found = find_language(language)
    assert found is not None
    return text.replace(found.words["key_message"], "")


@pytest.mark.parametrize("reader", READERS)
def test_every_word_is_read_as_it_was_written(note: Path, reader: Reader) -> None:
    source = source_words((NOTES / note.name / "text/1-sharing.md").read_text("utf-8"))
    assert len(source) > 100
    for name in (f"{note.name}.pdf", f"{note.name}-print.pdf"):
        seen = compare(source, _without_label(text_of(note / name, reader), note.name))
        assert seen.missing == (), name
        # In a line from right to left, PDFium turns words of Latin letters round.
        assert seen.kept >= 0.97 * seen.pairs, name
        assert reader == "PDFium" or seen.kept == seen.pairs, name
    one_pager = text_of(note / "one-pagers/1-sharing.pdf", reader)
    assert compare(KEY_MESSAGES[note.name].split(), one_pager).missing == ()


def test_passages_of_the_other_direction_are_read_as_far_as_readers_can(tmp_path: Path) -> None:
    source = source_words((NOTES / "en/text/1-sharing.md").read_text("utf-8"))
    pdf = built("en", tmp_path) / "en.pdf"
    for reader, least in IN_ENGLISH.items():
        assert compare(source, text_of(pdf, reader)).found >= least, reader


def test_the_files_conform(note: Path) -> None:
    for name in (f"{note.name}.pdf", "one-pagers/1-sharing.pdf"):
        for profile in ("ua1", "3a"):
            assert check_pdf(note / name, profile) == [], name


def test_preflight_finds_words_that_are_not_read_as_written(note: Path) -> None:
    with pikepdf.open(note / f"{note.name}.pdf") as pdf:
        for font in pdf.objects:
            if isinstance(font, pikepdf.Dictionary) and "/ToUnicode" in font:
                # The letters of Arabic, Hebrew and Devanagari become ones of Syriac.
                meanings = re.sub(rb"> <0[569]", b"> <07", font.ToUnicode.read_bytes())
                font.ToUnicode.write(meanings)
        pdf.save(changed := io.BytesIO(), fix_metadata_version=False)
        (finding,) = check_source_attachment(pdf, changed.getvalue(), {})
    assert finding.code == "N350"
    assert finding.message.count(", ") == 5
