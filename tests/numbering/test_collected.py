"""The table of all recommendations, from source to what its cells say."""

from __future__ import annotations

from pathlib import Path

import pytest
from kept_in_memory import PARSED
from lxml import html

from pipeline.languages import language_of
from pipeline.load import load_files
from pipeline.note import Note
from pipeline.note.text import Table
from pipeline.note.walk import blocks_below, headings_in, id_of, inlines_of, nodes_below, plain
from pipeline.numbering import Numbered, number_note
from pipeline.press.markup.writer import Dialect, Writer

MINIMAL = Path(__file__).parents[1] / "notes/minimal"

TEXT = """# Other points {#other-points}

{#all .keep-together}
[](#recommendations)

## Who keeps the gates? {#gates}

%s
"""
FULL = """::: {.recommendation #oil to="The village" by="2027-06"}
Oil the *gates*, see [](#paint):

- the upper ones,
- the lower ones.
:::

::: {.recommendation #paint}
Paint them.
:::
"""


def numbered(text: str, language: str = "en-GB", numerals: str = "arabic") -> Numbered:
    files = {
        path.relative_to(MINIMAL).as_posix(): path.read_bytes()
        for path in MINIMAL.rglob("*")
        if path.is_file()
    }
    files["text/2-other-points.md"] = text.encode()
    metadata = files["note.yaml"].decode().replace("language: en-GB", f"language: {language}")
    files["note.yaml"] = metadata.encode()
    words = language_of(language).words
    return number_note(
        load_files("minimal", files, PARSED), {"recommendation-numerals": numerals}, words
    )


def collected(text: str = FULL, language: str = "en-GB", numerals: str = "arabic") -> Numbered:
    return numbered(TEXT % text, language, numerals)


def table_in(note: Note) -> Table:
    (table,) = (one for one in blocks_of(note) if isinstance(one, Table) and one.collects)
    return table


def blocks_of(note: Note) -> list[object]:
    return [block for one in headings_in(note) for block in blocks_below(one.blocks)]


def rows(table: Table) -> list[list[str]]:
    return [
        [" / ".join(plain((inline,)) for inline in inlines_of(cell.blocks)) for cell in row]
        for row in (*table.head, *table.body)
    ]


def test_each_recommendation_has_a_row() -> None:
    table = table_in(collected().note)
    assert rows(table)[0] == ["No.", "Recommendation", "Addressee", "Deadline"]
    assert [[row[0].split(" / ")[0], *row[2:]] for row in rows(table)[1:]] == [
        ["R1", "The village", "June 2027"],
        ["R2", "", ""],
    ]
    assert (table.id, table.layout_hints) == ("all", ("keep-together",))


@pytest.mark.parametrize(
    ("facts", "heads"),
    [
        ("", ["No.", "Recommendation"]),
        (' to="The village"', ["No.", "Recommendation", "Addressee"]),
        (' by="2027"', ["No.", "Recommendation", "Deadline"]),
    ],
)
def test_a_column_that_nothing_fills_is_left_out(facts: str, heads: list[str]) -> None:
    text = f"::: {{.recommendation #oil{facts}}}\nOil the gates.\n:::\n"
    assert rows(table_in(collected(text).note))[0] == heads


@pytest.mark.parametrize(
    ("language", "heads"),
    [
        ("de", ["Nr.", "Empfehlung", "Adressat", "Frist"]),
        ("fr", ["N°", "Recommandation", "Destinataire", "Échéance"]),
        ("zh-Hans", ["编号", "建议", "建议对象", "期限"]),
    ],
)
def test_its_heads_are_in_the_language_of_the_note(language: str, heads: list[str]) -> None:
    assert rows(table_in(collected(language=language).note))[0] == heads


def written(one: Numbered, dialect: str = "web") -> html.HtmlElement:
    writer = Writer(Dialect(dialect, "en-GB", labels=one.labels))  # type: ignore[arg-type]
    return html.fromstring(str(writer.blocks((table_in(one.note),))))


@pytest.mark.parametrize("dialect", ["web", "paged", "epub"])
def test_the_number_is_the_head_of_its_row_and_leads_to_it(dialect: str) -> None:
    table = written(collected(), dialect)
    heads = table.xpath(".//tbody/tr/th[@scope='row']")
    assert [(one.text_content(), one.xpath(".//a/@href")) for one in heads] == [
        ("R1", ["#oil"]),
        ("R2", ["#paint"]),
    ]
    assert len(table.xpath(".//thead//th[@scope='col']")) == 4


def test_its_words_are_set_as_those_of_the_recommendation() -> None:
    (cell,) = written(collected()).xpath(".//tbody/tr[1]/td[1]")
    assert [one.text_content() for one in cell.xpath(".//em")] == ["gates"]
    assert cell.xpath(".//a[@href='#paint']/text()") == ["R2"]
    assert [one.text_content() for one in cell.xpath(".//li")] == [
        "the upper ones,",
        "the lower ones.",
    ]


def test_without_numbers_the_words_lead_to_the_recommendation() -> None:
    table = written(collected(numerals="none"))
    links = table.xpath(".//tbody/tr/th[@scope='row']//a[not(@class)]")
    assert [(one.get("href"), one.text_content()) for one in links] == [
        ("#oil", "Oil the gates, see recommendation:"),
        ("#paint", "Paint them."),
    ]


def test_no_id_stands_twice_in_the_note() -> None:
    note = collected().note
    found = [
        name
        for one in headings_in(note)
        for name in (one.id, *map(id_of, nodes_below(one.blocks)))
        if name
    ]
    assert sorted(found) == sorted(set(found))


def test_a_theme_of_this_name_is_referred_to_in_a_line() -> None:
    text = TEXT.replace("other-points", "recommendations") % f"See [](#recommendations).\n\n{FULL}"
    note = numbered(text).note
    assert plain(note.themes[1].questions[0].blocks[0].inlines) == "See Theme\u00a0II."  # type: ignore[union-attr]
    assert len(table_in(note).body) == 2
