"""Words of joined and marked scripts in a PDF, against those of its source."""

from __future__ import annotations

import pytest

from pipeline.preflight.pdf.shaped_words import check_shaped_words, shaped_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("كَتَبَ في 2025، و١٤/٠٥", ["كَتَبَ", "في", "و"]),
        # The order in which two marks were typed says nothing.
        ("مر\u0651\u064eة مر\u064e\u0651ة", ["مر\u064e\u0651ة"] * 2),
        ("می\u200cخواهیم می&zwnj;خواهیم", ["میخواهیم"] * 2),
        ("ב**ני**ין צה״ל", ["בניין", "צה", "ל"]),
        ("क्षेत्र, दृष्टि। ३०", ["क्षेत्र", "दृष्टि"]),
        ("water, вода", []),
    ],
)
def test_words_are_letters_and_marks(text: str, words: list[str]) -> None:
    assert list(shaped_words(text)) == words


def test_no_pdf_is_read_for_a_note_without_such_a_script() -> None:
    source = {
        "text/1-water.md": b"---\nlead: Water.\n---\n\n# Water {#water}\n",
        "people.yaml": "name: ليلى".encode(),
    }
    assert list(check_shaped_words(b"no PDF", source, "en")) == []


@pytest.mark.parametrize(
    "unprinted", ["<!-- ماء -->", '[water]{short="ماء"}', "![ماء](a.svg)", "---\nlead: ماء\n---\n"]
)
def test_what_is_on_no_page_is_not_looked_for(unprinted: str) -> None:
    source = {"text/1-water.md": unprinted.encode()}
    assert list(check_shaped_words(b"no PDF", source, "ar")) == []
