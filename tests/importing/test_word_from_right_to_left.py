"""Word files in Arabic, Hebrew, Persian and Urdu, as Word itself writes them.

Their paragraphs have ``w:bidi``, their runs ``w:rtl``, ``w:bCs`` and ``w:iCs`` in place of ``w:b``
and ``w:i``, and their language stands in ``w:bidi`` of ``w:lang`` beside that of the keyboard.
"""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from conftest import Importer
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

HEADINGS = {
    "ar": ("إدارة المياه الجوفية", "كيف نقيس السحب؟"),
    "he": ("ניהול מי התהום", "כיצד מודדים את השאיבה?"),
    "fa": ("مدیریت آب‌های زیرزمینی", "برداشت را چگونه می‌سنجیم؟"),
    "ur": ("زیر زمین پانی کا انتظام", "ہم نکاسی کو کیسے ناپتے ہیں؟"),
}
TEXTS = {
    "ar": "لا تُقاس سوى بئر **واحدة** من كل خمس آبار في GRACE-FO، وهذا *رأي* المشاركين في اللقاء.",
    "he": "היום נמדדת רק באר **אחת** מכל חמש בארות במערכת GRACE-FO מאז 2005, וזו *דעה* שלהם.",
    "fa": "امروز تنها یک چاه از **پنج** چاه با GRACE-FO می‌سنجند و این *نظر* آنها است.",
    "ur": "آج پانچ کنوؤں میں سے صرف **ایک** کنواں GRACE-FO سے ناپا جاتا ہے اور یہ *رائے* ان کی ہے۔",
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("language", TEXTS)
def test_text_order_and_marks_are_kept(language: str, bring_in: Importer, tmp_path: Path) -> None:
    title, heading = HEADINGS[language]
    document = docx.Document()
    _paragraph(document, title, "Title")
    _paragraph(document, heading, "Heading 1")
    _paragraph(document, TEXTS[language], "Normal")
    _table(document, [[title, "820"], [heading, "−26 %"]])
    path = tmp_path / "manuscript.docx"
    document.save(str(path))

    result = bring_in(path)
    assert result.note.metadata.language == language
    assert result.note.metadata.title == title
    text = result.file("text/1-theme-1.md")
    assert TEXTS[language] in text
    assert f"# {heading} " in text
    assert f"| {title} | 820 |" in text
    assert f"| {heading} | −26 % |" in text


def _paragraph(document: Document, text: str, style: str) -> None:
    """A paragraph from right to left; what is marked as in Markdown is bold or italic."""
    paragraph = document.add_paragraph(style=style)
    paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
    for words, mark in _marked(text):
        properties = paragraph.add_run(words)._r.get_or_add_rPr()
        names = ([mark] if mark else []) + ([] if words.strip().isascii() else ["rtl"])
        properties.extend(OxmlElement(f"w:{name}") for name in names)
        language = OxmlElement("w:lang")
        language.set(qn("w:val"), "en-US")
        language.set(qn("w:bidi"), "ar-SA")
        properties.append(language)


def _marked(text: str) -> list[tuple[str, str]]:
    bold = text.split("**")
    stretches = [(part, "bCs" if at % 2 else "") for at, part in enumerate(bold)]
    return [
        (part, "iCs" if at % 2 else mark)
        for words, mark in stretches
        for at, part in enumerate(words.split("*"))
    ]


def _table(document: Document, rows: list[list[str]]) -> None:
    table = document.add_table(len(rows), len(rows[0]))
    table._tbl.tblPr.insert(1, OxmlElement("w:bidiVisual"))
    for row, words in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, words, strict=True):
            cell.text = text
            cell.paragraphs[0]._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
