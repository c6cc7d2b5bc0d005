"""The search of the web edition finds words as readers of each language type them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from test_web_browser import does, starts_of
from web_site import build_site

from pipeline.languages.digits import DIGITS, in_digits
from pipeline.load.loading import load_note

if TYPE_CHECKING:
    from pipeline.note import Note

WRITTEN = {
    # Arabic: hamza and madda, alif maqsura, ta marbuta, vowel marks, tatweel.
    "ابار": ["آبار"],
    "تقاس": ["تُقاس"],
    "الي": ["إلى"],
    "مدرسه": ["مدرسة"],
    "كتاب": ["كـتـاب", "کتاب"],
    "كتب": ["كَتَبَ"],
    "سؤال": ["سوال"],
    # Persian: its own letters, and the half space in three ways.
    "ميرود": ["می\u200cرود"],
    "می رود": ["می\u200cرود"],
    "می\u200cرود": ["می\u200cرود"],
    # Hebrew: points, and the marks of abbreviations.
    "שלום": ["שָׁלוֹם"],
    'צה"ל': ["צה״ל"],
    # Hindi: the nukta, in one character or two.
    "कलम": ["क़लम", "क\u093cलम"],
    # Russian, whose short i is a letter of its own.
    "ЕЩЕ": ["ещё"],
    "мои": [],
    # Vietnamese.
    "duong den truong": ["Đường đến trường"],
    # Digits of any script.
    "38%": ["٣٨٪"],
    "٢٠٢٦": ["2026", "२०२६"],
    "۲۰۲۶": ["2026", "२०२६"],
    # A letter and an accent by itself.
    "elan": ["e\u0301lan"],
    # The mark of a regular expression.
    "(a+b)?": ["(a+b)؟"],
    "xyz": [],
}
TEXT = (
    "آبار تُقاس إلى مدرسة كـتـاب کتاب كَتَبَ سوال می\u200cرود שָׁלוֹם צה״ל क़लम क\u093cलम ещё мой "
    "Đường đến trường ٣٨٪ १ 2026 २०२६ e\u0301lan (a+b)؟"
)


@pytest.mark.browser
@pytest.mark.slow
def test_words_are_found_as_they_are_typed(
    minimal_note: Note, tmp_path_factory: pytest.TempPathFactory
) -> None:
    page = build_site(minimal_note, starts_of(minimal_note)).write(tmp_path_factory.mktemp("found"))
    # What a page says is not held by its policy, as its style and its scripts are.
    text = "".join(f"<p>{word}</p>" for word in TEXT.split(" "))
    text += "<p>Đường đến trường</p>"
    page.write_text(page.read_text("utf-8").replace("</main>", f"{text}</main>"), "utf-8")
    result = does(page, "searches", list(WRITTEN))
    assert result["found"] == WRITTEN
    assert result["directions"] == ["auto", ""]


@pytest.mark.browser
@pytest.mark.slow
def test_finds_are_counted_in_the_digits_of_the_page(tmp_path: Path) -> None:
    note = load_note(Path(__file__).parent.parent / "notes/persian")
    page = build_site(note, starts_of(note)).write(tmp_path)
    result = does(page, "search", "قنات", 2)
    count = in_digits(str(len(result["hits"])), DIGITS["extended-arabic-indic"])
    assert len(result["hits"]) > 9
    assert all(count in said for said in result["counts"])
    assert result["counts"][2].startswith("۲ ")
