"""Paragraphs, runs, tables and sections of a Word file say their direction and script."""

from __future__ import annotations

import re

import pytest
from docx.oxml.ns import qn
from lxml import etree

from pipeline.press.word.word_directions import set_directions

SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LRI, RLI, PDI = "\u2066\u2067\u2069"


def directed(inside: str, language: str) -> etree._Element:
    root = etree.fromstring(f'<w:body xmlns:w="{SPACE}">{inside}</w:body>')
    set_directions(root, language)
    return root


def runs_of(text: str, language: str, properties: str = "") -> list[tuple[str, str]]:
    """The runs that a run becomes: the mark of each, and its words."""
    run = f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"
    root = directed(f"<w:p>{run}</w:p>", language)
    assert re.sub(f"[{LRI}{RLI}{PDI}]", "", "".join(root.itertext())) == text
    return [(_mark(one), "".join(one.itertext())) for one in root.iter(qn("w:r"))]


def _mark(run: etree._Element) -> str:
    marks = [
        name for name in ("rtl", "cs") if run.find(f"{qn('w:rPr')}/{qn(f'w:{name}')}") is not None
    ]
    return "".join(marks)


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("في بيانات GRACE-FO، تسدّ", [("rtl", "في بيانات "), ("", "GRACE-FO"), ("rtl", "، تسدّ")]),
        ("الرسالة (SMS)", [("rtl", "الرسالة ("), ("", "SMS"), ("rtl", ")")]),
        (
            "بصيغة (CSV أو JSON).",
            [("rtl", "بصيغة ("), ("", "CSV"), ("rtl", " أو "), ("", "JSON"), ("rtl", ").")],
        ),
        ("نحو 120–150 دولارًا", [("rtl", "نحو 120–150 دولارًا")]),
        ("زاد 38 % في 2025", [("rtl", "زاد 38 % في 2025")]),
        ("−26 %", [("cs", f"{LRI}−26{PDI}"), ("rtl", " %")]),
        (
            "رقم +962 6 555 0100.",
            [("rtl", "رقم "), ("cs", f"{LRI}+962 6 555 0100{PDI}"), ("rtl", ".")],
        ),
        ("مثل https://x.example/", [("rtl", "مثل "), ("", f"{LRI}https://x.example/{PDI}")]),
        (
            "إلى no-tes@b.example.",
            [("rtl", "إلى "), ("", f"{LRI}no-tes@b.example{PDI}"), ("rtl", ".")],
        ),
        ("لغة C++ هنا", [("rtl", "لغة "), ("", f"{LRI}C++{PDI}"), ("rtl", " هنا")]),
        ("خط Source Serif 4 (v2)!", [("rtl", "خط "), ("", "Source Serif 4 (v2)"), ("rtl", "!")]),
        ("820", [("rtl", "820")]),
        ("Layla HADDAD", [("", "Layla HADDAD")]),
        ("كلمة हिन्दी هنا", [("rtl", "كلمة "), ("cs", "हिन्दी"), ("rtl", " هنا")]),
    ],
)  # fmt: skip
def test_a_text_from_right_to_left(text: str, runs: list[tuple[str, str]]) -> None:
    assert runs_of(text, "ar") == runs


@pytest.mark.parametrize(
    ("text", "language", "runs"),
    [
        (
            "Say شكرًا جزيلًا (1)",
            "en",
            [("", "Say "), ("rtl", f"{RLI}شكرًا جزيلًا{PDI}"), ("", " (1)")],
        ),
        ("١٩ and שלום.", "fr", [("rtl", "١٩"), ("", " and "), ("rtl", "שלום"), ("", ".")]),
        ("गाँव का पानी, 2026", "hi", [("cs", "गाँव का पानी"), ("", ", 2026")]),
        ("Latin, Ελληνικά, русский, 中文.", "en", [("", "Latin, Ελληνικά, русский, 中文.")]),
    ],
)  # fmt: skip
def test_a_text_from_left_to_right(text: str, language: str, runs: list[tuple[str, str]]) -> None:
    assert runs_of(text, language) == runs


def test_code_is_from_left_to_right() -> None:
    code = '<w:rStyle w:val="VerbatimChar"/>'
    assert runs_of("-1 x", "ar", code) == [("", f"{LRI}-1 x{PDI}")]


def test_a_link_and_a_passage_are_isolated_as_a_whole() -> None:
    words = "<w:r><w:t>Blue </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>Nile, 2nd ed.</w:t></w:r>"
    foreign = '<w:r><w:rPr><w:lang w:val="en"/></w:rPr><w:t>Yes!</w:t></w:r>'
    before = "<w:r><w:t>كتاب </w:t></w:r>"
    root = directed(f"<w:p>{before}<w:hyperlink>{words}</w:hyperlink></w:p>", "ar")
    assert "".join(root.itertext()) == f"كتاب {LRI}Blue Nile, 2nd ed.{PDI}"
    root = directed(f"<w:p>{before}{foreign}</w:p>", "ar")
    assert "".join(root.itertext()) == f"كتاب {LRI}Yes!{PDI}"


def test_a_number_in_a_passage_is_isolated_in_it() -> None:
    said = '<w:r><w:rPr><w:lang w:val="he"/></w:rPr><w:t>מים −26 נהר!</w:t></w:r>'
    root = directed(f"<w:p><w:r><w:t>They said </w:t></w:r>{said}</w:p>", "en")
    assert "".join(root.itertext()) == f"They said {RLI}מים {LRI}−26{PDI} נהר!{PDI}"
    assert [_mark(run) for run in root.iter(qn("w:r"))] == ["", "rtl", "", "rtl"]


def test_marks_stand_where_the_standard_has_them() -> None:
    """In the sequences of 17.3.1.26 and 17.3.2.28 of ISO/IEC 29500-1."""
    root = directed(
        '<w:p><w:pPr><w:pStyle w:val="TableText"/><w:spacing w:before="1"/><w:jc w:val="right"/>'
        '</w:pPr><w:r><w:rPr><w:rStyle w:val="KeyMessage"/><w:i/><w:iCs/><w:lang w:val="ar"/>'
        "</w:rPr><w:t>ماء</w:t></w:r></w:p><w:tbl><w:tblPr><w:tblStyle/><w:tblW/></w:tblPr></w:tbl>"
        "<w:sectPr><w:pgMar/></w:sectPr>",
        "ar",
    )
    names = {
        of: [etree.QName(one).localname for one in next(root.iter(qn(f"w:{of}")))]
        for of in ("pPr", "rPr", "tblPr", "sectPr")
    }
    assert names == {
        "pPr": ["pStyle", "bidi", "spacing", "jc"],
        # Emphasis is shown by weight: Arabic is not slanted.
        "rPr": ["rStyle", "bCs", "i", "rtl", "lang"],
        "tblPr": ["tblStyle", "bidiVisual", "tblW"],
        "sectPr": ["pgMar", "bidi", "rtlGutter"],
    }
    # Where a line begins, which is the right.
    assert next(root.iter(qn("w:jc"))).get(qn("w:val")) == "left"
    assert next(root.iter(qn("w:lang"))).get(qn("w:bidi")) == "ar-SA"


def test_a_script_of_another_language_has_a_face_of_its_own() -> None:
    root = directed("<w:p><w:r><w:t>שלום</w:t></w:r></w:p>", "en")
    assert next(root.iter(qn("w:rFonts"))).get(qn("w:cs")) == "David"
    root = directed("<w:p><w:r><w:t>ماء</w:t></w:r></w:p>", "ar")
    assert next(root.iter(qn("w:rFonts")), None) is None
