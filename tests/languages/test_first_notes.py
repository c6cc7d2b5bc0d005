"""A note in each language: quotations it writes in its own way, and pages without findings."""

from __future__ import annotations

import datetime as dt
import io
import re
from pathlib import Path

import docx
import pypdfium2
import pytest

from pipeline.cli import main
from pipeline.errors import SourceError
from pipeline.load import load_note
from pipeline.note.walk import inlines_of, plain
from pipeline.starting.note import NoteStart, imprint_files, note_files

DAY = dt.date(2026, 5, 3)


def begun(folder: Path, tag: str, introduction: str | None = None) -> Path:
    """Write the first note of a language, with another paragraph of introduction if wanted."""
    start = NoteStart("first", tag, DAY)
    files = {**note_files(start), **imprint_files(start)}
    if introduction is not None:
        head = files["text/introduction.md"].split("\n", 1)[0]
        files["text/introduction.md"] = f"{head}\n\n{introduction}\n"
    for path, text in files.items():
        (folder / "first" / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / "first" / path).write_text(text, encoding="utf-8")
    return folder / "first"


def codes_in(printed: str) -> set[str]:
    """Give the codes of findings; N230 says that what init wrote was not replaced."""
    return set(re.findall(r"\bN[1-5]\d\d\b", printed))


@pytest.mark.parametrize(
    ("tag", "typed", "printed"),
    [
        ("de", "Er sagt \"Ja, 'so' ist's\".", "Er sagt „Ja, ‚so‘ ist’s“."),
        ("de", "Er sagt „Ja“ und „so“.", "Er sagt „Ja“ und „so“."),
        ("de-CH", 'Er sagt "Ja".', "Er sagt «Ja»."),
        ("de", "Auf Englisch [“yes”]{lang=en}.", "Auf Englisch “yes”."),
        ("en", "In German [„ja“]{lang=de}.", "In German „ja“."),
        ("pt", 'Diz "sim".', "Diz “sim”."),
        ("pt-PT", 'Diz "sim".', "Diz «sim»."),
        ("ru", "Сказал \"да, 'так'\".", "Сказал «да, „так“»."),
        ("ru", "Сказал «да, „так“».", "Сказал «да, „так“»."),
        ("it", "Disse \"sì, 'così' va\".", "Disse «sì, “così” va»."),
        ("it-CH", "Disse \"sì, 'così' va\".", "Disse «sì, ‹così› va»."),
        ("nl", "Zij zei \"ja, 'zo' is 't\".", "Zij zei “ja, ‘zo’ is ’t”."),
        ("hi", 'उसने कहा "हाँ"।', "उसने कहा “हाँ”।"),
        ("vi", 'Ông nói "vâng".', "Ông nói “vâng”."),
        ("sw", 'Alisema "ndiyo".', "Alisema “ndiyo”."),
        ("he", 'אמר "כן" לאו"ם, לד"ר לוי ולג\'ון.', "אמר „כן” לאו״ם, לד״ר לוי ולג׳ון."),
        ("fa", 'گفت "بله".', "گفت «بله»."),
    ],
)
def test_quotations(tmp_path: Path, tag: str, typed: str, printed: str) -> None:
    note = load_note(begun(tmp_path, tag, typed))
    assert plain(tuple(inlines_of(note.part("introduction").blocks))[:1]) in printed
    (paragraph,) = note.part("introduction").blocks
    assert paragraph.kind == "paragraph"
    assert plain(paragraph.inlines) == printed


@pytest.mark.parametrize(
    ("tag", "typed", "message"),
    [
        ("de", "Er sagt „Ja.", "quotation mark is never closed"),
        ("de", "Er sagt Ja“.", "closing quotation mark was never opened"),
        ("ru", "Сказал «да.", "quotation mark is never closed"),
        ("pt", "Diz sim”.", "closing quotation mark was never opened"),
    ],
)
def test_a_quotation_that_has_no_partner(
    tmp_path: Path, tag: str, typed: str, message: str
) -> None:
    with pytest.raises(SourceError) as raised:
        load_note(begun(tmp_path, tag, typed))
    assert [(one.code, one.message) for one in raised.value.findings] == [("N126", message)]


def test_half_a_sentence_is_told_in_cyrillic_and_a_quotation_may_end_one(tmp_path: Path) -> None:
    half = "Каждая записка [начинается с введения.]{.pull}"
    with pytest.raises(SourceError) as raised:
        load_note(begun(tmp_path, "ru", half))
    assert [one.code for one in raised.value.findings] == ["N119"]
    load_note(begun(tmp_path, "de", "[Sie sagte: „Wasser ist für alle da.“]{.pull} Alle nickten."))


@pytest.mark.slow
@pytest.mark.parametrize(
    "tag", ["de", "de-CH", "fa", "he", "hi", "it", "nl", "pt", "pt-PT", "ru", "sw", "vi"]
)
def test_pages_of_a_first_note_have_no_findings(
    tmp_path: Path, tag: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(begun(tmp_path, tag))]) == 0
    assert codes_in(capsys.readouterr().err) == {"N230"}


@pytest.mark.slow
def test_russian_stands_in_every_edition(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    editions = ("pdf", "one-pagers", "web", "epub", "docx")
    flags = [flag for edition in editions for flag in ("--edition", edition)]
    out = tmp_path / "out"
    assert main(["build", str(begun(tmp_path, "ru")), "--out", str(out), *flags]) == 0
    assert codes_in(capsys.readouterr().err) == {"N230"}
    pages = pypdfium2.PdfDocument(out / "first/first.pdf")
    text = "\n".join(page.get_textpage().get_text_range() for page in pages)
    assert {"содержание", "колофон"} <= set(text.lower().split())
    assert "3 мая 2026 г." in re.sub(r"\s", " ", text)
    html = (out / "first/web/index.html").read_text("utf-8")
    assert '<html lang="ru"' in html
    assert "Ключевой тезис" in html
    word = docx.Document(io.BytesIO((out / "first/first.docx").read_bytes()))
    assert "Введение" in [paragraph.text for paragraph in word.paragraphs]
