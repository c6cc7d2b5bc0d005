"""A note in Chinese, French or Spanish is shown wholly in its language."""

from __future__ import annotations

from pathlib import Path

import pytest
from kept_in_memory import PARSED

from pipeline.house_style import load_style
from pipeline.load import load_note
from pipeline.note.walk import headings_in, inlines_of, plain
from pipeline.views.full_note import NoteView, view_note
from pipeline.views.one_pager import view_one_pager
from pipeline.workspace import built_in_styles

NOTES = Path(__file__).parents[1] / "notes"


def view(name: str) -> NoteView:
    note = load_note(NOTES / name, PARSED)
    return view_note(note, load_style(built_in_styles()).words(note.metadata.language))


def text_of(name: str) -> str:
    note = load_note(NOTES / name, PARSED)
    headings = headings_in(note)
    return "\n".join(plain((i,)) for h in headings for i in inlines_of(h.blocks))


def lines_of(shown: NoteView) -> list[str]:
    return [line.text for section in shown.imprint.sections for line in section.lines]


@pytest.mark.parametrize(
    ("name", "date", "title", "lines", "telephone"),
    [
        (
            "chinese",
            "2024年5月",
            "一页文字是怎样排成的：从活字到版面",
            [
                "第二次版面讨论会，2024年2月9日，书城，查塔姆大厦规则。",
                "主办方：排版学会。",
                "支持方：活字博物馆。",
                "文字：活字出版社",
            ],
            "电话：+86 10 5555 0100",
        ),
        (
            "french",
            "1er mai 2024",
            "Comment une note devient une page\u00a0: du manuscrit au papier",
            [
                (
                    "Deuxième entretien sur la page, 9 février 2024, Villeneuve,"
                    " règle de Chatham House."
                ),
                "À l’initiative de\u00a0: Société de typographie.",
                "Avec le soutien de\u00a0: Musée de l’imprimerie.",
                "Texte\u00a0: Éditions de la Casse",
            ],
            "Tél. +33 1 99 00 01 00",
        ),
        (
            "spanish",
            "17 de mayo de 2024",
            "Cómo una nota llega a ser página: del manuscrito al papel",
            [
                "Segunda conversación sobre la página, 9 de febrero de 2024, Villanueva.",
                "Convocado por: Sociedad de Tipografía.",
            ],
            "Tel. +34 900 000 100",
        ),
    ],
)
def test_front_matter(name: str, date: str, title: str, lines: list[str], telephone: str) -> None:
    shown = view(name)
    assert shown.cover.date == date
    assert shown.cover.full_title == title
    assert set(lines) <= set(lines_of(shown))
    assert telephone in [line.text for line in shown.back_cover.lines]


def test_quotation_marks_are_those_of_the_language() -> None:
    assert "«\u202fchanger la façon commune de penser\u202f»" in text_of("french")
    spanish = text_of("spanish")
    assert "las comillas «angulares»" in spanish
    assert "«inglesas “y las simples” por último»" in spanish
    assert "“薄如钱唇”" in "".join(
        plain(block.inlines)
        for footnote in view("chinese").parts[0].footnotes
        for block in footnote.blocks
        if block.kind == "paragraph"
    )


def test_a_person_is_shown_as_each_language_does() -> None:
    chinese, french = view("chinese"), view("french")
    shen = chinese.rolls[0].groups[0].people[0]
    assert [wording.text for wording in shen.names] == ["沈括", "SHEN Kuo"]
    assert shen.details[0].text == "《梦溪笔谈》 作者"
    assert shen.details[1].text == "Author, Dream Pool Essays"
    assert [roll.title for roll in chinese.rolls] == ["与会专家", "观察员"]
    assert french.rolls[0].groups[0].people[1].details[0].text == "Directeur, l’Encyclopédie"


def test_a_one_pager_names_the_pages_of_its_note() -> None:
    note = load_note(NOTES / "chinese", PARSED)
    shown = view("chinese")
    one = view_one_pager(note, shown, shown.themes[0], (3, 5))
    assert one.source_line == (
        "摘自摘要报告《一页文字是怎样排成的：从活字到版面》，2024年5月，第3–5页。"
    )
    assert view_one_pager(note, shown, shown.themes[0], (4, 4)).source_line.endswith("第4页。")


def test_words_are_counted_as_readers_of_each_language_do() -> None:
    # A Chinese word count counts characters: the note has some hundreds, in ten paragraphs.
    assert 300 < view("chinese").word_count < 700
    assert 250 < view("french").word_count < 500
