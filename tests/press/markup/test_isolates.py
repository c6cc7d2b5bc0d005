"""Runs of a line that go against its direction are elements of their own."""

from __future__ import annotations

import re

import pytest

from pipeline.note import text as t
from pipeline.press.markup.dialect import DialectName
from pipeline.press.markup.writer import Dialect, Writer


def text(words: str) -> t.Text:
    return t.Text(text=words)


def written(language: str, *line: t.Inline, dialect: DialectName = "web") -> str:
    return str(Writer(Dialect(dialect, language)).inlines(line))


BLUE, NILE = t.Emphasis(inlines=(text("Blue"),)), t.Strong(inlines=(text("Nile"),))
LTR = '<bdi dir="ltr">'


@pytest.mark.parametrize("dialect", ["paged", "web", "epub"])
def test_latin_elements_in_a_row_are_one_in_every_edition(dialect: DialectName) -> None:
    shown = written("ar", text("كتبه "), BLUE, text(" "), NILE, text(" عنه."), dialect=dialect)
    assert shown == f"كتبه {LTR}<em>Blue</em> <strong>Nile</strong></bdi> عنه."


def test_a_run_takes_the_words_beside_its_elements_with_it() -> None:
    shown = written("he", text("ראה The "), BLUE, text(" one (old) כאן"))
    assert shown == f"ראה {LTR}The <em>Blue</em> one (old)</bdi> כאן"


def test_what_a_link_says_is_whole_with_its_stops() -> None:
    link = t.Link(target="https://x.example/", inlines=(BLUE, text(" Nile, 2nd ed.")))
    shown = written("ar", text("كتاب "), link, text(" مفيد."))
    before = f'كتاب {LTR}<a href="https://x.example/">'
    assert shown.startswith(before)
    assert shown.endswith("ed</bdi>.</a></bdi> مفيد.")


def test_one_element_or_word_needs_nothing() -> None:
    line = text("كتبه "), BLUE, text(" في GDP.")
    assert written("ar", *line) == "كتبه <em>Blue</em> في GDP."


def test_words_that_become_elements_stay_in_order() -> None:
    dialect = Dialect("paged", "ar", abbreviations={"GDP": "gross domestic product"})
    line = text("نمو GDP growth rates.")
    shown = str(Writer(dialect).blocks([t.Paragraph(id="p-1", inlines=(line,))]))
    assert re.search(rf"نمو {LTR}<.*GDP.*</.*> growth rates</bdi>", shown)
    shown = str(Writer(dialect).blocks([t.Paragraph(id="p-1", inlines=(text("في Blue Rivers."),))]))
    assert f'{LTR}Blue <span class="whole">Rivers</span></bdi>.' in shown


def test_code_and_addresses_are_left_to_right() -> None:
    assert 'اكتب <code dir="ltr">' in written("ar", text("اكتب "), t.Code(text="git log -1"))
    assert f'{LTR}<span class="address">' in written("ar", text("إلى info@x.example هنا"))
    assert "<code>" in written("en", t.Code(text="git log -1"))


def test_arabic_elements_in_english_are_one() -> None:
    river, blue = t.Emphasis(inlines=(text("النهر"),)), t.Strong(inlines=(text("الأزرق"),))
    shown = written("en", text("He wrote "), river, text(" "), blue, text(" then."))
    assert shown == ('He wrote <bdi dir="rtl"><em>النهر</em> <strong>الأزرق</strong></bdi> then.')


def test_english_is_written_as_it_was() -> None:
    assert written("en", BLUE, text(" "), NILE, text(" −26 C++.")) == (
        "<em>Blue</em> <strong>Nile</strong> −26 C++."
    )


def test_a_work_in_another_script_begins_on_its_own_side() -> None:
    works = tuple(
        t.Work(id=f"work-{place}", key=str(place), inlines=(text(words),))
        for place, words in enumerate(("Brook, A. 1950. Gates.", "نهر، أحمد. 1950. الماء."))
    )
    listed = t.WorkList(name="works", works=works)
    shown = str(Writer(Dialect("epub", "ar")).blocks([listed]))
    assert re.findall(r'<li id="work-(\d)"[^>]*?( dir="\w+")?>', shown) == [
        ("0", ' dir="ltr"'),
        ("1", ""),
    ]


def test_a_number_behind_an_arabic_word_in_a_latin_work_stays_behind_it() -> None:
    work = t.Work(id="work", key="brook", inlines=(text("Brook, A. وآخرون. 1950. Gates."),))
    listed = t.WorkList(name="works", works=(work,))
    assert 'dir="ltr">Brook, A. <bdi dir="rtl">وآخرون</bdi>. 1950. Gates.' in str(
        Writer(Dialect("epub", "ar")).blocks([listed])
    )
